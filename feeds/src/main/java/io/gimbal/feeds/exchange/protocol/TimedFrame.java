package io.gimbal.feeds.exchange.protocol;

/** A frame on its way, or, with a negative length, the end of the connection. */
final class TimedFrame implements Comparable<TimedFrame> {
    static final int END = -1;

    long dueNs;
    long order;
    int length;
    String reason = "";
    byte[] bytes = new byte[0];

    @Override
    public int compareTo(final TimedFrame other) {
        return dueNs != other.dueNs ? Long.compare(dueNs, other.dueNs) : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }
}
