package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.orders.OrderState;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StrategyKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random days with every part at once: candidates behind connections that come and go, a network of bands, a strategy,
 * triggers, the surface's delta, orders at rest and an overlay, from sound inputs to one in five absurd.
 */
class EveryPartStormTest {
    private static final double DUST = 1.01;

    /** Of six hundred that the message rate permits. */
    private static final int MOST_WHEN_CALM = 60;

    private static final int FIRST_OPTION = 2;
    private static final int FUTURES_FROM = 26;
    private static final int SPOT_FROM = 28;
    private static final int INSTRUMENTS = 30;

    private final Map<Integer, ConnectionPhase> phases = new HashMap<>();
    private int checkedInputs;
    private int checkedOutputs;
    private int orders;
    private int optionOrders;

    private Storm storm(final long seed, final int absurdPercent, final StrategyKind kind, final int events) {
        System.out.println("seed " + seed + ", " + absurdPercent + " % absurd, " + kind);
        final Storm storm = Storm.ofEverything(seed, absurdPercent, kind);
        checkedOutputs = storm.desk.outputs.all.size();
        storm.desk.observer = () -> check(storm, seed, absurdPercent == 0);
        storm.run(events);
        return storm;
    }

    private void check(final Storm storm, final long seed, final boolean isSound) {
        final EngineScenario desk = storm.desk;
        for (; isSound && checkedInputs < desk.inputs.size(); checkedInputs++) {
            follow(desk.inputs.get(checkedInputs));
        }
        final int[] resting = new int[2];
        for (int i = 0; i < desk.engine.orders().size(); i++) {
            final WorkingOrder order = desk.engine.orders().order(i);
            final boolean mayWait = order.isResting() && order.state() != OrderState.AWAITING_FILLS;
            if (mayWait && order.remaining() != 0) {
                resting[Storm.coinOf(order.instrumentId())]++;
            }
        }
        assertThat(resting[0]).as("orders at rest, seed %d", seed).isLessThanOrEqualTo(1);
        assertThat(resting[1]).as("orders at rest, seed %d", seed).isLessThanOrEqualTo(1);
        for (; checkedOutputs < desk.outputs.all.size(); checkedOutputs++) {
            command(storm, desk.outputs.all.get(checkedOutputs), seed, isSound);
        }
    }

    private void follow(final EngineScenario.Input input) {
        if (input.templateId() == GenesisDecoder.TEMPLATE_ID) {
            phases.clear();
        }
        if (input.templateId() == ConnectionStateDecoder.TEMPLATE_ID) {
            final ConnectionStateDecoder event = new ConnectionStateDecoder()
                    .wrapAndApplyHeader(new UnsafeBuffer(input.copy()), 0, new MessageHeaderDecoder());
            phases.put(event.connectionId(), event.phase());
        }
    }

    /** As the storm spreads them; the market's own connection carries the options. */
    private static int connectionOf(final int instrument) {
        if (instrument >= SPOT_FROM) {
            return 3;
        }
        if (instrument >= FUTURES_FROM) {
            return 2;
        }
        return instrument < FIRST_OPTION ? 1 : 0;
    }

    private void command(final Storm storm, final byte[] bytes, final long seed, final boolean isSound) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final int type = Outputs.templateId(bytes);
        if (type == NewOrderDecoder.TEMPLATE_ID) {
            final NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header);
            orders++;
            optionOrders += isOption(order.instrumentId()) ? 1 : 0;
            amount(order.instrumentId(), order.amount(), seed);
            if (isSound) {
                limits(storm, order, seed);
                alive(order.instrumentId(), seed);
            }
        } else if (type == AmendOrderDecoder.TEMPLATE_ID) {
            final AmendOrderDecoder order = new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, header);
            amount(order.instrumentId(), order.amount(), seed);
            if (isSound) {
                alive(order.instrumentId(), seed);
            }
        } else if (type == CancelOrderDecoder.TEMPLATE_ID && isSound) {
            alive(new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, header).instrumentId(), seed);
        }
    }

    private static void amount(final int instrument, final long amount, final long seed) {
        if (instrument < INSTRUMENTS) {
            assertThat(amount)
                    .as("amount of %d, seed %d", instrument, seed)
                    .isPositive()
                    .satisfies(lots -> assertThat(lots % Storm.lot(instrument)).isZero());
        }
    }

    private void alive(final int instrument, final long seed) {
        assertThat(phases.get(connectionOf(instrument)))
                .as("connection of %d, seed %d", instrument, seed)
                .isEqualTo(ConnectionPhase.READY);
    }

    private static void limits(final Storm storm, final NewOrderDecoder order, final long seed) {
        final int instrument = order.instrumentId();
        final double price = order.referencePrice() / 1e8;
        if (isOption(instrument)) {
            return;
        }
        assertThat(usd(instrument, order.amount(), price))
                .as("order of %d, seed %d", instrument, seed)
                .isLessThanOrEqualTo(EveryPart.MAX_ORDER_USD);
        final int side = order.side() == Side.BUY ? 1 : -1;
        double worst = 0;
        for (int i = 0; i < INSTRUMENTS; i++) {
            if (!isOption(i) && Storm.coinOf(i) == Storm.coinOf(instrument)) {
                final long amount = storm.desk.engine.position(i)
                        + storm.desk.engine.orders().worst(i, side);
                worst += side * Long.signum(amount) * usd(i, amount, price);
            }
        }
        assertThat(worst).as("worst end, seed %d", seed).isLessThanOrEqualTo(EveryPart.MAX_POSITION_USD * DUST);
    }

    private static boolean isOption(final int instrument) {
        return instrument >= FIRST_OPTION && instrument < FUTURES_FROM;
    }

    private static double usd(final int instrument, final long amount, final double price) {
        return Math.abs(amount) / 1e8 * (instrument >= SPOT_FROM ? price : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, GAMMA_SCALPING", "2, 0, CPPI", "3, 0, VOL_TARGET",
        "4, 5, GAMMA_SCALPING", "5, 5, CPPI", "6, 5, VOL_TARGET",
        "7, 20, GAMMA_SCALPING", "8, 20, CPPI", "9, 20, VOL_TARGET"
    })
    void shouldKeepEveryPromiseAndReplayTheSame(final long seed, final int absurdPercent, final StrategyKind kind) {
        final Storm storm = storm(seed, absurdPercent, kind, 6_000);
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        storm.desk.inputs.forEach(input -> input.playTo(replay));

        assertThat(replay.outputHash()).as("seed %d", seed).isEqualTo(storm.desk.engine.outputHash());
        assertThat(replay.stateHash()).as("seed %d", seed).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(storm.desk.outputs.all);
        System.out.println("orders=" + orders + ", rested=" + storm.venue().rested + ", amended="
                + storm.venue().amended + ", cancelled=" + storm.venue().cancelled + ", in options=" + optionOrders
                + ", bad=" + storm.desk.engine.badInputs());
        if (absurdPercent == 0) {
            assertThat(storm.desk.engine.badInputs()).as("all of it was meant").isZero();
            assertThat(orders).as("seed %d", seed).isGreaterThan(50);
            assertThat(storm.venue().rested).as("seed %d", seed).isGreaterThan(20);
            assertThat(storm.venue().cancelled).as("seed %d", seed).isPositive();
            assertThat(optionOrders).as("seed %d", seed).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"21, GAMMA_SCALPING", "22, CPPI", "23, VOL_TARGET", "24, GAMMA_SCALPING", "25, CPPI", "26, VOL_TARGET"})
    void shouldComeToRestOnceItIsCalm(final long seed, final StrategyKind kind) {
        final Storm storm = storm(seed, 0, kind, 4_000);
        storm.calm(90);
        final int quiet = storm.desk.outputs.all.size();
        storm.calm(30);

        final int orders = storm.desk.outputs.newOrders(quiet).size();
        System.out.println("orders in the last half minute: " + orders);
        assertThat(orders).as("nothing moves but time, seed %d", seed).isLessThan(MOST_WHEN_CALM);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWithEverythingOn() {
        final Storm storm = Storm.ofEverything(99, 0, StrategyKind.GAMMA_SCALPING);
        storm.run(60_000);
        AllocationTest.assertNoGarbage(storm.desk, 30_000);
    }
}
