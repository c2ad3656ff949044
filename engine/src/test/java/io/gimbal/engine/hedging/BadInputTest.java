package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.SuppressReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that cannot be meant: counted, said at doublings, never applied, never an exception. */
class BadInputTest {
    private static final long TOO_MUCH = Long.MAX_VALUE;

    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final Outputs outputs = desk.outputs;

    private void refuses(final String what, final Runnable input) {
        final long bad = desk.engine.badInputs();
        final long orders = desk.engine.orders().size();
        input.run();
        assertThat(desk.engine.badInputs()).as(what).isEqualTo(bad + 1);
        assertThat(desk.engine.orders().size()).isEqualTo(orders);
    }

    private void refuses(final String what, final Consumer<EventPublisher> filling) {
        refuses(what, () -> desk.event(filling));
    }

    @Test
    void shouldSayBadInputsAtTheFirstAndAtEveryDoubling() {
        for (int i = 0; i < 40; i++) {
            desk.index(9, 30_000);
        }

        final List<AlertDecoder> alerts = outputs.alerts(0);
        assertThat(alerts).allSatisfy(a -> assertThat(a.code()).isEqualTo(AlertCode.BAD_INPUT));
        assertThat(alerts).extracting(AlertDecoder::value).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0);
        assertThat(alerts)
                .allSatisfy(a -> assertThat(a.limitValue()).as("its type").isEqualTo(5));
        assertThat(desk.engine.badInputs()).isEqualTo(40);
    }

    @Test
    void shouldRefuseMarketDataOfWhatIsNotDefinedOrOutOfRange() {
        refuses("index of nobody", () -> desk.index(7, 1));
        refuses("index 0", () -> desk.index(0, 0));
        refuses("index -1", () -> desk.index(0, -1));
        refuses("index too high", e -> e.indexPrice().price(TOO_MUCH));
        refuses("forward of nobody", () -> desk.forward(7, HedgingDesk.EXPIRY_NS, 1));
        refuses("forward 0", () -> desk.forward(0, HedgingDesk.EXPIRY_NS, 0));
        refuses("quote of nobody", () -> desk.quote(7, 1, 2));
        refuses("negative bid", e -> e.quote().bidPrice(-1).bidAmount(1));
        refuses("ask too high", e -> e.quote().askPrice(TOO_MUCH).askAmount(1));
        refuses("ticker of nobody", () -> desk.vol(7, 0.5, 0));
        refuses("negative mark", () -> desk.vol(BTC_PERPETUAL, 0.5, -1));
        refuses("negative vol", () -> desk.vol(BTC_PERPETUAL, -0.5, 0));
        refuses("vol above 100", () -> desk.vol(BTC_PERPETUAL, 100.00000001, 0));
        refuses("state of nobody", () -> desk.instrumentState(7, InstrumentState.OPEN));
        desk.timer();
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(desk.ledger(0).hedgeDelta()).isZero();
    }

    @Test
    void shouldTakeTheLargestThatCanBeMeant() {
        desk.vol(BTC_PERPETUAL, 100, 1e9);
        desk.index(0, 1e9);
        desk.quote(BTC_PERPETUAL, 1e9, 1e9);
        desk.position(BTC_PERPETUAL, 4e10, 1e9);
        desk.position(BTC_PERPETUAL, -4e10, 1e9);

        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldIgnoreForwardsOfExpiriesItDoesNotKnowAndBeforeAnIndex() {
        desk.forward(0, HedgingDesk.EXPIRY_NS + 1, 30_000);
        final EngineScenario fresh = EngineScenario.btcDesk();
        fresh.future(1, 0, HedgingDesk.EXPIRY_NS);
        fresh.forward(0, HedgingDesk.EXPIRY_NS, 30_000);
        fresh.event(e -> e.ticker().instrumentId(1).underlyingPrice(scaled(30_000)));

        assertThat(desk.engine.badInputs()).isZero();
        assertThat(fresh.engine.badInputs()).isZero();
    }

    @Test
    void shouldRefuseAccountEventsThatCannotBeMeant() {
        refuses("position of nobody", () -> desk.position(7, 1, 1));
        refuses("negative entry", () -> desk.position(BTC_PERPETUAL, 1, -1));
        refuses("entry too high", e -> e.positionSnapshot().averagePrice(TOO_MUCH));
        refuses("position too large", e -> e.positionSnapshot().amount(TOO_MUCH));
        refuses("position too short", e -> e.positionSnapshot().amount(Long.MIN_VALUE));
        refuses("cash of nobody", () -> desk.cash(7, Currency.COIN, 1));
        refuses("delivery too high", e -> e.delivery().deliveryPrice(TOO_MUCH));
        refuses("connection -1", e -> e.connectionState().connectionId(-1));
        refuses(
                "connection 16",
                e -> e.connectionState().connectionId(Session.MAX_CONNECTIONS).phase(ConnectionPhase.READY));
        assertThat(desk.ledger(0).hedgeDelta()).isZero();
    }

    @Test
    void shouldRefuseFillsThatCannotBeMeantAndTakeTheirIdLater() {
        refuses("fill of nobody", () -> desk.fill(5, 0, 7, Side.BUY, 1, 1));
        refuses("fill of nothing", () -> desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, 0, 1));
        refuses("negative fill", () -> desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, -1, 1));
        refuses("free fill", () -> desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, 1, 0));
        refuses("too dear", () -> desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, 1, 1e9 + 1));
        refuses("too large", () -> desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, 1e10 + 1, 1));
        desk.position(BTC_PERPETUAL, 4e10, 30_000);
        refuses("beyond any position", () -> desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, 1, 30_000));
        desk.position(BTC_PERPETUAL, 0, 0);
        desk.fill(5, 0, BTC_PERPETUAL, Side.BUY, 30_000, 30_000);

        assertThat(desk.ledger(0).hedgeDelta()).isEqualTo(1);
    }

    @Test
    void shouldRefuseDefinitionsThatContradictOrCannotBe() {
        refuses("hole", () -> desk.underlying(5));
        refuses("instrument of nobody", () -> desk.perpetual(8, 5));
        refuses("another contract", () -> desk.linearPerpetual(BTC_PERPETUAL, 0, 10));
        refuses(
                "an option without a type",
                () -> desk.option(8, 0, HedgingDesk.EXPIRY_NS, 1, OptionType.NONE, Settlement.INVERSE));
        refuses(
                "a perpetual call",
                e -> e.instrumentDefinition()
                        .instrumentId(8)
                        .kind(InstrumentKind.PERPETUAL)
                        .settlement(Settlement.INVERSE)
                        .optionType(OptionType.CALL)
                        .contractSize(1)
                        .minAmount(1)
                        .tickSize(1));
        refuses("book of nobody", () -> desk.hedge(5, new DeskPolicy()));
        refuses("limits of nobody", () -> desk.limits(5, new DeskLimits()));
        refuses("negative limit", () -> desk.limits(0, new DeskLimits().maxOrderUsd(-1)));
        refuses("negative band", () -> desk.hedge(0, DeskPolicy.band(-1, Landing.TO_EDGE)));
        refuses("negative offset", () -> desk.hedge(0, new DeskPolicy().offsetTicks(-1)));
        refuses("endless offset", () -> desk.hedge(0, new DeskPolicy().offsetTicks(1_000_001)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void shouldRefuseEngineSettingsThatCannotBeMeant(final int which) {
        final long[] values = {1, 1, 1, 1, 1};
        if (which < values.length) {
            values[which] = 0;
        } else if (which == 5) {
            values[3] = 4_097;
        } else if (which == 6) {
            values[3] = -1;
        } else {
            values[4] = -1;
        }

        refuses(
                "setting " + which,
                e -> e.engineConfiguration()
                        .decisionHeartbeatNs(values[0])
                        .greeksIntervalNs(values[1])
                        .stateHashInterval((int) values[2])
                        .maxMessages((int) values[3])
                        .rateWindowNs(values[4]));
    }

    @Test
    void shouldTakeTheLargestMessageRate() {
        desk.engineLimits(4_096, 1);
        assertThat(desk.engine.badInputs()).isZero();
    }

    /** One good event of each type of input, as bytes. */
    static List<byte[]> everyInput() {
        final EngineScenario other = HedgingDesk.trading(new DeskPolicy(), 30_000);
        other.call(2, 0, HedgingDesk.EXPIRY_NS, 30_000);
        other.vol(2, 0.5, 0.1);
        other.sent(1);
        other.accepted(1);
        other.fill(1, 1, BTC_PERPETUAL, Side.SELL, 10, 30_000);
        other.closed(1, OrderEnd.CANCELLED, 10);
        other.rejected(1);
        other.outcome(1, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD);
        other.timer();
        other.cash(0, Currency.COIN, 1);
        other.funding(0, 1);
        other.instrumentState(0, InstrumentState.OPEN);
        other.delivery(0, HedgingDesk.EXPIRY_NS, 30_000);
        other.operator(OperatorVerb.SET_BAND, 0, 0.1);
        other.event(EventPublisher::tradePrint);
        other.event(e -> e.surfaceSlice().expiryNs(HedgingDesk.EXPIRY_NS).version(1));
        other.event(DeskOutlook::forecast);
        other.event(e -> DeskOutlook.strategy(e, StrategyKind.GAMMA_SCALPING));
        assertThat(other.engine.badInputs()).isZero();
        final List<byte[]> kinds = new ArrayList<>();
        final List<Integer> seen = new ArrayList<>();
        for (final EngineScenario.Input input : other.inputs) {
            if (!seen.contains(input.templateId())) {
                seen.add(input.templateId());
                kinds.add(input.copy());
            }
        }
        assertThat(kinds).as("every type of input").hasSize(27);
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("everyInput")
    void shouldRefuseAMessageCutShortAnywhere(final byte[] whole) {
        final long stateBefore = desk.engine.outputs();
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);
            refuses("declares more than there is: " + length, () -> desk.raw(cut));
            if (length > MessageHeaderEncoder.ENCODED_LENGTH) {
                final byte[] lying = cut.clone();
                new MessageHeaderEncoder()
                        .wrap(new UnsafeBuffer(lying), 0)
                        .blockLength(length - MessageHeaderEncoder.ENCODED_LENGTH);
                refuses("declares a block too short: " + length, () -> desk.raw(lying));
            }
        }
        assertThat(desk.engine.outputs() - stateBefore)
                .as("alerts at doublings only")
                .isLessThan(20);
    }

    @ParameterizedTest
    @MethodSource("everyInput")
    void shouldReadNothingBeyondAMessageThatFillsItsBuffer(final byte[] whole) {
        final long bad = desk.engine.badInputs();
        desk.engine.onInput(new UnsafeBuffer(whole), 0, whole.length, 1_000, desk.nowNs());

        assertThat(desk.engine.badInputs() - bad).isBetween(0L, 1L);
    }

    @ParameterizedTest
    @MethodSource("everyInput")
    void shouldNeverThrowWhateverByteIsWrong(final byte[] whole) {
        final int[] values = {0, 1, 2, 7, 77, 127, 128, 254, 255};
        for (int at = 0; at < whole.length; at++) {
            for (final int value : values) {
                final EngineScenario victim = HedgingDesk.trading(new DeskPolicy(), 30_000);
                final byte[] wrong = whole.clone();
                wrong[at] = (byte) value;
                victim.raw(wrong);
                victim.timer();
                assertThat(victim.engine.inputs()).isEqualTo(victim.inputs.size());
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoInput() {
        for (final int templateId : new int[] {0, 29, 100, 101, 107, 65_535}) {
            final byte[] message = new byte[300];
            header(message, templateId, 7101);
            refuses("template " + templateId, () -> desk.raw(message));
        }
        final byte[] foreign = new byte[300];
        header(foreign, 19, 7102);
        refuses("another schema", () -> desk.raw(foreign));
        refuses("nothing", () -> desk.raw(new byte[0]));
    }

    private static void header(final byte[] message, final int templateId, final int schemaId) {
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(message), 0)
                .blockLength(100)
                .templateId(templateId)
                .schemaId(schemaId)
                .version(0);
    }

    @Test
    void shouldTakeAMessageOfALaterVersionThatHasMoreFields() {
        desk.event(e -> e.indexPrice().price(scaled(31_000)));
        final byte[] known = desk.inputs.get(desk.inputs.size() - 1).copy();
        final byte[] later = Arrays.copyOf(known, known.length + 16);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(later), 0)
                .blockLength(known.length - MessageHeaderEncoder.ENCODED_LENGTH + 16)
                .version(MessageHeaderEncoder.SCHEMA_VERSION + 1);
        desk.raw(later);

        assertThat(desk.engine.badInputs()).isZero();
    }
}
