package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.risk.Freshness;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import org.jspecify.annotations.Nullable;

/**
 * With what one underlying is hedged: the one instrument of its book, or the candidates among which it chooses. Owned by
 * the engine thread; allocates when a candidate is added.
 *
 * <p>With candidates every delta is projected on the index, so that what the delta is does not depend on which of them is
 * in use, and positions and orders in all of them count, each at its own price. Where one dies, halts or is not quoted,
 * the next takes over at once; what is under way behind a connection that is not ready may or may not have traded.
 */
final class HedgeInstruments {
    private final int underlyingId;
    private final Session session;
    private final BookSettings settings;
    private final Limits limits;
    private final ChoiceSettings choiceSettings = new ChoiceSettings();
    private final Candidates candidates;
    private final HedgeChoice choice;
    private final ChoiceReporter reporter;
    private final HedgeLines single = new HedgeLines();

    HedgeInstruments(
            final int underlyingId,
            final Session session,
            final BookSettings settings,
            final Limits limits,
            final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.settings = settings;
        this.limits = limits;
        candidates = new Candidates(session);
        choice = new HedgeChoice(candidates, choiceSettings);
        reporter = new ChoiceReporter(underlyingId, candidates, choice, out);
    }

    /** Takes a candidate; false when it cannot be meant: of another coin, an option, terms out of range, one too many. */
    boolean candidate(final HedgeCandidateDecoder event) {
        if (!Candidate.isMeant(event) || !candidates.hasRoomFor(event.instrumentId())) {
            return false;
        }
        final BookLine line = session.book().line(event.instrumentId());
        if (CrossTerms.isAsked(event) ? !isCrossPossible(line) : line != null && !isPossible(line.instrument())) {
            return false;
        }
        final Candidate candidate = candidates.ofInstrument(event.instrumentId());
        candidate.terms(event);
        candidate.market().halfLife(choiceSettings.basisHalfLifeNs());
        pairWhereCrossing();
        if (line != null && CrossTerms.isAsked(event)) {
            line.carryFor(underlyingId);
        }
        session.ownConnection(candidate.connectionId());
        session.ownConnection(candidate.marketConnectionId());
        return true;
    }

    /** Spot moves the neutral deltas and not the venue's. */
    private boolean isPossible(final Instrument instrument) {
        final boolean isIdle = instrument.kind() == InstrumentKind.SPOT && settings.sense() == DeltaSense.VENUE;
        return Candidate.canHedge(instrument, underlyingId) && !isIdle;
    }

    /**
     * The venue's delta of one coin knows nothing of another, and what a hedge leaves must cost something, or a worse one
     * would never be left.
     */
    private boolean isCrossPossible(final @Nullable BookLine line) {
        return line != null
                && CrossTerms.canStandIn(line, underlyingId)
                && settings.sense() != DeltaSense.VENUE
                && choiceSettings.riskAversion() > 0;
    }

    private void pairWhereCrossing() {
        for (int i = 0; isCrossing() && i < candidates.count(); i++) {
            candidates.at(i).market().pair();
        }
    }

    /** Whether perpetuals of another coin are among the candidates. */
    boolean isCrossing() {
        for (int i = 0; i < candidates.count(); i++) {
            if (candidates.at(i).cross() != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a perpetual of that coin is among the candidates, in place of one of the book's own. */
    boolean isCarriedBy(final int otherUnderlyingId) {
        for (int i = 0; i < candidates.count(); i++) {
            final BookLine line = session.book().line(candidates.at(i).instrumentId());
            if (line != null
                    && otherUnderlyingId != underlyingId
                    && line.instrument().underlyingId() == otherUnderlyingId) {
                return true;
            }
        }
        return false;
    }

    /** Takes how to choose; false when it cannot be meant. */
    boolean configure(final InstrumentChoiceConfigurationDecoder event) {
        if ((isCrossing() && event.riskAversion() == 0) || !choiceSettings.configure(event)) {
            return false;
        }
        for (int i = 0; i < candidates.count(); i++) {
            candidates.at(i).market().halfLife(choiceSettings.basisHalfLifeNs());
            candidates.at(i).coinForCoin();
        }
        return true;
    }

    /** Whether there are candidates; without, everything is as the book's one instrument has it. */
    boolean isMany() {
        return candidates.count() > 0;
    }

    Candidates candidates() {
        return candidates;
    }

    HedgeChoice choice() {
        return choice;
    }

    ChoiceSettings choiceSettings() {
        return choiceSettings;
    }

    ChoiceReporter reporter() {
        return reporter;
    }

    /** Whether a position in an instrument is hedge, and no part of what is hedged. */
    boolean carries(final int instrumentId) {
        return isMany() ? candidates.indexOf(instrumentId) >= 0 : instrumentId == settings.hedgeInstrumentId();
    }

    void onFunding(final int instrumentId, final long scaledRate, final long nowNs) {
        final int at = candidates.indexOf(instrumentId);
        if (at >= 0) {
            candidates.at(at).market().onFunding(Scaled.toDouble(scaledRate), nowNs);
        }
    }

    /** Only futures and perpetuals of the same coin: one more of them moves the delta by what the sizing says. */
    boolean isHedge(final BookLine line) {
        return line.instrument().isFuture() && line.instrument().underlyingId() == underlyingId;
    }

    /**
     * The instrument that is traded: of candidates the one in use, where none can be the one last in use, else the first
     * that is defined.
     */
    @Nullable
    BookLine hedge() {
        if (!isMany()) {
            final BookLine line = session.book().line(settings.hedgeInstrumentId());
            return line != null && isHedge(line) ? line : null;
        }
        if (choice.chosen() != Candidates.NONE) {
            return candidates.at(choice.chosen()).line();
        }
        for (int i = 0; i < candidates.count(); i++) {
            final BookLine line = candidates.at(i).line();
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /** Looks at the candidates, and leaves the one in use at once where it cannot be used any more; whether it did. */
    boolean look(final UnderlyingBook book, final long nowNs) {
        if (!isMany() || !(book.index() > 0)) {
            return false;
        }
        candidates.look(book, settings, limits, choiceSettings.rollBeforeNs(), nowNs);
        if (!choice.isStanding()) {
            choice.chooseAgain(book.index(), nowNs);
            reporter.reportIfNew();
            return choice.isNew() && choice.isFound();
        }
        return false;
    }

    /** Whether the session is ready: all connections, or with candidates those of the market and of the one in use. */
    boolean isReady() {
        return isMany() ? session.isMarketReady() && choice.isFound() : session.isReady();
    }

    /** Why nothing is ready: what keeps the candidate last in use from being traded says most. */
    DecisionReason whyNotReady() {
        if (!isMany() || !session.isMarketReady() || choice.isFound()) {
            return DecisionReason.NOT_READY;
        }
        final int last = Math.max(choice.chosen(), 0);
        final DecisionReason why = candidates.at(last).whyNot();
        return why == DecisionReason.NULL_VAL ? DecisionReason.POSITION : why;
    }

    /**
     * What keeps the instrument in use from being traded, or the book from being known; {@code NULL_VAL} for nothing.
     * A venue's lock says nothing of candidates, which may be another's: those say by their states and refusals.
     */
    DecisionReason blocked(final UnderlyingBook book, final BookLine hedge, final long nowNs) {
        if (isMany()) {
            return Freshness.check(book, candidates.lines(book.index()), limits, nowNs);
        }
        if (hedge.state() != InstrumentState.OPEN
                || book.isLocked()
                || Candidate.isSettling(hedge.instrument(), nowNs)) {
            return DecisionReason.INSTRUMENT_STATE;
        }
        return Freshness.check(book, hedge, limits, nowNs);
    }

    /** Whether the book can be valued as far as prices of the hedge go. */
    boolean isPriced(final UnderlyingBook book, final BookLine hedge) {
        return book.index() > 0 && (isMany() ? candidates.arePriced() : hedge.isQuoted());
    }

    boolean evaluate(final GreeksAggregator greeks, final UnderlyingBook book, final BookLine hedge, final long nowNs) {
        final HedgeLines lines = isMany() ? candidates.lines(book.index()) : single.single(hedge);
        return greeks.evaluate(book, lines, settings.projection(), nowNs);
    }

    /** USD per coin that a limit price is held against: the index of the instrument's own coin. */
    double reference(final UnderlyingBook book, final BookLine line) {
        final UnderlyingBook own = session.book().underlying(line.instrument().underlyingId());
        return own == null ? book.index() : own.index();
    }

    /** USD per coin that the policy reckons in. */
    double price(final UnderlyingBook book, final BookLine hedge) {
        return isMany() ? book.index() : hedge.mid();
    }

    private Candidate of(final BookLine line) {
        return candidates.at(candidates.indexOf(line.instrument().id()));
    }

    /** Projected coins of one contract. */
    double lotDelta(final BookLine line) {
        return isMany() ? of(line).lotDelta() : OrderSizing.lotDelta(line.instrument(), line.mid());
    }

    /** Projected coins of a signed, scaled amount. */
    double deltaOf(final BookLine line, final long amount) {
        return isMany() ? of(line).deltaOf(amount) : OrderSizing.deltaOf(line.instrument(), amount, line.mid());
    }

    /** Projected coins of what is under way and whose fate will be told. */
    double expected(final BookLine hedge) {
        return isMany()
                ? candidates.expected()
                : deltaOf(hedge, session.orders().expected(hedge.instrument().id()));
    }

    /** Projected coins of what may or may not trade, one side. */
    double unknown(final BookLine hedge, final int sign) {
        return isMany()
                ? candidates.unknown(sign)
                : deltaOf(hedge, session.orders().unknown(hedge.instrument().id(), sign));
    }

    /** The amount that moves a delta to where a policy wants it. */
    long signedAmount(final BookLine line, final double delta, final HedgeTarget target) {
        return isMany()
                ? OrderSizing.lotsToward(line.instrument(), of(line).lotDelta(), delta, target)
                : OrderSizing.signedAmount(line.instrument(), line.mid(), delta, target);
    }

    /**
     * Looks at the choice where a trade is at hand or the interval is over, and says what to trade with: what takes back a
     * position in a candidate no longer in use is traded there first.
     *
     * @param hedge      in use so far
     * @param sign       of the trade at hand, 0 for none
     * @param hedgeCoins the hedge that is wanted in all, projected, signed
     */
    BookLine choose(
            final UnderlyingBook book,
            final BookLine hedge,
            final int sign,
            final double hedgeCoins,
            final long nowNs) {
        if (!isMany()) {
            return hedge;
        }
        final boolean isDue = choice.isDue(nowNs);
        if (isDue || (sign != 0 && choice.isFound())) {
            if (isDue) {
                weigh();
                choice.onDue(nowNs);
            }
            choice.choose(hedgeCoins * book.index(), book.index(), sign, nowNs);
            reporter.report(isDue);
        }
        final BookLine chosen = hedge();
        for (int i = 0; sign != 0 && i < candidates.count(); i++) {
            final BookLine line = candidates.at(i).line();
            if (line != null && line != chosen && candidates.at(i).isLive() && reducible(line, sign) != 0) {
                return line;
            }
        }
        return chosen == null ? hedge : chosen;
    }

    /** All in of a typical trade in the candidate in use; NaN where there is none, or the desk alone says. */
    double costRate() {
        return isMany() && choice.isFound() ? candidates.at(choice.chosen()).costRate(choice.dailyVol()) : Double.NaN;
    }

    /** What was decided on the present quote of a candidate. */
    void onDecision(final BookLine line, final Decision decision) {
        final int at = candidates.indexOf(line.instrument().id());
        final MeasuredCost cost =
                at < 0 || !decision.isTrade() ? null : candidates.at(at).cost();
        if (cost != null) {
            cost.onOrder(decision.orderId());
        }
    }

    /** What own fills say of an instrument; null for one that is no candidate, or where the desk alone says. */
    @Nullable
    MeasuredCost cost(final int instrumentId) {
        final int at = candidates.indexOf(instrumentId);
        return at < 0 ? null : candidates.at(at).cost();
    }

    /** Measured ratios are taken over once per interval: between, a delta moves by the market and by trades alone. */
    private void weigh() {
        for (int i = 0; i < candidates.count(); i++) {
            if (choiceSettings.isMinimumVariance()) {
                candidates.at(i).remeasure();
            }
            candidates.at(i).remeasureCross();
        }
    }

    /** An order that takes was sent. */
    void onTaking(final BookLine line, final long signedAmount) {
        final int at = candidates.indexOf(line.instrument().id());
        if (at >= 0) {
            candidates.at(at).onTaking(line, signedAmount);
        }
    }

    /** What of a position on the other side a trade can take back, whatever is under way; signed as the trade, scaled. */
    long reducible(final BookLine line, final int sign) {
        final Instrument instrument = line.instrument();
        final long left = -sign * (line.amount() + session.orders().worstTaking(instrument.id(), sign));
        final long whole = left / instrument.contractSize() * instrument.contractSize();
        return whole >= instrument.minAmount() ? sign * whole : 0;
    }

    /** The most of a trade, without its sign: in a candidate that is not in use no more than takes back what it holds. */
    long most(final BookLine line, final int sign) {
        return !isMany() || line == hedge() ? Long.MAX_VALUE : Math.abs(reducible(line, sign));
    }

    /** Whether orders go through a connection of their own that is not ready: what is under way there is an interval. */
    boolean isOutOfReach(final int instrumentId) {
        final int at = candidates.indexOf(instrumentId);
        return at >= 0 && !session.isReady(candidates.at(at).connectionId());
    }

    /** What limits permit of an amount: of its own position, up to its cap, and of the hedge as a whole. */
    long permitted(final BookLine line, final long wanted, final long worst) {
        final Instrument instrument = line.instrument();
        if (!isMany()) {
            return limits.permitted(instrument, wanted, worst, line.mid());
        }
        final int at = candidates.indexOf(instrument.id());
        final double cap = Math.min(candidates.at(at).maxPositionUsd(), limits.maxPositionUsd());
        final long own = limits.permitted(instrument, wanted, worst, line.mid(), cap);
        final double unitUsd = instrument.isAmountInUsd() ? 1 : line.mid();
        final double others = candidates.worstUsdBut(at, Long.signum(wanted)) / unitUsd;
        final double most = Scaled.toDouble(Bounds.MAX_POSITION);
        final long otherWorst = Scaled.fromDouble(Math.min(Math.max(others, -most), most));
        return own == 0 ? 0 : limits.permitted(instrument, own, worst + otherWorst, line.mid());
    }

    /** Nothing is added where nothing was configured. */
    long mixInto(final long hash) {
        final long h = choiceSettings.mixInto(hash);
        if (!isMany()) {
            return h;
        }
        final long mixed = reporter.mixInto(choice.mixInto(candidates.mixInto(h)));
        return choiceSettings.isSplit() ? candidates.mixDepthInto(mixed) : mixed;
    }
}
