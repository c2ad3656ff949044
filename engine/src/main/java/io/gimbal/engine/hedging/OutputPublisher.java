package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertEncoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BasisSnapshotEncoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.CandidateCostEncoder;
import io.gimbal.journal.codec.CandidateMeasureEncoder;
import io.gimbal.journal.codec.CrossHedgeEncoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionStepEncoder;
import io.gimbal.journal.codec.ExpiryGreeksEncoder;
import io.gimbal.journal.codec.ForecastSnapshotEncoder;
import io.gimbal.journal.codec.GreeksSnapshotEncoder;
import io.gimbal.journal.codec.HedgeDecisionEncoder;
import io.gimbal.journal.codec.HedgeSplitEncoder;
import io.gimbal.journal.codec.InstrumentChoiceEncoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OverlayDecisionEncoder;
import io.gimbal.journal.codec.OverlayReportEncoder;
import io.gimbal.journal.codec.RegimeScoresEncoder;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.StateHashEncoder;
import io.gimbal.journal.codec.StrategySnapshotEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the engine's outputs, keeps their running hash and offers them to the egress. Owned by the engine thread;
 * allocates nothing. The hash covers every payload byte, which holds type and cause.
 */
final class OutputPublisher {
    private static final int BUFFER_LENGTH = 1024;

    private final Egress egress;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HedgeDecisionEncoder decision = new HedgeDecisionEncoder();
    private final NewOrderEncoder newOrder = new NewOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final AmendOrderEncoder amendOrder = new AmendOrderEncoder();
    private final ExecutionStepEncoder executionStep = new ExecutionStepEncoder();
    private final GreeksSnapshotEncoder greeks = new GreeksSnapshotEncoder();
    private final ExpiryGreeksEncoder expiry = new ExpiryGreeksEncoder();
    private final AlertEncoder alert = new AlertEncoder();
    private final OverlayDecisionEncoder overlay = new OverlayDecisionEncoder();
    private final OverlayReportEncoder overlayReport = new OverlayReportEncoder();
    private final StateHashEncoder stateHash = new StateHashEncoder();
    private final RegimeScoresEncoder regimeScores = new RegimeScoresEncoder();
    private final InstrumentChoiceEncoder instrumentChoice = new InstrumentChoiceEncoder();
    private final CandidateCostEncoder candidateCost = new CandidateCostEncoder();
    private final HedgeSplitEncoder hedgeSplit = new HedgeSplitEncoder();
    private final CrossHedgeEncoder crossHedge = new CrossHedgeEncoder();
    private final CandidateMeasureEncoder candidateMeasure = new CandidateMeasureEncoder();
    private final BasisSnapshotEncoder basisSnapshot = new BasisSnapshotEncoder();
    private final ForecastSnapshotEncoder forecast = new ForecastSnapshotEncoder();
    private final StrategySnapshotEncoder strategy = new StrategySnapshotEncoder();
    private long causeSequence;
    private long engineTimeNs;
    private long outputs;
    private long hash;

    OutputPublisher(final Egress egress) {
        this.egress = egress;
    }

    void cause(final long sequence, final long timeNs) {
        causeSequence = sequence;
        engineTimeNs = timeNs;
    }

    void engineTime(final long timeNs) {
        engineTimeNs = timeNs;
    }

    long causeSequence() {
        return causeSequence;
    }

    long outputs() {
        return outputs;
    }

    long hash() {
        return hash;
    }

    HedgeDecisionEncoder decision() {
        return decision.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    NewOrderEncoder newOrder() {
        return newOrder.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    CancelOrderEncoder cancelOrder() {
        return cancelOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    AmendOrderEncoder amendOrder() {
        return amendOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    ExecutionStepEncoder executionStep() {
        return executionStep
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    GreeksSnapshotEncoder greeks() {
        return greeks.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    ExpiryGreeksEncoder expiryGreeks() {
        return expiry.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    RegimeScoresEncoder regimeScores() {
        return regimeScores
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    ForecastSnapshotEncoder forecastSnapshot() {
        return forecast.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    InstrumentChoiceEncoder instrumentChoice() {
        return instrumentChoice
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    CandidateCostEncoder candidateCost() {
        return candidateCost
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    CrossHedgeEncoder crossHedge() {
        return crossHedge
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    CandidateMeasureEncoder candidateMeasure() {
        return candidateMeasure
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    HedgeSplitEncoder hedgeSplit() {
        return hedgeSplit
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    BasisSnapshotEncoder basisSnapshot() {
        return basisSnapshot
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    StrategySnapshotEncoder strategySnapshot() {
        return strategy.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    OverlayDecisionEncoder overlayDecision() {
        return overlay.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    OverlayReportEncoder overlayReport() {
        return overlayReport
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs);
    }

    void publish(final int encodedLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        long h = Bits.mix(hash, length);
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            h = Bits.mix(h, buffer.getLong(i, ByteOrder.LITTLE_ENDIAN));
        }
        for (; i < length; i++) {
            h = Bits.mix(h, buffer.getByte(i));
        }
        hash = h;
        outputs++;
        if (!egress.offer(buffer, 0, length)) {
            throw new IllegalStateException("output not taken: cause=" + causeSequence + ", outputs=" + outputs);
        }
    }

    /** Starts an alert with nothing but its code; the caller names what it concerns and publishes it. */
    AlertEncoder alert(final AlertCode code, final Severity severity) {
        return alert.wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs)
                .orderId(0)
                .value(0)
                .limitValue(0)
                .underlyingId(-1)
                .instrumentId(-1)
                .code(code)
                .reason(DecisionReason.NULL_VAL)
                .severity(severity);
    }

    void stateHash(final long inputs, final long fingerprint) {
        stateHash
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(causeSequence)
                .engineTimeNs(engineTimeNs)
                .inputs(inputs)
                .outputs(outputs)
                .stateHash(fingerprint)
                .outputHash(hash);
        publish(stateHash.encodedLength());
    }

    /** What may stand in an output: no NaN, no infinity, no negative zero. */
    static double clean(final double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new IllegalStateException("output is not a number: value=" + value);
        }
        return value + 0.0;
    }
}
