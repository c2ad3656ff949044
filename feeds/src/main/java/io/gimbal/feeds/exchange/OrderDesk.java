package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** New orders and their way through the book; cancels; trigger orders that fire. Owned by the exchange's thread. */
final class OrderDesk {
    private final ExchangeState state;
    private final OrderChecks checks;
    private final Matcher matcher;
    private final LedgerBook ledger;
    private final RiskDesk risk;
    private final TriggerDesk triggers;

    OrderDesk(
            final ExchangeState state,
            final OrderChecks checks,
            final Matcher matcher,
            final LedgerBook ledger,
            final RiskDesk risk,
            final TriggerDesk triggers) {
        this.state = state;
        this.checks = checks;
        this.matcher = matcher;
        this.ledger = ledger;
        this.risk = risk;
        this.triggers = triggers;
    }

    OrderResult place(final Account account, final OrderRequest request) {
        final VenueError trading = checks.trading(account, request.instrument);
        if (!trading.isOk()) {
            return OrderResult.refused(trading);
        }
        if (request.amount == Decimals.ABSENT && request.contracts == Decimals.ABSENT) {
            return OrderResult.refused(VenueError.INVALID_QUANTITY);
        }
        request.amount = OrderChecks.amount(request.instrument.spec(), request.amount, request.contracts);
        if (request.amount == Decimals.ABSENT) {
            return OrderResult.refused(VenueError.INVALID_ARGUMENTS);
        }
        final VenueError error = checks.request(account, request);
        if (!error.isOk()) {
            return OrderResult.refused(error);
        }
        return request.type.isTrigger() ? await(account, request) : enter(account, request, "");
    }

    OrderResult cancel(final Account account, final String orderId) {
        final @Nullable ExchangeOrder order = state.orders.get(orderId);
        if (order == null) {
            return OrderResult.refused(VenueError.ORDER_NOT_FOUND);
        }
        final VenueError error = owned(account, order, VenueError.CAN_NOT_CANCEL_LIQUIDATION_ORDER);
        if (!error.isOk()) {
            return OrderResult.refused(error);
        }
        final VenueError cancelling = OrderChecks.cancelling(order.instrument);
        if (!cancelling.isOk()) {
            return OrderResult.refused(cancelling);
        }
        takeOut(order, CancelReason.USER_REQUEST);
        return OrderResult.done(order);
    }

    List<ExchangeOrder> cancelAll(
            final Account account, final CancelReason reason, final Predicate<ExchangeOrder> which) {
        final List<ExchangeOrder> cancelled = new ArrayList<>();
        for (final ExchangeOrder order : List.copyOf(account.liveOrders.values())) {
            final boolean isAllowed = reason != CancelReason.USER_REQUEST
                    || (!order.isLiquidation
                            && OrderChecks.cancelling(order.instrument).isOk());
            if (isAllowed && which.test(order)) {
                takeOut(order, reason);
                cancelled.add(order);
            }
        }
        return cancelled;
    }

    /** Tells whether an account may touch an order that is live. */
    static VenueError owned(final Account account, final ExchangeOrder order, final VenueError liquidation) {
        if (order.account != account) {
            return VenueError.NOT_OWNER_OF_ORDER;
        }
        if (order.state == OrderState.FILLED) {
            return VenueError.ALREADY_FILLED;
        }
        if (!order.state.isLive()) {
            return VenueError.NOT_OPEN_ORDER;
        }
        return order.isLiquidation ? liquidation : VenueError.OK;
    }

    void takeOut(final ExchangeOrder order, final CancelReason reason) {
        if (order.state == OrderState.UNTRIGGERED) {
            triggers.remove(order);
        }
        matcher.remove(order, reason);
    }

    /** Sends an order that reduces a position whatever the rules for others say. */
    void liquidate(final Account account, final OrderRequest request) {
        final ExchangeOrder order = register(account, request, "");
        order.isLiquidation = true;
        execute(order, request.price);
    }

    /** Sends trigger orders whose price has come, then trims reduce-only orders that reduce nothing any more. */
    void settleDown() {
        trim();
        for (ExchangeOrder due = triggers.next(); due != null; due = triggers.next()) {
            fire(due);
            trim();
        }
    }

    /** Fills an order as far as it goes and does with the rest what its kind asks for. */
    List<UserTrade> execute(final ExchangeOrder order, final long limit) {
        final List<UserTrade> trades = new ArrayList<>();
        final boolean isAllOrNothing = order.timeInForce == TimeInForce.FILL_OR_KILL;
        if (!isAllOrNothing || matcher.available(order, limit) >= order.remaining()) {
            matcher.match(order, limit, trades);
        }
        state.events.order(order);
        if (order.remaining() == 0) {
            ledger.closed(order);
        } else if (order.type == VenueOrderType.MARKET_LIMIT && !trades.isEmpty()) {
            order.type = VenueOrderType.LIMIT;
            order.price = trades.get(trades.size() - 1).trade().price();
            matcher.rest(order);
        } else if (order.type == VenueOrderType.LIMIT && !isInstant(order)) {
            matcher.rest(order);
        } else {
            matcher.remove(order, CancelReason.NONE);
        }
        return trades;
    }

    private OrderResult enter(final Account account, final OrderRequest request, final String triggerOrderId) {
        final ExchangeInstrument instrument = request.instrument;
        if (request.isReduceOnly) {
            request.amount = Math.min(request.amount, Matcher.reducible(account, instrument, request.side));
            if (request.amount <= 0) {
                return OrderResult.refused(VenueError.OTHER_REJECT);
            }
        }
        final VenueError price = request.type.isMarket() ? VenueError.OK : price(request);
        if (!price.isOk()) {
            return refused(price, instrument);
        }
        final long limit = request.type.isMarket() ? marketLimit(instrument, request.side) : request.price;
        final long signed = request.side == Side.BUY ? request.amount : -request.amount;
        if (!risk.accepts(account, instrument, signed, payable(request, limit), null)) {
            return OrderResult.refused(VenueError.NOT_ENOUGH_FUNDS);
        }
        final ExchangeOrder order = new ExchangeOrder(0, "", account, request, state.nowNs);
        if (account.selfTradeMode == SelfTradeMode.REJECT_TAKER && matcher.meetsItself(order, limit)) {
            return OrderResult.refused(VenueError.ORDER_OVERLAP);
        }
        final ExchangeOrder accepted = register(account, request, triggerOrderId);
        accepted.isRiskReducing = RiskDesk.reduces(account.size(instrument), signed);
        return new OrderResult(VenueError.OK, 0, accepted, execute(accepted, limit));
    }

    private static OrderResult refused(final VenueError error, final ExchangeInstrument instrument) {
        final long limit = error == VenueError.PRICE_TOO_HIGH
                ? instrument.maxPrice
                : error == VenueError.PRICE_TOO_LOW ? instrument.minPrice : 0;
        return new OrderResult(error, limit, null, List.of());
    }

    private static VenueError price(final OrderRequest request) {
        final VenueError band = OrderChecks.band(request.instrument, request.side, request.price);
        final boolean isClear =
                !request.isPostOnly || !Matcher.wouldTake(request.instrument, request.side, request.price);
        if (!band.isOk() || isClear) {
            return band;
        }
        if (request.isRejectPostOnly) {
            return VenueError.POST_ONLY_REJECT;
        }
        request.price = Matcher.makingPrice(request.instrument, request.side);
        return request.price > 0 ? VenueError.OK : VenueError.POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE;
    }

    private OrderResult await(final Account account, final OrderRequest request) {
        final ExchangeOrder order = new ExchangeOrder(
                state.ids.number(), state.ids.trigger(request.instrument.currency()), account, request, state.nowNs);
        order.state = OrderState.UNTRIGGERED;
        state.orders.put(order.orderId, order);
        account.liveOrders.put(order.orderId, order);
        triggers.add(order);
        state.events.order(order);
        return OrderResult.done(order);
    }

    private void fire(final ExchangeOrder waiting) {
        waiting.state = OrderState.TRIGGERED;
        waiting.updatedNs = state.nowNs;
        ledger.closed(waiting);
        final boolean isLimit = waiting.type == VenueOrderType.STOP_LIMIT || waiting.type == VenueOrderType.TAKE_LIMIT;
        final OrderRequest request = new OrderRequest(waiting.instrument, waiting.side)
                .amount(waiting.amount)
                .price(isLimit ? waiting.price : Decimals.ABSENT)
                .type(isLimit ? VenueOrderType.LIMIT : VenueOrderType.MARKET)
                .label(waiting.label)
                .connectionId(waiting.connectionId);
        request.timeInForce = isLimit ? waiting.timeInForce : null;
        request.displayAmount = waiting.displayAmount;
        request.isReduceOnly = waiting.isReduceOnly;
        request.isPostOnly = waiting.isPostOnly;
        request.isRejectPostOnly = waiting.isRejectPostOnly;
        final boolean isSent = !waiting.account.isLocked
                && enter(waiting.account, request, waiting.orderId).isOk();
        if (!isSent) {
            waiting.state = OrderState.CANCELLED;
            waiting.cancelReason = CancelReason.RISK_MITIGATION;
        }
    }

    private ExchangeOrder register(final Account account, final OrderRequest request, final String triggerOrderId) {
        final ExchangeOrder order = new ExchangeOrder(
                state.ids.number(), state.ids.order(request.instrument.currency()), account, request, state.nowNs);
        order.triggerOrderId = triggerOrderId;
        state.orders.put(order.orderId, order);
        account.liveOrders.put(order.orderId, order);
        return order;
    }

    private void trim() {
        for (final ExchangePosition position : state.resized) {
            if (position.account.settings().isMarginChecked()) {
                trim(position);
            }
        }
        state.resized.clear();
    }

    private void trim(final ExchangePosition position) {
        for (final ExchangeOrder order : List.copyOf(position.account.liveOrders.values())) {
            if (order.isReduceOnly && order.level != null && order.instrument == position.instrument) {
                shrink(order, Matcher.reducible(order));
            }
        }
    }

    private void shrink(final ExchangeOrder order, final long reducible) {
        if (reducible == 0) {
            matcher.remove(order, CancelReason.RISK_MITIGATION);
        } else if (order.remaining() > reducible) {
            matcher.lower(order, order.filled + reducible);
        }
    }

    private static boolean isInstant(final ExchangeOrder order) {
        return order.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL || order.timeInForce == TimeInForce.FILL_OR_KILL;
    }

    private static long marketLimit(final ExchangeInstrument instrument, final Side side) {
        if (side == Side.SELL) {
            return Math.max(instrument.minPrice, 1);
        }
        return instrument.maxPrice > 0 ? instrument.maxPrice : Long.MAX_VALUE;
    }

    private static long payable(final OrderRequest request, final long limit) {
        return request.type.isMarket()
                ? Math.max(
                        request.instrument.markPrice(),
                        request.instrument.book().bestAsk())
                : limit;
    }
}
