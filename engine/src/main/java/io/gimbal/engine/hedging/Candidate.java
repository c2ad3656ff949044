package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.instrument.Roll;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Projection;
import org.jspecify.annotations.Nullable;

/**
 * One instrument that may carry the hedge: its terms, whether it can be traded now, what one of its coins counts as.
 * Owned by the engine thread.
 */
final class Candidate {
    private static final double MILLION = 1e6;
    private static final double MAX_FEE_RATE = 0.1;
    private static final double MAX_MARGIN_RATE = 2;

    private final int instrumentId;
    private final CandidateMarket market = new CandidateMarket();
    private int connectionId;
    private int marketConnectionId;
    private double takerFeeRate;
    private double makerFeeRate;
    private double impactRate;
    private double marginRate;
    private double maxPositionUsd;
    private @Nullable CrossTerms cross;
    private @Nullable MeasuredCost cost;
    private @Nullable BookLine line;
    private DecisionReason why = DecisionReason.NOT_READY;
    private double price;
    private double beta = 1;
    private double weight = 1;
    private boolean isRolling;
    private boolean isMoving;
    private long rollStartAmount;
    private long takenQuotes = -1;
    private long boughtOfQuote;
    private long soldOfQuote;

    Candidate(final int instrumentId) {
        this.instrumentId = instrumentId;
    }

    /** Whether the terms can be meant, of whatever instrument. */
    static boolean isMeant(final HedgeCandidateDecoder event) {
        return isFee(event.takerFeeRate())
                && isFee(event.makerFeeRate())
                && event.impactRate() >= 0
                && event.impactRate() <= Scaled.ONE
                && event.marginRate() >= 0
                && Scaled.toDouble(event.marginRate()) <= MAX_MARGIN_RATE
                && event.maxPositionUsd() > 0
                && event.instrumentId() >= 0
                && isConnection(event.connectionId())
                && isConnection(marketConnectionOf(event))
                && CrossTerms.isMeant(event);
    }

    private static boolean isConnection(final int id) {
        return id >= 0 && id < Session.MAX_CONNECTIONS;
    }

    /** Quotes come with the orders unless another connection is named. */
    private static int marketConnectionOf(final HedgeCandidateDecoder event) {
        final int named = event.marketConnectionId();
        return named == HedgeCandidateDecoder.marketConnectionIdNullValue() ? event.connectionId() : named;
    }

    private static boolean isFee(final long scaled) {
        return Math.abs(Scaled.toDouble(scaled)) <= MAX_FEE_RATE;
    }

    void terms(final HedgeCandidateDecoder event) {
        connectionId = event.connectionId();
        marketConnectionId = marketConnectionOf(event);
        takerFeeRate = Scaled.toDouble(event.takerFeeRate());
        makerFeeRate = Scaled.toDouble(event.makerFeeRate());
        impactRate = Scaled.toDouble(event.impactRate());
        marginRate = Scaled.toDouble(event.marginRate());
        maxPositionUsd = Scaled.toDouble(event.maxPositionUsd());
        cross = CrossTerms.isAsked(event) ? CrossTerms.of(event) : null;
    }

    /** Whether one more of it moves the delta: futures, perpetuals and spot of the same coin. */
    static boolean canHedge(final Instrument instrument, final int underlyingId) {
        final boolean isSpot = instrument.kind() == InstrumentKind.SPOT && !instrument.isInverse();
        return instrument.underlyingId() == underlyingId && (instrument.isFuture() || isSpot);
    }

    private boolean isOf(final BookLine found, final int underlyingId) {
        return cross == null ? canHedge(found.instrument(), underlyingId) : CrossTerms.canStandIn(found, underlyingId);
    }

    /** Looks at its line: what it is worth, and whether and why not it can be traded. */
    void look(
            final Session session,
            final UnderlyingBook book,
            final BookSettings settings,
            final Limits limits,
            final long nowNs) {
        final BookLine found = session.book().line(instrumentId);
        line = found != null && isOf(found, book.id()) ? found : null;
        final BookLine known = line;
        if (known == null) {
            why = DecisionReason.NOT_READY;
            return;
        }
        why = why(known, session, settings, limits, nowNs);
        final CrossTerms terms = cross;
        if (terms != null) {
            standIn(terms, known, book, nowNs);
            return;
        }
        if (why == DecisionReason.NULL_VAL) {
            market.onPrice(known.mid(), book.index(), nowNs);
        }
        final double carried = market.priceOverIndex() > 0 ? market.priceOverIndex() * book.index() : book.index();
        price = why == DecisionReason.NULL_VAL ? known.mid() : carried;
        final boolean isAtIndex = settings.projection() == Projection.UNIT || isSpot();
        beta = isAtIndex ? 1 : price / book.index();
    }

    /** Its price has nothing to do with the book's index: while it has none that counts, the last one does. */
    private void standIn(final CrossTerms terms, final BookLine known, final UnderlyingBook book, final long nowNs) {
        known.carryFor(book.id());
        if (why == DecisionReason.NULL_VAL) {
            price = known.mid();
            terms.see(known, book.index(), nowNs);
        }
        beta = price / book.index();
    }

    private DecisionReason why(
            final BookLine known,
            final Session session,
            final BookSettings settings,
            final Limits limits,
            final long nowNs) {
        if (!session.isReady(connectionId) || !session.isReady(marketConnectionId)) {
            return DecisionReason.NOT_READY;
        }
        final UnderlyingBook own = session.book().underlying(known.instrument().underlyingId());
        final long indexAgeNs = cross == null || own == null ? 0 : own.indexAgeNs(nowNs);
        if (indexAgeNs > limits.maxIndexAgeNs()) {
            return indexAgeNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_INDEX;
        }
        final boolean isOpen = known.state() == InstrumentState.OPEN && !isSettling(known.instrument(), nowNs);
        if (!isOpen || (isSpot() && settings.sense() == DeltaSense.VENUE)) {
            return DecisionReason.INSTRUMENT_STATE;
        }
        final long ageNs = known.quoteAgeNs(nowNs);
        if (ageNs > limits.maxQuoteAgeNs()) {
            return ageNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_QUOTE;
        }
        return known.isQuoted() ? DecisionReason.NULL_VAL : DecisionReason.NO_QUOTE;
    }

    /** Inside its own delivery window a future's delta fades: ever more of it would be needed to hedge ever less. */
    static boolean isSettling(final Instrument instrument, final long nowNs) {
        return instrument.expiryNs() > 0 && DeliveryWindow.fractionLeft(nowNs, instrument.expiryNs()) < 1;
    }

    /** Says whether its delivery is so near that it is to be rolled; what it holds then is what the roll begins with. */
    void rollBefore(final long rollBeforeNs, final long nowNs) {
        final BookLine known = line;
        final boolean isNear = known != null
                && known.instrument().expiryNs() > 0
                && known.instrument().expiryNs() - nowNs <= rollBeforeNs;
        if (known != null && isNear && !isRolling) {
            rollStartAmount = known.amount();
        }
        isRolling = isNear;
    }

    /** What a straight line from the beginning of the roll to the middle of its time leaves in it; signed, scaled. */
    long scheduledAmount(final long rollBeforeNs, final long nowNs) {
        final BookLine known = line;
        if (known == null) {
            return 0;
        }
        final long contract = known.instrument().contractSize();
        final double leftNs = (double) (known.instrument().expiryNs() - nowNs);
        return contract
                * Roll.nearLots(
                        rollStartAmount / contract,
                        Math.max(leftNs, 0),
                        (double) rollBeforeNs,
                        0.5 * (double) rollBeforeNs);
    }

    /** The hedge in it is to be carried by another from now on, all of it and at once; or is not any more. */
    void move(final boolean isNowMoving) {
        isMoving = isNowMoving;
    }

    void remeasure() {
        if (cross == null) {
            weight = isSpot() ? 1 : market.minimumVarianceWeight();
        }
    }

    void coinForCoin() {
        weight = cross == null ? 1 : weight;
    }

    /** A perpetual of another coin counts by its ratio, whatever those of the book's own coin count by. */
    void remeasureCross() {
        final CrossTerms terms = cross;
        if (terms != null) {
            terms.remeasure();
            weight = 1 / terms.ratio();
        }
    }

    /** Terms of a perpetual of another coin; null for the book's own. */
    @Nullable
    CrossTerms cross() {
        return cross;
    }

    /** USD of it against one USD of exposure; 1 for the book's own coin. */
    double share() {
        final CrossTerms terms = cross;
        return terms == null ? 1 : terms.ratio();
    }

    /** Whether its ratio lets it be hedged with; what it holds may be taken back whatever this says. */
    boolean isRatioKnown() {
        final CrossTerms terms = cross;
        return terms == null || terms.isUsable();
    }

    /** Variance of its return, times its ratio, less that of what it hedges, per year. */
    double basisVariance() {
        final CrossTerms terms = cross;
        return terms == null ? market.basisVariance() : terms.residualVariance();
    }

    /** Whether what it holds can be valued. */
    boolean isPriced() {
        return price > 0 || amount() == 0;
    }

    int instrumentId() {
        return instrumentId;
    }

    /** Of its orders: what is under way is in doubt while this one is not ready. */
    int connectionId() {
        return connectionId;
    }

    /** Of its quotes. */
    int marketConnectionId() {
        return marketConnectionId;
    }

    CandidateMarket market() {
        return market;
    }

    @Nullable
    BookLine line() {
        return line;
    }

    /** Why it cannot be traded; {@code NULL_VAL} when it can. */
    DecisionReason why() {
        return why;
    }

    /** Why nothing may be hedged with it, its ratio counted; {@code NULL_VAL} when it may. */
    DecisionReason whyNot() {
        return why == DecisionReason.NULL_VAL && !isRatioKnown() ? DecisionReason.NO_RATIO : why;
    }

    boolean isLive() {
        return why == DecisionReason.NULL_VAL;
    }

    boolean isRolling() {
        return isRolling;
    }

    boolean isMoving() {
        return isMoving;
    }

    /** Scaled and signed; 0 while it is not defined. */
    long amount() {
        final BookLine known = line;
        return known == null ? 0 : known.amount();
    }

    /** USD per coin: its mid, or while it has none that counts, the index and its last distance from it. */
    double price() {
        return price;
    }

    double weight() {
        return weight;
    }

    /** Its price over the index it is projected on. */
    double beta() {
        return beta;
    }

    /** An order of ours that takes was sent: what it meets of the present quote is not there for the next. */
    void onTaking(final BookLine known, final long signedAmount) {
        if (known.quotes() != takenQuotes) {
            takenQuotes = known.quotes();
            boughtOfQuote = 0;
            soldOfQuote = 0;
        }
        boughtOfQuote += Math.max(signedAmount, 0);
        soldOfQuote += Math.max(-signedAmount, 0);
    }

    /** Scaled, at least 0: what is visible of the side that a trade takes, less what was taken of the same quote. */
    long visible(final int sign) {
        final BookLine known = line;
        if (known == null) {
            return 0;
        }
        final boolean isSame = known.quotes() == takenQuotes;
        final long taken = sign > 0 ? boughtOfQuote : soldOfQuote;
        return Math.max(known.visibleAmount(sign > 0) - (isSame ? taken : 0), 0);
    }

    private boolean isSpot() {
        final BookLine known = line;
        return known != null && known.instrument().kind() == InstrumentKind.SPOT;
    }

    /** Projected coins of a signed, scaled amount. */
    double deltaOf(final long scaledAmount) {
        final BookLine known = line;
        return known == null || !(price > 0)
                ? 0
                : weight * beta * OrderSizing.deltaOf(known.instrument(), scaledAmount, price);
    }

    /** Projected coins of one contract, above 0; 0 while it is not defined. */
    double lotDelta() {
        final BookLine known = line;
        return known == null ? 0 : deltaOf(known.instrument().contractSize());
    }

    /** USD of an amount without its sign. */
    double usdOf(final long scaledAmount) {
        final BookLine known = line;
        final double amount = Math.abs(Scaled.toDouble(scaledAmount));
        return known != null && known.instrument().isAmountInUsd() ? amount : amount * price;
    }

    /** Years of 365 days to its delivery, 0 for what has none. */
    double years(final long nowNs) {
        final BookLine known = line;
        return known == null || known.instrument().expiryNs() == 0
                ? 0
                : Math.max(TimeToExpiry.years(nowNs, known.instrument().expiryNs()), 0);
    }

    double halfSpread() {
        final BookLine known = line;
        return known == null || !isLive() ? Double.NaN : 0.5 * (known.ask() - known.bid()) / known.mid();
    }

    double takerFeeRate() {
        return takerFeeRate;
    }

    /** Own fills say what it costs from now on; null for what the desk states. */
    void measured(final @Nullable MeasuredCost newCost) {
        cost = newCost;
    }

    /** What own fills say it costs; null where the desk alone says. */
    @Nullable
    MeasuredCost cost() {
        return cost;
    }

    /** What the desk states goes into what is measured. */
    void state(final double makerShare) {
        final MeasuredCost measured = cost;
        if (measured != null) {
            measured.stated(takerFeeRate, makerFeeRate, makerShare);
        }
    }

    /** Fee and spread of a trade, of which a share rests, per USD of it; as measured where it is. */
    double tradingRate(final double makerShare) {
        final MeasuredCost measured = cost;
        final double fee = makerShare * makerFeeRate + (1 - makerShare) * takerFeeRate;
        return measured == null ? fee + (1 - makerShare) * halfSpread() : measured.rate(halfSpread());
    }

    /** Share of the price per root USD, as measured where it is; {@code dailyVol} is absolute per root day. */
    double impact(final double dailyVol) {
        final MeasuredCost measured = cost;
        return measured == null ? impactRate / Math.sqrt(MILLION) : measured.impact(dailyVol, price);
    }

    /** Fee and half-spread of a trade that takes, per USD of it; as measured where it is. */
    double takingRate() {
        final MeasuredCost measured = cost;
        return measured == null ? takerFeeRate + halfSpread() : measured.takingRate(halfSpread());
    }

    /** Share of the price per root USD of a trade that takes, as measured where it is. */
    double takingImpact(final double dailyVol) {
        final MeasuredCost measured = cost;
        return measured == null ? impactRate / Math.sqrt(MILLION) : measured.takingImpact(dailyVol, price);
    }

    /** All in of a typical trade per USD of exposure; NaN where the desk alone says. */
    double costRate(final double dailyVol) {
        final MeasuredCost measured = cost;
        return measured == null || !isLive() ? Double.NaN : share() * measured.costRate(halfSpread(), dailyVol, price);
    }

    double marginRate() {
        return marginRate;
    }

    double maxPositionUsd() {
        return maxPositionUsd;
    }

    long mixInto(final long hash) {
        long h = market.mixInto(Bits.mix(hash, instrumentId));
        h = Bits.mix(h, connectionId);
        h = Bits.mix(h, takerFeeRate);
        h = Bits.mix(h, makerFeeRate);
        h = Bits.mix(h, impactRate);
        h = Bits.mix(h, marginRate);
        h = Bits.mix(h, maxPositionUsd);
        h = Bits.mix(h, why.value());
        h = Bits.mix(h, price);
        h = Bits.mix(h, beta);
        h = Bits.mix(h, weight);
        h = Bits.mix(h, isRolling ? 1L : 0L);
        h = Bits.mix(h, isMoving ? 1L : 0L);
        h = Bits.mix(h, rollStartAmount);
        final CrossTerms terms = cross;
        h = terms == null ? h : terms.mixInto(h);
        final MeasuredCost measured = cost;
        h = measured == null ? h : measured.mixInto(h);
        return marketConnectionId == connectionId ? h : Bits.mix(h, marketConnectionId);
    }

    /** What splits go by beside all that. */
    long mixDepthInto(final long hash) {
        return Bits.mix(Bits.mix(hash, visible(1)), visible(-1));
    }
}
