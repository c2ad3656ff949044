package io.gimbal.feeds.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gimbal.journal.SharedData;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainFileTest {
    private static final String HEADER = "timestamp,instrument_name,underlying_index,underlying_price,index_price,"
            + "mark_price,mark_iv,best_bid_price,best_bid_amount,best_ask_price,best_ask_amount,delta,gamma,vega,theta,"
            + "rho,open_interest";
    private static final String ROW = "1681296001357,BTC-13APR23-27500-C,SYN.BTC-13APR23,30024.7476,30019.46,0.0843,"
            + "83.29,0.0725,1.0,0.1,2.5,0.98452,3e-05,0.57651,-24.00806,0.65822,17.0";

    @TempDir
    private Path folder;

    @Test
    void shouldReadEveryCellWhenTheLayoutIsAnOrderBookDump() throws IOException {
        final ChainRow row = rows(file("a.csv", HEADER, ROW)).get(0);

        assertThat(row)
                .isEqualTo(new ChainRow(
                        1_681_296_001_357_000_000L,
                        "BTC-13APR23-27500-C",
                        "BTC",
                        Instant.parse("2023-04-13T08:00:00Z").getEpochSecond() * 1_000_000_000L,
                        2_750_000_000_000L,
                        true,
                        "SYN.BTC-13APR23",
                        3_002_474_760_000L,
                        3_001_946_000_000L,
                        8_430_000L,
                        83_290_000L,
                        7_250_000L,
                        100_000_000L,
                        10_000_000L,
                        250_000_000L,
                        98_452_000L,
                        3_000L,
                        57_651_000L,
                        -2_400_806_000L,
                        65_822_000L,
                        1_700_000_000L));
    }

    @Test
    void shouldReadTheSameRowsWhenColumnsMoveAndOthersJoin() throws IOException {
        final List<String> names = Arrays.asList(HEADER.split(","));
        final List<String> cells = Arrays.asList(ROW.split(","));
        final List<String> movedNames = new ArrayList<>(List.of("snap"));
        final List<String> movedCells = new ArrayList<>(List.of("\"1,\"\"2\nx\""));
        for (int i = names.size() - 1; i >= 0; i--) {
            movedNames.add(names.get(i));
            movedCells.add(cells.get(i));
        }

        final Path moved = file("b.csv", String.join(",", movedNames), String.join(",", movedCells));

        assertThat(rows(moved)).isEqualTo(rows(file("a.csv", HEADER, ROW)));
    }

    @Test
    void shouldTakeZeroAsAnEmptySideWhenNobodyBids() throws IOException {
        final String noBid = ROW.replace("0.0725,1.0", "0.0,0.0");

        final ChainRow row = rows(file("a.csv", HEADER, noBid)).get(0);

        assertThat(row.bidPrice()).isEqualTo(ChainRow.ABSENT);
        assertThat(row.bidAmount()).isEqualTo(ChainRow.ABSENT);
        assertThat(row.askPrice()).isEqualTo(10_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "btc_chain_20230412.csv.gz",
                "btc_chain_20230413.csv.gz",
                "eth_chain_20230412.csv.gz",
                "eth_chain_20230413.csv.gz"
            })
    void shouldAgreeWithAPlainSplitWhenReadingARecordedDay(final String name) throws IOException {
        final Path file = SharedData.data("deribit-chain-2023").resolve(name);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            final List<String> header = Arrays.asList(lines.readLine().split(","));
            final long[] count = new long[1];

            ChainFile.forEach(file, row -> {
                count[0]++;
                assertSameAsSplit(row, header, next(lines).split(",", -1));
            });

            assertThat(lines.readLine()).isNull();
            assertThat(count[0]).isGreaterThan(80_000L);
        }
    }

    @Test
    void shouldReadDottedColumnsAndQuotedJsonWhenTheLayoutIsOf2021() {
        final List<ChainRow> rows = rows(SharedData.data("deribit-chain-2021/btc_option_data.csv"));

        assertThat(rows).hasSize(976);
        final ChainRow first = rows.get(0);
        assertThat(first.instrumentName()).isEqualTo("BTC-13FEB21-37500-C");
        assertThat(first.timeNs()).isEqualTo(1_613_068_625_266_000_000L);
        assertThat(first.markVol()).isEqualTo(124_250_000L);
        assertThat(first.markPrice()).isEqualTo(17_910_112L);
        assertThat(first.bidPrice()).isEqualTo(ChainRow.ABSENT);
        assertThat(first.askPrice()).isEqualTo(22_100_000L);
        assertThat(first.askAmount()).isEqualTo(300_000_000L);
        assertThat(first.theta()).isEqualTo(-2_250_523_000L);
        assertThat(first.delta()).isEqualTo(99_323_000L);
        assertThat(rows).anyMatch(row -> row.underlyingIndex().equals("index_price"));
    }

    @Test
    void shouldReadFractionsAndIsoTimesWhenTheLayoutIsOf2026() {
        final List<ChainRow> rows =
                rows(SharedData.data("deribit-chain-2026/deribit_options_snapshot_20260115T035850Z.csv.gz"));

        assertThat(rows).hasSize(1366);
        assertThat(rows).filteredOn(row -> row.coin().equals("ETH")).hasSize(710);
        assertThat(rows).filteredOn(row -> row.bidPrice() == ChainRow.ABSENT).hasSize(68);
        final ChainRow first = rows.get(0);
        assertThat(first.timeNs()).isEqualTo(1_768_449_530_660_247_000L);
        assertThat(first.instrumentName()).isEqualTo("BTC-27MAR26-98000-C");
        assertThat(first.underlyingPrice()).isEqualTo(9_692_053_000_000L);
        assertThat(first.markVol()).isEqualTo(40_340_000L);
        assertThat(first.gamma()).isEqualTo(ChainRow.ABSENT);
        assertThat(first.bidAmount()).isEqualTo(ChainRow.ABSENT);
        assertThat(first.vega()).isEqualTo(17_067_220_000L);
    }

    @Test
    void shouldReadEveryRecordedFileOf2026() throws IOException {
        final long[] count = new long[1];
        try (var files = Files.newDirectoryStream(SharedData.data("deribit-chain-2026"), "*.csv.gz")) {
            files.forEach(file -> ChainFile.forEach(file, row -> count[0]++));
        }

        assertThat(count[0]).isEqualTo(38_708L - 24L);
    }

    @ParameterizedTest
    @CsvSource({
        "30024.7476, thirty, underlying_price, a decimal number above 0",
        "30024.7476, -1, underlying_price, a decimal number above 0",
        "83.29, NaN, mark_iv, 'a percentage, 0 or more'",
        "0.0725, -0.0725, best_bid_price, 'a decimal number, 0 or more'",
        "1681296001357, 2023-04-12, timestamp, a time in milliseconds since 1970",
        "1681296001357, 9223372036854775, timestamp, a time in milliseconds since 1970",
        "BTC-13APR23-27500-C, BTC-13APR23, instrument_name, the name of an option like BTC-13APR23-27500-C",
        "0.98452, 0.98.452, delta, a decimal number",
    })
    void shouldNameFileLineColumnAndValueWhenACellIsMalformed(
            final String good, final String bad, final String column, final String expected) throws IOException {
        final Path file = file("a.csv", HEADER, ROW, ROW.replace(good, bad), ROW);
        final List<ChainRow> read = new ArrayList<>();

        assertThatThrownBy(() -> ChainFile.forEach(file, read::add))
                .hasMessageContaining(file.toString())
                .asInstanceOf(type(BadRecordedDataException.class))
                .satisfies(e -> {
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e.value()).isEqualTo(bad);
                    assertThat(e.expected()).isEqualTo(expected);
                });
        assertThat(read).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "underlying_index", "mark_iv", "best_ask_amount", "vega", "open_interest"})
    void shouldNameTheColumnWhenItIsMissing(final String column) throws IOException {
        final Path file = file("a.csv", HEADER.replace(column, "other"), ROW);

        assertThatThrownBy(() -> rows(file))
                .asInstanceOf(type(BadRecordedDataException.class))
                .satisfies(e -> assertThat(e.column()).isEqualTo(column))
                .satisfies(e -> assertThat(e.line()).isEqualTo(1));
    }

    @Test
    void shouldRefuseWhenARowIsTooShort() throws IOException {
        final Path file = file("a.csv", HEADER, ROW, ROW.substring(0, ROW.lastIndexOf(',')));

        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("line=3");
    }

    @Test
    void shouldRefuseWhenAGzipFileIsCutOff() throws IOException {
        final String[] lines = new String[5_000];
        Arrays.fill(lines, ROW);
        lines[0] = HEADER;
        final byte[] whole = gzip(String.join("\n", lines));
        final Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length - 20));

        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("cut.csv.gz");
    }

    @Test
    void shouldRefuseWhenAFileIsNoGzipOrEmptyOrNotThere() throws IOException {
        assertThatThrownBy(() -> rows(file("plain.csv.gz", HEADER))).isInstanceOf(BadRecordedDataException.class);
        assertThatThrownBy(() -> rows(Files.createFile(folder.resolve("empty.csv"))))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("a header line");
        assertThatThrownBy(() -> rows(folder.resolve("nowhere.csv"))).isInstanceOf(BadRecordedDataException.class);
    }

    @Test
    void shouldRefuseWhenTheStatedExpiryContradictsTheName() throws IOException {
        final String header = "timestamp,instrument_name,expiry_datetime,underlying_name,futures_price,index_price,"
                + "mark_price,implied_volatility,bid_price,ask_price,delta,vega,open_interest";
        final String row = "2026-01-15T03:58:50.660247+00:00,BTC-27MAR26-98000-C,2026-03-%sT08:00:00+00:00,BTC-27MAR26,"
                + "96920.53,95985.31,0.0659,0.4034,,0.0665,0.51,170.7,401.6";

        assertThat(rows(file("a.csv", header, String.format(Locale.ROOT, row, "27"))))
                .hasSize(1);
        assertThatThrownBy(() -> rows(file("b.csv", header, String.format(Locale.ROOT, row, "28"))))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("expiry_datetime");
    }

    private static void assertSameAsSplit(final ChainRow row, final List<String> header, final String[] cells) {
        final String[] expected = {
            cells[header.indexOf("timestamp")] + "000000",
            cells[header.indexOf("instrument_name")],
            plain(cells[header.indexOf("underlying_price")]),
            plain(cells[header.indexOf("mark_price")]),
            plain(new BigDecimal(cells[header.indexOf("mark_iv")])
                    .movePointLeft(2)
                    .toString()),
            plain(cells[header.indexOf("best_bid_price")]),
            plain(cells[header.indexOf("best_ask_amount")]),
            plain(cells[header.indexOf("gamma")]),
            plain(cells[header.indexOf("theta")]),
        };
        final String[] actual = {
            Long.toString(row.timeNs()),
            row.instrumentName(),
            plain(row.underlyingPrice()),
            plain(row.markPrice()),
            plain(row.markVol()),
            plain(row.bidPrice()),
            plain(row.askAmount()),
            plain(row.gamma()),
            plain(row.theta()),
        };
        if (!Arrays.equals(actual, expected)) {
            assertThat(actual).containsExactly(expected);
        }
    }

    private static String plain(final long scaled) {
        return plain(
                BigDecimal.valueOf(scaled == ChainRow.ABSENT ? 0 : scaled, 8).toString());
    }

    private static String plain(final String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }

    private static String next(final BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ChainRow> rows(final Path file) {
        final List<ChainRow> rows = new ArrayList<>();
        ChainFile.forEach(file, rows::add);
        return rows;
    }

    private Path file(final String name, final String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static byte[] gzip(final String text) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
