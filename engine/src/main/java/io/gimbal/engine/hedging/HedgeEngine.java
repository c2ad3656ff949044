package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.DeliveryEstimateDecoder;
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
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TimerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;
import io.gimbal.journal.codec.VolatilityIndexDecoder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The engine: applies every input event to the book and lets the hedgers decide. One object, the same live, in a
 * backtest and in a replay; only what stands around it differs. Owned by one thread; allocates nothing but when an
 * instrument is defined, a book configured, its network whole or a session begun.
 *
 * <p>Deterministic: state and outputs follow from the bytes, sequences and receive times of the inputs since the first
 * GENESIS. Engine time is the largest receive time of the session so far; a GENESIS starts it anew. Before an event is
 * applied, timers that are due fire at their due time.
 *
 * <p>A GENESIS begins a session: definitions, positions and cash are dropped, for the venue restates them; order numbers,
 * applied trade ids and both hashes go on; orders under way are in doubt, and nothing is traded until the venue has
 * told the end of each.
 */
public final class HedgeEngine implements InputHandler {
    /** Share of the cash. */
    private static final double SMALLEST_DEPOSIT = 1e-4;

    private static final long FINGERPRINT_SEED = 0x6D47_0001L;
    private static final int COIN_OFFSET = UnderlyingDefinitionDecoder.coinEncodingOffset();

    private final OutputPublisher out;
    private final Session session = new Session();
    private final Hedgers hedgers;
    private final MarketInputs market;
    private final AccountInputs account;
    private final OrderInputs orders;
    private final ControlInputs control;
    private final ForecastInputs forecasts;
    private final InputDecoders in = new InputDecoders();
    private int epoch;
    private long engineTimeNs = Long.MIN_VALUE;
    private long inputs;
    private long badInputs;

    /**
     * Creates an engine that knows nothing yet.
     *
     * @param egress takes every output
     */
    public HedgeEngine(final Egress egress) {
        out = new OutputPublisher(egress);
        hedgers = new Hedgers(session, out);
        market = new MarketInputs(session);
        account = new AccountInputs(session, out);
        orders = new OrderInputs(session, out);
        control = new ControlInputs(session, hedgers, out);
        forecasts = new ForecastInputs(session, hedgers);
    }

    @Override
    public void onInput(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        final int type = in.wrapHeader(buffer, offset, length);
        if (type == GenesisDecoder.TEMPLATE_ID) {
            onGenesis(sequence, receiveTimeNs);
        }
        engineTimeNs = Math.max(engineTimeNs, receiveTimeNs);
        out.cause(sequence, engineTimeNs);
        hedgers.fireTimers(engineTimeNs, epoch);
        hedgers.beforeRemark(market.remarked(type, in), engineTimeNs);
        final int touched = apply(type);
        if (touched == Touched.BAD) {
            onBadInput(type);
        } else if (touched != Touched.NOTHING) {
            hedgers.evaluate(touched, engineTimeNs, epoch);
        }
        inputs++;
        if (inputs % session.stateHashInterval() == 0) {
            out.stateHash(inputs, stateHash());
        }
    }

    private int apply(final int type) {
        return switch (type) {
            case GenesisDecoder.TEMPLATE_ID, VolatilityIndexDecoder.TEMPLATE_ID, DeliveryEstimateDecoder.TEMPLATE_ID ->
                Touched.NOTHING;
            case TimerDecoder.TEMPLATE_ID -> Touched.ALL;
            case UnderlyingDefinitionDecoder.TEMPLATE_ID -> onUnderlying(in.underlyingDefinition());
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> account.onInstrument(in.instrumentDefinition());
            case InstrumentStateChangeDecoder.TEMPLATE_ID -> account.onState(in.instrumentStateChange());
            case PlatformStateDecoder.TEMPLATE_ID -> account.onPlatform(in.platformState());
            case IndexPriceDecoder.TEMPLATE_ID ->
                forecasts.onIndex(market.onIndex(in.indexPrice(), engineTimeNs), engineTimeNs);
            case ForwardPriceDecoder.TEMPLATE_ID -> market.onForward(in.forwardPrice(), engineTimeNs);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(in.quote());
            case TradePrintDecoder.TEMPLATE_ID -> forecasts.onTrade(in.tradePrint(), engineTimeNs);
            case TickerDecoder.TEMPLATE_ID -> market.onTicker(in.ticker(), engineTimeNs);
            case SurfaceSliceDecoder.TEMPLATE_ID -> market.onSurface(in.surfaceSlice(), engineTimeNs);
            case FundingDecoder.TEMPLATE_ID -> onFunding(in.funding());
            case DeliveryDecoder.TEMPLATE_ID -> changed(account.onDelivery(in.delivery()), HedgeEvent.DELIVERY);
            case AccountBalanceDecoder.TEMPLATE_ID -> onBalance(in.accountBalance());
            case PositionSnapshotDecoder.TEMPLATE_ID -> onPosition(in.positionSnapshot());
            case OrderAcceptedDecoder.TEMPLATE_ID -> orders.onAccepted(in.orderAccepted());
            case OrderRejectedDecoder.TEMPLATE_ID -> orders.onRejected(in.orderRejected(), hedgers, engineTimeNs);
            case FillDecoder.TEMPLATE_ID -> onFill(in.fill());
            case OrderClosedDecoder.TEMPLATE_ID -> orders.onClosed(in.orderClosed(), hedgers, engineTimeNs);
            case CommandOutcomeDecoder.TEMPLATE_ID -> orders.onOutcome(in.commandOutcome(), hedgers, engineTimeNs);
            case OperatorCommandDecoder.TEMPLATE_ID -> control.onOperator(in.operatorCommand());
            case ConnectionStateDecoder.TEMPLATE_ID -> control.onConnection(in.connectionState());
            case EngineConfigurationDecoder.TEMPLATE_ID -> control.onEngineConfiguration(in.engineConfiguration());
            case BookConfigurationDecoder.TEMPLATE_ID -> control.onBookConfiguration(in.bookConfiguration());
            case LimitsConfigurationDecoder.TEMPLATE_ID -> control.onLimits(in.limitsConfiguration());
            case TriggerStepDecoder.TEMPLATE_ID -> control.onTriggerStep(in.triggerStep());
            case DeltaConfigurationDecoder.TEMPLATE_ID -> control.onDeltaConfiguration(in.deltaConfiguration());
            case HedgeCandidateDecoder.TEMPLATE_ID -> control.onCandidate(in.hedgeCandidate());
            case InstrumentChoiceConfigurationDecoder.TEMPLATE_ID ->
                control.onInstrumentChoice(in.instrumentChoiceConfiguration());
            case StrategyConfigurationDecoder.TEMPLATE_ID -> control.onStrategy(in.strategyConfiguration());
            case ForecastConfigurationDecoder.TEMPLATE_ID -> control.onForecasts(in.forecastConfiguration());
            case ExecutionConfigurationDecoder.TEMPLATE_ID -> control.onExecution(in.executionConfiguration());
            case OverlayConfigurationDecoder.TEMPLATE_ID -> control.onOverlay(in.overlayConfiguration());
            case OverlayLegDecoder.TEMPLATE_ID -> hedgers.onOverlayLeg(in.overlayLeg());
            case PolicyNetworkDecoder.TEMPLATE_ID -> control.onNetwork(in.policyNetwork());
            default -> Touched.BAD;
        };
    }

    /** What moves the delta then is no move of the market: measures of the market, and triggers by it, begin anew. */
    private int changed(final int touched, final HedgeEvent event) {
        if (touched != Touched.BAD && touched != Touched.NOTHING) {
            hedgers.onBookChange(touched, event);
        }
        return touched;
    }

    private int onUnderlying(final UnderlyingDefinitionDecoder event) {
        hedgers.onCoin(event.underlyingId(), event.buffer().getLong(event.offset() + COIN_OFFSET));
        return account.onUnderlying(event);
    }

    private int onQuote(final QuoteDecoder event) {
        return forecasts.onQuote(market.onQuote(event, engineTimeNs), event, engineTimeNs);
    }

    private int onFunding(final FundingDecoder event) {
        final int touched = account.onFunding(event);
        final BookLine line = touched == Touched.BAD ? null : session.book().line(event.instrumentId());
        if (line != null) {
            hedgers.onFunding(line, event, engineTimeNs);
        }
        return touched;
    }

    private int onFill(final FillDecoder event) {
        final int touched = orders.onFill(event, hedgers, engineTimeNs);
        forecasts.onFill(touched, event, engineTimeNs);
        return isHedge(touched, event.instrumentId()) ? touched : changed(touched, HedgeEvent.BOOK);
    }

    private int onPosition(final PositionSnapshotDecoder event) {
        final long before = position(event.instrumentId());
        final int touched = account.onPosition(event, engineTimeNs);
        final boolean isSame = before == position(event.instrumentId());
        return isSame || isHedge(touched, event.instrumentId()) ? touched : changed(touched, HedgeEvent.BOOK);
    }

    /** The wanted hedge is what the book calls for without the instruments that carry it. */
    private boolean isHedge(final int underlyingId, final int instrumentId) {
        final Hedger hedger = hedgers.find(underlyingId);
        return hedger != null && hedger.instruments().carries(instrumentId);
    }

    /** The venue restates cash all the time; a deposit or a withdrawal is more than rounding and fees. */
    private int onBalance(final AccountBalanceDecoder event) {
        final double before = coins(event.underlyingId());
        final int touched = account.onBalance(event, engineTimeNs);
        final double after = coins(event.underlyingId());
        hedgers.onBalance(event);
        final boolean isSame = Math.abs(after - before) <= SMALLEST_DEPOSIT * Math.abs(before);
        return isSame ? touched : changed(touched, HedgeEvent.DEPOSIT);
    }

    private double coins(final int underlyingId) {
        final UnderlyingBook book = session.book().underlying(underlyingId);
        return book == null ? 0 : book.coinCash() + (book.index() > 0 ? book.usdCash() / book.index() : 0);
    }

    private void onGenesis(final long sequence, final long receiveTimeNs) {
        epoch = (int) in.genesis().epoch();
        engineTimeNs = receiveTimeNs;
        out.cause(sequence, engineTimeNs);
        session.onGenesis(epoch, receiveTimeNs);
        hedgers.clear();
        final OrderTable table = session.orders();
        for (int i = 0; i < table.size(); i++) {
            out.publish(out.alert(AlertCode.ORDER_IN_DOUBT, Severity.CRITICAL)
                    .orderId(table.order(i).orderId())
                    .encodedLength());
        }
    }

    /** Counted always; said at the first and then at every doubling, so that a broken feed cannot flood the journal. */
    private void onBadInput(final int type) {
        badInputs++;
        if (Long.bitCount(badInputs) == 1) {
            out.publish(out.alert(AlertCode.BAD_INPUT, Severity.WARNING)
                    .value((double) badInputs)
                    .limitValue(type)
                    .encodedLength());
        }
    }

    /** {@return fingerprint of everything the engine knows and has said; the epoch and the code are not part of it} */
    public long stateHash() {
        long h = Bits.mix(FINGERPRINT_SEED, inputs);
        h = Bits.mix(h, engineTimeNs);
        h = Bits.mix(h, badInputs);
        h = session.mixInto(h);
        h = hedgers.mixInto(h);
        h = Bits.mix(h, out.outputs());
        return Bits.mix(h, out.hash());
    }

    /** {@return running hash over type, cause and payload of every output} */
    public long outputHash() {
        return out.hash();
    }

    /** {@return input events applied, bad ones included} */
    public long inputs() {
        return inputs;
    }

    /** {@return output events made} */
    public long outputs() {
        return out.outputs();
    }

    /** {@return input events that could not be meant} */
    public long badInputs() {
        return badInputs;
    }

    /** {@return epoch nanoseconds, {@code Long.MIN_VALUE} before the first input} */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /** {@return whether an operator killed trading; stays so} */
    public boolean isKilled() {
        return session.isKilled();
    }

    /** {@return orders under way} */
    public OrderTable orders() {
        return session.orders();
    }

    /** {@return a window on how decisions come about, for analysis} */
    public HedgeInspection inspection() {
        return new HedgeInspection(session, hedgers);
    }

    /** {@return how many underlyings are configured, by dense id from 0} */
    public int underlyingCount() {
        return hedgers.size();
    }

    /**
     * Our position in an instrument.
     *
     * @param instrumentId dense id
     * @return scaled and signed: USD for inverse futures, coins otherwise; 0 when it is not defined
     */
    public long position(final int instrumentId) {
        final BookLine line = session.book().line(instrumentId);
        return line == null ? 0 : line.amount();
    }

    /**
     * What an underlying's hedger did since the session began.
     *
     * @param underlyingId dense id
     * @return the measures, or null when it is not configured
     */
    public @Nullable HedgeStatistics statistics(final int underlyingId) {
        final Hedger hedger = hedgers.find(underlyingId);
        return hedger == null ? null : hedger.statistics();
    }

    /**
     * The delta ledger of an underlying's last valuation.
     *
     * @param underlyingId dense id
     * @return the ledger, or null when it is not configured
     */
    public @Nullable DeltaLedger ledger(final int underlyingId) {
        final Hedger hedger = hedgers.find(underlyingId);
        return hedger == null ? null : hedger.greeks().ledger();
    }
}
