package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueGreeksTest {
    private static final long EXPIRY_NS = epochNs("2023-04-13T08:00:00Z");

    private final VenueGreeks venue = new VenueGreeks();
    private final OptionGreeks black = new OptionGreeks();

    /** Tickers as the venue sent them. On the last day a cheap put cannot lose more than it is worth. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "C 30122.63   30000 0.5577 1681296051767 2023-04-28T08:00:00Z 0.53714  24.96353 -43.81446 6.40894",
                "P 30122.63   30000 0.5577 1681296051767 2023-04-28T08:00:00Z -0.46286 24.96353 -43.81446 -6.64985",
                "C 30024.7476 27500 0.8329 1681296001357 2023-04-13T08:00:00Z 0.98452  0.57651  -24.00806 0.65822",
                "P 30024.7476 27500 0.8329 1681296001362 2023-04-13T08:00:00Z -0.01548 0.57651  -6.89145  -0.01149",
                "C 45671.64   37500 1.2425 1613068625266 2021-02-13T08:00:00Z 0.99323  0.56428  -22.50523 1.58677",
                "P 50634.39   7000  1.6148 1613068625262 2021-09-24T08:00:00Z -0.01406 14.22748 -5.11544  -7.599"
            })
    void shouldGiveThePublishedGreeksWhenGivenThePublishedForwardAndVol(final Ticker ticker) {
        final boolean valued = venue.evaluate(
                ticker.isCall, ticker.forward, ticker.strike, ticker.timeNs, ticker.expiryNs, ticker.vol);

        // Tolerances are what rounding the volatility to 0.01 points leaves.
        assertThat(valued).isTrue();
        assertThat(venue.delta()).isCloseTo(ticker.delta, within(3e-5));
        assertThat(venue.vegaPerVolPoint()).isCloseTo(ticker.vega, within(5e-3));
        assertThat(venue.thetaPerDay()).isCloseTo(ticker.theta, within(2e-2));
        assertThat(venue.rhoPerPoint()).isCloseTo(ticker.rho, within(3e-3));
    }

    @Test
    void shouldGiveThePublishedMarkInCoinsAndInDollars() {
        evaluate(true, 30_122.63, 30_000, "2023-04-12T10:40:51.767Z", epochNs("2023-04-28T08:00:00Z"), 0.5577);

        assertThat(venue.markCoin()).isCloseTo(0.0484, within(5e-5));
        assertThat(venue.markUsd()).isCloseTo(0.0484 * 30_122.63, within(5e-5 * 30_122.63));
        assertThat(venue.gamma()).isCloseTo(0.00011, within(5e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-04-13T07:29:59Z, 1.0",
        "2023-04-13T07:30:00Z, 1.0",
        "2023-04-13T07:35:04.284Z, 0.8309533333",
        "2023-04-13T07:45:00Z, 0.5",
        "2023-04-13T07:59:57Z, 0.001666666667"
    })
    void shouldFadeOnlyTheDeltaWhenTheDeliveryWindowRuns(final String now, final double fraction) {
        evaluate(false, 29_990, 30_000, now, EXPIRY_NS, 0.4);

        final double years = TimeToExpiry.years(epochNs(now), EXPIRY_NS);
        Black76.evaluate(false, 29_990, 30_000, years, 0.4, black);
        assertThat(venue.delta()).isCloseTo(fraction * black.delta(), within(1e-10));
        assertThat(venue.gamma()).isEqualTo(black.gamma());
        assertThat(venue.vegaPerVolPoint()).isEqualTo(black.vega() / 100);
        assertThat(venue.markUsd()).isEqualTo(black.price());
    }

    @Test
    void shouldFollowTheVenuesOwnDecayStepByStep() {
        // Published for BTC-13APR23-28000-C, deep in the money, at these times of 13 April 2023.
        fadesTo(1681371302268L, 30_083.86, 28_000, 0.8595, 0.83333);
        fadesTo(1681371304281L, 30_083.01, 29_250, 0.5953, 0.83111);
        fadesTo(1681371601520L, 30_074.30, 28_000, 0.8595, 0.66667);
    }

    @Test
    void shouldNotLoseMoreInADayThanTheOptionIsWorth() {
        evaluate(true, 30_000, 36_000, "2023-04-12T20:00:00Z", EXPIRY_NS, 0.55);

        Black76.evaluate(true, 30_000, 36_000, 0.5 / 365, 0.55, black);
        assertThat(-black.theta() / 365 * 0.5).isGreaterThan(black.price());
        assertThat(venue.thetaPerDay()).isEqualTo(-black.price());
    }

    @Test
    void shouldTakeAWholeDayOfThetaUntilLessThanOneIsLeft() {
        evaluate(true, 30_000, 30_000, "2023-04-11T08:00:00Z", EXPIRY_NS, 0.55);
        Black76.evaluate(true, 30_000, 30_000, 2.0 / 365, 0.55, black);
        assertThat(venue.thetaPerDay()).isEqualTo(black.theta() / 365);

        evaluate(true, 30_000, 30_000, "2023-04-13T02:00:00Z", EXPIRY_NS, 0.55);
        Black76.evaluate(true, 30_000, 30_000, 0.25 / 365, 0.55, black);
        assertThat(venue.thetaPerDay()).isCloseTo(black.theta() / 365 / 4, within(1e-12));
    }

    @Test
    void shouldGiveRhoAsTheDiscountingOfTheExercisedStrike() {
        evaluate(true, 30_000, 1_000, "2022-04-13T08:00:00Z", EXPIRY_NS, 0.1);
        assertThat(venue.rhoPerPoint()).isCloseTo(1_000 * 0.01, within(1e-9));

        evaluate(false, 1_000, 30_000, "2022-04-13T08:00:00Z", EXPIRY_NS, 0.1);
        assertThat(venue.rhoPerPoint()).isCloseTo(-30_000 * 0.01, within(1e-9));
    }

    @Test
    void shouldBeZeroAndSaySoFromTheExpiryOnAndForImpossibleInputs() {
        final long before = EXPIRY_NS - 1;
        assertThat(venue.evaluate(true, 31_000, 30_000, before, EXPIRY_NS, 0.5)).isTrue();
        assertThat(venue.markUsd()).isEqualTo(1_000.0);

        assertThat(venue.evaluate(true, 31_000, 30_000, EXPIRY_NS, EXPIRY_NS, 0.5))
                .isFalse();
        allZero();

        evaluate(true, 31_000, 30_000, "2023-04-12T08:00:00Z", EXPIRY_NS, 0.5);
        assertThat(venue.evaluate(true, Double.NaN, 30_000, before, EXPIRY_NS, 0.5))
                .isFalse();
        allZero();
    }

    private void fadesTo(
            final long timeMs, final double estimate, final double strike, final double vol, final double published) {
        venue.evaluate(true, estimate, strike, TimeUnit.MILLISECONDS.toNanos(timeMs), EXPIRY_NS, vol);
        assertThat(venue.delta()).isCloseTo(published, within(3e-3));
    }

    private void allZero() {
        assertThat(venue.delta()).isEqualTo(0.0);
        assertThat(venue.gamma()).isEqualTo(0.0);
        assertThat(venue.vegaPerVolPoint()).isEqualTo(0.0);
        assertThat(venue.thetaPerDay()).isEqualTo(0.0);
        assertThat(venue.rhoPerPoint()).isEqualTo(0.0);
        assertThat(venue.markCoin()).isEqualTo(0.0);
        assertThat(venue.markUsd()).isEqualTo(0.0);
    }

    private void evaluate(
            final boolean isCall,
            final double forward,
            final double strike,
            final String now,
            final long expiryNs,
            final double vol) {
        assertThat(venue.evaluate(isCall, forward, strike, epochNs(now), expiryNs, vol))
                .isTrue();
    }

    private static long epochNs(final String instant) {
        final Instant parsed = Instant.parse(instant);
        return TimeUnit.SECONDS.toNanos(parsed.getEpochSecond()) + parsed.getNano();
    }

    /** One published row: side, forward, strike, vol, time in ms, expiry, delta, vega, theta, rho. */
    record Ticker(
            boolean isCall,
            double forward,
            double strike,
            double vol,
            long timeNs,
            long expiryNs,
            double delta,
            double vega,
            double theta,
            double rho) {

        static Ticker of(final String line) {
            final List<String> cells = List.of(line.split(" +", -1));
            return new Ticker(
                    cells.get(0).equals("C"),
                    Double.parseDouble(cells.get(1)),
                    Double.parseDouble(cells.get(2)),
                    Double.parseDouble(cells.get(3)),
                    TimeUnit.MILLISECONDS.toNanos(Long.parseLong(cells.get(4))),
                    epochNs(cells.get(5)),
                    Double.parseDouble(cells.get(6)),
                    Double.parseDouble(cells.get(7)),
                    Double.parseDouble(cells.get(8)),
                    Double.parseDouble(cells.get(9)));
        }
    }
}
