package io.gimbal.engine.market.path;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;
import org.jspecify.annotations.Nullable;

/**
 * Fills of an order that joins the back of a queue, inside the steps of a simulated path. Owned by one thread.
 *
 * <p>Between grid times the logarithm of the mid is a Brownian bridge with the step's own variance; jumps come at the
 * step's end. An order arrives after both latencies. Where the other side's touch has come to its price by then,
 * post-only refuses it. Else it stands behind {@link QueueSettings#queueCoins}, or first where the own side's touch has
 * fallen below it. Market orders arrive as a Poisson stream of exponential sizes; the mid is drawn at each of them. One
 * against our side takes what stands ahead and then from us, if our price is the touch at that moment. Between two of
 * them the mid passes the price by a tick with the exact probability {@code exp(-2 (a - b)(c - b) / variance)} of a
 * bridge from a to c and a barrier b, and then everything is filled: that is how fills choose the wrong moments. After
 * a step the order is gone; a step later another is decided.
 */
public final class QueueFills implements RestingFills {
    private static final double MS_PER_YEAR = 365.0 * 86_400_000.0;
    private static final double MINUTES_PER_YEAR = 365.0 * 1_440.0;
    private static final double MOST_OF_A_STEP = 0.999;
    private static final long STEP_STRIDE = 0xD1B54A32D192ED03L;
    private static final long SELL_MARK = 0x5851F42D4C957F2DL;

    private final QueueSettings settings;
    private @Nullable PricePath path;
    private PriceGrid grid;
    private long seed;
    private double tradesPerStep;
    private double arrival;

    /**
     * Describes the queue.
     *
     * @param settings its numbers
     */
    public QueueFills(final QueueSettings settings) {
        this.settings = settings;
        grid = PriceGrid.of(settings, 1.0);
    }

    @Override
    public void begin(final PricePath newPath, final long newSeed) {
        path = newPath;
        seed = newSeed;
        grid = PriceGrid.of(settings, newPath.price(0));
        tradesPerStep = settings.tradesPerMinute() * newPath.stepYears() * MINUTES_PER_YEAR;
        final double latencyMs = settings.feedLatencyMs() + settings.orderLatencyMs();
        arrival = Math.min(latencyMs / (newPath.stepYears() * MS_PER_YEAR), MOST_OF_A_STEP);
    }

    @Override
    public double touch(final int step, final boolean isBuy) {
        return grid.touch(begun().price(step), isBuy);
    }

    @Override
    public double filled(final int step, final boolean isBuy, final double limit, final double quantity) {
        final PricePath of = begun();
        final double side = isBuy ? 1.0 : -1.0;
        final Resting order = new Resting(side, limit, grid, settings.queueCoins(), quantity);
        final double from = side * DeterministicMath.log(of.price(step));
        final double jumped = side * DeterministicMath.log(of.price(step + 1));
        final double to = jumped - side * of.jump(step);
        final SplitMix64 random = new SplitMix64(seed + STEP_STRIDE * step + (isBuy ? 0L : SELL_MARK));
        final double variance = of.stdDev(step) * of.stdDev(step);
        final double seen =
                from + arrival * (to - from) + Math.sqrt(variance * arrival * (1.0 - arrival)) * random.nextGaussian();
        if (!order.joins(seen)) {
            return 0.0;
        }
        final double move = variance > 0 ? (to - from) / of.stdDev(step) : 0.0;
        final double against = 0.5 * (1.0 - settings.sideCorrelation() * Math.min(Math.max(move, -1.0), 1.0));
        if (rest(order, seen, to, variance, against, random) || order.isPassed(jumped)) {
            return quantity;
        }
        return order.filled;
    }

    /**
     * Follows the mid from arrival to the step's end; true where the price was passed. Levels are signed logarithms.
     */
    private boolean rest(
            final Resting order,
            final double seen,
            final double to,
            final double variance,
            final double against,
            final SplitMix64 random) {
        double time = arrival;
        double level = seen;
        while (time < 1.0 && order.filled < order.quantity) {
            final double wait = -DeterministicMath.log(1.0 - random.nextDouble()) / tradesPerStep;
            final double next = Math.min(time + wait, 1.0);
            final double part = (next - time) / (1.0 - time);
            final double spread = variance * (next - time) * (1.0 - next) / (1.0 - time);
            final double nextLevel =
                    next < 1.0 ? level + part * (to - level) + Math.sqrt(spread) * random.nextGaussian() : to;
            if (order.passes(level, nextLevel, variance * (next - time), random)) {
                return true;
            }
            if (next < 1.0 && random.nextDouble() < against) {
                order.meet(nextLevel, -settings.tradeCoins() * DeterministicMath.log(1.0 - random.nextDouble()));
            }
            time = next;
            level = nextLevel;
        }
        return false;
    }

    private PricePath begun() {
        if (path == null) {
            throw new IllegalStateException("no path was begun");
        }
        return path;
    }

    /**
     * One order; levels are logarithms of the mid, times -1 for a sale, so that a lower level is always a nearer fill.
     */
    private static final class Resting {
        private final double refused;
        private final double passed;
        private final double first;
        private final double atTouch;
        private final double quantity;
        private double ahead;
        private double filled;

        Resting(
                final double side,
                final double limit,
                final PriceGrid grid,
                final double queue,
                final double quantity) {
            refused = level(side, limit - side * grid.halfSpread());
            passed = level(side, limit - side * grid.tick());
            first = level(side, limit + side * (grid.halfSpread() - grid.tick()));
            atTouch = level(side, limit + side * grid.halfSpread());
            ahead = queue;
            this.quantity = quantity;
        }

        private static double level(final double side, final double price) {
            return side * DeterministicMath.log(price);
        }

        boolean joins(final double level) {
            ahead = level <= first ? 0.0 : ahead;
            return level > refused;
        }

        boolean isPassed(final double level) {
            return level <= passed;
        }

        boolean passes(final double from, final double to, final double variance, final SplitMix64 random) {
            if (from <= passed || to <= passed) {
                return true;
            }
            return random.nextDouble() < DeterministicMath.exp(-2.0 * (from - passed) * (to - passed) / variance);
        }

        void meet(final double level, final double size) {
            if (level > atTouch) {
                return;
            }
            ahead = level <= first ? 0.0 : ahead;
            final double rest = size - ahead;
            ahead = Math.max(ahead - size, 0.0);
            filled = Math.min(filled + Math.max(rest, 0.0), quantity);
        }
    }
}
