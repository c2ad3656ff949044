package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.absent;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What a desk's perpetuals receive of funding, by the rates told or by the payments. */
class FundingTrackerTest {
    private static final long HOURS = 3_600;

    private final EngineScenario desk = HedgingDesk.levelDesk();

    private FundingTracker funding() {
        return desk.statistics(0).funding();
    }

    private void rate(final int instrument, final double perEightHours) {
        desk.event(events -> events.funding()
                .instrumentId(instrument)
                .currentRate(scaled(perEightHours))
                .paymentAmount(absent()));
    }

    private void later(final long hours) {
        desk.waitSeconds(hours * HOURS);
        market(desk, 30_000);
    }

    @Test
    void shouldKnowNothingWhereNoRateWasTold() {
        desk.position(BTC_PERPETUAL, 90_000, 30_000);
        later(8);

        assertThat(funding().isKnown()).isFalse();
        assertThat(funding().receivedUsd()).isZero();
    }

    @Test
    void shouldPayOnALongPositionWhatTheRateSaysForTheTimeItHeld() {
        desk.position(BTC_PERPETUAL, 90_000, 30_000);
        rate(BTC_PERPETUAL, 0.0001);
        later(4);
        rate(BTC_PERPETUAL, -0.0002);
        later(2);

        final double paid = 90_000 * (0.0001 * 4 / 8 - 0.0002 * 2 / 8);
        assertThat(funding().isKnown()).isTrue();
        assertThat(funding().receivedUsd()).isCloseTo(-paid, within(1e-9));
    }

    @Test
    void shouldFollowThePositionAsItChanges() {
        rate(BTC_PERPETUAL, 0.0001);
        later(8);
        desk.position(BTC_PERPETUAL, -60_000, 30_000);
        later(8);
        desk.position(BTC_PERPETUAL, 0, 0);
        later(8);

        assertThat(funding().receivedUsd()).as("a short receives").isCloseTo(6, within(1e-9));
    }

    @Test
    void shouldTakeThePaymentsWhereTheVenueTellsThem() {
        desk.position(BTC_PERPETUAL, 90_000, 30_000);
        rate(BTC_PERPETUAL, 0.0001);
        later(8);
        desk.funding(BTC_PERPETUAL, -0.0003);

        assertThat(funding().receivedUsd()).as("coins at the index").isCloseTo(-9, within(1e-9));
    }

    @Test
    void shouldNotTakeARateOfWhatIsNoPerpetual() {
        desk.position(HedgingDesk.FUTURE, 90_000, 30_000);
        rate(HedgingDesk.FUTURE, 0.0001);
        later(8);

        assertThat(funding().isKnown()).isFalse();
    }
}
