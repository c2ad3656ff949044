package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.DeliveryEstimateDecoder;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;
import io.gimbal.journal.codec.OverlayFinding;
import io.gimbal.journal.codec.OverlayLegDecoder;
import io.gimbal.journal.codec.PlatformStateDecoder;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TimerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.TriggerOperation;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.TriggerStepDecoder;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;
import io.gimbal.journal.codec.VolEstimator;
import io.gimbal.journal.codec.VolSource;
import io.gimbal.journal.codec.VolatilityIndexDecoder;

/**
 * The shape an input must have before any of it is applied: long enough for its fields, and every code that the engine
 * reads one that the language knows. Decoding an unknown code throws, and a short message would be read beyond its end.
 * Pure.
 */
final class InputShape {
    private static final int NO_INPUT = Integer.MAX_VALUE;

    /** First version of the language in which a book says its source of volatilities, at this offset. */
    private static final int VOL_SOURCE_VERSION = BookConfigurationDecoder.volSourceSinceVersion();

    private static final int LENGTH_BEFORE_VOL_SOURCE = BookConfigurationDecoder.volSourceEncodingOffset();

    /** First version in which a book says what the policies of the literature need, from this offset on. */
    private static final int POLICIES_VERSION = BookConfigurationDecoder.hedgeRatioSinceVersion();

    private static final int LENGTH_BEFORE_POLICIES = BookConfigurationDecoder.hedgeRatioEncodingOffset();

    /** First version in which an acceptance says what stands at the venue, from this offset on. */
    private static final int STANDING_VERSION = OrderAcceptedDecoder.priceSinceVersion();

    private static final int LENGTH_BEFORE_STANDING = OrderAcceptedDecoder.priceEncodingOffset();

    /** First version in which a choice says how needs are split, from this offset on. */
    private static final int SPLIT_VERSION = InstrumentChoiceConfigurationDecoder.maxSplitsSinceVersion();

    private static final int LENGTH_BEFORE_SPLIT = InstrumentChoiceConfigurationDecoder.maxSplitsEncodingOffset();

    /** First version in which an instrument says at which of several venues it is traded, from this offset on. */
    private static final int VENUE_VERSION = InstrumentDefinitionDecoder.connectionIdSinceVersion();

    private static final int LENGTH_BEFORE_VENUE = InstrumentDefinitionDecoder.connectionIdEncodingOffset();

    /** First version in which a candidate may be of another coin, from this offset on. */
    private static final int CROSS_VERSION = HedgeCandidateDecoder.crossRatioSinceVersion();

    private static final int LENGTH_BEFORE_CROSS = HedgeCandidateDecoder.crossRatioEncodingOffset();

    /** First version in which forecasts know the hours of the week, from this offset on. */
    private static final int SEASON_VERSION = ForecastConfigurationDecoder.isSeasonalSinceVersion();

    private static final int LENGTH_BEFORE_SEASON = ForecastConfigurationDecoder.isSeasonalEncodingOffset();

    /** First version in which a leg says what the look came to, from this offset on. */
    private static final int FINDING_VERSION = OverlayLegDecoder.findingSinceVersion();

    private static final int LENGTH_BEFORE_FINDING = OverlayLegDecoder.findingEncodingOffset();

    private InputShape() {}

    /**
     * Bytes that the fields of a message take in the version it was written in, {@code Integer.MAX_VALUE} for what is no
     * input of ours.
     */
    static int minimalLength(final int templateId, final int version) {
        if (templateId == BookConfigurationDecoder.TEMPLATE_ID && version < POLICIES_VERSION) {
            return version < VOL_SOURCE_VERSION ? LENGTH_BEFORE_VOL_SOURCE : LENGTH_BEFORE_POLICIES;
        }
        if (templateId == OrderAcceptedDecoder.TEMPLATE_ID && version < STANDING_VERSION) {
            return LENGTH_BEFORE_STANDING;
        }
        if (templateId == InstrumentChoiceConfigurationDecoder.TEMPLATE_ID && version < SPLIT_VERSION) {
            return LENGTH_BEFORE_SPLIT;
        }
        if (templateId == InstrumentDefinitionDecoder.TEMPLATE_ID && version < VENUE_VERSION) {
            return LENGTH_BEFORE_VENUE;
        }
        if (templateId == HedgeCandidateDecoder.TEMPLATE_ID && version < CROSS_VERSION) {
            return LENGTH_BEFORE_CROSS;
        }
        if (templateId == ForecastConfigurationDecoder.TEMPLATE_ID && version < SEASON_VERSION) {
            return LENGTH_BEFORE_SEASON;
        }
        if (templateId == OverlayLegDecoder.TEMPLATE_ID && version < FINDING_VERSION) {
            return LENGTH_BEFORE_FINDING;
        }
        return minimalLength(templateId);
    }

    private static int minimalLength(final int templateId) {
        return switch (templateId) {
            case GenesisDecoder.TEMPLATE_ID -> GenesisDecoder.BLOCK_LENGTH;
            case UnderlyingDefinitionDecoder.TEMPLATE_ID -> UnderlyingDefinitionDecoder.BLOCK_LENGTH;
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> InstrumentDefinitionDecoder.BLOCK_LENGTH;
            case InstrumentStateChangeDecoder.TEMPLATE_ID -> InstrumentStateChangeDecoder.BLOCK_LENGTH;
            case IndexPriceDecoder.TEMPLATE_ID -> IndexPriceDecoder.BLOCK_LENGTH;
            case ForwardPriceDecoder.TEMPLATE_ID -> ForwardPriceDecoder.BLOCK_LENGTH;
            case QuoteDecoder.TEMPLATE_ID -> QuoteDecoder.BLOCK_LENGTH;
            case TickerDecoder.TEMPLATE_ID -> TickerDecoder.BLOCK_LENGTH;
            case TradePrintDecoder.TEMPLATE_ID -> TradePrintDecoder.BLOCK_LENGTH;
            case FundingDecoder.TEMPLATE_ID -> FundingDecoder.BLOCK_LENGTH;
            case DeliveryDecoder.TEMPLATE_ID -> DeliveryDecoder.BLOCK_LENGTH;
            case AccountBalanceDecoder.TEMPLATE_ID -> AccountBalanceDecoder.BLOCK_LENGTH;
            case PositionSnapshotDecoder.TEMPLATE_ID -> PositionSnapshotDecoder.BLOCK_LENGTH;
            case OrderAcceptedDecoder.TEMPLATE_ID -> OrderAcceptedDecoder.BLOCK_LENGTH;
            case OrderRejectedDecoder.TEMPLATE_ID -> OrderRejectedDecoder.BLOCK_LENGTH;
            case FillDecoder.TEMPLATE_ID -> FillDecoder.BLOCK_LENGTH;
            case OrderClosedDecoder.TEMPLATE_ID -> OrderClosedDecoder.BLOCK_LENGTH;
            case CommandOutcomeDecoder.TEMPLATE_ID -> CommandOutcomeDecoder.BLOCK_LENGTH;
            case TimerDecoder.TEMPLATE_ID -> TimerDecoder.BLOCK_LENGTH;
            case OperatorCommandDecoder.TEMPLATE_ID -> OperatorCommandDecoder.BLOCK_LENGTH;
            case ConnectionStateDecoder.TEMPLATE_ID -> ConnectionStateDecoder.BLOCK_LENGTH;
            case EngineConfigurationDecoder.TEMPLATE_ID -> EngineConfigurationDecoder.BLOCK_LENGTH;
            case BookConfigurationDecoder.TEMPLATE_ID -> BookConfigurationDecoder.BLOCK_LENGTH;
            case LimitsConfigurationDecoder.TEMPLATE_ID -> LimitsConfigurationDecoder.BLOCK_LENGTH;
            case SurfaceSliceDecoder.TEMPLATE_ID -> SurfaceSliceDecoder.BLOCK_LENGTH;
            case VolatilityIndexDecoder.TEMPLATE_ID -> VolatilityIndexDecoder.BLOCK_LENGTH;
            case PlatformStateDecoder.TEMPLATE_ID -> PlatformStateDecoder.BLOCK_LENGTH;
            case PolicyNetworkDecoder.TEMPLATE_ID -> PolicyNetworkDecoder.BLOCK_LENGTH;
            case DeliveryEstimateDecoder.TEMPLATE_ID -> DeliveryEstimateDecoder.BLOCK_LENGTH;
            case TriggerStepDecoder.TEMPLATE_ID -> TriggerStepDecoder.BLOCK_LENGTH;
            case DeltaConfigurationDecoder.TEMPLATE_ID -> DeltaConfigurationDecoder.BLOCK_LENGTH;
            case HedgeCandidateDecoder.TEMPLATE_ID -> HedgeCandidateDecoder.BLOCK_LENGTH;
            case InstrumentChoiceConfigurationDecoder.TEMPLATE_ID -> InstrumentChoiceConfigurationDecoder.BLOCK_LENGTH;
            case StrategyConfigurationDecoder.TEMPLATE_ID -> StrategyConfigurationDecoder.BLOCK_LENGTH;
            case ForecastConfigurationDecoder.TEMPLATE_ID -> ForecastConfigurationDecoder.BLOCK_LENGTH;
            case ExecutionConfigurationDecoder.TEMPLATE_ID -> ExecutionConfigurationDecoder.BLOCK_LENGTH;
            case OverlayConfigurationDecoder.TEMPLATE_ID -> OverlayConfigurationDecoder.BLOCK_LENGTH;
            case OverlayLegDecoder.TEMPLATE_ID -> OverlayLegDecoder.BLOCK_LENGTH;
            default -> NO_INPUT;
        };
    }

    /** Whether every code of the message is one that can be decoded; {@code in} is wrapped on it. */
    static boolean hasKnownCodes(final int templateId, final InputDecoders in) {
        return switch (templateId) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> isKnown(in.instrumentDefinition());
            case InstrumentStateChangeDecoder.TEMPLATE_ID ->
                isState(in.instrumentStateChange().stateRaw());
            case IndexPriceDecoder.TEMPLATE_ID -> isQuality(in.indexPrice().qualityRaw());
            case ForwardPriceDecoder.TEMPLATE_ID -> isQuality(in.forwardPrice().qualityRaw());
            case QuoteDecoder.TEMPLATE_ID -> isQuality(in.quote().qualityRaw());
            case TickerDecoder.TEMPLATE_ID ->
                isQuality(in.ticker().qualityRaw()) && isState(in.ticker().stateRaw());
            case AccountBalanceDecoder.TEMPLATE_ID -> isCode(in.accountBalance().currencyRaw(), Currency.USD.value());
            case FillDecoder.TEMPLATE_ID ->
                isCode(in.fill().sideRaw(), Side.SELL.value())
                        && isCode(in.fill().feeCurrencyRaw(), Currency.USD.value());
            case OrderClosedDecoder.TEMPLATE_ID -> isCode(in.orderClosed().endRaw(), OrderEnd.NEVER_EXISTED.value());
            case CommandOutcomeDecoder.TEMPLATE_ID ->
                isCode(in.commandOutcome().outcomeRaw(), SendOutcome.SEND_FAILED.value())
                        && in.commandOutcome().reasonRaw() <= SuppressReason.DUPLICATE.value();
            case OperatorCommandDecoder.TEMPLATE_ID ->
                isVerb(in.operatorCommand().verbRaw());
            case ConnectionStateDecoder.TEMPLATE_ID ->
                isCode(in.connectionState().phaseRaw(), ConnectionPhase.CLOSING.value());
            case PlatformStateDecoder.TEMPLATE_ID -> in.platformState().isLockedRaw() <= BooleanType.TRUE.value();
            case BookConfigurationDecoder.TEMPLATE_ID -> isKnown(in.bookConfiguration());
            case SurfaceSliceDecoder.TEMPLATE_ID -> in.surfaceSlice().statusRaw() <= SmileStatus.KEPT.value();
            case TriggerStepDecoder.TEMPLATE_ID ->
                isCode(in.triggerStep().ruleRaw(), TriggerRule.TRADE_ALSO_WHEN.value())
                        && isCode(in.triggerStep().operationRaw(), TriggerOperation.NOT.value());
            case DeltaConfigurationDecoder.TEMPLATE_ID ->
                isCode(in.deltaConfiguration().ruleRaw(), DeltaRule.MINIMUM_VARIANCE.value())
                        && in.deltaConfiguration().isTradedOnRemarkRaw() <= BooleanType.TRUE.value();
            case HedgeCandidateDecoder.TEMPLATE_ID ->
                isRatioOrNone(in.hedgeCandidate().crossRatioRaw());
            case InstrumentChoiceConfigurationDecoder.TEMPLATE_ID ->
                isCode(in.instrumentChoiceConfiguration().ratioRaw(), HedgeRatioKind.MINIMUM_VARIANCE.value());
            case StrategyConfigurationDecoder.TEMPLATE_ID ->
                isCode(in.strategyConfiguration().kindRaw(), StrategyKind.GAMMA_SCALPING.value());
            case ForecastConfigurationDecoder.TEMPLATE_ID ->
                isCode(in.forecastConfiguration().estimatorRaw(), VolEstimator.BIPOWER.value())
                        && isCode(in.forecastConfiguration().costSourceRaw(), CostSource.MEASURED.value())
                        && isYesNoOrNone(in.forecastConfiguration().isSeasonalRaw());
            case ExecutionConfigurationDecoder.TEMPLATE_ID ->
                isCode(in.executionConfiguration().tacticRaw(), ExecutionTactic.ICEBERG.value());
            case OverlayConfigurationDecoder.TEMPLATE_ID ->
                in.overlayConfiguration().isWholeOnlyRaw() <= BooleanType.TRUE.value();
            case OverlayLegDecoder.TEMPLATE_ID ->
                isOptional(in.overlayLeg().findingRaw(), OverlayFinding.STOPPED.value());
            default -> true;
        };
    }

    private static boolean isOptional(final short code, final short last) {
        return code == OverlayFinding.NULL_VAL.value() || isCode(code, last);
    }

    private static boolean isKnown(final InstrumentDefinitionDecoder event) {
        return isCode(event.kindRaw(), InstrumentKind.SPOT.value())
                && isCode(event.settlementRaw(), Settlement.LINEAR.value())
                && event.optionTypeRaw() <= OptionType.PUT.value()
                && isState(event.stateRaw());
    }

    private static boolean isKnown(final BookConfigurationDecoder event) {
        return isCode(event.senseRaw(), DeltaSense.VENUE.value())
                && isCode(event.projectionRaw(), Projection.UNIT.value())
                && isCode(event.policyRaw(), PolicyKind.NO_TRANSACTION_BAND_NETWORK.value())
                && isCode(event.landingRaw(), Landing.TO_EDGE.value())
                && isVolSource(event.volSourceRaw());
    }

    private static boolean isVolSource(final short code) {
        return isCode(code, VolSource.SURFACE.value()) || code == VolSource.NULL_VAL.value();
    }

    private static boolean isRatioOrNone(final short code) {
        return isCode(code, HedgeRatioKind.MINIMUM_VARIANCE.value()) || code == HedgeRatioKind.NULL_VAL.value();
    }

    private static boolean isYesNoOrNone(final short code) {
        return code <= BooleanType.TRUE.value() || code == BooleanType.NULL_VAL.value();
    }

    private static boolean isVerb(final short code) {
        final boolean isOfOverlay =
                code >= OperatorVerb.SET_GAMMA_LOW.value() && code <= OperatorVerb.SET_OVERLAY.value();
        return isOfOverlay || isCode(code, OperatorVerb.SET_TARGET_VOL.value());
    }

    private static boolean isState(final short code) {
        return isCode(code, InstrumentState.INACTIVE.value());
    }

    private static boolean isQuality(final short code) {
        return isCode(code, InputQuality.DIVERGENT.value());
    }

    private static boolean isCode(final short code, final short last) {
        return code >= 1 && code <= last;
    }
}
