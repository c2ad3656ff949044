package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionReason;
import io.gimbal.journal.codec.OperatorVerb;
import org.jspecify.annotations.Nullable;

/**
 * How one underlying's needs become orders. At most one order rests; it is taken back when its need is gone, when nothing
 * may be traded or valued, and when another instrument or tactic hedges: nothing new is sent until it is gone. Behind a
 * dead connection of its own it can be asked nothing: then the others only take, what is wanted whatever becomes of it.
 * Owned by the engine thread; allocates nothing on the message path.
 */
final class HedgeExecution {
    private final ExecutionSettings settings = new ExecutionSettings();
    private final Need need = new Need();
    private final HedgeInstruments instruments;
    private final HedgeOrders orders;
    private final ExecutionReporter steps;
    private final RestingOrder resting;
    private final MakerTactic maker;
    private final SliceTactic slices;
    private final NeedSplit split;

    HedgeExecution(
            final int underlyingId,
            final Session session,
            final BookSettings book,
            final Limits limits,
            final HedgeInstruments instruments,
            final HedgeOrders orders,
            final OutputPublisher out) {
        this.instruments = instruments;
        this.orders = orders;
        steps = new ExecutionReporter(underlyingId, out, settings);
        resting = new RestingOrder(underlyingId, session, limits, out, steps);
        split = new NeedSplit(book, instruments, orders, new SplitReporter(underlyingId, out), steps);
        maker = new MakerTactic(session, book, settings, limits, instruments, orders, split, resting, steps);
        slices = new SliceTactic(settings, orders, steps);
    }

    /** Takes a configuration; false when it cannot be meant. What is under way is planned anew. */
    boolean configure(final ExecutionConfigurationDecoder event) {
        final boolean isTaken = settings.configure(event);
        if (isTaken) {
            stop();
        }
        return isTaken;
    }

    /** Takes an operator's new value; false when it is out of range or nothing to the tactic. */
    boolean change(final OperatorVerb verb, final double value) {
        return settings.change(verb, value);
    }

    ExecutionSettings settings() {
        return settings;
    }

    /** Scaled and signed, whole lots: what is still to be traded in all. */
    long wanted(final BookLine line, final double delta, final HedgeTarget target) {
        return settings.isPatient()
                ? need.wanted(line.instrument(), instruments.lotDelta(line), delta, target)
                : instruments.signedAmount(line, delta, target);
    }

    /**
     * Sends, amends and cancels. The decision holds why nothing is traded where nothing is wanted or permitted; else it is
     * made here.
     */
    void act(final Situation now) {
        maker.begin();
        steps.about(now, need);
        split.begin();
        final WorkingOrder rests = resting.find();
        final boolean isIdle = now.wanted() == 0 || isStopped(now.blocked());
        final boolean isStray = rests != null
                && (!settings.isMaker()
                        || rests.instrumentId() != now.instrument().id());
        if (isIdle) {
            stop();
        }
        if (rests != null && instruments.isOutOfReach(rests.instrumentId())) {
            takeElsewhere(now, isIdle);
        } else if (rests != null && (isIdle || isStray || isWrongSide(now, rests))) {
            withdraw(rests, now);
        } else if (!isIdle && now.blocked() == DecisionReason.NULL_VAL) {
            work(now, rests);
        }
    }

    /** A refusal of a moment stops nothing: it only sends nothing new. */
    private static boolean isStopped(final DecisionReason blocked) {
        return blocked != DecisionReason.NULL_VAL && blocked != DecisionReason.BACK_OFF;
    }

    private static boolean isWrongSide(final Situation now, final WorkingOrder rests) {
        return now.blocked() == DecisionReason.BACK_OFF && Long.signum(rests.signedAmount()) != now.side();
    }

    private void withdraw(final WorkingOrder rests, final Situation now) {
        final boolean isBlocked = isStopped(now.blocked());
        final boolean isOther = rests.instrumentId() != now.instrument().id();
        final ExecutionReason other = isOther ? ExecutionReason.OTHER_INSTRUMENT : ExecutionReason.NEED_GONE;
        resting.cancel(rests, isBlocked ? ExecutionReason.BLOCKED : other, now.nowNs());
        if (now.wanted() != 0 && now.blocked() == DecisionReason.NULL_VAL) {
            now.decision().hold(DecisionReason.RESTING);
        }
    }

    /**
     * What rests cannot be asked to go while its connection is down, and is counted as an interval: what is wanted whatever
     * becomes of it is taken at once.
     */
    private void takeElsewhere(final Situation now, final boolean isIdle) {
        if (isIdle || now.blocked() != DecisionReason.NULL_VAL) {
            return;
        }
        take(now, ExecutionReason.OTHER_INSTRUMENT);
        now.decision().followed(now.wanted());
    }

    private void work(final Situation now, final @Nullable WorkingOrder rests) {
        if (!settings.isPatient()) {
            take(now, null);
            return;
        }
        need.begin(now.side(), now.nowNs(), now.target().deadlineNs(), settings.horizonNs());
        steps.about(now, need);
        if (settings.isMaker()) {
            maker.act(now, need, rests);
        } else {
            slices.act(now, need);
        }
        now.decision().followed(now.wanted());
    }

    /** Takes what is wanted at once: in one order, or from several candidates where the touch of one cannot hold it. */
    private void take(final Situation now, final @Nullable ExecutionReason why) {
        final double coins = Math.abs(OrderSizing.toLanding(now.delta(), now.target()));
        if (split.isFor(now, coins)) {
            split.take(now, coins, OrderSizing.leftShare(now.target()), true, why);
            return;
        }
        final Decision decision = now.decision();
        orders.send(now.book(), now.hedge(), now.wanted(), now.target().tradeReason(), now.nowNs(), decision);
        if (why != null && decision.isTrade()) {
            split.step(now.instrument(), decision, why);
        }
    }

    /** Orders of the last evaluation whose decisions were said before its own. */
    int earlier() {
        return split.earlier();
    }

    /** Whether the orders of this evaluation were parts of a need, each of its own instrument. */
    boolean isSplit() {
        return split.isAnySent();
    }

    long earlierId(final int i) {
        return split.earlierId(i);
    }

    /** Nothing can be valued: nothing may rest at a price nobody can judge. */
    void blind(final DecisionReason reason, final long nowNs) {
        final WorkingOrder rests = resting.find();
        maker.begin();
        stop();
        if (rests != null && !instruments.isOutOfReach(rests.instrumentId())) {
            steps.aboutBlind(reason);
            resting.cancel(rests, ExecutionReason.BLOCKED, nowNs);
        }
    }

    /** How needs are being worked, for analysis. Allocates. */
    InspectedExecution inspect(final long nowNs) {
        final WorkingOrder rests = resting.find();
        return new InspectedExecution(
                settings.tactic(),
                settings.maker().takeMultiple(),
                settings.maker().crossMultiple(),
                settings.maker().resizeLots(),
                settings.maker().repegTicks(),
                settings.displayLots(),
                settings.depthShare(),
                settings.horizonNs(),
                settings.slices(),
                need.side(),
                need.endNs(),
                rests == null
                        ? null
                        : new InspectedExecution.Resting(
                                rests.orderId(),
                                rests.instrumentId(),
                                rests.remaining(),
                                rests.wantedPrice(),
                                rests.state(),
                                rests.isAmendPending(),
                                rests.isCancelPending()),
                maker.inspect(),
                slices.inspect(nowNs));
    }

    private void stop() {
        need.end();
        slices.clear();
    }

    /** When a deadline or a slice is due, {@code Long.MAX_VALUE} for never. */
    long nextTimerNs() {
        return Math.min(need.nextTimerNs(), slices.nextTimerNs());
    }

    void onTimer(final long dueNs) {
        need.onTimer(dueNs);
        slices.onTimer(dueNs);
    }

    /** An amendment or a cancel did not leave; answers whether that is news. */
    boolean onCommandRefused(final long nowNs) {
        return resting.onRefused(nowNs);
    }

    long mixInto(final long hash, final @Nullable BookLine hedge) {
        final long before = split.mixInto(hash);
        if (!settings.isConfigured()) {
            return before;
        }
        long h = settings.mixInto(before);
        h = need.mixInto(h);
        h = steps.mixInto(h);
        h = resting.mixInto(h);
        return slices.mixInto(h, hedge);
    }
}
