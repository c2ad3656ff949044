package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.InstrumentValue;
import io.gimbal.feeds.exchange.Valuation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares with the textbook formulas in the JDK's mathematics, the distribution by its own series. */
class MarketValuationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Instant.parse("2026-03-02T09:00:00Z").getEpochSecond() * SECOND;
    private static final double YEAR_NS = 365.0 * 86_400 * SECOND;
    private ExchangeWorld world = world();
    private Exchange exchange = new Exchange(world.exchangeContext());

    @BeforeEach
    void open() {
        world.close();
        world = world();
        exchange = new Exchange(world.exchangeContext());
        world.open(exchange);
        world.advance(START + 61 * SECOND);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ExchangeWorld world() {
        final CoinMarket btc = CoinMarket.btc()
                .quotedIn(List.of("USD", "USDC"))
                .expiring(List.of(1, 7, 30))
                .listing(9);
        return new ExchangeWorld(
                new ExchangeWorld.Context(WorldMarket.gbm(List.of(btc), 4, START)).flow(FlowSettings.NONE));
    }

    @Test
    void shouldMarkEveryOptionByBlacksFormulaInTheUnitOfItsPrice() {
        int options = 0;
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.spec().isOption()) {
                final double forward = instrument.forward() / 1e8;
                final double usd = price(instrument, forward, instrument.markVol());
                final double mark = instrument.isInverse() ? usd / forward : usd;
                assertThat(instrument.markPrice() / 1e8)
                        .as(instrument.name())
                        .isEqualTo(mark, within(1e-8 + mark * 1e-9));
                options++;
            }
        }
        assertThat(options).isEqualTo(2 * 3 * 9 * 2);
    }

    @Test
    void shouldGiveTheGreeksThatFiniteDifferencesGive() {
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.spec().isOption()) {
                final double forward = instrument.forward() / 1e8;
                final double vol = instrument.markVol();
                final double step = forward * 1e-4;
                final double up = price(instrument, forward + step, vol);
                final double down = price(instrument, forward - step, vol);
                final double middle = price(instrument, forward, vol);
                final String name = instrument.name();
                assertThat(instrument.delta()).as(name).isEqualTo((up - down) / 2 / step, within(1e-4));
                assertThat(instrument.gamma()).as(name).isEqualTo((up - 2 * middle + down) / step / step, within(2e-6));
                final double vega =
                        (price(instrument, forward, vol + 1e-4) - price(instrument, forward, vol - 1e-4)) / 2e-4;
                assertThat(instrument.vega()).as(name).isEqualTo(vega / 100, within(1e-3));
                assertThat(instrument.theta()).as(name).isNegative().isGreaterThan(-middle - 1e-6);
            }
        }
    }

    @Test
    void shouldRevalueUnderScenariosAsIfForwardAndVolatilityHadMoved() {
        final Valuation valuation = world.valuation();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            for (final double move : new double[] {-0.16, 0, 0.08}) {
                final double price = valuation.scenarioPrice(instrument, exchange.nowNs(), move, 0.38) / 1e8;
                final double forward = instrument.forward() / 1e8 * (1 + move);
                if (instrument.spec().isOption()) {
                    final double usd = price(instrument, forward, instrument.markVol() * 1.38);
                    final double mark = instrument.isInverse() ? usd / forward : usd;
                    assertThat(price).as(instrument.name()).isEqualTo(mark, within(1e-8 + mark * 1e-6));
                } else {
                    assertThat(price).isEqualTo(instrument.markPrice() / 1e8 * (1 + move), within(1e-7));
                }
            }
        }
    }

    @Test
    void shouldFindTheVolatilityOfAPriceAndNoneWhereThereIsNone() {
        final Valuation valuation = world.valuation();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.spec().isOption() && instrument.vega() > 5) {
                assertThat(valuation.impliedVol(instrument, exchange.nowNs(), instrument.markPrice()))
                        .as(instrument.name())
                        .isEqualTo(instrument.markVol(), within(1e-3));
            }
        }
        final ExchangeInstrument perpetual = Objects.requireNonNull(exchange.instrument("BTC-PERPETUAL"));
        final ExchangeInstrument option = exchange.instruments().stream()
                .filter(instrument -> instrument.spec().isOption() && instrument.isInverse())
                .findFirst()
                .orElseThrow();
        assertThat(valuation.impliedVol(perpetual, exchange.nowNs(), 100_000_000L))
                .isZero();
        assertThat(valuation.impliedVol(option, exchange.nowNs(), 200_000_000L)).isZero();
    }

    @Test
    void shouldValueOnTheRunningAverageInTheDeliveryWindow() {
        final InstrumentValue value = new InstrumentValue();
        final ExchangeInstrument future = exchange.instruments().stream()
                .filter(instrument ->
                        instrument.spec().expiryNs() > 0 && !instrument.spec().isOption())
                .findFirst()
                .orElseThrow();

        world.valuation().value(future, exchange.nowNs(), 8_888_800_000_000L, value);

        assertThat(value.markPrice).isEqualTo(8_888_800_000_000L);
        assertThat(value.forward).isEqualTo(8_888_800_000_000L);
    }

    @Test
    void shouldRefuseAnIndexThatIsNotOfThisWorld() {
        assertThat(world.valuation().indexPrice("btc_usdc", START)).isPositive();
        assertThatThrownBy(() -> world.valuation().indexPrice("doge_usd", START))
                .hasMessageContaining("btc_usd");
    }

    private double price(final ExchangeInstrument instrument, final double forward, final double vol) {
        final double strike = instrument.spec().strike() / 1e8;
        final double deviation = vol * Math.sqrt((instrument.spec().expiryNs() - exchange.nowNs()) / YEAR_NS);
        final double d1 = Math.log(forward / strike) / deviation + deviation / 2;
        final double call = forward * NormalSeries.probability(d1) - strike * NormalSeries.probability(d1 - deviation);
        return instrument.name().endsWith("-C") ? call : call - forward + strike;
    }
}
