package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.InspectedDecision;
import io.gimbal.engine.hedging.OrderSizing;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Side;
import java.math.BigDecimal;
import java.util.List;

/** The questions of a trade of a book that could be valued: is one called for, and do the limits let it through. */
final class TradeGates {
    private static final String USD = "USD";
    private static final String COINS = "coins";
    private static final String NONE = "";
    private static final String AT_MOST = "at most";
    private static final double PERCENT = 100;

    private final BookInspection of;
    private final InspectedDecision made;
    private final SizeReader size;
    private final WaitingGates waiting;
    private final List<GateQuestion> questions;

    /** Asks of a size, and adds to the questions. */
    TradeGates(
            final BookInspection of,
            final SizeReader size,
            final WaitingGates waiting,
            final List<GateQuestion> questions) {
        this.of = of;
        this.size = size;
        this.waiting = waiting;
        this.questions = questions;
        made = of.decision();
    }

    void ask(final UnderlyingBook book, final ExplainedDecision.InFlight flight, final long nowNs) {
        if (size.isMove()) {
            move();
        } else {
            waiting.covered(flight);
            called();
            waiting.ask();
        }
        permitted();
        collar(book);
        messages(nowNs);
    }

    // ------------------------------------------------------------------ is a trade called for

    /** The hedge moves only where the policy wants nothing. */
    private void move() {
        final HedgeTarget target = size.region();
        questions.add(new GateQuestion(
                "inside the band, so the hedge may move",
                !size.isOutside(),
                DecisionAction.HOLD,
                DecisionReason.OUTSIDE_BAND,
                of.view().totalDelta(),
                null,
                NONE,
                COINS,
                Texts.text("%.6f to %.6f", target.outerLow(), target.outerHigh())));
    }

    private void called() {
        final HedgeTarget target = size.region();
        final double delta = of.view().totalDelta();
        final boolean isAbove = delta > target.centre();
        questions.add(new GateQuestion(
                "outside the band",
                size.isOutside(),
                DecisionAction.HOLD,
                DecisionReason.NULL_VAL,
                delta,
                isAbove ? target.outerHigh() : target.outerLow(),
                isAbove ? "above" : "below",
                COINS,
                Texts.text("%.6f to %.6f", target.outerLow(), target.outerHigh())
                        + (size.isNeedUnderWay() ? ", where what was begun ends" : "")));
        questions.add(new GateQuestion(
                "outside whatever unknown orders did",
                size.isCertainlyOutside(),
                DecisionAction.HOLD,
                DecisionReason.ORDER_UNKNOWN,
                size.certain(),
                isAbove ? target.outerHigh() : target.outerLow(),
                isAbove ? "above" : "below",
                COINS,
                ""));
        questions.add(new GateQuestion(
                "smallest order",
                size.wanted() != 0,
                DecisionAction.HOLD,
                DecisionReason.BELOW_LOT,
                size.neededLots(),
                size.orderedAboveLots(),
                "above",
                "lots",
                size.lot() + ", the smallest order " + size.smallestLots()));
    }

    // ------------------------------------------------------------------ do the limits let it through

    private void permitted() {
        final BookLine traded = size.traded();
        final Limits limits = of.limits();
        final boolean isNone = size.wanted() != 0 && size.permitted() == 0;
        final boolean isTooLarge =
                isNone && limits.permitted(traded.instrument(), size.wanted(), -size.wanted(), traded.mid()) == 0;
        questions.add(new GateQuestion(
                "order size",
                !isTooLarge,
                DecisionAction.REFUSE,
                DecisionReason.ORDER_SIZE,
                size.wantedUsd(),
                limits.maxOrderUsd(),
                AT_MOST,
                USD,
                size.wantedUsd() > limits.maxOrderUsd() ? "cut to the limit" : ""));
        questions.add(new GateQuestion(
                "position",
                !isNone || isTooLarge,
                DecisionAction.REFUSE,
                DecisionReason.POSITION,
                size.worstOnTheSideUsd(),
                limits.maxPositionUsd(),
                AT_MOST,
                USD,
                "with all in flight on the trade's side filled, before it"));
    }

    /** An order that was sent says its price; one that was not would have taken. */
    private long limitPrice() {
        if (size.wanted() == 0 || made.action() == DecisionAction.TRADE) {
            return made.limitPrice();
        }
        final BookLine traded = size.traded();
        final boolean isBuy = size.wanted() > 0;
        return OrderSizing.limitPrice(
                traded.instrument(),
                isBuy ? Side.BUY : Side.SELL,
                isBuy ? traded.ask() : traded.bid(),
                of.priceOffsetTicks());
    }

    private void collar(final UnderlyingBook book) {
        final long price = limitPrice();
        final double limit = Scaled.toDouble(price);
        questions.add(new GateQuestion(
                "price collar",
                size.wanted() == 0 || of.limits().isInsideCollar(limit, book.index()),
                DecisionAction.REFUSE,
                DecisionReason.PRICE_COLLAR,
                size.wanted() == 0 ? null : PERCENT * Math.abs(limit / book.index() - 1),
                PERCENT * of.limits().collarRate(),
                AT_MOST,
                "% off the index",
                size.wanted() == 0 ? "" : "limit price " + Texts.grouped(Texts.decimal(price))));
    }

    private void messages(final long nowNs) {
        final int own = made.action() == DecisionAction.TRADE ? 1 : 0;
        final int before = of.rate().used(nowNs) - own;
        final int under = of.orders().size() - own;
        questions.add(new GateQuestion(
                "message rate",
                before < of.rate().maxMessages(),
                DecisionAction.REFUSE,
                DecisionReason.MESSAGE_RATE,
                (double) before,
                (double) of.rate().maxMessages(),
                "below",
                "messages",
                "in the last "
                        + Texts.grouped(
                                BigDecimal.valueOf(Texts.seconds(of.rate().windowNs()))) + " s"));
        questions.add(new GateQuestion(
                "order table",
                under < OrderTable.CAPACITY,
                DecisionAction.REFUSE,
                DecisionReason.MESSAGE_RATE,
                (double) under,
                (double) OrderTable.CAPACITY,
                "below",
                "orders under way",
                ""));
    }
}
