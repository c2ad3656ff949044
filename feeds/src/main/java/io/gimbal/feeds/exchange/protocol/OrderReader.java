package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.EditRequest;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.TriggerSource;
import io.gimbal.feeds.exchange.VenueOrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;

/** Reads orders and edits out of parameters. */
final class OrderReader {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LATEST_MS = Long.MAX_VALUE / NANOS_PER_MILLI / 2;
    private static final String AMOUNT = "amount";
    private static final String CONTRACTS = "contracts";
    private static final String PRICE = "price";
    private static final String DISPLAY = "display_amount";
    private static final String MAX_SHOW = "max_show";
    private static final String TRIGGER = "trigger";
    private static final String TRIGGER_PRICE = "trigger_price";
    private static final String TRIGGER_OFFSET = "trigger_offset";
    private static final String POST_ONLY = "post_only";
    private static final String REJECT_POST_ONLY = "reject_post_only";
    private static final String REDUCE_ONLY = "reduce_only";
    private static final String VALID_UNTIL = "valid_until";

    private OrderReader() {}

    static OrderRequest request(final Exchange exchange, final RpcCall call, final Side side) throws RpcError {
        final RpcParams params = call.params();
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, params, "instrument_name");
        final OrderRequest request =
                new OrderRequest(instrument, side).type(type(params)).label(params.label());
        refuseUnsupported(params);
        if (!params.has(AMOUNT) && !params.has(CONTRACTS)) {
            throw RpcError.invalidParams(AMOUNT, "value required");
        }
        amounts(params, request);
        flags(params, request);
        trigger(params, request);
        if (params.has("time_in_force")) {
            request.timeInForce(timeInForce(params));
        }
        request.validUntilNs(validUntilNs(call));
        final ExchangeConnection connection = call.connection();
        return connection == null ? request : request.connectionId(connection.id());
    }

    static EditRequest edit(final RpcCall call, final String orderId) throws RpcError {
        final RpcParams params = call.params();
        refuseUnsupported(params);
        final EditRequest request = new EditRequest(orderId).validUntilNs(validUntilNs(call));
        if (params.has(AMOUNT)) {
            request.amount(params.decimal(AMOUNT));
        }
        if (params.has(CONTRACTS)) {
            request.contracts(params.decimal(CONTRACTS));
        }
        if (params.has(PRICE)) {
            request.price(params.decimal(PRICE));
        }
        if (params.has(DISPLAY)) {
            request.displayAmount(params.decimal(DISPLAY));
        }
        if (params.has(TRIGGER_PRICE)) {
            request.triggerPrice(params.decimal(TRIGGER_PRICE));
        }
        if (params.has(TRIGGER_OFFSET)) {
            request.triggerOffset(params.decimal(TRIGGER_OFFSET));
        }
        if (params.has(POST_ONLY)) {
            request.postOnly(params.flag(POST_ONLY));
        }
        if (params.has(REJECT_POST_ONLY)) {
            request.rejectPostOnly(params.flag(REJECT_POST_ONLY));
        }
        return params.has(REDUCE_ONLY) ? request.reduceOnly(params.flag(REDUCE_ONLY)) : request;
    }

    /** An order that asks for more than it would get is no order. */
    private static void refuseUnsupported(final RpcParams params) throws RpcError {
        for (final String name : List.of("advanced", "linked_order_type", "otoco_config")) {
            if (params.has(name)) {
                throw RpcError.invalidParams(name, "not supported");
            }
        }
    }

    private static VenueOrderType type(final RpcParams params) throws RpcError {
        final String word = params.text("type", "limit");
        for (final VenueOrderType type : VenueOrderType.values()) {
            if (type.text().equals(word)) {
                return type;
            }
        }
        throw RpcError.invalidParams("type", "invalid value");
    }

    private static void amounts(final RpcParams params, final OrderRequest request) throws RpcError {
        if (params.has(AMOUNT)) {
            request.amount(params.decimal(AMOUNT));
        }
        if (params.has(CONTRACTS)) {
            request.contracts(params.decimal(CONTRACTS));
        }
        if (params.has(PRICE)) {
            request.price(params.decimal(PRICE));
        }
        if (params.has(DISPLAY)) {
            request.displayAmount(params.decimal(DISPLAY));
        } else if (params.has(MAX_SHOW)) {
            request.displayAmount(params.decimal(MAX_SHOW));
        }
    }

    private static void flags(final RpcParams params, final OrderRequest request) throws RpcError {
        if (params.flag(POST_ONLY)) {
            request.postOnly();
            if (params.flag(REJECT_POST_ONLY)) {
                request.rejectPostOnly();
            }
        }
        if (params.flag(REDUCE_ONLY)) {
            request.reduceOnly();
        }
        if (params.flag("mmp")) {
            request.mmp();
        }
    }

    private static void trigger(final RpcParams params, final OrderRequest request) throws RpcError {
        if (!params.has(TRIGGER)) {
            return;
        }
        final TriggerSource source = source(params.text(TRIGGER));
        if (params.has(TRIGGER_OFFSET)) {
            request.trailing(source, params.decimal(TRIGGER_OFFSET));
        } else {
            request.trigger(source, params.decimal(TRIGGER_PRICE));
        }
    }

    private static TriggerSource source(final String word) throws RpcError {
        for (final TriggerSource source : TriggerSource.values()) {
            if (source.text().equals(word)) {
                return source;
            }
        }
        throw RpcError.invalidParams(TRIGGER, "invalid value");
    }

    private static TimeInForce timeInForce(final RpcParams params) throws RpcError {
        final TimeInForce value = Words.timeInForce(params.text("time_in_force"));
        if (value == null) {
            throw RpcError.invalidParams("time_in_force", "invalid value");
        }
        return value;
    }

    /** On the exchange's clock; the caller spoke of the clock it is shown. */
    private static long validUntilNs(final RpcCall call) throws RpcError {
        if (!call.params().has(VALID_UNTIL)) {
            return Long.MAX_VALUE;
        }
        final long milliseconds = Math.max(0, Math.min(LATEST_MS, call.params().integer(VALID_UNTIL)));
        return milliseconds * NANOS_PER_MILLI - (call.venueNs() - call.nowNs());
    }
}
