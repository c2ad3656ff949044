package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.EditRequest;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.feeds.exchange.VenueError;
import io.gimbal.feeds.exchange.VenueOrderType;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Methods that make, change and end orders. */
final class OrderMethods {
    private static final String SCOPE = "trade:read_write";
    private static final String ORDER_ID = "order_id";
    private static final String CURRENCY = "currency";
    private static final String KIND = "kind";
    private static final String INSTRUMENT = "instrument_name";
    private static final String PRICE = "price";

    private final ExchangeProtocol protocol;
    private final Exchange exchange;
    private final FasterTrader fasterTrader;

    OrderMethods(final ExchangeProtocol protocol) {
        this.protocol = protocol;
        this.exchange = protocol.exchange();
        this.fasterTrader = new FasterTrader(exchange);
    }

    void register(final MethodTable methods) {
        matching(methods, "buy", (call, result) -> place(call, Side.BUY, result));
        matching(methods, "sell", (call, result) -> place(call, Side.SELL, result));
        matching(methods, "edit", this::edit);
        matching(methods, "edit_by_label", this::editByLabel);
        matching(methods, "cancel", this::cancel);
        matching(methods, "close_position", this::closePosition);
        cancelling(methods, "cancel_all", call -> order -> true);
        cancelling(methods, "cancel_all_by_currency", OrderMethods::byCurrency);
        cancelling(methods, "cancel_all_by_currency_pair", OrderMethods::byPair);
        cancelling(methods, "cancel_all_by_instrument", this::byInstrument);
        cancelling(methods, "cancel_all_by_kind_or_type", OrderMethods::byCurrency);
        cancelling(methods, "cancel_by_label", OrderMethods::byLabel);
    }

    /** Chooses orders by the parameters of a call. */
    @FunctionalInterface
    private interface Choice {
        Predicate<ExchangeOrder> of(RpcCall call) throws RpcError;
    }

    private static void matching(final MethodTable methods, final String name, final RpcMethod method) {
        methods.privateMethod(name, SCOPE, MethodCost.MATCHING, method);
    }

    private void cancelling(final MethodTable methods, final String name, final Choice choice) {
        methods.privateMethod(name, SCOPE, MethodCost.CANCEL_ALL, (call, result) -> {
            final List<ExchangeOrder> gone =
                    exchange.cancelAll(protocol.account(call), CancelReason.USER_REQUEST, choice.of(call));
            if (call.params().flag("detailed")) {
                detailed(gone, result);
            } else {
                result.integer(gone.size());
            }
        });
    }

    private void place(final RpcCall call, final Side side, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        final OrderRequest request = OrderReader.request(exchange, call, side);
        if (protocol.faults().strikes(FaultKind.PARTIAL_FILL)) {
            fasterTrader.takePartOf(call.params(), exchange, side);
        }
        write(exchange.place(account, request), result);
    }

    private void edit(final RpcCall call, final JsonWriter result) throws RpcError {
        edit(call, call.params().text(ORDER_ID), result);
    }

    private void editByLabel(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final String label = call.params().text("label");
        final List<ExchangeOrder> found = new ArrayList<>();
        for (final ExchangeOrder order : protocol.account(call).openOrders()) {
            if (order.label().equals(label) && order.instrument() == instrument) {
                found.add(order);
            }
        }
        if (found.isEmpty()) {
            throw error(VenueError.ORDER_NOT_FOUND, 0);
        }
        if (found.size() > 1) {
            throw error(VenueError.NON_UNIQUE_ORDER_LABEL, 0);
        }
        edit(call, found.get(0).orderId(), result);
    }

    private void edit(final RpcCall call, final String orderId, final JsonWriter result) throws RpcError {
        final EditRequest request = OrderReader.edit(call, orderId);
        write(exchange.edit(protocol.account(call), request), result);
    }

    private void cancel(final RpcCall call, final JsonWriter result) throws RpcError {
        final OrderResult outcome =
                exchange.cancel(protocol.account(call), call.params().text(ORDER_ID));
        final ExchangeOrder order = outcome.order();
        if (!outcome.isOk() || order == null) {
            throw error(outcome.error(), outcome.limit());
        }
        OrderWriter.order(order, result);
    }

    private void closePosition(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final boolean isMarket = call.params().text("type").equals("market");
        final VenueOrderType type = isMarket ? VenueOrderType.MARKET : VenueOrderType.LIMIT;
        final long price = isMarket ? Decimals.ABSENT : call.params().decimal(PRICE);
        write(exchange.closePosition(protocol.account(call), instrument, type, price), result);
    }

    private static Predicate<ExchangeOrder> byCurrency(final RpcCall call) throws RpcError {
        final List<String> currencies =
                call.params().has(CURRENCY) ? call.params().texts(CURRENCY) : List.of(Words.ANY);
        final String kind = call.params().text(KIND, Words.ANY);
        final Predicate<ExchangeOrder> type = OrderTypes.filter(call.params().text("type", OrderTypes.ALL));
        return order -> type.test(order)
                && currencies.stream().anyMatch(currency -> Words.matches(order.instrument(), kind, currency));
    }

    private static Predicate<ExchangeOrder> byPair(final RpcCall call) throws RpcError {
        final String pair = call.params().text("currency_pair");
        final Predicate<ExchangeOrder> type = OrderTypes.filter(call.params().text("type", OrderTypes.ALL));
        return order -> type.test(order) && order.instrument().indexName().equals(pair);
    }

    private Predicate<ExchangeOrder> byInstrument(final RpcCall call) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final Predicate<ExchangeOrder> type = OrderTypes.filter(call.params().text("type", OrderTypes.ALL));
        return order -> type.test(order) && order.instrument() == instrument;
    }

    private static Predicate<ExchangeOrder> byLabel(final RpcCall call) throws RpcError {
        final String label = call.params().text("label");
        final String currency = call.params().text(CURRENCY, Words.ANY);
        return order -> order.label().equals(label) && Words.matches(order.instrument(), Words.ANY, currency);
    }

    /** Those taken out, by currency and kind of order. */
    private static void detailed(final List<ExchangeOrder> gone, final JsonWriter result) {
        result.beginArray();
        for (final ExchangeOrder order : gone) {
            result.beginObject().text("currency", order.instrument().currency());
            result.text("type", order.type().isTrigger() ? "trigger" : "limit").name("result");
            OrderWriter.orders(List.of(order), result);
            result.endObject();
        }
        result.endArray();
    }

    private static void write(final OrderResult outcome, final JsonWriter result) throws RpcError {
        final ExchangeOrder order = outcome.order();
        if (!outcome.isOk() || order == null || order.state() == OrderState.REJECTED) {
            throw error(outcome.error(), outcome.limit());
        }
        result.beginObject().name("order");
        OrderWriter.order(order, result);
        result.name("trades");
        OrderWriter.trades(outcome.trades(), result);
        result.endObject();
    }

    /** The refusal, with the price limit where there is one. */
    private static RpcError error(final VenueError error, final long limit) {
        final VenueError shown = error.isOk() ? VenueError.OTHER_REJECT : error;
        return new RpcError(shown.code(), limit == 0 ? shown.text() : shown.text() + " " + Decimals.text(limit));
    }
}
