package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.QueueSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of bars that a random walk of 60 % made, seed 31: twelve days, written in two files with a hole between. */
class BarStudyTest {
    private static final int MINUTES = 12 * 1_440;
    private static final long START_S = Instant.parse("2024-03-01T00:00:00Z").getEpochSecond();

    @TempDir
    private Path folder = Path.of("");

    private static BarSettings settings(final int days) {
        return new BarSettings(days, 1L, 60, 2.0, 0.85, TradingCosts.SIX_BP, QueueSettings.PERPETUAL);
    }

    private void writeBars() throws IOException {
        final SplitMix64 random = new SplitMix64(31L);
        final StringBuilder first = new StringBuilder("timestamp,open,high,low,close\n");
        final StringBuilder second = new StringBuilder("timestamp,low,high,close\n");
        double price = 40_000.0;
        for (int minute = 0; minute < MINUTES; minute++) {
            final double open = price;
            double low = price;
            double high = price;
            for (int part = 0; part < 8; part++) {
                price *= Math.exp(0.6 * Math.sqrt(1.0 / (365.0 * 1_440.0 * 8)) * random.nextGaussian());
                low = Math.min(low, price);
                high = Math.max(high, price);
            }
            final Instant time = Instant.ofEpochSecond(START_S + 60L * minute);
            if (minute < MINUTES / 2) {
                first.append(String.format(Locale.ROOT, "%s,%f,%f,%f,%f%n", time, open, high, low, price));
            } else if (minute != MINUTES / 2 + 5) {
                final String spaced = time.toString().replace('T', ' ').replace("Z", ".000000");
                second.append(String.format(Locale.ROOT, "%s,%f,%f,%f%n", spaced, low, high, price));
            }
        }
        Files.writeString(folder.resolve("a.csv"), first);
        Files.writeString(folder.resolve("b.csv"), second);
        Files.writeString(folder.resolve("notes.txt"), "no bars");
    }

    @Test
    void shouldChooseOnTheFirstHalfAndJudgeOnTheSecond() throws IOException {
        writeBars();

        final BarReport report = BarStudy.run(folder, settings(1));

        assertThat(report.minutes()).isEqualTo(MINUTES);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(Instant.ofEpochMilli(report.fromMs())).isEqualTo(Instant.parse("2024-03-01T00:00:00Z"));
        assertThat(report.straddles()).isEqualTo((MINUTES - 1 - 1_440 - 4_320) / 120 + 1);
        assertThat(report.tuned()).isEqualTo((MINUTES / 2 - 1_440 - 4_320) / 120 + 1);
        assertThat(report.tested()).isEqualTo(report.straddles() - (MINUTES / 2 - 4_320) / 120);
        final BarReport.Row clock = report.result("fixed-time");
        assertThat(clock.teRatioAtEqualCost()).isEqualTo(1.0);
        assertThat(Objects.requireNonNull(clock.outOfSample()).costRatio()).isEqualTo(1.0);
        final BarReport.OutOfSample band =
                Objects.requireNonNull(report.result("whalley-wilmott-edge").outOfSample());
        assertThat(band.teRatio()).isBetween(0.2, 0.9);
        assertThat(band.costRatio()).isBetween(0.6, 1.0);
        assertThat(band.allInBp()).isCloseTo(6.0, within(1e-9));
        final BarReport.OutOfSample maker =
                Objects.requireNonNull(report.result("default-maker").outOfSample());
        assertThat(maker.teRatio()).isBetween(0.01, band.teRatio());
        assertThat(maker.lower95()).isLessThanOrEqualTo(maker.teRatio());
        assertThat(maker.upper95()).isGreaterThanOrEqualTo(maker.teRatio());
        assertThat(maker.makerShare()).isBetween(0.3, 1.0);
        assertThat(maker.makerAllInBp()).isLessThan(3.0);
        assertThat(BarStudy.run(folder, settings(1))).isEqualTo(report);
    }

    @Test
    void shouldKeepWhatChoosesApartFromWhatJudges() {
        final int steps = 3 * 1_440;
        final Windows windows = new Windows(31 * 1_440, steps);

        for (final int window : windows.firstHalf()) {
            assertThat(Windows.start(window) + steps).isLessThanOrEqualTo(31 * 720);
        }
        for (final int window : windows.secondHalf()) {
            assertThat(Windows.start(window)).isGreaterThanOrEqualTo(31 * 720);
        }
        assertThat(windows.firstHalf()).isNotEmpty();
        assertThat(windows.secondHalf()).isNotEmpty();
        final int[] drawn = Windows.drawn(windows.firstHalf(), new SplitMix64(1L));
        assertThat(windows.firstHalf()).contains(drawn);
        assertThat(drawn).isNotEqualTo(windows.firstHalf());
    }

    @Test
    void shouldSayWhatIsWrongWithARecord() throws IOException {
        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarStudy.run(folder, settings(1)))
                .withMessageContaining("folder without .csv files");
        final Path file = folder.resolve("bars.csv");
        Files.writeString(file, "timestamp,low,high,close\n2024-03-01 00:00:00,10,11,12\n");
        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarStudy.run(file, settings(1)))
                .withMessageContaining("close");
        Files.writeString(file, "timestamp,low,high,close\nnoon,10,11,10\n");
        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarStudy.run(file, settings(1)))
                .withMessageContaining("noon");
        Files.writeString(file, "timestamp,low,high,close\n2024-03-01 00:00:00,10,11,10\n");
        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarStudy.run(file, settings(1)))
                .withMessageContaining("shorten --days");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(0)).withMessageContaining("days");
    }
}
