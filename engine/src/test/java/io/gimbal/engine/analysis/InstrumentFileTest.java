package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.instrument.CashGreeks;
import io.gimbal.engine.pricing.instrument.Greek;
import io.gimbal.engine.pricing.instrument.Greeks;
import io.gimbal.engine.pricing.instrument.Input;
import io.gimbal.engine.pricing.instrument.InstrumentModel;
import io.gimbal.engine.pricing.instrument.InstrumentModels;
import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentFileTest {
    private static final String HEADER = "forward,strike,T,vol,type";
    private static final String APPENDED =
            ",price,delta,gamma,vega,theta,vanna,volga,charm,rho,speed,zomma,color,veta,dual_delta";

    private static final int GREEKS = Greek.values().length;

    private final InstrumentModel model = named("black76");

    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void nameFiles() {
        input = folder.resolve("in.csv");
        output = folder.resolve("out.csv");
    }

    @Test
    void shouldAppendTheGreeksSoThatTheyReadBackAsTheSameDoubles() throws IOException {
        write(HEADER, "60000,65000,0.25,0.6,call", "3000,2500,0.01,0.8,put", "0.01,0.02,1.5,3,C");

        final TableFile.Summary summary = InstrumentFile.evaluate(model, input, output);

        assertThat(summary).isEqualTo(new TableFile.Summary(input.toString(), output.toString(), 3));
        final List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(HEADER + APPENDED);
        readsBack(lines.get(1), true, 60_000, 65_000, 0.25, 0.6);
        readsBack(lines.get(2), false, 3_000, 2_500, 0.01, 0.8);
        readsBack(lines.get(3), true, 0.01, 0.02, 1.5, 3);
    }

    @Test
    void shouldMatchSixtyDigitValuesWhenTheyStandBesideTheInputs() throws IOException {
        final List<String> reference = Files.readAllLines(SharedData.values("black76_mpmath_60dps.csv"));

        final TableFile.Summary summary =
                InstrumentFile.evaluate(model, SharedData.values("black76_mpmath_60dps.csv"), output);

        assertThat(summary.rows()).isEqualTo(1000);
        final List<String> lines = Files.readAllLines(output);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith(reference.get(i) + ",");
            final String[] cells = lines.get(i).split(",", -1);
            final double scale = Math.max(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]));
            final int price = cells.length - GREEKS;
            assertThat(number(cells[price])).isCloseTo(number(cells[5]), within(1e-14 * scale));
            assertThat(number(cells[price + 1])).isCloseTo(number(cells[6]), within(1e-14));
        }
    }

    @Test
    void shouldFindColumnsByNameAndKeepTheOthersAsTheyAre() throws IOException {
        write("note,type,vol,T,strike,forward,id", "\"a, \"\"b\"\"\", Put ,0.5,0.5,100,110,007");

        InstrumentFile.evaluate(model, input, output);

        final List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(0)).isEqualTo("note,type,vol,T,strike,forward,id" + APPENDED);
        assertThat(lines.get(1)).startsWith("\"a, \"\"b\"\"\",");
        assertThat(lines.get(1)).contains(",0.5,0.5,100,110,007,");
        final OptionGreeks greeks = new OptionGreeks();
        Black76.evaluate(false, 110, 100, 0.5, 0.5, greeks);
        final String[] cells = lines.get(1).split(",", -1);
        assertThat(number(cells[cells.length - GREEKS])).isEqualTo(greeks.price());
    }

    @Test
    void shouldWriteAPointWhateverTheLocale() throws IOException {
        write(HEADER, "100,100,1,0.2,C");
        final Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            InstrumentFile.evaluate(model, input, output);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(number(Files.readAllLines(output).get(1).split(",", -1)[5]))
                .isCloseTo(7.965567455405804, within(1e-13));
    }

    @Test
    void shouldAcceptExpiredOptionsAndUpperCaseAndAByteOrderMark() throws IOException {
        write("\uFEFF" + HEADER, "100,90,0,0.2,CALL", "100,110,-1,0.2,P", "100,100,1,0,c");

        InstrumentFile.evaluate(model, input, output);

        assertThat(Files.readAllLines(output))
                .containsExactly(
                        HEADER + APPENDED,
                        "100,90,0,0.2,CALL,10,1,0,0,0,0,0,0,0,0,0,0,0,-1",
                        "100,110,-1,0.2,P,10,-1,0,0,0,0,0,0,0,0,0,0,0,1",
                        "100,100,1,0,c,0,0.5,0,0,0,0,0,0,0,0,0,0,0,-0.5");
    }

    @Test
    void shouldReplaceTheInputWhenItIsTheOutputToo() throws IOException {
        write(HEADER, "100,90,0,0.2,C");

        InstrumentFile.evaluate(model, input, input);

        assertThat(Files.readAllLines(input))
                .containsExactly(HEADER + APPENDED, "100,90,0,0.2,C,10,1,0,0,0,0,0,0,0,0,0,0,0,-1");
    }

    @Test
    void shouldReadOptionalColumnsWhereTheyAreAndTakeTheirDefaultsWhereNot() throws IOException {
        final String columns = "forward,strike,T,vol,type";
        write(columns, "100,90,2,20,C");
        InstrumentFile.evaluate(named("bachelier"), input, output);
        final double undiscounted = number(Files.readAllLines(output).get(1).split(",", -1)[5]);

        write(columns + ",rate", "100,90,2,20,C,0.05");
        InstrumentFile.evaluate(named("bachelier"), input, output);
        final double discounted = number(Files.readAllLines(output).get(1).split(",", -1)[6]);

        assertThat(discounted).isCloseTo(undiscounted * Math.exp(-0.1), within(1e-13));
    }

    @Test
    void shouldWriteCashGreeksUnderTheirOwnNames() throws IOException {
        write(HEADER, "60000,65000,0.25,0.6,C");

        InstrumentFile.evaluateCash(model, input, output);

        final List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(0)).startsWith(HEADER + ",price,cash_delta,cash_gamma,cash_vega");
        final Greeks greeks = new Greeks();
        model.evaluate(new double[] {60_000, 65_000, 0.25, 0.6, Input.CALL}, greeks);
        CashGreeks.convert(greeks, 60_000, greeks);
        final String[] cells = lines.get(1).split(",", -1);
        assertThat(number(cells[6])).isEqualTo(greeks.value(Greek.DELTA));
        assertThat(number(cells[7])).isEqualTo(greeks.value(Greek.GAMMA));
    }

    @Test
    void shouldRefuseInputsThatDoNotGoTogether() throws IOException {
        write("forward,strike,T,vol,type", "-5,90,2,20,C");

        assertThatThrownBy(() -> InstrumentFile.evaluate(named("bachelier-inverse"), input, output))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(":2:forward")
                .hasMessageContaining("that go together");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,100,1,0.2,C      | forward | a number above 0",
                "x,100,1,0.2,C      | forward | a number above 0",
                "NaN,100,1,0.2,C    | forward | a number above 0",
                "1e999,100,1,0.2,C  | forward | a number above 0",
                "0x1p3,100,1,0.2,C  | forward | a number above 0",
                "1d,100,1,0.2,C     | forward | a number above 0",
                "100,-1,1,0.2,C     | strike  | a number of 0 or more",
                "100,,1,0.2,C       | strike  | a number of 0 or more",
                "100,100,one,0.2,C  | T       | a number of years",
                "100,100,1,-0.2,C   | vol     | a number of 0 or more",
                "100,100,1,60%,C    | vol     | a number of 0 or more",
                "100,100,1,0.2,calls| type    | call, put, C or P",
                "1e-300,1e-300,1e-20,1,C | forward | numbers whose Greeks a double can hold"
            })
    void shouldSayWhereAndWhatToDoWhenACellIsMalformed(final String row, final String column, final String expected)
            throws IOException {
        write(HEADER, "100,100,1,0.2,C", row);

        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output))
                .isInstanceOfSatisfying(BadFileException.class, e -> {
                    assertThat(e.file()).isEqualTo(input.toString());
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(column);
                })
                .hasMessageStartingWith(input + ":3:" + column + ": found ")
                .hasMessageContaining(expected);
        assertThat(onlyFiles()).containsExactly("in.csv");
    }

    @Test
    void shouldNameTheColumnWhenItIsMissing() throws IOException {
        write("forward,strike,T,type", "100,100,1,C");

        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(":1:vol")
                .hasMessageContaining("a column of this name");
    }

    @Test
    void shouldRefuseARowThatIsTooShortOrTooLong() throws IOException {
        write(HEADER, "100,100,1,0.2,C", "100,100,1,0.2");
        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(":3")
                .hasMessageContaining("as many cells as the header");

        write(HEADER, "100,100,1,0.2,C,1");
        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(":2");
    }

    @Test
    void shouldRefuseAnEmptyAndAnAbsentFile() throws IOException {
        write();
        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("a header line");

        Files.delete(input);
        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("a readable CSV file");
    }

    @Test
    void shouldLeaveTheOldOutputWhenTheInputIsBad() throws IOException {
        Files.writeString(output, "yesterday");
        write(HEADER, "100,100,1,0.2,C", "oops");

        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, output)).isInstanceOf(BadFileException.class);

        assertThat(output).hasContent("yesterday");
        assertThat(onlyFiles()).containsExactly("in.csv", "out.csv");
    }

    @Test
    void shouldFailAsInputAndOutputWhenTheFolderOfTheOutputIsNotThere() throws IOException {
        write(HEADER, "100,100,1,0.2,C");

        assertThatThrownBy(() -> InstrumentFile.evaluate(model, input, folder.resolve("none/out.csv")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }

    private void readsBack(
            final String line,
            final boolean isCall,
            final double forward,
            final double strike,
            final double years,
            final double vol) {
        final double side = isCall ? Input.CALL : Input.PUT;
        final Greeks greeks = new Greeks();
        assertThat(model.evaluate(new double[] {forward, strike, years, vol, side}, greeks))
                .isTrue();
        final String[] cells = line.split(",", -1);
        int cell = 5;
        for (final Greek greek : Greek.values()) {
            assertThat(number(cells[cell++])).as(greek.column()).isEqualTo(greeks.value(greek));
        }
        assertThat(cells).hasSize(5 + GREEKS);
    }

    private static InstrumentModel named(final String name) {
        return Objects.requireNonNull(InstrumentModels.find(name), name);
    }

    private List<String> onlyFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void write(final String... lines) throws IOException {
        Files.writeString(input, lines.length == 0 ? "" : String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private static double number(final String cell) {
        return Double.parseDouble(cell);
    }
}
