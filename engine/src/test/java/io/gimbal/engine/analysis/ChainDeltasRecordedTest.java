package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.journal.SharedData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deltas of whole recorded chains under each regime, and what two recorded days teach. */
class ChainDeltasRecordedTest {
    private static final double EXACT = 1e-12;
    private static final long FIVE_MINUTES_NS = 300_000_000_000L;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deribit-chain-2023/btc_chain_20230412.csv.gz",
                "deribit-chain-2023/eth_chain_20230412.csv.gz",
                "deribit-chain-2026/deribit_options_snapshot_20260206T043012Z.csv.gz"
            })
    void shouldMeetAtTheRatiosThatDefineThem(final String file) {
        final Path chain = SharedData.data(file);
        final Map<String, DeltaReport.Option> half = byName(report(chain, 0.5));
        final List<DeltaReport.Option> strike = options(report(chain, 1.0));
        final List<DeltaReport.Option> moneyness = options(report(chain, 0.0));

        assertThat(strike).hasSizeGreaterThan(300).hasSameSizeAs(moneyness);
        for (final DeltaReport.Option option : strike) {
            assertThat(number(option.delta().skewStickiness()))
                    .as(option.instrument())
                    .isCloseTo(number(option.delta().stickyStrike()), within(EXACT));
            final DeltaReport.Deltas middle =
                    Objects.requireNonNull(half.get(option.instrument())).delta();
            assertThat(number(middle.skewStickiness()))
                    .as(option.instrument())
                    .isCloseTo(0.5 * (number(middle.stickyStrike()) + number(middle.stickyMoneyness())), within(EXACT));
        }
        for (final DeltaReport.Option option : moneyness) {
            assertThat(number(option.delta().skewStickiness()))
                    .as(option.instrument())
                    .isCloseTo(number(option.delta().stickyMoneyness()), within(EXACT));
        }
    }

    /** Values the option again along the fitted smile, its moneyness keeping its volatility. */
    @Test
    void shouldBeTheSlopeOfTheValueAlongTheSmileWhenMoneynessIsSticky() {
        final SurfaceReport report = report(SharedData.data("deribit-chain-2023/btc_chain_20230412.csv.gz"), 1.0);
        final Map<String, SurfaceReport.Expiry> smiles = new HashMap<>();
        report.coins().get(0).expiries().forEach(expiry -> smiles.put(expiry.expiry(), expiry));
        int checked = 0;
        for (final DeltaReport.Expiry expiry :
                Objects.requireNonNull(report.deltas()).expiries()) {
            final SurfaceReport.Expiry smile = Objects.requireNonNull(smiles.get(expiry.expiry()));
            if (smile.slice() == null) {
                continue;
            }
            for (final DeltaReport.Option option : expiry.options()) {
                final double step = 1e-4 * option.forward();
                final double slope = (value(option, smile, step) - value(option, smile, -step)) / (2.0 * step);
                assertThat(number(option.delta().stickyMoneyness()))
                        .as(option.instrument())
                        .isCloseTo(slope, within(2e-4));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    @Test
    void shouldAddUpAndTakeOffThePremium() {
        final SurfaceReport report = report(SharedData.data("deribit-chain-2023/btc_chain_20230412.csv.gz"), 1.0);

        for (final DeltaReport.Expiry expiry :
                Objects.requireNonNull(report.deltas()).expiries()) {
            double sum = 0.0;
            double coins = 0.0;
            for (final DeltaReport.Option option : expiry.options()) {
                sum += number(option.delta().minimumVariance());
                coins += number(option.delta().minimumVariance()) - option.premiumCoin();
                assertThat(number(option.delta().venue()))
                        .as(option.instrument())
                        .isCloseTo(number(option.delta().stickyStrike()), within(0.15));
            }
            assertThat(number(expiry.sum().minimumVariance())).isCloseTo(sum, within(1e-9));
            assertThat(number(Objects.requireNonNull(expiry.coinSum()).minimumVariance()))
                    .isCloseTo(coins, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"btc", "eth"})
    void shouldJudgeWhatTwoRecordedDaysTeach(final String coin) {
        final List<Path> files = List.of(
                SharedData.data("deribit-chain-2023/" + coin + "_chain_20230413.csv.gz"),
                SharedData.data("deribit-chain-2023/" + coin + "_chain_20230412.csv.gz"));

        final HullWhiteReport learnt = HullWhiteHistory.learn(files, List.of(), FIVE_MINUTES_NS, Long.MAX_VALUE);
        final HullWhiteReport daily = HullWhiteHistory.learn(files, List.of(), 288 * FIVE_MINUTES_NS, Long.MAX_VALUE);

        final HullWhiteReport.Coin found = learnt.coins().get(0);
        for (final HullWhiteReport.Side side : List.of(found.calls(), found.puts())) {
            assertThat(side.enough()).isTrue();
            assertThat(side.moves()).isGreaterThan(300);
            assertThat(number(side.gain())).isBetween(0.0, 1.0);
            assertThat(number(side.gainFitted())).isBetween(0.0, 1.0);
            assertThat(number(side.gainJudged())).isBetween(-1.0, 1.0);
            assertThat(side.judged()).isGreaterThan(10_000);
        }
        assertThat(daily.coins().get(0).calls().enough()).isFalse();
        assertThat(daily.coins().get(0).coefficients()).isEqualTo(HullWhiteCoefficients.ZERO);
    }

    private static double value(
            final DeltaReport.Option option, final SurfaceReport.Expiry expiry, final double change) {
        final SurfaceReport.Slice smile = Objects.requireNonNull(expiry.slice());
        final double strike = option.forward() * Math.exp(option.k());
        final double forward = option.forward() + change;
        final double x = Math.log(strike / forward) - smile.m();
        final double w = smile.a() + smile.b() * (smile.rho() * x + Math.hypot(x, smile.sigma()));
        final OptionGreeks greeks = new OptionGreeks();
        Black76.evaluate(
                option.instrument().endsWith("C"),
                forward,
                strike,
                option.timeToExpiryYears(),
                Math.sqrt(w / expiry.timeToExpiryYears()),
                greeks);
        return greeks.price();
    }

    private static SurfaceReport report(final Path chain, final double stickiness) {
        final HullWhiteCoefficients known = new HullWhiteCoefficients(
                new HullWhiteCoefficients.Side(-0.2, 0.3, -0.4), new HullWhiteCoefficients.Side(-0.2, -0.3, -0.4));
        return Objects.requireNonNull(
                ChainSurface.fit(chain, Long.MAX_VALUE, new DeltaQuestion(stickiness, coin -> known)));
    }

    private static List<DeltaReport.Option> options(final SurfaceReport report) {
        return Objects.requireNonNull(report.deltas()).expiries().stream()
                .flatMap(expiry -> expiry.options().stream())
                .toList();
    }

    private static Map<String, DeltaReport.Option> byName(final SurfaceReport report) {
        final Map<String, DeltaReport.Option> byName = new HashMap<>();
        options(report).forEach(option -> byName.put(option.instrument(), option));
        return byName;
    }

    private static double number(final @Nullable Double value) {
        return Objects.requireNonNull(value);
    }
}
