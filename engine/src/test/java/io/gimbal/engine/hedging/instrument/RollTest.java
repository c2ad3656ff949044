package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RollTest {
    private static final double DAY = 1.0 / 365;

    @Test
    void shouldSayWhyARollIsDue() {
        assertThat(Roll.decide(1, 0.4, 10 * DAY, DAY, 50, 50, 3)).isEqualTo(RollReason.WAIT);
        assertThat(Roll.decide(1, 1.1, 10 * DAY, DAY, 50, 50, 3)).isEqualTo(RollReason.LIQUIDITY);
        assertThat(Roll.decide(1, 0.4, 0.9 * DAY, DAY, 50, 50, 3)).isEqualTo(RollReason.DELIVERY);
        assertThat(Roll.decide(1, 0.4, 10 * DAY, DAY, 45, 50, 3)).isEqualTo(RollReason.SPREAD);
        assertThat(Roll.decide(-1, 0.4, 10 * DAY, DAY, 45, 50, 3)).isEqualTo(RollReason.WAIT);
        assertThat(Roll.decide(-1, 0.4, 10 * DAY, DAY, 55, 50, 3)).isEqualTo(RollReason.SPREAD);
    }

    @Test
    void shouldHoldAndTellWhenANumberIsMissing() {
        assertThat(Roll.decide(1, Double.NaN, 10 * DAY, DAY, 50, 50, 3)).isEqualTo(RollReason.INPUT_UNUSABLE);
        assertThat(Roll.decide(1, 0.4, Double.NaN, DAY, 50, 50, 3)).isEqualTo(RollReason.INPUT_UNUSABLE);
        assertThat(Roll.decide(1, 0.4, 10 * DAY, DAY, Double.NaN, 50, 3)).isEqualTo(RollReason.INPUT_UNUSABLE);
    }

    @Test
    void shouldMoveTheHedgeInAStraightLineWithoutMovingTheDelta() {
        final long total = -137;
        final double near = 10 / 60_000.0;
        final double far = 10 / 60_900.0;
        long held = total;
        long taken = 0;
        for (double days = 5; days >= 1; days -= 0.125) {
            final long keep = Roll.nearLots(total, days * DAY, 5 * DAY, DAY);
            final long farHeld = Roll.farLots(total - keep, near, far);
            assertThat(Math.abs(keep)).isLessThanOrEqualTo(Math.abs(held));
            assertThat(Math.abs(Roll.deltaChange(total - keep, near, farHeld, far)))
                    .isLessThanOrEqualTo(0.5 * far + 1e-15);
            held = keep;
            taken = farHeld;
        }

        assertThat(held).isZero();
        assertThat(taken).isEqualTo(-139);
        assertThat(Roll.nearLots(total, 9 * DAY, 5 * DAY, DAY)).isEqualTo(total);
        assertThat(Roll.nearLots(total, 2 * DAY, 5 * DAY, DAY)).isEqualTo(-34);
    }

    @Test
    void shouldReceiveTheSettlementPriceWhenUnwoundOverTheWindow() {
        // Thirty prices average to the settlement price; what is bought evenly costs that average.
        final long lots = 3_000;
        double average = 0;
        double paid = 0;
        long held = 0;
        for (int minute = 1; minute <= 30; minute++) {
            final double price = 60_000 + 40 * Math.sin(minute) + 7 * minute;
            average += price / 30;
            final long wanted = Roll.settlementLots(lots, 1 - minute / 30.0, 0.001, 0.001);
            paid += (wanted - held) * price;
            held = wanted;
        }

        assertThat(held).isEqualTo(lots);
        assertThat(paid / lots).isCloseTo(average, within(1e-6));
    }

    @Test
    void shouldKeepWhatIsHeldWhenArgumentsMeanNothing() {
        assertThat(Roll.nearLots(7, Double.NaN, 2, 1)).isEqualTo(7);
        assertThat(Roll.nearLots(7, 1, 1, 2)).isEqualTo(7);
        assertThat(Roll.farLots(7, 0, 1)).isZero();
        assertThat(Roll.settlementLots(7, Double.NaN, 1, 1)).isZero();
    }
}
