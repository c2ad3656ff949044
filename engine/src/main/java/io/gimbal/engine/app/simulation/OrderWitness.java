package io.gimbal.engine.app.simulation;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.DeliveryPrice;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.UserChange;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/**
 * Stands at the exchange and at the disk and compares: every order that reaches the exchange was journaled first and bears a
 * name that no order bore before, none of ours trades with another of ours, and what the account holds is what it opened
 * with and what was traded since. Knows nothing of the engine. Owned by the simulation's thread.
 */
final class OrderWitness implements ExchangeListener {
    private static final String OURS = "gb";
    private static final int RADIX = 36;
    private static final int PARTS = 3;

    private final Account account;
    private final BiConsumer<String, String> violations;
    private final Set<Long> known = new HashSet<>();
    private final Set<String> labels = new HashSet<>();
    private final Set<String> journaled = new HashSet<>();
    private final Set<String> trades = new HashSet<>();
    private final Map<String, Long> held = new TreeMap<>();
    private final Map<String, Long> expiries = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private long orders;
    private long fills;
    private long cancelledOnDisconnect;
    private long epoch;

    /**
     * Takes note of what the account holds.
     *
     * @param account    of the desk
     * @param violations told of what must not be: invariant, words
     */
    OrderWitness(final Account account, final BiConsumer<String, String> violations) {
        this.account = account;
        this.violations = violations;
        account.positions().forEach(position -> {
            held.put(position.instrument().name(), position.size());
            expiries.put(
                    position.instrument().name(), position.instrument().spec().expiryNs());
        });
    }

    /** A new process writes from now on. */
    void onEpoch(final int newEpoch) {
        epoch = Integer.toUnsignedLong(newEpoch);
    }

    /** An output arrives on the disk. */
    void onOutput(final DirectBuffer record, final int offset) {
        header.wrap(record, offset);
        if (header.templateId() == NewOrderDecoder.TEMPLATE_ID) {
            final long id = newOrder.wrapAndApplyHeader(record, offset, header).orderId();
            if (!journaled.add(epoch + "." + id)) {
                violations.accept("I2", "an order was decided twice: epoch=" + epoch + ", orderId=" + id);
            }
        }
    }

    @Override
    public void onUserChange(final UserChange change) {
        if (change.account() != account) {
            return;
        }
        change.orders().forEach(this::onOrder);
        change.trades().forEach(this::onTrade);
    }

    private void onOrder(final ExchangeOrder order) {
        if (order.cancelReason() == CancelReason.CANCEL_ON_DISCONNECT && order.remaining() > 0) {
            cancelledOnDisconnect++;
        }
        if (!known.add(order.number()) || !order.label().startsWith(OURS)) {
            return;
        }
        orders++;
        if (!labels.add(order.label())) {
            violations.accept("I2", "a label was sent twice: label=" + order.label());
        }
        final String[] parts = order.label().split("\\.", -1);
        if (parts.length != PARTS
                || !journaled.contains(Long.parseLong(parts[1], RADIX) + "." + Long.parseLong(parts[2], RADIX))) {
            violations.accept("I3", "an order reached the exchange that was not journaled: label=" + order.label());
        }
    }

    private void onTrade(final UserTrade trade) {
        final String name = trade.trade().instrument().name();
        if (trade.order().label().startsWith(OURS)) {
            fills++;
        }
        if (trade.isSelfTrade()) {
            violations.accept("I18", "traded with itself: instrument=" + name);
        }
        if (!trades.add(trade.trade().tradeId() + trade.side())) {
            violations.accept("I12", "one trade twice: tradeId=" + trade.trade().tradeId());
        }
        if (trade.order().filledAmount() > trade.order().amount()) {
            violations.accept("I11", "filled beyond its amount: order=" + trade.order());
        }
        final long amount = trade.trade().amount();
        held.merge(name, trade.side() == Side.BUY ? amount : -amount, Long::sum);
        expiries.put(name, trade.trade().instrument().spec().expiryNs());
    }

    /** What expired is held no more. */
    @Override
    public void onDelivery(final DeliveryPrice delivery) {
        final List<String> gone = new ArrayList<>();
        expiries.forEach((name, expiryNs) -> {
            if (expiryNs > 0 && expiryNs <= delivery.timeNs()) {
                gone.add(name);
            }
        });
        gone.forEach(name -> {
            held.remove(name);
            expiries.remove(name);
        });
    }

    /** {@return what the account must hold: its opening and every trade since; by instrument, nothing left out but zeros} */
    Map<String, Long> held() {
        final Map<String, Long> now = new TreeMap<>(held);
        now.values().removeIf(amount -> amount == 0);
        return now;
    }

    /** {@return orders of ours that reached the exchange} */
    long orders() {
        return orders;
    }

    /** {@return executions of ours} */
    long fills() {
        return fills;
    }

    /** {@return orders that the exchange took out because their connection went} */
    long cancelledOnDisconnect() {
        return cancelledOnDisconnect;
    }
}
