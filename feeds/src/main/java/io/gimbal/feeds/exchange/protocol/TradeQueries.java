package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.UserTrade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Methods that look own trades up: those of 24 hours, or with {@code historical} everything but the most recent. */
final class TradeQueries {
    private static final String SCOPE = "trade:read";
    private static final int DEFAULT_COUNT = 10;
    private static final int MAX_COUNT = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long INDEXING_DELAY_NS = 60_000_000_000L;
    private static final String INSTRUMENT = "instrument_name";

    private final ExchangeProtocol protocol;
    private final Exchange exchange;

    TradeQueries(final ExchangeProtocol protocol) {
        this.protocol = protocol;
        this.exchange = protocol.exchange();
    }

    void register(final MethodTable methods) {
        query(methods, "get_user_trades_by_instrument", this::ofInstrument);
        query(methods, "get_user_trades_by_instrument_and_time", this::ofInstrument);
        query(methods, "get_user_trades_by_currency", this::ofCurrency);
        query(methods, "get_user_trades_by_currency_and_time", this::ofCurrency);
        query(methods, "get_user_trades_by_order", this::ofOrder);
    }

    private static void query(final MethodTable methods, final String name, final RpcMethod method) {
        methods.privateMethod(name, SCOPE, MethodCost.ORDINARY, method);
    }

    private void ofInstrument(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        page(call, trade -> trade.trade().instrument() == instrument, result);
    }

    private void ofCurrency(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text("currency");
        final String kind = call.params().text("kind", Words.ANY);
        page(call, trade -> Words.matches(trade.trade().instrument(), kind, currency), result);
    }

    private void ofOrder(final RpcCall call, final JsonWriter result) throws RpcError {
        final String orderId = call.params().text("order_id");
        final List<UserTrade> found =
                find(call, trade -> trade.order().orderId().equals(orderId));
        OrderWriter.trades(found, result);
    }

    private void page(final RpcCall call, final Predicate<UserTrade> which, final JsonWriter result) throws RpcError {
        final int count = call.params().count(DEFAULT_COUNT, MAX_COUNT);
        final Predicate<UserTrade> isInside = window(call.params());
        final List<UserTrade> found = find(call, isInside.and(which));
        if (!isAscending(call.params())) {
            Collections.reverse(found);
        }
        result.beginObject().name("trades");
        OrderWriter.trades(found.subList(0, Math.min(count, found.size())), result);
        result.bool("has_more", found.size() > count).endObject();
    }

    /** Oldest first. */
    private List<UserTrade> find(final RpcCall call, final Predicate<UserTrade> which) throws RpcError {
        final Account account = protocol.account(call);
        final List<UserTrade> found = new ArrayList<>();
        if (call.params().flag("historical")) {
            final long indexedNs = call.nowNs() - INDEXING_DELAY_NS;
            final Predicate<UserTrade> isIndexed = trade -> trade.trade().timeNs() <= indexedNs;
            collect(account.tradeArchive(), which.and(isIndexed), found);
            collect(account.trades(), which.and(isIndexed), found);
        } else {
            collect(account.tradesSince(call.params().integer("start_timestamp", 0)), which, found);
        }
        return found;
    }

    private static void collect(
            final Collection<UserTrade> trades, final Predicate<UserTrade> which, final List<UserTrade> found) {
        for (final UserTrade trade : trades) {
            if (which.test(trade)) {
                found.add(trade);
            }
        }
    }

    private static Predicate<UserTrade> window(final RpcParams params) throws RpcError {
        final long startSeq = params.integer("start_seq", 0);
        final long endSeq = params.integer("end_seq", Long.MAX_VALUE);
        final long startMs = params.integer("start_timestamp", 0);
        final long endMs = params.integer("end_timestamp", Long.MAX_VALUE);
        final long startId = TradeIds.number(params.text("start_id", "0"));
        final long endId = params.has("end_id") ? TradeIds.number(params.text("end_id")) : Long.MAX_VALUE;
        final boolean isById = startId > 0 || endId < Long.MAX_VALUE;
        return own -> {
            final long timeMs = own.trade().timeNs() / NANOS_PER_MILLI;
            final long seq = own.trade().tradeSeq();
            if (timeMs < startMs || timeMs > endMs || seq < startSeq || seq > endSeq) {
                return false;
            }
            final long id = isById ? TradeIds.number(own.trade().tradeId()) : 0;
            return !isById || (id >= startId && id <= endId);
        };
    }

    /** Newest first, unless something is asked from a beginning. */
    private static boolean isAscending(final RpcParams params) throws RpcError {
        final String sorting = params.text("sorting", "default");
        final boolean hasStart = params.has("start_seq") || params.has("start_timestamp") || params.has("start_id");
        return sorting.equals("asc") || (sorting.equals("default") && hasStart);
    }
}
