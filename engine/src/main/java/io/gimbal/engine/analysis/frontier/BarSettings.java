package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.market.path.QueueSettings;

/**
 * How recorded bars are studied: a short straddle begun every so often, hedged until it expires; parameters chosen on
 * the straddles that live in the first half of the record, judged on those that live in the second.
 *
 * @param days         to expiry of a straddle, from 1 to 30
 * @param seed         of the bootstrap
 * @param clockMinutes interval of the clock at whose cost policies are compared; from 60, a multiple of 60
 * @param makerReach   η of the maker-first policy, from 1 to 10
 * @param spend        share of the clock's cost that a parameter may cost in the first half, above 0, at most 1
 * @param costs        of trades
 * @param queue        of which half spread and tick are read
 */
public record BarSettings(
        int days,
        long seed,
        int clockMinutes,
        double makerReach,
        double spend,
        TradingCosts costs,
        QueueSettings queue) {

    /** Share of the clock's cost to spend unless told otherwise: room for the second half to cost more. */
    public static final double USUAL_SPEND = 0.85;

    private static final int MOST_DAYS = 30;
    private static final int HOUR = 60;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final double MOST_REACH = 10.0;

    /**
     * Checks the ranges.
     *
     * @param days as above
     * @param seed as above
     * @param clockMinutes as above
     * @param makerReach as above
     * @param spend as above
     * @param costs as above
     * @param queue as above
     * @throws IllegalArgumentException when one is out of range
     */
    public BarSettings {
        check(days >= 1 && days <= MOST_DAYS, "days", days);
        check(
                clockMinutes >= HOUR && clockMinutes % HOUR == 0 && clockMinutes <= days * MINUTES_PER_DAY / 4,
                "clockMinutes",
                clockMinutes);
        check(makerReach >= 1 && makerReach <= MOST_REACH, "makerReach", makerReach);
        check(spend > 0 && spend <= 1, "spend", spend);
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
