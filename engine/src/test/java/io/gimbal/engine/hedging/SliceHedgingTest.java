package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Needs worked off in six slices over a minute, half of what is visible at most: 12,000 USD of the future are 9,000 USD
 * beyond the band.
 */
class SliceHedgingTest {
    private static final double VISIBLE = 4_000;
    private final MakerDesk slices = MakerDesk.of(ExecutionTactic.TWAP);
    private final EngineScenario desk = slices.desk;

    private void market(final double visible) {
        desk.event(events -> events.quote()
                .instrumentId(BTC_PERPETUAL)
                .bidPrice(scaled(29_999.5))
                .bidAmount(scaled(visible))
                .askPrice(scaled(30_000.5))
                .askAmount(scaled(visible)));
        desk.index(0, 30_000);
        desk.forward(0, HedgingDesk.EXPIRY_NS, 30_000);
    }

    /** Seconds of market; every order is executed whole at once. Answers "second: amount" of each. */
    private List<String> play(final int seconds, final double visible) {
        final List<String> traded = new ArrayList<>();
        for (int second = 1; second <= seconds; second++) {
            desk.waitSeconds(1);
            market(visible);
            for (final NewOrderDecoder order : desk.outputs.takeNewOrders()) {
                traded.add(second + ": " + order.side() + " " + order.amount() / 100_000_000L);
                desk.execute(order);
            }
        }
        return traded;
    }

    private List<String> start(final double usd) {
        market(VISIBLE);
        slices.book(usd);
        final List<String> texts = desk.outputs.takeNewOrders().stream()
                .map(order -> {
                    desk.execute(order);
                    return order.side() + " " + order.amount() / 100_000_000L;
                })
                .toList();
        return texts;
    }

    @Test
    void shouldTakeWhatIsSmallBesideTheVisibleSizeAtOnce() {
        assertThat(start(4_500)).containsExactly("SELL 1500");
        assertThat(slices.steps()).contains("TAKE WHOLE -150");
        assertThat(desk.statistics(0).makerShare()).isZero();
    }

    @Test
    void shouldTakeEvenSlicesOverTheHorizonAtTheirTimes() {
        assertThat(start(12_000)).containsExactly("SELL 1500");
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.RESTING);

        assertThat(play(60, VISIBLE))
                .containsExactly("10: SELL 1500", "20: SELL 1500", "30: SELL 1500", "40: SELL 1500", "50: SELL 1500");
        assertThat(desk.engine.position(BTC_PERPETUAL)).isEqualTo(scaled(-9_000));
        assertThat(slices.steps()).contains("TAKE SLICE_DUE -150", "WAIT SLICE_NOT_DUE 0");
    }

    @Test
    void shouldTakeNoMoreThanTheShareOfWhatIsVisiblePerQuote() {
        start(12_000);

        final List<String> traded = play(60, 1_000);

        assertThat(traded).hasSize(15).allMatch(text -> text.endsWith("SELL 500"));
        assertThat(traded.get(0)).startsWith("10:");
    }

    @Test
    void shouldFallWithTimeByAlmgrenAndChriss() {
        slices.execution(settings -> settings.tactic(ExecutionTactic.ALMGREN_CHRISS));
        market(10_000);
        slices.book(12_000);
        final double[] sold = new double[6];
        sold[0] = desk.outputs.takeOrder().amount() / 1e8;
        desk.execute(desk.outputs.newOrders(0).get(0));
        for (int slice = 1; slice < 6; slice++) {
            final List<String> one = play(10, 10_000);
            assertThat(one).hasSize(1);
            sold[slice] = Double.parseDouble(one.get(0).replaceAll(".* ", ""));
        }
        double held = 9_000;
        for (int slice = 0; slice < 6; slice++) {
            held -= sold[slice];
            final double wanted = 9_000 * Math.sinh(2 * (5 - slice) / 6.0) / Math.sinh(2);
            assertThat(held).as("after slice %d", slice).isBetween(wanted - 500, wanted + 500);
        }
        assertThat(held).isZero();
        assertThat(sold[1]).isGreaterThan(sold[5]);
    }

    @Test
    void shouldPlanAnewWhenTheNeedGrowsByMoreThanAClipOrTurns() {
        start(12_000);
        play(15, VISIBLE);
        slices.book(24_000);
        final double grown = desk.outputs.takeOrder().amount() / 1e8;
        assertThat(grown).as("a sixth of 18,000, and no more than is shared").isEqualTo(2_000);

        slices.book(-12_000);
        assertThat(desk.outputs.takeNewOrders()).as("one order per quote").isEmpty();
        market(VISIBLE);
        assertThat(desk.outputs.takeOrder().side().name()).isEqualTo("BUY");
    }

    @Test
    void shouldStopWhenThePolicyWantsNothingMoreOrMayNotTrade() {
        start(12_000);
        slices.book(4_000);
        assertThat(play(60, VISIBLE)).isEmpty();
        slices.book(14_000);
        desk.outputs.takeNewOrders();
        desk.operator(OperatorVerb.PAUSE, 0);

        assertThat(play(60, VISIBLE)).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.PAUSED);
    }

    /** Each nanosecond behind the deadline was planned anew, and the engine stood still. */
    @Test
    @Timeout(20)
    void shouldNotPlanAnewOnAndOnBehindItsDeadline() {
        start(12_000);
        for (int second = 0; second < 70; second++) {
            desk.waitSeconds(1);
            market(100);
            desk.executeAll();
        }
        final int said = desk.outputs.all.size();
        desk.waitSeconds(2);
        desk.timer();
        desk.waitSeconds(2);
        desk.timer();

        assertThat(desk.outputs.all.size() - said).as("what two timers say").isLessThan(20);
        assertThat(slices.steps()).contains("TAKE DEADLINE -5");
    }

    @Test
    @Timeout(20)
    void shouldPlanNothingAnewOnAQuoteThatWasTaken() {
        start(12_000);
        slices.execution(settings -> settings.tactic(ExecutionTactic.TWAP).slices(256));
        market(1_000);
        desk.executeAll();
        final int said = desk.outputs.all.size();
        slices.book(60_000);
        desk.waitSeconds(59);
        desk.timer();

        assertThat(desk.outputs.all.size() - said)
                .as("a word a slice, not thousands")
                .isLessThan(1_000);
    }

    @Test
    void shouldRefuseWithoutDepthAndWithoutAnException() {
        market(5);
        slices.book(12_000);

        assertThat(desk.outputs.takeNewOrders()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.NO_QUOTE);
        assertThat(slices.lastStep()).isEqualTo("WAIT NO_DEPTH 0");
        desk.quote(BTC_PERPETUAL, 0, 0);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.NO_QUOTE);
    }

    @Test
    void shouldFireASliceByItsOwnTimerBetweenEvents() {
        start(12_000);
        desk.waitSeconds(9);
        market(VISIBLE);
        assertThat(desk.outputs.takeNewOrders()).isEmpty();
        desk.waitNs(1_500_000_000L);
        desk.timer();

        final NewOrderDecoder order = desk.outputs.takeOrder();
        assertThat(Outputs.text(order)).isEqualTo("SELL 1500 at 29999.5");
        assertThat(order.engineTimeNs() - EngineScenario.START_NS)
                .as("at its own time, not at the event's")
                .isEqualTo(10_000_000_000L);
    }

    @Test
    void shouldRefuseSettingsThatCannotBeMeant() {
        final long bad = desk.engine.badInputs();
        slices.execution(settings -> settings.slices(0));
        slices.execution(settings -> settings.slices(257));
        slices.execution(settings -> settings.horizonNs(0));
        slices.execution(settings -> settings.depthShare(0));
        slices.execution(settings -> settings.depthShare(scaled(1.01)));
        slices.execution(settings -> settings.urgency(-1));
        slices.execution(settings -> settings.crossMultiple(scaled(1.5)));
        slices.execution(settings -> settings.takeMultiple(scaled(0.5)));
        slices.execution(settings -> settings.resizeLots(0));
        slices.execution(settings -> settings.tactic(ExecutionTactic.ICEBERG));
        slices.execution(settings -> settings.underlyingId(7));

        assertThat(desk.engine.badInputs() - bad).isEqualTo(11);
    }
}
