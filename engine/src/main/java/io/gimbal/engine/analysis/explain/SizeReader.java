package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.InspectedDecision;
import io.gimbal.engine.hedging.OrderSizing;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionTactic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out again how a deviation became an order: what is in flight, coins to lots, lots to what the limits let
 * through. The
 * order just decided is in the table already and is left out. Immutable once made.
 */
final class SizeReader {
    private static final double SAME = 1e-9;
    private static final double HALF = 0.5;

    private final BookInspection of;
    private final InspectedDecision made;
    private final HedgeView view;
    private final HedgeTarget region;
    private final BookLine traded;
    private final Instrument instrument;
    private final boolean isNeedUnderWay;
    private final double lowest;
    private final double highest;
    private final double certain;
    private final long wanted;
    private final double worstUsd;
    private final long permitted;

    SizeReader(final BookInspection of, final BookLine hedge) {
        this.of = of;
        made = of.decision();
        view = of.view();
        traded = traded(of, hedge);
        instrument = traded.instrument();
        lowest = view.totalDelta() + of.doubt(hedge, -1);
        highest = view.totalDelta() + of.doubt(hedge, 1);
        certain = nearestEnd(of.target());
        isNeedUnderWay = isUnderWay();
        region = isNeedUnderWay ? region(of.target(), made.tradeDelta() > 0) : of.target();
        wanted = isMove() ? made.orderAmount() : OrderSizing.lotsToward(instrument, lotDelta(), certain, region);
        final OrderTable orders = of.orders();
        final long own = made.action() == DecisionAction.TRADE ? made.orderAmount() : 0;
        final long worst = traded.amount() + orders.worst(instrument.id(), Long.signum(wanted)) - own;
        worstUsd = Scaled.toDouble(worst) * unitUsd();
        permitted = wanted == 0 ? 0 : of.permitted(traded, wanted, worst);
    }

    /** What the order just sent is in; where there is none, what the book is hedged with. */
    private static BookLine traded(final BookInspection of, final BookLine hedge) {
        final WorkingOrder order = of.orders().find(of.decision().orderId());
        final BookLine line = order == null ? null : of.line(order.instrumentId());
        return line == null ? hedge : line;
    }

    /** A tactic works a need off until the inner region is reached, also where the delta is back inside the outer one. */
    private boolean isUnderWay() {
        return of.tactic() != ExecutionTactic.TAKER
                && made.tradeDelta() != 0
                && OrderSizing.lotsToward(instrument, lotDelta(), certain, of.target()) == 0;
    }

    private static HedgeTarget region(final HedgeTarget target, final boolean isBuy) {
        final HedgeTarget narrow = new HedgeTarget();
        narrow.region(
                isBuy ? target.innerLow() : target.outerLow(),
                target.innerLow(),
                target.innerHigh(),
                isBuy ? target.outerHigh() : target.innerHigh());
        return narrow;
    }

    private double lotDelta() {
        return of.lotDelta(traded);
    }

    private double unitUsd() {
        return instrument.isAmountInUsd() ? 1 : traded.mid();
    }

    private double coins(final long scaledAmount) {
        return of.deltaOf(traded, scaledAmount);
    }

    /** Whether it is a leg of moving the hedge between instruments, which no deviation calls for. */
    boolean isMove() {
        return made.reason() == DecisionReason.ROLL || made.reason() == DecisionReason.BALANCE;
    }

    /** Whether what is wanted is what is left of an earlier deviation. */
    boolean isNeedUnderWay() {
        return isNeedUnderWay;
    }

    /** Nothing is wanted inside its outer one. */
    HedgeTarget region() {
        return region;
    }

    BookLine traded() {
        return traded;
    }

    /** The delta if unknown orders turn out in the way that calls for the least trade. */
    private double nearestEnd(final HedgeTarget target) {
        if (highest < target.outerLow()) {
            return highest;
        }
        if (lowest > target.outerHigh()) {
            return lowest;
        }
        return lowest == highest ? view.totalDelta() : target.centre();
    }

    long wanted() {
        return wanted;
    }

    long permitted() {
        return permitted;
    }

    double worstUsd() {
        return worstUsd;
    }

    /** The position on the trade's side as a position limit sees it: above 0 where the trade makes it larger. */
    double worstOnTheSideUsd() {
        return Long.signum(wanted) * worstUsd;
    }

    double wantedUsd() {
        return Math.abs(Scaled.toDouble(wanted)) * unitUsd();
    }

    /** Whether the delta is outside the band, all in flight counted as filled. */
    boolean isOutside() {
        return view.totalDelta() < region.outerLow() || view.totalDelta() > region.outerHigh();
    }

    /** Whether it is outside however unknown orders turn out. */
    boolean isCertainlyOutside() {
        return certain < region.outerLow() || certain > region.outerHigh();
    }

    double certain() {
        return certain;
    }

    /** Lots to the landing, before they are rounded; 0 inside. */
    double neededLots() {
        return isCertainlyOutside() ? Math.abs(landing() - certain) / lotDelta() : 0;
    }

    /** Whole lots of the smallest order. */
    long smallestLots() {
        final long contract = instrument.contractSize();
        return Math.max((instrument.minAmount() + contract - 1) / contract, 1);
    }

    /** Lots beyond which the rounding makes an order: up to the next lot inside to an edge, else to the nearest. */
    double orderedAboveLots() {
        final boolean isToEdge = region.innerHigh() > region.innerLow();
        return smallestLots() - (isToEdge ? 1 : HALF);
    }

    /** What a lot is, in words. */
    String lot() {
        return Texts.text(
                "a lot is %.8g coins, %s %s",
                lotDelta(),
                Texts.grouped(Texts.decimal(instrument.contractSize())),
                Texts.unit(instrument.isAmountInUsd()));
    }

    /** Whether positions alone are outside and what is on its way leads back inside. */
    boolean isCovered() {
        final boolean isOut = made.totalDelta() < region.outerLow() || made.totalDelta() > region.outerHigh();
        return isOut && made.inFlightDelta() != 0 && !isOutside();
    }

    ExplainedDecision.Size size() {
        final Limits limits = of.limits();
        final double landing = landing();
        return new ExplainedDecision.Size(
                view.totalDelta(),
                certain,
                landing,
                landing - certain,
                lotDelta(),
                Scaled.toDouble(wanted) / Scaled.toDouble(instrument.contractSize()),
                Texts.decimal(wanted),
                Texts.unit(instrument.isAmountInUsd()),
                limits.maxOrderUsd(),
                worstUsd,
                limits.maxPositionUsd(),
                Texts.decimal(permitted),
                isSame(coins(wanted), made.tradeDelta())
                        && (made.action() != DecisionAction.TRADE || permitted == made.orderAmount() || isPart()),
                of.tactic().name(),
                isPart());
    }

    /** A leg of a move lands where it lands: the other leg takes it back. */
    private double landing() {
        if (isMove()) {
            return certain + coins(wanted);
        }
        return certain < region.outerLow() ? region.innerLow() : region.innerHigh();
    }

    /** A tactic sends, and offers, parts; a candidate that is left takes back no more than is held in it. */
    private boolean isPart() {
        final long order = made.orderAmount();
        final boolean mayBe = of.tactic() != ExecutionTactic.TAKER || (of.isChoosing() && !isMove());
        return mayBe
                && order != permitted
                && Long.signum(order) == Long.signum(wanted)
                && of.limits().permitted(instrument, order, -order, traded.mid()) == order;
    }

    private static boolean isSame(final double one, final double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(other));
    }

    ExplainedDecision.InFlight inFlight(final Names names, final SentOrders sent, final long nowNs) {
        final List<ExplainedDecision.Working> working = new ArrayList<>();
        final OrderTable orders = of.orders();
        for (int i = 0; i < orders.size(); i++) {
            final WorkingOrder order = orders.order(i);
            if (order.orderId() != made.orderId() && isOfThisCoin(order)) {
                working.add(new ExplainedDecision.Working(
                        order.orderId(),
                        names.instrument(order.instrumentId()),
                        Texts.decimal(order.signedAmount()),
                        Texts.decimal(order.remaining()),
                        order.state().name(),
                        delta(order),
                        sent.ageS(order.orderId(), nowNs)));
            }
        }
        return new ExplainedDecision.InFlight(working, made.inFlightDelta(), lowest, highest);
    }

    private @Nullable Double delta(final WorkingOrder order) {
        final BookLine line = of.line(order.instrumentId());
        return line == null ? null : Texts.finite(of.deltaOf(line, order.remaining()));
    }

    private boolean isOfThisCoin(final WorkingOrder order) {
        final BookLine line = of.line(order.instrumentId());
        return line != null && line.instrument().underlyingId() == instrument.underlyingId();
    }
}
