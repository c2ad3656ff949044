package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Methods about the market now: tickers, books, summaries, last trades. */
final class MarketMethods {
    private static final int DEFAULT_DEPTH = 5;
    private static final int MAX_DEPTH = 10_000;
    private static final int DEFAULT_TRADES = 10;
    private static final int MAX_TRADES = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final String START_ID = "start_id";
    private static final String INSTRUMENT = "instrument_name";

    private final Exchange exchange;
    private final MarketWriter market;

    MarketMethods(final Exchange exchange, final MarketWriter market) {
        this.exchange = exchange;
        this.market = market;
    }

    void register(final MethodTable methods) {
        methods.publicMethod("ticker", MethodCost.ORDINARY, this::ticker)
                .publicMethod("get_order_book", MethodCost.ORDINARY, this::orderBook)
                .publicMethod("get_book_summary_by_instrument", MethodCost.ORDINARY, this::summaryOfInstrument)
                .publicMethod("get_book_summary_by_currency", MethodCost.ORDINARY, this::summaryOfCurrency)
                .publicMethod("get_last_trades_by_instrument", MethodCost.ORDINARY, this::tradesOfInstrument)
                .publicMethod("get_last_trades_by_instrument_and_time", MethodCost.ORDINARY, this::tradesOfInstrument)
                .publicMethod("get_last_trades_by_currency", MethodCost.ORDINARY, this::tradesOfCurrency)
                .publicMethod("get_last_trades_by_currency_and_time", MethodCost.ORDINARY, this::tradesOfCurrency);
    }

    private void ticker(final RpcCall call, final JsonWriter result) throws RpcError {
        market.ticker(InstrumentMethods.find(exchange, call.params(), INSTRUMENT), result);
    }

    private void orderBook(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final long depth = call.params().integer("depth", DEFAULT_DEPTH);
        market.orderBook(instrument, (int) Math.max(1, Math.min(MAX_DEPTH, depth)), result);
    }

    private void summaryOfInstrument(final RpcCall call, final JsonWriter result) throws RpcError {
        result.beginArray();
        market.summary(InstrumentMethods.find(exchange, call.params(), INSTRUMENT), result);
        result.endArray();
    }

    private void summaryOfCurrency(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text("currency");
        final String kind = call.params().text("kind", Words.ANY);
        result.beginArray();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (InstrumentWriter.isActive(instrument) && Words.matches(instrument, kind, currency)) {
                market.summary(instrument, result);
            }
        }
        result.endArray();
    }

    private void tradesOfInstrument(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        trades(call, List.of(instrument), result);
    }

    private void tradesOfCurrency(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text("currency");
        final String kind = call.params().text("kind", Words.ANY);
        final List<ExchangeInstrument> which = new ArrayList<>();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (Words.matches(instrument, kind, currency)) {
                which.add(instrument);
            }
        }
        trades(call, which, result);
    }

    private void trades(final RpcCall call, final List<ExchangeInstrument> which, final JsonWriter result)
            throws RpcError {
        final int count = call.params().count(DEFAULT_TRADES, MAX_TRADES);
        final Predicate<ExchangeTrade> isWanted = window(call.params());
        final List<ExchangeTrade> found = new ArrayList<>();
        for (final ExchangeInstrument instrument : which) {
            instrument.trades().stream().filter(isWanted).forEach(found::add);
        }
        found.sort(Comparator.comparingLong(ExchangeTrade::timeNs));
        final boolean isAscending = isAscending(call.params());
        if (!isAscending) {
            Collections.reverse(found);
        }
        result.beginObject().name("trades").beginArray();
        for (final ExchangeTrade trade : found.subList(0, Math.min(count, found.size()))) {
            market.trade(trade, result);
        }
        result.endArray().bool("has_more", found.size() > count).endObject();
    }

    /** Trades inside the sequences and times that are asked for. */
    private static Predicate<ExchangeTrade> window(final RpcParams params) throws RpcError {
        final long startSeq = params.integer("start_seq", 0);
        final long endSeq = params.integer("end_seq", Long.MAX_VALUE);
        final long startMs = params.integer("start_timestamp", 0);
        final long endMs = params.integer("end_timestamp", Long.MAX_VALUE);
        final long startId = TradeIds.number(params.text(START_ID, "0"));
        final long endId = params.has("end_id") ? TradeIds.number(params.text("end_id")) : Long.MAX_VALUE;
        return trade -> {
            final long timeMs = trade.timeNs() / NANOS_PER_MILLI;
            final long id = TradeIds.number(trade.tradeId());
            return trade.tradeSeq() >= startSeq
                    && trade.tradeSeq() <= endSeq
                    && timeMs >= startMs
                    && timeMs <= endMs
                    && id >= startId
                    && id <= endId;
        };
    }

    /** Newest first, unless something is asked from a beginning. */
    private static boolean isAscending(final RpcParams params) throws RpcError {
        final String sorting = params.text("sorting", "default");
        final boolean hasStart = params.has("start_seq") || params.has("start_timestamp") || params.has(START_ID);
        return sorting.equals("asc") || (sorting.equals("default") && hasStart);
    }
}
