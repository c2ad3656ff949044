package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Gate;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.InspectedDecision;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks again, with the numbers of the moment, every question that a trade must pass, in the engine's order. Which of them
 * stopped it is what the decision itself says; a reason that none of them explains is listed as one more. Used once, by one
 * thread.
 */
final class GateReader {
    private static final String SECONDS = "s";
    private static final String NONE = "";
    private static final String AT_MOST = "at most";
    private static final String AT_LEAST = "at least";

    private final List<GateQuestion> questions = new ArrayList<>();
    private final BookInspection of;
    private final InspectedDecision made;
    private final Names names;
    private final long nowNs;

    GateReader(final BookInspection of, final Names names, final long nowNs) {
        this.of = of;
        this.names = names;
        this.nowNs = nowNs;
        made = of.decision();
    }

    /**
     * Asks.
     *
     * @param epoch   of the session
     * @param size    how the order came about; null where the book could not be valued
     * @param working what worked beside policy and limits
     * @param sent    when orders were sent
     * @return every gate with its verdict
     */
    List<Gate> read(
            final int epoch, final @Nullable SizeReader size, final InnerWorking working, final SentOrders sent) {
        session(epoch);
        final BookLine hedge = of.hedge();
        final UnderlyingBook book = of.book();
        instrument(hedge);
        fresh(book, hedge);
        backOff();
        valued(book, hedge, size != null);
        if (size != null && hedge != null && book != null) {
            final WaitingGates waiting = new WaitingGates(size, working, questions, made);
            new TradeGates(of, size, waiting, questions).ask(book, size.inFlight(names, sent, nowNs), nowNs);
        }
        return judged();
    }

    // ------------------------------------------------------------------ may anything be traded

    private void session(final int epoch) {
        refuse("killed", !of.isKilled(), DecisionReason.KILLED, of.isKilled() ? "an operator killed trading" : "no");
        final boolean isReady = of.isHedgeReady();
        questions.add(new GateQuestion(
                "ready",
                isReady,
                DecisionAction.REFUSE,
                DecisionReason.NOT_READY,
                (double) of.readyConnections(),
                (double) of.connections(),
                AT_LEAST,
                "connections ready",
                whyNotReady()));
        refuse("paused", !of.isPaused(), DecisionReason.PAUSED, of.isPaused() ? "an operator paused this book" : "no");
        int doubts = 0;
        final OrderTable orders = of.orders();
        for (int i = 0; i < orders.size(); i++) {
            doubts += orders.order(i).epoch() == epoch ? 0 : 1;
        }
        questions.add(new GateQuestion(
                "in doubt",
                doubts == 0,
                DecisionAction.REFUSE,
                DecisionReason.ORDER_UNKNOWN,
                (double) doubts,
                0.0,
                AT_MOST,
                "orders",
                "of earlier sessions without evidence of their end"));
    }

    private String whyNotReady() {
        if (of.hedge() == null) {
            return "the hedge instrument is not defined, or cannot hedge this book";
        }
        return of.isChoosing() && !of.isHedgeReady()
                ? "no candidate can hedge, or the market's connection is down"
                : "";
    }

    private void instrument(final @Nullable BookLine hedge) {
        if (hedge == null) {
            return;
        }
        final boolean isOpen = hedge.state() == InstrumentState.OPEN;
        final boolean isSettling = hedge.instrument().expiryNs() > 0
                && DeliveryWindow.fractionLeft(nowNs, hedge.instrument().expiryNs()) < 1;
        refuse(
                "instrument state",
                isOpen && !isSettling,
                DecisionReason.INSTRUMENT_STATE,
                names.instrument(hedge.instrument().id()) + " is " + hedge.state()
                        + (isSettling ? " and inside its own delivery window" : ""));
    }

    // ------------------------------------------------------------------ is what it rests on recent

    private void fresh(final @Nullable UnderlyingBook book, final @Nullable BookLine hedge) {
        if (book == null || hedge == null) {
            return;
        }
        final Limits limits = of.limits();
        age("index age", book.indexAgeNs(nowNs), limits.maxIndexAgeNs(), DecisionReason.STALE_INDEX, "");
        age("quote age", hedge.quoteAgeNs(nowNs), limits.maxQuoteAgeNs(), DecisionReason.STALE_QUOTE, "");
        refuse(
                "two-sided quote",
                hedge.isQuoted(),
                DecisionReason.NO_QUOTE,
                Texts.text("bid %,.2f, ask %,.2f", hedge.bid(), hedge.ask()));
        for (int i = 0; i < book.expiryCount(); i++) {
            final Expiry expiry = book.expiry(i);
            if (SeenReader.isLive(expiry, nowNs)) {
                final String of = Texts.time(expiry.expiryNs());
                age(
                        "forward age",
                        expiry.forwardAgeNs(nowNs),
                        limits.maxForwardAgeNs(),
                        DecisionReason.STALE_FORWARD,
                        "expiry " + of);
                vols(expiry, limits.maxVolAgeNs());
            }
        }
    }

    private void vols(final Expiry expiry, final long limitNs) {
        final SeenReader.OldestVol oldest = SeenReader.oldestVol(expiry, nowNs);
        if (oldest.options() > 0) {
            age(
                    "volatility age",
                    oldest.ageNs(),
                    limitNs,
                    DecisionReason.STALE_VOL,
                    "oldest of " + oldest.options() + ": " + names.instrument(oldest.instrumentId()));
        }
    }

    /** What never came is no matter of age: the book is not ready. */
    private void age(
            final String gate, final long ageNs, final long limitNs, final DecisionReason stale, final String detail) {
        final boolean isAbsent = ageNs == Long.MAX_VALUE;
        questions.add(new GateQuestion(
                gate,
                ageNs <= limitNs,
                DecisionAction.REFUSE,
                isAbsent ? DecisionReason.NOT_READY : stale,
                Texts.ageS(ageNs),
                Texts.seconds(limitNs),
                AT_MOST,
                SECONDS,
                isAbsent ? "none yet" + (detail.isEmpty() ? "" : ", " + detail) : detail));
    }

    private void backOff() {
        wait("same quote", of.sameQuoteUntilNs(), "no other quote since an order ended unfilled");
        wait("back-off", of.backOffUntilNs(), "since the last rejection or suppression");
    }

    private void wait(final String gate, final long untilNs, final String detail) {
        final boolean isOver = nowNs >= untilNs;
        questions.add(new GateQuestion(
                gate,
                isOver,
                DecisionAction.REFUSE,
                DecisionReason.BACK_OFF,
                isOver ? 0.0 : Texts.seconds(untilNs - nowNs),
                0.0,
                AT_MOST,
                "s to wait",
                isOver ? "" : detail));
    }

    private void valued(final @Nullable UnderlyingBook book, final @Nullable BookLine hedge, final boolean isValued) {
        final boolean hasPrices = book != null && book.index() > 0 && hedge != null && hedge.isQuoted();
        refuse(
                "index and quote",
                hasPrices,
                DecisionReason.NO_QUOTE,
                hasPrices ? "known" : "the book cannot be valued");
        if (hasPrices) {
            questions.add(new GateQuestion(
                    "every position valued",
                    isValued,
                    DecisionAction.REFUSE,
                    DecisionReason.NOT_READY,
                    isValued ? 0.0 : (double) of.greeks().unpriceable(),
                    0.0,
                    AT_MOST,
                    "positions",
                    isValued ? "" : "have no forward or no volatility"));
        }
    }

    private void refuse(final String gate, final boolean isMet, final DecisionReason reason, final String detail) {
        questions.add(new GateQuestion(gate, isMet, DecisionAction.REFUSE, reason, null, null, NONE, NONE, detail));
    }

    // ------------------------------------------------------------------ which one stopped it

    private List<Gate> judged() {
        int stop = 0;
        while (stop < questions.size() && !questions.get(stop).explains(made)) {
            stop++;
        }
        final List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            final GateQuestion asked = questions.get(i);
            gates.add(new Gate(
                    asked.gate(),
                    verdict(asked, i, stop),
                    asked.value(),
                    asked.limit(),
                    asked.bound(),
                    asked.unit(),
                    asked.detail()));
        }
        if (made.action() != DecisionAction.TRADE && stop == questions.size()) {
            gates.add(new Gate(
                    made.reason().name(), Verdict.STOPPED, null, null, NONE, NONE, Texts.meaning(made.reason())));
        }
        return List.copyOf(gates);
    }

    private Verdict verdict(final GateQuestion asked, final int at, final int stop) {
        if (made.action() == DecisionAction.TRADE) {
            return asked.isMet() ? Verdict.PASSED : Verdict.OVERRULED;
        }
        if (at == stop) {
            return Verdict.STOPPED;
        }
        if (!asked.isMet() && asked.action() == DecisionAction.REFUSE) {
            return Verdict.WOULD_STOP;
        }
        return at < stop ? Verdict.PASSED : Verdict.NOT_REACHED;
    }
}
