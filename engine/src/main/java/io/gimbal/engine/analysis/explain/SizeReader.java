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
import java.util.ArrayList;
import java.util.List;

/**
 * Works out again how a deviation became an order: what is in flight, coins to lots, lots to what the limits let
 * through. The
 * order just decided is in the table already and is left out. Immutable once made.
 */
final class SizeReader {
    private static final double SAME = 1e-9;

    private final BookInspection of;
    private final InspectedDecision made;
    private final HedgeView view;
    private final HedgeTarget target;
    private final Instrument instrument;
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
        target = of.target();
        instrument = hedge.instrument();
        final OrderTable orders = of.orders();
        final int id = instrument.id();
        lowest = view.totalDelta() + coins(orders.unknown(id, -1));
        highest = view.totalDelta() + coins(orders.unknown(id, 1));
        certain = nearestEnd();
        wanted = OrderSizing.signedAmount(instrument, view.price(), certain, target);
        final int sign = wanted == 0 ? Long.signum(made.orderAmount()) : Long.signum(wanted);
        final long own = made.action() == DecisionAction.TRADE ? made.orderAmount() : 0;
        final long worst = hedge.amount() + orders.worst(id, sign) - own;
        worstUsd = Scaled.toDouble(worst) * (instrument.isAmountInUsd() ? 1 : view.price());
        permitted = wanted == 0 ? 0 : of.limits().permitted(instrument, wanted, worst, view.price());
    }

    private double coins(final long scaledAmount) {
        return OrderSizing.deltaOf(instrument, scaledAmount, view.price());
    }

    /** The delta if unknown orders turn out in the way that calls for the least trade. */
    private double nearestEnd() {
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
        return Math.abs(Scaled.toDouble(wanted)) * (instrument.isAmountInUsd() ? 1 : view.price());
    }

    /** Whether the delta is outside the band, all in flight counted as filled. */
    boolean isOutside() {
        return view.totalDelta() < target.outerLow() || view.totalDelta() > target.outerHigh();
    }

    /** Whether it is outside however unknown orders turn out. */
    boolean isCertainlyOutside() {
        return certain < target.outerLow() || certain > target.outerHigh();
    }

    double certain() {
        return certain;
    }

    ExplainedDecision.Size size() {
        final Limits limits = of.limits();
        final double landing = certain < target.outerLow() ? target.innerLow() : target.innerHigh();
        return new ExplainedDecision.Size(
                view.totalDelta(),
                certain,
                landing,
                landing - certain,
                view.lotDelta(),
                Scaled.toDouble(wanted) / Scaled.toDouble(instrument.contractSize()),
                Texts.decimal(wanted),
                Texts.unit(instrument.isAmountInUsd()),
                limits.maxOrderUsd(),
                worstUsd,
                limits.maxPositionUsd(),
                Texts.decimal(permitted),
                isSame(coins(wanted), made.tradeDelta())
                        && (made.action() != DecisionAction.TRADE || permitted == made.orderAmount()));
    }

    private static boolean isSame(final double one, final double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(other));
    }

    ExplainedDecision.InFlight inFlight(final Names names) {
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
                        coins(order.remaining())));
            }
        }
        return new ExplainedDecision.InFlight(working, made.inFlightDelta(), lowest, highest);
    }

    private boolean isOfThisCoin(final WorkingOrder order) {
        final BookLine line = of.line(order.instrumentId());
        return line != null && line.instrument().underlyingId() == instrument.underlyingId();
    }
}
