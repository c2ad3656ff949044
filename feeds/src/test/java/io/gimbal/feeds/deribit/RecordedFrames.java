package io.gimbal.feeds.deribit;

import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Frames as the venue sent them, with the times at which they came. */
final class RecordedFrames {
    static final List<String> CAPTURES =
            List.of("deribit-frames/DERIBIT-5dd9ce.0_20210405.txt", "deribit-frames/DERIBIT.ws.30.0_20210417.txt");

    /** Examples from the venue's documentation, of channels that nobody recorded. */
    static final List<String> DOCUMENTED = List.of(
            notification(
                    "deribit_price_index.btc_usd",
                    "{\"timestamp\":1535098298227,\"price\":6521.17,\"index_name\":\"btc_usd\"}"),
            notification(
                    "markprice.options.btc_usd",
                    "[{\"timestamp\":1622470378005,\"mark_price\":0.0333,\"iv\":0.9,\"instrument_name\":\"BTC-2JUN21-37000-P\"},"
                            + "{\"timestamp\":1622470378005,\"mark_price\":0.117,\"iv\":0.5,\"instrument_name\":\"BTC-4JUN21-40500-P\"}]"),
            notification(
                    "estimated_expiration_price.btc_usd",
                    "{\"seconds\":180929,\"price\":3939.73,\"is_estimated\":false}"),
            notification(
                    "perpetual.BTC-PERPETUAL.100ms",
                    "{\"timestamp\":1571386349530,\"interest\":0.00004999511380756577,\"index_price\":7872.88}"),
            notification(
                    "instrument.state.any.any",
                    "{\"timestamp\":1553080940000,\"state\":\"closed\",\"instrument_name\":\"BTC-PERPETUAL\"}"),
            notification(
                    "instrument.state.any.any",
                    "{\"timestamp\":1553080940000,\"state\":\"open\",\"instrument_name\":\"BTC-22MAR29-1-C\"}"),
            notification("platform_state", "{\"locked\":true,\"price_index\":\"btc_usd\"}"),
            notification("platform_state", "{\"maintenance\":true}"));

    private static final int NS_DIGITS = 9;

    private RecordedFrames() {}

    /** A frame and when it came. */
    record TimedFrame(String source, String text, long receiveTimeNs) {}

    static String notification(final String channel, final String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel + "\",\"data\":"
                + data + "}}";
    }

    /** What the venue sent in one capture. */
    static List<TimedFrame> capture(final String relative) {
        final List<TimedFrame> frames = new ArrayList<>();
        for (final String line : lines(relative)) {
            final int colon = line.indexOf(": ");
            if (colon > 0 && Character.isDigit(line.charAt(0))) {
                final long timeNs = new BigDecimal(line.substring(0, colon))
                        .movePointRight(NS_DIGITS)
                        .longValue();
                frames.add(new TimedFrame(relative, line.substring(colon + 2), timeNs));
            }
        }
        return frames;
    }

    /** Everything recorded of the public side, in order. */
    static List<TimedFrame> market() {
        final List<TimedFrame> frames = new ArrayList<>();
        CAPTURES.forEach(capture -> frames.addAll(capture(capture)));
        lines("deribit-frames/odd-frames.jsonl").forEach(line -> frames.add(new TimedFrame("odd-frames", line, 0)));
        fixtures().stream()
                .filter(frame ->
                        frame.text().contains("\"channel\"") && !frame.text().contains("\"user."))
                .forEach(frames::add);
        privateFrames().stream()
                .filter(frame -> frame.text().contains("platform_state"))
                .forEach(frames::add);
        DOCUMENTED.forEach(text -> frames.add(new TimedFrame("documented", text, 0)));
        return frames;
    }

    /** Everything recorded of the private side, answers included. */
    static List<TimedFrame> privateFrames() {
        final List<TimedFrame> frames = new ArrayList<>();
        lines("deribit-private-frames/real_messages.jsonl")
                .forEach(line -> frames.add(new TimedFrame("real_messages", line, 0)));
        return frames;
    }

    /** All fixtures of the WebSocket and of HTTP. */
    static List<TimedFrame> fixtures() {
        final Path folder = SharedData.data("deribit-fixtures");
        try (Stream<Path> files = Files.list(folder)) {
            final List<TimedFrame> frames = new ArrayList<>();
            for (final Path file : files.sorted().toList()) {
                frames.add(new TimedFrame(String.valueOf(file.getFileName()), Files.readString(file), 0));
            }
            return frames;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(final String relative) {
        try (Stream<String> lines = Files.lines(SharedData.data(relative))) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
