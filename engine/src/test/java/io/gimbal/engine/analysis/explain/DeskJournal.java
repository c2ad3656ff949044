package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.configuration.TimingEvents;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.Frame;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.LimitsConfigurationEncoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.file.FileStorage;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A desk told what happens, event by event, with a real engine behind and a real journal of both queues: its book is
 * N dollars
 * of a dated inverse future at a forward of 30,000, hedged with the perpetual inside 0.1 coin to the target.
 */
final class DeskJournal implements AutoCloseable {
    static final long START_NS = 1_681_344_000_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;
    static final long EXPIRY_NS = START_NS + 30L * 86_400 * SECOND_NS;
    static final int PERPETUAL = 0;
    static final int FUTURE = 1;
    static final FileStorage STORAGE = new FileStorage();

    private static final String TIMED_BOOK = """
        [[book]]
        coin = "BTC"
        style = "inverse"
        hedge_instrument = "BTC-PERPETUAL"
        sense = "coin_neutral"
        cash_coins = 1
        cash_usd = 0
        half_width_coins = 0.1
        [book.rule]
        expiries = 1
        min_days = 1
        strikes = 1
        legs = "call"
        quantity_coins = 1
        [book.hedging]
        """;

    private final EventPublisher events = new EventPublisher();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final UnsafeBuffer outFrame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final Journal journal;
    private final HedgeEngine engine;
    private long nowNs = START_NS;
    private long lastTradeId;
    private boolean isWriting = true;
    private double forged = Double.NaN;
    private @Nullable EgressRelay recovering;

    DeskJournal(final Path directory) {
        journal = Journal.open(new JournalContext()
                .directory(directory)
                .storage(STORAGE)
                .startTimeNs(START_NS)
                .blockBytes(1 << 16)
                .minFreeBytes(0));
        engine = new HedgeEngine(this::onOutput);
    }

    static JournalReader reader(final Path directory) {
        return JournalReader.open(directory, STORAGE);
    }

    /** Ready, with its whole market at 30,000 and nothing in the book. */
    static DeskJournal level(final Path directory) {
        final DeskJournal desk = new DeskJournal(directory);
        desk.open();
        desk.configure();
        desk.market(30_000);
        desk.ready();
        return desk;
    }

    void open() {
        event(publisher -> publisher
                .genesis()
                .startTimeNs(nowNs)
                .generation(journal.generation())
                .epoch(journal.epoch())
                .predecessorInSequence(journal.predecessor().lastInSequence())
                .predecessorOutSequence(journal.predecessor().lastOutSequence())
                .predecessorChain(journal.predecessor().inChain())
                .codeHash(0xC0DEL)
                .mode(RunMode.PAPER)
                .instance("desk"));
        messages(100);
        event(publisher -> publisher.underlyingDefinition().underlyingId(0).coin("BTC"));
        define(PERPETUAL, InstrumentKind.PERPETUAL, 0, "BTC-PERPETUAL");
        define(FUTURE, InstrumentKind.FUTURE, EXPIRY_NS, "BTC-12MAY23");
        limits(limits -> {});
    }

    /** Takes up what earlier generations left, as a start does. */
    void continued(final Path directory) {
        final Replay replay = new Replay(reader(directory), done -> {});
        final EgressRelay relay = new EgressRelay();
        relay.direct(replay.egress());
        recovering = relay;
        replay.run(engine, journal.generation() - 1);
        recovering = null;
    }

    void configure() {
        book(PolicySpec.parse("fixed-band-target:half_width_coins=0.1"));
    }

    void book(final PolicySpec spec) {
        event(publisher -> PolicyEvents.write(
                spec,
                publisher
                        .bookConfiguration()
                        .underlyingId(0)
                        .hedgeInstrumentId(PERPETUAL)
                        .sense(DeltaSense.COIN_NEUTRAL)
                        .projection(Projection.UNIT)
                        .policy(PolicyKind.FIXED_BAND)
                        .landing(Landing.TO_TARGET)
                        .hedgeRatio(100_000_000L)));
    }

    void messages(final int most) {
        event(publisher -> publisher
                .engineConfiguration()
                .decisionHeartbeatNs(SECOND_NS)
                .greeksIntervalNs(SECOND_NS)
                .stateHashInterval(65_536)
                .maxMessages(most)
                .rateWindowNs(10 * SECOND_NS));
    }

    /** Wide, and ten seconds for every age, but for what is changed. */
    void limits(final Consumer<LimitsConfigurationEncoder> change) {
        event(publisher -> change.accept(publisher
                .limitsConfiguration()
                .underlyingId(0)
                .maxOrderUsd(scaled(1_000_000))
                .maxPositionUsd(scaled(10_000_000))
                .collarRate(scaled(0.05))
                .maxIndexAgeNs(10 * SECOND_NS)
                .maxForwardAgeNs(10 * SECOND_NS)
                .maxVolAgeNs(10 * SECOND_NS)
                .maxQuoteAgeNs(10 * SECOND_NS)
                .maxCommandAgeNs(SECOND_NS)
                .rejectBackOffNs(2 * SECOND_NS)));
    }

    private void define(final int id, final InstrumentKind kind, final long expiryNs, final String name) {
        event(publisher -> publisher
                .instrumentDefinition()
                .instrumentId(id)
                .underlyingId(0)
                .kind(kind)
                .settlement(Settlement.INVERSE)
                .optionType(OptionType.NONE)
                .expiryNs(expiryNs)
                .contractSize(scaled(10))
                .minAmount(scaled(10))
                .tickSize(scaled(0.5))
                .name(name));
    }

    void call(final int id, final double strike) {
        event(publisher -> publisher
                .instrumentDefinition()
                .instrumentId(id)
                .underlyingId(0)
                .kind(InstrumentKind.OPTION)
                .settlement(Settlement.INVERSE)
                .optionType(OptionType.CALL)
                .expiryNs(EXPIRY_NS)
                .strike(scaled(strike))
                .contractSize(scaled(1))
                .minAmount(scaled(0.1))
                .tickSize(scaled(0.0005))
                .name("BTC-12MAY23-C" + id));
    }

    void vol(final int option, final double vol) {
        event(publisher ->
                publisher.ticker().instrumentId(option).markVol(scaled(vol)).markPrice(scaled(0.05)));
    }

    // ------------------------------------------------------------------ market and account

    void market(final double price) {
        quote(price - 0.5, price + 0.5);
        index(price);
        forward(price);
    }

    void quote(final double bid, final double ask) {
        event(publisher -> publisher
                .quote()
                .instrumentId(PERPETUAL)
                .bidPrice(scaled(bid))
                .bidAmount(bid > 0 ? scaled(100_000) : 0)
                .askPrice(scaled(ask))
                .askAmount(ask > 0 ? scaled(100_000) : 0));
    }

    void index(final double price) {
        event(publisher -> publisher.indexPrice().underlyingId(0).price(scaled(price)));
    }

    void forward(final double price) {
        event(publisher ->
                publisher.forwardPrice().underlyingId(0).expiryNs(EXPIRY_NS).price(scaled(price)));
    }

    void state(final InstrumentState state) {
        event(publisher ->
                publisher.instrumentStateChange().instrumentId(PERPETUAL).state(state));
    }

    void ready() {
        connection(ConnectionPhase.READY);
    }

    void connection(final ConnectionPhase phase) {
        event(publisher -> publisher.connectionState().connectionId(0).phase(phase));
    }

    /** The book: so many dollars of the future, so a delta of as many over 30,000. */
    void future(final double usd) {
        position(FUTURE, usd);
    }

    void position(final int instrument, final double amount) {
        event(publisher -> publisher
                .positionSnapshot()
                .venueTimeNs(nowNs)
                .instrumentId(instrument)
                .amount(scaled(amount))
                .averagePrice(scaled(30_000)));
    }

    void operator(final OperatorVerb verb) {
        event(publisher -> publisher.operatorCommand().commandId(1).verb(verb).underlyingId(0));
    }

    void timer() {
        event(EventPublisher::timer);
    }

    void outcome(final long orderId, final SendOutcome outcome) {
        event(publisher -> publisher
                .commandOutcome()
                .orderId(orderId)
                .commandType((short) 101)
                .outcome(outcome)
                .reason(SuppressReason.NONE));
    }

    void rejected(final long orderId) {
        event(publisher -> publisher.orderRejected().orderId(orderId).venueCode(10_009));
    }

    void fill(final long orderId, final Side side, final double amount, final double price) {
        final long tradeId = ++lastTradeId;
        event(publisher -> publisher
                .fill()
                .tradeId(tradeId)
                .orderId(orderId)
                .instrumentId(PERPETUAL)
                .side(side)
                .amount(scaled(amount))
                .price(scaled(price))
                .fee(scaled(0.0001))
                .feeCurrency(Currency.COIN)
                .liquidity(Liquidity.TAKER));
    }

    void closed(final long orderId, final OrderEnd end, final double filled) {
        event(publisher -> publisher.orderClosed().orderId(orderId).end(end).filledAmount(scaled(filled)));
    }

    void outcome(final long orderId, final int commandType, final SendOutcome outcome, final SuppressReason reason) {
        event(publisher -> publisher
                .commandOutcome()
                .orderId(orderId)
                .commandType((short) commandType)
                .outcome(outcome)
                .reason(reason));
    }

    void accepted(final long orderId, final double amount, final double price) {
        event(publisher -> publisher
                .orderAccepted()
                .orderId(orderId)
                .instrumentId(PERPETUAL)
                .amount(scaled(amount))
                .price(scaled(price)));
    }

    void cash(final Currency currency, final double balance) {
        event(publisher ->
                publisher.accountBalance().underlyingId(0).currency(currency).balance(scaled(balance)));
    }

    // ------------------------------------------------------------------ how and when it trades

    /** Lines of {@code [book.hedging]} that say when it may trade. */
    void timing(final String... lines) {
        final Configuration said = ConfigurationReader.read("desk.toml", TIMED_BOOK + String.join("\n", lines) + "\n");
        new TimingEvents().offer(said.books().get(0).hedging().timing(), 0, this::onInput, nowNs);
    }

    /** A minute for every need, half of what is visible, six slices; rests one tick and one lot exactly. */
    void execution(final ExecutionTactic tactic) {
        execution(tactic, 1);
    }

    /** The same; what rests is re-sized from so many lots on. */
    void execution(final ExecutionTactic tactic, final int resizeLots) {
        event(publisher -> publisher
                .executionConfiguration()
                .takeMultiple(scaled(2))
                .crossMultiple(scaled(3))
                .depthShare(scaled(0.5))
                .urgency(scaled(2))
                .horizonNs(60 * SECOND_NS)
                .resizeLots(resizeLots)
                .repegTicks(1)
                .displayLots(0)
                .slices(6)
                .underlyingId(0)
                .tactic(tactic));
    }

    // ------------------------------------------------------------------ time and bytes

    void waitNs(final long ns) {
        nowNs += ns;
    }

    void waitSeconds(final double seconds) {
        nowNs += Math.round(seconds * SECOND_NS);
    }

    long nowNs() {
        return nowNs;
    }

    long lastInput() {
        return journal.in().lastSequence();
    }

    long lastOutput() {
        return journal.out().lastSequence();
    }

    /** From now on outputs are lost, as when the process dies between engine and sender. */
    void loseOutputs() {
        isWriting = false;
    }

    /** From now on another program wrote the outputs: decisions say this delta. */
    void forgeDelta(final double delta) {
        forged = delta;
    }

    void event(final Consumer<EventPublisher> filling) {
        filling.accept(events);
        events.offer(this::onInput, nowNs);
    }

    private long onInput(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        frame.putBytes(Frame.HEADER_LENGTH, buffer, offset, length);
        final long sequence = append(journal.in(), frame, length);
        engine.onInput(frame, Frame.HEADER_LENGTH, length, sequence, timeNs);
        return sequence;
    }

    private boolean onOutput(final DirectBuffer buffer, final int offset, final int length) {
        final EgressRelay replayed = recovering;
        if (replayed != null) {
            return replayed.offer(buffer, offset, length);
        }
        if (isWriting) {
            outFrame.putBytes(Frame.HEADER_LENGTH, buffer, offset, length);
            final boolean isDecision = new MessageHeaderDecoder()
                            .wrap(outFrame, Frame.HEADER_LENGTH)
                            .templateId()
                    == HedgeDecisionDecoder.TEMPLATE_ID;
            if (isDecision && !Double.isNaN(forged)) {
                outFrame.putDouble(
                        Frame.HEADER_LENGTH
                                + MessageHeaderDecoder.ENCODED_LENGTH
                                + HedgeDecisionDecoder.totalDeltaEncodingOffset(),
                        forged,
                        HedgeDecisionDecoder.BYTE_ORDER);
            }
            append(journal.out(), outFrame, length);
        }
        return true;
    }

    private long append(final JournalAppender queue, final UnsafeBuffer bytes, final int length) {
        return queue.append(bytes, 0, length, nowNs, nowNs);
    }

    static long scaled(final double value) {
        return Math.round(value * 1e8);
    }

    @Override
    public void close() {
        journal.close();
    }
}
