package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.UserChange;
import io.gimbal.feeds.exchange.UserTrade;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An account's orders, own trades, or whole changes (orders, trades and position of one instrument as one message). Raw
 * order channels give one object a message, the others arrays. Owned by the exchange's thread.
 */
final class UserContent implements ChannelContent {
    /** What is told. */
    enum Kind {
        /** Orders, as objects. */
        RAW_ORDERS,
        /** Orders, as arrays. */
        ORDERS,
        /** Own trades. */
        TRADES,
        /** Orders, own trades and the position. */
        CHANGES
    }

    private final Kind kind;
    private final Predicate<ExchangeInstrument> which;
    private final Account account;
    private final PositionWriter positions;
    private final Map<ExchangeInstrument, Pending> pending = new LinkedHashMap<>();

    private static final class Pending {
        final Map<String, ExchangeOrder> orders = new LinkedHashMap<>();
        final List<UserTrade> trades = new ArrayList<>();
    }

    UserContent(
            final Kind kind,
            final Predicate<ExchangeInstrument> which,
            final Account account,
            final PositionWriter positions) {
        this.kind = kind;
        this.which = which;
        this.account = account;
        this.positions = positions;
    }

    @Override
    public void onUserChange(final UserChange change) {
        final boolean isConcerned = kind != Kind.TRADES || !change.trades().isEmpty();
        if (!isConcerned || !which.test(change.instrument())) {
            return;
        }
        final Pending waiting = pending.computeIfAbsent(change.instrument(), i -> new Pending());
        for (final ExchangeOrder order : change.orders()) {
            waiting.orders.put(order.orderId(), order);
        }
        waiting.trades.addAll(change.trades());
    }

    @Override
    public boolean write(final JsonWriter json) {
        final Iterator<Map.Entry<ExchangeInstrument, Pending>> entries =
                pending.entrySet().iterator();
        while (entries.hasNext()) {
            final Map.Entry<ExchangeInstrument, Pending> entry = entries.next();
            final boolean isWritten = write(entry.getKey(), entry.getValue(), json);
            if (kind != Kind.RAW_ORDERS || entry.getValue().orders.isEmpty()) {
                entries.remove();
            }
            if (isWritten) {
                return true;
            }
        }
        return false;
    }

    private boolean write(final ExchangeInstrument instrument, final Pending waiting, final JsonWriter json) {
        return switch (kind) {
            case RAW_ORDERS -> writeOne(waiting, json);
            case ORDERS -> writeOrders(waiting, json);
            case TRADES -> {
                OrderWriter.trades(waiting.trades, json);
                yield true;
            }
            case CHANGES -> writeChange(instrument, waiting, json);
        };
    }

    private static boolean writeOne(final Pending waiting, final JsonWriter json) {
        final Iterator<ExchangeOrder> orders = waiting.orders.values().iterator();
        if (!orders.hasNext()) {
            return false;
        }
        OrderWriter.order(orders.next(), json);
        orders.remove();
        return true;
    }

    private static boolean writeOrders(final Pending waiting, final JsonWriter json) {
        if (waiting.orders.isEmpty()) {
            return false;
        }
        OrderWriter.orders(waiting.orders.values(), json);
        return true;
    }

    private boolean writeChange(final ExchangeInstrument instrument, final Pending waiting, final JsonWriter json) {
        json.beginObject().name("orders");
        OrderWriter.orders(waiting.orders.values(), json);
        json.text("instrument_name", instrument.name()).name("trades");
        OrderWriter.trades(waiting.trades, json);
        json.name("positions").beginArray();
        positions.position(account, instrument, json);
        json.endArray().endObject();
        return true;
    }
}
