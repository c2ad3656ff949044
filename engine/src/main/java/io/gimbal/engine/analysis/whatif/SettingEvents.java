package io.gimbal.engine.analysis.whatif;

import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;
import org.agrona.DirectBuffer;

/** Tells the events that say how a book is hedged, and of which book they speak. Owned by one thread. */
final class SettingEvents {
    /** No such event. */
    static final int NONE = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookConfigurationDecoder book = new BookConfigurationDecoder();
    private final PolicyNetworkDecoder network = new PolicyNetworkDecoder();
    private final LimitsConfigurationDecoder limits = new LimitsConfigurationDecoder();
    private final DeltaConfigurationDecoder delta = new DeltaConfigurationDecoder();
    private final TriggerStepDecoder trigger = new TriggerStepDecoder();
    private final ForecastConfigurationDecoder forecast = new ForecastConfigurationDecoder();
    private final StrategyConfigurationDecoder strategy = new StrategyConfigurationDecoder();
    private final ExecutionConfigurationDecoder execution = new ExecutionConfigurationDecoder();
    private final HedgeCandidateDecoder candidate = new HedgeCandidateDecoder();
    private final InstrumentChoiceConfigurationDecoder choice = new InstrumentChoiceConfigurationDecoder();

    /**
     * Whose settings an event tells.
     *
     * @param type   its template id
     * @param buffer holds it
     * @param offset where it begins
     * @return the underlying's id; {@link #NONE} for every other event
     */
    int underlyingId(final int type, final DirectBuffer buffer, final int offset) {
        return switch (type) {
            case BookConfigurationDecoder.TEMPLATE_ID ->
                book.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case PolicyNetworkDecoder.TEMPLATE_ID ->
                network.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case LimitsConfigurationDecoder.TEMPLATE_ID ->
                limits.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case DeltaConfigurationDecoder.TEMPLATE_ID ->
                delta.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case TriggerStepDecoder.TEMPLATE_ID ->
                trigger.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case ForecastConfigurationDecoder.TEMPLATE_ID ->
                forecast.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case StrategyConfigurationDecoder.TEMPLATE_ID ->
                strategy.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case ExecutionConfigurationDecoder.TEMPLATE_ID ->
                execution.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case HedgeCandidateDecoder.TEMPLATE_ID ->
                candidate.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            case InstrumentChoiceConfigurationDecoder.TEMPLATE_ID ->
                choice.wrapAndApplyHeader(buffer, offset, header).underlyingId();
            default -> NONE;
        };
    }
}
