package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;

/**
 * Parameters of both margin models; shares times 1e8.
 *
 * @param futureInitial      of a future's value
 * @param futureMaintenance  of a future's value
 * @param futurePerCoin      added to both for each coin of the position
 * @param optionInitial      of the underlying, less what a short option is out of the money
 * @param optionInitialFloor of the underlying
 * @param optionMaintenance  of the underlying
 * @param scanRange          largest relative price move of the portfolio model
 * @param scanSteps          number of moves on either side
 * @param volShockUp         relative, at 30 days to expiry
 * @param volShockDown       relative, at 30 days to expiry
 * @param shortContingency   of the underlying, for each net short option
 * @param calendarContingency of the value of futures that offset each other across expiries
 * @param initialFactor      initial over maintenance margin of the portfolio model
 */
public record MarginRules(
        long futureInitial,
        long futureMaintenance,
        long futurePerCoin,
        long optionInitial,
        long optionInitialFloor,
        long optionMaintenance,
        double scanRange,
        int scanSteps,
        double volShockUp,
        double volShockDown,
        long shortContingency,
        long calendarContingency,
        long initialFactor) {

    /** {@return what is known of the venue's rules before August 2026} */
    public static MarginRules deribit() {
        final long percent = Decimals.ONE / 100;
        return new MarginRules(
                2 * percent,
                percent,
                percent / 200,
                15 * percent,
                10 * percent,
                percent * 15 / 2,
                0.16,
                4,
                0.38,
                0.28,
                percent,
                percent,
                Decimals.ONE * 6 / 5);
    }
}
