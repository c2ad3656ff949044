package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * A book on one path: what a policy is shown at each step, as the engine would show it. Filled anew for each path and
 * owned by one thread.
 *
 * <p>A policy is asked only once per step, so each edge is moved in by what the deviation overshoots between two looks
 * ({@link #overshoot}); the band then costs and misses what it would if watched always.
 */
final class BookPath {
    /** Minus zeta(1/2) over the root of 2 pi. */
    private static final double OVERSHOOT = 0.5826;

    private static final double HALF = 0.5;
    private static final double LOWEST_EXPONENT = -700;
    private static final double LOG_TWO = 0.6931471805599453;
    private static final double HOUR_YEARS = 1.0 / (365.0 * 24);
    private static final int FEWEST = 3;

    private final int steps;
    private final double[] price;
    private final double[] vol;
    private final double[] delta;
    private final double[] gamma;
    private final double[] effective;
    private final double[] live;
    private final Revaluation revaluation = new Revaluation() {
        @Override
        public double deltaChange(final double varianceFactor) {
            return deltaAt(shown, Math.sqrt(varianceFactor)) - delta[shown];
        }

        @Override
        public double gamma(final double varianceFactor) {
            return Double.NaN;
        }
    };

    private LearningBook book;
    private double stepYears;
    private int shown;

    BookPath(final int steps, final LearningBook first) {
        this.steps = steps;
        book = first;
        price = new double[steps + 1];
        vol = new double[steps + 1];
        delta = new double[steps];
        gamma = new double[steps];
        effective = new double[steps];
        live = new double[steps];
    }

    /** Draws the next path of a book; paths of a book come in order, and the grid is kept between them. */
    void draw(
            final LearningBook newBook,
            final LearningWorld world,
            final int index,
            final SplitMix64 random,
            final PricePath grid) {
        book = newBook;
        stepYears = grid.stepYears();
        world.draw(random, index, book.vol(), grid, this::at);
        for (int step = 0; step < steps; step++) {
            value(step);
        }
        measure();
    }

    private void at(final int time, final double newPrice, final double newVol) {
        price[time] = newPrice;
        vol[time] = newVol;
    }

    private void value(final int step) {
        final double stdDev = stdDev(step);
        double sum = 0;
        double density = 0;
        double gross = 0;
        for (int i = 0; i < book.strikes(); i++) {
            final double d1 = d1(step, i, stdDev);
            final double nearness = DeterministicMath.exp(Math.max(-HALF * d1 * d1, LOWEST_EXPONENT));
            sum += book.coins(i) * DeterministicMath.normalCdf(d1);
            density += book.coins(i) * nearness;
            gross += Math.abs(book.coins(i)) * nearness;
        }
        delta[step] = sum;
        gamma[step] = density * DeterministicMath.normalPdf(0) / (price[step] * stdDev);
        live[step] = gross;
    }

    private double d1(final int step, final int strike, final double stdDev) {
        return DeterministicMath.logRatio(price[step], book.strike(strike)) / stdDev + HALF * stdDev;
    }

    private double deltaAt(final int step, final double volFactor) {
        final double stdDev = volFactor * stdDev(step);
        double sum = 0;
        for (int i = 0; i < book.strikes(); i++) {
            sum += book.coins(i) * DeterministicMath.normalCdf(d1(step, i, stdDev));
        }
        return sum;
    }

    private double stdDev(final int step) {
        return vol[step] * Math.sqrt(yearsLeft(step));
    }

    /** What was realised of gamma, as the engine measures it, on this grid. */
    private void measure() {
        final double kept = DeterministicMath.exp(-LOG_TWO * stepYears / HOUR_YEARS);
        double hedge = 0;
        double move = 0;
        double years = 0;
        for (int step = 0; step < steps; step++) {
            if (step > 0) {
                final double hedgeMove = delta[step] - delta[step - 1];
                final double priceMove = price[step] - price[step - 1];
                hedge = kept * hedge + hedgeMove * hedgeMove;
                move = kept * move + priceMove * priceMove;
                years = kept * years + stepYears;
            }
            final double diffusion = vol[step] * price[step];
            final double against = Math.max(move, diffusion * diffusion * years);
            final double realised = step >= FEWEST ? Math.sqrt(hedge / against) : 0;
            effective[step] = Math.max(Math.abs(gamma[step]), realised);
        }
    }

    /** Shows a step; the position is what the hedge holds, coins. */
    void show(final int step, final double position, final HedgeView view) {
        shown = step;
        view.delta(delta[step] + position, 0, 0)
                .gamma(gamma[step], effective[step])
                .options(vol[step], yearsLeft(step), live[step])
                .market(price[step], price[step])
                .costRate(book.costRate())
                .revaluation(revaluation);
    }

    LearningBook book() {
        return book;
    }

    int steps() {
        return steps;
    }

    double yearsLeft(final int step) {
        return (steps - step) * stepYears;
    }

    double price(final int time) {
        return price[time];
    }

    double move(final int step) {
        return price[step + 1] - price[step];
    }

    /** Of the options, coins. */
    double delta(final int step) {
        return delta[step];
    }

    /** Half of what the delta can still move by, coins. */
    double pin(final int step) {
        return HALF * live[step];
    }

    /** How far the deviation goes beyond an edge between two looks, coins. */
    double overshoot(final int step) {
        return OVERSHOOT * effective[step] * vol[step] * price[step] * Math.sqrt(stepYears);
    }

    /** What the best band costs in the limit of small costs over a step, error included: 3/4 c a² δ / H; USD. */
    double priorCost(final int step, final double halfWidth) {
        final double roughness = Bands.roughness(effective[step], vol[step], price[step]);
        return 0.75 * book.costRate() * price[step] * roughness * stepYears / halfWidth;
    }
}
