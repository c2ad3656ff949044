package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;
import java.util.Locale;

/**
 * J. Hull's two worked examples of weekly delta hedging, 19.2 and 19.3: what has been borrowed at the end of every
 * week.
 */
final class HullWeeklyPaths implements PublishedTable {
    private static final List<Double> CLOSES_ABOVE = List.of(
            49.00, 48.12, 47.37, 50.25, 51.75, 53.12, 53.00, 51.87, 51.38, 53.00, 49.88, 48.50, 49.88, 50.37, 52.13,
            51.88, 52.87, 54.87, 54.62, 55.87, 57.25);
    private static final List<Double> CLOSES_BELOW = List.of(
            49.00, 49.75, 52.00, 50.00, 48.38, 48.25, 48.75, 49.63, 48.25, 48.25, 51.12, 51.50, 49.88, 49.88, 48.75,
            47.50, 48.00, 46.25, 48.13, 46.63, 48.12);
    private static final double OPTIONS = 100_000.0;

    @Override
    public String name() {
        return "hull-weekly-paths";
    }

    @Override
    public String source() {
        return "J. Hull: Options, Futures and Other Derivatives, tables 19.2 and 19.3";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final Findings findings = new Findings(name());
        put(findings, "hull19.2", WeeklyPath.along(CLOSES_ABOVE));
        put(findings, "hull19.3", WeeklyPath.along(CLOSES_BELOW));
        final double weekNine = CLOSES_ABOVE.get(9);
        final HedgedCall left = new HedgedCall(weekNine, 50.0, 0.05, 0.20, 11.0 / 52.0, 0.13);
        findings.put("hull19.2_value_week9", OPTIONS * left.value());
        final HedgedCall start = new HedgedCall(49.0, 50.0, 0.05, 0.20, 20.0 / 52.0, 0.13);
        final double moneyness = DeterministicMath.log(start.spot() / start.strike());
        findings.put("hull19.2_d1", start.distance(moneyness, start.years(), start.vol()));
        findings.put("hull19.2_delta", start.delta(moneyness, start.years()));
        return findings.rows();
    }

    private static void put(final Findings findings, final String id, final WeeklyPath path) {
        findings.put(id, path.cost());
        for (int week = 0; week < path.cumulative().size(); week++) {
            findings.put(
                    String.format(Locale.ROOT, "%s_week%02d", id, week),
                    path.cumulative().get(week));
        }
        findings.put(id + "_unrounded", path.unrounded());
        if ("hull19.2".equals(id)) {
            findings.put(id + "_discounted", path.discounted());
        }
    }
}
