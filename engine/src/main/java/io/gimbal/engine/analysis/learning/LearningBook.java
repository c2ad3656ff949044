package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * A book of one to three strikes near the money that expire together, what trading costs and how averse to risk its
 * desk is. Immutable.
 */
final class LearningBook {
    static final double LEAST_COST = 1e-4;
    static final double MOST_COST = 1e-2;
    static final double LEAST_WIDTH = 0.07;
    static final double MOST_WIDTH = 0.8;

    private static final double BURDEN = 9.0 / 8;
    private static final double MOST_BURDEN = 2;
    private static final double LEAST_DAYS = 1;
    private static final double MOST_DAYS = 45;
    private static final double DAYS_PER_YEAR = 365;
    private static final int MOST_STRIKES = 3;
    private static final double FURTHEST_STRIKE = 1.2;
    private static final double LEAST_COINS = 0.2;

    /** A book whose strikes net to less than this share of their gross gamma is drawn anew. */
    private static final double LEAST_NET = 0.3;

    private static final int CELLS_PER_SIGN = NetworkShape.CELLS / 2;

    private final double[] strikes;
    private final double[] coins;
    private final double vol;
    private final double years;
    private final double costRate;
    private final double riskAversion;

    LearningBook(
            final double[] strikes,
            final double[] coins,
            final double vol,
            final double years,
            final double costRate,
            final double riskAversion) {
        this.strikes = strikes.clone();
        this.coins = coins.clone();
        this.vol = vol;
        this.years = years;
        this.costRate = costRate;
        this.riskAversion = riskAversion;
    }

    /** Draws a book of any cost, relative width and sign. */
    static LearningBook draw(final SplitMix64 random, final LearningWorld world) {
        while (true) {
            final double costRate = Uniform.logarithmic(random, LEAST_COST, MOST_COST);
            final double width = Uniform.logarithmic(random, LEAST_WIDTH, MOST_WIDTH);
            final LearningBook book = draw(random, world, costRate, width, random.nextDouble() < 0.5 ? -1 : 1);
            if (book.isBearable(width)) {
                return book;
            }
        }
    }

    /** Draws a book that begins in a cell of the edges that a row of words states. */
    static LearningBook draw(final SplitMix64 random, final LearningWorld world, final double[] row, final int cell) {
        final int inSign = cell % CELLS_PER_SIGN;
        final int cost = inSign / NetworkShape.BANDS;
        final int width = inSign % NetworkShape.BANDS;
        while (true) {
            final double relativeWidth = band(random, row, NetworkShape.WIDTH_EDGES, width, LEAST_WIDTH, MOST_WIDTH);
            final LearningBook book = draw(
                    random,
                    world,
                    band(random, row, NetworkShape.COST_EDGES, cost, LEAST_COST, MOST_COST),
                    relativeWidth,
                    cell < CELLS_PER_SIGN ? -1 : 1);
            if (book.isBearable(relativeWidth)) {
                return book;
            }
        }
    }

    /**
     * What the best band would cost until expiry in the limit of small costs, 3/4 c a² τ / H, times the risk aversion:
     * 9/8 (k / (b² σ√τ))². A desk to which that is much would not trade at such costs.
     */
    private boolean isBearable(final double relativeWidth) {
        final double share = costRate / (relativeWidth * relativeWidth * vol * Math.sqrt(years));
        return BURDEN * share * share <= MOST_BURDEN;
    }

    private static double band(
            final SplitMix64 random,
            final double[] row,
            final int edges,
            final int band,
            final double least,
            final double most) {
        final double low = band == 0 ? least : row[edges + band - 1];
        final double high = band == NetworkShape.BANDS - 1 ? most : row[edges + band];
        return Uniform.logarithmic(random, low, high);
    }

    private static LearningBook draw(
            final SplitMix64 random,
            final LearningWorld world,
            final double costRate,
            final double relativeWidth,
            final int sign) {
        final double vol = world.vol(random);
        final double years = Uniform.logarithmic(random, LEAST_DAYS, MOST_DAYS) / DAYS_PER_YEAR;
        final double stdDev = vol * Math.sqrt(years);
        while (true) {
            final int count = 1 + (int) (MOST_STRIKES * random.nextDouble());
            final double[] strikes = new double[count];
            final double[] coins = new double[count];
            double net = 0;
            double gross = 0;
            for (int i = 0; i < count; i++) {
                final double distance = Uniform.between(random, -FURTHEST_STRIKE, FURTHEST_STRIKE);
                strikes[i] = LearningWorld.START * DeterministicMath.exp(distance * stdDev);
                coins[i] = Uniform.between(random, LEAST_COINS, 1) * (random.nextDouble() < 0.5 ? -1 : 1);
                final double d1 = 0.5 * stdDev - distance;
                final double gamma = coins[i] * DeterministicMath.normalPdf(d1) / (LearningWorld.START * stdDev);
                net += gamma;
                gross += Math.abs(gamma);
            }
            if (Math.abs(net) >= LEAST_NET * gross) {
                turn(coins, net * sign < 0);
                final double width = relativeWidth * Math.abs(net) * LearningWorld.START * stdDev;
                return new LearningBook(strikes, coins, vol, years, costRate, aversion(costRate, net, width));
            }
        }
    }

    private static void turn(final double[] coins, final boolean isTurned) {
        for (int i = 0; i < coins.length && isTurned; i++) {
            coins[i] = -coins[i];
        }
    }

    /** The risk aversion at which Whalley and Wilmott's half-width is this. */
    private static double aversion(final double costRate, final double gamma, final double width) {
        final double ofOne = Bands.whalleyWilmott(costRate, LearningWorld.START, gamma, 1) / width;
        return ofOne * ofOne * ofOne;
    }

    int strikes() {
        return strikes.length;
    }

    double strike(final int index) {
        return strikes[index];
    }

    /** Coins of a call at a strike, short below 0. */
    double coins(final int index) {
        return coins[index];
    }

    double vol() {
        return vol;
    }

    double years() {
        return years;
    }

    /** Share of the price per coin. */
    double costRate() {
        return costRate;
    }

    /** Per USD. */
    double riskAversion() {
        return riskAversion;
    }
}
