package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.OverlayLegDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The hedgers of all underlyings, by dense id. Owned by the engine thread; grows only when one is configured. */
final class Hedgers {
    private final Session session;
    private final OutputPublisher out;
    private @Nullable Hedger[] hedgers = {};
    private final Outlooks outlooks;

    Hedgers(final Session session, final OutputPublisher out) {
        this.session = session;
        this.out = out;
        outlooks = new Outlooks(out);
    }

    void clear() {
        hedgers = new Hedger[0];
        outlooks.suspend();
    }

    int size() {
        return hedgers.length;
    }

    @Nullable
    Hedger find(final int underlyingId) {
        return underlyingId >= 0 && underlyingId < hedgers.length ? hedgers[underlyingId] : null;
    }

    /** An underlying is named: another coin than before looks ahead anew. */
    void onCoin(final int underlyingId, final long coin) {
        outlooks.onCoin(underlyingId, coin);
    }

    /** The hedger of a defined underlying, made when first configured; null for an underlying not defined. */
    @Nullable
    Hedger configure(final int underlyingId) {
        if (session.book().underlying(underlyingId) == null || isCarrying(underlyingId)) {
            return null;
        }
        if (underlyingId >= hedgers.length) {
            hedgers = Arrays.copyOf(hedgers, underlyingId + 1);
        }
        Hedger hedger = hedgers[underlyingId];
        if (hedger == null) {
            hedger = new Hedger(underlyingId, session, out, outlooks.of(underlyingId));
            hedgers[underlyingId] = hedger;
        }
        return hedger;
    }

    /** A coin whose perpetual carries another's hedge is not hedged itself: the position would count twice. */
    private boolean isCarrying(final int underlyingId) {
        for (final Hedger hedger : hedgers) {
            if (hedger != null && hedger.instruments().isCarriedBy(underlyingId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a candidate is of the book's own coin, or of one that is not hedged itself. */
    boolean isFree(final HedgeCandidateDecoder event) {
        final BookLine line = session.book().line(event.instrumentId());
        final int coin = line == null ? event.underlyingId() : line.instrument().underlyingId();
        return coin == event.underlyingId() || find(coin) == null;
    }

    /** A candidate goes on with what an earlier session measured of it: how two coins move together, what trading costs. */
    void recall(final Hedger hedger, final int instrumentId) {
        final Candidate candidate = hedger.instruments().candidates().ofInstrument(instrumentId);
        final BookLine line = session.book().line(instrumentId);
        if (line == null) {
            return;
        }
        final long coin = outlooks.coin(line.instrument().underlyingId());
        final CrossTerms cross = candidate.cross();
        if (cross != null) {
            hedger.outlook().recall(coin, cross);
            candidate.remeasureCross();
        }
        final CandidateKey key = CandidateKey.of(candidate, line.instrument(), coin);
        candidate.measured(hedger.outlook().cost(key, candidate.takerFeeRate()));
        candidate.state(hedger.instruments().choiceSettings().makerShare());
    }

    /** Forecasts were configured: what trading costs may be measured from now on, or not any more. */
    void recall(final Hedger hedger) {
        final Candidates candidates = hedger.instruments().candidates();
        for (int i = 0; i < candidates.count(); i++) {
            recall(hedger, candidates.at(i).instrumentId());
        }
    }

    void evaluate(final int touched, final long nowNs, final int epoch) {
        if (touched == Touched.ALL) {
            for (int i = 0; i < hedgers.length; i++) {
                evaluate(i, nowNs, epoch);
            }
            return;
        }
        final Hedger hedger = find(touched);
        if (hedger != null) {
            hedger.evaluate(nowNs, epoch);
        }
    }

    /** Fires every policy timer that is due, earliest first and by id within one instant; missed ones count once. */
    void fireTimers(final long nowNs, final int epoch) {
        Hedger due = earliest();
        while (due != null && due.nextTimerNs() <= nowNs) {
            final long dueNs = due.nextTimerNs();
            out.engineTime(dueNs);
            due.onTimer(dueNs, nowNs, epoch);
            due = earliest();
        }
        out.engineTime(nowNs);
    }

    private @Nullable Hedger earliest() {
        Hedger first = null;
        for (final Hedger hedger : hedgers) {
            if (hedger != null && (first == null || hedger.nextTimerNs() < first.nextTimerNs())) {
                first = hedger;
            }
        }
        return first;
    }

    void backOff(final int touched, final long nowNs) {
        for (int i = 0; i < hedgers.length; i++) {
            final Hedger hedger = hedgers[i];
            if (hedger != null && (touched == i || touched == Touched.ALL)) {
                hedger.backOff(nowNs);
            }
        }
    }

    /** Positions or cash changed, not by the market. */
    void onBookChange(final int touched, final HedgeEvent event) {
        for (int i = 0; i < hedgers.length; i++) {
            final Hedger hedger = hedgers[i];
            if (hedger != null && (touched == i || touched == Touched.ALL)) {
                hedger.onBookChange(event);
            }
        }
    }

    /** An input that re-marks some options of an underlying is about to be applied. */
    void beforeRemark(final int underlyingId, final long nowNs) {
        final Hedger hedger = find(underlyingId);
        if (hedger != null) {
            hedger.beforeRemark(nowNs);
        }
    }

    void onBalance(final AccountBalanceDecoder event) {
        final Hedger hedger = find(event.underlyingId());
        if (hedger != null) {
            hedger.onBalance(event);
        }
    }

    void onFunding(final BookLine line, final FundingDecoder event, final long nowNs) {
        final Hedger hedger = find(line.bookId());
        if (hedger != null) {
            hedger.onFunding(line, event, nowNs);
        }
    }

    /** An amendment or a cancel did not leave; answers whether that is news. */
    boolean onCommandRefused(final int underlyingId, final long nowNs) {
        final Hedger hedger = find(underlyingId);
        return hedger == null || hedger.execution().onCommandRefused(nowNs);
    }

    void onTraded(final int underlyingId, final double usd, final boolean isMaker) {
        final Hedger hedger = find(underlyingId);
        if (hedger != null) {
            hedger.statistics().onTraded(usd, isMaker);
        }
    }

    /** A leg of a proposal; an underlying that is not hedged takes none, for nobody would hedge its delta. */
    int onOverlayLeg(final OverlayLegDecoder event) {
        final Hedger hedger = find(event.underlyingId());
        return hedger != null && hedger.settings().isConfigured()
                ? hedger.overlay().onLeg(event)
                : Touched.BAD;
    }

    /** An order of ours in an option was refused or held back: the delta is hedged on. */
    void overlayBackOff(final int underlyingId, final long nowNs) {
        final Hedger hedger = find(underlyingId);
        if (hedger != null) {
            hedger.overlay().backOff(nowNs);
        }
    }

    /** An order of ours in an option filled. */
    void onOptionFill(final BookLine line, final long signedAmount, final double price, final long nowNs) {
        final Hedger hedger = find(line.bookId());
        if (hedger != null) {
            hedger.overlay().onFill(line, signedAmount, price, nowNs);
        }
    }

    void onUnfilled(final BookLine line, final long nowNs) {
        final Hedger hedger = find(line.bookId());
        if (hedger != null) {
            hedger.onUnfilled(line, nowNs);
        }
    }

    void onFill(final int underlyingId, final boolean isFirstOfOrder, final double feeUsd) {
        final Hedger hedger = find(underlyingId);
        if (hedger != null) {
            hedger.statistics().onFill(isFirstOfOrder, feeUsd);
        }
    }

    long mixInto(final long hash) {
        long h = outlooks.mixInto(Bits.mix(hash, hedgers.length));
        for (final Hedger hedger : hedgers) {
            if (hedger != null) {
                h = hedger.mixInto(h);
            }
        }
        return h;
    }
}
