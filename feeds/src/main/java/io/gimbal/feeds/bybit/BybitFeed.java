package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.Transport;

/**
 * Market data of Bybit's options as a live feed: index, top of book, ticker and trades of the options of a context, and the
 * state of the connection. It connects by itself and comes back by itself. Greeks other than the venue's delta are not
 * passed on: the engine computes its own.
 *
 * <p>What the ingress does not take is kept: changes of the connection in full, trades up to a bound, everything else as
 * its latest state. Owned and stepped by the thread that polls; allocates nothing once it is connected.
 */
public final class BybitFeed implements Feed {
    private static final int FRAMES_PER_POLL = 64;

    private final Transport transport;
    private final Outlet outlet = new Outlet();
    private final TradeQueue trades = new TradeQueue();
    private final ConnectionPhases phases;
    private final LatestMarket market;
    private final Subscriptions subscriptions;
    private final FrameAdapter frames;
    private final BybitSession session;
    private boolean isClosed;

    private BybitFeed(final BybitContext context) {
        final Topics topics = new Topics(context.options());
        transport = context.transport();
        phases = new ConnectionPhases(context.connectionId());
        market = new LatestMarket(context.options());
        subscriptions = new Subscriptions(topics.words());
        frames = new FrameAdapter(topics, subscriptions, market, trades);
        session = new BybitSession(context, subscriptions, frames, market, phases);
    }

    /**
     * Makes a feed; it connects at the first poll.
     *
     * @param context what it needs; concluded here
     * @return the feed
     * @throws IllegalArgumentException when there is nothing to follow, or more than one connection may carry
     */
    public static BybitFeed launch(final BybitContext context) {
        return new BybitFeed(context.conclude());
    }

    @Override
    public long nextTimeNs() {
        return isClosed ? EXHAUSTED : UNKNOWN;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        if (isClosed) {
            return 0;
        }
        if (phases.hasRoom()) {
            transport.poll(nowNs, FRAMES_PER_POLL, session);
            session.doWork(nowNs);
        }
        outlet.openTo(ingress);
        int delivered = phases.drain(limit, outlet);
        if (phases.isEmpty()) {
            delivered += trades.drain(limit - delivered, outlet);
            delivered += market.drain(limit - delivered, outlet);
        }
        return delivered;
    }

    /** {@return whether the venue answered for every topic of the present connection} */
    public boolean isReady() {
        return session.isReady();
    }

    /** {@return connections made so far} */
    public long connections() {
        return session.connections();
    }

    /** {@return why the last connection ended, for people; empty for none} */
    public String lastReason() {
        return session.lastReason();
    }

    /** {@return topics that the venue did not take on this connection} */
    public int refusedTopics() {
        return subscriptions.count(Subscriptions.State.REFUSED);
    }

    /** {@return topics that the venue took and of which nothing came yet; the trades of a quiet market among them} */
    public int silentTopics() {
        return subscriptions.count(Subscriptions.State.TAKEN);
    }

    /** {@return frames that could not be understood} */
    public long malformed() {
        return frames.malformed();
    }

    /** {@return frames of topics that were not asked for} */
    public long unknown() {
        return frames.unknown();
    }

    /** {@return books that missed a message and were asked for anew} */
    public long gaps() {
        return frames.gaps();
    }

    /** {@return states that were replaced by newer ones before the engine took them} */
    public long conflated() {
        return market.conflated();
    }

    /** {@return trades that gave way to newer ones before the engine took them} */
    public long droppedTrades() {
        return trades.dropped();
    }

    @Override
    public void close() {
        isClosed = true;
        transport.close();
    }
}
