package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;

/** Reads values off the exchange for the channels that show them. Each writes one value and tells whether it did. */
final class ValueReadings {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;
    private static final long EXPIRY_SECOND = 8 * 3_600;
    private static final long WINDOW_SECONDS = 1_800;
    private static final int VOL_DECIMALS = 4;
    private static final int RATE_DECIMALS = 8;

    private final Exchange exchange;
    private final MarketHistory history;

    ValueReadings(final Exchange exchange, final MarketHistory history) {
        this.exchange = exchange;
        this.history = history;
    }

    /** An index that has no price yet is not said: a price of 0 would be one. */
    boolean index(final String indexName, final JsonWriter json) {
        final long price = exchange.indexPrice(indexName);
        if (price <= 0) {
            return false;
        }
        json.beginObject().integer("timestamp", nowMs()).plain("price", price);
        json.text("index_name", indexName).endObject();
        return true;
    }

    boolean volatilityIndex(final String indexName, final JsonWriter json) {
        final double value = history.volatilityNow(indexName);
        if (!(value > 0)) {
            return false;
        }
        json.beginObject().integer("timestamp", nowMs()).rounded("volatility", value, 2);
        json.text("index_name", indexName).endObject();
        return true;
    }

    /** Marks of all options; their volatility here is a fraction. */
    boolean marks(final String indexName, final JsonWriter json) {
        json.beginArray();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            final boolean isShown = instrument.spec().isOption()
                    && InstrumentWriter.isActive(instrument)
                    && instrument.indexName().equals(indexName);
            if (isShown) {
                json.beginObject().integer("timestamp", nowMs()).plain("mark_price", instrument.markPrice());
                json.rounded("iv", instrument.markVol(), VOL_DECIMALS);
                json.text("instrument_name", instrument.name()).endObject();
            }
        }
        json.endArray();
        return true;
    }

    boolean expiration(final String indexName, final JsonWriter json) {
        final long price = exchange.estimatedDeliveryPrice(indexName);
        if (price <= 0) {
            return false;
        }
        final long second = exchange.nowNs() / NANOS_PER_SECOND % DAY_SECONDS;
        final long left = Math.floorMod(EXPIRY_SECOND - second, DAY_SECONDS);
        json.beginObject().integer("seconds", left).plain("price", price);
        json.bool("is_estimated", left <= WINDOW_SECONDS).endObject();
        return true;
    }

    boolean perpetual(final ExchangeInstrument instrument, final JsonWriter json) {
        json.beginObject().integer("timestamp", nowMs());
        json.rounded("interest", instrument.currentFunding(), RATE_DECIMALS);
        json.plain("index_price", instrument.indexPrice()).endObject();
        return true;
    }

    private long nowMs() {
        return exchange.nowNs() / NANOS_PER_MILLI;
    }
}
