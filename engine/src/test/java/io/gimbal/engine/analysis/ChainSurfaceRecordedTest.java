package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.pricing.surface.SmileFitter;
import io.gimbal.engine.pricing.surface.SmileQuotes;
import io.gimbal.journal.SharedData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Smiles of whole recorded chains of three years: quiet days, an expiry's morning, and a crash. */
class ChainSurfaceRecordedTest {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    @ParameterizedTest
    @CsvSource({
        "deribit-chain-2021/btc_option_data.csv, , 1, 50, 0.95",
        "deribit-chain-2023/btc_chain_20230412.csv.gz, 2023-04-12T15:00:00Z, 1, 300, 0.97",
        "deribit-chain-2023/btc_chain_20230413.csv.gz, 2023-04-13T07:20:00Z, 1, 200, 0.97",
        "deribit-chain-2023/btc_chain_20230413.csv.gz, , 1, 200, 0.97",
        "deribit-chain-2023/eth_chain_20230412.csv.gz, , 1, 150, 0.95",
        "deribit-chain-2023/eth_chain_20230413.csv.gz, 2023-04-13T20:00:00Z, 1, 200, 0.97",
        "deribit-chain-2026/deribit_options_snapshot_20260115T035850Z.csv.gz, , 2, 380, 0.95",
        "deribit-chain-2026/deribit_options_snapshot_20260116T153325Z.csv.gz, , 2, 380, 0.95",
        "deribit-chain-2026/deribit_options_snapshot_20260205T155132Z.csv.gz, , 2, 380, 0.95",
        "deribit-chain-2026/deribit_options_snapshot_20260205T212937Z.csv.gz, , 2, 340, 0.93",
        "deribit-chain-2026/deribit_options_snapshot_20260206T043012Z.csv.gz, , 2, 340, 0.93",
        "deribit-chain-2026/deribit_options_snapshot_20260207T092419Z.csv.gz, , 2, 340, 0.93"
    })
    void shouldLieBetweenBidAndAskWithoutArbitrage(
            final String file, final String at, final int coins, final int quotes, final double inside) {
        final Instant instant = at == null ? null : Instant.parse(at);
        final SurfaceReport report = Objects.requireNonNull(ChainSurface.fit(
                SharedData.data(file), instant == null ? Long.MAX_VALUE : instant.toEpochMilli() * NANOS_PER_MILLI));

        assertThat(report.freeOfArbitrage()).isTrue();
        assertThat(report.coins()).hasSize(coins);
        for (final SurfaceReport.Coin coin : report.coins()) {
            final Totals totals = new Totals();
            coin.expiries().forEach(totals::add);
            assertThat(totals.quotes).as(coin.coin()).isGreaterThanOrEqualTo(quotes);
            assertThat(totals.shareInside()).as(coin.coin() + " inside").isGreaterThan(inside);
            assertThat(totals.rmsHalfSpreads()).as(coin.coin() + " rms").isLessThan(1.0);
            assertThat(totals.mostIterations).isBetween(1, SmileFitter.MAX_EVALUATIONS / 2);
            assertThat(totals.unfitted)
                    .as(coin.coin() + " expiries with five quotes and no slice")
                    .isEmpty();
        }
    }

    /** Measures again from the quotes in the report, apart from the fit's own figures. */
    private static final class Totals {
        private final List<String> unfitted = new ArrayList<>();
        private double weights;
        private double inside;
        private double squares;
        private int quotes;
        private int mostIterations;

        void add(final SurfaceReport.Expiry expiry) {
            final SurfaceReport.Slice slice = expiry.slice();
            if (slice == null) {
                if (expiry.quotes().size() > SmileFitter.STRIKES_FOR_SVI) {
                    unfitted.add(expiry.expiry());
                }
                return;
            }
            assertThat(slice.arbitrage().noButterfly()).isTrue();
            assertThat(slice.arbitrage().noCalendar()).isTrue();
            mostIterations = Math.max(mostIterations, slice.fit().iterations());
            for (final SurfaceReport.Quote quote : expiry.quotes()) {
                final double x = quote.k() - slice.m();
                final double w =
                        slice.a() + slice.b() * (slice.rho() * x + Math.sqrt(x * x + slice.sigma() * slice.sigma()));
                final double vol = Math.sqrt(w / expiry.timeToExpiryYears());
                final double half = Math.max(0.5 * (quote.askVol() - quote.bidVol()), SmileQuotes.LEAST_HALF_SPREAD);
                final double off = (vol - 0.5 * (quote.askVol() + quote.bidVol())) / half;
                weights += 1.0 / half;
                inside += Math.abs(off) <= 1.0 ? 1.0 / half : 0.0;
                squares += off * off / half;
                quotes++;
            }
        }

        double shareInside() {
            return inside / weights;
        }

        double rmsHalfSpreads() {
            return Math.sqrt(squares / weights);
        }
    }
}
