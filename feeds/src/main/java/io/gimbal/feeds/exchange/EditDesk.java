package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of orders. An order keeps its place only when its price stays and its amount does not grow; else it leaves the
 * book and comes back as the youngest, taking on the way what it now meets. Owned by the exchange's thread.
 */
final class EditDesk {
    private final ExchangeState state;
    private final OrderChecks checks;
    private final Matcher matcher;
    private final OrderDesk orders;
    private final RiskDesk risk;

    EditDesk(
            final ExchangeState state,
            final OrderChecks checks,
            final Matcher matcher,
            final OrderDesk orders,
            final RiskDesk risk) {
        this.state = state;
        this.checks = checks;
        this.matcher = matcher;
        this.orders = orders;
        this.risk = risk;
    }

    OrderResult edit(final Account account, final EditRequest request) {
        final @Nullable ExchangeOrder order = state.orders.get(request.orderId);
        if (order == null) {
            return OrderResult.refused(VenueError.ORDER_NOT_FOUND);
        }
        final VenueError error = check(account, order, request);
        if (!error.isOk()) {
            return OrderResult.refused(error);
        }
        if (order.state == OrderState.UNTRIGGERED) {
            return editWaiting(order, request);
        }
        final Terms terms = terms(order, request);
        final VenueError wrong = terms.check(order);
        if (!wrong.isOk()) {
            return refused(wrong, order);
        }
        if (terms.price == order.price && terms.amount <= order.amount && terms.display == order.displayAmount) {
            terms.applyFlags(order);
            order.isReplaced = true;
            matcher.lower(order, terms.amount);
            return OrderResult.done(order);
        }
        return move(order, terms);
    }

    private VenueError check(final Account account, final ExchangeOrder order, final EditRequest request) {
        final VenueError owned = OrderDesk.owned(account, order, VenueError.CAN_NOT_EDIT_LIQUIDATION_ORDER);
        if (!owned.isOk()) {
            return owned;
        }
        final VenueError trading = checks.trading(account, order.instrument);
        if (!trading.isOk()) {
            return trading;
        }
        return state.nowNs >= request.validUntilNs ? VenueError.TIMED_OUT : VenueError.OK;
    }

    private OrderResult move(final ExchangeOrder order, final Terms terms) {
        final boolean takes = Matcher.wouldTake(order.instrument, order.side, terms.price);
        if (terms.isPostOnly && takes) {
            if (terms.isRejectPostOnly) {
                orders.takeOut(order, CancelReason.EDIT_POST_ONLY_REJECT);
                return new OrderResult(VenueError.POST_ONLY_REJECT, 0, order, List.of());
            }
            terms.price = Matcher.makingPrice(order.instrument, order.side);
        }
        if (terms.price <= 0) {
            return OrderResult.refused(VenueError.POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE);
        }
        final long remaining = terms.amount - order.filled;
        final long signed = order.side == Side.BUY ? remaining : -remaining;
        if (!risk.accepts(order.account, order.instrument, signed, terms.price, order)) {
            return OrderResult.refused(VenueError.NOT_ENOUGH_FUNDS);
        }
        if (order.account.selfTradeMode == SelfTradeMode.REJECT_TAKER && meetsItself(order, terms)) {
            return OrderResult.refused(VenueError.ORDER_OVERLAP);
        }
        order.instrument.book().remove(order);
        state.events.book(order.instrument);
        order.amount = terms.amount;
        order.price = terms.price;
        order.displayAmount = terms.display;
        terms.applyFlags(order);
        order.isReplaced = true;
        order.updatedNs = state.nowNs;
        return new OrderResult(VenueError.OK, 0, order, orders.execute(order, order.price));
    }

    private boolean meetsItself(final ExchangeOrder order, final Terms terms) {
        final long before = order.amount;
        order.amount = terms.amount;
        final boolean meets = matcher.meetsItself(order, terms.price);
        order.amount = before;
        return meets;
    }

    private OrderResult editWaiting(final ExchangeOrder order, final EditRequest request) {
        final long amount = OrderChecks.amount(
                order.instrument.spec(), orElse(request.amount, request.contracts, order.amount), request.contracts);
        final VenueError wrong = OrderChecks.amount(order.instrument.spec(), amount);
        if (!wrong.isOk()) {
            return OrderResult.refused(wrong);
        }
        final boolean isTrailing = order.type == VenueOrderType.TRAILING_STOP;
        if ((request.triggerPrice != Decimals.ABSENT && request.triggerPrice <= 0)
                || (request.triggerOffset != Decimals.ABSENT && (request.triggerOffset <= 0 || !isTrailing))) {
            return OrderResult.refused(VenueError.INVALID_TRIGGER_PRICE);
        }
        final long price = request.price == Decimals.ABSENT ? order.price : request.price;
        final VenueError priced = order.type.isMarket() ? VenueError.OK : OrderChecks.price(order.instrument, price);
        if (!priced.isOk()) {
            return OrderResult.refused(priced);
        }
        order.amount = amount;
        order.price = price;
        if (request.triggerOffset != Decimals.ABSENT) {
            order.triggerOffset = request.triggerOffset;
            order.triggerReference = Decimals.ABSENT;
        }
        order.triggerPrice = request.triggerPrice == Decimals.ABSENT ? order.triggerPrice : request.triggerPrice;
        order.isReplaced = true;
        order.updatedNs = state.nowNs;
        state.events.order(order);
        return OrderResult.done(order);
    }

    private static long orElse(final long amount, final long contracts, final long otherwise) {
        return amount == Decimals.ABSENT && contracts == Decimals.ABSENT ? otherwise : amount;
    }

    private static OrderResult refused(final VenueError error, final ExchangeOrder order) {
        final long limit = error == VenueError.PRICE_TOO_HIGH
                ? order.instrument.maxPrice
                : error == VenueError.PRICE_TOO_LOW ? order.instrument.minPrice : 0;
        return new OrderResult(error, limit, null, List.of());
    }

    private static Terms terms(final ExchangeOrder order, final EditRequest request) {
        final Terms terms = new Terms();
        terms.amount = OrderChecks.amount(
                order.instrument.spec(), orElse(request.amount, request.contracts, order.amount), request.contracts);
        terms.price = request.price == Decimals.ABSENT ? order.price : request.price;
        terms.display = request.displayAmount == Decimals.ABSENT ? order.displayAmount : request.displayAmount;
        terms.isPostOnly = request.isPostOnly == null ? order.isPostOnly : request.isPostOnly;
        terms.isRejectPostOnly = request.isRejectPostOnly == null ? order.isRejectPostOnly : request.isRejectPostOnly;
        terms.isReduceOnly = request.isReduceOnly == null ? order.isReduceOnly : request.isReduceOnly;
        if (terms.isReduceOnly && terms.amount > order.filled) {
            terms.amount = Math.min(terms.amount, order.filled + Matcher.reducible(order));
        }
        return terms;
    }

    /** What an order becomes. */
    private static final class Terms {
        long amount;
        long price;
        long display;
        boolean isPostOnly;
        boolean isRejectPostOnly;
        boolean isReduceOnly;

        VenueError check(final ExchangeOrder order) {
            if (amount == Decimals.ABSENT) {
                return VenueError.INVALID_ARGUMENTS;
            }
            final VenueError wrong = OrderChecks.amount(order.instrument.spec(), amount);
            if (!wrong.isOk()) {
                return wrong;
            }
            if (amount <= order.filled) {
                return VenueError.INVALID_AMOUNT;
            }
            final VenueError priced = OrderChecks.price(order.instrument, price);
            if (!priced.isOk()) {
                return priced;
            }
            final VenueError band =
                    price == order.price ? VenueError.OK : OrderChecks.band(order.instrument, order.side, price);
            return band.isOk() ? OrderChecks.display(order.instrument.spec(), amount, display) : band;
        }

        void applyFlags(final ExchangeOrder order) {
            order.isPostOnly = isPostOnly;
            order.isRejectPostOnly = isRejectPostOnly;
            order.isReduceOnly = isReduceOnly;
        }
    }
}
