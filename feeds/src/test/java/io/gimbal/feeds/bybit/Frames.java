package io.gimbal.feeds.bybit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Frames of the option stream written by hand, in the shapes that the venue's v5 pages document and public recordings of
 * 2023 and September 2026 show: an envelope of {@code topic, type, ts, id, data} in no fixed order; all prices and sizes
 * strings; tickers whole, with "0" for a side that is empty; books under {@code s, b, a, u, seq}; trades under the coin,
 * each row naming its option; replies of the option stream as {@code COMMAND_RESP} with the topics they took and those they
 * did not, and without the request's number.
 */
final class Frames {
    static final String CALL = "BTC-25JUN27-106000-C-USDT";
    static final String PUT = "BTC-25JUN27-106000-P-USDT";
    static final long TS = 1_790_373_953_406L;
    static final long VENUE_NS = TS * 1_000_000L;

    private Frames() {}

    /** Instrument 5 is the call, 6 the put; both of underlying 1. */
    static List<InstrumentSpec> options() {
        return List.of(spec(5, CALL), spec(6, PUT));
    }

    static InstrumentSpec spec(final int id, final String name) {
        final BybitSymbol symbol = Objects.requireNonNull(BybitSymbol.parse(name));
        return new InstrumentSpec(
                id,
                1,
                name,
                InstrumentKind.OPTION,
                Settlement.LINEAR,
                symbol.optionType(),
                symbol.strike(),
                symbol.expiryNs(),
                1_000_000L,
                1_000_000L,
                5_00000000L,
                0,
                0,
                20_000L,
                30_000L);
    }

    static String ticker(final String symbol) {
        return ticker(symbol, "24465.25", "83885.5");
    }

    static String ticker(final String symbol, final String mark, final String index) {
        return String.format(
                Locale.ROOT,
                "{\"topic\":\"tickers.%s\",\"ts\":%d,\"type\":\"snapshot\",\"id\":\"tickers.%s-7-%d\",\"data\":{"
                        + "\"symbol\":\"%s\",\"bidPrice\":\"22915\",\"bidSize\":\"18.55\",\"bidIv\":\"0.3285\","
                        + "\"askPrice\":\"26205\",\"askSize\":\"0.04\",\"askIv\":\"0.4489\",\"lastPrice\":\"0\","
                        + "\"highPrice24h\":\"0\",\"lowPrice24h\":\"0\",\"markPrice\":\"%s\",\"indexPrice\":\"%s\","
                        + "\"markPriceIv\":\"0.3868\",\"underlyingPrice\":\"86977.1\",\"openInterest\":\"49.85\","
                        + "\"turnover24h\":\"0\",\"volume24h\":\"0\",\"totalVolume\":\"0\",\"totalTurnover\":\"0\","
                        + "\"delta\":\"-0.61234567\",\"gamma\":\"0.00001\",\"vega\":\"271.5\",\"theta\":\"-14.2\","
                        + "\"predictedDeliveryPrice\":\"0\",\"change24h\":\"0\"}}",
                symbol,
                TS,
                symbol,
                TS,
                symbol,
                mark,
                index);
    }

    static String book(final String type, final String symbol, final long u, final String bids, final String asks) {
        return String.format(
                Locale.ROOT,
                "{\"topic\":\"orderbook.25.%s\",\"ts\":%d,\"type\":\"%s\",\"id\":\"orderbook.25.%s-9-%d\",\"data\":{"
                        + "\"s\":\"%s\",\"b\":[%s],\"a\":[%s],\"u\":%d,\"seq\":76571748900},\"cts\":1790372489986}",
                symbol,
                TS,
                type,
                symbol,
                TS,
                symbol,
                bids,
                asks,
                u);
    }

    static String trades(final String... rows) {
        return String.format(
                Locale.ROOT,
                "{\"topic\":\"publicTrade.BTC\",\"ts\":%d,\"type\":\"snapshot\",\"id\":\"publicTrade.BTC-3-%d\","
                        + "\"data\":[%s]}",
                TS,
                TS,
                String.join(",", rows));
    }

    static String trade(final String symbol, final String side, final String price, final long sequence) {
        return String.format(
                Locale.ROOT,
                "{\"i\":\"44f06f5c-3628-5a2d-9a1c-0142ddf5e2ab\",\"T\":%d,\"p\":\"%s\",\"v\":\"0.1\",\"S\":\"%s\","
                        + "\"seq\":%d,\"s\":\"%s\",\"BT\":false,\"mP\":\"238.78\",\"iP\":\"83885.18491835\","
                        + "\"mIv\":\"0.1389\",\"iv\":\"0.14\"}",
                TS,
                price,
                side,
                sequence,
                symbol);
    }

    static String taken(final List<String> taken, final List<String> failed) {
        return "{\"success\":true,\"conn_id\":\"d-3x\",\"data\":{\"failTopics\":" + list(failed) + ",\"successTopics\":"
                + list(taken) + "},\"type\":\"COMMAND_RESP\"}";
    }

    private static String list(final List<String> topics) {
        return topics.stream().map(topic -> "\"" + topic + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
