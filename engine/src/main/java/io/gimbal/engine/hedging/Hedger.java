package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.greeks.Valuation;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.risk.Freshness;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.VolSource;
import org.jspecify.annotations.Nullable;

/**
 * Hedges one underlying: values the book, asks the policy, sizes the order, holds it against every limit, and says what
 * it decided, also when it does nothing. Owned by the engine thread; allocates nothing once configured.
 *
 * <p>What is in flight counts as if it were filled, so one deviation makes one order. While the outcome of
 * an order is unknown, or one in an option is under way, the delta is an interval: nothing is traded unless both its ends lie outside the band on the same side, and
 * then only what the nearer end calls for.
 */
final class Hedger {
    private static final long NEVER = Long.MIN_VALUE;

    private final int underlyingId;
    private final Session session;
    private final BookSettings settings = new BookSettings();
    private final Limits limits = new Limits();
    private final GreeksAggregator greeks = new GreeksAggregator(Valuation.CHEAPEST);
    private final PolicyInputs inputs = new PolicyInputs(greeks);
    private final HedgeView view = inputs.view();
    private final HedgeTarget target = new HedgeTarget();
    private final HedgeReporter reporter;
    private final HedgeStatistics statistics = new HedgeStatistics();
    private final BackOff backOff = new BackOff();
    private final HedgeOrders orders;
    private final Overlay overlay;
    private final OverlayInFlight options;
    private long nextIntervalNs = NEVER;
    private boolean isIntervalDue;

    Hedger(final int underlyingId, final Session session, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.reporter = new HedgeReporter(underlyingId, session, out);
        this.orders = new HedgeOrders(session, settings, limits, reporter);
        this.overlay = new Overlay(underlyingId, session, limits, greeks, out);
        this.options = new OverlayInFlight(underlyingId, session, greeks);
    }

    /** Takes a configuration; false when it cannot be meant. Its interval begins anew. */
    boolean configure(final BookConfigurationDecoder event) {
        final BookLine hedge = session.book().line(event.hedgeInstrumentId());
        if ((hedge != null && !isHedge(hedge)) || !settings.configure(event)) {
            return false;
        }
        final UnderlyingBook book = session.book().underlying(underlyingId);
        if (book != null) {
            book.onSurface(settings.volSource() == VolSource.SURFACE);
        }
        nextIntervalNs = NEVER;
        isIntervalDue = false;
        return true;
    }

    /** Only futures and perpetuals of the same coin: one more of them moves the delta by what the sizing says. */
    private boolean isHedge(final BookLine line) {
        return line.instrument().isFuture() && line.instrument().underlyingId() == underlyingId;
    }

    BookSettings settings() {
        return settings;
    }

    Limits limits() {
        return limits;
    }

    Overlay overlay() {
        return overlay;
    }

    GreeksAggregator greeks() {
        return greeks;
    }

    HedgeStatistics statistics() {
        return statistics;
    }

    /** When the policy's own timer fires next, or {@code Long.MAX_VALUE}. */
    long nextTimerNs() {
        return settings.intervalNs() == 0 || nextIntervalNs == NEVER ? Long.MAX_VALUE : nextIntervalNs;
    }

    /** Positions or cash of this underlying changed, not by the market. */
    void onBookChange(final HedgeEvent event) {
        inputs.onBookChange();
        inputs.events().on(event);
    }

    /** A funding rate of some instrument. */
    void onFunding(final int instrumentId, final long rate) {
        if (instrumentId == settings.hedgeInstrumentId()) {
            inputs.events().onFunding(rate);
        }
    }

    /**
     * Takes an operator's new value; false when it is out of range or nothing to the policy. Its interval begins
     * anew.
     */
    boolean change(final OperatorVerb verb, final double value) {
        final boolean isTaken = settings.change(verb, value);
        if (isTaken && verb == OperatorVerb.SET_INTERVAL) {
            nextIntervalNs = NEVER;
        }
        return isTaken;
    }

    /** A rejection or suppression: wait before asking again; an interval's trade is still to be made. */
    void backOff(final long nowNs) {
        backOff.onRefused(nowNs, limits.rejectBackOffNs());
        onNotTraded();
    }

    /** An order ended and left some of itself unfilled. */
    void onUnfilled(final BookLine line, final long nowNs) {
        backOff.onUnfilled(line, nowNs, limits.rejectBackOffNs());
        onNotTraded();
    }

    private void onNotTraded() {
        isIntervalDue = settings.policy().isKeptDue();
        inputs.events().onUnfilled();
    }

    /** The policy's own timer fires at its due time; missed ones are not made up for. */
    void onTimer(final long dueNs, final long nowNs, final int epoch) {
        final long interval = settings.intervalNs();
        nextIntervalNs = dueNs + ((nowNs - dueNs) / interval + 1) * interval;
        isIntervalDue = true;
        evaluate(dueNs, epoch);
    }

    /** Values and decides after an event that touched this underlying. */
    void evaluate(final long nowNs, final int epoch) {
        final UnderlyingBook book = session.book().underlying(underlyingId);
        final BookLine hedge = hedge();
        if (book == null || !settings.isConfigured()) {
            return;
        }
        startInterval(nowNs);
        final DecisionReason blocked = blocked(book, hedge, nowNs, epoch);
        if (hedge == null || !hedge.isQuoted() || !(book.index() > 0)) {
            blind(nowNs, blocked == DecisionReason.NULL_VAL ? DecisionReason.NO_QUOTE : blocked);
            return;
        }
        if (!greeks.evaluate(book, hedge, settings.projection(), nowNs)) {
            if (blocked == DecisionReason.NULL_VAL) {
                reporter.unpriceable(greeks.unpriceable());
            }
            blind(nowNs, blocked == DecisionReason.NULL_VAL ? DecisionReason.NOT_READY : blocked);
            return;
        }
        if (session.isReady()) {
            statistics.onValuation(greeks, book, settings.sense(), nowNs);
        }
        overlay.judge(book, blocked, nowNs);
        decide(book, hedge, nowNs, blocked);
    }

    private @Nullable BookLine hedge() {
        final BookLine line = session.book().line(settings.hedgeInstrumentId());
        return line != null && isHedge(line) ? line : null;
    }

    private void blind(final long nowNs, final DecisionReason reason) {
        overlay.blind(reason);
        statistics.onBlind(nowNs);
        reporter.blind(nowNs, reason, settings);
    }

    private void startInterval(final long nowNs) {
        if (settings.intervalNs() > 0 && nextIntervalNs == NEVER && session.isReady()) {
            nextIntervalNs = nowNs;
        }
    }

    private DecisionReason blocked(
            final UnderlyingBook book, final @Nullable BookLine hedge, final long nowNs, final int epoch) {
        if (session.isKilled()) {
            return DecisionReason.KILLED;
        }
        if (hedge == null || !session.isReady()) {
            return DecisionReason.NOT_READY;
        }
        if (session.isPaused(underlyingId)) {
            return DecisionReason.PAUSED;
        }
        if (session.isInDoubt(epoch)) {
            return DecisionReason.ORDER_UNKNOWN;
        }
        if (hedge.state() != InstrumentState.OPEN || isSettling(hedge.instrument(), nowNs)) {
            return DecisionReason.INSTRUMENT_STATE;
        }
        final DecisionReason stale = Freshness.check(book, hedge, limits, nowNs);
        if (stale != DecisionReason.NULL_VAL) {
            return stale;
        }
        return backOff.isOn(hedge, nowNs) ? DecisionReason.BACK_OFF : DecisionReason.NULL_VAL;
    }

    /** Inside its own delivery window a future's delta fades: ever more of it would be needed to hedge ever less. */
    private static boolean isSettling(final Instrument instrument, final long nowNs) {
        return instrument.expiryNs() > 0 && DeliveryWindow.fractionLeft(nowNs, instrument.expiryNs()) < 1;
    }

    private void decide(
            final UnderlyingBook book, final BookLine hedge, final long nowNs, final DecisionReason blocked) {
        final Instrument instrument = hedge.instrument();
        final int id = instrument.id();
        final double price = hedge.mid();
        final double held = greeks.ledger().projected(settings.sense());
        options.see(book, settings.projection(), price, nowNs);
        final double inFlight = OrderSizing.deltaOf(instrument, session.orders().expected(id), price);
        inputs.see(book, hedge, settings, held, inFlight, nowNs, isIntervalDue);
        settings.policy().decide(view, target);
        inputs.answerEvents(target, settings);

        final double certain = nearestEnd(instrument, price);
        final long wanted = OrderSizing.signedAmount(instrument, price, certain, target);
        final boolean isOutside = view.totalDelta() < target.outerLow() || view.totalDelta() > target.outerHigh();
        final Decision decision = reporter.decision();
        decision.start(held, inFlight, view, target);
        if (wanted == 0) {
            decision.hold(holdReason(held, isOutside, certain));
        } else if (blocked != DecisionReason.NULL_VAL) {
            decision.refuse(blocked);
        } else {
            orders.send(book, hedge, wanted, target.tradeReason(), nowNs, decision);
        }
        decision.trade(wanted == 0 ? 0 : OrderSizing.deltaOf(instrument, wanted, price));
        if (blocked == DecisionReason.NULL_VAL) {
            inputs.onDecision(target, decision, wanted, nowNs);
        }
        isIntervalDue &= !decision.isDone(wanted);
        reporter.report(nowNs, settings, greeks, book, hedge);
        if (statistics.equity().isStarted()) {
            statistics.onDecision(nowNs, decision, settings, view.totalDelta());
        }
    }

    /** The delta if unknown orders, and options under way, turn out in the way that calls for the least trade. */
    private double nearestEnd(final Instrument instrument, final double price) {
        final int id = instrument.id();
        final double low = view.totalDelta()
                + OrderSizing.deltaOf(instrument, session.orders().unknown(id, -1), price)
                + options.low();
        final double high = view.totalDelta()
                + OrderSizing.deltaOf(instrument, session.orders().unknown(id, 1), price)
                + options.high();
        if (high < target.outerLow()) {
            return high;
        }
        if (low > target.outerHigh()) {
            return low;
        }
        return low == high ? view.totalDelta() : target.centre();
    }

    private DecisionReason holdReason(final double held, final boolean isOutside, final double certain) {
        if (isOutside) {
            return certain == view.totalDelta() ? DecisionReason.BELOW_LOT : DecisionReason.ORDER_UNKNOWN;
        }
        final boolean isHeldOutside = held < target.outerLow() || held > target.outerHigh();
        return isHeldOutside && held != view.totalDelta() ? DecisionReason.IN_FLIGHT : target.holdReason();
    }

    long mixInto(final long hash) {
        long h = settings.mixInto(Bits.mix(hash, underlyingId));
        h = limits.mixInto(h);
        h = reporter.mixInto(h);
        h = statistics.mixInto(h);
        h = inputs.mixInto(h);
        h = backOff.mixInto(h, hedge());
        h = overlay.mixInto(h);
        h = Bits.mix(h, isIntervalDue ? 1L : 0L);
        return Bits.mix(h, nextIntervalNs);
    }
}
