package io.gimbal.engine.market.path;

import org.jspecify.annotations.Nullable;

/**
 * Fills on recorded ranges: an order is filled, whole, where the step traded beyond its price by at least a tick; a
 * touch alone fills nothing, for the place in the queue is not known. Bars do not show the first milliseconds of a step
 * apart, so latencies shift nothing here. Owned by one thread.
 */
public final class BarFills implements RestingFills {
    private final QueueSettings settings;
    private @Nullable PricePath path;
    private PriceGrid grid;

    /**
     * Describes the touch.
     *
     * @param settings of which half spread and tick are read
     */
    public BarFills(final QueueSettings settings) {
        this.settings = settings;
        grid = PriceGrid.of(settings, 1.0);
    }

    @Override
    public void begin(final PricePath newPath, final long seed) {
        path = newPath;
        grid = PriceGrid.of(settings, newPath.price(0));
    }

    @Override
    public double touch(final int step, final boolean isBuy) {
        return grid.touch(begun().price(step), isBuy);
    }

    @Override
    public double filled(final int step, final boolean isBuy, final double limit, final double quantity) {
        final boolean through =
                isBuy ? begun().low(step) <= limit - grid.tick() : begun().high(step) >= limit + grid.tick();
        return through ? quantity : 0.0;
    }

    private PricePath begun() {
        if (path == null) {
            throw new IllegalStateException("no path was begun");
        }
        return path;
    }
}
