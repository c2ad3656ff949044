package io.gimbal.engine.market.path;

import io.gimbal.engine.market.GbmWorld;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;

/**
 * A seeded simulated market of {@link TwoFactorDynamics} with a smile that moves, in virtual time, that plays as a feed:
 * the law that hedging studies draw paths of, for a whole session. Calendar, listing, events and their order are those of
 * {@link GbmWorld}; of its coins' settings volatility, jumps and the shape of the smile give way. Every coin has its own
 * factors. The same seed and settings give the same bytes on every JDK.
 *
 * <p>Owned by one thread; allocates nothing after construction.
 */
public final class TwoFactorWorld implements Feed {
    private final GbmWorld world;

    /**
     * Makes a world.
     *
     * @param context  its settings
     * @param dynamics of every coin's index
     * @param skew     of every coin's smiles
     * @throws IllegalArgumentException when a setting is out of range, or an instrument is of a coin that is not there
     */
    public TwoFactorWorld(final GbmWorld.Context context, final TwoFactorDynamics dynamics, final SkewDynamics skew) {
        world = new GbmWorld(context, (market, random) -> new TwoFactorModel(dynamics, skew, market.drift(), random));
    }

    @Override
    public long nextTimeNs() {
        return world.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        return world.poll(nowNs, limit, ingress);
    }

    @Override
    public void close() {
        world.close();
    }
}
