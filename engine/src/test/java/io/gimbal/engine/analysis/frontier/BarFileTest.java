package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gimbal.engine.analysis.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarFileTest {
    private static final String HEADER = "timestamp,open,high,low,close,volume\n";

    @TempDir
    private Path folder = Path.of("");

    private Path file(final String name, final String rows) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + rows);
    }

    @Test
    void shouldRepeatTheLastCloseWhereAMinuteIsMissing() throws IOException {
        final BarFile read = BarFile.read(file("bars.csv", """
            2022-01-01 00:00:00.000000,10,12,9,11,5
            2022-01-01 00:03:00.000000,11,13,10,12,5
            """));

        assertThat(read.bars().minutes()).isEqualTo(4);
        assertThat(read.missing()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(read.firstMs())).isEqualTo(Instant.parse("2022-01-01T00:00:00Z"));
        assertThat(Instant.ofEpochMilli(read.lastMs())).isEqualTo(Instant.parse("2022-01-01T00:03:00Z"));
    }

    @Test
    void shouldSortRowsOfManyFilesAndCountAMinuteOnce() throws IOException {
        file("b.csv", "2022-01-01T00:01:00Z,10,12,9,11,5\n2022-01-01T00:00:00Z,10,12,9,11,5\n");
        file("a.csv", "2022-01-01 00:01:30,10,12,9,10,5\n2022-01-01 00:02:00.500,10,12,9,11,5\n");
        Files.writeString(folder.resolve("readme.txt"), "nothing");

        final BarFile read = BarFile.read(folder);

        assertThat(read.bars().minutes()).isEqualTo(3);
        assertThat(read.missing()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2022-01-01 00:00:00,10,12,0,11,5 | low | a price above 0",
                "2022-01-01 00:00:00,10,12,9,13,5 | close | between low and high",
                "2022-01-01 00:00:00,10,12,9,x,5 | close | a price",
                "2022-01-01 00:00:00,10,12,9,NaN,5 | close | a price",
                "1 January,10,12,9,11,5 | timestamp | a UTC time like"
            })
    void shouldSayWhereARowIsWrong(final String row, final String column, final String expected) throws IOException {
        final Path file = file("bars.csv", row + "\n");

        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarFile.read(file))
                .satisfies(bad -> {
                    assertThat(bad.line()).isEqualTo(2);
                    assertThat(bad.column()).isEqualTo(column);
                    assertThat(bad).hasMessageContaining(expected);
                });
    }

    @Test
    void shouldRefuseARecordThatIsEmptyOrSpansAges() throws IOException {
        final Path empty = file("empty.csv", "");
        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarFile.read(empty))
                .withMessageContaining("no bar");
        final Path ages = file("ages.csv", "1970-01-01 00:00:00,1,1,1,1,1\n2022-01-01 00:00:00,1,1,1,1,1\n");
        assertThatExceptionOfType(BadFileException.class)
                .isThrownBy(() -> BarFile.read(ages))
                .withMessageContaining("minutes");
        assertThatExceptionOfType(BadFileException.class).isThrownBy(() -> BarFile.read(folder.resolve("none.csv")));
    }
}
