package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.frontier.Ledger.Figure;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps every policy over its parameter on common paths, finds each policy's parameter at the cost of the clock,
 * hedges the same paths once more with it, and compares tracking errors.
 */
public final class Frontier {
    private static final double PERCENT = 100.0;
    private static final double[] EXTRA_BP = {0.5, 1.0, 2.0, 3.0};
    private static final int MATCHING_ROUNDS = 2;
    private static final int THEORY_PATHS = 500;

    private final FrontierSettings settings;
    private final @Nullable BandNetwork network;
    private final double unit;

    private Frontier(final FrontierSettings settings, final @Nullable BandNetwork network) {
        this.settings = settings;
        this.network = network;
        unit = PERCENT / HedgePath.premium(FrontierWorld.START, FrontierWorld.VOL, settings.days() / 365.0);
    }

    /**
     * Runs a sweep.
     *
     * @param settings what is simulated
     * @return what was found
     */
    public static FrontierReport run(final FrontierSettings settings) {
        return run(settings, null);
    }

    /**
     * Runs a sweep, with a trained policy among the others.
     *
     * @param settings what is simulated
     * @param network  of the trained policy; null for none
     * @return what was found
     */
    public static FrontierReport run(final FrontierSettings settings, final @Nullable BandNetwork network) {
        return new Frontier(settings, network).report();
    }

    private FrontierReport report() {
        final List<Candidate> candidates = Candidate.all(
                FrontierWorld.START,
                FrontierWorld.VOL,
                settings.days(),
                settings.clockMinutes(),
                settings.costs(),
                settings.makerReach(),
                network);
        final PathSimulation simulation = new PathSimulation(settings);
        final List<Sample> samples = new ArrayList<>();
        for (final Candidate candidate : candidates) {
            candidate.values().forEach(value -> samples.add(new Sample(candidate, value, settings.paths())));
        }
        simulation.run(samples);
        final Sample clock = clock(samples);
        for (int round = 0; round < MATCHING_ROUNDS; round++) {
            final List<Sample> matched = matched(candidates, samples, clock.mean(Figure.COST));
            simulation.run(matched);
            samples.addAll(matched);
        }
        return report(candidates, samples, clock);
    }

    private Sample clock(final List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.candidate().policy().equals(Candidate.CLOCK))
                .filter(sample -> sample.parameter() == settings.clockMinutes())
                .findFirst()
                .orElseThrow();
    }

    private List<Sample> matched(final List<Candidate> candidates, final List<Sample> samples, final double cost) {
        final List<Sample> matched = new ArrayList<>();
        for (final Candidate candidate : candidates) {
            final double best = Curve.of(of(candidate, samples), Figure.COST, Jackknife.NONE)
                    .at(cost)
                    .parameter();
            if (best > 0 && samples.stream().noneMatch(known -> isAt(known, candidate, best))) {
                matched.add(new Sample(candidate, best, settings.paths()));
            }
        }
        return matched;
    }

    private static boolean isAt(final Sample sample, final Candidate candidate, final double parameter) {
        return sample.candidate().equals(candidate) && sample.parameter() == parameter;
    }

    private FrontierReport report(final List<Candidate> candidates, final List<Sample> samples, final Sample clock) {
        final List<FrontierReport.Constant> theory =
                ConstantRoughness.all(Math.min(THEORY_PATHS, settings.paths()), settings.seed());
        final List<FrontierReport.Row> rows = new ArrayList<>();
        final List<FrontierReport.Frontier> frontiers = new ArrayList<>();
        for (final Candidate candidate : candidates) {
            final List<Sample> own = of(candidate, samples);
            rows.add(row(candidate, own, clock, constant(candidate, theory)));
            frontiers.add(new FrontierReport.Frontier(
                    candidate.policy(),
                    candidate.parameter(),
                    candidate.unit(),
                    own.stream().map(this::point).toList()));
        }
        return new FrontierReport(
                settings.world().name().toLowerCase(Locale.ROOT),
                settings.days(),
                settings.stepMinutes(),
                settings.paths(),
                settings.seed(),
                settings.clockMinutes(),
                PERCENT / unit,
                rows,
                frontiers,
                dearerFills(samples, clock),
                theory,
                FrontierNotes.simulated(settings));
    }

    private static List<Sample> of(final Candidate candidate, final List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.candidate().equals(candidate))
                .sorted(Comparator.comparingDouble(Sample::parameter))
                .toList();
    }

    /** Cost × error of a policy's rule where the target wanders at a constant rate; null where theory has none. */
    private static FrontierReport.@Nullable Constant constant(
            final Candidate candidate, final List<FrontierReport.Constant> theory) {
        final ConstantRoughness.Rule rule = candidate.constantRule();
        if (rule == null) {
            return null;
        }
        final String name = ConstantRoughness.name(rule);
        return theory.stream()
                .filter(constant -> constant.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private FrontierReport.Row row(
            final Candidate candidate,
            final List<Sample> own,
            final Sample clock,
            final FrontierReport.@Nullable Constant constant) {
        final double cost = clock.mean(Figure.COST);
        final Curve.Best best = Curve.of(own, Figure.COST, Jackknife.NONE).at(cost);
        final boolean isClock = candidate.equals(clock.candidate());
        final Sample shown = isClock ? clock : nearest(own, best.parameter());
        return new FrontierReport.Row(
                candidate.policy(),
                isClock ? Double.valueOf(1.0) : Jackknife.known(ratio(own, clock, Figure.COST, Jackknife.NONE)),
                isClock
                        ? Double.valueOf(0.0)
                        : Jackknife.known(Jackknife.error(block -> ratio(own, clock, Figure.COST, block))),
                isClock ? Double.valueOf(1.0) : Jackknife.known(ratio(own, clock, Figure.TRADING_COST, Jackknife.NONE)),
                shown.mean(Figure.COST) / cost,
                constant == null ? null : constant.measured(),
                constant == null ? null : constant.standardError(),
                constant == null ? null : constant.theory(),
                point(shown));
    }

    /** Fills that cost more by a share of their value leave all positions as they were. */
    private static List<FrontierReport.DearerFills> dearerFills(final List<Sample> samples, final Sample clock) {
        final List<Sample> own = samples.stream()
                .filter(sample -> sample.candidate().policy().equals(Candidate.DEFAULT))
                .toList();
        final List<FrontierReport.DearerFills> rows = new ArrayList<>();
        for (final double extraBp : EXTRA_BP) {
            final List<Sample> dearer =
                    own.stream().map(sample -> sample.withDearerFills(extraBp)).toList();
            final double ratio = ratio(dearer, clock, Figure.COST, Jackknife.NONE);
            rows.add(new FrontierReport.DearerFills(
                    extraBp,
                    Jackknife.known(ratio),
                    Jackknife.known(Jackknife.error(block -> ratio(dearer, clock, Figure.COST, block)))));
        }
        return rows;
    }

    private static double ratio(final List<Sample> own, final Sample clock, final Figure spent, final int leftOut) {
        final double cost = Jackknife.mean(clock.of(spent), leftOut);
        final double error = Jackknife.stdDev(clock.of(Figure.TRACKING), leftOut);
        return Curve.of(own, spent, leftOut).at(cost).error() / error;
    }

    /** The sample at the best parameter; where there is none, the one that costs least. */
    private static Sample nearest(final List<Sample> own, final double parameter) {
        final Comparator<Sample> order = parameter > 0
                ? Comparator.comparingDouble(sample -> Math.abs(sample.parameter() - parameter))
                : Comparator.comparingDouble(sample -> sample.mean(Figure.COST));
        return own.stream().min(order).orElseThrow();
    }

    private FrontierReport.Point point(final Sample sample) {
        final double[] cost = sample.of(Figure.COST);
        final double[] tracking = sample.of(Figure.TRACKING);
        final double[] pnl = sample.of(Figure.PNL);
        return new FrontierReport.Point(
                sample.parameter(),
                unit * Jackknife.mean(cost, Jackknife.NONE),
                unit * Jackknife.error(block -> Jackknife.mean(cost, block)),
                unit * Jackknife.stdDev(tracking, Jackknife.NONE),
                unit * Jackknife.error(block -> Jackknife.stdDev(tracking, block)),
                unit * Jackknife.stdDev(pnl, Jackknife.NONE),
                unit * Jackknife.error(block -> Jackknife.stdDev(pnl, block)),
                unit * Jackknife.expectedShortfall(pnl, Jackknife.NONE),
                unit * Jackknife.error(block -> Jackknife.expectedShortfall(pnl, block)),
                unit * Jackknife.mean(pnl, Jackknife.NONE),
                unit * Jackknife.error(block -> Jackknife.mean(pnl, block)),
                execution(sample));
    }

    private FrontierReport.Execution execution(final Sample sample) {
        final double maker = sample.mean(Figure.MAKER_VALUE);
        final double traded = maker + sample.mean(Figure.TAKER_VALUE);
        final double shortfall = sample.mean(Figure.MAKER_SHORTFALL);
        final double adverse = sample.mean(Figure.MAKER_ADVERSE);
        final double makerCost = shortfall + adverse + sample.mean(Figure.MAKER_FEES);
        final double unwind = sample.mean(Figure.UNWIND);
        return new FrontierReport.Execution(
                unit * unwind,
                traded / FrontierWorld.START,
                sample.mean(Figure.TRADES),
                bp(sample.mean(Figure.COST) - unwind, traded),
                maker / traded,
                maker > 0 ? Double.valueOf(bp(makerCost, maker)) : null,
                maker > 0 ? Double.valueOf(bp(shortfall, maker)) : null,
                maker > 0 ? Double.valueOf(bp(adverse, maker)) : null);
    }

    private static double bp(final double cost, final double value) {
        return 1e4 * cost / value;
    }
}
