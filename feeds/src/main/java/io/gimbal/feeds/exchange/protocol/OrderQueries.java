package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.VenueError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Methods that look orders up. What closed is found for 30 minutes, and after that only in the history. */
final class OrderQueries {
    private static final String SCOPE = "trade:read";
    private static final int DEFAULT_COUNT = 20;
    private static final int MAX_COUNT = 1_000;
    private static final long INDEXING_DELAY_NS = 60_000_000_000L;
    private static final String CONTINUATION = "continuation";
    private static final String INSTRUMENT = "instrument_name";
    private static final String CURRENCY = "currency";

    private final ExchangeProtocol protocol;
    private final Exchange exchange;

    OrderQueries(final ExchangeProtocol protocol) {
        this.protocol = protocol;
        this.exchange = protocol.exchange();
    }

    void register(final MethodTable methods) {
        query(methods, "get_open_orders", this::open);
        query(methods, "get_open_orders_by_currency", this::open);
        query(methods, "get_open_orders_by_instrument", this::openInInstrument);
        query(methods, "get_open_orders_by_label", this::openByLabel);
        query(methods, "get_order_state", this::state);
        query(methods, "get_order_state_by_label", this::stateByLabel);
        query(methods, "get_order_history_by_currency", this::history);
        query(methods, "get_order_history_by_instrument", this::historyOfInstrument);
        query(methods, "get_order_margin_by_ids", this::margins);
    }

    private static void query(final MethodTable methods, final String name, final RpcMethod method) {
        methods.privateMethod(name, SCOPE, MethodCost.ORDINARY, method);
    }

    private void open(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text(CURRENCY, Words.ANY);
        final String kind = call.params().text("kind", Words.ANY);
        final Predicate<ExchangeOrder> type = OrderTypes.filter(call.params().text("type", OrderTypes.ALL));
        writeOpen(call, order -> type.test(order) && Words.matches(order.instrument(), kind, currency), result);
    }

    private void openInInstrument(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final Predicate<ExchangeOrder> type = OrderTypes.filter(call.params().text("type", OrderTypes.ALL));
        writeOpen(call, order -> type.test(order) && order.instrument() == instrument, result);
    }

    private void openByLabel(final RpcCall call, final JsonWriter result) throws RpcError {
        final String label = call.params().label();
        final String currency = call.params().text(CURRENCY);
        writeOpen(
                call,
                order -> order.label().equals(label) && Words.matches(order.instrument(), Words.ANY, currency),
                result);
    }

    private void writeOpen(final RpcCall call, final Predicate<ExchangeOrder> which, final JsonWriter result)
            throws RpcError {
        final List<ExchangeOrder> found = new ArrayList<>();
        for (final ExchangeOrder order : protocol.account(call).openOrders()) {
            if (which.test(order)) {
                found.add(order);
            }
        }
        OrderWriter.orders(found, result);
    }

    private void state(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        final String orderId = call.params().text("order_id");
        final ExchangeOrder recent = exchange.order(orderId);
        final ExchangeOrder order =
                recent == null && call.params().flag("historical") ? archived(account, orderId) : recent;
        if (order == null) {
            throw refusal(VenueError.ORDER_NOT_FOUND);
        }
        if (order.account() != account) {
            throw refusal(VenueError.NOT_OWNER_OF_ORDER);
        }
        OrderWriter.order(order, result);
    }

    private static @Nullable ExchangeOrder archived(final Account account, final String orderId) {
        for (final ExchangeOrder order : account.orderArchive()) {
            if (order.orderId().equals(orderId)) {
                return order;
            }
        }
        return null;
    }

    private void stateByLabel(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text(CURRENCY).toUpperCase(Locale.ROOT);
        OrderWriter.orders(protocol.account(call).ordersWithLabel(call.params().label(), currency), result);
    }

    private void history(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text(CURRENCY);
        final String kind = call.params().text("kind", Words.ANY);
        writeHistory(call, order -> Words.matches(order.instrument(), kind, currency), result);
    }

    private void historyOfInstrument(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        writeHistory(call, order -> order.instrument() == instrument, result);
    }

    /** Newest first; those without a fill only when they are asked for. */
    private void writeHistory(final RpcCall call, final Predicate<ExchangeOrder> which, final JsonWriter result)
            throws RpcError {
        final Account account = protocol.account(call);
        final boolean isUnfilledShown = call.params().flag("include_unfilled");
        final boolean isHistorical = call.params().flag("historical");
        final long untilNs = isHistorical ? call.nowNs() - INDEXING_DELAY_NS : Long.MAX_VALUE;
        final Predicate<ExchangeOrder> isShown = order ->
                which.test(order) && order.updatedNs() <= untilNs && (isUnfilledShown || order.filledAmount() > 0);
        final List<ExchangeOrder> found = new ArrayList<>();
        if (isHistorical || call.params().flag("include_old")) {
            account.orderArchive().stream().filter(isShown).forEach(found::add);
        }
        account.closedOrders().stream().filter(isShown).forEach(found::add);
        Collections.reverse(found);
        writePage(call.params(), found, result);
    }

    /** The orders alone or, when that is asked for, with where the next page begins. */
    private static void writePage(final RpcParams params, final List<ExchangeOrder> found, final JsonWriter result)
            throws RpcError {
        final long wanted = params.has(CONTINUATION) ? params.integer(CONTINUATION) : params.integer("offset", 0);
        final int offset = (int) Math.max(0, Math.min(found.size(), wanted));
        final int end = Math.min(found.size(), offset + params.count(DEFAULT_COUNT, MAX_COUNT));
        if (!params.flag("with_continuation")) {
            OrderWriter.orders(found.subList(offset, end), result);
            return;
        }
        result.beginObject().name("orders");
        OrderWriter.orders(found.subList(offset, end), result);
        if (end < found.size()) {
            result.text(CONTINUATION, Integer.toString(end));
        } else {
            result.absent(CONTINUATION);
        }
        result.endObject();
    }

    private void margins(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        result.beginArray();
        for (final String orderId : call.params().texts("ids")) {
            final ExchangeOrder order = exchange.order(orderId);
            if (order != null && order.account() == account) {
                final long amount = Words.signed(order.side(), order.remaining());
                final long margin = exchange.orderMargin(account, order.instrument(), amount, order.price());
                result.beginObject().text("order_id", orderId).shortest("initial_margin", margin);
                result.text("initial_margin_currency", order.instrument().currency())
                        .endObject();
            }
        }
        result.endArray();
    }

    private static RpcError refusal(final VenueError error) {
        return new RpcError(error.code(), error.text());
    }
}
