package io.gimbal.engine.greeks;

import java.util.ArrayList;
import java.util.List;

/**
 * A slow book of its own, straight from the contracts' payoffs and sharing no code with the engine: what the account is
 * worth, in coins and in dollars, when the index is at S and every other price keeps its ratio to it.
 */
final class OracleBook {
    double coinCash;
    double usdCash;
    double spotCoins;
    private final List<Option> options = new ArrayList<>();
    private final List<Future> futures = new ArrayList<>();

    /** Value of the average so far and the share of the average still to come: 1 before the delivery window. */
    record Window(double fractionLeft, double averageSoFar) {
        static final Window NOT_YET = new Window(1, 0);

        double estimate(final double forward) {
            return fractionLeft * forward + (1 - fractionLeft) * averageSoFar;
        }
    }

    record Option(
            boolean isInverse,
            boolean isCall,
            double quantity,
            double strike,
            double years,
            double vol,
            double ratio,
            Window window) {
        double usdValue(final double index) {
            return quantity * black(isCall, window.estimate(index * ratio), strike, years, vol);
        }

        double coinValue(final double index) {
            return usdValue(index) / window.estimate(index * ratio);
        }
    }

    /** Amount in USD when inverse, in coins when linear. */
    record Future(boolean isInverse, double amount, double entry, double ratio) {
        double result(final double index) {
            final double price = index * ratio;
            return isInverse ? amount * (1 / entry - 1 / price) : amount * (price - entry);
        }
    }

    void add(final Option option) {
        options.add(option);
    }

    void add(final Future future) {
        futures.add(future);
    }

    /** Settled in coin, without spot holdings. */
    double coinEquity(final double index) {
        double total = coinCash;
        for (final Option option : options) {
            total += option.isInverse() ? option.coinValue(index) : 0;
        }
        for (final Future future : futures) {
            total += future.isInverse() ? future.result(index) : 0;
        }
        return total;
    }

    /** Settled in dollars. */
    double usdEquity(final double index) {
        double total = usdCash;
        for (final Option option : options) {
            total += option.isInverse() ? 0 : option.usdValue(index);
        }
        for (final Future future : futures) {
            total += future.isInverse() ? 0 : future.result(index);
        }
        return total;
    }

    /** Everything, counted in coins. */
    double wholeInCoins(final double index) {
        return coinEquity(index) + spotCoins + usdEquity(index) / index;
    }

    /** Everything, counted in dollars. */
    double wholeInUsd(final double index) {
        return wholeInCoins(index) * index;
    }

    /** d(everything in coins)/d ln S, by central differences. */
    double coinDelta(final double index) {
        final double h = 1e-5;
        return (wholeInCoins(index * Math.exp(h)) - wholeInCoins(index * Math.exp(-h))) / (2 * h);
    }

    /** d(everything in dollars)/dS, by central differences. */
    double usdDelta(final double index) {
        final double h = 1e-5 * index;
        return (wholeInUsd(index + h) - wholeInUsd(index - h)) / (2 * h);
    }

    /** Black's formula, undiscounted, with the platform's own functions. */
    static double black(
            final boolean isCall, final double forward, final double strike, final double years, final double vol) {
        final double sign = isCall ? 1 : -1;
        if (years <= 0) {
            return Math.max(sign * (forward - strike), 0);
        }
        final double stdDev = vol * Math.sqrt(years);
        final double d1 = Math.log(forward / strike) / stdDev + stdDev / 2;
        return sign * (forward * normalCdf(sign * d1) - strike * normalCdf(sign * (d1 - stdDev)));
    }

    /** Marsaglia's series, good to the last digits of a double for |x| up to 7. */
    static double normalCdf(final double x) {
        if (Math.abs(x) > 8) {
            return x > 0 ? 1 : 0;
        }
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
