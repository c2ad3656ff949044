package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.RecordedFrames.TimedFrame;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded frame, and many that are nearly such, through the adapter and through an independent Jackson decoding. */
final class MarketDifferentialTest implements MarketHandler {
    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\\s*\"([^\"]+)\"");
    private static final Pattern DATA = Pattern.compile("\"data\"\\s*:");
    private static final Pattern INSTRUMENT = Pattern.compile("\"instrument_name\":\\s*\"([^\"]+)\"");
    private static final Pattern COMBO = Pattern.compile("[A-Z]+-[A-Z]{2,}[0-9]*-.*");
    private static final int MUTATIONS = 5;
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final InputChecks checks = InputChecks.standard();
    private final Map<String, InstrumentSpec> specs = new LinkedHashMap<>();
    private final Map<String, Integer> underlyings = Map.of("btc_usd", 0, "eth_usd", 1);
    private final CollectingIngress ingress = new CollectingIngress();
    private final MarketAdapter adapter = new MarketAdapter(checks, this);
    private final Map<String, Integer> eventsByChannel = new TreeMap<>();
    private final EnumMap<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);
    private List<TimedFrame> frames = List.of();
    private JacksonMarket jackson = new JacksonMarket(specs, underlyings, checks);
    private int gaps;
    private int duplicates;

    @Override
    public void onGap(final MarketChannel channel) {
        gaps++;
    }

    @Override
    public void onUnknownInstrument(final AsciiText name, final InstrumentState state) {
        assertThat(specs).doesNotContainKey(name.toString());
    }

    @BeforeEach
    void defineWhatTheFramesSpeakOf() {
        frames = RecordedFrames.market();
        underlyings.forEach(adapter::underlying);
        for (final TimedFrame frame : frames) {
            INSTRUMENT.matcher(frame.text()).results().forEach(match -> define(match.group(1)));
        }
        jackson = new JacksonMarket(specs, underlyings, checks);
        for (final TimedFrame frame : frames) {
            final Matcher channel = CHANNEL.matcher(frame.text());
            if (channel.find() && isOurs(channel.group(1))) {
                adapter.channel(channel.group(1));
                jackson.channel(channel.group(1));
            }
        }
    }

    private void define(final String name) {
        if (COMBO.matcher(name).matches() || name.equals("BTC-22MAR29-1-C") || specs.containsKey(name)) {
            return;
        }
        final boolean isOption = name.endsWith("-C") || name.endsWith("-P");
        final InstrumentKind kind = isOption
                ? InstrumentKind.OPTION
                : name.endsWith("PERPETUAL") ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE;
        final InstrumentSpec spec = new InstrumentSpec(
                specs.size(),
                0,
                name,
                kind,
                Settlement.INVERSE,
                isOption ? OptionType.CALL : OptionType.NONE,
                1,
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0);
        specs.put(name, spec);
        adapter.instrument(spec);
    }

    private boolean isOurs(final String channel) {
        final String subject = channel.contains(".") ? channel.split("\\.", -1)[1] : "";
        return !channel.startsWith("chart.") && !COMBO.matcher(subject).matches();
    }

    @Test
    void shouldMakeTheSameEventsAsJacksonOfEveryRecordedFrame() {
        for (final TimedFrame frame : frames) {
            final int before = ingress.events().size();
            compare(frame.text().getBytes(StandardCharsets.UTF_8), frame.receiveTimeNs(), true);
            final Matcher channel = CHANNEL.matcher(frame.text());
            if (channel.find()) {
                final String kind = channel.group(1).replaceAll("\\..*", "");
                eventsByChannel.merge(kind, ingress.events().size() - before, Integer::sum);
            }
        }

        System.out.println("recorded market frames=" + frames.size() + ", events="
                + ingress.events().size() + ", events by channel=" + eventsByChannel + ", rejected=" + rejections
                + ", gaps=" + gaps);
        assertThat(rejections).containsOnlyKeys(Rejection.UNKNOWN_CHANNEL);
        assertThat(adapter.refused()).isZero();
    }

    @Test
    void shouldFindNoGapInAnyRecordedChainOfChanges() {
        int changes = 0;
        for (final String capture : RecordedFrames.CAPTURES) {
            adapter.restart();
            for (final TimedFrame frame : RecordedFrames.capture(capture)) {
                feed(frame.text().getBytes(StandardCharsets.UTF_8), frame.receiveTimeNs());
                changes += frame.text().contains("\"type\":\"change\"") ? 1 : 0;
            }
            assertThat(adapter.channels())
                    .filteredOn(channel -> channel.kind() == ChannelKind.BOOK && channel.frames() > 0)
                    .allSatisfy(channel -> {
                        assertThat(channel.book().gaps()).isZero();
                        assertThat(channel.book().isCrossed()).isFalse();
                    });
        }

        System.out.println("changes of books=" + changes + ", gaps=" + gaps);
        assertThat(changes).isEqualTo(223);
        assertThat(gaps).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_128})
    void shouldMakeTheSameEventsAsJacksonOfFramesThatWereTamperedWith(final long seed) {
        final Random random = new Random(seed);
        int mutants = 0;
        for (final TimedFrame frame : frames) {
            final byte[] whole = frame.text().getBytes(StandardCharsets.UTF_8);
            compare(whole, frame.receiveTimeNs(), false);
            for (int i = 0; i < MUTATIONS; i++) {
                compare(Mutations.mutate(whole, random), frame.receiveTimeNs(), false);
                mutants++;
            }
        }

        System.out.println("seed=" + seed + ", mutants=" + mutants + ", events="
                + ingress.events().size() + ", rejected=" + rejections + ", gaps=" + gaps
                + ", left out for fields given twice=" + duplicates);
        assertThat(rejections).containsKeys(Rejection.MALFORMED, Rejection.UNKNOWN_CHANNEL, Rejection.MISSING_FIELD);
    }

    private void feed(final byte[] bytes, final long receiveTimeNs) {
        adapter.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, receiveTimeNs, ingress);
    }

    private void compare(final byte[] bytes, final long receiveTimeNs, final boolean isExact) {
        final List<CollectingIngress.Event> expected = jackson.events.events();
        final int eventsBefore = ingress.events().size();
        final int expectedBefore = expected.size();
        final long rejectedBefore = adapter.malformed().total();
        final Rejection expectedRejection = expect(bytes, receiveTimeNs);
        if (expectedRejection == null) {
            duplicates++;
            return;
        }

        feed(bytes, receiveTimeNs);

        final String text = new String(bytes, StandardCharsets.UTF_8);
        final boolean isRejected = adapter.malformed().total() > rejectedBefore;
        final Rejection rejection = isRejected ? adapter.malformed().reason(0) : Rejection.NONE;
        assertThat(isRejected)
                .as("rejected %s, Jackson %s: %s", rejection, expectedRejection, text)
                .isEqualTo(expectedRejection != Rejection.NONE);
        if (isRejected) {
            rejections.merge(rejection, 1, Integer::sum);
        }
        if (isExact) {
            assertThat(rejection).as(text).isEqualTo(expectedRejection);
        }
        final List<CollectingIngress.Event> events = new ArrayList<>(
                ingress.events().subList(eventsBefore, ingress.events().size()));
        assertThat(events).as(text).isEqualTo(expected.subList(expectedBefore, expected.size()));
    }

    /** What Jackson makes of a frame; null where it is of two minds, because a field is given twice. */
    private @Nullable Rejection expect(final byte[] bytes, final long receiveTimeNs) {
        final JsonNode frame;
        try {
            frame = JACKSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (final StreamReadException e) {
            return isDuplicate(e) ? null : malformed(bytes);
        } catch (final JsonProcessingException | CharacterCodingException e) {
            return malformed(bytes);
        }
        if (frame == null || !frame.isObject()) {
            return malformed(bytes);
        }
        final JsonNode params = frame.path("params");
        final boolean isNotification = params.isObject() && params.has("data") && !frame.has("result");
        return isNotification ? jackson.apply(params, receiveTimeNs) : answer(frame);
    }

    private static Rejection answer(final JsonNode frame) {
        try {
            for (final String field : List.of("id", "usIn", "usOut")) {
                if (frame.path(field).isNumber()) {
                    JsonFacts.whole(frame.get(field));
                }
            }
            return Rejection.NONE;
        } catch (final JsonFacts.Rejected e) {
            return e.reason();
        }
    }

    private static boolean isDuplicate(final StreamReadException e) {
        return e.getOriginalMessage().startsWith("Duplicate field");
    }

    /** A frame that is none may still say, before its fault, which book it breaks. */
    private Rejection malformed(final byte[] bytes) {
        final ByteBuffer in = ByteBuffer.wrap(bytes);
        final CharBuffer text = CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        final Matcher data = DATA.matcher(text.flip());
        if (data.find()) {
            try {
                final JsonNode params = JACKSON.readTree(text.subSequence(0, data.end()) + "null}}")
                        .path("params");
                final String channel = params.path("channel").asText();
                jackson.loseBookOf(channel);
            } catch (final JsonProcessingException e) {
                return Rejection.MALFORMED;
            }
        }
        return Rejection.MALFORMED;
    }
}
