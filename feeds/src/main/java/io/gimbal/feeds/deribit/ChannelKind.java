package io.gimbal.feeds.deribit;

/** What a channel of the market brings. */
public enum ChannelKind {
    /** {@code ticker.}: marks, volatilities, top of book of one instrument; a perpetual's funding. */
    TICKER,
    /** {@code quote.}: top of book of one instrument. */
    QUOTE,
    /** {@code book.}: the whole book of one instrument, in full and then by change. */
    BOOK,
    /** {@code book.} with group and depth: the top of the book, in full each time. */
    GROUPED_BOOK,
    /** {@code trades.}: public trades of one instrument or of many. */
    TRADES,
    /** {@code deribit_price_index.}: an underlying's index. */
    PRICE_INDEX,
    /** {@code deribit_volatility_index.}: an underlying's index of volatility. */
    VOLATILITY_INDEX,
    /** {@code markprice.options.}: marks and volatilities of all options of an underlying. */
    MARK_PRICES,
    /** {@code perpetual.}: a perpetual's funding. */
    PERPETUAL,
    /** {@code instrument.state.}: listings, halts, deliveries. */
    INSTRUMENT_STATE,
    /** {@code platform_state}: locks of the venue. */
    PLATFORM_STATE,
    /** {@code estimated_expiration_price.}: the running estimate of the next delivery price. */
    DELIVERY_ESTIMATE
}
