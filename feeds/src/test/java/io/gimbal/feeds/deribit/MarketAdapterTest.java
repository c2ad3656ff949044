package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PlatformStateDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.VolatilityIndexDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MarketAdapterTest implements MarketHandler {
    private final CollectingIngress ingress = new CollectingIngress();
    private final MarketAdapter adapter = new MarketAdapter(InputChecks.standard(), this);
    private final List<String> told = new ArrayList<>();

    @Override
    public void onGap(final MarketChannel channel) {
        told.add("gap " + channel);
    }

    @Override
    public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {
        told.add(name + " " + state);
    }

    @BeforeEach
    void subscribe() {
        adapter.underlying("btc_usd", 0);
        adapter.instrument(SampleFrames.perpetual(0));
        adapter.instrument(SampleFrames.option(1));
        SampleFrames.channels().forEach(adapter::channel);
    }

    private FrameKind on(final String frame) {
        return on(frame, SampleFrames.TIME_NS);
    }

    private FrameKind on(final String frame, final long receiveTimeNs) {
        final UnsafeBuffer buffer = SampleFrames.buffer(frame);
        return adapter.onFrame(buffer, 0, buffer.capacity(), receiveTimeNs, ingress);
    }

    private QuoteDecoder lastQuote() {
        final List<CollectingIngress.Event> quotes = ingress.events(QuoteDecoder.TEMPLATE_ID);
        return CollectingIngress.quote(quotes.get(quotes.size() - 1));
    }

    @Test
    void shouldMakeATickerWithFractionsForPercentAndNothingForWords() {
        assertThat(on(SampleFrames.TICKER)).isEqualTo(FrameKind.NOTIFICATION);

        final TickerDecoder ticker = CollectingIngress.ticker(ingress.events().get(0));
        assertThat(ticker.venueTimeNs()).isEqualTo(SampleFrames.TIME_NS);
        assertThat(ticker.instrumentId()).isEqualTo(1);
        assertThat(ticker.markVol()).isEqualTo(47_270_000L);
        assertThat(ticker.askAmount()).isEqualTo(91 * Decimals.ONE);
        assertThat(ticker.venueDelta()).isEqualTo(61_845_000L);
        assertThat(ticker.lastPrice()).isEqualTo(Decimals.ABSENT);
        assertThat(ticker.estimatedDeliveryPrice()).isEqualTo(Decimals.ABSENT);
        assertThat(ticker.state()).isEqualTo(InstrumentState.OPEN);
        assertThat(ticker.quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldCallDataStaleThatIsLateOrOlderThanTheLast() {
        on(SampleFrames.quote("1", "1", "2", "1"), SampleFrames.TIME_NS + 5_000_000_001L);
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.STALE);

        on(SampleFrames.quote("1", "1", "2", "1").replace("" + SampleFrames.TIME_MS, "" + (SampleFrames.TIME_MS - 1)));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.STALE);

        on(SampleFrames.quote("1", "1", "2", "1"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldCallAQuoteCrossedAndAnEmptySideNot() {
        on(SampleFrames.quote("2.5", "1", "2", "1"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.CROSSED);

        on(SampleFrames.quote("2.5", "1", "0.0", "0.0"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.FRESH);
        assertThat(lastQuote().askAmount()).isZero();

        on(SampleFrames.quote("2.5", "1", "null", "null"));
        assertThat(lastQuote().askPrice()).isZero();
    }

    @Test
    void shouldCallAFuturesQuoteDivergentThatIsFarFromItsMark() {
        adapter.channel("ticker.BTC-PERPETUAL.100ms");
        on(RecordedFrames.notification(
                "ticker.BTC-PERPETUAL.100ms",
                "{\"timestamp\":" + SampleFrames.TIME_MS + ",\"mark_price\":100,\"index_price\":101}"));

        on(SampleFrames.quote("120", "1", "121", "1"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.DIVERGENT);

        on(SampleFrames.quote("105", "1", "106", "1"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldLeaveABookOutFromAGapToItsNextSnapshot() {
        on(SampleFrames.snapshot(5, "[[\"new\",99.5,10.0],[\"new\",99.0,1.0]]", "[[\"new\",100.0,10.0]]"));
        on(SampleFrames.change(5, 9, "[[\"delete\",99.5,0.0]]", "[[\"change\",99.75,3.0]]"));
        assertThat(lastQuote().bidPrice()).isEqualTo(99 * Decimals.ONE);
        assertThat(lastQuote().askPrice()).isEqualTo(9_975_000_000L);

        on(SampleFrames.change(12, 13, "[]", "[]"));
        on(SampleFrames.change(13, 14, "[[\"new\",99.6,10.0]]", "[]"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.GAPPED);
        assertThat(ingress.events()).hasSize(3);
        assertThat(told).containsExactly("gap book.BTC-PERPETUAL.raw");

        on(SampleFrames.snapshot(20, "[[\"new\",99.5,10.0]]", "[]"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.FRESH);
        assertThat(lastQuote().askAmount()).isZero();
    }

    @Test
    void shouldLeaveABookOutThatIsDeeperThanAny() {
        final String levels = IntStream.rangeClosed(1, OrderBookReplica.MAX_DEPTH)
                .mapToObj(price -> "[\"new\"," + price + ".0,1.0]")
                .collect(Collectors.joining(",", "[", "]"));
        on(SampleFrames.snapshot(5, levels, "[]"));
        assertThat(told).isEmpty();

        on(SampleFrames.change(5, 6, "[[\"new\",99999.0,1.0]]", "[]"));
        on(SampleFrames.change(6, 7, "[[\"new\",99998.0,1.0]]", "[]"));

        assertThat(told).containsExactly("gap book.BTC-PERPETUAL.raw");
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.GAPPED);
    }

    @Test
    void shouldTakeARepeatedChangeForNoGapAndADamagedOneForOne() {
        on(SampleFrames.snapshot(5, "[[\"new\",99.5,10.0]]", "[]"));
        on(SampleFrames.change(5, 9, "[]", "[]"));
        on(SampleFrames.change(5, 9, "[]", "[]"));
        assertThat(told).isEmpty();

        on(SampleFrames.change(9, 10, "[[\"new\",\"x\",10.0]]", "[]"));

        assertThat(told).containsExactly("gap book.BTC-PERPETUAL.raw");
        assertThat(adapter.malformed().reason(0)).isEqualTo(Rejection.WRONG_TYPE);
        assertThat(adapter.malformed().text(0)).contains("\"x\"");
        assertThat(adapter.malformed().receiveTimeNs(0)).isEqualTo(SampleFrames.TIME_NS);
    }

    @Test
    void shouldWaitForSnapshotsAgainAfterAReconnect() {
        on(SampleFrames.snapshot(5, "[[\"new\",99.5,10.0]]", "[]"));
        adapter.restart();

        on(SampleFrames.change(5, 6, "[[\"new\",99.6,10.0]]", "[]"));

        assertThat(ingress.events()).hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldMakeATradePrintAndLeaveOutOnlyWhatIsWrong() {
        on(SampleFrames.trades()
                .replace(
                        "[{",
                        "[{\"price\":1,\"amount\":-1,\"direction\":\"buy\",\"instrument_name\":\""
                                + SampleFrames.PERPETUAL + "\",\"trade_id\":\"1\",\"trade_seq\":1,\"timestamp\":1},{"));

        final TradePrintDecoder trade = new TradePrintDecoder()
                .wrapAndApplyHeader(ingress.events().get(0).buffer(), 0, new MessageHeaderDecoder());
        assertThat(trade.tradeId()).isEqualTo((5L << 10 | 20 << 5 | 8) << 43 | 403_691_825L);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
        assertThat(trade.isLiquidation()).isEqualTo(BooleanType.TRUE);
        assertThat(adapter.malformed().count(Rejection.BAD_VALUE)).isEqualTo(1);
    }

    @Test
    void shouldReadVolatilitiesOfMarkPricesAsFractionsAndLeaveThoseWithATickerAlone() {
        adapter.channel("markprice.options.btc_usd");
        final String marks = "[{\"timestamp\":1,\"mark_price\":0.03,\"iv\":0.9,\"instrument_name\":\"%s\"}]";

        on(RecordedFrames.notification("markprice.options.btc_usd", marks.formatted(SampleFrames.OPTION)));
        assertThat(ingress.events()).isEmpty();

        on(RecordedFrames.notification("markprice.options.btc_usd", marks.formatted(SampleFrames.PERPETUAL)));
        assertThat(CollectingIngress.ticker(ingress.events().get(0)).markVol()).isEqualTo(90_000_000L);
    }

    @Test
    void shouldSayAPerpetualsFundingWhenItChanges() {
        adapter.channel("ticker.BTC-PERPETUAL.100ms");
        final String ticker = RecordedFrames.notification(
                "ticker.BTC-PERPETUAL.100ms",
                "{\"timestamp\":1,\"mark_price\":100,\"current_funding\":-8.477e-05,\"funding_8h\":0.00001742}");

        on(ticker);
        on(ticker);

        final List<CollectingIngress.Event> funding = ingress.events(FundingDecoder.TEMPLATE_ID);
        assertThat(funding).hasSize(1);
        final FundingDecoder event =
                new FundingDecoder().wrapAndApplyHeader(funding.get(0).buffer(), 0, new MessageHeaderDecoder());
        assertThat(event.currentRate()).isEqualTo(-8_477L);
        assertThat(event.paymentAmount()).isEqualTo(Decimals.ABSENT);
    }

    @Test
    void shouldTellIndexVolatilityAndLocks() {
        adapter.channel("deribit_price_index.btc_usd");
        adapter.channel("deribit_volatility_index.btc_usd");
        adapter.channel("platform_state");

        on(RecordedFrames.notification("deribit_price_index.btc_usd", "{\"timestamp\":1,\"price\":6521.17}"));
        on(RecordedFrames.notification("deribit_volatility_index.btc_usd", "{\"timestamp\":1,\"volatility\":129.36}"));
        on(RecordedFrames.notification("platform_state", "{\"locked\":\"partial\"}"));
        on(RecordedFrames.notification("platform_state", "{\"locked\":true,\"price_index\":\"sol_usdc\"}"));

        assertThat(CollectingIngress.index(ingress.events().get(0)).price()).isEqualTo(652_117_000_000L);
        assertThat(new VolatilityIndexDecoder()
                        .wrapAndApplyHeader(ingress.events().get(1).buffer(), 0, new MessageHeaderDecoder())
                        .vol())
                .isEqualTo(129_360_000L);
        final PlatformStateDecoder lock = new PlatformStateDecoder()
                .wrapAndApplyHeader(ingress.events().get(2).buffer(), 0, new MessageHeaderDecoder());
        assertThat(lock.isLocked()).isEqualTo(BooleanType.TRUE);
        assertThat(lock.underlyingId()).isEqualTo(-1);
        assertThat(ingress.events()).hasSize(3);
    }

    @Test
    void shouldFollowStatesAndTellOfInstrumentsItDoesNotKnow() {
        adapter.channel("instrument.state.any.any");
        final String state = "{\"timestamp\":1,\"state\":\"%s\",\"instrument_name\":\"%s\"}";

        on(RecordedFrames.notification("instrument.state.any.any", state.formatted("settlement", SampleFrames.OPTION)));
        on(RecordedFrames.notification("instrument.state.any.any", state.formatted("open", "BTC-1JAN30-1-C")));

        assertThat(CollectingIngress.state(ingress.events().get(0)).state()).isEqualTo(InstrumentState.SETTLEMENT);
        assertThat(told).containsExactly("BTC-1JAN30-1-C OPEN");
    }

    @Test
    void shouldCountWhatItCannotUseAndKeepTheLastOfIt() {
        on("{");
        on(SampleFrames.TICKER.replace("\"mark_price\":0.0551", "\"mark_price\":null"));
        on(SampleFrames.TICKER.replace("\"mark_price\":0.0551", "\"mark_price\":-1"));
        on(SampleFrames.TICKER.replace("\"mark_price\":0.0551", "\"mark_price\":1e11"));
        on(SampleFrames.TICKER.replace("instrument_name\":\"BTC", "instrument_name\":\"ETH"));
        on(SampleFrames.TICKER.replace("ticker.", "tickex."));

        final MalformedFrames malformed = adapter.malformed();
        assertThat(ingress.events()).isEmpty();
        assertThat(malformed.total()).isEqualTo(6);
        assertThat(malformed.kept()).isEqualTo(6);
        assertThat(List.of(5, 4, 3, 2, 1, 0).stream().map(malformed::reason))
                .containsExactly(
                        Rejection.MALFORMED,
                        Rejection.MISSING_FIELD,
                        Rejection.BAD_VALUE,
                        Rejection.NUMBER_OVERFLOW,
                        Rejection.WRONG_INSTRUMENT,
                        Rejection.UNKNOWN_CHANNEL);
        for (int i = 0; i < 100; i++) {
            on("{" + i);
        }
        assertThat(malformed.kept()).isEqualTo(MalformedFrames.KEPT);
        assertThat(malformed.text(0)).isEqualTo("{99");
        assertThat(malformed.text(15)).isEqualTo("{84");
    }

    @Test
    void shouldRefuseChannelsOfWhatItDoesNotKnow() {
        assertThatThrownBy(() -> adapter.channel("chart.trades.BTC-PERPETUAL.1"))
                .hasMessageContaining("chart.trades");
        assertThatThrownBy(() -> adapter.channel("ticker.SOL-PERPETUAL.raw")).hasMessageContaining("SOL-PERPETUAL");
        assertThatThrownBy(() -> adapter.channel("deribit_price_index.sol_usd")).hasMessageContaining("sol_usd");
        assertThat(adapter.channel("quote.BTC-PERPETUAL")).isSameAs(adapter.channel("quote.BTC-PERPETUAL"));
        assertThat(adapter.channel("book.BTC-PERPETUAL.none.10.100ms").kind()).isEqualTo(ChannelKind.GROUPED_BOOK);
        assertThat(adapter.channel("trades.option.BTC.100ms").kind()).isEqualTo(ChannelKind.TRADES);
        assertThat(adapter.channels()).hasSize(6);
    }

    @Test
    void shouldCountEventsThatTheEngineDidNotTake() {
        ingress.refuse(1);

        on(SampleFrames.TICKER);
        on(SampleFrames.TICKER);

        assertThat(adapter.refused()).isEqualTo(1);
        assertThat(adapter.offered()).isEqualTo(1);
    }
}
