package io.gimbal.feeds.exchange;

import static io.gimbal.feeds.exchange.ExchangeFixture.START;
import static io.gimbal.feeds.exchange.ExchangeFixture.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.LeakCheckedTest;
import org.junit.jupiter.api.Test;

/** Mark of a perpetual = index + EMA over 30 seconds of (fair price - index), in a band; funding follows from it. */
class PerpetualMarkTest extends LeakCheckedTest {
    private static final long SECOND = ExchangeFixture.SECOND;

    /** Half a percent of the index. */
    private static final long BAND = 500_000L;

    private final ExchangeFixture market = new ExchangeFixture();

    @Test
    void shouldFollowAPremiumByTwoThirtyFirstsASecond() {
        open(BAND);
        assertThat(market.perp().markPrice()).isEqualTo(d("30000"));
        market.world.mark("BTC-PERPETUAL", d("30062"));

        market.exchange().advance(START + SECOND);
        assertThat(market.perp().markPrice()).as("62 x 2/31").isEqualTo(d("30004"));
        market.exchange().advance(START + 2 * SECOND);
        assertThat(premium()).as("4 + 58 x 2/31").isCloseTo(7.741935483870968, within(1e-7));
        market.exchange().advance(START + 30 * SECOND);
        assertThat(premium()).as("the 30 weigh 86.5 %").isCloseTo(62 * 0.8647804, within(1e-3));
        market.exchange().advance(START + 300 * SECOND);
        assertThat(premium()).isCloseTo(62, within(1e-6));
    }

    @Test
    void shouldMoveWithTheIndexAtOnce() {
        market.world.mark("BTC-PERPETUAL", d("30062"));
        open(BAND);
        assertThat(market.perp().markPrice())
                .as("the first premium counts in full")
                .isEqualTo(d("30062"));

        market.world.index("btc_usd", START + SECOND, d("30310"));
        market.world.mark("BTC-PERPETUAL", d("30372"));
        market.exchange().advance(START + SECOND);

        assertThat(market.perp().markPrice()).isEqualTo(d("30372"));
    }

    @Test
    void shouldStayInItsBandWhateverIsPaid() {
        market.world.mark("BTC-PERPETUAL", d("33000"));
        open(BAND);
        assertThat(market.perp().markPrice()).isEqualTo(d("30150"));
        assertThat(market.perp().currentFunding())
                .as("premium 0.5 % less 0.025 %")
                .isCloseTo(0.00475, within(1e-12));

        market.world.mark("BTC-PERPETUAL", d("20000"));
        market.exchange().advance(START + 120 * SECOND);

        assertThat(market.perp().markPrice()).isEqualTo(d("29850"));
        assertThat(market.perp().currentFunding()).isCloseTo(-0.00475, within(1e-12));
    }

    @Test
    void shouldRateFundingByTheMarkAndNotByThePrice() {
        open(BAND);
        market.world.mark("BTC-PERPETUAL", d("30062"));
        market.exchange().advance(START + SECOND);
        assertThat(market.perp().currentFunding())
                .as("4 USD are within the 0.025 %")
                .isZero();

        market.exchange().advance(START + 300 * SECOND);
        assertThat(market.perp().currentFunding()).isCloseTo(62.0 / 30_000 - 0.00025, within(1e-9));
    }

    @Test
    void shouldNotDependOnHowOftenItIsRevalued() {
        open(BAND);
        market.world.mark("BTC-PERPETUAL", d("30062"));
        for (int step = 1; step <= 100; step++) {
            market.exchange().advance(START + step * SECOND / 10);
            market.exchange().revalue();
        }
        final long often = market.perp().markPrice();

        final ExchangeFixture other = new ExchangeFixture();
        other.context.smoothPremiums(BAND);
        other.exchange();
        other.world.mark("BTC-PERPETUAL", d("30062"));
        other.exchange().advance(START + 10 * SECOND);

        assertThat(other.perp().markPrice()).isEqualTo(often);
    }

    @Test
    void shouldTakeThePriceItselfUnlessAsked() {
        open(0);
        market.world.mark("BTC-PERPETUAL", d("33000"));
        market.exchange().advance(START + SECOND);
        assertThat(market.perp().markPrice()).isEqualTo(d("33000"));
        assertThatThrownBy(() -> new Exchange(new ExchangeFixture().context.smoothPremiums(-1)))
                .hasMessageContaining("premiumBand=-1");
    }

    private void open(final long band) {
        market.context.smoothPremiums(band).revaluationNs(SECOND);
        market.exchange();
    }

    private double premium() {
        return market.perp().markPrice() / 1e8 - 30_000;
    }
}
