package io.gimbal.feeds.deribit;

import static io.gimbal.feeds.deribit.JsonFacts.decimalIfAny;
import static io.gimbal.feeds.deribit.JsonFacts.percentIfAny;
import static io.gimbal.feeds.deribit.JsonFacts.whole;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.Decimals;

/** The numbers of a ticker as Jackson reads them, times 1e8; absent ones are {@link Decimals#ABSENT}. */
record JacksonTicker(
        long delta,
        long mark,
        long markVol,
        long timeMs,
        long bid,
        long bidSize,
        long ask,
        long askSize,
        long index,
        long bidVol,
        long askVol,
        long rate,
        long rate8h,
        long underlying,
        long last,
        long estimatedDelivery,
        long openInterest) {
    /** In the order of the fields, so that of two faults the first one is told. */
    static JacksonTicker of(final JsonNode data) {
        final JsonNode greeks = data.get("greeks");
        return new JacksonTicker(
                greeks != null && greeks.isObject() ? decimalIfAny(greeks.get("delta")) : Decimals.ABSENT,
                decimalIfAny(data.get("mark_price")),
                percentIfAny(data.get("mark_iv")),
                whole(data.get("timestamp")),
                decimalIfAny(data.get("best_bid_price")),
                decimalIfAny(data.get("best_bid_amount")),
                decimalIfAny(data.get("best_ask_price")),
                decimalIfAny(data.get("best_ask_amount")),
                decimalIfAny(data.get("index_price")),
                percentIfAny(data.get("bid_iv")),
                percentIfAny(data.get("ask_iv")),
                decimalIfAny(data.get("current_funding")),
                decimalIfAny(data.get("funding_8h")),
                decimalIfAny(data.get("underlying_price")),
                decimalIfAny(data.get("last_price")),
                decimalIfAny(data.get("estimated_delivery_price")),
                decimalIfAny(data.get("open_interest")));
    }
}
