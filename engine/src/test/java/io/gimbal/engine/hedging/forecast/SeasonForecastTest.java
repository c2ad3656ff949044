package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gimbal.journal.codec.VolEstimator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the hours of the week are worth to a forecast of the next day's variance: two forecasts side by side over the same
 * minutes, scored by QLIKE, {@code RV / σ² − ln(RV / σ²) − 1}, at which a forecast without error is 0 (A. Patton, "Volatility
 * forecast comparison using imperfect volatility proxies", Journal of Econometrics 160, 2011).
 */
final class SeasonForecastTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final long MONDAY = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final HarCoefficients HAR = new HarCoefficients(true, 0, 0.4, 0.3, 0.2, 0.2, 7, 30);
    private static final VolSettings PLAIN =
            new VolSettings(VolEstimator.EWMA, MINUTE, 6 * HOUR, DAY, 1_440, 0.6, 0.6, 0.03, 0.965, HAR, false, 0);

    /** Quiet weekends, a busy American afternoon on working days, quiet nights; about 1 on average. */
    private static double shape(final int hour) {
        final int ofDay = hour % 24;
        if (hour >= 120) {
            return 0.45;
        }
        return ofDay >= 13 && ofDay < 17 ? 3.0 : ofDay < 6 ? 0.6 : 1.0;
    }

    /** Mean QLIKE of the next day's variance, judged every seven hours after a time of learning: without, with a season. */
    private static double[] scores(final double[] moves, final long startNs, final int learningDays) {
        final VolForecast plain = new VolForecast(PLAIN);
        final VolForecast seasonal = new VolForecast(PLAIN.withSeason());
        final double[] scores = new double[2];
        double price = 100;
        int judged = 0;
        for (int i = 0; i + MINUTES_PER_DAY < moves.length; i++) {
            price *= Math.exp(moves[i]);
            plain.onPrice(price, startNs + i * MINUTE);
            seasonal.onPrice(price, startNs + i * MINUTE);
            if (i > learningDays * MINUTES_PER_DAY && i % 420 == 0) {
                double realised = 0;
                for (int j = 1; j <= MINUTES_PER_DAY; j++) {
                    realised += moves[i + j] * moves[i + j];
                }
                scores[0] += loss(realised, plain.vol());
                scores[1] += loss(realised, seasonal.vol());
                judged++;
            }
        }
        scores[0] /= judged;
        scores[1] /= judged;
        return scores;
    }

    private static double loss(final double realised, final double vol) {
        final double ratio = realised / (vol * vol / 365);
        return ratio - Math.log(ratio) - 1;
    }

    private static double[] week(final int weeks, final long seed, final IntToDoubleFunction shape) {
        final Random random = new Random(seed);
        final double[] moves = new double[weeks * 7 * MINUTES_PER_DAY];
        for (int i = 0; i < moves.length; i++) {
            final double level = 0.6 * Math.exp(0.3 * Math.sin(i / 20_000.0));
            final double variance = level * level / (365.0 * MINUTES_PER_DAY) * shape.applyAsDouble(i / 60 % 168);
            moves[i] = Math.sqrt(variance) * random.nextGaussian();
        }
        return moves;
    }

    @Test
    void shouldRecoverTheHoursOfASimulatedWeek() {
        final SeasonalReturns season = new SeasonalReturns(MINUTE);
        final double[] moves = week(24, 5, SeasonForecastTest::shape);
        for (int i = 0; i < moves.length; i++) {
            season.onReturn(moves[i], MONDAY + (i + 1) * MINUTE, 1);
        }

        double mean = 0;
        for (int hour = 0; hour < 168; hour++) {
            mean += shape(hour) / 168;
        }
        double squares = 0;
        for (int hour = 0; hour < 168; hour++) {
            final double found = season.multiplier(MONDAY + hour * HOUR);
            squares += Math.pow(found / (shape(hour) / mean) - 1, 2);
        }
        assertThat(Math.sqrt(squares / 168))
                .as("root mean square of the relative errors")
                .isLessThan(0.15);
        assertThat(season.mean(MONDAY + 120 * HOUR, MONDAY + 168 * HOUR))
                .as("the weekend")
                .isCloseTo(0.45 / mean, within(0.08));
    }

    @Test
    void shouldForecastTheNextDayBetterInAWorldWithASeason() {
        final double[] scores = scores(week(10, 6, SeasonForecastTest::shape), MONDAY, 28);

        assertThat(scores[1]).as("without %.4f", scores[0]).isLessThan(0.5 * scores[0]);
    }

    @Test
    void shouldHardlyHarmInAWorldWithoutOne() {
        final double[] scores = scores(week(10, 7, hour -> 1), MONDAY, 28);

        assertThat(scores[1]).as("without %.4f", scores[0]).isLessThan(scores[0] + 0.005);
    }

    /** A month is short for 168 hours: what is asked for is no harm while it learns. */
    @Test
    void shouldNotHarmOnRecordedBars() throws IOException {
        final String data = System.getenv("GIMBAL_DATA");
        final Path folder = Path.of(data == null ? "" : data, "perp-bars-2022");
        assumeTrue(data != null && Files.isDirectory(folder), "needs recorded bars");
        final double[] prices = closes(folder);
        final double[] moves = new double[prices.length - 1];
        for (int i = 1; i < prices.length; i++) {
            moves[i - 1] = Math.log(prices[i] / prices[i - 1]);
        }
        final long startNs = Instant.parse("2022-01-01T00:01:00Z").getEpochSecond() * 1_000_000_000L;

        final double[] scores = scores(moves, startNs, 14);

        System.out.printf("recorded January 2022: QLIKE without %.4f, with %.4f%n", scores[0], scores[1]);
        assertThat(scores[1]).as("without %.4f", scores[0]).isLessThan(1.02 * scores[0]);
    }

    private static double[] closes(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            final List<String> lines =
                    Files.readAllLines(files.filter(file -> file.toString().endsWith(".csv"))
                            .findFirst()
                            .orElseThrow());
            final int close = List.of(lines.get(0).split(",", -1)).indexOf("close");
            return lines.stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[close]))
                    .toArray();
        }
    }

    @Test
    void shouldRefuseASeasonWhereItHasNoMeaning() {
        assertThat(PLAIN.withSeason().isSound()).isTrue();
        assertThat(new VolSettings(VolEstimator.REALISED, MINUTE, HOUR, DAY, 60, 0.6, 0.6, 0, 0, HAR, true, 0)
                        .isSound())
                .isFalse();
        assertThat(new VolSettings(VolEstimator.EWMA, HOUR, HOUR, DAY, 60, 0.6, 0.6, 0, 0, HAR, true, 0).isSound())
                .isFalse();
        assertThat(PLAIN.fittedOn(59).isSound()).isFalse();
        assertThat(PLAIN.fittedOn(60).isSound()).isTrue();
        assertThat(PLAIN.fittedOn(1_001).isSound()).isFalse();
    }
}
