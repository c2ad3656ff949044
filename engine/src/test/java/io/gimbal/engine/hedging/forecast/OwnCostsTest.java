package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnCostsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double DAILY_VOL = 0.03;
    private static final CostSettings STATED = new CostSettings(0.0005, 1, 0.7, 1, 200, 10_000);

    private final OwnCosts costs = new OwnCosts(STATED);

    private void quote(final double mid, final double halfSpreadBp, final long atNs) {
        final double half = mid * halfSpreadBp * 1e-4;
        costs.onQuote(mid - half, mid + half, atNs);
    }

    @Test
    void shouldKnowNothingBeforeAQuoteAndWhatWasStatedAfterIt() {
        assertThat(costs.costRate(DAILY_VOL)).isNaN();

        quote(50_000, 2, 0);

        assertThat(costs.costRate(DAILY_VOL))
                .as("fee and half-spread; no size is typical yet")
                .isCloseTo(0.0005 + 0.0002, within(1e-12));
    }

    /** A market of known costs: what is measured must be what it charges. */
    @Test
    void shouldFindWhatAMarketCharges() {
        final Random random = new Random(7);
        final double fee = 0.0003;
        final double impact = 1.4;
        for (int i = 1; i <= 5_000; i++) {
            final double mid = 50_000 + random.nextInt(1_000);
            final double halfSpread = (1 + random.nextInt(8)) * 1e-4;
            quote(mid, halfSpread * 1e4, i * SECOND_NS);
            costs.onOrder(i);
            final double size = 1 + random.nextInt(50);
            final int side = random.nextBoolean() ? 1 : -1;
            final double shortfall = 0.5 * halfSpread + impact * DAILY_VOL * Math.sqrt(size / 10_000);
            final double price = mid * (1 + side * shortfall);
            quote(mid * 1.01, 1, i * SECOND_NS + 1);
            costs.onFill(i, side * size, price, fee, false, DAILY_VOL, i * SECOND_NS + 2);
        }

        assertThat(costs.feeRate()).isCloseTo(fee, within(2e-6));
        assertThat(costs.spreadShare()).isCloseTo(0.5, within(0.02));
        assertThat(costs.impact()).isCloseTo(impact, within(0.02));
        assertThat(costs.clip()).isCloseTo(25.5, within(3.0));
        quote(50_000, 4, 6_000 * SECOND_NS);
        final double expected = fee + 0.5 * 4e-4 + impact * DAILY_VOL * Math.sqrt(costs.clip() / 10_000);
        assertThat(costs.costRate(DAILY_VOL)).isCloseTo(expected, within(2e-5));
    }

    @Test
    void shouldMixWhatRestedWithWhatTook() {
        quote(50_000, 1, 0);
        costs.onFill(1, 3, 49_995, -0.0001, true, DAILY_VOL, 1);
        costs.onFill(2, 1, 50_005, 0.0005, false, DAILY_VOL, 2);

        final double share = costs.makerShare();
        assertThat(share).isCloseTo(0.75, within(0.01));
        assertThat(costs.makerRate()).as("rebate and the half-spread earned").isCloseTo(-0.0002, within(1e-12));
        final double taker = costs.takerRate(DAILY_VOL);
        assertThat(costs.costRate(DAILY_VOL)).isCloseTo(share * -0.0002 + (1 - share) * taker, within(1e-12));
        quote(49_500, 1, 3 * SECOND_NS);
        quote(49_500, 1, 30 * SECOND_NS);
        assertThat(costs.makerAdverse())
                .as("the market went against the resting buy")
                .isCloseTo(0.01, within(1e-9));
        assertThat(costs.costRate(DAILY_VOL))
                .isCloseTo(share * (0.01 - 0.0002) + (1 - share) * costs.takerRate(DAILY_VOL), within(1e-9));
    }

    @Test
    void shouldNeverSayThatTradingPays() {
        quote(50_000, 1, 0);
        for (int i = 0; i < 50; i++) {
            costs.onFill(i, 1, 49_000, -0.001, true, DAILY_VOL, i);
        }

        assertThat(costs.costRate(DAILY_VOL)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 50000, 0", "NaN, 50000, 0", "1, 0, 0", "1, NaN, 0", "1, 50000, 1", "1, 50000, NaN"})
    void shouldKeepItsStateWhereAFillIsNone(final double coins, final double price, final double fee) {
        quote(50_000, 1, 0);
        final long before = costs.mixInto(3);

        costs.onFill(1, coins, price, fee, false, DAILY_VOL, 1);

        assertThat(costs.mixInto(3)).isEqualTo(before);
    }

    @Test
    void shouldLearnNoImpactWhereTheVolatilityIsNotKnown() {
        quote(50_000, 1, 0);

        costs.onFill(1, 1, 50_005, 0.0005, false, Double.NaN, 1);

        assertThat(costs.impact()).isCloseTo(0.7, within(0.05));
        assertThat(costs.costRate(Double.NaN)).isCloseTo(0.0006, within(1e-6));
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        final CostSettings[] unsound = {
            new CostSettings(1, 1, 0.7, 1, 200, 1),
            new CostSettings(0, -1, 0.7, 1, 200, 1),
            new CostSettings(0, 1, 11, 1, 200, 1),
            new CostSettings(0, 1, 0.7, 0, 200, 1),
            new CostSettings(0, 1, 0.7, 1, 0, 1),
            new CostSettings(0, 1, 0.7, 1, 200, 0),
            new CostSettings(0, 1, 0.7, 1, 200, Double.NaN),
        };
        for (final CostSettings each : unsound) {
            assertThatThrownBy(() -> new OwnCosts(each))
                    .as(each.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A trade of constant size and pace: the rate must come to what is traded a day. */
    @Test
    void shouldFindHowMuchIsTradedADay() {
        final TradedVolume volume = new TradedVolume(10);
        final long everyNs = 600 * SECOND_NS;

        for (int i = 0; i < 144 * 14; i++) {
            volume.onTrade(2, i * everyNs);
        }

        assertThat(volume.perDay()).isCloseTo(2 * 144, within(3.0));
        final double before = volume.perDay();
        volume.onTrade(Double.NaN, 0);
        volume.onTrade(-1, 0);
        assertThat(volume.perDay()).isEqualTo(before);
        assertThatThrownBy(() -> new TradedVolume(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
