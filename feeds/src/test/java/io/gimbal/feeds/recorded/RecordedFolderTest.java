package io.gimbal.feeds.recorded;

import static io.gimbal.feeds.CollectingIngress.delivery;
import static io.gimbal.feeds.CollectingIngress.forward;
import static io.gimbal.feeds.CollectingIngress.index;
import static io.gimbal.feeds.CollectingIngress.quote;
import static io.gimbal.feeds.CollectingIngress.ticker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of other layouts, small folders made here, and folders that are not right. */
class RecordedFolderTest {
    private static final String CHAIN_HEADER =
            "timestamp,instrument_name,underlying_index,underlying_price,index_price,"
                    + "mark_price,mark_iv,best_bid_price,best_bid_amount,best_ask_price,best_ask_amount,delta,gamma,vega,theta,"
                    + "rho,open_interest";
    private static final String OPTION = "BTC-13APR23-30000-C";
    private static final long FOREVER = Long.MAX_VALUE - 10;

    @TempDir
    private Path folder;

    @Test
    void shouldPlayRowsByTimeWhenTheyWereWrittenOutOfOrder() throws IOException {
        write("btc_chain_a.csv", CHAIN_HEADER, row("07:00:30", 3, "0.03"), row("07:00:00", 1, "0.01"));
        write("btc_chain_b.csv", CHAIN_HEADER, row("07:00:10", 2, "0.02"));

        final CollectingIngress ingress = play("BTC", OPTION);

        assertThat(ingress.events()).isSortedAccordingTo(Comparator.comparingLong(Event::timeNs));
        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID).stream()
                        .map(event -> ticker(event).markPrice()))
                .containsExactly(1_000_000L, 2_000_000L, 3_000_000L);
    }

    @Test
    void shouldTakeIndexAndForwardFromTheRowsWhenThereAreNoPaths() throws IOException {
        write(
                "btc_chain.csv",
                CHAIN_HEADER,
                row("07:00:00", 1, "0.01"),
                row("07:00:01", 1, "0.01"),
                row("07:00:02", 2, "0.01"));

        final CollectingIngress ingress = play("BTC", OPTION);

        assertThat(ingress.events(IndexPriceDecoder.TEMPLATE_ID).stream()
                        .map(event -> index(event).price()))
                .containsExactly(scaled("30001"), scaled("30002"));
        assertThat(ingress.events(ForwardPriceDecoder.TEMPLATE_ID).stream()
                        .map(event -> forward(event).price()))
                .containsExactly(scaled("30011"), scaled("30012"));
        assertThat(ingress.events(QuoteDecoder.TEMPLATE_ID)).hasSize(2);
    }

    @Test
    void shouldPreferThePathsWhenTheyAreThere() throws IOException {
        write("btc_chain_a.csv", CHAIN_HEADER, row("07:00:00", 1, "0.01"));
        write("btc_index_path.csv", "timestamp,index_price", millis("07:00:05") + ",29000.5");
        write(
                "btc_forward_path.csv",
                "timestamp,underlying_index,underlying_price",
                millis("07:00:06") + ",SYN.BTC-13APR23,29001.5",
                millis("07:00:07") + ",BTC-28APR23,29002.5");
        write("eth_index_path.csv", "timestamp,index_price", millis("07:00:05") + ",1900");

        final CollectingIngress ingress = play("BTC", OPTION);

        assertThat(ingress.events(IndexPriceDecoder.TEMPLATE_ID).stream()
                        .map(event -> index(event).price()))
                .containsExactly(scaled("29000.5"));
        assertThat(ingress.events(ForwardPriceDecoder.TEMPLATE_ID).stream()
                        .map(event -> forward(event).price()))
                .containsExactly(scaled("29001.5"));
    }

    @Test
    void shouldDeliverAtTheLastIndexWhenNoForwardWasSeenInTheWindow() throws IOException {
        write("btc_chain.csv", CHAIN_HEADER, row("07:00:00", 1, "0.01"));
        write(
                "btc_index_path.csv",
                "timestamp,index_price",
                millis("07:59:00") + ",29000.5",
                millis("08:00:01") + ",29999");

        final CollectingIngress ingress = play("BTC", OPTION);

        assertThat(delivery(ingress.events(DeliveryDecoder.TEMPLATE_ID).get(0)).deliveryPrice())
                .isEqualTo(scaled("29000.5"));
    }

    @Test
    void shouldPlayTheChainOf2021() {
        final RecordedMarket market = RecordedMarket.open(SharedData.data("deribit-chain-2021"), List.of("BTC"));
        final List<ListedOption> listed = market.listAt(nanos("2021-02-11T18:40:00Z"));

        final List<InstrumentSpec> specs = new ArrayList<>();
        listed.forEach(option -> specs.add(VenueProfile.deribit().spec(option.name(), specs.size(), 0)));
        final CollectingIngress ingress = play(market, specs);

        assertThat(listed).hasSizeGreaterThan(450);
        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID)).hasSizeBetween(900, 976);
        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID))
                .allMatch(event -> ticker(event).markVol() > 0);
        assertThat(ingress.events(IndexPriceDecoder.TEMPLATE_ID)).isNotEmpty();
        assertThat(ingress.events(ForwardPriceDecoder.TEMPLATE_ID).stream()
                        .map(event -> forward(event).expiryNs())
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    void shouldPlayTheCrashOf2026WithBothCoins() {
        final RecordedMarket market = RecordedMarket.open(SharedData.data("deribit-chain-2026"), List.of("BTC", "ETH"));
        final VenueProfile venue = VenueProfile.deribit();
        final List<InstrumentSpec> specs = List.of(
                venue.spec("BTC-PERPETUAL", 0, 0),
                venue.spec("BTC-27MAR26-80000-P", 1, 0),
                venue.spec("ETH-PERPETUAL", 2, 1),
                venue.spec("ETH-27MAR26-2500-P", 3, 1));

        final CollectingIngress ingress = play(market, specs);

        final Map<Integer, List<Long>> index = new TreeMap<>();
        ingress.events(IndexPriceDecoder.TEMPLATE_ID)
                .forEach(event -> index.computeIfAbsent(index(event).underlyingId(), k -> new ArrayList<>())
                        .add(index(event).price() / 100_000_000L));
        assertThat(index.get(0)).hasSize(24).anyMatch(price -> price > 95_000).anyMatch(price -> price < 65_000);
        assertThat(index.get(1)).hasSize(24).allMatch(price -> price > 1_500 && price < 4_000);
        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID).stream()
                        .filter(event -> ticker(event).instrumentId() == 1))
                .hasSize(24);
        assertThat(market.firstTimeNs()).isEqualTo(1_768_449_530_660_247_000L);
        assertThat(market.listAt(market.firstTimeNs())).hasSizeGreaterThan(1_300);
    }

    @Test
    void shouldPlayForwardsMinuteByMinuteInUtcWithTheNearestAsIndex() throws IOException {
        final Path data = SharedData.data("forwards-2022");
        final RecordedMarket market = RecordedMarket.open(data, List.of("BTC"));
        final List<InstrumentSpec> specs = List.of(
                VenueProfile.deribit().spec("BTC-PERPETUAL", 0, 0),
                VenueProfile.deribit().spec("BTC-15MAY22-30000-C", 1, 0),
                VenueProfile.deribit().spec("BTC-24JUN22", 2, 0));
        final List<String[]> lines = Files.readAllLines(data.resolve("btc_forwards_1min.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();

        final CollectingIngress ingress = play(market, specs);

        assertThat(market.firstTimeNs()).isEqualTo(nanos("2022-05-15T00:00:01.708Z"));
        final List<Event> june = ingress.events(QuoteDecoder.TEMPLATE_ID).stream()
                .filter(event -> quote(event).instrumentId() == 2)
                .toList();
        assertThat(june).hasSize(changes(lines, "24-JUN-2022", lines.size()));
        assertThat(ingress.events(ForwardPriceDecoder.TEMPLATE_ID).stream()
                        .filter(event -> forward(event).expiryNs() == nanos("2022-05-15T08:00:00Z")))
                .hasSize(changes(lines, "15-MAY-2022", 480));
        assertThat(index(ingress.events(IndexPriceDecoder.TEMPLATE_ID).get(0)).price())
                .isEqualTo(scaled("30039"));
        assertThat(delivery(ingress.events(DeliveryDecoder.TEMPLATE_ID).get(0)).venueTimeNs())
                .isEqualTo(nanos("2022-05-15T08:00:00Z"));
    }

    @Test
    void shouldSayWhatIsMissingWhenTheFolderHoldsNothingOfTheCoin() throws IOException {
        write("eth_index_path.csv", "timestamp,index_price", millis("07:00:05") + ",1900");
        write("notes.txt", "not a table");
        write("trades.csv", "trade_id,price", "1,2");

        assertThatThrownBy(() -> RecordedMarket.open(folder, List.of("BTC")))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("BTC")
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> RecordedMarket.open(folder.resolve("nowhere"), List.of("BTC")))
                .isInstanceOf(BadRecordedDataException.class);
    }

    @Test
    void shouldNameTheCellWhenAPathIsMalformed() throws IOException {
        write("btc_chain.csv", CHAIN_HEADER, row("07:00:00", 1, "0.01"));
        write(
                "btc_forward_path.csv",
                "timestamp,underlying_index,underlying_price",
                millis("07:00:06") + ",SYN.BTC-13APR23,29001.5",
                millis("07:00:06") + ",index_price,29001.5");

        assertThatThrownBy(() -> play("BTC", OPTION))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("btc_forward_path.csv")
                .hasMessageContaining("line=3")
                .hasMessageContaining("column=underlying_index");
    }

    @Test
    void shouldRefuseInstrumentsOfCoinsThatWereNotOpened() throws IOException {
        write("btc_chain.csv", CHAIN_HEADER, row("07:00:00", 1, "0.01"));
        final RecordedMarket market = RecordedMarket.open(folder, List.of("BTC"));

        assertThatThrownBy(() -> play(market, List.of(VenueProfile.deribit().spec("ETH-PERPETUAL", 0, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ETH-PERPETUAL");
        assertThatThrownBy(() -> Playback.of(List.of(), 5, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int changes(final List<String[]> lines, final String expiry, final int minutes) {
        int changes = 0;
        int seen = 0;
        String last = "";
        for (final String[] cells : lines) {
            if (cells[1].equals(expiry) && seen++ < minutes) {
                changes += new BigDecimal(cells[2]).compareTo(new BigDecimal(last.isEmpty() ? "0" : last)) == 0 ? 0 : 1;
                last = cells[2];
            }
        }
        return changes;
    }

    private CollectingIngress play(final String coin, final String option) {
        return play(
                RecordedMarket.open(folder, List.of(coin)),
                List.of(
                        VenueProfile.deribit().spec(coin + "-PERPETUAL", 0, 0),
                        VenueProfile.deribit().spec(option, 1, 0)));
    }

    private static CollectingIngress play(final RecordedMarket market, final List<InstrumentSpec> specs) {
        final CollectingIngress ingress = new CollectingIngress();
        try (RecordedFeed feed = market.play(Playback.of(specs, 0, FOREVER))) {
            feed.poll(FOREVER, Integer.MAX_VALUE, ingress);
        }
        return ingress;
    }

    private static String row(final String time, final int number, final String mark) {
        return millis(time) + "," + OPTION + ",SYN.BTC-13APR23," + (30_010 + number) + "," + (30_000 + number) + ","
                + mark + ",60.0,0.0,0.0,0.05,1.0,0.5,0,0,0,0,0";
    }

    private static long millis(final String time) {
        return nanos("2023-04-13T" + time + "Z") / 1_000_000L;
    }

    private void write(final String name, final String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static long scaled(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private static long nanos(final String instant) {
        final Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
