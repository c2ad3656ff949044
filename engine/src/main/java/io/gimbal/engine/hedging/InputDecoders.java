package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;
import io.gimbal.journal.codec.OverlayLegDecoder;
import io.gimbal.journal.codec.PlatformStateDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One flyweight per input type, wrapped on the present message when asked for. Owned by the engine thread. */
final class InputDecoders {
    /** No message of ours. */
    static final int UNREADABLE = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GenesisDecoder genesis = new GenesisDecoder();
    private final UnderlyingDefinitionDecoder underlyingDefinition = new UnderlyingDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrumentDefinition = new InstrumentDefinitionDecoder();
    private final InstrumentStateChangeDecoder instrumentStateChange = new InstrumentStateChangeDecoder();
    private final IndexPriceDecoder indexPrice = new IndexPriceDecoder();
    private final ForwardPriceDecoder forwardPrice = new ForwardPriceDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final FundingDecoder funding = new FundingDecoder();
    private final DeliveryDecoder delivery = new DeliveryDecoder();
    private final AccountBalanceDecoder accountBalance = new AccountBalanceDecoder();
    private final PositionSnapshotDecoder positionSnapshot = new PositionSnapshotDecoder();
    private final OrderAcceptedDecoder orderAccepted = new OrderAcceptedDecoder();
    private final OrderRejectedDecoder orderRejected = new OrderRejectedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final OrderClosedDecoder orderClosed = new OrderClosedDecoder();
    private final CommandOutcomeDecoder commandOutcome = new CommandOutcomeDecoder();
    private final OperatorCommandDecoder operatorCommand = new OperatorCommandDecoder();
    private final ConnectionStateDecoder connectionState = new ConnectionStateDecoder();
    private final EngineConfigurationDecoder engineConfiguration = new EngineConfigurationDecoder();
    private final BookConfigurationDecoder bookConfiguration = new BookConfigurationDecoder();
    private final LimitsConfigurationDecoder limitsConfiguration = new LimitsConfigurationDecoder();
    private final PolicyNetworkDecoder policyNetwork = new PolicyNetworkDecoder();
    private final SurfaceSliceDecoder surfaceSlice = new SurfaceSliceDecoder();
    private final PlatformStateDecoder platformState = new PlatformStateDecoder();
    private final TriggerStepDecoder triggerStep = new TriggerStepDecoder();
    private final DeltaConfigurationDecoder deltaConfiguration = new DeltaConfigurationDecoder();
    private final HedgeCandidateDecoder hedgeCandidate = new HedgeCandidateDecoder();
    private final InstrumentChoiceConfigurationDecoder instrumentChoice = new InstrumentChoiceConfigurationDecoder();
    private final TradePrintDecoder tradePrint = new TradePrintDecoder();
    private final StrategyConfigurationDecoder strategyConfiguration = new StrategyConfigurationDecoder();
    private final ForecastConfigurationDecoder forecastConfiguration = new ForecastConfigurationDecoder();
    private final ExecutionConfigurationDecoder executionConfiguration = new ExecutionConfigurationDecoder();
    private final OverlayConfigurationDecoder overlayConfiguration = new OverlayConfigurationDecoder();
    private final OverlayLegDecoder overlayLeg = new OverlayLegDecoder();
    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int body;
    private int blockLength;
    private int version;

    /** Wraps the header; returns the template id, or {@link #UNREADABLE} when it is no whole input of our schema. */
    int wrapHeader(final DirectBuffer message, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return UNREADABLE;
        }
        header.wrap(message, offset);
        blockLength = header.blockLength();
        version = header.version();
        buffer = message;
        body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int templateId = header.templateId();
        final boolean isWhole = header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && blockLength <= length - MessageHeaderDecoder.ENCODED_LENGTH
                && blockLength >= InputShape.minimalLength(templateId, version);
        return isWhole && InputShape.hasKnownCodes(templateId, this) ? templateId : UNREADABLE;
    }

    GenesisDecoder genesis() {
        return genesis.wrap(buffer, body, blockLength, version);
    }

    UnderlyingDefinitionDecoder underlyingDefinition() {
        return underlyingDefinition.wrap(buffer, body, blockLength, version);
    }

    InstrumentDefinitionDecoder instrumentDefinition() {
        return instrumentDefinition.wrap(buffer, body, blockLength, version);
    }

    InstrumentStateChangeDecoder instrumentStateChange() {
        return instrumentStateChange.wrap(buffer, body, blockLength, version);
    }

    PlatformStateDecoder platformState() {
        return platformState.wrap(buffer, body, blockLength, version);
    }

    IndexPriceDecoder indexPrice() {
        return indexPrice.wrap(buffer, body, blockLength, version);
    }

    ForwardPriceDecoder forwardPrice() {
        return forwardPrice.wrap(buffer, body, blockLength, version);
    }

    QuoteDecoder quote() {
        return quote.wrap(buffer, body, blockLength, version);
    }

    TickerDecoder ticker() {
        return ticker.wrap(buffer, body, blockLength, version);
    }

    FundingDecoder funding() {
        return funding.wrap(buffer, body, blockLength, version);
    }

    DeliveryDecoder delivery() {
        return delivery.wrap(buffer, body, blockLength, version);
    }

    AccountBalanceDecoder accountBalance() {
        return accountBalance.wrap(buffer, body, blockLength, version);
    }

    PositionSnapshotDecoder positionSnapshot() {
        return positionSnapshot.wrap(buffer, body, blockLength, version);
    }

    OrderAcceptedDecoder orderAccepted() {
        return orderAccepted.wrap(buffer, body, blockLength, version);
    }

    OrderRejectedDecoder orderRejected() {
        return orderRejected.wrap(buffer, body, blockLength, version);
    }

    FillDecoder fill() {
        return fill.wrap(buffer, body, blockLength, version);
    }

    OrderClosedDecoder orderClosed() {
        return orderClosed.wrap(buffer, body, blockLength, version);
    }

    CommandOutcomeDecoder commandOutcome() {
        return commandOutcome.wrap(buffer, body, blockLength, version);
    }

    OperatorCommandDecoder operatorCommand() {
        return operatorCommand.wrap(buffer, body, blockLength, version);
    }

    ConnectionStateDecoder connectionState() {
        return connectionState.wrap(buffer, body, blockLength, version);
    }

    EngineConfigurationDecoder engineConfiguration() {
        return engineConfiguration.wrap(buffer, body, blockLength, version);
    }

    BookConfigurationDecoder bookConfiguration() {
        return bookConfiguration.wrap(buffer, body, blockLength, version);
    }

    LimitsConfigurationDecoder limitsConfiguration() {
        return limitsConfiguration.wrap(buffer, body, blockLength, version);
    }

    PolicyNetworkDecoder policyNetwork() {
        return policyNetwork.wrap(buffer, body, blockLength, version);
    }

    SurfaceSliceDecoder surfaceSlice() {
        return surfaceSlice.wrap(buffer, body, blockLength, version);
    }

    TriggerStepDecoder triggerStep() {
        return triggerStep.wrap(buffer, body, blockLength, version);
    }

    DeltaConfigurationDecoder deltaConfiguration() {
        return deltaConfiguration.wrap(buffer, body, blockLength, version);
    }

    HedgeCandidateDecoder hedgeCandidate() {
        return hedgeCandidate.wrap(buffer, body, blockLength, version);
    }

    InstrumentChoiceConfigurationDecoder instrumentChoiceConfiguration() {
        return instrumentChoice.wrap(buffer, body, blockLength, version);
    }

    TradePrintDecoder tradePrint() {
        return tradePrint.wrap(buffer, body, blockLength, version);
    }

    StrategyConfigurationDecoder strategyConfiguration() {
        return strategyConfiguration.wrap(buffer, body, blockLength, version);
    }

    ForecastConfigurationDecoder forecastConfiguration() {
        return forecastConfiguration.wrap(buffer, body, blockLength, version);
    }

    ExecutionConfigurationDecoder executionConfiguration() {
        return executionConfiguration.wrap(buffer, body, blockLength, version);
    }

    OverlayConfigurationDecoder overlayConfiguration() {
        return overlayConfiguration.wrap(buffer, body, blockLength, version);
    }

    OverlayLegDecoder overlayLeg() {
        return overlayLeg.wrap(buffer, body, blockLength, version);
    }
}
