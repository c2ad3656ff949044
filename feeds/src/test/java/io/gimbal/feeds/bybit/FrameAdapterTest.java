package io.gimbal.feeds.bybit;

import static io.gimbal.feeds.bybit.Frames.CALL;
import static io.gimbal.feeds.bybit.Frames.PUT;
import static io.gimbal.feeds.bybit.Frames.VENUE_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame becomes; {@link Frames} names the sources of the shapes. */
class FrameAdapterTest {
    private static final long NOW_NS = VENUE_NS + 5_000_000L;

    private final Topics topics = new Topics(Frames.options());
    private final Subscriptions subscriptions = new Subscriptions(topics.words());
    private final LatestMarket market = new LatestMarket(Frames.options());
    private final TradeQueue trades = new TradeQueue();
    private final FrameAdapter adapter = new FrameAdapter(topics, subscriptions, market, trades);
    private final Outlet outlet = new Outlet();
    private final CollectingIngress ingress = new CollectingIngress();

    @Test
    void shouldTurnATickerIntoAnIndexAndATicker() {
        take(Frames.ticker(PUT));

        assertThat(ingress.events()).hasSize(2);
        final IndexPriceDecoder index = CollectingIngress.index(ingress.events().get(0));
        assertThat(index.price()).isEqualTo(8_388_550_000_000L);
        assertThat(index.underlyingId()).isEqualTo(1);
        final TickerDecoder ticker = CollectingIngress.ticker(ingress.events().get(1));
        assertThat(ticker.instrumentId()).isEqualTo(6);
        assertThat(ticker.venueTimeNs()).isEqualTo(VENUE_NS);
        assertThat(ingress.events().get(1).timeNs()).isEqualTo(NOW_NS);
        assertThat(ticker.markPrice()).isEqualTo(2_446_525_000_000L);
        assertThat(ticker.markVol()).isEqualTo(38_680_000L);
        assertThat(ticker.bidVol()).isEqualTo(32_850_000L);
        assertThat(ticker.askVol()).isEqualTo(44_890_000L);
        assertThat(ticker.bidPrice()).isEqualTo(2_291_500_000_000L);
        assertThat(ticker.bidAmount()).isEqualTo(1_855_000_000L);
        assertThat(ticker.askPrice()).isEqualTo(2_620_500_000_000L);
        assertThat(ticker.askAmount()).isEqualTo(4_000_000L);
        assertThat(ticker.underlyingPrice()).isEqualTo(8_697_710_000_000L);
        assertThat(ticker.indexPrice()).isEqualTo(8_388_550_000_000L);
        assertThat(ticker.openInterest()).isEqualTo(4_985_000_000L);
        assertThat(ticker.venueDelta()).isEqualTo(-61_234_567L);
        assertThat(ticker.state()).isEqualTo(InstrumentState.OPEN);
        assertThat(ticker.quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldReadZeroAndEmptyAsAbsentWhereZeroCannotBeMeant() {
        take(Frames.ticker(PUT)
                .replace(
                        "\"bidPrice\":\"22915\",\"bidSize\":\"18.55\",\"bidIv\":\"0.3285\"",
                        "\"bidPrice\":\"0\",\"bidSize\":\"0\",\"bidIv\":\"0\"")
                .replace("\"askIv\":\"0.4489\"", "\"askIv\":\"\"")
                .replace("\"underlyingPrice\":\"86977.1\"", "\"underlyingPrice\":null"));

        final TickerDecoder ticker = CollectingIngress.ticker(only(TickerDecoder.TEMPLATE_ID));
        assertThat(List.of(
                        ticker.bidPrice(),
                        ticker.bidAmount(),
                        ticker.bidVol(),
                        ticker.askVol(),
                        ticker.lastPrice(),
                        ticker.underlyingPrice(),
                        ticker.estimatedDeliveryPrice()))
                .containsOnly(Decimals.ABSENT);
        assertThat(ticker.askPrice()).isEqualTo(2_620_500_000_000L);
    }

    @Test
    void shouldTellTheEstimatedDeliveryPriceOnceTheVenueDoes() {
        take(Frames.ticker(PUT).replace("\"predictedDeliveryPrice\":\"0\"", "\"predictedDeliveryPrice\":\"83901.25\""));

        assertThat(CollectingIngress.ticker(only(TickerDecoder.TEMPLATE_ID)).estimatedDeliveryPrice())
                .isEqualTo(8_390_125_000_000L);
    }

    @Test
    void shouldPassOnAnIndexOnlyWhenItChanges() {
        take(Frames.ticker(PUT, "24465", "83885"));
        take(Frames.ticker(CALL, "1000", "83885"));
        take(Frames.ticker(CALL, "1001", "83886"));

        assertThat(ingress.events(IndexPriceDecoder.TEMPLATE_ID)).hasSize(2);
        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID)).hasSize(3);
    }

    @Test
    void shouldReadAFrameWhoseDataComesFirstAndWhoseNumbersAreNumbers() {
        take("{\"data\":{\"delta\":-0.5,\"markPrice\":1.5e3,\"extra\":{\"a\":[1,2]},\"indexPrice\":\"80000\"},"
                + "\"type\":\"snapshot\",\"ts\":1790373953406,\"topic\":\"tickers." + CALL + "\"}");

        final TickerDecoder ticker = CollectingIngress.ticker(only(TickerDecoder.TEMPLATE_ID));
        assertThat(ticker.markPrice()).isEqualTo(150_000_000_000L);
        assertThat(ticker.venueDelta()).isEqualTo(-50_000_000L);
        assertThat(ticker.markVol()).isEqualTo(Decimals.ABSENT);
    }

    @Test
    void shouldKeepWhatADeltaDoesNotName() {
        take(Frames.ticker(PUT));
        take("{\"topic\":\"tickers." + PUT + "\",\"type\":\"delta\",\"ts\":1790373954406,\"data\":{\"symbol\":\"" + PUT
                + "\",\"askPrice\":\"26200\",\"askSize\":\"20\"}}");

        final Event last = ingress.events().get(ingress.events().size() - 1);
        final TickerDecoder ticker = CollectingIngress.ticker(last);
        assertThat(ticker.askPrice()).isEqualTo(2_620_000_000_000L);
        assertThat(ticker.bidPrice()).isEqualTo(2_291_500_000_000L);
        assertThat(ticker.markVol()).isEqualTo(38_680_000L);
    }

    @Test
    void shouldQuoteTheBestLevelsOfABook() {
        take(Frames.book("snapshot", PUT, 4846, "[\"22915\",\"18.55\"],[\"5\",\"0.96\"]", "[\"26205\",\"18.55\"]"));
        take(Frames.book("delta", PUT, 4847, "[\"22920\",\"0.5\"]", "[\"26205\",\"0\"]"));

        final List<Event> quotes = ingress.events(QuoteDecoder.TEMPLATE_ID);
        assertThat(quotes).hasSize(2);
        final QuoteDecoder first = CollectingIngress.quote(quotes.get(0));
        assertThat(first.instrumentId()).isEqualTo(6);
        assertThat(first.venueTimeNs()).isEqualTo(VENUE_NS);
        assertThat(first.bidPrice()).isEqualTo(2_291_500_000_000L);
        assertThat(first.bidAmount()).isEqualTo(1_855_000_000L);
        assertThat(first.askPrice()).isEqualTo(2_620_500_000_000L);
        assertThat(first.quality()).isEqualTo(InputQuality.FRESH);
        final QuoteDecoder second = CollectingIngress.quote(quotes.get(1));
        assertThat(second.bidPrice()).isEqualTo(2_292_000_000_000L);
        assertThat(second.askAmount()).isZero();
    }

    @Test
    void shouldSayThatABookIsGappedWhenANumberIsMissing() {
        take(Frames.book("snapshot", PUT, 10, "[\"100\",\"1\"]", "[\"110\",\"1\"]"));
        take(Frames.book("delta", PUT, 12, "[\"101\",\"1\"]", ""));
        take(Frames.book("delta", PUT, 13, "[\"102\",\"1\"]", ""));

        final List<Event> quotes = ingress.events(QuoteDecoder.TEMPLATE_ID);
        assertThat(quotes).hasSize(2);
        assertThat(CollectingIngress.quote(quotes.get(1)).quality()).isEqualTo(InputQuality.GAPPED);
        assertThat(adapter.gaps()).isEqualTo(1);
    }

    @Test
    void shouldPrintTheTradesOfFollowedOptions() {
        take(Frames.trades(
                Frames.trade(CALL, "Buy", "240", 76_572_340_339L),
                Frames.trade("BTC-26SEP26-83750-C-USDT", "Buy", "245", 76_572_340_340L),
                Frames.trade(PUT, "Sell", "22920", 76_572_340_341L)));

        final List<Event> prints = ingress.events(TradePrintDecoder.TEMPLATE_ID);
        assertThat(prints).hasSize(2);
        final TradePrintDecoder first = print(prints.get(0));
        assertThat(first.instrumentId()).isEqualTo(5);
        assertThat(first.venueTimeNs()).isEqualTo(VENUE_NS);
        assertThat(first.price()).isEqualTo(24_000_000_000L);
        assertThat(first.amount()).isEqualTo(10_000_000L);
        assertThat(first.indexPrice()).isEqualTo(8_388_518_491_835L);
        assertThat(first.tradeSequence()).isEqualTo(76_572_340_339L);
        assertThat(first.tradeId()).isEqualTo(0x44f06f5c36285a2dL);
        assertThat(first.aggressor()).isEqualTo(Side.BUY);
        assertThat(first.isLiquidation()).isEqualTo(BooleanType.FALSE);
        assertThat(print(prints.get(1)).aggressor()).isEqualTo(Side.SELL);
        assertThat(adapter.malformed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":[]}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":{}}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"data\":{\"markPrice\":\"1\"}}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"ts\":1,\"data\":{\"markPrice\":\"1,5\"}}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"ts\":1,\"data\":{\"markPrice\":\"-1\"}}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"ts\":1,\"data\":{\"markPrice\":true}}",
                "{\"topic\":\"tickers.BTC-25JUN27-106000-P-USDT\",\"ts\":1,\"data\":{\"markPrice\":\"1\"}}x",
                "{\"topic\":\"orderbook.25.BTC-25JUN27-106000-P-USDT\",\"ts\":1,\"data\":{\"b\":[],\"a\":[],\"u\":5}}",
                "{\"topic\":\"orderbook.25.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":{\"b\":[]}}",
                "{\"topic\":\"orderbook.25.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,"
                        + "\"data\":{\"b\":[[\"1\"]],\"u\":5}}",
                "{\"topic\":\"orderbook.25.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,"
                        + "\"data\":{\"b\":[[\"1\",\"2\",\"3\"]],\"u\":5}}",
                "{\"topic\":\"orderbook.25.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,"
                        + "\"data\":{\"b\":[[\"0\",\"2\"]],\"u\":5}}",
                "{\"topic\":\"orderbook.25.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,"
                        + "\"data\":{\"b\":[[\"1\",\"-2\"]],\"u\":5}}",
                "{\"topic\":\"publicTrade.BTC\",\"ts\":1,\"data\":{}}",
                "{\"topic\":\"publicTrade.BTC\",\"ts\":1,\"data\":[{\"p\":\"x\"}]}"
            })
    void shouldCountAndDropWhatIsMalformed(final String frame) {
        take(frame);

        assertThat(adapter.malformed()).isEqualTo(1);
        assertThat(ingress.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"tickers.BTC-25JUN27-1-P-USDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":{}}",
                "{\"topic\":\"kline.1.BTC-25JUN27-106000-P-USDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":[]}"
            })
    void shouldCountTopicsItNeverAskedFor(final String frame) {
        take(frame);

        assertThat(adapter.unknown()).isEqualTo(1);
        assertThat(adapter.malformed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"args\":[\"1777226678908\"],\"conn_id\":\"y-h\",\"op\":\"pong\"}",
                "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"0\",\"req_id\":\"\",\"op\":\"ping\"}"
            })
    void shouldTakeAPongForAPong(final String frame) {
        take(frame);

        assertThat(adapter.malformed() + adapter.unknown()).isZero();
        assertThat(ingress.events()).isEmpty();
    }

    /** Bytes of a good frame changed, cut and doubled: nothing may throw, and what is published is in bounds. */
    @Test
    void shouldSurviveMutatedFrames(final TestReporter reporter) {
        final long seed = 4_846L;
        reporter.publishEntry("seed", Long.toString(seed));
        final Random random = new Random(seed);
        final List<String> frames = List.of(
                Frames.ticker(PUT),
                Frames.book("snapshot", PUT, 4846, "[\"22915\",\"18.55\"],[\"5\",\"0.96\"]", "[\"26205\",\"18.55\"]"),
                Frames.book("delta", PUT, 4847, "[\"22920\",\"0.5\"]", "[\"26205\",\"0\"]"),
                Frames.trades(Frames.trade(CALL, "Buy", "240", 1)),
                Frames.taken(List.of("tickers." + PUT), List.of()));

        for (int i = 0; i < 20_000; i++) {
            final byte[] bytes = frames.get(i % frames.size()).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }
            adapter.onFrame(new UnsafeBuffer(bytes), 0, bytes.length - random.nextInt(2), NOW_NS);
            drain();
        }

        reporter.publishEntry("malformed", Long.toString(adapter.malformed()));
        assertThat(adapter.malformed()).isGreaterThan(1_000);
        assertThat(ingress.events(QuoteDecoder.TEMPLATE_ID)).allSatisfy(event -> {
            assertThat(CollectingIngress.quote(event).bidAmount()).isNotNegative();
            assertThat(CollectingIngress.quote(event).askPrice()).isNotNegative();
        });
        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(CollectingIngress.ticker(event).markPrice()).isNotNegative());
    }

    private void take(final String frame) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        adapter.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, NOW_NS);
        drain();
    }

    private void drain() {
        outlet.openTo(ingress);
        trades.drain(Integer.MAX_VALUE, outlet);
        market.drain(Integer.MAX_VALUE, outlet);
    }

    private Event only(final int type) {
        assertThat(ingress.events(type)).hasSize(1);
        return ingress.events(type).get(0);
    }

    private static TradePrintDecoder print(final Event event) {
        return new TradePrintDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
    }
}
