package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.hedging.execution.SliceSchedule;
import io.gimbal.engine.hedging.execution.Slicing;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionAction;
import io.gimbal.journal.codec.ExecutionReason;
import org.jspecify.annotations.Nullable;

/**
 * Works a need off in slices over a horizon, each an order that takes no more than a share of what is visible, one per
 * quote. What is small beside that share goes at once. A need that grows by more than it before its deadline, or turns, is
 * planned anew; the deadline can only shorten a plan. Owned by the engine thread; allocates at construction only.
 */
final class SliceTactic {
    private static final long NO_QUOTE = -1;
    private static final double LOT_TOLERANCE = 1e-9;

    private final ExecutionSettings settings;
    private final HedgeOrders orders;
    private final ExecutionReporter steps;
    private final SliceSchedule schedule = new SliceSchedule(ExecutionSettings.MAX_SLICES);
    private int side;
    private long startNs;
    private long endNs;
    private long seenNs = Long.MIN_VALUE;
    private long takenQuotes = NO_QUOTE;

    SliceTactic(final ExecutionSettings settings, final HedgeOrders orders, final ExecutionReporter steps) {
        this.settings = settings;
        this.orders = orders;
        this.steps = steps;
    }

    void clear() {
        side = 0;
    }

    /** Something is wanted and may be traded. */
    void act(final Situation now, final Need need) {
        final BookLine hedge = now.hedge();
        final boolean isBuy = now.side() > 0;
        final long lots = Math.abs(wantedLots(now, need));
        final long visible = now.lots(hedge.visibleAmount(isBuy));
        final long clip = Slicing.byDepth(lots, visible, settings.depthShare(), now.minLots());
        plan(now, need, lots, clip);
        seenNs = now.nowNs();
        final boolean isWhole = side == 0;
        final long due = isWhole ? lots : Math.max(lots - heldNow(now.nowNs()), 0);
        final long child = Slicing.byDepth(Math.min(due, lots), visible, settings.depthShare(), now.minLots());
        if (due < now.minLots() || hedge.quotes() == takenQuotes) {
            hold(now, lots == 0 ? DecisionReason.BELOW_LOT : DecisionReason.RESTING, ExecutionReason.SLICE_NOT_DUE);
        } else if (child == 0) {
            now.decision().refuse(DecisionReason.NO_QUOTE);
            steps.waits(ExecutionReason.NO_DEPTH, now.instrument().id());
        } else {
            send(now, need, child, isWhole);
        }
    }

    /**
     * What is wanted once the order is filled at the far side, where the book's own delta will have moved to; no more than
     * stays inside the far edge if it has not moved.
     */
    private static long wantedLots(final Situation now, final Need need) {
        final BookLine hedge = now.hedge();
        final double far = now.side() > 0 ? hedge.ask() : hedge.bid();
        final double delta = Slicing.deviationAt(now.delta(), now.gamma(), hedge.mid(), far);
        final long wanted = need.wanted(now.instrument(), now.lotDelta(), delta, now.target());
        final double room = now.side() > 0
                ? now.target().outerHigh() - now.delta()
                : now.delta() - now.target().outerLow();
        final long inside = (long) Math.floor(room / now.lotDelta() + LOT_TOLERANCE);
        final long most = Math.min(Math.min(Math.abs(now.lots(wanted)), now.mostLots()), inside);
        return Long.signum(wanted) == now.side() ? now.side() * most : 0;
    }

    private void plan(final Situation now, final Need need, final long lots, final long clip) {
        final boolean isGrown = mayGrow(now, need) && lots > heldBefore(now.nowNs()) + clip;
        if (side == now.side() && !isGrown) {
            endNs = Math.min(endNs, Math.max(need.endNs(), startNs + 1));
            return;
        }
        final boolean isPlanned = lots > clip
                && schedule.almgrenChriss(
                        now.side() * lots, settings.slices(), now.minLots(), settings.urgencyPerStep());
        side = isPlanned ? now.side() : 0;
        startNs = now.nowNs();
        endNs = Math.max(Math.min(need.endNs(), startNs + settings.horizonNs()), startNs + 1);
    }

    /**
     * Behind its deadline all of a need is due, and of a quote that was taken nothing more can be sent: planned anew
     * then, it would be due a nanosecond later, and again.
     */
    private boolean mayGrow(final Situation now, final Need need) {
        return side == now.side() && !need.isLate(now.nowNs()) && now.hedge().quotes() != takenQuotes;
    }

    /** Lots that may still be held back at a time. */
    private long heldNow(final long nowNs) {
        return Math.abs(schedule.heldAfter(slice(nowNs)));
    }

    /** Lots that were to be traded from the slice of a time on. */
    private long heldBefore(final long nowNs) {
        final int slice = slice(nowNs);
        return heldNow(nowNs) + Math.abs(schedule.lots(slice));
    }

    private int slice(final long nowNs) {
        final double passed = (double) (nowNs - startNs) / (double) (endNs - startNs);
        return (int) Math.min(Math.max((long) (passed * schedule.count()), 0), schedule.count() - 1L);
    }

    private void send(final Situation now, final Need need, final long child, final boolean isWhole) {
        final Decision decision = now.decision();
        final long amount = now.side() * child * now.instrument().contractSize();
        orders.send(now.book(), now.hedge(), amount, now.target().tradeReason(), now.nowNs(), decision);
        if (!decision.isTrade()) {
            steps.waits(ExecutionReason.LIMITED, now.instrument().id());
            return;
        }
        takenQuotes = now.hedge().quotes();
        final ExecutionReason sliced = need.isLate(now.nowNs()) ? ExecutionReason.DEADLINE : ExecutionReason.SLICE_DUE;
        final long tick = OrderSizing.tickAt(now.instrument(), decision.limitPrice());
        steps.did(
                ExecutionAction.TAKE,
                isWhole ? ExecutionReason.WHOLE : sliced,
                now.instrument().id(),
                decision.orderId(),
                now.lots(decision.orderAmount()),
                decision.limitPrice(),
                tick);
    }

    private void hold(final Situation now, final DecisionReason reason, final ExecutionReason why) {
        now.decision().hold(reason);
        steps.waits(why, now.instrument().id());
    }

    /** The plan under way, for analysis; null for none. */
    InspectedExecution.@Nullable Plan inspect(final long nowNs) {
        if (side == 0) {
            return null;
        }
        long lots = 0;
        for (int i = 0; i < schedule.count(); i++) {
            lots += schedule.lots(i);
        }
        return new InspectedExecution.Plan(
                side, startNs, endNs, schedule.count(), slice(nowNs), Math.abs(lots), heldNow(nowNs), nextTimerNs());
    }

    /** When the next slice is due, {@code Long.MAX_VALUE} for none. */
    long nextTimerNs() {
        if (side == 0) {
            return Long.MAX_VALUE;
        }
        final int next = slice(seenNs) + 1;
        if (next >= schedule.count()) {
            return Long.MAX_VALUE;
        }
        final double share = (double) next / schedule.count();
        final long dueNs = startNs + (long) Math.ceil(share * (double) (endNs - startNs));
        return Math.max(dueNs, seenNs + 1);
    }

    void onTimer(final long dueNs) {
        seenNs = Math.max(seenNs, dueNs);
    }

    long mixInto(final long hash, final @Nullable BookLine hedge) {
        long h = Bits.mix(hash, side);
        if (side != 0) {
            h = Bits.mix(Bits.mix(Bits.mix(h, startNs), endNs), seenNs);
            for (int i = 0; i < schedule.count(); i++) {
                h = Bits.mix(h, schedule.lots(i));
            }
        }
        if (hedge != null) {
            h = Bits.mix(h, hedge.quotes() == takenQuotes ? 1L : 0L);
            h = Bits.mix(h, hedge.visibleAmount(true));
            h = Bits.mix(h, hedge.visibleAmount(false));
        }
        return h;
    }
}
