package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;

/** Writes instruments as {@code get_instruments} shows them. */
final class InstrumentWriter {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long PERPETUAL_EXPIRY_MS = 32_503_708_800_000L;
    private static final long MAX_LIQUIDATION_COMMISSION = 750_000L;
    private static final long BLOCK_TRADE_SHARE = 2;
    private static final long BLOCK_TICK_SHARE = 5;
    private static final int FUTURE_LEVERAGE = 50;
    private static final int FIRST_ID = 100_000;

    private InstrumentWriter() {}

    static void write(final ExchangeInstrument instrument, final JsonWriter json) {
        final InstrumentSpec spec = instrument.spec();
        json.beginObject().text("price_index", instrument.indexName()).text("kind", Words.kind(instrument));
        json.text("instrument_name", instrument.name());
        if (spec.isOption()) {
            json.text("option_type", spec.optionType() == OptionType.CALL ? "call" : "put");
            json.plain("strike", spec.strike());
        }
        json.integer("max_leverage", spec.isOption() ? 1 : FUTURE_LEVERAGE);
        json.plain("maker_commission", spec.makerFeeRate()).plain("taker_commission", spec.takerFeeRate());
        json.text("instrument_type", type(instrument));
        json.integer("expiration_timestamp", expiryMs(spec));
        json.integer("creation_timestamp", instrument.creationNs() / NANOS_PER_MILLI);
        json.bool("is_active", isActive(instrument)).text("state", Words.state(instrument.state()));
        json.plain("tick_size", spec.tickSize()).plain("contract_size", spec.contractSize());
        json.integer("instrument_id", FIRST_ID + instrument.id()).plain("min_trade_amount", spec.minAmount());
        if (!spec.isOption()) {
            json.text("future_type", type(instrument));
        }
        writeRest(instrument, json);
        json.endObject();
    }

    private static void writeRest(final ExchangeInstrument instrument, final JsonWriter json) {
        final InstrumentSpec spec = instrument.spec();
        json.plain("max_liquidation_commission", MAX_LIQUIDATION_COMMISSION).bool("rfq", false);
        json.plain("block_trade_commission", spec.takerFeeRate() / BLOCK_TRADE_SHARE);
        json.integer("block_trade_min_trade_amount", spec.isUsdAmount() ? 200_000 : 25);
        json.plain("block_trade_tick_size", Math.max(1, spec.tickSize() / BLOCK_TICK_SHARE));
        json.text("settlement_currency", instrument.currency());
        json.text("settlement_period", Words.settlementPeriod(instrument));
        json.text("base_currency", instrument.baseCurrency());
        json.text("counter_currency", instrument.isInverse() ? "USD" : instrument.quoteCurrency());
        json.text("quote_currency", instrument.quoteCurrency());
        json.name("tick_size_steps").beginArray();
        if (spec.tickStepAbove() > 0) {
            json.beginObject().plain("above_price", spec.tickStepAbove());
            json.plain("tick_size", spec.tickSizeAbove()).endObject();
        }
        json.endArray();
    }

    static boolean isActive(final ExchangeInstrument instrument) {
        return instrument.state() != InstrumentState.DELIVERED && instrument.state() != InstrumentState.INACTIVE;
    }

    private static String type(final ExchangeInstrument instrument) {
        return instrument.isInverse() ? "reversed" : "linear";
    }

    private static long expiryMs(final InstrumentSpec spec) {
        return spec.expiryNs() == 0 ? PERPETUAL_EXPIRY_MS : spec.expiryNs() / NANOS_PER_MILLI;
    }
}
