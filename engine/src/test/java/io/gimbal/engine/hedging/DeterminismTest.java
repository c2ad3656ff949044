package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.GenesisEncoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.StrategyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Same bytes in, same bytes out; other bytes in, another fingerprint. */
class DeterminismTest {
    private static Storm storm(final long seed, final int absurdPercent, final int events) {
        final Storm storm = new Storm(seed, absurdPercent);
        storm.run(events);
        return storm;
    }

    private static HedgeEngine played(final List<EngineScenario.Input> inputs, final Outputs outputs) {
        final HedgeEngine engine = new HedgeEngine(outputs);
        inputs.forEach(input -> input.playTo(engine));
        return engine;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveTheSameBytesAndHashesForTheSameInputs(final long seed) {
        final Storm storm = storm(seed, 5, 5_000);
        final Outputs again = new Outputs();
        final HedgeEngine replay = played(storm.desk.inputs, again);

        assertThat(replay.outputHash()).as("seed %d", seed).isEqualTo(storm.desk.engine.outputHash());
        assertThat(replay.stateHash()).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).hasSameSizeAs(storm.desk.outputs.all);
        for (int i = 0; i < again.all.size(); i++) {
            assertThat(Arrays.equals(again.all.get(i), storm.desk.outputs.all.get(i)))
                    .as("output %d, seed %d", i, seed)
                    .isTrue();
        }
        assertThat(storm.desk.engine.statistics(0)).isNotNull();
        assertThat(storm.desk.outputs.newOrders(0)).as("the storm trades").hasSizeGreaterThan(20);
    }

    static Stream<String> policies() {
        return Stream.of(
                "fixed-band-edge:half_width_coins=0.5,upper_half_width_coins=0.2",
                "price-move:price_move_bp=10,heartbeat_s=30",
                "hybrid:half_width_coins=0.2,interval_s=5",
                "whalley-wilmott-edge:risk_aversion_per_usd=0.01",
                "whalley-wilmott-target:risk_aversion_per_usd=0.01",
                "zakamouline-edge:risk_aversion_per_usd=0.01",
                "leland:interval_s=5",
                "hoggard-whalley-wilmott:interval_s=5",
                "dynamic-frequency:risk_aversion_per_usd=0.1,interval_s=2",
                "two-band:risk_aversion_per_usd=0.01,cost_per_order_usd=1",
                "band-network:risk_aversion_per_usd=0.01");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldGiveTheSameBytesAndNothingButNumbersByEveryPolicy(final String policy) {
        final Storm storm = new Storm(77, 10, policy);
        storm.run(6_000);
        final Outputs again = new Outputs();

        final HedgeEngine replay = played(storm.desk.inputs, again);

        assertThat(replay.outputHash()).isEqualTo(storm.desk.engine.outputHash());
        assertThat(replay.stateHash()).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(storm.desk.outputs.all);
        assertThat(storm.desk.outputs.newOrders(0)).as("the storm trades").hasSizeGreaterThan(10);
        for (final byte[] output : storm.desk.outputs.all) {
            for (final double value : doubles(output)) {
                assertThat(value).isFinite();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StrategyKind.class,
            names = {"CPPI", "VOL_TARGET", "GAMMA_SCALPING"})
    void shouldGiveTheSameBytesAndNothingButNumbersByEveryStrategy(final StrategyKind kind) {
        final Storm storm = new Storm(78, 10, "whalley-wilmott-edge:risk_aversion_per_usd=0.01", kind);
        storm.run(20_000);
        final Outputs again = new Outputs();

        final HedgeEngine replay = played(storm.desk.inputs, again);

        assertThat(replay.outputHash()).isEqualTo(storm.desk.engine.outputHash());
        assertThat(replay.stateHash()).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(storm.desk.outputs.all);
        assertThat(storm.desk.outputs.newOrders(0)).as("the storm trades").hasSizeGreaterThan(10);
        for (final byte[] output : storm.desk.outputs.all) {
            for (final double value : doubles(output)) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void shouldNotDependOnWhereInABufferAnInputStands() {
        final Storm storm = storm(4, 0, 1_000);
        final HedgeEngine shifted = new HedgeEngine(new Outputs());
        for (final EngineScenario.Input input : storm.desk.inputs) {
            final byte[] ring = new byte[input.length() + 64];
            Arrays.fill(ring, (byte) 0xA5);
            System.arraycopy(input.copy(), 0, ring, 24, input.length());
            shifted.onInput(new UnsafeBuffer(ring), 24, input.length(), input.sequence, input.receiveTimeNs);
        }

        assertThat(shifted.stateHash()).isEqualTo(storm.desk.engine.stateHash());
    }

    /** Everything an engine knows of an input, as far as it reads it: market, account, order, operator, configuration. */
    @Test
    void shouldChangeItsFingerprintWhenAnyOneInputIsChangedDroppedOrRepeated() {
        final List<EngineScenario.Input> inputs = storm(5, 0, 400).desk.inputs;
        final long whole = played(inputs, new Outputs()).stateHash();
        for (int i = 0; i < inputs.size(); i++) {
            final List<EngineScenario.Input> dropped = new ArrayList<>(inputs);
            dropped.remove(i);
            assertThat(played(dropped, new Outputs()).stateHash())
                    .as("without %d", i)
                    .isNotEqualTo(whole);
            final List<EngineScenario.Input> repeated = new ArrayList<>(inputs);
            repeated.add(i, inputs.get(i));
            assertThat(played(repeated, new Outputs()).stateHash())
                    .as("%d twice", i)
                    .isNotEqualTo(whole);
        }
    }

    @Test
    void shouldChangeItsFingerprintWithTheSmallestStepOfAPrice() {
        final List<EngineScenario.Input> inputs = storm(6, 0, 600).desk.inputs;
        final HedgeEngine engine = played(inputs, new Outputs());
        int last = inputs.size() - 1;
        while (inputs.get(last).templateId() != IndexPriceDecoder.TEMPLATE_ID) {
            last--;
        }
        final byte[] changed = inputs.get(last).copy();
        changed[MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES] ^= 1;
        final List<EngineScenario.Input> others = new ArrayList<>(inputs);
        others.set(last, inputs.get(last).with(changed));

        assertThat(played(others, new Outputs()).stateHash()).isNotEqualTo(engine.stateHash());
    }

    @Test
    void shouldNotDependOnEpochCodeOrPlatformOfTheSession() {
        final List<EngineScenario.Input> inputs = storm(7, 2, 3_000).desk.inputs;
        final HedgeEngine engine = played(inputs, new Outputs());
        int epoch = 100;
        final List<EngineScenario.Input> elsewhere = new ArrayList<>();
        for (final EngineScenario.Input input : inputs) {
            elsewhere.add(input.templateId() == GenesisEncoder.TEMPLATE_ID ? genesis(input, epoch += 3) : input);
        }
        final HedgeEngine other = played(elsewhere, new Outputs());

        assertThat(other.stateHash()).isEqualTo(engine.stateHash());
        assertThat(other.outputHash()).isEqualTo(engine.outputHash());
    }

    private static EngineScenario.Input genesis(final EngineScenario.Input input, final int epoch) {
        final byte[] bytes = input.copy();
        new GenesisEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .epoch(epoch)
                .generation(9)
                .codeHash(0xC0DE)
                .configurationHash(0xC0F)
                .codeVersion("9.9.9")
                .jdk("another")
                .mode(RunMode.LIVE);
        return input.with(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {2023, 413})
    void shouldNeverThrowNorSayWhatIsNoNumberInAHundredThousandEvents(final long seed) {
        final Storm storm = storm(seed, 30, 100_000);

        int numbers = 0;
        for (final byte[] output : storm.desk.outputs.all) {
            for (final double value : doubles(output)) {
                numbers++;
                final boolean isClean =
                        Double.isFinite(value) && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
                if (!isClean) {
                    assertThat(value)
                            .as("in %s, seed %d", Arrays.toString(output), seed)
                            .isEqualTo(0);
                }
            }
        }
        assertThat(numbers).as("seed %d", seed).isGreaterThan(20_000);
        assertThat(storm.desk.engine.badInputs()).isGreaterThan(1_000);
        assertThat(storm.desk.outputs.newOrders(0)).as("seed %d", seed).hasSizeGreaterThan(50);
        assertThat(storm.desk.engine.inputs()).isEqualTo(storm.desk.inputs.size());
    }

    private static double[] doubles(final byte[] output) {
        final UnsafeBuffer buffer = new UnsafeBuffer(output);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (Outputs.templateId(output)) {
            case HedgeDecisionDecoder.TEMPLATE_ID -> {
                final HedgeDecisionDecoder d = new HedgeDecisionDecoder().wrapAndApplyHeader(buffer, 0, header);
                return new double[] {
                    d.totalDelta(),
                    d.inFlightDelta(),
                    d.targetDelta(),
                    d.bandLow(),
                    d.bandHigh(),
                    d.tradeDelta(),
                    d.centre(),
                    d.innerLow(),
                    d.innerHigh(),
                    d.effectiveGamma()
                };
            }
            case GreeksSnapshotDecoder.TEMPLATE_ID -> {
                return consecutive(
                        buffer,
                        GreeksSnapshotDecoder.optionDeltaEncodingOffset(),
                        GreeksSnapshotDecoder.underlyingIdEncodingOffset());
            }
            case ExpiryGreeksDecoder.TEMPLATE_ID -> {
                return consecutive(
                        buffer,
                        ExpiryGreeksDecoder.forwardEncodingOffset(),
                        ExpiryGreeksDecoder.underlyingIdEncodingOffset());
            }
            default -> {
                return new double[0];
            }
        }
    }

    private static double[] consecutive(final UnsafeBuffer buffer, final int from, final int to) {
        final double[] values = new double[(to - from) / Double.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getDouble(MessageHeaderDecoder.ENCODED_LENGTH + from + i * Double.BYTES);
        }
        return values;
    }
}
