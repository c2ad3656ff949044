package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.SECOND;
import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.LeakCheckedTest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's money against plain decimal arithmetic that shares nothing with it, the exchange's money beside. */
class MoneyScenarioTest extends LeakCheckedTest {
    private static final MathContext DIGITS = MathContext.DECIMAL128;
    private static final BigDecimal TAKER = new BigDecimal("0.0005");
    private static final double FAR = 500;
    private static final int TRADES = 40;
    private static final long SEED = 31;

    /** Half a unit for each rounded fee, and one for the rounding of what is stated. */
    private static final double SATOSHIS = (0.5 * TRADES + 1) * 1e-8;

    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void shouldEarnOnInversePerpetualsWhatDecimalArithmeticSays() {
        final ScenarioExchange venue =
                new ScenarioExchange("2026-01-06T09:00:00Z", List.of("BTC-PERPETUAL"), context -> context);
        venue.deposit("BTC", "50");
        try (ScenarioDesk desk = ScenarioDesk.open(folder, DeskFiles.desk("inverse", "coin_neutral", FAR), venue)) {
            BigDecimal flow = new BigDecimal("50");
            BigDecimal held = BigDecimal.ZERO;
            for (int i = 0; i < TRADES; i++) {
                final BigDecimal price = BigDecimal.valueOf(random.nextInt(85_000, 95_000));
                final BigDecimal dollars = BigDecimal.valueOf(10L * (2 * random.nextInt(-4_500, 4_500) + 1));
                venue.market.index(price.doubleValue());
                desk.runFor(2);
                venue.trade("BTC-PERPETUAL", d(dollars.toPlainString()), d(price.toPlainString()));
                flow = flow.add(dollars.divide(price, DIGITS))
                        .subtract(dollars.abs().divide(price, DIGITS).multiply(TAKER));
                held = held.add(dollars);
                desk.runFor(2);

                final BigDecimal equity = flow.subtract(held.divide(price, DIGITS));
                assertThat(desk.ledger().coinEquity())
                        .as("trade %d, seed %d", i, SEED)
                        .isCloseTo(equity.doubleValue(), within(SATOSHIS));
                assertThat(desk.ledger().coinEquity())
                        .as("trade %d, seed %d", i, SEED)
                        .isCloseTo(venue.exchange.portfolio(venue.desk, "BTC").equity() / 1e8, within(2e-8));
            }
            assertThat(desk.orders()).isEmpty();
        }
    }

    @Test
    void shouldEarnOnLinearPerpetualsWhatDecimalArithmeticSays() {
        final ScenarioExchange venue =
                new ScenarioExchange("2026-01-06T09:00:00Z", List.of("BTC_USDC-PERPETUAL"), context -> context);
        venue.quoting("BTC_USDC-PERPETUAL", "1", "100");
        venue.deposit("USDC", "2000000");
        try (ScenarioDesk desk = ScenarioDesk.open(folder, DeskFiles.desk("linear", "usd_neutral", FAR), venue)) {
            BigDecimal flow = new BigDecimal("2000000");
            BigDecimal held = BigDecimal.ZERO;
            for (int i = 0; i < TRADES; i++) {
                final BigDecimal price = BigDecimal.valueOf(random.nextInt(85_000, 95_000));
                final BigDecimal coins = BigDecimal.valueOf(2L * random.nextInt(-20, 20) + 1, 1);
                venue.market.index(price.doubleValue());
                desk.runFor(2);
                venue.trade("BTC_USDC-PERPETUAL", d(coins.toPlainString()), d(price.toPlainString()));
                final BigDecimal cost = coins.multiply(price);
                flow = flow.subtract(cost).subtract(cost.abs().multiply(TAKER));
                held = held.add(coins);
                desk.runFor(2);

                final BigDecimal equity = flow.add(held.multiply(price));
                assertThat(desk.ledger().usdEquity())
                        .as("trade %d, seed %d", i, SEED)
                        .isCloseTo(equity.doubleValue(), within(SATOSHIS));
            }
            assertThat(desk.orders()).isEmpty();
        }
    }

    /** Premium 0.1 %: 0.075 % every eight hours of the position at the index, paid by the long, by the millisecond. */
    @Test
    void shouldPayADayOfFundingByTheFormula() {
        final ScenarioExchange venue = new ScenarioExchange(
                "2026-01-06T09:00:00Z", List.of("BTC-PERPETUAL"), context -> context.revaluationNs(10 * SECOND));
        venue.market.index(90_000);
        venue.market.premium(0.001);
        venue.exchange.revalue();
        venue.deposit("BTC", "50");
        venue.give("BTC-PERPETUAL", "900000", "90090");
        try (ScenarioDesk desk = ScenarioDesk.open(folder, DeskFiles.desk("inverse", "coin_neutral", FAR), venue)) {
            desk.runUntil("2026-01-06T10:00:00Z");
            final double before = desk.ledger().coinEquity();

            desk.runUntil("2026-01-07T10:00:00Z");

            final BigDecimal rate = new BigDecimal("0.001").subtract(new BigDecimal("0.00025"));
            final BigDecimal coins = new BigDecimal("900000").divide(new BigDecimal("90000"), DIGITS);
            final BigDecimal paid =
                    rate.multiply(coins).multiply(new BigDecimal(24)).divide(new BigDecimal(8), DIGITS);
            assertThat(before - desk.ledger().coinEquity()).isCloseTo(paid.doubleValue(), within(3e-8));
            assertThat(venue.held("BTC-PERPETUAL")).isEqualTo("900000");
        }
    }
}
