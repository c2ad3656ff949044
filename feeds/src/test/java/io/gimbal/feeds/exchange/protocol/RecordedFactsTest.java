package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the venue publishes about options, proven on whole chains of 13 April 2023 with an expiry in them. The formulas are
 * written out here, apart from those of the engine.
 */
class RecordedFactsTest {
    private static final double DAY_MS = 86_400_000.0;
    private static final double WINDOW_MS = 1_800_000.0;

    /** The recorded switch at 07:30 is not seen for some seconds. */
    private static final double SWITCH_MS = 10_000.0;

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dMMMyy")
            .toFormatter(Locale.ROOT);

    /** One published option, with Black's forward formula beside it. */
    private record Row(
            boolean isCall,
            double strike,
            double leftMs,
            String underlyingIndex,
            double underlying,
            double index,
            double estimate,
            double vol,
            double mark,
            double delta,
            double theta) {
        static Row of(final String line) {
            final String[] fields = line.split(",", -1);
            final String[] name = fields[2].split("-", -1);
            final long expiryMs = LocalDate.parse(name[1], DAY)
                    .atTime(8, 0)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            return new Row(
                    name[3].equals("C"),
                    Double.parseDouble(name[2]),
                    expiryMs - Long.parseLong(fields[1]),
                    fields[4],
                    Double.parseDouble(fields[5]),
                    Double.parseDouble(fields[6]),
                    Double.parseDouble(fields[7]),
                    Double.parseDouble(fields[10]) / 100,
                    Double.parseDouble(fields[9]),
                    Double.parseDouble(fields[22]),
                    Double.parseDouble(fields[25]));
        }

        boolean isInWindow() {
            return leftMs <= WINDOW_MS;
        }

        double years() {
            return leftMs / (365 * DAY_MS);
        }

        double d1() {
            final double deviation = vol * Math.sqrt(years());
            return Math.log(underlying / strike) / deviation + deviation / 2;
        }

        double blackDelta() {
            return isCall ? normal(d1()) : -normal(-d1());
        }

        double blackUsd() {
            final double sign = isCall ? 1 : -1;
            final double d2 = d1() - vol * Math.sqrt(years());
            return sign * (underlying * normal(sign * d1()) - strike * normal(sign * d2));
        }

        double blackTheta() {
            final double density = Math.exp(-d1() * d1() / 2) / Math.sqrt(2 * Math.PI);
            return underlying * density * vol / (2 * Math.sqrt(years())) / 365;
        }

        /** Loss in a day, or in what is left of the last one. */
        double lifeTheta() {
            return blackTheta() * Math.min(1, leftMs / DAY_MS);
        }

        /** Abramowitz and Stegun 26.2.17: off by 7.5e-8 at most. */
        private static double normal(final double x) {
            if (x < 0) {
                return 1 - normal(-x);
            }
            final double t = 1 / (1 + 0.2316419 * x);
            final double series =
                    t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return 1 - Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * series;
        }
    }

    /** Fact 2. */
    @ParameterizedTest
    @CsvSource({"btc, 192806", "eth, 152028"})
    void shouldPublishTheForwardDeltaOfBlackWithoutPremium(final String coin, final int rows) {
        final double[] errors = errors(coin, row -> !row.isInWindow(), row -> row.delta - row.blackDelta());

        assertThat(errors).hasSize(rows);
        assertThat(errors[rows - 1]).isLessThan(4.3e-4);
        assertThat(errors[(int) (0.999 * rows)]).isLessThan(1e-4);
        assertThat(errors[rows / 2]).isLessThan(5e-6);
        final double[] adjusted =
                errors(coin, row -> !row.isInWindow(), row -> row.delta - (row.blackDelta() - row.mark));
        assertThat(adjusted[rows / 2])
                .as("premium-adjusted it would be another number")
                .isGreaterThan(1e-3);
    }

    /** Fact 3. */
    @ParameterizedTest
    @CsvSource({"btc, 100", "eth, 80"})
    void shouldFadeTheDeltaAndNotTheMarkInTheLastHalfHour(final String coin, final int atLeast) {
        final List<Row> clear =
                rows(coin, row -> row.isInWindow() && row.leftMs > 0 && Math.abs(row.blackDelta()) > 0.5);

        assertThat(clear).hasSizeGreaterThan(atLeast / 2);
        for (final Row row : clear) {
            final double excess = row.delta / row.blackDelta() - row.leftMs / WINDOW_MS;
            assertThat(excess).as("row=%s", row).isBetween(-0.0012, 0.0045);
            assertThat(row.mark)
                    .as("row=%s", row)
                    .isBetween(row.blackUsd() / row.underlying - 2e-4, row.blackUsd() / row.underlying + 2e-4);
        }
    }

    /** Fact 4. */
    @ParameterizedTest
    @CsvSource({"btc", "eth"})
    void shouldTurnTheUnderlyingIntoTheRunningAverageInTheLastHalfHour(final String coin) {
        final List<Row> inside = rows(coin, row -> row.leftMs < WINDOW_MS - SWITCH_MS && row.leftMs > 0);
        final List<Row> before = rows(coin, row -> row.leftMs > WINDOW_MS && row.leftMs < DAY_MS / 3);

        assertThat(inside).isNotEmpty().allMatch(row -> row.underlyingIndex.equals("SYN.EXPIRY"));
        assertThat(inside).allMatch(row -> Math.abs(row.underlying / row.estimate - 1) < 2e-4);
        assertThat(inside).anyMatch(row -> Math.abs(row.underlying / row.index - 1) > 4e-4);
        assertThat(before).isNotEmpty().noneMatch(row -> row.underlyingIndex.equals("SYN.EXPIRY"));
        assertThat(before).allMatch(row -> Math.abs(row.estimate / row.index - 1) < 2e-4);
    }

    /** Fact 5. */
    @ParameterizedTest
    @CsvSource({"btc, 0.2", "eth, 0.2"})
    void shouldLoseInADayAtMostWhatTheOptionIsWorth(final String coin, final double tolerance) {
        final double[] errors =
                errors(coin, row -> !row.isInWindow(), row -> row.theta + Math.min(row.lifeTheta(), row.blackUsd()));

        assertThat(errors[(int) (0.999 * errors.length)]).isLessThan(tolerance);
        assertThat(errors[errors.length / 2]).isLessThan(0.01);
        assertThat(rows(coin, row -> !row.isInWindow() && row.blackUsd() < 0.9 * row.lifeTheta()))
                .as("rows that the cap binds")
                .hasSizeGreaterThan(100);
    }

    private static double[] errors(final String coin, final Predicate<Row> which, final ToDoubleFunction<Row> error) {
        final double[] errors =
                rows(coin, which).stream().mapToDouble(error).map(Math::abs).toArray();
        Arrays.sort(errors);
        System.out.printf(
                Locale.ROOT,
                "%s rows=%d median=%.2e p99.9=%.2e max=%.2e%n",
                coin,
                errors.length,
                errors[errors.length / 2],
                errors[(int) (0.999 * errors.length)],
                errors[errors.length - 1]);
        return errors;
    }

    private static List<Row> rows(final String coin, final Predicate<Row> which) {
        final var file = SharedData.data("deribit-chain-2023/" + coin + "_chain_20230413.csv.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            reader.readLine();
            final List<Row> rows = new ArrayList<>();
            String line = reader.readLine();
            while (line != null) {
                final Row row = Row.of(line);
                if (which.test(row)) {
                    rows.add(row);
                }
                line = reader.readLine();
            }
            return rows;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
