package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.fuzz.Footprint;
import io.gimbal.feeds.fuzz.Lines;
import io.gimbal.journal.codec.InstrumentState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Any bytes as frames of the market, one a line: no frame makes an exception, Jackson agrees on what is JSON, what is
 * rejected is counted, and nothing grows by it.
 */
public final class MarketFuzz implements MarketHandler {
    private static final long TIME_NS = SampleFrames.TIME_NS;
    private static final int FRAMES_BETWEEN_LOOKS = 4_096;
    private static final long MOST_GROWTH = 1 << 20;
    private static final String SURROGATE = "\\ud";
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final MarketFuzz TARGET = new MarketFuzz();

    private final MarketAdapter adapter = new MarketAdapter(InputChecks.standard(), this);
    private final JsonScanner scanner = new JsonScanner();
    private final Ingress ingress = (event, offset, length, receiveTimeNs) -> length;
    private final long footprint;
    private long frames;

    MarketFuzz() {
        adapter.underlying("btc_usd", 0);
        adapter.instrument(SampleFrames.perpetual(0));
        adapter.instrument(SampleFrames.option(1));
        SampleFrames.channels().forEach(adapter::channel);
        Stream.of(
                        "ticker.BTC-PERPETUAL.raw",
                        "book.BTC-PERPETUAL.none.10.100ms",
                        "perpetual.BTC-PERPETUAL.100ms",
                        "deribit_price_index.btc_usd",
                        "deribit_volatility_index.btc_usd",
                        "estimated_expiration_price.btc_usd",
                        "markprice.options.btc_usd",
                        "instrument.state.any.any",
                        "platform_state")
                .forEach(adapter::channel);
        footprint = Footprint.of(adapter);
    }

    /** Loads everything there is to load before the clock of the first input runs. */
    public static void fuzzerInitialize() {
        seeds().forEach(MarketFuzz::fuzzerTestOneInput);
    }

    /**
     * One input.
     *
     * @param input frames, one a line
     */
    public static void fuzzerTestOneInput(final byte[] input) {
        TARGET.run(input);
    }

    /** {@return inputs to begin with} */
    public static List<byte[]> seeds() {
        final List<byte[]> seeds = new ArrayList<>();
        seeds.add(Lines.join(SampleFrames.TICKER));
        seeds.add(Lines.join(SampleFrames.TICKER
                .replace(SampleFrames.OPTION, SampleFrames.PERPETUAL)
                .replace(".100ms", ".raw")
                .replace("\"bid_iv\"", "\"current_funding\":1e-5,\"funding_8h\":2.5E-05,\"bid_iv\"")));
        seeds.add(Lines.join(SampleFrames.quote("92288.0", "133440.0", "92288.5", "99470.0")));
        seeds.add(Lines.join(
                SampleFrames.snapshot(5, "[[\"new\",92288.0,10.0]]", "[[\"new\",92289.0,10.0]]"),
                SampleFrames.change(5, 6, "[[\"delete\",92288.0,0.0]]", "[[\"change\",92289.0,1.0]]"),
                SampleFrames.change(7, 8, "[]", "[]")));
        seeds.add(Lines.join(SampleFrames.trades()));
        RecordedFrames.DOCUMENTED.forEach(frame -> seeds.add(Lines.join(frame)));
        seeds.add(
                Lines.join(
                        RecordedFrames.notification(
                                "book.BTC-PERPETUAL.none.10.100ms",
                                "{\"timestamp\":1,\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":2,\"bids\":[[1.5,10.0]],\"asks\":[]}")));
        seeds.add(Lines.join(RecordedFrames.notification(
                "deribit_volatility_index.btc_usd",
                "{\"volatility\":129.36,\"timestamp\":1619777946007,\"index_name\":\"btc_usd\"}")));
        seeds.add(Lines.join("{\"a\":[1.5e-3,-0,\"\\ud83d\\ude00\\n\",true,false,null,{}],\"b\":\"\u20ac\"}"));
        return seeds;
    }

    void run(final byte[] input) {
        adapter.restart();
        for (final byte[] frame : Lines.of(input)) {
            walk(frame);
            feed(frame);
        }
    }

    @Override
    public void onGap(final MarketChannel channel) {
        if (channel.kind() != ChannelKind.BOOK) {
            throw new AssertionError("a gap of a channel without a chain: channel=" + channel);
        }
    }

    @Override
    public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {
        if (name.isText(SampleFrames.PERPETUAL) || name.isText(SampleFrames.OPTION)) {
            throw new AssertionError("known, but told unknown: name=" + name);
        }
    }

    private void feed(final byte[] frame) {
        final long before = adapter.malformed().total();
        final FrameKind kind = adapter.onFrame(new UnsafeBuffer(frame), 0, frame.length, TIME_NS, ingress);
        if (kind == FrameKind.MALFORMED && adapter.malformed().total() == before) {
            throw new AssertionError("malformed, but not counted");
        }
        if (adapter.malformed().kept() > MalformedFrames.KEPT) {
            throw new AssertionError(
                    "too many kept: kept=" + adapter.malformed().kept());
        }
        if (++frames % FRAMES_BETWEEN_LOOKS == 0) {
            adapter.restart();
            final long grown = Footprint.of(adapter) - footprint;
            if (grown > MOST_GROWTH) {
                throw new AssertionError("grew by garbage: elements=" + grown);
            }
        }
    }

    private void walk(final byte[] frame) {
        scanner.wrap(frame, 0, frame.length).skip();
        final boolean isOurs = scanner.finish();
        try {
            if (isOurs != isJackson(frame) && scanner.status() != JsonStatus.TOO_DEEP) {
                throw new AssertionError("Jackson is of another mind: status=" + scanner.status());
            }
        } catch (final StreamConstraintsException e) {
            // Its bounds are not ours.
        }
    }

    private static boolean isJackson(final byte[] frame) throws StreamConstraintsException {
        try {
            final String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString();
            if (text.toLowerCase(Locale.ROOT).contains(SURROGATE)) {
                throw new StreamConstraintsException("it refuses half a pair in a name, and the grammar does not");
            }
            try (JsonParser parser = JACKSON.createParser(text)) {
                int roots = 0;
                for (JsonToken token; (token = parser.nextToken()) != null; ) {
                    parser.finishToken();
                    final boolean isInside = parser.getParsingContext().getParent() != null;
                    final boolean isBegin = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
                    roots += (isInside || token.isStructEnd())
                                    && !(isBegin
                                            && parser.getParsingContext()
                                                    .getParent()
                                                    .inRoot())
                            ? 0
                            : 1;
                }
                return roots == 1;
            }
        } catch (final StreamConstraintsException e) {
            throw e;
        } catch (final IOException e) {
            return false;
        }
    }
}
