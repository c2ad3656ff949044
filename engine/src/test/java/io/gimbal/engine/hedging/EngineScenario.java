package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A desk under test, told what happens in a trader's words. Every sentence becomes one real encoded event at the present
 * time of the desk's own clock; what the engine answers is collected in {@link Outputs}.
 */
final class EngineScenario {
    /** 2023-04-13T00:00:00Z. */
    static final long START_NS = 1_681_344_000_000_000_000L;

    static final long SECOND_NS = 1_000_000_000L;

    /** The perpetual of {@link #btcDesk}: inverse, lots of 10 USD, ticks of 0.5. */
    static final int BTC_PERPETUAL = 0;

    final Outputs outputs = new Outputs();
    final List<Input> inputs = new ArrayList<>();
    final HedgeEngine engine;
    /** Run after every input. */
    Runnable observer = () -> {};

    private final EventPublisher events = new EventPublisher();
    private long nowNs = START_NS;
    private long sequence;
    private long lastTradeId;

    /** What every quote shows of each side, in the unit of its amounts. */
    double quoted = 100_000;

    /** One recorded input, for playing it again elsewhere. */
    static final class Input {
        final long sequence;
        final long receiveTimeNs;
        private final byte[] bytes;

        Input(final byte[] bytes, final long sequence, final long receiveTimeNs) {
            this.bytes = bytes;
            this.sequence = sequence;
            this.receiveTimeNs = receiveTimeNs;
        }

        void playTo(final HedgeEngine engine) {
            engine.onInput(new UnsafeBuffer(bytes), 0, bytes.length, sequence, receiveTimeNs);
        }

        int length() {
            return bytes.length;
        }

        int templateId() {
            return Outputs.templateId(bytes);
        }

        byte[] copy() {
            return bytes.clone();
        }

        Input with(final byte[] others) {
            return new Input(others, sequence, receiveTimeNs);
        }
    }

    EngineScenario() {
        engine = new HedgeEngine(outputs);
    }

    /** A desk in BTC that may trade 1M USD an order, 10M USD in all, within 5 % of the index, on data 10 seconds old. */
    static EngineScenario btcDesk() {
        final EngineScenario desk = new EngineScenario();
        desk.genesis(1);
        desk.engineLimits(100, SECOND_NS);
        desk.underlying(0);
        desk.perpetual(BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        return desk;
    }

    /** The ledger of a configured underlying. */
    DeltaLedger ledger(final int underlying) {
        return requireNonNull(engine.ledger(underlying));
    }

    /** The measures of a configured underlying. */
    HedgeStatistics statistics(final int underlying) {
        return requireNonNull(engine.statistics(underlying));
    }

    /** An order under way. */
    WorkingOrder order(final long orderId) {
        return requireNonNull(engine.orders().find(orderId));
    }

    // ------------------------------------------------------------------ time and raw bytes

    long nowNs() {
        return nowNs;
    }

    long lastSequence() {
        return sequence;
    }

    void at(final long timeNs) {
        nowNs = timeNs;
    }

    void waitNs(final long ns) {
        nowNs += ns;
    }

    void waitSeconds(final long seconds) {
        waitNs(seconds * SECOND_NS);
    }

    void timer() {
        events.timer();
        send();
    }

    /** Time passes in steps of one second, each with a timer. */
    void tickSeconds(final int seconds) {
        for (int i = 0; i < seconds; i++) {
            waitSeconds(1);
            timer();
        }
    }

    void raw(final byte[] bytes) {
        final Input input = new Input(bytes, ++sequence, nowNs);
        inputs.add(input);
        input.playTo(engine);
        observer.run();
    }

    private void send() {
        events.offer(this::offer, nowNs);
    }

    private long offer(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        raw(bytes);
        return sequence;
    }

    /** Any event, filled by hand. */
    void event(final Consumer<EventPublisher> filling) {
        filling.accept(events);
        send();
    }

    static long scaled(final double value) {
        return Math.round(value * 1e8);
    }

    // ------------------------------------------------------------------ session and definitions

    void genesis(final int epoch) {
        events.genesis().startTimeNs(nowNs).epoch(epoch);
        send();
    }

    void connection(final int id, final ConnectionPhase phase) {
        events.connectionState().connectionId(id).phase(phase);
        send();
    }

    void ready() {
        connection(0, ConnectionPhase.READY);
    }

    void underlying(final int id) {
        events.underlyingDefinition().underlyingId(id);
        send();
    }

    void perpetual(final int id, final int underlying) {
        define(id, underlying, InstrumentKind.PERPETUAL, Settlement.INVERSE, 0, 10, 0.5);
    }

    void linearPerpetual(final int id, final int underlying, final double lotCoins) {
        define(id, underlying, InstrumentKind.PERPETUAL, Settlement.LINEAR, 0, lotCoins, 0.5);
    }

    void future(final int id, final int underlying, final long expiryNs) {
        define(id, underlying, InstrumentKind.FUTURE, Settlement.INVERSE, expiryNs, 10, 2.5);
    }

    void spotPair(final int id, final int underlying) {
        define(id, underlying, InstrumentKind.SPOT, Settlement.LINEAR, 0, 0.0001, 1);
    }

    void define(
            final int id,
            final int underlying,
            final InstrumentKind kind,
            final Settlement settlement,
            final long expiryNs,
            final double lot,
            final double tick) {
        events.instrumentDefinition()
                .instrumentId(id)
                .underlyingId(underlying)
                .kind(kind)
                .settlement(settlement)
                .optionType(OptionType.NONE)
                .expiryNs(expiryNs)
                .contractSize(scaled(lot))
                .minAmount(scaled(lot))
                .tickSize(scaled(tick));
        send();
    }

    void call(final int id, final int underlying, final long expiryNs, final double strike) {
        option(id, underlying, expiryNs, strike, OptionType.CALL, Settlement.INVERSE);
    }

    void put(final int id, final int underlying, final long expiryNs, final double strike) {
        option(id, underlying, expiryNs, strike, OptionType.PUT, Settlement.INVERSE);
    }

    void option(
            final int id,
            final int underlying,
            final long expiryNs,
            final double strike,
            final OptionType type,
            final Settlement settlement) {
        events.instrumentDefinition()
                .instrumentId(id)
                .underlyingId(underlying)
                .kind(InstrumentKind.OPTION)
                .settlement(settlement)
                .optionType(type)
                .expiryNs(expiryNs)
                .strike(scaled(strike))
                .contractSize(scaled(1))
                .minAmount(scaled(0.1))
                .tickSize(scaled(0.0005));
        send();
    }

    void instrumentState(final int instrument, final InstrumentState state) {
        events.instrumentStateChange().instrumentId(instrument).state(state);
        send();
    }

    // ------------------------------------------------------------------ configuration and operator

    void engineLimits(final int maxMessages, final long windowNs) {
        engineSettings(maxMessages, windowNs, 65_536);
    }

    void engineSettings(final int maxMessages, final long windowNs, final int stateHashInterval) {
        events.engineConfiguration()
                .decisionHeartbeatNs(SECOND_NS)
                .greeksIntervalNs(SECOND_NS)
                .stateHashInterval(stateHashInterval)
                .maxMessages(maxMessages)
                .rateWindowNs(windowNs);
        send();
    }

    void hedge(final int underlying, final DeskPolicy policy) {
        policy.encode(events.bookConfiguration().underlyingId(underlying));
        send();
    }

    void limits(final int underlying, final DeskLimits limits) {
        limits.encode(events.limitsConfiguration().underlyingId(underlying));
        send();
    }

    void operator(final OperatorVerb verb, final int underlying) {
        events.operatorCommand().commandId(1).verb(verb).underlyingId(underlying);
        send();
    }

    void operator(final OperatorVerb verb, final int underlying, final double value) {
        events.operatorCommand()
                .commandId(1)
                .verb(verb)
                .underlyingId(underlying)
                .value(scaled(value));
        send();
    }

    // ------------------------------------------------------------------ market

    void index(final int underlying, final double price) {
        events.indexPrice().underlyingId(underlying).price(scaled(price));
        send();
    }

    void index(final int underlying, final double price, final InputQuality quality) {
        events.indexPrice().underlyingId(underlying).price(scaled(price)).quality(quality);
        send();
    }

    void forward(final int underlying, final long expiryNs, final double price) {
        events.forwardPrice().underlyingId(underlying).expiryNs(expiryNs).price(scaled(price));
        send();
    }

    void quote(final int instrument, final double bid, final double ask) {
        events.quote()
                .instrumentId(instrument)
                .bidPrice(scaled(bid))
                .bidAmount(bid > 0 ? scaled(quoted) : 0)
                .askPrice(scaled(ask))
                .askAmount(ask > 0 ? scaled(quoted) : 0);
        send();
    }

    /** Spot of the BTC desk moves: the index, and the perpetual one dollar wide around it. */
    void spot(final double price) {
        quote(BTC_PERPETUAL, price - 0.5, price + 0.5);
        index(0, price);
    }

    void vol(final int option, final double vol, final double mark) {
        events.ticker().instrumentId(option).markVol(scaled(vol)).markPrice(scaled(mark));
        send();
    }

    void delivery(final int underlying, final long expiryNs, final double price) {
        events.delivery().underlyingId(underlying).expiryNs(expiryNs).deliveryPrice(scaled(price));
        send();
    }

    void funding(final int instrument, final double payment) {
        events.funding().instrumentId(instrument).paymentAmount(scaled(payment));
        send();
    }

    // ------------------------------------------------------------------ account and orders

    void position(final int instrument, final double amount, final double averagePrice) {
        positionAt(0, instrument, amount, averagePrice);
    }

    /** As the venue states it of a moment by its own clock. */
    void positionAt(final long venueTimeNs, final int instrument, final double amount, final double averagePrice) {
        events.positionSnapshot()
                .venueTimeNs(venueTimeNs)
                .instrumentId(instrument)
                .amount(scaled(amount))
                .averagePrice(scaled(averagePrice));
        send();
    }

    void cash(final int underlying, final Currency currency, final double balance) {
        events.accountBalance().underlyingId(underlying).currency(currency).balance(scaled(balance));
        send();
    }

    void sent(final long orderId) {
        outcome(orderId, SendOutcome.SENT, SuppressReason.NONE);
    }

    void outcome(final long orderId, final SendOutcome outcome, final SuppressReason reason) {
        events.commandOutcome()
                .orderId(orderId)
                .commandType((short) NewOrderDecoder.TEMPLATE_ID)
                .outcome(outcome)
                .reason(reason);
        send();
    }

    void accepted(final long orderId) {
        events.orderAccepted().orderId(orderId).instrumentId(BTC_PERPETUAL);
        send();
    }

    void rejected(final long orderId) {
        events.orderRejected().orderId(orderId).venueCode(10_009);
        send();
    }

    void closed(final long orderId, final OrderEnd end, final double filledAmount) {
        events.orderClosed().orderId(orderId).end(end).filledAmount(scaled(filledAmount));
        send();
    }

    /** An execution of the order, as the venue would report it, on the order's own side. */
    long fill(final NewOrderDecoder order, final double amount, final double price) {
        final long tradeId = ++lastTradeId;
        fill(tradeId, order.orderId(), order.instrumentId(), order.side(), amount, price);
        return tradeId;
    }

    void fill(
            final long tradeId,
            final long orderId,
            final int instrument,
            final Side side,
            final double amount,
            final double price) {
        lastTradeId = Math.max(lastTradeId, tradeId);
        events.fill()
                .tradeId(tradeId)
                .orderId(orderId)
                .instrumentId(instrument)
                .side(side)
                .amount(scaled(amount))
                .price(scaled(price))
                .feeCurrency(Currency.COIN);
        send();
    }

    /** Sent, filled whole at its limit price, closed. */
    void execute(final NewOrderDecoder order) {
        sent(order.orderId());
        final double amount = order.amount() / 1e8;
        fill(order, amount, order.price() / 1e8);
        closed(order.orderId(), OrderEnd.FILLED, amount);
    }

    /** Whatever was ordered since the last look, executed whole. */
    List<String> executeAll() {
        final List<String> texts = new ArrayList<>();
        for (final NewOrderDecoder order : outputs.takeNewOrders()) {
            texts.add(Outputs.text(order));
            execute(order);
        }
        return texts;
    }

    /** What is absent on the wire. */
    static long absent() {
        return Decimals.ABSENT;
    }
}
