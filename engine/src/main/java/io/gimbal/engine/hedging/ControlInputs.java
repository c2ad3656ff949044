package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;

/**
 * Applies what the desk says: configuration and operator's commands, and the state of its connections. Owned by the
 * engine thread.
 */
final class ControlInputs {
    private final Session session;
    private final Hedgers hedgers;
    private final OutputPublisher out;

    ControlInputs(final Session session, final Hedgers hedgers, final OutputPublisher out) {
        this.session = session;
        this.hedgers = hedgers;
        this.out = out;
    }

    int onEngineConfiguration(final EngineConfigurationDecoder event) {
        return session.configure(event) ? Touched.ALL : Touched.BAD;
    }

    int onConnection(final ConnectionStateDecoder event) {
        return session.onConnection(event.connectionId(), event.phase()) ? Touched.ALL : Touched.BAD;
    }

    int onBookConfiguration(final BookConfigurationDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onLimits(final LimitsConfigurationDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.limits().configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onTriggerStep(final TriggerStepDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onDeltaConfiguration(final DeltaConfigurationDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onCandidate(final HedgeCandidateDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        if (hedger == null || !hedgers.isFree(event) || !hedger.instruments().candidate(event)) {
            return Touched.BAD;
        }
        hedgers.recall(hedger, event.instrumentId());
        return event.underlyingId();
    }

    int onInstrumentChoice(final InstrumentChoiceConfigurationDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.instruments().configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onForecasts(final ForecastConfigurationDecoder event) {
        final Hedger hedger = hedgers.find(event.underlyingId());
        if (hedger == null || !hedger.outlook().configure(event)) {
            return Touched.BAD;
        }
        hedgers.recall(hedger);
        return event.underlyingId();
    }

    int onStrategy(final StrategyConfigurationDecoder event) {
        final Hedger hedger = hedgers.find(event.underlyingId());
        final boolean isTaken = hedger != null
                && hedger.settings().isConfigured()
                && hedger.outlook().configure(event, hedger.settings());
        return isTaken ? event.underlyingId() : Touched.BAD;
    }

    int onExecution(final ExecutionConfigurationDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.execution().configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onOverlay(final OverlayConfigurationDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.overlay().configure(event) ? event.underlyingId() : Touched.BAD;
    }

    int onNetwork(final PolicyNetworkDecoder event) {
        final Hedger hedger = hedgers.configure(event.underlyingId());
        return hedger != null && hedger.settings().takeNetwork(event) ? event.underlyingId() : Touched.BAD;
    }

    int onOperator(final OperatorCommandDecoder event) {
        switch (event.verb()) {
            case KILL -> onKill(event.commandId());
            case PAUSE, RESUME -> {
                final boolean isMeant = session.pause(event.underlyingId(), event.verb() == OperatorVerb.PAUSE);
                return isMeant ? Touched.ALL : refuse(event);
            }
            case SET_TARGET,
                    SET_BAND,
                    SET_HEDGE_RATIO,
                    SET_RISK_AVERSION,
                    SET_COST_RATE,
                    SET_COST_PER_ORDER,
                    SET_PRICE_MOVE,
                    SET_INTERVAL,
                    SET_TAKE_MULTIPLE,
                    SET_CROSS_MULTIPLE,
                    SET_FLOOR,
                    SET_MULTIPLIER,
                    SET_TARGET_VOL,
                    SET_GAMMA_LOW,
                    SET_GAMMA_HIGH,
                    SET_VEGA_LOW,
                    SET_VEGA_HIGH,
                    SET_EXPIRY_VEGA,
                    SET_DAILY_PREMIUM,
                    SET_OVERLAY -> {
                return onSetting(event);
            }
            default -> {
                return Touched.BAD;
            }
        }
        return Touched.ALL;
    }

    private void onKill(final long commandId) {
        if (!session.isKilled()) {
            out.publish(out.alert(AlertCode.KILLED, Severity.CRITICAL)
                    .value((double) commandId)
                    .reason(DecisionReason.KILLED)
                    .encodedLength());
        }
        session.kill();
    }

    private int onSetting(final OperatorCommandDecoder event) {
        final Hedger hedger = hedgers.find(event.underlyingId());
        final long value = event.value();
        if (hedger == null || value == OperatorCommandDecoder.valueNullValue()) {
            return refuse(event);
        }
        return hedger.change(event.verb(), Scaled.toDouble(value)) ? event.underlyingId() : refuse(event);
    }

    /** The operator must hear of it, each time: the book is hedged as before. */
    private int refuse(final OperatorCommandDecoder event) {
        final boolean isValued = event.value() != OperatorCommandDecoder.valueNullValue();
        out.publish(out.alert(AlertCode.COMMAND_REFUSED, Severity.WARNING)
                .underlyingId(event.underlyingId())
                .value(isValued ? Scaled.toDouble(event.value()) : 0)
                .limitValue(event.verb().value())
                .encodedLength());
        return Touched.NOTHING;
    }
}
