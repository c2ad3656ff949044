package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
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
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.VolSource;
import org.jspecify.annotations.Nullable;

/**
 * Hedges one underlying: values the book, asks the policy, sizes the order, holds it against every limit, and says what
 * it decided, also when it does nothing. Owned by the engine thread; allocates nothing once configured.
 *
 * <p>What is in flight counts as if it were filled, so one deviation makes one order. While an order's outcome is
 * unknown the delta is an interval: nothing is traded unless both its ends lie outside the band on the same side, and
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
    private long backOffUntilNs = NEVER;
    private long unfilledUntilNs = NEVER;
    private long unfilledQuotes;
    private long nextIntervalNs = NEVER;
    private boolean isIntervalDue;

    Hedger(final int underlyingId, final Session session, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.reporter = new HedgeReporter(underlyingId, session, out);
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

    GreeksAggregator greeks() {
        return greeks;
    }

    HedgeStatistics statistics() {
        return statistics;
    }

    int underlyingId() {
        return underlyingId;
    }

    HedgeView view() {
        return view;
    }

    HedgeTarget target() {
        return target;
    }

    Decision decision() {
        return reporter.decision();
    }

    EventWatch events() {
        return inputs.events();
    }

    long backOffUntilNs() {
        return backOffUntilNs;
    }

    /** {@code Long.MIN_VALUE} where the quote is another than that which did not fill. */
    long sameQuoteUntilNs() {
        return isSameQuote(hedge()) ? unfilledUntilNs : NEVER;
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
        final long untilNs = nowNs + limits.rejectBackOffNs();
        backOffUntilNs = untilNs < nowNs ? Long.MAX_VALUE : untilNs;
        isIntervalDue = settings.policy().isKeptDue();
        inputs.events().onUnfilled();
    }

    /**
     * An order ended and left some of itself unfilled: the quote it was decided on is not what it said. Nothing is asked
     * again of the same quote, unless no other comes within the back-off.
     */
    void onUnfilled(final BookLine line, final long nowNs) {
        final long untilNs = nowNs + limits.rejectBackOffNs();
        unfilledUntilNs = untilNs < nowNs ? Long.MAX_VALUE : untilNs;
        unfilledQuotes = line.quotes();
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
        decide(book, hedge, nowNs, blocked);
    }

    @Nullable
    BookLine hedge() {
        final BookLine line = session.book().line(settings.hedgeInstrumentId());
        return line != null && isHedge(line) ? line : null;
    }

    private void blind(final long nowNs, final DecisionReason reason) {
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
        final boolean isAskedAgain = nowNs < unfilledUntilNs && isSameQuote(hedge);
        return isAskedAgain || nowNs < backOffUntilNs ? DecisionReason.BACK_OFF : DecisionReason.NULL_VAL;
    }

    /** Whether no other quote came since an order ended unfilled. */
    private boolean isSameQuote(final @Nullable BookLine hedge) {
        return hedge != null && hedge.quotes() == unfilledQuotes;
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
            order(book, hedge, wanted, nowNs, decision);
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

    /** The delta if unknown orders turn out in the way that calls for the least trade. */
    private double nearestEnd(final Instrument instrument, final double price) {
        final int id = instrument.id();
        final double low = view.totalDelta()
                + OrderSizing.deltaOf(instrument, session.orders().unknown(id, -1), price);
        final double high = view.totalDelta()
                + OrderSizing.deltaOf(instrument, session.orders().unknown(id, 1), price);
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

    private void order(
            final UnderlyingBook book,
            final BookLine hedge,
            final long wanted,
            final long nowNs,
            final Decision decision) {
        final Instrument instrument = hedge.instrument();
        final boolean isBuy = wanted > 0;
        final long worst = hedge.amount() + session.orders().worst(instrument.id(), isBuy ? 1 : -1);
        final long amount = limits.permitted(instrument, wanted, worst, hedge.mid());
        if (amount == 0) {
            final boolean isTooLarge = limits.permitted(instrument, wanted, -wanted, hedge.mid()) == 0;
            decision.refuse(isTooLarge ? DecisionReason.ORDER_SIZE : DecisionReason.POSITION);
            return;
        }
        final Side side = isBuy ? Side.BUY : Side.SELL;
        final long limitPrice = OrderSizing.limitPrice(
                instrument, side, isBuy ? hedge.ask() : hedge.bid(), settings.priceOffsetTicks());
        if (!limits.isInsideCollar(Scaled.toDouble(limitPrice), book.index())) {
            decision.refuse(DecisionReason.PRICE_COLLAR);
            return;
        }
        if (!session.rate().isAllowed(nowNs) || !session.orders().hasRoom()) {
            decision.refuse(DecisionReason.MESSAGE_RATE);
            return;
        }
        session.rate().onMessage(nowNs);
        final long orderId = session.orders().open(instrument.id(), amount);
        decision.order(target.tradeReason(), amount, limitPrice, orderId);
        reporter.order(hedge, side, limits.maxCommandAgeNs(), decision);
    }

    long mixInto(final long hash) {
        long h = settings.mixInto(Bits.mix(hash, underlyingId));
        h = limits.mixInto(h);
        h = reporter.mixInto(h);
        h = statistics.mixInto(h);
        h = inputs.mixInto(h);
        h = Bits.mix(h, backOffUntilNs);
        if (unfilledUntilNs != NEVER) {
            h = Bits.mix(h, unfilledUntilNs);
            h = Bits.mix(h, isSameQuote(hedge()) ? 1L : 0L);
        }
        h = Bits.mix(h, isIntervalDue ? 1L : 0L);
        return Bits.mix(h, nextIntervalNs);
    }
}
