package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.execution.MakerAction;
import io.gimbal.engine.hedging.execution.MakerFirst;
import io.gimbal.engine.hedging.execution.MakerReason;
import io.gimbal.engine.hedging.execution.MakerView;
import io.gimbal.engine.hedging.execution.RestingStep;
import io.gimbal.engine.orders.OrderState;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionReason;
import io.gimbal.journal.codec.Side;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what {@link MakerFirst} says of a need: takes, then sees to the resting order. What rests is in no order in
 * flight but at the worst end of every limit. Owned by the engine thread; allocates nothing.
 */
final class MakerTactic {
    /** More than any limit permits. */
    private static final long EVERYTHING = Long.MAX_VALUE >> 2;

    private static final double NEAREST = 0.5;

    private final Session session;
    private final BookSettings book;
    private final ExecutionSettings settings;
    private final Limits limits;
    private final HedgeInstruments instruments;
    private final HedgeOrders orders;
    private final NeedSplit split;
    private final RestingOrder resting;
    private final ExecutionReporter steps;
    private final MakerView view = new MakerView();
    private final MakerAction action = new MakerAction();
    private boolean isAsked;

    MakerTactic(
            final Session session,
            final BookSettings book,
            final ExecutionSettings settings,
            final Limits limits,
            final HedgeInstruments instruments,
            final HedgeOrders orders,
            final NeedSplit split,
            final RestingOrder resting,
            final ExecutionReporter steps) {
        this.session = session;
        this.book = book;
        this.settings = settings;
        this.limits = limits;
        this.instruments = instruments;
        this.orders = orders;
        this.split = split;
        this.resting = resting;
        this.steps = steps;
    }

    /** A new evaluation: nothing was asked in it yet. */
    void begin() {
        isAsked = false;
    }

    /** What it saw and answered in this evaluation, for analysis; null where it was not asked. */
    InspectedExecution.@Nullable Maker inspect() {
        return !isAsked
                ? null
                : new InspectedExecution.Maker(
                        view.deviation(),
                        view.width(),
                        view.landing(),
                        view.lotDelta(),
                        view.minLots(),
                        view.mostLots(),
                        view.bidTicks(),
                        view.askTicks(),
                        view.tickUsd(),
                        view.gamma(),
                        action.restLots(),
                        action.takeLots(),
                        action.step(),
                        action.reason());
    }

    /** Something is wanted and may be traded; {@code rests} is of the same instrument. */
    void act(final Situation now, final Need need, final @Nullable WorkingOrder rests) {
        final long price = OrderSizing.restingPrice(now.instrument(), side(now), touch(now.hedge(), now.side()));
        final long tick = OrderSizing.tickAt(now.instrument(), price);
        see(now, need, rests, tick);
        isAsked = true;
        MakerFirst.decide(settings.maker(), view, action);
        final boolean isTaken = take(now, need, rests);
        final boolean isSent = rest(now, rests, price, tick, isTaken);
        if (!isTaken && !isSent) {
            explain(now, rests);
        }
    }

    private static Side side(final Situation now) {
        return now.side() > 0 ? Side.BUY : Side.SELL;
    }

    private static double touch(final BookLine hedge, final int side) {
        return side > 0 ? hedge.bid() : hedge.ask();
    }

    private void see(final Situation now, final Need need, final @Nullable WorkingOrder rests, final long tick) {
        final Instrument instrument = now.instrument();
        final BookLine hedge = now.hedge();
        final boolean isBuy = now.side() > 0;
        final double middle = now.middle();
        final double nearEdge =
                isBuy ? middle - now.target().outerLow() : now.target().outerHigh() - middle;
        final double farEdge = isBuy
                ? now.target().outerHigh() - middle
                : middle - now.target().outerLow();
        final double landing =
                isBuy ? middle - now.target().innerLow() : now.target().innerHigh() - middle;
        view.need(now.delta() - middle, reach(nearEdge), now.gamma());
        view.edges(landing, farEdge);
        view.most(Math.min(Math.min(settings.displayLots(), now.mostLots()), now.lots(Math.abs(room(now, rests)))));
        view.instrument(now.lotDelta(), now.minLots(), Scaled.toDouble(tick));
        view.touch(
                OrderSizing.restingPrice(instrument, Side.BUY, hedge.bid()) / tick,
                OrderSizing.restingPrice(instrument, Side.SELL, hedge.ask()) / tick);
        if (rests != null && !isUnknown(rests)) {
            view.resting(now.lots(rests.remaining()), rests.wantedPrice() / tick);
        } else {
            view.resting(0, 0);
        }
        view.venue(true, true);
        view.permissions(!need.isLate(now.nowNs()), true, mayChange(now, rests));
    }

    /** Half-widths are counted from the band that is left; where a clock or an event has none, from the book's. */
    private double reach(final double edge) {
        if (edge > 0) {
            return edge;
        }
        return book.bandHalfWidth() > 0 ? book.bandHalfWidth() : Double.POSITIVE_INFINITY;
    }

    /** What may rest, scaled and signed: with all that is in flight filled, the old resting order being replaced. */
    private long room(final Situation now, final @Nullable WorkingOrder rests) {
        final int side = now.side();
        final long own = rests != null && Long.signum(rests.remaining()) == side ? rests.remaining() : 0;
        final long worst =
                now.hedge().amount() + session.orders().worst(now.instrument().id(), side) - own;
        return instruments.permitted(now.hedge(), side * EVERYTHING, worst);
    }

    private boolean mayChange(final Situation now, final @Nullable WorkingOrder rests) {
        final boolean isPossible = rests == null ? resting.mayPlace(now.nowNs()) : resting.mayAmend(rests, now.nowNs());
        return isPossible && session.rate().isAllowed(now.nowNs());
    }

    /** Of unknown fate: the delta already counts it as filled or not, whichever calls for less. */
    private static boolean isUnknown(final WorkingOrder order) {
        return order.state() == OrderState.UNKNOWN;
    }

    private boolean take(final Situation now, final Need need, final @Nullable WorkingOrder rests) {
        final long waiting = rests == null ? 0 : Math.max(now.side() * now.lots(rests.remaining()), 0);
        final long most = Math.max(now.mostLots() - waiting, 0);
        final long lots = now.side() * Math.min(Math.abs(action.takeLots()), most);
        if (Math.abs(lots) < now.minLots()) {
            return false;
        }
        final Decision decision = now.decision();
        final long amount = lots * now.instrument().contractSize();
        final double coins = Math.abs(lots) * now.lotDelta();
        final ExecutionReason why = need.isLate(now.nowNs()) ? ExecutionReason.DEADLINE : reason(action.reason());
        if (split.isFor(now, coins)) {
            split.take(now, coins, NEAREST, amount == now.wanted(), why);
            return decision.isTrade();
        }
        orders.send(now.book(), now.hedge(), amount, now.target().tradeReason(), now.nowNs(), decision);
        if (!decision.isTrade()) {
            return false;
        }
        split.step(now.instrument(), decision, why);
        return true;
    }

    /** Whether a new order rests now that did not before. */
    private boolean rest(
            final Situation now,
            final @Nullable WorkingOrder rests,
            final long price,
            final long tick,
            final boolean isTaken) {
        if (rests != null && (action.step() == RestingStep.CANCEL || resting.isUnconfirmed(rests, now.nowNs()))) {
            final boolean isDoubtful = resting.isUnconfirmed(rests, now.nowNs());
            resting.cancel(rests, isDoubtful ? ExecutionReason.UNCONFIRMED : whyCancelled(now), now.nowNs());
            return false;
        }
        final boolean isPlacing = action.step() == RestingStep.PLACE && rests == null;
        if (!isPlacing && action.step() != RestingStep.AMEND) {
            return false;
        }
        final long most = Math.max(now.mostLots() - Math.abs(action.takeLots()), 0);
        final long lots = now.side() * Math.min(Math.abs(action.restLots()), most);
        final long wanted = lots * now.instrument().contractSize();
        final long room = room(now, rests);
        final double reference = instruments.reference(now.book(), now.hedge());
        final double dearest = Math.max(Scaled.toDouble(price), reference);
        final long amount =
                limits.affordable(now.instrument(), Math.abs(wanted) <= Math.abs(room) ? wanted : room, dearest);
        if (amount == 0 || !limits.isInsideCollar(Scaled.toDouble(price), reference)) {
            refuse(now, rests, amount == 0 ? DecisionReason.POSITION : DecisionReason.PRICE_COLLAR, isTaken);
            return false;
        }
        if (!session.rate().isAllowed(now.nowNs())) {
            return false;
        }
        if (rests != null) {
            amend(now, rests, amount, price, tick);
            return false;
        }
        final long orderId = resting.place(now.hedge(), amount, price, tick, now.nowNs());
        if (!isTaken) {
            now.decision().rest(now.target().tradeReason(), amount, price, orderId);
        }
        return true;
    }

    private void refuse(
            final Situation now,
            final @Nullable WorkingOrder rests,
            final DecisionReason reason,
            final boolean isTaken) {
        if (rests != null) {
            resting.cancel(rests, ExecutionReason.LIMITED, now.nowNs());
        } else if (!isTaken) {
            now.decision().refuse(reason);
        }
    }

    /** In place while the venue's and the last look's largest order covers what was filled of it too. */
    private void amend(
            final Situation now, final WorkingOrder rests, final long amount, final long price, final long tick) {
        final long total = Long.signum(amount) * (rests.filledAmount() + Math.abs(amount));
        final double dearest = Math.max(
                Math.max(Scaled.toDouble(price), instruments.reference(now.book(), now.hedge())),
                now.hedge().mid());
        if (limits.permitted(now.instrument(), total, -total, dearest) == total
                && limits.affordable(now.instrument(), total, dearest) == total) {
            resting.amend(rests, now.instrument(), amount, price, tick, now.nowNs());
        } else {
            resting.cancel(rests, ExecutionReason.ORDER_LIMIT, now.nowNs());
        }
    }

    private ExecutionReason whyCancelled(final Situation now) {
        if (action.takeLots() != 0 || action.reason() == MakerReason.AWAITING_CANCEL) {
            return ExecutionReason.CROSSING;
        }
        return room(now, resting.find()) == 0 ? ExecutionReason.LIMITED : ExecutionReason.NEED_GONE;
    }

    /** Nothing new was sent: what the decision is then. */
    private void explain(final Situation now, final @Nullable WorkingOrder rests) {
        final Decision decision = now.decision();
        if (rests != null) {
            decision.hold(DecisionReason.RESTING);
            final boolean isWaiting = rests.isCancelPending() || rests.isAmendPending();
            if (isWaiting || action.reason() != MakerReason.RESTING) {
                steps.waits(
                        rests.isCancelPending() ? ExecutionReason.AWAITING_CANCEL : reason(action.reason()),
                        now.instrument().id());
            }
            return;
        }
        if (decision.isRefused()) {
            steps.waits(ExecutionReason.LIMITED, now.instrument().id());
            return;
        }
        switch (action.reason()) {
            case INSIDE_BAND, BELOW_SMALLEST_ORDER -> decision.hold(DecisionReason.BELOW_LOT);
            case AWAITING_CANCEL, RESTING -> decision.hold(DecisionReason.RESTING);
            case RATE_LIMITED -> decision.refuse(DecisionReason.MESSAGE_RATE);
            case NO_DEPTH -> decision.refuse(noRoom(now) ? DecisionReason.POSITION : DecisionReason.NO_QUOTE);
            default -> decision.refuse(DecisionReason.NO_QUOTE);
        }
        steps.waits(reason(action.reason()), now.instrument().id());
    }

    private boolean noRoom(final Situation now) {
        return room(now, null) == 0;
    }

    private static ExecutionReason reason(final MakerReason reason) {
        return switch (reason) {
            case INSIDE_BAND -> ExecutionReason.INSIDE_BAND;
            case BELOW_SMALLEST_ORDER -> ExecutionReason.BELOW_SMALLEST_ORDER;
            case RESTING -> ExecutionReason.RESTING;
            case TAKING -> ExecutionReason.TAKING;
            case CROSSING -> ExecutionReason.CROSSING;
            case AWAITING_CANCEL -> ExecutionReason.AWAITING_CANCEL;
            case RATE_LIMITED -> ExecutionReason.RATE_LIMITED;
            case NO_DEPTH -> ExecutionReason.NO_DEPTH;
            case NOT_ALLOWED -> ExecutionReason.NOT_ALLOWED;
            case QUOTES_UNUSABLE -> ExecutionReason.QUOTES_UNUSABLE;
            case HALTED -> ExecutionReason.HALTED;
            case INPUT_UNUSABLE -> ExecutionReason.INPUT_UNUSABLE;
        };
    }
}
