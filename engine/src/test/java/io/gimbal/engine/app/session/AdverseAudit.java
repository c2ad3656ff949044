package io.gimbal.engine.app.session;

import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Reads an adverse session's journal with a book of its own: plays its inputs once more and holds every output against
 * what a desk was promised. It knows positions, orders, limits and the index from the events alone.
 */
final class AdverseAudit {
    private static final double ONE = 1e8;
    private static final double DUST = 1 + 1e-9;
    /** Of a linear position its price is part, and prices move between an order and the next. */
    private static final double PRICE_ROOM = 1.02;

    private static final EnumSet<DecisionReason> HOLDS_OUTSIDE = EnumSet.of(
            DecisionReason.BELOW_LOT,
            DecisionReason.RESTING,
            DecisionReason.IN_FLIGHT,
            DecisionReason.ORDER_UNKNOWN,
            DecisionReason.INTERVAL_NOT_DUE,
            DecisionReason.PRICE_NOT_MOVED,
            DecisionReason.RENT_NOT_PAID,
            DecisionReason.STRATEGY_BLIND);

    /** The last word on the delta of a moment. */
    record Verdict(
            long timeNs,
            DecisionAction action,
            DecisionReason reason,
            double held,
            double inFlight,
            double low,
            double high,
            double hedgeCoins) {
        boolean isInside(final double room) {
            final double delta = held + inFlight;
            return delta >= low - room && delta <= high + room;
        }
    }

    private record Rules(double index, double maxOrderUsd, double maxPositionUsd, double collarRate) {
        boolean isInside(final double price) {
            return Math.abs(price - index) <= collarRate * index * DUST;
        }
    }

    private static final class Order {
        final int sign;
        long left;

        Order(final int sign, final long left) {
            this.sign = sign;
            this.left = left;
        }
    }

    final List<String> faults = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    int orders;
    String outputHash = "";

    private final FiniteFields finite;
    private final InstrumentSpec hedge;
    private final boolean isLinear;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final AmendOrderDecoder amend = new AmendOrderDecoder();
    private final Map<Long, Order> open = new HashMap<>();
    private final Set<Long> trades = new HashSet<>();
    private long position;
    private Rules rules = new Rules(0, 0, 0, 0);
    /** A timer fires before the event that finds it due: either may be what an order was held against. */
    private Rules before = rules;

    AdverseAudit(final FiniteFields finite, final InstrumentSpec hedge, final boolean isLinear) {
        this.finite = finite;
        this.hedge = hedge;
        this.isLinear = isLinear;
    }

    void read(final Path journal) {
        final HedgeEngine engine = new HedgeEngine(this::onOutput);
        try (JournalTailer in =
                JournalReader.open(journal, JournalStorages.all()).in(1)) {
            while (in.next()) {
                before = rules;
                onInput(in.type(), in.buffer(), in.payloadOffset());
                engine.onInput(in.buffer(), in.payloadOffset(), in.payloadLength(), in.sequence(), in.wallNs());
            }
        }
        outputHash = SessionResult.hex(engine.outputHash());
    }

    // ------------------------------------------------------------------ a book of its own

    private void onInput(final int type, final DirectBuffer buffer, final int at) {
        switch (type) {
            case IndexPriceDecoder.TEMPLATE_ID -> index(new IndexPriceDecoder().wrapAndApplyHeader(buffer, at, header));
            case LimitsConfigurationDecoder.TEMPLATE_ID ->
                limits(new LimitsConfigurationDecoder().wrapAndApplyHeader(buffer, at, header));
            case FillDecoder.TEMPLATE_ID -> fill(new FillDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                stands(new OrderAcceptedDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderRejectedDecoder.TEMPLATE_ID ->
                open.remove(new OrderRejectedDecoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .orderId());
            case OrderClosedDecoder.TEMPLATE_ID ->
                open.remove(new OrderClosedDecoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .orderId());
            case CommandOutcomeDecoder.TEMPLATE_ID -> {
                final CommandOutcomeDecoder event = new CommandOutcomeDecoder().wrapAndApplyHeader(buffer, at, header);
                if (event.commandType() == NewOrderDecoder.TEMPLATE_ID && event.outcome() == SendOutcome.SUPPRESSED) {
                    open.remove(event.orderId());
                }
            }
            default -> {
                // Nothing that limits are about.
            }
        }
    }

    private void index(final IndexPriceDecoder event) {
        final boolean isPrice = event.price() > 0 && event.price() <= 1e9 * ONE;
        if (isPrice && event.quality() == InputQuality.FRESH) {
            rules = new Rules(event.price() / ONE, rules.maxOrderUsd, rules.maxPositionUsd, rules.collarRate);
        }
    }

    private void limits(final LimitsConfigurationDecoder event) {
        if (event.maxOrderUsd() >= 0 && event.maxPositionUsd() >= 0) {
            rules = new Rules(
                    rules.index, event.maxOrderUsd() / ONE, event.maxPositionUsd() / ONE, event.collarRate() / ONE);
        }
    }

    private void fill(final FillDecoder event) {
        if (!trades.add(event.tradeId())) {
            return;
        }
        position += event.side() == Side.BUY ? event.amount() : -event.amount();
        final Order order = open.get(event.orderId());
        if (order != null) {
            order.left = Math.max(order.left - event.amount(), 0);
        }
    }

    private void stands(final OrderAcceptedDecoder event) {
        final Order order = open.get(event.orderId());
        if (order != null && event.amount() == 0) {
            order.left = 0;
        }
    }

    // ------------------------------------------------------------------ what was promised

    private boolean onOutput(final DirectBuffer buffer, final int at, final int length) {
        header.wrap(buffer, at);
        final int type = header.templateId();
        final String fault = finite.fault(type, buffer, at);
        if (!fault.isEmpty()) {
            faults.add(fault);
        }
        switch (type) {
            case NewOrderDecoder.TEMPLATE_ID -> order(newOrder.wrapAndApplyHeader(buffer, at, header));
            case AmendOrderDecoder.TEMPLATE_ID -> amended(amend.wrapAndApplyHeader(buffer, at, header));
            case HedgeDecisionDecoder.TEMPLATE_ID -> decided(decision.wrapAndApplyHeader(buffer, at, header));
            default -> {
                // Judged by its numbers alone.
            }
        }
        return true;
    }

    private void order(final NewOrderDecoder event) {
        orders++;
        final int sign = event.side() == Side.BUY ? 1 : -1;
        final String what = "order " + event.orderId() + " of " + event.amount() / ONE + " at " + event.price() / ONE;
        sound(what, event.amount(), event.price());
        if (event.instrumentId() != AdverseDesk.HEDGE) {
            faults.add(what + " in instrument " + event.instrumentId());
        }
        open.put(event.orderId(), new Order(sign, event.amount()));
        reach(what, sign, event.price());
    }

    private void amended(final AmendOrderDecoder event) {
        final String what = "amendment " + event.orderId() + " to " + event.amount() / ONE;
        final Order order = open.get(event.orderId());
        if (order == null) {
            faults.add(what + " of no order");
            return;
        }
        sound(what, event.amount(), event.price());
        order.left = Math.max(order.left, event.amount());
        reach(what, order.sign, event.price());
    }

    private void sound(final String what, final long amount, final long price) {
        if (amount < hedge.minAmount() || amount % hedge.contractSize() != 0) {
            faults.add(what + " is no whole number of lots");
        }
        if (price <= 0 || price % hedge.tickSize() != 0) {
            faults.add(what + " is off the grid at " + price / ONE);
        }
        if (usd(amount, price) > Math.max(rules.maxOrderUsd, before.maxOrderUsd) * DUST) {
            faults.add(what + " is beyond the largest order of " + rules.maxOrderUsd);
        }
        if (!rules.isInside(price / ONE) && !before.isInside(price / ONE)) {
            faults.add(what + " is outside the collar of " + rules.index);
        }
    }

    private void reach(final String what, final int sign, final long price) {
        long worst = position;
        for (final Order order : open.values()) {
            worst += order.sign == sign ? order.sign * order.left : 0;
        }
        if (sign * usd(worst, price) > Math.max(rules.maxPositionUsd, before.maxPositionUsd) * PRICE_ROOM) {
            faults.add(what + " reaches " + worst / ONE + ", beyond " + rules.maxPositionUsd);
        }
    }

    private double usd(final long amount, final long price) {
        return amount / ONE * (isLinear ? price / ONE : 1);
    }

    private void decided(final HedgeDecisionDecoder event) {
        final Verdict verdict = new Verdict(
                event.engineTimeNs(),
                event.action(),
                event.reason(),
                event.totalDelta(),
                event.inFlightDelta(),
                event.bandLow(),
                event.bandHigh(),
                position / ONE);
        verdicts.add(verdict);
        if (event.reason() == DecisionReason.NULL_VAL || event.action() == DecisionAction.NULL_VAL) {
            faults.add("a decision without a word: " + verdict);
        }
        if (!(event.bandLow() <= event.centre() && event.centre() <= event.bandHigh())) {
            faults.add("a centre outside its band: " + verdict + ", centre=" + event.centre());
        }
        final boolean isTold = event.action() != DecisionAction.HOLD || HOLDS_OUTSIDE.contains(event.reason());
        if (!isTold && !verdict.isInside(1e-9)) {
            faults.add("held outside: " + verdict);
        }
        if (event.action() == DecisionAction.TRADE && (event.orderAmount() == 0 || event.orderId() == 0)) {
            faults.add("a trade without an order: " + verdict);
        }
    }

    /** The last decision up to a time. */
    Verdict lastBefore(final long timeNs) {
        Verdict last = verdicts.get(0);
        for (final Verdict verdict : verdicts) {
            if (verdict.timeNs() >= timeNs) {
                break;
            }
            last = verdict;
        }
        return last;
    }
}
