package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangePosition;
import org.jspecify.annotations.Nullable;

/** Writes positions; of an instrument that was never held, one of size 0. */
final class PositionWriter {
    private static final int GREEK_DECIMALS = 5;
    private static final int COIN_DECIMALS = 8;
    private static final int FUTURE_LEVERAGE = 50;

    private final Exchange exchange;

    PositionWriter(final Exchange exchange) {
        this.exchange = exchange;
    }

    void position(final Account account, final ExchangeInstrument instrument, final JsonWriter json) {
        final ExchangePosition position = account.position(instrument);
        final long size = position == null ? 0 : position.size();
        json.beginObject().shortest("size", size).text("kind", Words.kind(instrument));
        json.shortest("maintenance_margin", size == 0 || position == null ? 0 : exchange.maintenanceMargin(position));
        json.shortest("initial_margin", size == 0 || position == null ? 0 : exchange.initialMargin(position));
        json.text("direction", Words.direction(size)).shortest("index_price", instrument.indexPrice());
        json.text("instrument_name", instrument.name());
        json.shortest("settlement_price", settlementPrice(instrument)).shortest("mark_price", instrument.markPrice());
        profit(position, json);
        if (instrument.spec().isOption()) {
            option(instrument, position, size, json);
        } else {
            future(instrument, position, json);
        }
        json.endObject();
    }

    private static void profit(final @Nullable ExchangePosition position, final JsonWriter json) {
        json.shortest("average_price", position == null ? 0 : position.averagePrice());
        json.shortest("floating_profit_loss", position == null ? 0 : position.floatingProfitLoss());
        json.shortest("realized_profit_loss", position == null ? 0 : position.realisedProfitLoss());
        json.shortest("total_profit_loss", position == null ? 0 : position.totalProfitLoss());
    }

    private static void future(
            final ExchangeInstrument instrument, final @Nullable ExchangePosition position, final JsonWriter json) {
        if (Words.isPerpetual(instrument)) {
            json.rounded("interest_value", instrument.interestValue(), COIN_DECIMALS);
            json.shortest("realized_funding", position == null ? 0 : position.realisedFunding());
        }
        json.rounded("delta", position == null ? 0 : position.delta(), COIN_DECIMALS);
        json.integer("leverage", FUTURE_LEVERAGE);
        json.shortest("size_currency", position == null ? 0 : position.sizeInCoins());
    }

    private static void option(
            final ExchangeInstrument instrument,
            final @Nullable ExchangePosition position,
            final long size,
            final JsonWriter json) {
        final double coins = size / (double) Decimals.ONE;
        json.rounded("delta", position == null ? 0 : position.delta(), GREEK_DECIMALS);
        json.rounded("gamma", coins * instrument.gamma(), GREEK_DECIMALS);
        json.rounded("vega", coins * instrument.vega(), GREEK_DECIMALS);
        json.rounded("theta", coins * instrument.theta(), GREEK_DECIMALS);
        final long factor = instrument.isInverse() ? instrument.indexPrice() : Decimals.ONE;
        json.shortest("average_price_usd", position == null ? 0 : Decimals.multiply(position.averagePrice(), factor));
        json.shortest(
                "floating_profit_loss_usd",
                position == null ? 0 : Decimals.multiply(position.floatingProfitLoss(), factor));
    }

    private static long settlementPrice(final ExchangeInstrument instrument) {
        return instrument.settlementPrice() > 0 ? instrument.settlementPrice() : instrument.markPrice();
    }
}
