package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
    @TempDir
    private Path folder = Path.of("");

    /** Twice a number, plus a bonus where the file has one. */
    private static final class Doubling implements TableFile.Calculation {
        @Override
        public List<String> reads() {
            return List.of("amount");
        }

        @Override
        public List<String> appends() {
            return List.of("double", "note");
        }

        @Override
        public List<String> calculate(final TableRow row) {
            final double bonus = row.has("bonus") ? row.number("bonus", "a number") : 0.0;
            return List.of(TableRow.text(2.0 * row.number("amount", "a number") + bonus), "a,b");
        }
    }

    @Test
    void shouldAppendWhatIsCalculatedAndQuoteWhereNeeded() throws IOException {
        assertThat(appended("id,amount\n7,1.5\n8,-2e3\n"))
                .containsExactly("id,amount,double,note", "7,1.5,3,\"a,b\"", "8,-2e3,-4000,\"a,b\"");
    }

    @Test
    void shouldReadAColumnThatNeedNotBeThereWhereItIs() throws IOException {
        assertThat(appended("bonus,amount\n0.25,1\n")).contains("0.25,1,2.25,\"a,b\"");
    }

    @Test
    void shouldNotTakeTheRestOfAFileForACellWhenAQuoteIsLeftOpen() {
        assertThatThrownBy(() -> appended("amount,comment\n1,a\n2,\"b\n3,c\n"))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(":3: found \"b\"")
                .hasMessageContaining("a quote may be left open");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1.0 / 3.0, 6.02214076e23, -4.9e-324, 1.7976931348623157e308, 123_456_789.123_456_78})
    void shouldWriteNumbersThatReadBackAsTheSame(final double value) {
        assertThat(Double.parseDouble(TableRow.text(value))).isEqualTo(value);
    }

    @Test
    void shouldTellAProgrammerWhoAsksForAColumnThatIsNotThere() {
        final TableRow row = new TableRow(folder, 2L, List.of("a"), List.of("1"));

        assertThatThrownBy(() -> row.text("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such column: name=b, columns=[a]");
    }

    private List<String> appended(final String text) throws IOException {
        final Path input = folder.resolve("in.csv");
        final Path output = folder.resolve("out.csv");
        Files.writeString(input, text);
        final TableFile.Summary summary = TableFile.append(input, output, new Doubling());
        assertThat(summary.rows()).isEqualTo(text.lines().count() - 1);
        return Files.readAllLines(output);
    }
}
