package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.VolSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A random day with triggers, every delta rule, scores and the gate: played again the same, and without garbage. */
class TimingStormTest {
    private static final String[][] LINES = {
        {
            "trade_when = \"outside and (since_trade >= 3s or price_move >= 5bp) and not between(00:00:20, 00:00:30)\"",
            "trade_also_when = \"event(jump, surface_remark, margin) or vol > 120%\"",
            "delta = \"estimated\"",
            "trade_on_remark = false",
            "score_deltas_every_s = 2"
        },
        {
            "trade_when = \"deviation >= 1.5 or time_to_expiry < 1h or margin_ratio > 20% or gamma > 3\"",
            "delta = \"minimum-variance:-0.25,0.1,0;-0.2,0,0.1\"",
            "trade_on_remark = false",
            "remark_half_life_s = 5",
            "score_deltas_every_s = 3"
        }
    };

    private final Mix random = new Mix(77);
    private long version;

    private Storm storm(final long seed, final int absurdPercent, final int events) {
        final Storm storm = new Storm(seed, absurdPercent);
        tell(storm.desk);
        for (int done = 0; done < events; done += 10) {
            storm.run(storm.desk.inputs.size() + 9);
            smile(storm.desk);
            if (done % 2_000 == 1_000) {
                tell(storm.desk);
            }
        }
        return storm;
    }

    private static void tell(final EngineScenario desk) {
        for (int coin = 0; coin < 2; coin++) {
            final int underlying = coin;
            TimingText.tell(desk, coin, LINES[coin]);
            desk.event(e -> DeskPolicy.band(0.3, Landing.TO_EDGE)
                    .with(underlying)
                    .encode(e.bookConfiguration().underlyingId(underlying).volSource(VolSource.SURFACE)));
        }
    }

    private void smile(final EngineScenario desk) {
        final int coin = random.below(2);
        final long expiryNs = EngineScenario.START_NS + (random.below(3) + 1L) * 2_400 * EngineScenario.SECOND_NS;
        final double years = (expiryNs - desk.nowNs()) / (365 * 86_400e9);
        final double level = 0.3 + 0.2 * random.unit();
        desk.event(e -> e.surfaceSlice()
                .fitTimeNs(desk.nowNs())
                .expiryNs(expiryNs)
                .version(++version)
                .forward(coin == 0 ? 30_000 : 2_000)
                .timeToExpiryYears(years)
                .a(level * years)
                .b(0.3 * years)
                .rho(-0.4)
                .m(0.02)
                .sigma(0.1)
                .rmsVol(0.001)
                .underlyingId(coin)
                .status(random.chance(5) ? SmileStatus.WITHDRAWN : SmileStatus.SVI));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 5", "3, 20"})
    void shouldGiveTheSameBytesWhenPlayedAgain(final long seed, final int absurdPercent) {
        final Storm storm = storm(seed, absurdPercent, 5_000);
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        storm.desk.inputs.forEach(input -> input.playTo(replay));

        assertThat(replay.stateHash()).as("seed %d", seed).isEqualTo(storm.desk.engine.stateHash());
        assertThat(again.all).hasSameSizeAs(storm.desk.outputs.all);
        for (int i = 0; i < again.all.size(); i++) {
            assertThat(Arrays.equals(again.all.get(i), storm.desk.outputs.all.get(i)))
                    .as("output %d, seed %d", i, seed)
                    .isTrue();
        }
        if (absurdPercent == 0) {
            assertThat(storm.desk.outputs.takeReasons())
                    .contains(DecisionReason.NOT_TRIGGERED, DecisionReason.TRIGGERED, DecisionReason.IV_NOISE);
            assertThat(storm.desk.outputs.newOrders(0)).as("the storm trades").hasSizeGreaterThan(20);
            assertThat(storm.desk.outputs.regimeScores()).as("and scores").hasSizeGreaterThan(20);
        }
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothing() {
        final Storm storm = storm(99, 0, 60_000);
        final List<EngineScenario.Input> inputs = storm.desk.inputs;
        final UnsafeBuffer[] messages =
                inputs.stream().map(input -> new UnsafeBuffer(input.copy())).toArray(UnsafeBuffer[]::new);
        final long[] times = inputs.stream().mapToLong(i -> i.receiveTimeNs).toArray();
        final HedgeEngine rehearsal = new HedgeEngine((buffer, offset, length) -> true);
        play(rehearsal, messages, times, 0, messages.length);
        final HedgeEngine engine = new HedgeEngine((buffer, offset, length) -> true);
        int from = lastConfiguration(inputs) + 1;
        from = Math.max(from, messages.length / 2);
        play(engine, messages, times, 0, from);

        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }
        final long before = threads.getThreadAllocatedBytes(self);
        play(engine, messages, times, from, messages.length);

        assertThat(threads.getThreadAllocatedBytes(self) - before).isZero();
        assertThat(messages.length - from).as("events measured").isGreaterThan(900);
        assertThat(engine.stateHash()).isEqualTo(rehearsal.stateHash());
    }

    /** A configuration makes new objects, as it may; what is measured begins behind the last. */
    private static int lastConfiguration(final List<EngineScenario.Input> inputs) {
        int last = 0;
        for (int i = 0; i < inputs.size(); i++) {
            final int type = inputs.get(i).templateId();
            last = type == 23 || type == 33 || type == 35 ? i : last;
        }
        return last;
    }

    private static void play(
            final HedgeEngine engine, final UnsafeBuffer[] messages, final long[] times, final int from, final int to) {
        for (int i = from; i < to; i++) {
            engine.onInput(messages[i], 0, messages[i].capacity(), i + 1, times[i]);
        }
    }
}
