package io.gimbal.feeds.exchange.protocol;

/**
 * One method of the protocol.
 *
 * @param name   with its group, such as {@code private/buy}
 * @param scope  what the caller needs, such as {@code trade:read}; empty for public methods
 * @param cost   how it is paid
 * @param method what it does
 */
record MethodEntry(String name, String scope, MethodCost cost, RpcMethod method) {
    boolean isOrderEntry() {
        return cost == MethodCost.MATCHING || cost == MethodCost.CANCEL_ALL;
    }
}
