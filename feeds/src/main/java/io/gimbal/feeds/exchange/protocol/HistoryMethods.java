package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.DeliveryPrice;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Methods about the market's past: bars, funding, volatility index, deliveries. */
final class HistoryMethods {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1_000;
    private static final long DAY_SECONDS = 86_400;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int MAX_CANDLES = 1_000;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int MAX_BARS = 5_000;
    private static final int MAX_DELIVERIES = 1_000;
    private static final int DEFAULT_DELIVERIES = 10;
    private static final int RATE_DECIMALS = 8;
    private static final String START = "start_timestamp";
    private static final String END = "end_timestamp";
    private static final String RESOLUTION = "resolution";
    private static final String INSTRUMENT = "instrument_name";

    private final Exchange exchange;
    private final MarketHistory history;

    HistoryMethods(final Exchange exchange, final MarketHistory history) {
        this.exchange = exchange;
        this.history = history;
    }

    void register(final MethodTable methods) {
        methods.publicMethod("get_tradingview_chart_data", MethodCost.ORDINARY, this::chart)
                .publicMethod("get_funding_rate_history", MethodCost.ORDINARY, this::fundingHistory)
                .publicMethod("get_funding_rate_value", MethodCost.ORDINARY, this::fundingValue)
                .publicMethod("get_funding_chart_data", MethodCost.ORDINARY, this::fundingChart)
                .publicMethod("get_volatility_index_data", MethodCost.ORDINARY, this::volatility)
                .publicMethod("get_delivery_prices", MethodCost.ORDINARY, this::deliveries);
    }

    private void chart(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final long periodMs = periodMs(call.params());
        final long startMs = call.params().integer(START) / periodMs * periodMs;
        final long endMs = Math.min(call.params().integer(END), call.nowMs());
        if (startMs < 0 || (endMs - startMs) / periodMs >= MAX_BARS) {
            throw RpcError.invalidParams(START, "too many bars");
        }
        final List<TradeBar> bars = bars(instrument, startMs, endMs, periodMs);
        result.beginObject().text("status", bars.isEmpty() ? "no_data" : "ok");
        column("ticks", bars, (bar, json) -> json.integer(bar.startNs() / NANOS_PER_MILLI), result);
        column("open", bars, (bar, json) -> json.plain(bar.open()), result);
        column("high", bars, (bar, json) -> json.plain(bar.high()), result);
        column("low", bars, (bar, json) -> json.plain(bar.low()), result);
        column("close", bars, (bar, json) -> json.plain(bar.close()), result);
        column("volume", bars, (bar, json) -> json.plain(bar.volume()), result);
        column("cost", bars, (bar, json) -> json.plain(bar.cost()), result);
        result.endObject();
    }

    /** Writes one number of a bar. */
    @FunctionalInterface
    private interface Cell {
        void write(TradeBar bar, JsonWriter json);
    }

    private static void column(final String name, final List<TradeBar> bars, final Cell cell, final JsonWriter json) {
        json.name(name).beginArray();
        bars.forEach(bar -> cell.write(bar, json));
        json.endArray();
    }

    /** Bars from the first trade on; those without trades stand at the last price. */
    private static List<TradeBar> bars(
            final ExchangeInstrument instrument, final long startMs, final long endMs, final long periodMs) {
        final List<TradeBar> bars = new ArrayList<>();
        final Iterator<ExchangeTrade> trades = instrument.trades().iterator();
        ExchangeTrade next = trades.hasNext() ? trades.next() : null;
        long lastPrice = 0;
        while (next != null && next.timeNs() < startMs * NANOS_PER_MILLI) {
            lastPrice = next.price();
            next = trades.hasNext() ? trades.next() : null;
        }
        for (long at = startMs; at <= endMs; at += periodMs) {
            final TradeBar bar = new TradeBar();
            bar.begin(at * NANOS_PER_MILLI);
            while (next != null && next.timeNs() < (at + periodMs) * NANOS_PER_MILLI) {
                bar.add(next);
                lastPrice = next.price();
                next = trades.hasNext() ? trades.next() : null;
            }
            if (bar.isEmpty()) {
                bar.flat(lastPrice);
            }
            if (!bar.isEmpty()) {
                bars.add(bar);
            }
        }
        return bars;
    }

    private static long periodMs(final RpcParams params) throws RpcError {
        final String word = params.text(RESOLUTION);
        final long minutes = word.equals("1D") ? MINUTES_PER_DAY : params.integer(RESOLUTION);
        if (minutes < 1 || minutes > MINUTES_PER_DAY) {
            throw RpcError.invalidParams(RESOLUTION, "invalid value");
        }
        return minutes * MINUTE_MS;
    }

    private void fundingHistory(final RpcCall call, final JsonWriter result) throws RpcError {
        result.beginArray();
        for (final MarketHistory.FundingHour hour : hours(call)) {
            result.beginObject().integer("timestamp", hour.timeNs() / NANOS_PER_MILLI);
            result.plain("index_price", hour.indexPrice()).plain("prev_index_price", hour.before());
            result.rounded("interest_1h", hour.interest1h(), RATE_DECIMALS);
            result.rounded("interest_8h", hour.interest8h(), RATE_DECIMALS).endObject();
        }
        result.endArray();
    }

    private void fundingValue(final RpcCall call, final JsonWriter result) throws RpcError {
        double sum = 0;
        for (final MarketHistory.FundingHour hour : hours(call)) {
            sum += hour.interest1h();
        }
        result.rounded(sum, RATE_DECIMALS);
    }

    private void fundingChart(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        result.beginObject().rounded("current_interest", instrument.currentFunding(), RATE_DECIMALS);
        result.rounded("interest_8h", instrument.funding8h(), RATE_DECIMALS)
                .name("data")
                .beginArray();
        final long fromNs = call.nowNs() - lengthNs(call.params());
        for (final MarketHistory.FundingHour hour :
                MarketHistory.between(history.funding(instrument), fromNs, call.nowNs())) {
            result.beginObject().integer("timestamp", hour.timeNs() / NANOS_PER_MILLI);
            result.plain("index_price", hour.indexPrice());
            result.rounded("interest_8h", hour.interest8h(), RATE_DECIMALS).endObject();
        }
        result.endArray().endObject();
    }

    private static long lengthNs(final RpcParams params) throws RpcError {
        return switch (params.text("length")) {
            case "8h" -> 8 * HOUR_NS;
            case "24h" -> 24 * HOUR_NS;
            default -> 31 * 24 * HOUR_NS;
        };
    }

    private List<MarketHistory.FundingHour> hours(final RpcCall call) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final long startMs = call.params().integer(START, 0);
        final long endMs = Math.min(call.params().integer(END, call.nowMs()), call.nowMs());
        return MarketHistory.between(
                history.funding(instrument), Math.max(0, startMs) * NANOS_PER_MILLI, endMs * NANOS_PER_MILLI);
    }

    /**
     * Candles of the volatility index; the resolution is in seconds. Of more than one answer holds the newest come, and the
     * continuation is where the next answer is to end.
     */
    private void volatility(final RpcCall call, final JsonWriter result) throws RpcError {
        final String indexName = call.params().text("currency").toLowerCase(Locale.ROOT) + "_usd";
        final String word = call.params().text(RESOLUTION);
        final long periodMs = (word.equals("1D") ? DAY_SECONDS : call.params().integer(RESOLUTION)) * SECOND_MS;
        final List<MarketHistory.VolatilityBar> all = MarketHistory.candles(
                history.volatility(indexName, periodMs * NANOS_PER_MILLI),
                periodMs * NANOS_PER_MILLI,
                call.params().integer(START),
                call.params().integer(END));
        final int from = Math.max(0, all.size() - MAX_CANDLES);
        result.beginObject().name("data").beginArray();
        for (final MarketHistory.VolatilityBar bar : all.subList(from, all.size())) {
            result.beginArray().integer(bar.timeNs() / NANOS_PER_MILLI);
            result.rounded(bar.open(), 2).rounded(bar.high(), 2);
            result.rounded(bar.low(), 2).rounded(bar.close(), 2).endArray();
        }
        result.endArray().name("continuation");
        if (from == 0) {
            result.absent();
        } else {
            result.integer(all.get(from - 1).timeNs() / NANOS_PER_MILLI);
        }
        result.endObject();
    }

    private void deliveries(final RpcCall call, final JsonWriter result) throws RpcError {
        final List<DeliveryPrice> all = exchange.deliveries(InstrumentMethods.index(exchange, call.params()));
        final int offset = (int) Math.max(0, Math.min(all.size(), call.params().integer("offset", 0)));
        final int end = Math.min(all.size(), offset + call.params().count(DEFAULT_DELIVERIES, MAX_DELIVERIES));
        result.beginObject().integer("records_total", all.size()).name("data").beginArray();
        for (final DeliveryPrice delivery : all.subList(offset, end)) {
            final String date =
                    Instant.ofEpochMilli(delivery.timeNs() / NANOS_PER_MILLI).toString();
            result.beginObject().text("date", date.substring(0, "2026-01-01".length()));
            result.plain("delivery_price", delivery.price()).endObject();
        }
        result.endArray().endObject();
    }
}
