package io.gimbal.feeds.deribit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames written for tests, in the venue's shape. */
final class SampleFrames {
    static final long TIME_MS = 1_765_541_474_086L;
    static final long TIME_NS = TIME_MS * 1_000_000L;
    static final String PERPETUAL = "BTC-PERPETUAL";
    static final String OPTION = "BTC-26DEC25-90000-C";

    static final String TICKER = RecordedFrames.notification(
            "ticker." + OPTION + ".100ms",
            "{\"timestamp\":" + TIME_MS
                    + ",\"state\":\"open\",\"stats\":{\"high\":0.06,\"low\":null,\"price_change\":2.3275,\"volume\":118.5},"
                    + "\"underlying_price\":92463.55,\"underlying_index\":\"BTC-26DEC25\",\"settlement_price\":0.05,"
                    + "\"open_interest\":1132.7,\"min_price\":0.0301,\"max_price\":0.0937,\"mark_price\":0.0551,"
                    + "\"mark_iv\":47.27,\"last_price\":null,\"interest_rate\":0.0,\"instrument_name\":\"" + OPTION
                    + "\",\"index_price\":92263.55,\"greeks\":{\"vega\":49.19572,\"theta\":-6.3817,\"rho\":98.31799,"
                    + "\"gamma\":0.00001,\"delta\":0.61845},\"estimated_delivery_price\":\"expired\",\"bid_iv\":46.04,"
                    + "\"best_bid_price\":0.055,\"best_bid_amount\":9.0,\"best_ask_price\":0.0555,\"best_ask_amount\":9.1e1,"
                    + "\"ask_iv\":48.1}");

    private SampleFrames() {}

    static InstrumentSpec perpetual(final int id) {
        return spec(PERPETUAL, id, InstrumentKind.PERPETUAL);
    }

    static InstrumentSpec option(final int id) {
        return spec(OPTION, id, InstrumentKind.OPTION);
    }

    private static InstrumentSpec spec(final String name, final int id, final InstrumentKind kind) {
        final OptionType type = kind == InstrumentKind.OPTION ? OptionType.CALL : OptionType.NONE;
        return new InstrumentSpec(id, 0, name, kind, Settlement.INVERSE, type, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    }

    static String quote(final String bid, final String bidAmount, final String ask, final String askAmount) {
        return RecordedFrames.notification(
                "quote." + PERPETUAL,
                "{\"timestamp\":" + TIME_MS + ",\"instrument_name\":\"" + PERPETUAL + "\",\"best_ask_price\":" + ask
                        + ",\"best_bid_price\":" + bid + ",\"best_ask_amount\":" + askAmount + ",\"best_bid_amount\":"
                        + bidAmount + "}");
    }

    static String snapshot(final long id, final String bids, final String asks) {
        return RecordedFrames.notification(
                "book." + PERPETUAL + ".raw",
                "{\"type\":\"snapshot\",\"timestamp\":" + TIME_MS + ",\"instrument_name\":\"" + PERPETUAL
                        + "\",\"change_id\":" + id + ",\"bids\":" + bids + ",\"asks\":" + asks + "}");
    }

    static String change(final long previous, final long id, final String bids, final String asks) {
        return RecordedFrames.notification(
                "book." + PERPETUAL + ".raw",
                "{\"type\":\"change\",\"timestamp\":" + TIME_MS + ",\"prev_change_id\":" + previous
                        + ",\"instrument_name\":\"" + PERPETUAL + "\",\"change_id\":" + id + ",\"bids\":" + bids
                        + ",\"asks\":" + asks + "}");
    }

    static String trades() {
        return RecordedFrames.notification(
                "trades." + PERPETUAL + ".raw",
                "[{\"timestamp\":" + TIME_MS
                        + ",\"price\":92288.5,\"amount\":750.0,\"direction\":\"sell\",\"index_price\":92276.75,"
                        + "\"instrument_name\":\"" + PERPETUAL + "\",\"trade_seq\":271252855,\"mark_price\":92287.11,"
                        + "\"tick_direction\":2,\"contracts\":75.0,\"trade_id\":\"ETH-403691825\",\"liquidation\":\"MT\"}]");
    }

    static List<String> channels() {
        return List.of(
                "ticker." + OPTION + ".100ms",
                "quote." + PERPETUAL,
                "book." + PERPETUAL + ".raw",
                "trades." + PERPETUAL + ".raw");
    }

    static UnsafeBuffer buffer(final String frame) {
        return new UnsafeBuffer(frame.getBytes(StandardCharsets.UTF_8));
    }
}
