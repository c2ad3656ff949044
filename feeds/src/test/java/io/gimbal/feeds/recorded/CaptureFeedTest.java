package io.gimbal.feeds.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaptureFeedTest extends LeakCheckedTest {
    private static final long MILLI = 1_000_000L;
    private static final long START = 1_681_300_800_000L * MILLI;
    private static final String OPTION = "BTC-28APR23-30000-C";
    private static final VenueProfile PROFILE = VenueProfile.deribit();
    private Path file = Path.of("");

    @BeforeEach
    void capture() throws IOException {
        file = directory.resolve("day.gbc");
        try (CaptureWriter writer = CaptureWriter.create(file)) {
            writer.connected(0, START, "wss://venue.example/ws/api/v2");
            for (int second = 1; second <= 20; second++) {
                frame(writer, second, index(30_000 + second, second));
                frame(writer, second, ticker(OPTION, 30_100 + second, 60 + second, second));
                frame(writer, second, ticker("BTC-28APR23-31000-C", 30_100, 55, second));
            }
            frame(writer, 21, "{ no json");
            frame(writer, 22, index(31_000, 22));
        }
    }

    @Test
    void shouldPlayTheFramesOfItsInstrumentsAtTheirReceiveTimes() {
        final CaptureMarket market = CaptureMarket.open(file);
        final Events events = new Events();
        try (CaptureFeed feed = market.play(specs(), market.firstTimeNs(), Feed.EXHAUSTED)) {
            assertThat(feed.nextTimeNs()).isEqualTo(START + 1_000 * MILLI);
            assertThat(feed.poll(START + 5_500 * MILLI, Integer.MAX_VALUE, events))
                    .isEqualTo(10);
            assertThat(feed.nextTimeNs()).isEqualTo(START + 6_000 * MILLI);
            feed.poll(Feed.UNKNOWN, Integer.MAX_VALUE, events);

            assertThat(feed.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
            assertThat(feed.frames()).isEqualTo(62);
            assertThat(feed.rejected()).isEqualTo(21);
        }
        assertThat(events.lines).hasSize(41).first().isEqualTo("1000 index 30001.0");
        assertThat(events.lines).contains("20000 ticker 0 30120.0 0.8").last().isEqualTo("22000 index 31000.0");
    }

    @Test
    void shouldKeepAnEventThatIsRefused() {
        final CaptureMarket market = CaptureMarket.open(file);
        final Events whole = new Events();
        final Events stubborn = new Events();
        try (CaptureFeed feed = market.play(specs(), market.firstTimeNs(), Feed.EXHAUSTED)) {
            feed.poll(Feed.UNKNOWN, Integer.MAX_VALUE, whole);
        }
        try (CaptureFeed feed = market.play(specs(), market.firstTimeNs(), Feed.EXHAUSTED)) {
            stubborn.refusals = 500;
            while (feed.nextTimeNs() != Feed.EXHAUSTED) {
                feed.poll(Feed.UNKNOWN, 3, stubborn);
            }
        }

        assertThat(stubborn.lines).isEqualTo(whole.lines);
    }

    @Test
    void shouldPlayBetweenTwoTimesOnly() {
        final CaptureMarket market = CaptureMarket.open(file);
        final Events events = new Events();
        try (CaptureFeed feed = market.play(specs(), START + 3_000 * MILLI, START + 5_000 * MILLI)) {
            feed.poll(Feed.UNKNOWN, Integer.MAX_VALUE, events);
        }

        assertThat(events.lines)
                .containsExactly(
                        "3000 index 30003.0",
                        "3000 ticker 0 30103.0 0.63",
                        "4000 index 30004.0",
                        "4000 ticker 0 30104.0 0.64");
    }

    @Test
    void shouldListWhatHadBeenSeenByATime() {
        final CaptureMarket market = CaptureMarket.open(file);

        assertThat(market.listAt(START)).isEmpty();
        assertThat(market.listAt(START + 10_000 * MILLI))
                .extracting(ListedOption::name, ListedOption::forward, ListedOption::markVol)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(OPTION, 3_011_000_000_000L, 70_000_000L),
                        org.assertj.core.groups.Tuple.tuple("BTC-28APR23-31000-C", 3_010_000_000_000L, 55_000_000L));
        assertThat(market.firstTimeNs()).isEqualTo(START + 1_000 * MILLI);
        assertThat(market.lastTimeNs()).isEqualTo(START + 22_000 * MILLI);
        assertThat(market.isComplete()).isTrue();
        assertThat(market.malformed()).isEqualTo(1);
        assertThat(market.instruments()).containsExactlyInAnyOrder(OPTION, "BTC-28APR23-31000-C");
    }

    @Test
    void shouldRefuseACaptureWithoutAFrame() throws IOException {
        final Path empty = directory.resolve("empty.gbc");
        CaptureWriter.create(empty).close();

        assertThatThrownBy(() -> CaptureMarket.open(empty))
                .isInstanceOf(BadRecordedDataException.class)
                .hasMessageContaining("at least one frame");
    }

    private static List<InstrumentSpec> specs() {
        return List.of(PROFILE.spec(OPTION, 0, 0), PROFILE.spec("BTC-PERPETUAL", 1, 0));
    }

    private static void frame(final CaptureWriter writer, final int second, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.received(0, START + second * 1_000L * MILLI, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private static String index(final double price, final int second) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"deribit_price_index.btc_usd\","
                + "\"data\":{\"timestamp\":" + (START / MILLI + second * 1_000L) + ",\"price\":" + price
                + ",\"index_name\":\"btc_usd\"}}}";
    }

    private static String ticker(final String name, final double forward, final double vol, final int second) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"ticker." + name
                + ".100ms\",\"data\":{\"underlying_price\":" + forward
                + ",\"underlying_index\":\"BTC-28APR23\",\"timestamp\":" + (START / MILLI + second * 1_000L)
                + ",\"stats\":{\"volume\":null,\"price_change\":null,\"low\":null,\"high\":null},\"state\":\"open\","
                + "\"settlement_price\":0.06,\"open_interest\":0.1,\"min_price\":0.01,\"max_price\":0.1,"
                + "\"mark_price\":0.05,\"mark_iv\":" + vol + ",\"last_price\":0.05,\"interest_rate\":0.0,"
                + "\"instrument_name\":\"" + name
                + "\",\"index_price\":30000.0,\"greeks\":{\"vega\":1.0,\"theta\":-1.0,"
                + "\"rho\":1.0,\"gamma\":0.00001,\"delta\":0.5},\"estimated_delivery_price\":30000.0,\"bid_iv\":50.0,"
                + "\"best_bid_price\":0.049,\"best_bid_amount\":9.0,\"best_ask_price\":0.051,\"best_ask_amount\":9.0,"
                + "\"ask_iv\":70.0}}}";
    }

    /** Writes down indices and tickers; may refuse every other event for a while. */
    private static final class Events implements Ingress {
        private final List<String> lines = new ArrayList<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private int refusals;

        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
            if (refusals > 0 && refusals-- % 2 == 0) {
                return BACK_PRESSURED;
            }
            final long millis = (timeNs - START) / MILLI;
            header.wrap(buffer, offset);
            if (header.templateId() == IndexPriceDecoder.TEMPLATE_ID) {
                final IndexPriceDecoder event = new IndexPriceDecoder().wrapAndApplyHeader(buffer, offset, header);
                lines.add(millis + " index " + event.price() / 1e8);
            } else if (header.templateId() == TickerDecoder.TEMPLATE_ID) {
                final TickerDecoder event = new TickerDecoder().wrapAndApplyHeader(buffer, offset, header);
                lines.add(millis + " ticker " + event.instrumentId() + " " + event.underlyingPrice() / 1e8 + " "
                        + event.markVol() / 1e8);
            }
            return lines.size();
        }
    }
}
