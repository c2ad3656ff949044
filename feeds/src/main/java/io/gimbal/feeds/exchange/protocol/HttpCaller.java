package io.gimbal.feeds.exchange.protocol;

import org.jspecify.annotations.Nullable;

/** Who sent an HTTP request, proven by its header. */
interface HttpCaller {
    /** {@return where the request came from, which pays for it when nobody is proven} */
    String address();

    /**
     * Checks the proof.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return what the caller may do, or null when nothing was claimed
     * @throws RpcError when something false was claimed
     */
    @Nullable
    Grant grant(long nowNs) throws RpcError;
}
