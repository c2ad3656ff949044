package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy with the values of its parameter that are tried.
 *
 * @param policy    its name
 * @param parameter what is swept
 * @param unit      of the parameter
 * @param rule      that hedges
 * @param values    tried, rising, above 0
 */
record Candidate(String policy, String parameter, String unit, HedgeRule rule, List<Double> values) {
    static final String CLOCK = "fixed-time";
    static final String DEFAULT = "default-maker";
    static final String NETWORK = "band-network";

    private static final double GRID = 1.5;
    private static final int FINER = 4;
    private static final int WIDER = 5;
    private static final int MAKER_FINER = 6;
    private static final int MAKER_WIDER = 1;
    private static final int FEWEST_CLOCK_MINUTES = 15;
    private static final double YEARS_PER_MINUTE = 1.0 / (365.0 * 1_440.0);
    private static final double HOUR = 60.0;
    private static final String COINS = "coins";
    private static final String PER_USD = "1/USD";

    Candidate {
        values = List.copyOf(values);
    }

    /**
     * All policies. Grids are geometric about the value at which a band that costs what the clock costs would stand,
     * had the book its first gamma for good: {@code k S a √(2/π) / √δ = k S a² / (2 H)}.
     *
     * @param start        price at the beginning, USD per coin
     * @param vol          typical, absolute
     * @param days         to expiry
     * @param clockMinutes interval of the clock
     * @param costs        of trades
     * @param makerReach   η
     * @param network      of the trained policy; null for none
     * @return in the order of the report, the clock first
     */
    static List<Candidate> all(
            final double start,
            final double vol,
            final int days,
            final int clockMinutes,
            final TradingCosts costs,
            final double makerReach,
            final @Nullable BandNetwork network) {
        final double stdDev = vol * Math.sqrt(days / 365.0);
        final double gamma = 2.0 / (start * stdDev * Math.sqrt(2.0 * Math.PI));
        final double root = gamma * vol * start;
        final double width = 0.5 * root * Math.sqrt(clockMinutes * YEARS_PER_MINUTE * Math.PI / 2.0);
        final double averse = 1.5 * costs.takerRate() * start * gamma * gamma / (width * width * width);
        final List<Double> widths = grid(width, FINER, WIDER, 1);
        final List<Double> aversions = grid(averse, WIDER, FINER, 3);
        final List<Double> minutes = clocks(clockMinutes, days);
        final List<Candidate> all = new ArrayList<>(List.of(
                new Candidate(CLOCK, "interval", "minutes", ClockRule.plain(), minutes),
                new Candidate("fixed-band-target", "halfWidth", COINS, BandRule.fixedToTarget(), widths),
                new Candidate("fixed-band-edge", "halfWidth", COINS, BandRule.fixedToEdge(), widths),
                new Candidate(
                        "price-move",
                        "move",
                        "share of price",
                        new PriceMoveRule(),
                        grid(width / (gamma * start), FINER, WIDER, 1)),
                new Candidate("hybrid", "halfWidth", COINS, BandRule.hybrid(HOUR), widths),
                new Candidate(
                        "whalley-wilmott-target",
                        "riskAversion",
                        PER_USD,
                        BandRule.whalleyWilmottToTarget(),
                        aversions),
                new Candidate(
                        "whalley-wilmott-edge", "riskAversion", PER_USD, BandRule.whalleyWilmottToEdge(), aversions),
                new Candidate("zakamouline-edge", "riskAversion", PER_USD, new ZakamoulineRule(), aversions),
                new Candidate("two-band", "riskAversion", PER_USD, new TwoBandRule(costs.orderRate()), aversions),
                new Candidate("leland", "interval", "minutes", ClockRule.leland(), minutes),
                new Candidate("hoggard-whalley-wilmott", "interval", "minutes", ClockRule.leland(), minutes),
                new Candidate("dynamic-frequency", "riskAversion", PER_USD, new DynamicClockRule(), aversions),
                new Candidate(
                        DEFAULT,
                        "riskAversion",
                        PER_USD,
                        new MakerRule(makerReach),
                        grid(averse, MAKER_WIDER, MAKER_FINER, 3))));
        if (network != null) {
            all.add(new Candidate(NETWORK, "riskAversion", PER_USD, new NetworkRule(network), aversions));
        }
        return List.copyOf(all);
    }

    /**
     * The rule of theory that a policy is where the target wanders at a constant rate: there the band of Whalley and Wilmott
     * is of one width, and a move of the price one of the target.
     *
     * @return null where theory has no constant, or the policy's own costs are in it
     */
    ConstantRoughness.@Nullable Rule constantRule() {
        return switch (policy) {
            case CLOCK -> ConstantRoughness.Rule.CLOCK;
            case "fixed-band-target", "whalley-wilmott-target", "price-move" -> ConstantRoughness.Rule.BAND_TO_TARGET;
            case "fixed-band-edge", "whalley-wilmott-edge" -> ConstantRoughness.Rule.BAND_TO_EDGE;
            default -> null;
        };
    }

    private static List<Double> grid(final double centre, final int below, final int above, final int power) {
        final double ratio = power == 1 ? GRID : GRID * GRID * GRID;
        double value = centre;
        for (int i = 0; i < below; i++) {
            value /= ratio;
        }
        final List<Double> values = new ArrayList<>();
        for (int i = 0; i <= below + above; i++) {
            values.add(value);
            value *= ratio;
        }
        return values;
    }

    private static List<Double> clocks(final int clockMinutes, final int days) {
        final List<Double> minutes = new ArrayList<>();
        for (int at = clockMinutes; at >= FEWEST_CLOCK_MINUTES && at % 2 == 0; at /= 2) {
            minutes.add(0, (double) at);
        }
        for (int at = 2 * clockMinutes; at <= days * 1_440 / 4 && minutes.size() < 8; at *= 2) {
            minutes.add((double) at);
        }
        return minutes;
    }
}
