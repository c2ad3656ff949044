package io.gimbal.engine.market;

import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import java.util.List;

/**
 * A seeded simulated market of stochastic volatility with jumps ({@link SvjDynamics}), in virtual time, that plays as a
 * feed. Calendar, listing, events and their order are those of {@link GbmWorld}; of its coins' settings volatility, jumps
 * and the shape of the smile give way to the dynamics. Every coin has its own variance, moved by its own draws. The same
 * seed and settings give the same bytes on every JDK.
 *
 * <p>Owned by one thread; allocates nothing after construction but when instruments are listed.
 */
public final class SvjWorld implements ListingFeed {
    private final GbmWorld world;

    /**
     * Makes a world.
     *
     * @param context  its settings
     * @param dynamics of every coin's index
     * @throws IllegalArgumentException when a setting is out of range, or an instrument is of a coin that is not there
     */
    public SvjWorld(final GbmWorld.Context context, final SvjDynamics dynamics) {
        world = new GbmWorld(context, (market, random) -> new SvjModel(dynamics, market.drift(), random));
    }

    @Override
    public List<InstrumentSpec> list(final long nowNs, final int firstId) {
        return world.list(nowNs, firstId);
    }

    @Override
    public long nextTimeNs() {
        return world.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        return world.poll(nowNs, limit, ingress);
    }

    /** {@return share of the time that has been played, 0 to 1; 0 for a world without end} */
    public double progress() {
        return world.progress();
    }

    @Override
    public void close() {
        world.close();
    }
}
