package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.market.path.QueueSettings;

/**
 * What is simulated: a short straddle at the money, hedged with a linear perpetual future until it expires.
 *
 * @param world        market
 * @param days         to expiry, from 1 to 60; up to 10 in steps of one minute, above in steps of two
 * @param paths        common to all policies, from 50 to 100,000
 * @param seed         of all chance; equal seeds give equal reports
 * @param threads      that share the paths, from 1 to 64; they change no figure
 * @param clockMinutes interval of the clock at whose cost policies are compared, from 60 to a quarter of the time to
 *                     expiry, a multiple of 60
 * @param makerReach   η of the maker-first policy: beyond so many half-widths it takes; from 1 to 10
 * @param costs        of trades
 * @param queue        what resting orders meet
 */
public record FrontierSettings(
        FrontierWorld world,
        int days,
        int paths,
        long seed,
        int threads,
        int clockMinutes,
        double makerReach,
        TradingCosts costs,
        QueueSettings queue) {

    /** Paths unless told otherwise. */
    public static final int USUAL_PATHS = 4_000;

    /** η unless told otherwise. */
    public static final double USUAL_REACH = 2.0;

    /** Fewest paths: each block of the jackknife needs one. */
    public static final int FEWEST_PATHS = Jackknife.BLOCKS;

    private static final int MOST_PATHS = 100_000;
    private static final int MOST_DAYS = 60;
    private static final int DAYS_BY_MINUTE = 10;
    private static final int MOST_THREADS = 64;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int HOUR = 60;
    private static final int FOUR_HOURS = 240;
    private static final double MOST_REACH = 10.0;

    /**
     * Checks the ranges.
     *
     * @param world as above
     * @param days as above
     * @param paths as above
     * @param seed as above
     * @param threads as above
     * @param clockMinutes as above
     * @param makerReach as above
     * @param costs as above
     * @param queue as above
     * @throws IllegalArgumentException when one is out of range
     */
    public FrontierSettings {
        check(days >= 1 && days <= MOST_DAYS, "days", days);
        check(paths >= FEWEST_PATHS && paths <= MOST_PATHS, "paths", paths);
        check(threads >= 1 && threads <= MOST_THREADS, "threads", threads);
        check(
                clockMinutes >= HOUR && clockMinutes % HOUR == 0 && clockMinutes <= days * MINUTES_PER_DAY / 4,
                "clockMinutes",
                clockMinutes);
        check(makerReach >= 1 && makerReach <= MOST_REACH, "makerReach", makerReach);
    }

    /**
     * The published experiment: four-hour clock, six basis points, four thousand paths, one thread.
     *
     * @param world market
     * @param days  to expiry
     * @param seed  of all chance
     * @return settings to change from
     */
    public static FrontierSettings of(final FrontierWorld world, final int days, final long seed) {
        return new FrontierSettings(
                world,
                days,
                USUAL_PATHS,
                seed,
                1,
                FOUR_HOURS,
                USUAL_REACH,
                TradingCosts.SIX_BP,
                QueueSettings.PERPETUAL);
    }

    /**
     * The same with other paths.
     *
     * @param newPaths   how many
     * @param newThreads that share them
     * @return changed settings
     */
    public FrontierSettings withPaths(final int newPaths, final int newThreads) {
        return new FrontierSettings(world, days, newPaths, seed, newThreads, clockMinutes, makerReach, costs, queue);
    }

    /**
     * The same at the cost of another clock.
     *
     * @param minutes of its interval
     * @return changed settings
     */
    public FrontierSettings withClock(final int minutes) {
        return new FrontierSettings(world, days, paths, seed, threads, minutes, makerReach, costs, queue);
    }

    /** {@return minutes of one step} */
    public int stepMinutes() {
        return days <= DAYS_BY_MINUTE ? 1 : 2;
    }

    /** {@return steps of one path} */
    int steps() {
        return days * MINUTES_PER_DAY / stepMinutes();
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
