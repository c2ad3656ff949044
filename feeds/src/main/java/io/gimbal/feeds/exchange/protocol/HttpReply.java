package io.gimbal.feeds.exchange.protocol;

/** Where the response to an HTTP request goes. */
@FunctionalInterface
interface HttpReply {
    /**
     * Sends it; the text is gone after the call.
     *
     * @param response text of the response
     * @param isError  whether it says that something was wrong
     */
    void send(JsonWriter response, boolean isError);
}
