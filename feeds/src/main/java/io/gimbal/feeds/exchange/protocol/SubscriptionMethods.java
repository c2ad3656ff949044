package io.gimbal.feeds.exchange.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subscribing and unsubscribing. What cannot be heard is left out of the reply, whose order is its own. */
final class SubscriptionMethods {
    private static final int MAX_CHANNELS = 500;
    private static final String RAW = ".raw";
    private static final String CHANNELS = "channels";

    private final ChannelHub channels;

    SubscriptionMethods(final ChannelHub channels) {
        this.channels = channels;
    }

    void register(final MethodTable methods) {
        methods.publicMethod("subscribe", MethodCost.SUBSCRIBE, this::subscribe)
                .publicMethod("unsubscribe", MethodCost.SUBSCRIBE, this::unsubscribe)
                .publicMethod("unsubscribe_all", MethodCost.SUBSCRIBE, this::unsubscribeAll)
                .privateMethod("subscribe", "account:read", MethodCost.SUBSCRIBE, this::subscribe)
                .privateMethod("unsubscribe", "account:read", MethodCost.SUBSCRIBE, this::unsubscribe)
                .privateMethod("unsubscribe_all", "account:read", MethodCost.SUBSCRIBE, this::unsubscribeAllPrivate);
    }

    private void subscribe(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeConnection connection = call.webSocket();
        final List<String> wanted = channels(call);
        final boolean isAuthenticated = call.grant() != null;
        final boolean isAllRaw = wanted.stream().allMatch(name -> name.endsWith(RAW));
        if (!isAuthenticated && isAllRaw && !wanted.isEmpty()) {
            throw new RpcError(RpcError.RAW_UNAVAILABLE, "raw_subscriptions_not_available_for_unauthorized");
        }
        final List<String> subscribed = new ArrayList<>();
        for (final String name : wanted) {
            final boolean isAllowed = isAuthenticated || !name.endsWith(RAW);
            if (isAllowed && channels.subscribe(name, connection, listener(call))) {
                subscribed.add(name);
            }
        }
        write(subscribed, result);
    }

    private void unsubscribe(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeConnection connection = call.webSocket();
        final List<String> gone = new ArrayList<>();
        for (final String name : channels(call)) {
            if (channels.unsubscribe(name, connection, listener(call))) {
                gone.add(name);
            }
        }
        write(gone, result);
    }

    private void unsubscribeAll(final RpcCall call, final JsonWriter result) throws RpcError {
        channels.unsubscribeAll(call.webSocket(), false);
        result.text("ok");
    }

    private void unsubscribeAllPrivate(final RpcCall call, final JsonWriter result) throws RpcError {
        channels.unsubscribeAll(call.webSocket(), true);
        result.text("ok");
    }

    private static List<String> channels(final RpcCall call) throws RpcError {
        final List<String> names = call.params().texts(CHANNELS);
        if (names.size() > MAX_CHANNELS) {
            throw RpcError.invalidParams(CHANNELS, "too many channels");
        }
        return new ArrayList<>(new LinkedHashSet<>(names));
    }

    private static int listener(final RpcCall call) {
        final @Nullable Grant grant = call.grant();
        return grant == null ? 0 : grant.key().accountId();
    }

    /** In an order that is not the request's: nobody may rely on it. */
    private static void write(final List<String> names, final JsonWriter result) {
        Collections.reverse(names);
        result.beginArray();
        names.forEach(result::text);
        result.endArray();
    }
}
