package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.InspectedChoice;
import io.gimbal.engine.hedging.InspectedDecision;
import io.gimbal.engine.hedging.InspectedStrategy;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.ForecastSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import java.util.List;

/** Reads a decision, with all it rests on, while the engine stands still at it; or from the journal alone. Pure. */
final class DecisionReader {
    private DecisionReader() {}

    /**
     * Reads everything through the window.
     *
     * @param of           the book, at the moment of the decision
     * @param underlyingId of it
     * @param names        of things
     * @param nowNs        engine time of the decision
     * @param isValued     whether the book could be valued
     * @param session      epoch, and when the cause was received
     * @return the decision, not yet known to be published
     */
    static ExplainedDecision read(
            final BookInspection of,
            final int underlyingId,
            final Names names,
            final long nowNs,
            final boolean isValued,
            final Moment session) {
        final BookLine hedge = of.hedge();
        final SizeReader size = isValued && hedge != null ? new SizeReader(of, hedge) : null;
        final InspectedDecision made = of.decision();
        final boolean isCalled = size != null && size.wanted() != 0;
        final InnerWorking working = working(of, names, nowNs, isValued, session.sent());
        return new ExplainedDecision(
                null,
                "",
                underlyingId,
                names.coin(underlyingId),
                Texts.time(nowNs),
                nowNs,
                nowNs < session.engineTimeNs(),
                summary(
                        made,
                        hedge == null ? "" : names.instrument(hedge.instrument().id()),
                        Texts.unit(hedge == null || hedge.instrument().isAmountInUsd()),
                        isValued),
                made(of, made),
                SeenReader.read(of, names, nowNs),
                isValued ? LedgerReader.read(of.greeks(), of.sense(), of.deltaChange()) : null,
                PolicyReader.read(of),
                isValued ? BandReader.read(of) : null,
                new GateReader(of, names, nowNs).read(session.epoch(), size, working, session.sent()),
                size == null ? null : size.inFlight(names, session.sent(), nowNs),
                isCalled && size != null ? size.size() : null,
                working,
                null);
    }

    private static InnerWorking working(
            final BookInspection of,
            final Names names,
            final long nowNs,
            final boolean isValued,
            final SentOrders sent) {
        final UnderlyingBook book = of.book();
        final InspectedStrategy strategy = isValued ? of.strategy() : null;
        final ForecastSnapshotDecoder forecast = of.forecast();
        final double index = book == null ? 0 : book.index();
        final InspectedChoice choice = index > 0 ? of.choice(index, nowNs) : null;
        return new InnerWorking(
                strategy == null ? null : StrategyReader.read(strategy),
                forecast == null ? null : ForecastReader.read(forecast),
                isValued ? TriggerReader.read(of) : List.of(),
                of.hedge() == null ? null : ExecutionReader.read(of, names, sent, nowNs),
                choice == null ? null : ChoiceReader.read(choice, names, index, nowNs),
                List.of());
    }

    /**
     * When a decision's cause came.
     *
     * @param epoch        of the session
     * @param engineTimeNs with the cause applied
     * @param sent         when orders were sent
     */
    record Moment(int epoch, long engineTimeNs, SentOrders sent) {}

    /** The decision as the journal alone tells it. */
    static ExplainedDecision read(final HedgeDecisionDecoder event, final long sequence, final Names names) {
        final InspectedDecision made = new InspectedDecision(
                event.action(),
                event.reason(),
                event.totalDelta(),
                event.inFlightDelta(),
                event.targetDelta(),
                event.bandLow(),
                event.bandHigh(),
                event.centre(),
                event.innerLow(),
                event.innerHigh(),
                event.effectiveGamma(),
                event.tradeDelta(),
                event.orderAmount(),
                event.limitPrice(),
                event.orderId());
        return new ExplainedDecision(
                sequence,
                null,
                event.underlyingId(),
                names.coin(event.underlyingId()),
                Texts.time(event.engineTimeNs()),
                event.engineTimeNs(),
                false,
                summary(made, "", "", event.bandLow() != event.bandHigh() || event.totalDelta() != 0),
                made(made, event.policy().name(), event.sense().name()),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                InnerWorking.NONE,
                null);
    }

    private static ExplainedDecision.Made made(final BookInspection of, final InspectedDecision made) {
        return made(made, of.policy().name(), of.sense().name());
    }

    private static ExplainedDecision.Made made(final InspectedDecision made, final String policy, final String sense) {
        return new ExplainedDecision.Made(
                made.action().name(),
                made.reason().name(),
                Texts.meaning(made.reason()),
                policy,
                sense,
                made.totalDelta() + 0.0,
                made.inFlightDelta() + 0.0,
                made.targetDelta() + 0.0,
                made.bandLow() + 0.0,
                made.bandHigh() + 0.0,
                Texts.finite(made.centre() + 0.0),
                Texts.finite(made.innerLow() + 0.0),
                Texts.finite(made.innerHigh() + 0.0),
                Texts.finite(made.effectiveGamma()),
                made.tradeDelta() + 0.0,
                Texts.decimal(made.orderAmount()),
                Texts.decimal(made.limitPrice()),
                made.orderId());
    }

    private static String summary(
            final InspectedDecision made, final String hedge, final String unit, final boolean isValued) {
        final String because = Texts.meaning(made.reason());
        if (made.action() == DecisionAction.TRADE) {
            return Texts.text(
                    "%s %s%s%s at %s or better, order %d: %s",
                    made.orderAmount() > 0 ? "buy" : "sell",
                    Texts.grouped(Texts.decimal(Math.abs(made.orderAmount()))),
                    unit.isEmpty() ? "" : " " + unit,
                    hedge.isEmpty() ? "" : " of " + hedge,
                    Texts.grouped(Texts.decimal(made.limitPrice())),
                    made.orderId(),
                    because);
        }
        if (made.action() == DecisionAction.HOLD) {
            return "nothing to trade: " + because;
        }
        return isValued
                ? Texts.text("a trade of %+.6f coins was called for and refused: %s", made.tradeDelta(), because)
                : "the book could not be valued, so nothing was called for: " + because;
    }
}
