package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.recorded.ChainFile;
import io.gimbal.feeds.recorded.ChainRow;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bands of the shipped desks against the gammas that the venue published on the recorded day. */
class DeskBandTest {
    private static final long START_NS = Instant.parse("2023-04-13T00:00:00Z").toEpochMilli() * 1_000_000L;
    private static final long END_NS = Instant.parse("2023-04-13T07:50:00Z").toEpochMilli() * 1_000_000L;
    private static final long SCAN_NS = 330_000_000_000L;
    private static final double MOVE = 0.0025;

    @ParameterizedTest
    @CsvSource({"btc-straddles.toml,btc", "eth-straddles.toml,eth"})
    void shouldKeepTheBandBelowWhat25BasisPointsMoveTheBook(final String file, final String coin) throws IOException {
        final BookSettings desk = ConfigurationReader.read(Path.of("..", "config", "desks", file))
                .books()
                .get(0);
        final List<ChainRow> rows = rows("deribit-chain-2023/" + coin + "_chain_20230413.csv.gz");
        final List<ResolvedPosition> book = new BookResolver(false).resolve(desk, START_NS, listed(rows));
        final Map<String, Double> amounts = new HashMap<>();
        book.forEach(position -> amounts.put(position.instrument(), unscaled(position.amount())));

        final Map<String, Double> gammas = new HashMap<>();
        double smallest = Double.MAX_VALUE;
        for (final ChainRow row : rows) {
            final Double amount = amounts.get(row.instrumentName());
            if (amount != null) {
                gammas.put(row.instrumentName(), amount * unscaled(row.gamma()));
                if (gammas.size() == amounts.size() && row.timeNs() >= START_NS) {
                    final double gamma = gammas.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
                    smallest = Math.min(smallest, Math.abs(gamma) * unscaled(row.indexPrice()) * MOVE);
                }
            }
        }

        assertThat(book).hasSize(60);
        assertThat(smallest).isLessThan(Double.MAX_VALUE);
        assertThat(unscaled(desk.halfWidthCoins())).isBetween(smallest / 5, smallest / 2);
    }

    private static List<ChainRow> rows(final String file) throws IOException {
        final List<ChainRow> rows = new ArrayList<>();
        ChainFile.forEach(SharedData.data(file), row -> {
            if (row.timeNs() <= END_NS) {
                rows.add(row);
            }
        });
        rows.sort(Comparator.comparingLong(ChainRow::timeNs));
        return rows;
    }

    private static List<ListedOption> listed(final List<ChainRow> rows) {
        final Map<String, ListedOption> listed = new LinkedHashMap<>();
        for (final ChainRow row : rows) {
            if (row.timeNs() <= START_NS + SCAN_NS) {
                listed.putIfAbsent(
                        row.instrumentName(),
                        new ListedOption(
                                row.instrumentName(),
                                row.coin(),
                                row.expiryNs(),
                                row.strike(),
                                row.isCall(),
                                row.underlyingPrice(),
                                row.markVol()));
            }
        }
        return List.copyOf(listed.values());
    }

    private static double unscaled(final long scaled) {
        return scaled / (double) Decimals.ONE;
    }
}
