package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionAction;
import io.gimbal.journal.codec.ExecutionReason;

/** Says what a tactic did and why; that it waits is said when it begins to. Owned by the engine thread. */
final class ExecutionReporter {
    private final int underlyingId;
    private final OutputPublisher out;
    private final ExecutionSettings settings;
    private boolean hasActed;
    private ExecutionReason lastWait = ExecutionReason.NULL_VAL;
    private long neededLots;
    private double deviation;
    private long deadlineNs;
    private DecisionReason blocked = DecisionReason.NULL_VAL;

    ExecutionReporter(final int underlyingId, final OutputPublisher out, final ExecutionSettings settings) {
        this.underlyingId = underlyingId;
        this.out = out;
        this.settings = settings;
    }

    /** What the steps that follow are about. */
    void about(final Situation situation, final Need need) {
        hasActed = false;
        neededLots = situation.wantedLots();
        deviation = situation.delta() - situation.middle();
        deadlineNs = need.endNs() == HedgeTarget.NO_DEADLINE ? 0 : need.endNs();
        blocked = situation.blocked();
    }

    /** Nothing could be valued: the steps that follow take back what rests. */
    void aboutBlind(final DecisionReason reason) {
        neededLots = 0;
        deviation = 0;
        deadlineNs = 0;
        blocked = reason;
    }

    /** An order of ours was sent or changed. */
    void did(
            final ExecutionAction action,
            final ExecutionReason reason,
            final int instrumentId,
            final long orderId,
            final long lots,
            final long price,
            final long tick) {
        hasActed = true;
        lastWait = ExecutionReason.NULL_VAL;
        publish(action, reason, instrumentId, orderId, lots, price, tick);
    }

    /** Something is wanted and nothing was sent; silent where something was done in the same evaluation. */
    void waits(final ExecutionReason reason, final int instrumentId) {
        if (!hasActed && reason != lastWait) {
            lastWait = reason;
            publish(ExecutionAction.WAIT, reason, instrumentId, 0, 0, 0, 1);
        }
    }

    private void publish(
            final ExecutionAction action,
            final ExecutionReason reason,
            final int instrumentId,
            final long orderId,
            final long lots,
            final long price,
            final long tick) {
        out.publish(out.executionStep()
                .orderId(orderId)
                .price(price)
                .lots(lots)
                .ticks(price / tick)
                .neededLots(neededLots)
                .deviation(OutputPublisher.clean(deviation))
                .deadlineNs(deadlineNs)
                .instrumentId(instrumentId)
                .underlyingId(underlyingId)
                .tactic(settings.tactic())
                .action(action)
                .reason(reason)
                .blocked(blocked)
                .encodedLength());
    }

    long mixInto(final long hash) {
        return Bits.mix(hash, lastWait.value());
    }
}
