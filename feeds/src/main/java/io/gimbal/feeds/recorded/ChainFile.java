package io.gimbal.feeds.recorded;

import io.gimbal.feeds.InstrumentName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads recorded option chains: CSV, plain or gzip. Three layouts are told apart by the names of their columns; the
 * order of the columns does not matter and further ones are ignored.
 *
 * <table>
 * <caption>Layouts</caption>
 * <tr><th>told by</th><th>time</th><th>volatility</th><th>Greeks</th></tr>
 * <tr><td>{@code mark_iv}</td><td>{@code timestamp}, ms</td><td>percent</td><td>{@code delta} … {@code rho}</td></tr>
 * <tr><td>{@code greeks.delta}</td><td>{@code timestamp}, ms</td><td>percent</td><td>{@code greeks.delta} …</td></tr>
 * <tr><td>{@code implied_volatility}</td><td>{@code timestamp}, ISO 8601</td><td>fraction</td>
 * <td>{@code delta}, {@code vega}</td></tr>
 * </table>
 *
 * Strike, expiry and side of an option come from its name. A scan's own time ({@code snap}) is never used.
 */
public final class ChainFile {
    private final CsvTable table;
    private final Map<String, InstrumentName> names = new HashMap<>();

    private ChainFile(final CsvTable table) {
        this.table = table;
    }

    /**
     * Reads a file from its first row to its last, holding one row at a time.
     *
     * @param file ends in {@code .csv} or {@code .csv.gz}
     * @param sink called with every row, in the order of the file
     * @throws BadRecordedDataException when the file cannot be read, a column is missing or a cell is malformed; the
     *     rows before it were handed over
     */
    public static void forEach(final Path file, final Consumer<ChainRow> sink) {
        readWhile(file, option -> true, row -> {
            sink.accept(row);
            return true;
        });
    }

    /**
     * Reads the first row of a file and no more.
     *
     * @param file ends in {@code .csv} or {@code .csv.gz}
     * @return null where the file holds no row
     * @throws BadRecordedDataException when the file cannot be read, a column is missing or a cell is malformed
     */
    public static @Nullable ChainRow first(final Path file) {
        final AtomicReference<@Nullable ChainRow> first = new AtomicReference<>();
        readWhile(file, option -> true, row -> {
            first.set(row);
            return false;
        });
        return first.get();
    }

    /** Reads the rows of some options, and of them only, for as long as the sink asks for more. */
    static void readWhile(final Path file, final Predicate<InstrumentName> options, final Predicate<ChainRow> sink) {
        try (CsvTable table = CsvTable.open(file)) {
            new ChainFile(table).readWhile(options, sink);
        }
    }

    private void readWhile(final Predicate<InstrumentName> options, final Predicate<ChainRow> sink) {
        final RowReader layout = layout();
        boolean isWanted = true;
        while (isWanted && table.next()) {
            final InstrumentName option = layout.option();
            isWanted = !options.test(option) || sink.test(layout.read(option));
        }
    }

    private RowReader layout() {
        if (table.optionalColumn("greeks.delta") != CsvTable.NO_COLUMN) {
            return new OrderBookLayout("greeks.");
        }
        return table.optionalColumn("implied_volatility") != CsvTable.NO_COLUMN
                ? new SummaryLayout()
                : new OrderBookLayout("");
    }

    private InstrumentName option(final int column) {
        final String text = table.text(column);
        final InstrumentName known = names.get(text);
        if (known != null) {
            return known;
        }
        final InstrumentName name = InstrumentName.parse(text);
        if (name == null || !name.isOption()) {
            throw table.bad(column, "the name of an option like BTC-13APR23-27500-C");
        }
        names.put(text, name);
        return name;
    }

    /** Reads the row at which the table stands. */
    private interface RowReader {
        InstrumentName option();

        ChainRow read(InstrumentName option);
    }

    /** Fields of {@code public/get_order_book}; nested names may be flattened with a prefix. */
    private final class OrderBookLayout implements RowReader {
        private final int time = table.column("timestamp");
        private final int name = table.column("instrument_name");
        private final int underlyingIndex = table.column("underlying_index");
        private final int underlyingPrice = table.column("underlying_price");
        private final int indexPrice = table.column("index_price");
        private final int markPrice = table.column("mark_price");
        private final int markVol = table.column("mark_iv");
        private final int bidPrice = table.column("best_bid_price");
        private final int bidAmount = table.column("best_bid_amount");
        private final int askPrice = table.column("best_ask_price");
        private final int askAmount = table.column("best_ask_amount");
        private final int delta;
        private final int gamma;
        private final int vega;
        private final int theta;
        private final int rho;
        private final int openInterest = table.column("open_interest");

        OrderBookLayout(final String greeksPrefix) {
            delta = table.column(greeksPrefix + "delta");
            gamma = table.column(greeksPrefix + "gamma");
            vega = table.column(greeksPrefix + "vega");
            theta = table.column(greeksPrefix + "theta");
            rho = table.column(greeksPrefix + "rho");
        }

        @Override
        public InstrumentName option() {
            return ChainFile.this.option(name);
        }

        @Override
        public ChainRow read(final InstrumentName option) {
            return new ChainRow(
                    table.millis(time),
                    table.text(name),
                    option.coin(),
                    option.expiryNs(),
                    option.strike(),
                    option.isCall(),
                    table.text(underlyingIndex),
                    table.positive(underlyingPrice),
                    table.positive(indexPrice),
                    table.nonNegative(markPrice),
                    table.percent(markVol),
                    table.side(bidPrice),
                    table.side(bidAmount),
                    table.side(askPrice),
                    table.side(askAmount),
                    table.optional(delta),
                    table.optional(gamma),
                    table.optional(vega),
                    table.optional(theta),
                    table.optional(rho),
                    table.optional(openInterest));
        }
    }

    /** Book summaries with delta and vega added; no amounts, volatility as a fraction. */
    private final class SummaryLayout implements RowReader {
        private final int time = table.column("timestamp");
        private final int name = table.column("instrument_name");
        private final int expiry = table.column("expiry_datetime");
        private final int underlyingIndex = table.column("underlying_name");
        private final int underlyingPrice = table.column("futures_price");
        private final int indexPrice = table.column("index_price");
        private final int markPrice = table.column("mark_price");
        private final int markVol = table.column("implied_volatility");
        private final int bidPrice = table.column("bid_price");
        private final int askPrice = table.column("ask_price");
        private final int delta = table.column("delta");
        private final int vega = table.column("vega");
        private final int openInterest = table.column("open_interest");
        private String lastTime = "";
        private long lastTimeNs;

        @Override
        public InstrumentName option() {
            return ChainFile.this.option(name);
        }

        @Override
        public ChainRow read(final InstrumentName option) {
            if (table.isoTime(expiry) != option.expiryNs()) {
                throw table.bad(expiry, "the expiry of " + table.text(name));
            }
            return new ChainRow(
                    timeNs(),
                    table.text(name),
                    option.coin(),
                    option.expiryNs(),
                    option.strike(),
                    option.isCall(),
                    table.text(underlyingIndex),
                    table.positive(underlyingPrice),
                    table.positive(indexPrice),
                    table.nonNegative(markPrice),
                    table.nonNegative(markVol),
                    table.side(bidPrice),
                    ChainRow.ABSENT,
                    table.side(askPrice),
                    ChainRow.ABSENT,
                    table.optional(delta),
                    ChainRow.ABSENT,
                    table.optional(vega),
                    ChainRow.ABSENT,
                    ChainRow.ABSENT,
                    table.optional(openInterest));
        }

        private long timeNs() {
            final String text = table.text(time);
            if (!text.equals(lastTime)) {
                lastTimeNs = table.isoTime(time);
                lastTime = text;
            }
            return lastTimeNs;
        }
    }
}
