package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.CandidateCostDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.HedgeSplitDecoder;
import io.gimbal.journal.codec.InstrumentChoiceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random days of two coins that choose among three instruments each, whose connections come and go. */
class CandidateStormTest {
    private static final int FUTURES_FROM = 26;
    private static final int SPOT_FROM = 28;

    private static Storm storm(final long seed, final int absurdPercent) {
        final Storm storm = Storm.ofCandidates(seed, absurdPercent);
        storm.run(6_000);
        return storm;
    }

    /** As the storm spreads them. */
    private static int connectionOf(final int instrument) {
        if (instrument >= SPOT_FROM) {
            return 3;
        }
        return instrument >= FUTURES_FROM ? 2 : 1;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldGiveTheSameBytesAndHashesForTheSameInputs(final long seed) {
        final Storm storm = storm(seed, 8);
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        storm.desk.inputs.forEach(input -> input.playTo(replay));

        assertThat(replay.outputHash()).as("seed %d", seed).isEqualTo(storm.desk.engine.outputHash());
        assertThat(replay.stateHash()).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(storm.desk.outputs.all);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldOrderInEveryInstrumentAndThroughNoDeadConnection(final long seed) {
        final Storm storm = storm(seed, 0);
        final Map<Integer, ConnectionPhase> phases = new HashMap<>();
        final Map<Integer, Integer> orders = new HashMap<>();
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        for (final EngineScenario.Input input : storm.desk.inputs) {
            if (input.templateId() == ConnectionStateDecoder.TEMPLATE_ID) {
                final ConnectionStateDecoder event = new ConnectionStateDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(input.copy()), 0, new MessageHeaderDecoder());
                phases.put(event.connectionId(), event.phase());
            }
            input.playTo(replay);
            for (final NewOrderDecoder order : again.takeNewOrders()) {
                final int connection = connectionOf(order.instrumentId());
                assertThat(phases.get(connection))
                        .as("seed %d, order %s", seed, Outputs.text(order))
                        .isEqualTo(ConnectionPhase.READY);
                orders.merge(connection, 1, Integer::sum);
            }
        }
        assertThat(orders.values().stream().mapToInt(i -> i).sum())
                .as("seed %d", seed)
                .isGreaterThan(50);
        assertThat(orders).as("seed %d", seed).hasSizeGreaterThan(1);
    }

    /** Storms end on the same bytes, and every part of a split is explained by its order. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void shouldSplitTheSameWayAgainAndExplainEveryPart(final long seed) {
        final Storm storm = Storm.ofSplits(seed, seed == 33 ? 8 : 0);
        storm.run(6_000);
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        storm.desk.inputs.forEach(input -> input.playTo(replay));
        assertThat(replay.stateHash()).as("seed %d", seed).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(storm.desk.outputs.all);

        final Map<Long, Long> signedAmounts = new HashMap<>();
        storm.desk
                .outputs
                .newOrders(0)
                .forEach(order -> signedAmounts.put(
                        order.orderId(), order.side() == Side.BUY ? order.amount() : -order.amount()));
        int parts = 0;
        for (final byte[] output : storm.desk.outputs.all) {
            if (Outputs.templateId(output) == HedgeSplitDecoder.TEMPLATE_ID) {
                final HedgeSplitDecoder split = new HedgeSplitDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(output), 0, new MessageHeaderDecoder());
                assertThat(List.of(split.needDelta(), split.leftDelta(), split.costUsd(), split.holdingRate()))
                        .allSatisfy(value -> assertThat(value).isFinite());
                assertThat(split.partDelta() * split.needDelta()).isGreaterThanOrEqualTo(0);
                assertThat(Math.abs(split.leftDelta())).isLessThanOrEqualTo(Math.abs(split.needDelta()) + 1e-12);
                assertThat(split.amount()).isEqualTo(signedAmounts.getOrDefault(split.orderId(), 0L));
                parts += split.amount() == 0 ? 0 : 1;
            }
        }
        assertThat(parts).as("seed %d", seed).isGreaterThan(10);
    }

    @Test
    void shouldExplainEachChoiceCandidateByCandidate() {
        final Storm storm = storm(21, 0);
        int expected = 0;
        int choices = 0;
        for (final byte[] output : storm.desk.outputs.all) {
            final UnsafeBuffer message = new UnsafeBuffer(output);
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            if (Outputs.templateId(output) == InstrumentChoiceDecoder.TEMPLATE_ID) {
                assertThat(expected).as("costs of the choice before").isZero();
                expected = new InstrumentChoiceDecoder()
                        .wrapAndApplyHeader(message, 0, header)
                        .candidates();
                choices++;
            } else if (Outputs.templateId(output) == CandidateCostDecoder.TEMPLATE_ID) {
                final CandidateCostDecoder cost = new CandidateCostDecoder().wrapAndApplyHeader(message, 0, header);
                assertThat(List.of(cost.onceUsd(), cost.tradingUsd(), cost.carryUsd(), cost.price(), cost.weight()))
                        .allSatisfy(value -> assertThat(value).isFinite());
                expected--;
            }
        }
        assertThat(expected).isZero();
        assertThat(choices).isGreaterThan(5);
    }
}
