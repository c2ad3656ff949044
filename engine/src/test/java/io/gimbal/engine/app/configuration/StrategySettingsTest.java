package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.VolEstimator;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a desk may say of forecasts and strategies, and where it is told what is wrong. */
final class StrategySettingsTest {
    private static final String BOOK = """
            [[book]]
            coin = "BTC"
            style = "linear"
            hedge_instrument = "BTC_USDC-PERPETUAL"
            sense = "%s"
            cash_coins = 0.0
            cash_usd = 1000000.0
            half_width_coins = 0.1
            [book.rule]
            expiries = 1
            min_days = 1.0
            strikes = 1
            legs = "call"
            quantity_coins = 1.0
            """;

    private final List<byte[]> told = new ArrayList<>();
    private final Ingress ingress = (buffer, offset, length, timeNs) -> {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        told.add(bytes);
        return told.size();
    };

    private static String desk(final String more) {
        return BOOK.formatted("usd_neutral") + more.replace("; ", "\n");
    }

    private void tell(final String toml) {
        final Configuration configuration = ConfigurationReader.read("desk.toml", toml);
        new ConfigurationEvents().offerOutlook(configuration.books().get(0), 0, ingress, 1);
    }

    @Test
    void shouldTellTheEngineNothingUnlessAsked() {
        tell(desk(""));

        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellTheEngineOfProportions() {
        tell(desk(
                "[book.strategy]; kind = \"cppi\"; floor_usd = 800000; multiplier = 4.5; floor_rate = 0.03; ratchet = 0.7;"
                        + " band_share = 0.2; largest_exposure = 1.5"));

        assertThat(told).hasSize(1);
        final StrategyConfigurationDecoder event = new StrategyConfigurationDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(told.get(0)), 0, new MessageHeaderDecoder());
        assertThat(event.kind()).isEqualTo(StrategyKind.CPPI);
        assertThat(event.floor()).isEqualTo(80_000_000_000_000L);
        assertThat(event.multiplier()).isEqualTo(450_000_000L);
        assertThat(event.floorRate()).isEqualTo(3_000_000L);
        assertThat(event.ratchet()).isEqualTo(70_000_000L);
        assertThat(event.bandShare()).isEqualTo(20_000_000L);
        assertThat(event.largestExposure()).isEqualTo(150_000_000L);
    }

    @Test
    void shouldTellTheEngineOfAForecastBeforeTheStrategyThatNeedsIt() {
        tell("[forecast]\nestimator = \"garch\"\ninterval_s = 300\ncost = \"measured\"\nhorizon_days = 7\n"
                + desk("[book.strategy]; kind = \"gamma_scalping\"; idle_half_width_coins = 3; cost_bp = 5"));

        assertThat(told).hasSize(2);
        final ForecastConfigurationDecoder forecast = new ForecastConfigurationDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(told.get(0)), 0, new MessageHeaderDecoder());
        assertThat(forecast.estimator()).isEqualTo(VolEstimator.GARCH);
        assertThat(forecast.costSource()).isEqualTo(CostSource.MEASURED);
        assertThat(forecast.intervalNs()).isEqualTo(300_000_000_000L);
        assertThat(forecast.horizonNs()).isEqualTo(7 * 86_400_000_000_000L);
        assertThat(forecast.startVol()).isEqualTo(ForecastConfigurationDecoder.startVolNullValue());
        final StrategyConfigurationDecoder strategy = new StrategyConfigurationDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(told.get(1)), 0, new MessageHeaderDecoder());
        assertThat(strategy.idleHalfWidth()).isEqualTo(300_000_000L);
        assertThat(strategy.costRate()).isEqualTo(50_000L);
    }

    @Test
    void shouldLetABookSayOtherwise() {
        final Configuration configuration = ConfigurationReader.read(
                "desk.toml",
                "[strategy]\nkind = \"vol_target\"\ntarget_vol = 0.2\n[forecast]\nestimator = \"ewma\"\n"
                        + desk("[book.strategy]; target_vol = 0.3"));

        final BookSettings book = configuration.books().get(0);
        assertThat(book.strategy().kind()).isEqualTo(StrategyKind.VOL_TARGET);
        assertThat(book.strategy().targetVol()).isEqualTo(30_000_000L);
        assertThat(book.forecast().estimator()).isEqualTo(VolEstimator.EWMA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[book.strategy]; kind = \"cppi\"; multiplier = 4                                | 16 | 1 | book.strategy.floor_usd | is missing: cppi needs it",
                "[book.strategy]; kind = \"cppi\"; floor_usd = 1                                 | 16 | 1 | book.strategy.multiplier | is missing: cppi needs it",
                "[book.strategy]; kind = \"cppi\"; floor_usd = 1; multiplier = 101               | 18 | 1 | book.strategy.multiplier | must be 0.01 to 100, found 101",
                "[book.strategy]; kind = \"cppy\"                                                | 16 | 1 | book.strategy.kind | did you mean cppi?",
                "[book.strategy]; kind = \"vol_target\"; target_vol = 0.2                        | 16 | 1 | book.strategy.kind | needs a forecast of volatility",
                "[book.strategy]; target_voll = 0.2                                              | 16 | 1 | book.strategy.target_voll | did you mean target_vol?",
                "[book.strategy]; kind = \"gamma_scalping\"; [book.forecast]; estimator = \"ewma\" | 16 | 1 | book.strategy.idle_half_width_coins | is missing: gamma_scalping needs it",
                "[book.forecast]; estimator = \"har\"; har_constant = 0; har_daily = 1; har_weekly = 0; har_monthly = 0 | 16 | 1 | book.forecast.har_error_variance | is missing: estimator har needs it",
                "[book.forecast]; garch_alpha = 0.5; garch_beta = 0.5                            | 17 | 1 | book.forecast.garch_beta | must be below 1",
                "[book.forecast]; cost = \"measured\"                                            | 16 | 1 | book.forecast.cost | needs an estimator",
                "[book.forecast]; estimator = \"ewma\"; vpin_cost_factor = 1                     | 17 | 1 | book.forecast.vpin_cost_factor | needs cost",
                "[book.forecast]; interval_s = 0                                                 | 16 | 1 | book.forecast.interval_s | must be 1 to 86400, found 0",
                "[book.strategy]; kind = \"cppi\"; floor_usd = 1; multiplier = 4; [book.hedging]; target_coins = 1 | 20 | 1 | book.hedging.target_coins | must be 0",
                "[book.strategy]; kind = \"cppi\"; floor_usd = 1; multiplier = 4; [book.hedging]; hedge_ratio = 0.5 | 20 | 1 | book.hedging.hedge_ratio | must be 1"
            })
    void shouldSayWhatIsWrongAndWhere(
            final String more, final int line, final int column, final String key, final String message) {
        final ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class, () -> ConfigurationReader.read("desk.toml", desk(more)));

        assertThat(failure.problems()).hasSize(1);
        final Problem problem = failure.problems().get(0);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.message()).contains(message);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
    }

    @Test
    void shouldAskForTheSenseOfTheEquity() {
        final ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigurationReader.read(
                        "desk.toml",
                        BOOK.formatted("coin_neutral")
                                + "[book.strategy]\nkind = \"cppi\"\nfloor_usd = 1\nmultiplier = 4\n"));

        assertThat(failure.problems()).extracting(Problem::key).containsExactly("book.sense");
        assertThat(failure.problems().get(0).line()).isEqualTo(5);
    }
}
