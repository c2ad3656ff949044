package io.gimbal.feeds;

import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.AccountBalanceEncoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CommandOutcomeEncoder;
import io.gimbal.journal.codec.ConnectionStateEncoder;
import io.gimbal.journal.codec.DeliveryEncoder;
import io.gimbal.journal.codec.DeliveryEstimateEncoder;
import io.gimbal.journal.codec.DeltaConfigurationEncoder;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.EngineConfigurationEncoder;
import io.gimbal.journal.codec.ExecutionConfigurationEncoder;
import io.gimbal.journal.codec.FillEncoder;
import io.gimbal.journal.codec.ForecastConfigurationEncoder;
import io.gimbal.journal.codec.ForwardPriceEncoder;
import io.gimbal.journal.codec.FundingEncoder;
import io.gimbal.journal.codec.GenesisEncoder;
import io.gimbal.journal.codec.HedgeCandidateEncoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.IndexPriceEncoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationEncoder;
import io.gimbal.journal.codec.InstrumentDefinitionEncoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.InstrumentStateChangeEncoder;
import io.gimbal.journal.codec.LimitsConfigurationEncoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OperatorCommandEncoder;
import io.gimbal.journal.codec.OrderAcceptedEncoder;
import io.gimbal.journal.codec.OrderClosedEncoder;
import io.gimbal.journal.codec.OrderRejectedEncoder;
import io.gimbal.journal.codec.OverlayConfigurationEncoder;
import io.gimbal.journal.codec.OverlayFinding;
import io.gimbal.journal.codec.OverlayLegEncoder;
import io.gimbal.journal.codec.PlatformStateEncoder;
import io.gimbal.journal.codec.PolicyNetworkEncoder;
import io.gimbal.journal.codec.PositionSnapshotEncoder;
import io.gimbal.journal.codec.QuoteEncoder;
import io.gimbal.journal.codec.StrategyConfigurationEncoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.SurfaceSliceEncoder;
import io.gimbal.journal.codec.TickerEncoder;
import io.gimbal.journal.codec.TimerEncoder;
import io.gimbal.journal.codec.TradePrintEncoder;
import io.gimbal.journal.codec.TriggerStepEncoder;
import io.gimbal.journal.codec.UnderlyingDefinitionEncoder;
import io.gimbal.journal.codec.VolSource;
import io.gimbal.journal.codec.VolatilityIndexEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes input events and offers them to an {@link Ingress}. One method per event: it begins the event, blank but for
 * the defaults it names, and hands out the encoder to fill; then {@link #offer} sends it.
 *
 * <pre>
 *   publisher.indexPrice().venueTimeNs(t).price(p).underlyingId(0);
 *   final long position = publisher.offer(ingress, t);
 * </pre>
 *
 * An event that was not accepted can be offered again until the next one is begun. Fields left out are zero bytes, so
 * equal events are equal bytes. Owned by one thread; allocates nothing after construction.
 */
public final class EventPublisher {
    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long OVERRIDE_MULTIPLE = 3 * Decimals.ONE;
    private static final long REMARK_HALF_LIFE_NS = 300_000_000_000L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_PAYLOAD_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final GenesisEncoder genesis = new GenesisEncoder();
    private final UnderlyingDefinitionEncoder underlyingDefinition = new UnderlyingDefinitionEncoder();
    private final InstrumentDefinitionEncoder instrumentDefinition = new InstrumentDefinitionEncoder();
    private final InstrumentStateChangeEncoder instrumentStateChange = new InstrumentStateChangeEncoder();
    private final IndexPriceEncoder indexPrice = new IndexPriceEncoder();
    private final ForwardPriceEncoder forwardPrice = new ForwardPriceEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final TradePrintEncoder tradePrint = new TradePrintEncoder();
    private final FundingEncoder funding = new FundingEncoder();
    private final DeliveryEncoder delivery = new DeliveryEncoder();
    private final AccountBalanceEncoder accountBalance = new AccountBalanceEncoder();
    private final PositionSnapshotEncoder positionSnapshot = new PositionSnapshotEncoder();
    private final OrderAcceptedEncoder orderAccepted = new OrderAcceptedEncoder();
    private final OrderRejectedEncoder orderRejected = new OrderRejectedEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final OrderClosedEncoder orderClosed = new OrderClosedEncoder();
    private final CommandOutcomeEncoder commandOutcome = new CommandOutcomeEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final OperatorCommandEncoder operatorCommand = new OperatorCommandEncoder();
    private final ConnectionStateEncoder connectionState = new ConnectionStateEncoder();
    private final EngineConfigurationEncoder engineConfiguration = new EngineConfigurationEncoder();
    private final BookConfigurationEncoder bookConfiguration = new BookConfigurationEncoder();
    private final LimitsConfigurationEncoder limitsConfiguration = new LimitsConfigurationEncoder();
    private final PolicyNetworkEncoder policyNetwork = new PolicyNetworkEncoder();
    private final SurfaceSliceEncoder surfaceSlice = new SurfaceSliceEncoder();
    private final VolatilityIndexEncoder volatilityIndex = new VolatilityIndexEncoder();
    private final PlatformStateEncoder platformState = new PlatformStateEncoder();
    private final DeliveryEstimateEncoder deliveryEstimate = new DeliveryEstimateEncoder();
    private final TriggerStepEncoder triggerStep = new TriggerStepEncoder();
    private final DeltaConfigurationEncoder deltaConfiguration = new DeltaConfigurationEncoder();
    private final HedgeCandidateEncoder hedgeCandidate = new HedgeCandidateEncoder();
    private final InstrumentChoiceConfigurationEncoder instrumentChoice = new InstrumentChoiceConfigurationEncoder();
    private final StrategyConfigurationEncoder strategyConfiguration = new StrategyConfigurationEncoder();
    private final ForecastConfigurationEncoder forecastConfiguration = new ForecastConfigurationEncoder();
    private final ExecutionConfigurationEncoder executionConfiguration = new ExecutionConfigurationEncoder();
    private final OverlayConfigurationEncoder overlayConfiguration = new OverlayConfigurationEncoder();
    private final OverlayLegEncoder overlayLeg = new OverlayLegEncoder();
    private int length;

    /** Creates a publisher with its own buffer. */
    public EventPublisher() {}

    /**
     * Offers the event that was begun last.
     *
     * @param ingress       where it goes
     * @param receiveTimeNs when it reached us, epoch nanoseconds
     * @return what the ingress answered: a position of 0 or more, or a negative code
     * @throws IllegalStateException when none was begun
     */
    public long offer(final Ingress ingress, final long receiveTimeNs) {
        if (length == 0) {
            throw new IllegalStateException("no event was begun");
        }
        return ingress.offer(buffer, 0, length, receiveTimeNs);
    }

    /**
     * Begins the definition of an instrument from its specification.
     *
     * @param spec  the instrument
     * @param state it is in
     * @return the encoder, for what the specification does not say
     */
    public InstrumentDefinitionEncoder define(final InstrumentSpec spec, final InstrumentState state) {
        return instrumentDefinition()
                .instrumentId(spec.instrumentId())
                .underlyingId(spec.underlyingId())
                .expiryNs(spec.expiryNs())
                .strike(spec.strike())
                .contractSize(spec.contractSize())
                .minAmount(spec.minAmount())
                .tickSize(spec.tickSize())
                .tickStepAbove(spec.tickStepAbove())
                .tickSizeAbove(spec.tickSizeAbove())
                .makerFeeRate(spec.makerFeeRate())
                .takerFeeRate(spec.takerFeeRate())
                .kind(spec.kind())
                .settlement(spec.settlement())
                .optionType(spec.optionType())
                .state(state)
                .name(spec.name());
    }

    /** {@return the encoder of the first record of a generation} */
    public GenesisEncoder genesis() {
        begin(GenesisEncoder.BLOCK_LENGTH);
        return genesis.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of a coin and its index} */
    public UnderlyingDefinitionEncoder underlyingDefinition() {
        begin(UnderlyingDefinitionEncoder.BLOCK_LENGTH);
        return underlyingDefinition.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of what can be held or traded; open until told otherwise, at the only venue} */
    public InstrumentDefinitionEncoder instrumentDefinition() {
        begin(InstrumentDefinitionEncoder.BLOCK_LENGTH);
        return instrumentDefinition
                .wrapAndApplyHeader(buffer, 0, header)
                .state(InstrumentState.OPEN)
                .connectionId(InstrumentDefinitionEncoder.connectionIdNullValue());
    }

    /** {@return the encoder of a change of an instrument's state} */
    public InstrumentStateChangeEncoder instrumentStateChange() {
        begin(InstrumentStateChangeEncoder.BLOCK_LENGTH);
        return instrumentStateChange.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of an index price of fresh quality} */
    public IndexPriceEncoder indexPrice() {
        begin(IndexPriceEncoder.BLOCK_LENGTH);
        return indexPrice.wrapAndApplyHeader(buffer, 0, header).quality(InputQuality.FRESH);
    }

    /** {@return the encoder of a forward price of fresh quality} */
    public ForwardPriceEncoder forwardPrice() {
        begin(ForwardPriceEncoder.BLOCK_LENGTH);
        return forwardPrice.wrapAndApplyHeader(buffer, 0, header).quality(InputQuality.FRESH);
    }

    /** {@return the encoder of a top of book of fresh quality, both sides empty} */
    public QuoteEncoder quote() {
        begin(QuoteEncoder.BLOCK_LENGTH);
        return quote.wrapAndApplyHeader(buffer, 0, header).quality(InputQuality.FRESH);
    }

    /** {@return the encoder of a ticker of fresh quality in an open instrument; every optional number absent} */
    public TickerEncoder ticker() {
        begin(TickerEncoder.BLOCK_LENGTH);
        return ticker.wrapAndApplyHeader(buffer, 0, header)
                .markVol(Decimals.ABSENT)
                .bidVol(Decimals.ABSENT)
                .askVol(Decimals.ABSENT)
                .bidPrice(Decimals.ABSENT)
                .bidAmount(Decimals.ABSENT)
                .askPrice(Decimals.ABSENT)
                .askAmount(Decimals.ABSENT)
                .underlyingPrice(Decimals.ABSENT)
                .indexPrice(Decimals.ABSENT)
                .lastPrice(Decimals.ABSENT)
                .estimatedDeliveryPrice(Decimals.ABSENT)
                .openInterest(Decimals.ABSENT)
                .venueDelta(Decimals.ABSENT)
                .state(InstrumentState.OPEN)
                .quality(InputQuality.FRESH);
    }

    /** {@return the encoder of a public trade; no index price, no liquidation} */
    public TradePrintEncoder tradePrint() {
        begin(TradePrintEncoder.BLOCK_LENGTH);
        return tradePrint.wrapAndApplyHeader(buffer, 0, header).indexPrice(Decimals.ABSENT);
    }

    /** {@return the encoder of a perpetual's funding; no payment} */
    public FundingEncoder funding() {
        begin(FundingEncoder.BLOCK_LENGTH);
        return funding.wrapAndApplyHeader(buffer, 0, header)
                .eightHourRate(Decimals.ABSENT)
                .paymentAmount(Decimals.ABSENT);
    }

    /** {@return the encoder of a settled expiry} */
    public DeliveryEncoder delivery() {
        begin(DeliveryEncoder.BLOCK_LENGTH);
        return delivery.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of a cash balance; no margins} */
    public AccountBalanceEncoder accountBalance() {
        begin(AccountBalanceEncoder.BLOCK_LENGTH);
        return accountBalance
                .wrapAndApplyHeader(buffer, 0, header)
                .initialMargin(Decimals.ABSENT)
                .maintenanceMargin(Decimals.ABSENT)
                .venueDeltaTotal(Decimals.ABSENT);
    }

    /** {@return the encoder of the venue's statement of a position} */
    public PositionSnapshotEncoder positionSnapshot() {
        begin(PositionSnapshotEncoder.BLOCK_LENGTH);
        return positionSnapshot.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of the venue's acceptance of an order} */
    public OrderAcceptedEncoder orderAccepted() {
        begin(OrderAcceptedEncoder.BLOCK_LENGTH);
        return orderAccepted
                .wrapAndApplyHeader(buffer, 0, header)
                .price(Decimals.ABSENT)
                .amount(Decimals.ABSENT);
    }

    /** {@return the encoder of the venue's definitive refusal of an order} */
    public OrderRejectedEncoder orderRejected() {
        begin(OrderRejectedEncoder.BLOCK_LENGTH);
        return orderRejected.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of an execution; no reference price} */
    public FillEncoder fill() {
        begin(FillEncoder.BLOCK_LENGTH);
        return fill.wrapAndApplyHeader(buffer, 0, header).referencePrice(Decimals.ABSENT);
    }

    /** {@return the encoder of the end of an order} */
    public OrderClosedEncoder orderClosed() {
        begin(OrderClosedEncoder.BLOCK_LENGTH);
        return orderClosed.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of what became of a command} */
    public CommandOutcomeEncoder commandOutcome() {
        begin(CommandOutcomeEncoder.BLOCK_LENGTH);
        return commandOutcome.wrapAndApplyHeader(buffer, 0, header).reason(SuppressReason.NONE);
    }

    /** {@return the encoder of a passing of time} */
    public TimerEncoder timer() {
        begin(TimerEncoder.BLOCK_LENGTH);
        return timer.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of an operator's command; no value} */
    public OperatorCommandEncoder operatorCommand() {
        begin(OperatorCommandEncoder.BLOCK_LENGTH);
        return operatorCommand.wrapAndApplyHeader(buffer, 0, header).value(Decimals.ABSENT);
    }

    /** {@return the encoder of a change of a connection} */
    public ConnectionStateEncoder connectionState() {
        begin(ConnectionStateEncoder.BLOCK_LENGTH);
        return connectionState.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of the core settings} */
    public EngineConfigurationEncoder engineConfiguration() {
        begin(EngineConfigurationEncoder.BLOCK_LENGTH);
        return engineConfiguration.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of how a book is hedged; valued by the venue's marks until told otherwise} */
    public BookConfigurationEncoder bookConfiguration() {
        begin(BookConfigurationEncoder.BLOCK_LENGTH);
        return bookConfiguration
                .wrapAndApplyHeader(buffer, 0, header)
                .volSource(VolSource.MARK)
                .hedgeRatio(Decimals.ABSENT)
                .riskAversion(Decimals.ABSENT)
                .costRate(Decimals.ABSENT)
                .costPerOrder(Decimals.ABSENT)
                .priceMove(Decimals.ABSENT)
                .upperHalfWidth(Decimals.ABSENT)
                .landingShare(Decimals.ABSENT)
                .hedgeOn(BookConfigurationEncoder.hedgeOnNullValue());
    }

    /** {@return the encoder of the hard limits of a book} */
    public LimitsConfigurationEncoder limitsConfiguration() {
        begin(LimitsConfigurationEncoder.BLOCK_LENGTH);
        return limitsConfiguration.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of what says how much is held; nothing but the configured target until told otherwise} */
    public StrategyConfigurationEncoder strategyConfiguration() {
        begin(StrategyConfigurationEncoder.BLOCK_LENGTH);
        return strategyConfiguration.wrapAndApplyHeader(buffer, 0, header).kind(StrategyKind.NONE);
    }

    /** {@return the encoder of what is forecast; no volatility to begin with, no season, HAR as stated} */
    public ForecastConfigurationEncoder forecastConfiguration() {
        begin(ForecastConfigurationEncoder.BLOCK_LENGTH);
        return forecastConfiguration
                .wrapAndApplyHeader(buffer, 0, header)
                .startVol(ForecastConfigurationEncoder.startVolNullValue())
                .isSeasonal(BooleanType.NULL_VAL)
                .harFitDays(ForecastConfigurationEncoder.harFitDaysNullValue());
    }

    /** {@return the encoder of a part of a book's network} */
    public PolicyNetworkEncoder policyNetwork() {
        begin(PolicyNetworkEncoder.BLOCK_LENGTH);
        return policyNetwork.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of one expiry's fitted smile; withdrawn until told otherwise} */
    public SurfaceSliceEncoder surfaceSlice() {
        begin(SurfaceSliceEncoder.BLOCK_LENGTH);
        return surfaceSlice.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of an index of volatility of fresh quality} */
    public VolatilityIndexEncoder volatilityIndex() {
        begin(VolatilityIndexEncoder.BLOCK_LENGTH);
        return volatilityIndex.wrapAndApplyHeader(buffer, 0, header).quality(InputQuality.FRESH);
    }

    /** {@return the encoder of a lock of the venue; unlocked until told otherwise} */
    public PlatformStateEncoder platformState() {
        begin(PlatformStateEncoder.BLOCK_LENGTH);
        return platformState.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of an estimate of a delivery price} */
    public DeliveryEstimateEncoder deliveryEstimate() {
        begin(DeliveryEstimateEncoder.BLOCK_LENGTH);
        return deliveryEstimate.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of a step of a trigger; it blocks nothing beyond 3 half-widths until told otherwise} */
    public TriggerStepEncoder triggerStep() {
        begin(TriggerStepEncoder.BLOCK_LENGTH);
        return triggerStep.wrapAndApplyHeader(buffer, 0, header).overrideMultiple(OVERRIDE_MULTIPLE);
    }

    /** {@return the encoder of which delta counts: sticky strike, traded on re-marks, not scored until told otherwise} */
    public DeltaConfigurationEncoder deltaConfiguration() {
        begin(DeltaConfigurationEncoder.BLOCK_LENGTH);
        return deltaConfiguration
                .wrapAndApplyHeader(buffer, 0, header)
                .stickiness(Decimals.ABSENT)
                .callA(Decimals.ABSENT)
                .callB(Decimals.ABSENT)
                .callC(Decimals.ABSENT)
                .putA(Decimals.ABSENT)
                .putB(Decimals.ABSENT)
                .putC(Decimals.ABSENT)
                .remarkHalfLifeNs(REMARK_HALF_LIFE_NS)
                .overrideMultiple(OVERRIDE_MULTIPLE)
                .rule(DeltaRule.STICKY_STRIKE)
                .isTradedOnRemark(BooleanType.TRUE);
    }

    /** {@return the encoder of an instrument that may carry a hedge; its quotes come with its orders} */
    public HedgeCandidateEncoder hedgeCandidate() {
        begin(HedgeCandidateEncoder.BLOCK_LENGTH);
        return hedgeCandidate
                .wrapAndApplyHeader(buffer, 0, header)
                .marketConnectionId(HedgeCandidateEncoder.marketConnectionIdNullValue())
                .crossRatio(HedgeRatioKind.NULL_VAL)
                .fixedRatio(Decimals.ABSENT)
                .ratioHalfLifeNs(HedgeCandidateEncoder.ratioHalfLifeNsNullValue())
                .ratioSampleNs(HedgeCandidateEncoder.ratioSampleNsNullValue())
                .minSamples(HedgeCandidateEncoder.minSamplesNullValue())
                .minCorrelation(Decimals.ABSENT);
    }

    /** {@return the encoder of how a book chooses its hedge instrument; coin for coin, no balance, nothing split} */
    public InstrumentChoiceConfigurationEncoder instrumentChoiceConfiguration() {
        begin(InstrumentChoiceConfigurationEncoder.BLOCK_LENGTH);
        return instrumentChoice
                .wrapAndApplyHeader(buffer, 0, header)
                .levelLimitUsd(Decimals.ABSENT)
                .slopeLimitUsdYears(Decimals.ABSENT)
                .ratio(HedgeRatioKind.ONE)
                .maxSplits(InstrumentChoiceConfigurationEncoder.maxSplitsNullValue())
                .splitOrderUsd(Decimals.ABSENT)
                .splitWithin(Decimals.ABSENT);
    }

    /** {@return the encoder of how a book's needs become orders} */
    public ExecutionConfigurationEncoder executionConfiguration() {
        begin(ExecutionConfigurationEncoder.BLOCK_LENGTH);
        return executionConfiguration.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of limits of gamma and vega; parts of proposals are traded too until told otherwise} */
    public OverlayConfigurationEncoder overlayConfiguration() {
        begin(OverlayConfigurationEncoder.BLOCK_LENGTH);
        return overlayConfiguration.wrapAndApplyHeader(buffer, 0, header);
    }

    /** {@return the encoder of one option of a proposal, or of why there is none; nothing is found amiss until told} */
    public OverlayLegEncoder overlayLeg() {
        begin(OverlayLegEncoder.BLOCK_LENGTH);
        return overlayLeg.wrapAndApplyHeader(buffer, 0, header).finding(OverlayFinding.CLEAR);
    }

    private void begin(final int blockLength) {
        length = HEADER_LENGTH + blockLength;
        buffer.setMemory(HEADER_LENGTH, blockLength, (byte) 0);
    }
}
