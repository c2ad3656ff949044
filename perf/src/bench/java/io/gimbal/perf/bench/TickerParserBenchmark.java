package io.gimbal.perf.bench;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONFactory;
import com.alibaba.fastjson2.JSONObject;
import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.reader.ObjectReader;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.AsciiText;
import io.gimbal.feeds.deribit.FrameKind;
import io.gimbal.feeds.deribit.InputChecks;
import io.gimbal.feeds.deribit.JsonScanner;
import io.gimbal.feeds.deribit.MarketAdapter;
import io.gimbal.feeds.deribit.MarketChannel;
import io.gimbal.feeds.deribit.MarketHandler;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.TickerDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An option's ticker of some 800 bytes, from the frame to what it says; nanoseconds each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TickerParserBenchmark implements MarketHandler {
    private static final String NAME = "BTC-24JUN22-15000-C";
    private static final String CHANNEL = "ticker." + NAME + ".raw";
    private static final long TIME_NS = 1_626_993_730_985_000_000L;
    private static final String FRAME = "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + CHANNEL
            + "\",\"data\":{\"underlying_price\":33974.68,\"underlying_index\":\"BTC-24JUN22\",\"timestamp\":1626993730985,"
            + "\"stats\":{\"volume\":null,\"price_change\":null,\"low\":null,\"high\":null},\"state\":\"open\","
            + "\"settlement_price\":0.6,\"open_interest\":0.1,\"min_price\":0.569,\"max_price\":0.657,"
            + "\"mark_price\":0.60445428,\"mark_iv\":87.27,\"last_price\":0.577,\"interest_rate\":0.0,\"instrument_name\":\""
            + NAME + "\",\"index_price\":32201.84,\"greeks\":{\"vega\":49.19572,\"theta\":-6.3817,\"rho\":98.31799,"
            + "\"gamma\":0.00001,\"delta\":0.91845},\"estimated_delivery_price\":32201.84,\"bid_iv\":71.04,"
            + "\"best_bid_price\":0.583,\"best_bid_amount\":9.0,\"best_ask_price\":0.6235,\"best_ask_amount\":9.0,"
            + "\"ask_iv\":99.82}}}";

    private final byte[] bytes = FRAME.getBytes(StandardCharsets.US_ASCII);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MarketAdapter adapter = new MarketAdapter(InputChecks.standard(), this);
    private final JsonScanner scanner = new JsonScanner();
    private final TickerDecoder event = new TickerDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Ingress ingress = (bytes, offset, length, receiveTimeNs) -> bytes.getLong(offset);
    private final ObjectReader<TickerFrame> reader = JSONFactory.getDefaultObjectReaderProvider().getObjectReader(TickerFrame.class);
    private final JSONReader.Context context = JSONFactory.createReadContext();

    /** Called by the harness, once per fork. */
    public TickerParserBenchmark() {
        adapter.instrument(new InstrumentSpec(
                0, 0, NAME, InstrumentKind.OPTION, Settlement.INVERSE, OptionType.CALL, 1, 1, 1, 1, 1, 0, 0, 0, 0));
        adapter.channel(CHANNEL);
    }

    @Override
    public void onGap(final MarketChannel channel) {
        throw new IllegalStateException("a ticker has no gap: channel=" + channel);
    }

    @Override
    public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {
        throw new IllegalStateException("not the ticker's: name=" + name);
    }

    /**
     * Ours, from the frame to the encoded event.
     *
     * @return what the frame is
     */
    @Benchmark
    public FrameKind gimbalEvent() {
        return adapter.onFrame(buffer, 0, bytes.length, TIME_NS, ingress);
    }

    /**
     * Ours, a walk through the whole text.
     *
     * @return whether it is well-formed
     */
    @Benchmark
    public boolean gimbalWalk() {
        scanner.wrap(bytes, 0, bytes.length).skip();
        return scanner.finish();
    }

    /**
     * fastjson2, into objects with the fields that our event has.
     *
     * @return the objects
     */
    @Benchmark
    public TickerFrame fastjson2Objects() {
        return JSON.parseObject(bytes, TickerFrame.class);
    }

    /**
     * fastjson2, the same by a reader that was prepared once.
     *
     * @return the objects
     */
    @Benchmark
    public TickerFrame fastjson2Reader() {
        try (JSONReader text = JSONReader.of(bytes, context)) {
            return reader.readObject(text, TickerFrame.class, null, 0L);
        }
    }

    /**
     * Compares what both read.
     *
     * @return whether all fields of the event are the same
     */
    public boolean isSame() {
        final TickerFrame.Data theirs = fastjson2Reader().params.data;
        adapter.onFrame(buffer, 0, bytes.length, TIME_NS, (bytes, offset, length, receiveTimeNs) -> {
            event.wrapAndApplyHeader(bytes, offset, header);
            return length;
        });
        return theirs.instrument_name.equals(NAME)
                && theirs.state.equals("open")
                && event.state() == InstrumentState.OPEN
                && event.venueTimeNs() == theirs.timestamp * 1_000_000L
                && event.markPrice() == scaled(theirs.mark_price)
                && event.markVol() == scaled(theirs.mark_iv / 100)
                && event.bidVol() == scaled(theirs.bid_iv / 100)
                && event.askVol() == scaled(theirs.ask_iv / 100)
                && event.bidPrice() == scaled(theirs.best_bid_price)
                && event.bidAmount() == scaled(theirs.best_bid_amount)
                && event.askPrice() == scaled(theirs.best_ask_price)
                && event.askAmount() == scaled(theirs.best_ask_amount)
                && event.underlyingPrice() == scaled(theirs.underlying_price)
                && event.indexPrice() == scaled(theirs.index_price)
                && event.lastPrice() == scaled(theirs.last_price)
                && event.estimatedDeliveryPrice() == scaled(theirs.estimated_delivery_price)
                && event.openInterest() == scaled(theirs.open_interest)
                && event.venueDelta() == scaled(theirs.greeks.delta);
    }

    private static long scaled(final double value) {
        return Math.round(value * 1e8);
    }

    /**
     * fastjson2, into its own tree.
     *
     * @return the tree
     */
    @Benchmark
    public JSONObject fastjson2Tree() {
        return JSON.parseObject(bytes);
    }
}
