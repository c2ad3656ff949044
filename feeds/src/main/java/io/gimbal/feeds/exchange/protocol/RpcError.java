package io.gimbal.feeds.exchange.protocol;

import org.jspecify.annotations.Nullable;

/** A request that is answered by an error. Carries no stack: it is a reply, not a fault. */
final class RpcError extends Exception {
    static final int PARSE_ERROR = -32_700;
    static final int INVALID_REQUEST = -32_600;
    static final int METHOD_NOT_FOUND = -32_601;
    static final int INVALID_PARAMS = -32_602;
    static final int AUTHORIZATION_REQUIRED = 10_000;
    static final int MUST_BE_WEBSOCKET = 10_030;
    static final int BAD_REQUEST = 11_050;
    static final int TEST_EXCEPTION = 11_030;
    static final int RETRY = 10_040;
    static final int TOO_MANY_REQUESTS = 10_028;
    static final int INVALID_CREDENTIALS = 13_004;
    static final int UNAUTHORIZED = 13_009;
    static final int RAW_UNAVAILABLE = 13_778;
    static final int FORBIDDEN = 13_021;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final @Nullable String parameter;
    private final @Nullable String reason;

    RpcError(final int code, final String message) {
        this(code, message, null, null);
    }

    private RpcError(
            final int code, final String message, final @Nullable String parameter, final @Nullable String reason) {
        super(message, null, false, false);
        this.code = code;
        this.parameter = parameter;
        this.reason = reason;
    }

    static RpcError invalidParams(final String parameter, final String reason) {
        return new RpcError(INVALID_PARAMS, "Invalid params", parameter, reason);
    }

    static RpcError unauthorized() {
        return new RpcError(UNAUTHORIZED, "unauthorized");
    }

    int code() {
        return code;
    }

    /** Writes the error object. */
    void write(final JsonWriter json) {
        json.beginObject().integer("code", code);
        if (reason != null) {
            json.name("data").beginObject().text("reason", reason);
            if (parameter != null) {
                json.text("param", parameter);
            }
            json.endObject();
        }
        json.text("message", String.valueOf(getMessage())).endObject();
    }
}
