package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.InspectedExecution;
import io.gimbal.engine.hedging.OrderSizing;
import io.gimbal.journal.codec.Side;
import org.jspecify.annotations.Nullable;

/** Reads how what is wanted was being worked. Used once, by one thread. */
final class ExecutionReader {
    private static final double HALF = 0.5;
    private static final double LOT_TOLERANCE = 1e-9;

    private final BookInspection of;
    private final InspectedExecution state;
    private final Names names;
    private final SentOrders sent;
    private final long nowNs;

    private ExecutionReader(final BookInspection of, final Names names, final SentOrders sent, final long nowNs) {
        this.of = of;
        this.names = names;
        this.sent = sent;
        this.nowNs = nowNs;
        state = of.execution(nowNs);
    }

    static ExplainedExecution read(
            final BookInspection of, final Names names, final SentOrders sent, final long nowNs) {
        return new ExecutionReader(of, names, sent, nowNs).read();
    }

    private ExplainedExecution read() {
        final InspectedExecution.Maker maker = state.maker();
        return new ExplainedExecution(
                state.tactic().name(),
                state.needSide() == 0 ? null : side(state.needSide()),
                state.needSide() == 0 || state.needEndNs() == Long.MAX_VALUE
                        ? null
                        : Texts.seconds(state.needEndNs() - nowNs),
                resting(),
                maker == null ? null : maker(maker, state),
                plan());
    }

    private static String side(final int sign) {
        return (sign > 0 ? Side.BUY : Side.SELL).name();
    }

    // ------------------------------------------------------------------ what rests

    private ExplainedExecution.@Nullable Resting resting() {
        final InspectedExecution.Resting rests = state.resting();
        final BookLine line = rests == null ? null : of.line(rests.instrumentId());
        if (rests == null || line == null) {
            return null;
        }
        final InspectedExecution.Maker maker = state.maker();
        final boolean isBuy = rests.remaining() > 0;
        final long touch = OrderSizing.restingPrice(
                line.instrument(), isBuy ? Side.BUY : Side.SELL, isBuy ? line.bid() : line.ask());
        final long tick = OrderSizing.tickAt(line.instrument(), rests.price());
        final long behind = isBuy ? touch - rests.price() : rests.price() - touch;
        return new ExplainedExecution.Resting(
                rests.orderId(),
                names.instrument(rests.instrumentId()),
                Texts.decimal(rests.remaining()),
                Texts.decimal(rests.price()),
                rests.state().name(),
                sent.ageS(rests.orderId(), nowNs),
                sent.unchangedS(rests.orderId(), nowNs),
                touch > 0 ? Scaled.toDouble(touch) : null,
                touch > 0 ? behind / tick : null,
                state.repegTicks(),
                maker == null ? null : maker.restLots(),
                rests.remaining() / line.instrument().contractSize(),
                state.resizeLots(),
                rests.isAmendPending(),
                rests.isCancelPending());
    }

    // ------------------------------------------------------------------ what decides between resting and taking

    /** What maker-first saw; its need is counted again at the price that an order would rest at. */
    static ExplainedExecution.Maker maker(final InspectedExecution.Maker maker, final InspectedExecution of) {
        final double takeBeyond = of.takeMultiple() * maker.halfWidth();
        final double need = needAtTouch(maker);
        return new ExplainedExecution.Maker(
                maker.deviation(),
                maker.halfWidth(),
                maker.landing(),
                of.takeMultiple(),
                takeBeyond,
                takeBeyond - Math.abs(maker.deviation()),
                of.crossMultiple(),
                of.crossMultiple() * maker.halfWidth(),
                Texts.finite(need),
                Double.isNaN(need) ? null : nearest(need, maker.lotDelta()),
                maker.lotDelta(),
                maker.minLots(),
                maker.mostLots(),
                maker.restLots(),
                maker.takeLots(),
                maker.step().name(),
                maker.reason().name());
    }

    /** Coins to the landing by the delta that the book will have at the touch of its own side. */
    static double needAtTouch(final InspectedExecution.Maker maker) {
        final int side = maker.deviation() > 0 ? -1 : 1;
        final long touch = side > 0 ? maker.bidTicks() : maker.askTicks();
        if (touch == 0) {
            return Double.NaN;
        }
        final boolean isOneSided = maker.bidTicks() == 0 || maker.askTicks() == 0;
        final double mid = isOneSided ? touch : HALF * ((double) maker.bidTicks() + maker.askTicks());
        final double moved = maker.gamma() * (touch - mid) * maker.tickUsd();
        return -side * (maker.deviation() + moved) - maker.landing();
    }

    private static long nearest(final double coins, final double lot) {
        return Math.max((long) Math.floor(coins / lot + HALF + LOT_TOLERANCE), 0);
    }

    private ExplainedExecution.@Nullable Plan plan() {
        final InspectedExecution.Plan plan = state.plan();
        return plan == null
                ? null
                : new ExplainedExecution.Plan(
                        side(plan.side()),
                        plan.slice() + 1,
                        plan.slices(),
                        plan.lots(),
                        plan.heldLots(),
                        Texts.time(plan.startNs()),
                        Texts.time(plan.endNs()),
                        plan.nextNs() == Long.MAX_VALUE ? null : Texts.seconds(plan.nextNs() - nowNs));
    }
}
