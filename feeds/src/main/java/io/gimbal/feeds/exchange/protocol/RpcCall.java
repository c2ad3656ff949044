package io.gimbal.feeds.exchange.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a method.
 *
 * @param params     its parameters
 * @param connection where it came in; null over HTTP
 * @param grant      who asks; null when nobody authenticated
 * @param nowNs      the exchange's clock, epoch nanoseconds
 * @param venueNs    the clock the caller is shown, which a fault may put off
 */
record RpcCall(
        RpcParams params,
        @Nullable ExchangeConnection connection,
        @Nullable Grant grant,
        long nowNs,
        long venueNs) {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** The same call, later. */
    RpcCall at(final long laterNs) {
        return new RpcCall(params, connection, grant, laterNs, laterNs + venueNs - nowNs);
    }

    long nowMs() {
        return nowNs / NANOS_PER_MILLI;
    }

    long venueMs() {
        return venueNs / NANOS_PER_MILLI;
    }

    int accountId() throws RpcError {
        if (grant == null) {
            throw new RpcError(RpcError.AUTHORIZATION_REQUIRED, "authorization_required");
        }
        return grant.key().accountId();
    }

    ExchangeConnection webSocket() throws RpcError {
        if (connection == null) {
            throw new RpcError(RpcError.MUST_BE_WEBSOCKET, "must_be_websocket_request");
        }
        return connection;
    }
}
