package io.gimbal.engine.app.simulation;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import org.agrona.DirectBuffer;

/**
 * A connection of the simulated process: dies with it. What the process had written before is on its way; the exchange sees
 * the connection end. Owned by the simulation's thread.
 */
final class SimulatedWire implements Transport, Transport.Handler {
    private final Transport transport;
    private final CrashPlan crashes;
    private Handler handler = this;

    /**
     * Puts itself before a connection.
     *
     * @param transport to the exchange
     * @param crashes   decides when the process dies
     */
    SimulatedWire(final Transport transport, final CrashPlan crashes) {
        this.transport = transport;
        this.crashes = crashes;
    }

    @Override
    public void connect(final long nowNs) {
        if (!crashes.isDead()) {
            transport.connect(nowNs);
        }
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler told) {
        if (crashes.isDead()) {
            return 0;
        }
        handler = told;
        return transport.poll(nowNs, limit, this);
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        if (crashes.isDead()) {
            return NOT_OPEN;
        }
        crashes.pass(CrashPoint.BEFORE_FRAME_SENT);
        final int outcome = transport.send(buffer, offset, length);
        crashes.pass(CrashPoint.AFTER_FRAME_SENT);
        return outcome;
    }

    @Override
    public void disconnect() {
        if (!crashes.isDead()) {
            transport.disconnect();
        }
    }

    @Override
    public boolean isOpen() {
        return transport.isOpen();
    }

    @Override
    public long nextTimeNs() {
        return crashes.isDead() ? Feed.EXHAUSTED : transport.nextTimeNs();
    }

    /** The system closes what the dead process had open. */
    void die() {
        transport.close();
    }

    @Override
    public void close() {
        if (!crashes.isDead()) {
            transport.close();
        }
    }

    @Override
    public void onOpen(final long nowNs) {
        handler.onOpen(nowNs);
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        crashes.pass(CrashPoint.FRAME_ARRIVED);
        handler.onFrame(buffer, offset, length, receiveTimeNs);
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        handler.onClosed(reason, nowNs);
    }
}
