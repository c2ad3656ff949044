package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.ExchangeTrade;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.journal.codec.Liquidity;
import java.util.List;

/** Writes orders and own trades as the venue's private messages show them. */
final class OrderWriter {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int VOL_DECIMALS = 2;

    private OrderWriter() {}

    static void order(final ExchangeOrder order, final JsonWriter json) {
        json.beginObject().text("label", order.label()).name("price");
        if (order.price() == Decimals.ABSENT) {
            json.text("market_price");
        } else {
            json.shortest(order.price());
        }
        json.integer("user_id", order.account().id()).shortest("amount", order.amount());
        json.text("direction", Words.direction(order.side()));
        json.text("time_in_force", Words.timeInForce(order.timeInForce()));
        json.text("instrument_name", order.instrument().name())
                .bool("web", false)
                .bool("api", true);
        json.text("order_id", order.orderId());
        json.integer("creation_timestamp", order.createdNs() / NANOS_PER_MILLI);
        json.bool("replaced", order.isReplaced()).shortest("filled_amount", order.filledAmount());
        json.integer("last_update_timestamp", order.updatedNs() / NANOS_PER_MILLI);
        json.bool("post_only", order.isPostOnly()).bool("reduce_only", order.isReduceOnly());
        reason(order, json);
        json.shortest("average_price", order.averagePrice());
        trigger(order, json);
        json.bool("mmp", order.isMmp());
        json.shortest("contracts", MarketWriter.contracts(order.instrument(), order.amount()));
        json.bool("reject_post_only", order.isRejectPostOnly())
                .text("order_state", order.state().text());
        json.text("order_type", order.type().text()).bool("is_liquidation", order.isLiquidation());
        if (order.displayAmount() != Decimals.ABSENT) {
            json.shortest("display_amount", order.displayAmount());
        }
        json.bool("risk_reducing", order.isRiskReducing()).endObject();
    }

    static void orders(final Iterable<ExchangeOrder> orders, final JsonWriter json) {
        json.beginArray();
        for (final ExchangeOrder order : orders) {
            order(order, json);
        }
        json.endArray();
    }

    static void trade(final UserTrade own, final JsonWriter json) {
        final ExchangeTrade trade = own.trade();
        final ExchangeOrder order = own.order();
        final ExchangeInstrument instrument = trade.instrument();
        json.beginObject().text("label", order.label());
        json.integer("timestamp", trade.timeNs() / NANOS_PER_MILLI)
                .text("state", own.orderState().text());
        json.shortest("price", trade.price()).integer("user_id", own.account().id());
        json.shortest("amount", trade.amount()).text("direction", Words.direction(own.side()));
        json.shortest("index_price", trade.indexPrice()).text("instrument_name", instrument.name());
        json.integer("trade_seq", trade.tradeSeq()).bool("api", true);
        json.shortest("mark_price", trade.markPrice())
                .text("order_id", order.orderId())
                .absent("matching_id");
        if (instrument.spec().isOption()) {
            json.rounded("iv", trade.impliedVol() * 100, VOL_DECIMALS);
            json.shortest("underlying_price", trade.underlying());
        }
        json.integer("tick_direction", trade.tickDirection()).shortest("profit_loss", own.profitLoss());
        json.bool("post_only", order.isPostOnly()).bool("reduce_only", order.isReduceOnly());
        json.bool("self_trade", own.isSelfTrade()).bool("mmp", order.isMmp());
        json.shortest("contracts", MarketWriter.contracts(instrument, trade.amount()));
        json.text("trade_id", trade.tradeId()).text("fee_currency", instrument.currency());
        json.shortest("fee", own.fee()).text("order_type", order.originalType().text());
        if (!trade.liquidation().isEmpty()) {
            json.text("liquidation", trade.liquidation());
        }
        if (!trade.blockTradeId().isEmpty()) {
            json.text("block_trade_id", trade.blockTradeId());
        }
        json.bool("risk_reducing", order.isRiskReducing());
        json.text("liquidity", own.liquidity() == Liquidity.MAKER ? "M" : "T").endObject();
    }

    static void trades(final List<UserTrade> trades, final JsonWriter json) {
        json.beginArray();
        for (final UserTrade trade : trades) {
            trade(trade, json);
        }
        json.endArray();
    }

    private static void reason(final ExchangeOrder order, final JsonWriter json) {
        if (order.state() == OrderState.CANCELLED && order.cancelReason() != CancelReason.NONE) {
            json.text("cancel_reason", order.cancelReason().text());
        }
    }

    private static void trigger(final ExchangeOrder order, final JsonWriter json) {
        if (order.triggerPrice() != Decimals.ABSENT) {
            json.shortest("trigger_price", order.triggerPrice());
        }
        if (order.triggerOffset() != Decimals.ABSENT) {
            json.shortest("trigger_offset", order.triggerOffset());
            json.shortest("trigger_reference_price", order.triggerReference());
        }
        if (order.trigger() != null) {
            json.text("trigger", order.trigger().text());
        }
        if (!order.triggerOrderId().isEmpty()) {
            json.bool("triggered", true).text("trigger_order_id", order.triggerOrderId());
        }
    }
}
