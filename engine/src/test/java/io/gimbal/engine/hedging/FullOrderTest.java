package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An order of the largest size in a linear instrument is worth no more than the limit at the price it may trade at, nor at
 * the index: the sender's last look holds it back otherwise, and the engine would ask for the same again for ever.
 */
class FullOrderTest {
    private static final double MAX_ORDER_USD = 1_000_000;

    private static EngineScenario desk(final double index, final double coins, final ExecutionTactic tactic) {
        final EngineScenario desk = new EngineScenario();
        desk.genesis(1);
        desk.engineLimits(100, EngineScenario.SECOND_NS);
        desk.underlying(0);
        desk.linearPerpetual(0, 0, 0.001);
        desk.limits(0, new DeskLimits().maxOrderUsd(MAX_ORDER_USD));
        desk.hedge(0, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).offsetTicks(20));
        desk.event(events -> MakerDesk.defaults(events.executionConfiguration())
                .underlyingId(0)
                .tactic(tactic));
        desk.cash(0, Currency.COIN, coins);
        desk.cash(0, Currency.USD, 0);
        desk.quote(0, 29_999.5, 30_000.5);
        desk.index(0, index);
        desk.ready();
        return desk;
    }

    @ParameterizedTest
    @CsvSource({
        "30000, -200, TAKER",
        "30000, 200, TAKER",
        "30200, 200, TAKER",
        "30200, -200, TAKER",
        "30200, 200, MAKER_FIRST",
        "29800, -200, MAKER_FIRST",
        "30200, 200, TWAP"
    })
    void shouldPassTheLastLook(final double index, final double coins, final ExecutionTactic tactic) {
        final EngineScenario desk = desk(index, coins, tactic);

        final NewOrderDecoder order = desk.outputs.newOrders(0).get(0);

        assertThat(order.side()).isEqualTo(coins < 0 ? Side.BUY : Side.SELL);
        final double dearest = Math.max(order.price() / 1e8, index);
        assertThat(order.amount() / 1e8 * dearest).isLessThanOrEqualTo(MAX_ORDER_USD);
        assertThat(order.amount() / 1e8 * dearest).isGreaterThan(tactic == ExecutionTactic.TWAP ? 0 : 999_900);
        assertThat(order.amount() % scaled(0.001)).isZero();
    }

    @Test
    void shouldNameTheSizeLimitWhereOneLotIsDearerThanTheLargestOrder() {
        final EngineScenario desk = desk(30_000, 0, ExecutionTactic.TAKER);
        desk.limits(0, new DeskLimits().maxOrderUsd(30.005));
        desk.cash(0, Currency.COIN, -1);

        assertThat(desk.outputs.takeOrders()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.ORDER_SIZE);
    }
}
