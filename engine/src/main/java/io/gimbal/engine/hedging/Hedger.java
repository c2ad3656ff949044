package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.greeks.Valuation;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.TriggerStepDecoder;
import io.gimbal.journal.codec.VolSource;
import org.jspecify.annotations.Nullable;

/**
 * Hedges one underlying: values the book, asks the policy, sizes the order, holds it against every limit, and says what
 * it decided, also when it does nothing. Owned by the engine thread; allocates nothing once configured.
 *
 * <p>What is in flight counts as if it were filled, so one deviation makes one order. While the outcome of
 * an order is unknown, or one in an option is under way, the delta is an interval: nothing is traded unless both its
 * ends lie outside the band on the same side, and then only what the nearer end calls for.
 */
final class Hedger {
    private final int underlyingId;
    private final Session session;
    private final BookSettings settings = new BookSettings();
    private final Limits limits = new Limits();
    private final GreeksAggregator greeks = new GreeksAggregator(Valuation.CHEAPEST);
    private final PolicyInputs inputs = new PolicyInputs(greeks);
    private final HedgeView view = inputs.view();
    private final HedgeTarget target = new HedgeTarget();
    private final TradeTiming timing;
    private final BookDelta delta;
    private final DeltaScoring scoring;
    private final OutputPublisher out;
    private final HedgeReporter reporter;
    private final HedgeStatistics statistics = new HedgeStatistics();
    private final BackOff backOff = new BackOff();
    private final HedgeInstruments instruments;
    private final HedgeMoves moves;
    private final Outlook outlook;
    private final HedgeExecution execution;
    private final Situation situation;
    private final Overlay overlay;
    private final OverlayInFlight options;
    private final DeltaReach reach;
    private final PolicyClock clock = new PolicyClock();

    Hedger(final int underlyingId, final Session session, final OutputPublisher out, final Outlook outlook) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.out = out;
        this.timing = new TradeTiming(settings, inputs, greeks);
        this.delta = new BookDelta(greeks);
        this.scoring = new DeltaScoring(underlyingId, out);
        this.outlook = outlook;
        this.reporter = new HedgeReporter(underlyingId, session, out);
        this.instruments = new HedgeInstruments(underlyingId, session, settings, limits, out);
        final HedgeOrders orders = new HedgeOrders(session, settings, limits, instruments, reporter);
        this.moves = new HedgeMoves(instruments, orders);
        this.execution = new HedgeExecution(underlyingId, session, settings, limits, instruments, orders, out);
        this.situation = new Situation(target, reporter.decision());
        this.overlay = new Overlay(underlyingId, session, limits, greeks, out);
        this.options = new OverlayInFlight(underlyingId, session, greeks);
        this.reach = new DeltaReach(view, target, instruments, options);
    }

    /** Takes a configuration; false when it cannot be meant. Its interval begins anew. */
    boolean configure(final BookConfigurationDecoder event) {
        final BookLine hedge = session.book().line(event.hedgeInstrumentId());
        if ((hedge != null && !instruments.isHedge(hedge)) || !settings.configure(event)) {
            return false;
        }
        final UnderlyingBook book = session.book().underlying(underlyingId);
        if (book != null) {
            book.onSurface(settings.volSource() == VolSource.SURFACE);
        }
        clock.clear();
        return true;
    }

    /** Takes a step of a trigger; false when it cannot be meant. */
    boolean configure(final TriggerStepDecoder event) {
        return timing.configure(event);
    }

    /** Takes which delta counts; false when it cannot be meant, and nothing is changed. */
    boolean configure(final DeltaConfigurationDecoder event) {
        final boolean isMeant = RemarkWatch.isMeant(event) && DeltaScoring.isMeant(event.scoreIntervalNs());
        if (!isMeant || !delta.configure(event)) {
            return false;
        }
        timing.configure(event);
        scoring.configure(event.scoreIntervalNs());
        return true;
    }

    /** The account's statement of cash and margin. */
    void onBalance(final AccountBalanceDecoder event) {
        timing.onBalance(event);
    }

    /** Values the book before a re-mark, where the desk wants the two told apart. */
    void beforeRemark(final long nowNs) {
        final UnderlyingBook book = session.book().underlying(underlyingId);
        final BookLine hedge = hedge();
        if (!timing.isRemarkWatched() || book == null || hedge == null || !instruments.isPriced(book, hedge)) {
            return;
        }
        if (instruments.evaluate(greeks, book, hedge, nowNs)) {
            delta.see(book, nowNs);
            timing.onBeforeRemark(unhedged(), out.causeSequence());
        }
    }

    /** The projected delta by the rule in force, without the hedge. The venue's own total knows no other rule. */
    private double unhedged() {
        return greeks.ledger().unhedged(settings.sense()) + deltaChange();
    }

    TradeTriggers triggers() {
        return timing.triggers();
    }

    BookSettings settings() {
        return settings;
    }

    Limits limits() {
        return limits;
    }

    HedgeInstruments instruments() {
        return instruments;
    }

    Outlook outlook() {
        return outlook;
    }

    HedgeExecution execution() {
        return execution;
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

    int underlyingId() {
        return underlyingId;
    }

    /** What the rule of delta in force adds to the ledger's, projected coins. */
    double deltaChange() {
        return settings.sense() == DeltaSense.VENUE ? 0 : delta.change();
    }

    DeltaReach reach() {
        return reach;
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
        return backOff.untilNs();
    }

    /** {@code Long.MIN_VALUE} where the quote is another than that which did not fill. */
    long sameQuoteUntilNs() {
        return backOff.sameQuoteUntilNs();
    }

    /** When a timer of the policy or of its execution fires next, or {@code Long.MAX_VALUE}. */
    long nextTimerNs() {
        return Math.min(clock.nextTimerNs(settings.intervalNs()), execution.nextTimerNs());
    }

    /** Positions or cash of this underlying changed, not by the market. */
    void onBookChange(final HedgeEvent event) {
        inputs.onBookChange();
        timing.onBookChange();
        delta.onBookChange();
        scoring.interrupt();
        inputs.events().on(event);
    }

    /** A funding rate of some instrument. */
    void onFunding(final BookLine line, final FundingDecoder event, final long nowNs) {
        final int instrumentId = line.instrument().id();
        instruments.onFunding(instrumentId, event.currentRate(), nowNs);
        if (instrumentId == settings.hedgeInstrumentId()) {
            inputs.events().onFunding(event.currentRate());
        }
        statistics.onFunding(session.book().underlying(underlyingId), line, event, nowNs);
    }

    /**
     * Takes an operator's new value; false when it is out of range or nothing to the policy. Its interval begins
     * anew.
     */
    boolean change(final OperatorVerb verb, final double value) {
        if (outlook.refuses(verb)) {
            return false;
        }
        if (verb == OperatorVerb.SET_TAKE_MULTIPLE || verb == OperatorVerb.SET_CROSS_MULTIPLE) {
            return execution.change(verb, value);
        }
        if (OverlaySettings.isOwn(verb)) {
            return overlay.change(verb, value);
        }
        final boolean isTaken = settings.change(verb, value) || outlook.change(verb, value);
        if (isTaken && verb == OperatorVerb.SET_INTERVAL) {
            clock.restart();
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
        clock.due(settings.policy().isKeptDue());
        inputs.events().onUnfilled();
        timing.onUnfilled();
    }

    /** A timer fires at its due time; missed ones of the policy are not made up for. */
    void onTimer(final long dueNs, final long nowNs, final int epoch) {
        clock.onTimer(settings.intervalNs(), dueNs, nowNs);
        execution.onTimer(dueNs);
        evaluate(dueNs, epoch);
    }

    /** Values and decides after an event that touched this underlying. */
    void evaluate(final long nowNs, final int epoch) {
        final UnderlyingBook book = session.book().underlying(underlyingId);
        if (book == null || !settings.isConfigured()) {
            return;
        }
        if (instruments.look(book, nowNs)) {
            backOff.forget();
        }
        final BookLine hedge = hedge();
        if (instruments.isReady()) {
            clock.start(settings.intervalNs(), nowNs);
        }
        final DecisionReason blocked = blocked(book, hedge, nowNs, epoch);
        if (hedge == null || !instruments.isPriced(book, hedge)) {
            blind(nowNs, blocked == DecisionReason.NULL_VAL ? DecisionReason.NO_QUOTE : blocked);
            return;
        }
        if (!instruments.evaluate(greeks, book, hedge, nowNs)) {
            if (blocked == DecisionReason.NULL_VAL) {
                reporter.unpriceable(greeks.unpriceable());
            }
            blind(nowNs, blocked == DecisionReason.NULL_VAL ? DecisionReason.NOT_READY : blocked);
            return;
        }
        if (instruments.isReady()) {
            statistics.onValuation(greeks, book, settings.sense(), nowNs);
        }
        delta.see(book, nowNs);
        scoring.see(greeks, delta, nowNs);
        reporter.deltaFallback(delta.fallenBack());
        overlay.judge(book, blocked, nowNs);
        decide(book, hedge, nowNs, blocked);
    }

    @Nullable
    BookLine hedge() {
        return instruments.hedge();
    }

    private void blind(final long nowNs, final DecisionReason reason) {
        overlay.blind(reason);
        statistics.onBlind(nowNs);
        scoring.interrupt();
        execution.blind(reason, nowNs);
        reporter.blind(nowNs, reason, settings);
    }

    private DecisionReason blocked(
            final UnderlyingBook book, final @Nullable BookLine hedge, final long nowNs, final int epoch) {
        if (session.isKilled()) {
            return DecisionReason.KILLED;
        }
        if (hedge == null || !instruments.isReady()) {
            return instruments.whyNotReady();
        }
        if (session.isPaused(underlyingId)) {
            return DecisionReason.PAUSED;
        }
        if (session.isInDoubt(epoch)) {
            return DecisionReason.ORDER_UNKNOWN;
        }
        final DecisionReason unusable = instruments.blocked(book, hedge, nowNs);
        if (unusable != DecisionReason.NULL_VAL) {
            return unusable;
        }
        return backOff.isOn(nowNs) ? DecisionReason.BACK_OFF : DecisionReason.NULL_VAL;
    }

    private void decide(
            final UnderlyingBook book, final BookLine hedge, final long nowNs, final DecisionReason blocked) {
        final double held = unhedged() + greeks.ledger().hedgeDeltaProjected();
        final double inFlight = instruments.expected(hedge);
        options.see(book, settings.projection(), instruments.price(book, hedge), nowNs);
        outlook.aim(book, greeks, settings, limits, blocked, held + inFlight, nowNs);
        inputs.lot(instruments.price(book, hedge), instruments.lotDelta(hedge))
                .see(book, settings, held, inFlight, nowNs, clock.isDue());
        instruments.choice().dailyVol(outlook.dailyVol());
        outlook.show(view, instruments.costRate());
        settings.policy().decide(view, target);
        outlook.shape(settings, view, target);
        timing.see(book, target, unhedged(), out.causeSequence(), nowNs);
        inputs.answerEvents(target, settings);
        timing.answer(target);
        outlook.press(target);

        final double certain = reach.nearestEnd(hedge);
        final BookLine traded = instruments.choose(book, hedge, reach.side(certain), wantedHedge(held), nowNs);
        final long wanted = execution.wanted(traded, certain, target);
        final Decision decision = reporter.decision();
        decision.start(held, inFlight, view, target);
        final boolean isFree = wanted == 0 || outlook.isPressing();
        final DecisionReason waiting = isFree ? DecisionReason.NULL_VAL : timing.held(target, nowNs);
        if (wanted == 0) {
            decision.hold(reach.holdReason(held, certain));
        } else if (blocked != DecisionReason.NULL_VAL) {
            decision.refuse(blocked);
        } else if (waiting != DecisionReason.NULL_VAL) {
            decision.hold(waiting);
        }
        situation.market(book, traded, instruments.lotDelta(traded), nowNs);
        final long asked = waiting == DecisionReason.NULL_VAL ? wanted : 0;
        situation.need(certain, view.gamma(), asked, instruments.most(traded, Long.signum(asked)), blocked);
        decision.trade(wanted == 0 ? 0 : instruments.deltaOf(traded, wanted));
        execution.act(situation);
        if (blocked == DecisionReason.NULL_VAL && inputs.onDecision(target, decision, wanted, nowNs)) {
            timing.onAnswered(view.price(), nowNs);
        }
        clock.onDecision(!decision.isDone(wanted) || outlook.isWaiting());
        onOrders(traded, decision);
        if (instruments.isMany()) {
            move(book, hedge, held, inFlight, blocked == DecisionReason.NULL_VAL && wanted == 0, nowNs);
        }
        report(book, hedge, nowNs);
        if (statistics.equity().isStarted()) {
            statistics.onDecision(nowNs, decision, settings, view.totalDelta());
        }
    }

    /** A need that was split made several orders. */
    private void onOrders(final BookLine traded, final Decision decision) {
        for (int i = 0; i < execution.earlier(); i++) {
            outlook.onOrder(execution.earlierId(i));
            statistics.onPart();
        }
        outlook.onDecision(decision);
        if (!execution.isSplit()) {
            instruments.onDecision(traded, decision);
        }
    }

    private void report(final UnderlyingBook book, final BookLine hedge, final long nowNs) {
        if (!reporter.report(nowNs, settings, greeks, book, hedge)) {
            return;
        }
        outlook.report();
        if (instruments.isMany()) {
            instruments.reporter().reportBasis(book.index(), moves.exposure(), nowNs);
        }
    }

    /** Where the policy wants no trade, the hedge may move from one instrument to another. */
    private void move(
            final UnderlyingBook book,
            final BookLine hedge,
            final double held,
            final double inFlight,
            final boolean isFree,
            final long nowNs) {
        moves.see(greeks, settings.sense(), held - target.centre(), book.index(), nowNs);
        final DecisionReason reason = isFree ? moves.plan(view, target, nowNs) : DecisionReason.NULL_VAL;
        if (reason == DecisionReason.NULL_VAL) {
            return;
        }
        final Decision decision = reporter.decision();
        moves.sendFirst(book, reason, nowNs, decision);
        if (decision.isTrade() && moves.hasSecond()) {
            report(book, hedge, nowNs);
            decision.start(held, inFlight + decision.tradeDelta(), view, target);
            moves.sendSecond(book, reason, nowNs, decision);
        }
    }

    /** What all hedges together should hold, projected coins. */
    private double wantedHedge(final double held) {
        return target.centre() - (held - greeks.ledger().hedge(settings.sense()));
    }

    long mixInto(final long hash) {
        long h = settings.mixInto(Bits.mix(hash, underlyingId));
        h = limits.mixInto(h);
        h = reporter.mixInto(h);
        h = statistics.mixInto(h);
        h = inputs.mixInto(h);
        h = backOff.mixInto(h);
        h = timing.mixInto(scoring.mixInto(delta.mixInto(h)));
        h = moves.mixInto(instruments.mixInto(h));
        h = outlook.mixInto(h);
        h = execution.mixInto(h, hedge());
        h = overlay.mixInto(h);
        return clock.mixInto(h);
    }
}
