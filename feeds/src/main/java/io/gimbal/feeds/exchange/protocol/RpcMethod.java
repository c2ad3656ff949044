package io.gimbal.feeds.exchange.protocol;

/** What one method of the protocol does. */
@FunctionalInterface
interface RpcMethod {
    /**
     * Carries out a request and writes its result, one JSON value.
     *
     * @param call   the request
     * @param result where the result goes, after the name {@code result}
     * @throws RpcError to answer with an error; what was written is taken back
     */
    void call(RpcCall call, JsonWriter result) throws RpcError;
}
