package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.ArrayList;
import java.util.List;

/**
 * One worked path of weekly delta hedging as a book prints it: 100,000 calls written, deltas rounded to three decimals,
 * money to hundreds of dollars, halves up, interest weekly on what was borrowed so far. Immutable.
 *
 * @param prices     of the stock at the end of each week, the start first; the call expires at the last
 * @param cumulative borrowed at the end of each week, thousands of dollars, rounded as in the book
 * @param unrounded  cost at the end, in dollars, without any rounding
 * @param discounted the same, discounted to the start
 */
record WeeklyPath(List<Double> prices, List<Double> cumulative, double unrounded, double discounted) {
    private static final double OPTIONS = 100_000.0;
    private static final double WEEKS_PER_YEAR = 52.0;
    private static final double THOUSAND = 1_000.0;
    private static final HedgedCall CALL = new HedgedCall(49.0, 50.0, 0.05, 0.20, 20.0 / WEEKS_PER_YEAR, 0.13);
    private static final double WEEK = DeterministicMath.exp(CALL.rate() / WEEKS_PER_YEAR);

    WeeklyPath {
        prices = List.copyOf(prices);
        cumulative = List.copyOf(cumulative);
    }

    /**
     * Walks a path.
     *
     * @param prices of the stock, weekly, the start first
     * @return what hedging along it cost
     */
    static WeeklyPath along(final List<Double> prices) {
        final List<Double> cumulative = new ArrayList<>();
        double heldRounded = 0.0;
        double held = 0.0;
        double borrowedRounded = 0.0;
        double borrowed = 0.0;
        for (int week = 0; week < prices.size(); week++) {
            final double price = prices.get(week);
            final double delta = delta(price, prices.size() - 1 - week);
            final double deltaRounded = Math.floor(delta * THOUSAND + 0.5) / THOUSAND;
            final double interest = week == 0 ? 0.0 : tenth(borrowedRounded * (WEEK - 1.0));
            final double bought = tenth((deltaRounded - heldRounded) * OPTIONS * price / THOUSAND);
            borrowedRounded = tenth(borrowedRounded + interest + bought);
            cumulative.add(borrowedRounded);
            borrowed = borrowed * WEEK + (delta - held) * OPTIONS * price;
            heldRounded = deltaRounded;
            held = delta;
        }
        final double cost = borrowed - held * OPTIONS * CALL.strike();
        return new WeeklyPath(prices, cumulative, cost, cost * CALL.discount());
    }

    private static double delta(final double price, final int weeksLeft) {
        final double moneyness = DeterministicMath.log(price / CALL.strike());
        if (weeksLeft == 0) {
            return moneyness > 0 ? 1.0 : 0.0;
        }
        return CALL.delta(moneyness, weeksLeft / WEEKS_PER_YEAR);
    }

    /** To one decimal, halves towards plus infinity; what is nearer to a half than any rounding is a half. */
    private static double tenth(final double thousands) {
        return Math.floor(thousands * 10.0 + 0.5 + 1e-9) / 10.0;
    }

    /** {@return dollars, with the book's rounding: what was borrowed less what the buyers pay for the shares} */
    double cost() {
        final double owed = cumulative.get(cumulative.size() - 1) * THOUSAND;
        final boolean isExercised = prices.get(prices.size() - 1) > CALL.strike();
        return isExercised ? owed - OPTIONS * CALL.strike() : owed;
    }
}
