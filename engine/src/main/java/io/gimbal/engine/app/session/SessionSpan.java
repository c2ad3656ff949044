package io.gimbal.engine.app.session;

/**
 * The times of a session, epoch nanoseconds.
 *
 * @param playFromNs  receive time of the first event that may be played
 * @param tradeFromNs when trading may begin
 * @param endNs       when the session ends by itself
 */
public record SessionSpan(long playFromNs, long tradeFromNs, long endNs) {
    /** {@return the same, as much later as the venue was joined late} */
    SessionSpan joinedAt(final long joinedNs) {
        final long lateNs = joinedNs - playFromNs;
        return new SessionSpan(playFromNs, tradeFromNs + lateNs, endNs + lateNs);
    }

    /** {@return nanoseconds from the first event to the end} */
    long lengthNs() {
        return endNs - playFromNs;
    }
}
