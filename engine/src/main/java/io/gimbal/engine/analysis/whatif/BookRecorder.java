package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.hedging.BandTracker;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.hedging.HedgeStatistics;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import java.util.Locale;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures one book of a run by rules that do not depend on its policy, so that policies can be compared: time outside
 * a common band, the largest deviation once the opening was or should be hedged, what own orders cost against the mid
 * they were decided on. Changes nothing. Owned by the thread that drives the engine.
 */
final class BookRecorder {
    private static final double ONE = 1e8;
    private static final double NS_PER_SECOND = 1e9;
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** So long a policy has to hedge what it found before that counts as its own deviation. */
    private static final long OPENING_NS = 60_000_000_000L;

    private final Long2LongHashMap references = new Long2LongHashMap(UNKNOWN);
    private final RecordedSession.RecordedBook book;
    private final CommonBand common;
    private final boolean isOverridden;
    private final BucketRows rows;
    private @Nullable HedgeStatistics statistics;
    private long orders;
    private long fills;
    private double feesUsd;
    private double slippageUsd;
    private double target;
    private double hedgeMid;
    private double targetPnlUsd;
    private double bucketTargetPnlUsd;
    private double bucketCostUsd;
    private double bucketPnlUsd;
    private boolean isOpened;
    private boolean isOutside;
    private long startNs = UNKNOWN;
    private long sinceNs;
    private long outsideNs;
    private double maxAbsDelta;

    /**
     * Prepares a measurement.
     *
     * @param book         as recorded
     * @param common       band that time outside is measured against
     * @param isOverridden whether a strategy says in the policy's place when to trade
     * @param rows         takes what each bucket made
     */
    BookRecorder(
            final RecordedSession.RecordedBook book,
            final CommonBand common,
            final boolean isOverridden,
            final BucketRows rows) {
        this.book = book;
        this.common = common;
        this.isOverridden = isOverridden;
        this.rows = rows;
        target = book.targetDelta();
    }

    int underlyingId() {
        return book.underlyingId();
    }

    int hedgeId() {
        return book.hedgeId();
    }

    void onDecision(final HedgeDecisionDecoder decision) {
        target = decision.targetDelta();
        common.onDecision(decision);
    }

    void onOrder(final NewOrderDecoder order) {
        orders++;
        references.put(order.orderId(), order.referencePrice());
    }

    /**
     * Takes an execution of ours that the engine booked, at the fee that it booked.
     *
     * @param fill   of an order of this book
     * @param traded what was traded: the hedge instrument, another candidate or an option
     * @param feeUsd of it
     * @param index  price of the coin, USD
     */
    void onFill(final FillDecoder fill, final InstrumentSpec traded, final double feeUsd, final double index) {
        fills++;
        feesUsd += feeUsd;
        final long reference = references.get(fill.orderId());
        if (reference != UNKNOWN && reference > 0) {
            slippageUsd += slippage(fill, traded, reference / ONE, index);
        }
    }

    /**
     * Dollars paid beyond the mid: of coin-settled futures the coins lost, at the price of the execution; of coin-settled
     * options, whose prices are coins, at the index.
     */
    private static double slippage(
            final FillDecoder fill, final InstrumentSpec traded, final double reference, final double index) {
        final double price = fill.price() / ONE;
        final double amount = fill.amount() / ONE;
        final double coins = traded.isUsdAmount() ? amount / reference : amount;
        final double usd = traded.isOption() && traded.settlement() == Settlement.INVERSE ? index : 1;
        return (fill.side() == Side.BUY ? 1 : -1) * coins * (price - reference) * usd;
    }

    /**
     * Follows the mid, for the result that the target itself makes; after the engine, so that a bucket ends before it.
     */
    void onQuote(final QuoteDecoder quote) {
        if (!(quote.bidAmount() > 0 && quote.askAmount() > 0 && quote.bidPrice() <= quote.askPrice())) {
            return;
        }
        final double mid = 0.5 * (quote.bidPrice() + quote.askPrice()) / ONE;
        if (hedgeMid > 0 && statistics != null && statistics.equity().isStarted()) {
            targetPnlUsd += target * (mid - hedgeMid);
        }
        hedgeMid = mid;
    }

    /** Looks at the book after an input. */
    void after(final HedgeEngine engine) {
        final HedgeStatistics measured = statistics(engine);
        final DeltaLedger ledger = engine.ledger(book.underlyingId());
        if (measured == null || ledger == null || !measured.equity().isStarted()) {
            return;
        }
        final long nowNs = engine.engineTimeNs();
        if (isOutside) {
            outsideNs += nowNs - sinceNs;
        }
        sinceNs = nowNs;
        final double offset = ledger.projected(book.sense()) - target;
        isOutside = common.isOutside(nowNs, offset);
        startNs = startNs == UNKNOWN ? nowNs : startNs;
        isOpened |= (fills > 0 && engine.orders().size() == 0) || nowNs - startNs >= OPENING_NS;
        if (isOpened) {
            maxAbsDelta = Math.max(maxAbsDelta, Math.abs(offset));
        }
    }

    private @Nullable HedgeStatistics statistics(final HedgeEngine engine) {
        if (statistics == null) {
            statistics = engine.statistics(book.underlyingId());
            if (statistics != null) {
                statistics.deltaPnl().hedged().listener(this::onBucket);
            }
        }
        return statistics;
    }

    private void onBucket(final long bucket, final double deltaPnlUsd) {
        final double pnlUsd = pnlUsd();
        rows.add(
                bucket,
                deltaPnlUsd - (targetPnlUsd - bucketTargetPnlUsd),
                costUsd() - bucketCostUsd,
                pnlUsd - bucketPnlUsd);
        bucketTargetPnlUsd = targetPnlUsd;
        bucketCostUsd = costUsd();
        bucketPnlUsd = pnlUsd;
    }

    /** Adds what came after the last bucket. */
    void finish() {
        rows.addToLast(costUsd() - bucketCostUsd, pnlUsd() - bucketPnlUsd);
    }

    private double costUsd() {
        return feesUsd + slippageUsd;
    }

    private double pnlUsd() {
        return statistics == null ? 0 : statistics.equity().pnlUsd();
    }

    WhatIfReport.Book result(final String coin) {
        final BandTracker own = statistics == null ? null : statistics.band();
        final CommonBand.Source source = common.source();
        return new WhatIfReport.Book(
                coin,
                orders,
                fills,
                costUsd(),
                feesUsd,
                slippageUsd,
                pnlUsd(),
                maxAbsDelta,
                source == null ? null : source.name().toLowerCase(Locale.ROOT),
                common.halfWidthCoins(),
                source == null ? null : outsideNs / NS_PER_SECOND,
                own == null ? 0 : ownOutsideNs(own) / NS_PER_SECOND,
                isOverridden);
    }

    private static long ownOutsideNs(final BandTracker band) {
        return band.outsideNs(BandTracker.Standing.LATENCY)
                + band.outsideNs(BandTracker.Standing.LOT)
                + band.outsideNs(BandTracker.Standing.DATA_GAP)
                + band.outsideNs(BandTracker.Standing.REFUSED);
    }
}
