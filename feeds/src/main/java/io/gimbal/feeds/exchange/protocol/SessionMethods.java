package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import java.util.Locale;

/** Methods about the session: who is there, is it alive, what happens when it goes. */
final class SessionMethods {
    private static final String VERSION = "1.2.26";
    private static final String ACCOUNT = "account";
    private static final String CONNECTION = "connection";
    private static final String OK = "ok";

    private final ExchangeProtocol protocol;

    SessionMethods(final ExchangeProtocol protocol) {
        this.protocol = protocol;
    }

    void register(final MethodTable methods) {
        methods.publicMethod("auth", MethodCost.ORDINARY, this::auth)
                .publicMethod("hello", MethodCost.FREE, (call, result) -> version(result))
                .publicMethod("test", MethodCost.FREE, this::test)
                .publicMethod("get_time", MethodCost.FREE, (call, result) -> result.integer(call.venueMs()))
                .publicMethod("status", MethodCost.ORDINARY, this::status)
                .publicMethod("set_heartbeat", MethodCost.FREE, this::setHeartbeat)
                .publicMethod("disable_heartbeat", MethodCost.FREE, this::disableHeartbeat)
                .privateMethod("logout", "account:read", MethodCost.FREE, this::logout)
                .privateMethod("enable_cancel_on_disconnect", "account:read", MethodCost.ORDINARY, this::enable)
                .privateMethod("disable_cancel_on_disconnect", "account:read", MethodCost.ORDINARY, this::disable)
                .privateMethod("get_cancel_on_disconnect", "account:read", MethodCost.ORDINARY, this::tellCancel)
                .publicMethod("gimbal_inject_fault", MethodCost.FREE, this::injectFault);
    }

    private void auth(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeConnection connection = call.connection();
        final long connectionId = connection == null ? Grant.ANYWHERE : connection.id();
        final Grant grant = protocol.authenticator().authenticate(call.params(), connectionId, call.venueNs());
        if (connection != null) {
            protocol.authenticated(connection, grant, call.nowNs());
            if (protocol.isCancelOnDisconnectDefault(grant.key().accountId())) {
                connection.cancelsOnDisconnect(true);
            }
        }
        result.beginObject().name("enabled_features").beginArray().endArray();
        result.text("access_token", grant.accessToken());
        result.integer("expires_in", grant.lifeSeconds(call.venueNs()));
        result.text("refresh_token", grant.refreshToken()).text("scope", grant.scope());
        if (call.params().has("state")) {
            result.text("state", call.params().text("state"));
        }
        result.text("token_type", "bearer").endObject();
    }

    private static void version(final JsonWriter result) {
        result.beginObject().text("version", VERSION).endObject();
    }

    private void test(final RpcCall call, final JsonWriter result) throws RpcError {
        if (call.params().text("expected_result", "").equals("exception")) {
            throw new RpcError(RpcError.TEST_EXCEPTION, "error");
        }
        final ExchangeConnection connection = call.connection();
        if (connection != null) {
            connection.heartbeat().answered();
        }
        version(result);
    }

    private void status(final RpcCall call, final JsonWriter result) {
        final Exchange exchange = protocol.exchange();
        final int locked = exchange.lockedIndices().size();
        final String word =
                locked == 0 ? "false" : locked == exchange.indexNames().size() ? "true" : "partial";
        result.beginObject().text("locked", word).name("locked_indices").beginArray();
        exchange.lockedIndices().forEach(result::text);
        result.endArray().endObject();
    }

    private void setHeartbeat(final RpcCall call, final JsonWriter result) throws RpcError {
        final long seconds = call.params().integer("interval");
        if (seconds < Heartbeat.SHORTEST_SECONDS) {
            throw RpcError.invalidParams("interval", "must be at least 10");
        }
        call.webSocket().heartbeat().start(seconds, call.nowNs());
        result.text(OK);
    }

    private void disableHeartbeat(final RpcCall call, final JsonWriter result) throws RpcError {
        call.webSocket().heartbeat().stop();
        result.text(OK);
    }

    /** Closes without an answer; orders stay. */
    private void logout(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeConnection connection = call.webSocket();
        final Grant grant = connection.grant();
        final boolean isKept = call.params().text("invalidate_token", "true").equals("false");
        if (grant != null && !isKept) {
            protocol.authenticator().revoke(grant);
        }
        connection.close("logout", call.nowNs());
        result.text(OK);
    }

    private void enable(final RpcCall call, final JsonWriter result) throws RpcError {
        cancelOnDisconnect(call, true);
        result.text(OK);
    }

    private void disable(final RpcCall call, final JsonWriter result) throws RpcError {
        cancelOnDisconnect(call, false);
        result.text(OK);
    }

    private void cancelOnDisconnect(final RpcCall call, final boolean isOn) throws RpcError {
        if (scope(call).equals(ACCOUNT)) {
            protocol.cancelsOnDisconnect(call.accountId(), isOn);
        } else {
            call.webSocket().cancelsOnDisconnect(isOn);
        }
    }

    private void tellCancel(final RpcCall call, final JsonWriter result) throws RpcError {
        final String scope = scope(call);
        final boolean isOn = scope.equals(ACCOUNT)
                ? protocol.isCancelOnDisconnectDefault(call.accountId())
                : call.webSocket().cancelsOnDisconnect();
        result.beginObject().text("scope", scope).bool("enabled", isOn).endObject();
    }

    private static String scope(final RpcCall call) throws RpcError {
        final String scope = call.params().text("scope", call.connection() == null ? ACCOUNT : CONNECTION);
        if (!scope.equals(ACCOUNT) && !scope.equals(CONNECTION)) {
            throw RpcError.invalidParams("scope", "must be connection or account");
        }
        return scope;
    }

    /** The local exchange's own: makes something go wrong. */
    private void injectFault(final RpcCall call, final JsonWriter result) throws RpcError {
        final String word = call.params().text("kind").toUpperCase(Locale.ROOT);
        for (final FaultKind kind : FaultKind.values()) {
            if (kind.name().equals(word)) {
                protocol.faults().inject(kind, (int)
                        Math.min(1_000_000, Math.max(1, call.params().integer("count", 1))));
                result.text(OK);
                return;
            }
        }
        throw RpcError.invalidParams("kind", "no such fault");
    }
}
