package io.gimbal.feeds.recorded;

import static io.gimbal.feeds.CollectingIngress.delivery;
import static io.gimbal.feeds.CollectingIngress.forward;
import static io.gimbal.feeds.CollectingIngress.index;
import static io.gimbal.feeds.CollectingIngress.quote;
import static io.gimbal.feeds.CollectingIngress.state;
import static io.gimbal.feeds.CollectingIngress.ticker;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plays the recorded days of 2023 and compares with plain splits of the same files. */
class RecordedMarketTest {
    private static final long START = nanos("2023-04-12T10:00:00Z");
    private static final long END = nanos("2023-04-14T00:00:00Z");
    private static final String DAILY = "BTC-13APR23-30000-C";
    private static final String WEEKLY = "BTC-14APR23-30000-P";

    @Test
    void shouldPlayEveryChangeOfTheIndexAndNothingElse() throws IOException {
        final CollectingIngress ingress = play("BTC", START, END, DAILY);
        final List<String> expected = new ArrayList<>();
        String last = "";
        for (final String[] cells : lines("btc_index_path.csv.gz")) {
            if (!cells[1].equals(last)) {
                expected.add(cells[0] + "000000 " + scaled(cells[1]));
            }
            last = cells[1];
        }

        final List<String> played = ingress.events(IndexPriceDecoder.TEMPLATE_ID).stream()
                .map(event -> event.timeNs() + " " + index(event).price())
                .toList();

        assertThat(played).isEqualTo(expected);
        assertThat(played).hasSizeGreaterThan(19_000);
    }

    @Test
    void shouldKeepTheGapsOfTheRecordingWhenPlayingTheIndex() {
        final long beforeHole = nanos("2023-04-13T07:57:00Z");

        assertThat(gaps("BTC", START, beforeHole)[0]).isEqualTo(0.60, within(0.02));
        assertThat(gaps("BTC", START, beforeHole)[1]).isEqualTo(193, within(1.0));
        assertThat(gaps("ETH", START, beforeHole)[0]).isEqualTo(0.70, within(0.02));
        assertThat(gaps("BTC", beforeHole, END)[1]).isGreaterThan(55 * 60.0);
    }

    @Test
    void shouldGiveTheSettlingForwardToTheExpiryOfThatDay() throws IOException {
        final CollectingIngress ingress = play("BTC", START, END, DAILY);
        final Set<String> names = Set.of("SYN.BTC-13APR23", "BTC-13APR23", "SYN.EXPIRY");
        final List<String> expected = new ArrayList<>();
        String last = "";
        for (final String[] cells : lines("btc_forward_path.csv.gz")) {
            if (names.contains(cells[1]) && !cells[2].equals(last)) {
                expected.add(cells[0] + "000000 " + scaled(cells[2]));
                last = cells[2];
            }
        }

        final List<Event> played = ingress.events(ForwardPriceDecoder.TEMPLATE_ID);

        assertThat(played.stream()
                        .map(event -> event.timeNs() + " " + forward(event).price()))
                .isEqualTo(expected);
        assertThat(played.stream().map(event -> forward(event).expiryNs()).distinct())
                .containsExactly(nanos("2023-04-13T08:00:00Z"));
        assertThat(expected).hasSizeGreaterThan(600);
    }

    @Test
    void shouldPlayEachRowOfASubscribedOptionInOrderOfTime() throws IOException {
        final CollectingIngress ingress = play("BTC", START, END, DAILY, WEEKLY);
        final List<String> header = Arrays.asList(header("btc_chain_20230412.csv.gz"));
        final List<String[]> rows = new ArrayList<>(lines("btc_chain_20230412.csv.gz"));
        rows.addAll(lines("btc_chain_20230413.csv.gz"));
        final List<String> expected = rows.stream()
                .filter(cells -> cells[header.indexOf("instrument_name")].equals(WEEKLY))
                .sorted(Comparator.comparing(cells -> Long.parseLong(cells[1])))
                .map(cells -> cells[1] + "000000 " + scaled(cells[header.indexOf("mark_price")]) + " "
                        + scaled(cells[header.indexOf("mark_iv")]) / 100 + " "
                        + side(cells[header.indexOf("best_bid_price")]) + " "
                        + side(cells[header.indexOf("best_ask_amount")]) + " "
                        + scaled(cells[header.indexOf("delta")]))
                .toList();

        final List<String> played = ingress.events(TickerDecoder.TEMPLATE_ID).stream()
                .filter(event -> ticker(event).instrumentId() == 2)
                .map(event -> event.timeNs() + " " + ticker(event).markPrice() + " "
                        + ticker(event).markVol() + " " + ticker(event).bidPrice() + " "
                        + ticker(event).askAmount() + " " + ticker(event).venueDelta())
                .toList();

        assertThat(played).isEqualTo(expected);
        assertThat(played).hasSizeGreaterThan(400);
    }

    @Test
    void shouldDeliverTheDailyAtTheLastRunningAverageWhenItExpires() {
        final CollectingIngress ingress = play("BTC", START, END, DAILY, WEEKLY, "BTC-13APR23-29000-P");
        final long expiryNs = nanos("2023-04-13T08:00:00Z");

        final List<Event> deliveries = ingress.events(DeliveryDecoder.TEMPLATE_ID);
        final List<Event> states = ingress.events(InstrumentStateChangeDecoder.TEMPLATE_ID);

        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).timeNs()).isEqualTo(expiryNs);
        assertThat(delivery(deliveries.get(0)).expiryNs()).isEqualTo(expiryNs);
        assertThat(delivery(deliveries.get(0)).deliveryPrice()).isEqualTo(scaled("30096.5"));
        assertThat(states.stream().map(event -> state(event).instrumentId())).containsExactly(1, 3);
        assertThat(states).allMatch(event -> state(event).state() == InstrumentState.DELIVERED);
        assertThat(ingress.events())
                .noneMatch(event -> event.timeNs() >= expiryNs
                        && event.type() == TickerDecoder.TEMPLATE_ID
                        && ticker(event).instrumentId() != 2);
    }

    @Test
    void shouldQuoteTheHedgeAroundTheIndexRoundedOutwardToTicks() {
        final CollectingIngress ingress = play("BTC", START, END, DAILY);
        final BigDecimal half = new BigDecimal("0.0001");
        final Map<Long, BigDecimal> prices = new HashMap<>();
        ingress.events(IndexPriceDecoder.TEMPLATE_ID)
                .forEach(
                        event -> prices.put(event.timeNs(), decimal(index(event).price())));

        final List<Event> quotes = ingress.events(QuoteDecoder.TEMPLATE_ID);

        for (final Event event : quotes) {
            final BigDecimal price = Objects.requireNonNull(prices.get(event.timeNs()));
            final BigDecimal spread = price.multiply(half);
            assertThat(decimal(quote(event).bidPrice()))
                    .isEqualByComparingTo(toHalf(price.subtract(spread), RoundingMode.FLOOR));
            assertThat(decimal(quote(event).askPrice()))
                    .isEqualByComparingTo(toHalf(price.add(spread), RoundingMode.CEILING));
            assertThat(quote(event).bidAmount()).isEqualTo(scaled("1000000"));
        }
        assertThat(quotes).hasSameSizeAs(prices.values());
    }

    @Test
    void shouldQuoteADatedFutureAroundTheLastForwardOfEachInstant() throws IOException {
        final CollectingIngress ingress = play(List.of(VenueProfile.deribit().spec("BTC-28APR23", 0, 0)), START, END);
        final Map<String, String> lastOfInstant = new LinkedHashMap<>();
        for (final String[] cells : lines("btc_forward_path.csv.gz")) {
            if (cells[1].equals("BTC-28APR23")) {
                lastOfInstant.put(cells[0], cells[2]);
            }
        }
        final List<String> expected = new ArrayList<>();
        String last = "";
        for (final Map.Entry<String, String> seen : lastOfInstant.entrySet()) {
            if (!seen.getValue().equals(last)) {
                expected.add(seen.getKey() + "000000 " + scaled(seen.getValue()));
            }
            last = seen.getValue();
        }

        final List<Event> forwards = ingress.events(ForwardPriceDecoder.TEMPLATE_ID);

        assertThat(forwards.stream()
                        .map(event -> event.timeNs() + " " + forward(event).price()))
                .isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(4_000);
        assertThat(ingress.events(QuoteDecoder.TEMPLATE_ID))
                .hasSameSizeAs(forwards)
                .allSatisfy(event -> {
                    assertThat(quote(event).bidPrice() % scaled("0.5")).isZero();
                    assertThat(quote(event).askPrice())
                            .isGreaterThan(quote(event).bidPrice());
                });
    }

    @Test
    void shouldPlayInOrderOfTimeThenKindThenIdWhenTwoCoinsMix() {
        final VenueProfile venue = VenueProfile.deribit();
        final List<InstrumentSpec> specs = List.of(
                venue.spec("BTC-PERPETUAL", 0, 0),
                venue.spec("ETH-PERPETUAL", 1, 1),
                venue.spec(DAILY, 2, 0),
                venue.spec("ETH-14APR23-1900-C", 3, 1),
                venue.spec("ETH-28APR23-2000-P", 4, 1));

        final List<Event> events = play(specs, START, END).events();

        assertThat(events)
                .isSortedAccordingTo(
                        Comparator.comparingLong(Event::timeNs).thenComparingInt(event -> rank(event.type())));
        assertThat(events.stream()
                        .filter(e -> e.type() == TickerDecoder.TEMPLATE_ID)
                        .map(e -> ticker(e).instrumentId()))
                .contains(2, 3, 4);
        assertThat(events.stream()
                        .filter(e -> e.type() == IndexPriceDecoder.TEMPLATE_ID)
                        .map(e -> index(e).underlyingId()))
                .contains(0, 1);
        assertThat(play(specs, START, END).events().toString()).isEqualTo(events.toString());
    }

    @Test
    void shouldPlayOnlyTheRangeAskedFor() {
        final long from = nanos("2023-04-12T12:00:00Z");
        final long to = nanos("2023-04-12T12:30:00Z");

        final List<Event> events = play("BTC", from, to, DAILY).events();

        assertThat(events).hasSizeGreaterThan(100);
        assertThat(events).allMatch(event -> event.timeNs() >= from && event.timeNs() < to);
    }

    @Test
    void shouldPriceLinearOptionsInDollarsWhenTheRecordingIsInverse() {
        final VenueProfile venue = VenueProfile.deribit();
        final List<InstrumentSpec> specs = List.of(
                venue.spec("BTC_USDC-14APR23-30000-P", 0, 0),
                venue.spec("BTC_USDC-PERPETUAL", 1, 0),
                venue.spec(WEEKLY, 2, 1));

        final CollectingIngress ingress = play(specs, START, END);

        final Map<Long, Event> inverse = new HashMap<>();
        ingress.events(TickerDecoder.TEMPLATE_ID).stream()
                .filter(event -> ticker(event).instrumentId() == 2)
                .forEach(event -> inverse.put(event.timeNs(), event));
        final List<Event> linear = ingress.events(TickerDecoder.TEMPLATE_ID).stream()
                .filter(event -> ticker(event).instrumentId() == 0)
                .toList();
        assertThat(linear).hasSameSizeAs(inverse.values()).allSatisfy(event -> {
            final TickerDecoder coin = ticker(Objects.requireNonNull(inverse.get(event.timeNs())));
            final BigDecimal forward = decimal(coin.underlyingPrice());
            assertThat(decimal(ticker(event).markPrice()))
                    .isEqualByComparingTo(
                            decimal(coin.markPrice()).multiply(forward).setScale(8, RoundingMode.HALF_UP));
            assertThat(decimal(ticker(event).askPrice())
                            .subtract(decimal(coin.askPrice()).multiply(forward)))
                    .isBetween(BigDecimal.ZERO, new BigDecimal("5"));
            assertThat(ticker(event).markVol()).isEqualTo(coin.markVol());
        });
        assertThat(quote(ingress.events(QuoteDecoder.TEMPLATE_ID).get(0)).bidAmount())
                .isBetween(scaled("33"), scaled("34"));
    }

    @Test
    void shouldKeepAnEventNextWhenTheIngressIsFull() {
        final RecordedFeed feed = market("BTC").play(Playback.of(specs(DAILY), START, END));
        final CollectingIngress ingress = new CollectingIngress();

        assertThat(feed.poll(END, 5, ingress)).isEqualTo(5);
        ingress.refuse(1);
        final long nextNs = feed.nextTimeNs();
        assertThat(feed.poll(END, 5, ingress)).isZero();
        assertThat(feed.nextTimeNs()).isEqualTo(nextNs);
        assertThat(feed.poll(END, 1, ingress)).isEqualTo(1);
        assertThat(ingress.events().get(5).timeNs()).isEqualTo(nextNs);
        assertThat(feed.poll(nextNs - 1, 100, ingress)).isLessThan(2);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingAndReportItsProgressWhilePlaying() {
        final Playback playback = Playback.of(specs(DAILY, WEEKLY), START, END);
        final Ingress blind = (buffer, offset, length, timeNs) -> 0;
        market("BTC").play(playback).poll(END, Integer.MAX_VALUE, blind);
        final RecordedFeed feed = market("BTC").play(playback);
        final var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        feed.poll(END, 20_000, blind);
        threads.getCurrentThreadAllocatedBytes();
        assertThat(feed.progress()).isEqualTo(20_000.0 / feed.events());

        final long before = threads.getCurrentThreadAllocatedBytes();
        final int delivered = feed.poll(END, Integer.MAX_VALUE, blind);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(delivered).isGreaterThan(20_000);
        assertThat(allocated).isLessThan(1_000);
        assertThat(feed.progress()).isEqualTo(1.0);
        assertThat(feed.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
    }

    @Test
    void shouldListWhatWasSeenInTheQuarterOfAnHourBefore() throws IOException {
        final long atNs = nanos("2023-04-12T15:00:00Z");
        final List<String> header = Arrays.asList(header("btc_chain_20230412.csv.gz"));
        final Map<String, String[]> latest = new HashMap<>();
        for (final String[] cells : lines("btc_chain_20230412.csv.gz")) {
            final long timeNs = Long.parseLong(cells[1]) * 1_000_000L;
            if (timeNs <= atNs && timeNs > atNs - 900_000_000_000L) {
                latest.merge(cells[2], cells, (a, b) -> Long.parseLong(b[1]) >= Long.parseLong(a[1]) ? b : a);
            }
        }

        final List<ListedOption> listed = market("BTC").listAt(atNs);

        assertThat(listed.stream().map(ListedOption::name).toList())
                .containsExactlyInAnyOrderElementsOf(latest.keySet());
        assertThat(listed).hasSizeGreaterThan(500).allSatisfy(option -> {
            final String[] cells = Objects.requireNonNull(latest.get(option.name()));
            assertThat(option.forward()).isEqualTo(scaled(cells[header.indexOf("underlying_price")]));
            assertThat(option.markVol()).isEqualTo(scaled(cells[header.indexOf("mark_iv")]) / 100);
        });
        assertThat(listed)
                .isSortedAccordingTo(
                        Comparator.comparingLong(ListedOption::expiryNs).thenComparingLong(ListedOption::strike));
    }

    @Test
    void shouldListTheFirstScanAfterWhenNothingWasSeenBefore() {
        final List<ListedOption> early = market("BTC").listAt(nanos("2023-04-01T00:00:00Z"));
        final List<ListedOption> inHole = market("BTC").listAt(nanos("2023-04-13T08:30:00Z"));

        assertThat(early).hasSizeGreaterThan(500);
        assertThat(early.stream().map(ListedOption::name)).contains(DAILY).doesNotHaveDuplicates();
        assertThat(inHole)
                .hasSizeGreaterThan(500)
                .noneMatch(option -> option.name().contains("13APR23"));
        assertThat(market("BTC").listAt(nanos("2023-05-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void shouldSpanTheRecording() {
        assertThat(market("BTC").firstTimeNs()).isEqualTo(1_681_296_001_356_000_000L);
        assertThat(market("BTC").lastTimeNs()).isBetween(nanos("2023-04-13T23:00:00Z"), END);
    }

    private static double[] gaps(final String coin, final long fromNs, final long toNs) {
        final List<InstrumentSpec> perpetual = List.of(VenueProfile.deribit().spec(coin + "-PERPETUAL", 0, 0));
        final List<Event> events = play(perpetual, fromNs, toNs).events(IndexPriceDecoder.TEMPLATE_ID);
        double inGaps = 0;
        double longest = 0;
        for (int i = 1; i < events.size(); i++) {
            final double seconds = (events.get(i).timeNs() - events.get(i - 1).timeNs()) / 1e9;
            inGaps += seconds > 30 ? seconds : 0;
            longest = Math.max(longest, seconds);
        }
        final double span =
                (events.get(events.size() - 1).timeNs() - events.get(0).timeNs()) / 1e9;
        return new double[] {inGaps / span, longest};
    }

    private static int rank(final int type) {
        return List.of(
                        QuoteDecoder.TEMPLATE_ID,
                        IndexPriceDecoder.TEMPLATE_ID,
                        ForwardPriceDecoder.TEMPLATE_ID,
                        TickerDecoder.TEMPLATE_ID,
                        DeliveryDecoder.TEMPLATE_ID,
                        InstrumentStateChangeDecoder.TEMPLATE_ID)
                .indexOf(type);
    }

    private static CollectingIngress play(
            final String coin, final long startNs, final long endNs, final String... options) {
        assertThat(options[0]).startsWith(coin);
        return play(specs(options), startNs, endNs);
    }

    private static CollectingIngress play(final List<InstrumentSpec> specs, final long startNs, final long endNs) {
        final CollectingIngress ingress = new CollectingIngress();
        try (RecordedFeed feed = market("BTC", "ETH").play(Playback.of(specs, startNs, endNs))) {
            final int events = feed.events();
            assertThat(feed.poll(Long.MAX_VALUE - 2, Integer.MAX_VALUE, ingress))
                    .isEqualTo(events);
        }
        return ingress;
    }

    private static RecordedMarket market(final String... coins) {
        return RecordedMarket.open(SharedData.data("deribit-chain-2023"), List.of(coins));
    }

    private static List<InstrumentSpec> specs(final String... options) {
        final VenueProfile venue = VenueProfile.deribit();
        final List<InstrumentSpec> specs = new ArrayList<>(List.of(venue.spec("BTC-PERPETUAL", 0, 0)));
        for (final String option : options) {
            specs.add(venue.spec(option, specs.size(), 0));
        }
        return specs;
    }

    private static String[] header(final String file) throws IOException {
        try (BufferedReader reader = open(file)) {
            return reader.readLine().split(",");
        }
    }

    private static List<String[]> lines(final String file) throws IOException {
        try (BufferedReader reader = open(file)) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static BufferedReader open(final String file) throws IOException {
        final Path path = SharedData.data("deribit-chain-2023").resolve(file);
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), UTF_8));
    }

    private static long side(final String cell) {
        return scaled(cell) == 0 ? ChainRow.ABSENT : scaled(cell);
    }

    private static long scaled(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private static BigDecimal decimal(final long scaled) {
        return BigDecimal.valueOf(scaled, 8);
    }

    private static BigDecimal toHalf(final BigDecimal price, final RoundingMode mode) {
        final BigDecimal tick = new BigDecimal("0.5");
        return price.divide(tick, 0, mode).multiply(tick);
    }

    private static long nanos(final String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }
}
