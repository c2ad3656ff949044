package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Maker first against a sender and a venue that hold back, lose, refuse, fill and answer late, checked after every event
 * against what the venue truly holds.
 */
class RestingStormTest {
    private static final double BAND = 0.1;
    private static final double LOT_COINS = 10 / 29_000.0;
    private static final long MAX_POSITION = 20_000;
    private static final int MESSAGES = 20;

    private final Deque<Long> messages = new ArrayDeque<>();
    private Mix random = new Mix(0);
    private MakerDesk maker = MakerDesk.of(ExecutionTactic.MAKER_FIRST);
    private RestingVenue venue = new RestingVenue(maker, random);
    private double spot = 30_000;
    private int checked;
    private int checkedFrom;

    private void begin(final long seed, final Landing landing, final ExecutionTactic tactic) {
        random = new Mix(seed);
        maker = MakerDesk.with(
                DeskPolicy.band(BAND, landing),
                settings -> settings.tactic(tactic)
                        .displayLots(tactic == ExecutionTactic.ICEBERG ? 30 : 0)
                        .horizonNs(20 * SECOND_NS));
        maker.desk.limits(0, new DeskLimits().maxPositionUsd(MAX_POSITION).maxOrderUsd(8_000));
        maker.desk.engineSettings(MESSAGES, SECOND_NS, 64);
        venue = new RestingVenue(maker, random);
        checked = maker.desk.outputs.all.size();
        messages.clear();
        maker.desk.observer = this::check;
    }

    private void run(final int steps) {
        for (int i = 0; i < steps; i++) {
            maker.desk.waitNs(random.below(100) * 2_000_000L);
            switch (random.below(12)) {
                case 0, 1, 2 -> move();
                case 3, 4, 5, 6 -> venue.deliver();
                case 7 -> venue.trade();
                case 8 -> venue.lookUp();
                case 9 -> maker.book(random.below(30_000) - 15_000);
                case 10 -> maker.desk.timer();
                default -> trouble();
            }
        }
    }

    private void move() {
        spot = Math.min(Math.max(spot + (random.below(9) - 4) * 0.5, 29_900), 30_100);
        HedgingDesk.market(maker.desk, spot);
    }

    private void trouble() {
        switch (random.below(6)) {
            case 0 -> maker.desk.operator(OperatorVerb.PAUSE, 0);
            case 1 -> maker.desk.quote(BTC_PERPETUAL, spot - 0.5, 0);
            case 2 -> maker.desk.operator(OperatorVerb.SET_TAKE_MULTIPLE, 0, 1 + random.below(2));
            default -> maker.desk.operator(OperatorVerb.RESUME, 0);
        }
    }

    private void check() {
        final int before = checked;
        checkedFrom = before;
        checked = maker.desk.outputs.all.size();
        venue.listen();
        assertThat(venue.resting()).as("orders that may rest").isLessThanOrEqualTo(1);
        for (int i = before; i < checked; i++) {
            final byte[] output = maker.desk.outputs.all.get(i);
            final int type = Outputs.templateId(output);
            if (type == NewOrderDecoder.TEMPLATE_ID || type == AmendOrderDecoder.TEMPLATE_ID) {
                count();
            }
            if (type == NewOrderDecoder.TEMPLATE_ID) {
                checkOrder(new NewOrderDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(output), 0, new MessageHeaderDecoder()));
            }
        }
        final long worst = Math.max(
                venue.position + venue.mayRest(1) + venue.mayTake(1),
                -venue.position + venue.mayRest(-1) + venue.mayTake(-1));
        assertThat(worst).as("worst end of the position").isLessThanOrEqualTo(MAX_POSITION);
        assertThat(maker.desk.engine.position(BTC_PERPETUAL)).isEqualTo(EngineScenario.scaled((double) venue.position));
        venue.forgetEnded();
    }

    private void count() {
        final long nowNs = maker.desk.nowNs();
        messages.add(nowNs);
        while (messages.getFirst() <= nowNs - SECOND_NS) {
            messages.removeFirst();
        }
        assertThat(messages).hasSizeLessThanOrEqualTo(MESSAGES);
    }

    /** Orders in flight counted as filled: even if all that rests and is unknown fills too, it is not too much. */
    private void checkOrder(final NewOrderDecoder order) {
        if (order.timeInForce() != TimeInForce.IMMEDIATE_OR_CANCEL) {
            return;
        }
        final HedgeDecisionDecoder decision = maker.desk.outputs.decisions(checkedFrom).stream()
                .filter(made -> made.orderId() == order.orderId())
                .findFirst()
                .orElseThrow();
        final int side = order.side() == Side.BUY ? 1 : -1;
        assertThat(venue.mayRest(-side)).as("of ours, on the other side").isZero();
        final long possible = order.amount() / 100_000_000L + venue.mayHaveTaken(side) + venue.mayRest(side);
        final double filled =
                decision.totalDelta() + decision.inFlightDelta() + side * possible / (order.referencePrice() / 1e8);
        assertThat(side * filled).as("with everything filled").isLessThanOrEqualTo(BAND + LOT_COINS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 7})
    void shouldKeepEveryPromiseInAStorm(final long seed) {
        System.out.println("seed " + seed);
        begin(
                seed,
                seed % 2 == 0 ? Landing.TO_TARGET : Landing.TO_EDGE,
                seed % 4 == 3 ? ExecutionTactic.ICEBERG : ExecutionTactic.MAKER_FIRST);
        run(3_000);

        assertThat(venue.placed).as("seed %d places", seed).isGreaterThan(15);
        assertThat(venue.amended).as("seed %d amends", seed).isGreaterThan(15);
        assertThat(venue.cancelled).as("seed %d cancels", seed).isGreaterThan(15);
        assertThat(venue.taken).as("seed %d takes", seed).isGreaterThan(15);
        calm();
        assertThat(Math.abs(maker.desk.outputs.lastDecision().totalDelta()))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(BAND + LOT_COINS);
    }

    /** The book stands still and the sender and the venue answer: within the horizon the delta is back. */
    private void calm() {
        maker.book(9_000);
        maker.desk.operator(OperatorVerb.RESUME, 0);
        for (int second = 0; second < 90; second++) {
            maker.desk.waitSeconds(1);
            HedgingDesk.market(maker.desk, spot);
            while (venue.deliver()) {
                assertThat(venue.resting()).isLessThanOrEqualTo(1);
            }
            venue.lookUp();
        }
    }

    @Test
    void shouldGiveTheSameBytesAndHashesForTheSameInputs() {
        begin(11, Landing.TO_EDGE, ExecutionTactic.MAKER_FIRST);
        run(3_000);
        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        maker.desk.inputs.forEach(input -> input.playTo(replay));

        assertThat(replay.outputHash()).isEqualTo(maker.desk.engine.outputHash());
        assertThat(replay.stateHash()).isEqualTo(maker.desk.engine.stateHash());
        assertThat(again.all).usingElementComparator(Arrays::compare).isEqualTo(maker.desk.outputs.all);
    }

    @Tag("allocation")
    @ParameterizedTest
    @ValueSource(strings = {"MAKER_FIRST", "ICEBERG", "TWAP", "ALMGREN_CHRISS"})
    void shouldAllocateNothingInSteadyState(final String tactic) {
        begin(12, Landing.TO_EDGE, ExecutionTactic.valueOf(tactic));
        final RestingVenue storm = venue;
        for (int i = 0; i < 20_000; i++) {
            maker.desk.waitNs(random.below(100) * 2_000_000L);
            switch (random.below(8)) {
                case 0, 1, 2 -> move();
                case 3, 4 -> storm.deliver();
                case 5 -> storm.trade();
                case 6 -> storm.lookUp();
                default -> maker.book(random.below(30_000) - 15_000);
            }
        }
        AllocationTest.assertNoGarbage(maker.desk, maker.desk.inputs.size() / 2);
        assertThat(storm.placed + storm.taken).isGreaterThan(300);
    }
}
