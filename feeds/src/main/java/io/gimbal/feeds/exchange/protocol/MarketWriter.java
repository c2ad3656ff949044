package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import io.gimbal.feeds.exchange.OrderBook;
import io.gimbal.feeds.exchange.Valuation;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;

/** Writes market data: tickers, books, summaries, prints. Plain decimals throughout. */
final class MarketWriter {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int GREEK_DECIMALS = 5;
    private static final int VOL_DECIMALS = 2;
    private static final long OPTION_MARK_UNIT = 10_000L;
    private static final long FUTURE_MARK_UNIT = 1_000_000L;

    private final Exchange exchange;
    private final Valuation valuation;
    private final MarketHistory history;

    MarketWriter(final Exchange exchange, final Valuation valuation, final MarketHistory history) {
        this.exchange = exchange;
        this.valuation = valuation;
        this.history = history;
    }

    /** A ticker, one object. */
    void ticker(final ExchangeInstrument instrument, final JsonWriter json) {
        json.beginObject();
        tickerFields(instrument, json);
        json.endObject();
    }

    /** A ticker's fields with the levels of the book. */
    void orderBook(final ExchangeInstrument instrument, final int depth, final JsonWriter json) {
        json.beginObject();
        tickerFields(instrument, json);
        json.integer("change_id", instrument.book().changeId());
        levels("bids", instrument, Side.BUY, depth, json);
        levels("asks", instrument, Side.SELL, depth, json);
        json.endObject();
    }

    void levels(
            final String name,
            final ExchangeInstrument instrument,
            final Side side,
            final int depth,
            final JsonWriter json) {
        json.name(name).beginArray();
        instrument
                .book()
                .forEachLevel(
                        side,
                        depth,
                        (price, amount) ->
                                json.beginArray().plain(price).plain(amount).endArray());
        json.endArray();
    }

    /** The best of each side. */
    void quote(final ExchangeInstrument instrument, final JsonWriter json) {
        json.beginObject().integer("timestamp", exchange.nowNs() / NANOS_PER_MILLI);
        json.text("instrument_name", instrument.name());
        best(instrument.book(), json);
        json.endObject();
    }

    /** A print. */
    void trade(final ExchangeTrade trade, final JsonWriter json) {
        final ExchangeInstrument instrument = trade.instrument();
        json.beginObject().integer("timestamp", trade.timeNs() / NANOS_PER_MILLI);
        if (instrument.spec().isOption()) {
            json.rounded("iv", trade.impliedVol() * 100, VOL_DECIMALS);
        }
        json.plain("price", trade.price()).plain("amount", trade.amount());
        json.text("direction", Words.direction(trade.direction()));
        json.plain("index_price", trade.indexPrice()).text("instrument_name", instrument.name());
        json.integer("trade_seq", trade.tradeSeq()).plain("mark_price", trade.markPrice());
        json.integer("tick_direction", trade.tickDirection());
        json.plain("contracts", contracts(instrument, trade.amount())).text("trade_id", trade.tradeId());
        if (!trade.liquidation().isEmpty()) {
            json.text("liquidation", trade.liquidation());
        }
        if (!trade.blockTradeId().isEmpty()) {
            json.text("block_trade_id", trade.blockTradeId());
        }
        json.endObject();
    }

    /** A line of the book summary. */
    void summary(final ExchangeInstrument instrument, final JsonWriter json) {
        final DayStatistics day = history.day(instrument, exchange.nowNs());
        final OrderBook book = instrument.book();
        json.beginObject().plain("high", day.high()).plain("low", day.low());
        json.plain("last", orAbsent(instrument.lastPrice())).text("instrument_name", instrument.name());
        json.plain("bid_price", orAbsent(book.bestBid())).plain("ask_price", orAbsent(book.bestAsk()));
        json.plain("mid_price", mid(book)).plain("open_interest", instrument.openInterest());
        json.plain("mark_price", instrument.markPrice()).plain("price_change", day.priceChange());
        json.plain("volume", day.volume()).plain("volume_usd", day.volumeUsd());
        json.integer("creation_timestamp", exchange.nowNs() / NANOS_PER_MILLI);
        json.text("base_currency", instrument.baseCurrency()).text("quote_currency", instrument.quoteCurrency());
        json.plain("estimated_delivery_price", instrument.estimatedDeliveryPrice());
        if (instrument.spec().isOption()) {
            json.rounded("mark_iv", instrument.markVol() * 100, VOL_DECIMALS);
            json.text("underlying_index", underlyingIndex(instrument));
            json.plain("underlying_price", instrument.forward()).integer("interest_rate", 0);
        } else {
            json.plain("volume_notional", day.volumeUsd());
        }
        if (Words.isPerpetual(instrument)) {
            json.rounded("current_funding", instrument.currentFunding(), 8);
            json.rounded("funding_8h", instrument.funding8h(), 8);
        }
        json.endObject();
    }

    /** How many contracts an amount is. */
    static long contracts(final ExchangeInstrument instrument, final long amount) {
        return Decimals.divide(amount, instrument.spec().contractSize());
    }

    static long orAbsent(final long price) {
        return price == 0 ? Decimals.ABSENT : price;
    }

    /** The name of what an option's forward is taken from. */
    String underlyingIndex(final ExchangeInstrument option) {
        if (option.isInDeliveryWindow()) {
            return "SYN.EXPIRY";
        }
        final String name = option.name();
        final String future = name.substring(0, name.indexOf('-', name.indexOf('-') + 1));
        return exchange.instrument(future) == null ? "SYN." + future : future;
    }

    private void tickerFields(final ExchangeInstrument instrument, final JsonWriter json) {
        json.integer("timestamp", exchange.nowNs() / NANOS_PER_MILLI);
        json.text("state", Words.state(instrument.state()));
        statistics(instrument, json);
        json.plain("index_price", instrument.indexPrice()).text("instrument_name", instrument.name());
        json.plain("last_price", orAbsent(instrument.lastPrice()));
        if (instrument.settlementPrice() > 0) {
            json.plain("settlement_price", instrument.settlementPrice());
        }
        json.plain("min_price", instrument.minPrice()).plain("max_price", instrument.maxPrice());
        json.plain("open_interest", instrument.openInterest()).plain("mark_price", mark(instrument));
        best(instrument.book(), json);
        if (instrument.spec().isOption()) {
            option(instrument, json);
        } else if (Words.isPerpetual(instrument)) {
            json.rounded("interest_value", instrument.interestValue(), 8);
            json.rounded("current_funding", instrument.currentFunding(), 8);
            json.rounded("funding_8h", instrument.funding8h(), 8);
        }
        delivery(instrument, json);
    }

    private void statistics(final ExchangeInstrument instrument, final JsonWriter json) {
        final DayStatistics day = history.day(instrument, exchange.nowNs());
        json.name("stats").beginObject();
        json.plain("high", day.high()).plain("low", day.low()).plain("price_change", day.priceChange());
        json.plain("volume", day.volume()).plain("volume_usd", day.volumeUsd());
        if (instrument.kind() != InstrumentKind.OPTION) {
            json.plain("volume_notional", day.volumeUsd());
        }
        json.endObject();
    }

    private void option(final ExchangeInstrument instrument, final JsonWriter json) {
        final OrderBook book = instrument.book();
        json.plain("underlying_price", instrument.forward()).text("underlying_index", underlyingIndex(instrument));
        json.rounded("mark_iv", instrument.markVol() * 100, VOL_DECIMALS);
        json.rounded("bid_iv", impliedVol(instrument, book.bestBid()) * 100, VOL_DECIMALS);
        json.rounded("ask_iv", impliedVol(instrument, book.bestAsk()) * 100, VOL_DECIMALS);
        json.plain("interest_rate", 0);
        json.name("greeks").beginObject();
        json.rounded("vega", instrument.vega(), GREEK_DECIMALS).rounded("theta", instrument.theta(), GREEK_DECIMALS);
        json.rounded("rho", instrument.rho(), GREEK_DECIMALS).rounded("gamma", instrument.gamma(), GREEK_DECIMALS);
        json.rounded("delta", instrument.delta(), GREEK_DECIMALS).endObject();
    }

    private double impliedVol(final ExchangeInstrument instrument, final long price) {
        return price == 0 ? 0 : valuation.impliedVol(instrument, exchange.nowNs(), price);
    }

    private static void delivery(final ExchangeInstrument instrument, final JsonWriter json) {
        if (instrument.state() == InstrumentState.DELIVERED) {
            json.plain("delivery_price", instrument.deliveryPrice()).text("estimated_delivery_price", "expired");
        } else {
            json.plain("estimated_delivery_price", instrument.estimatedDeliveryPrice());
        }
    }

    private static void best(final OrderBook book, final JsonWriter json) {
        json.plain("best_ask_price", book.bestAsk()).plain("best_bid_price", book.bestBid());
        json.plain("best_ask_amount", book.bestAskAmount()).plain("best_bid_amount", book.bestBidAmount());
    }

    /** As published: an option's to four decimals, a future's to two. */
    private static long mark(final ExchangeInstrument instrument) {
        final long tick = instrument.spec().tickSize();
        final long coarsest = instrument.spec().isOption() ? OPTION_MARK_UNIT : FUTURE_MARK_UNIT;
        final long unit = Math.max(1, Math.min(coarsest, tick));
        return (instrument.markPrice() + unit / 2) / unit * unit;
    }

    private static long mid(final OrderBook book) {
        return book.bestBid() == 0 || book.bestAsk() == 0 ? Decimals.ABSENT : (book.bestBid() + book.bestAsk()) / 2;
    }
}
