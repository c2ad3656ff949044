package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;

/** What the exchange refuses before it looks at the book. Pure: reads, writes nothing. */
final class OrderChecks {
    private static final int LONGEST_LABEL = 64;
    private static final int LARGEST_ICEBERG = 100;
    private static final int MOST_TRIGGERS = 100;

    private final ExchangeState state;

    OrderChecks(final ExchangeState state) {
        this.state = state;
    }

    /** {@return whether the instrument takes orders and edits now} */
    VenueError trading(final Account account, final ExchangeInstrument instrument) {
        if (account.isLocked) {
            return VenueError.ACCOUNT_LOCKED;
        }
        return switch (instrument.state) {
            case OPEN -> isLocked(instrument) ? VenueError.LOCKED_BY_ADMIN : VenueError.OK;
            case SETTLEMENT -> VenueError.SETTLEMENT_IN_PROGRESS;
            case LOCKED -> VenueError.LOCKED_BY_ADMIN;
            case HALTED -> VenueError.ORDERBOOK_CLOSED;
            default -> VenueError.BOOK_CLOSED;
        };
    }

    /** {@return whether the instrument takes cancels now} */
    static VenueError cancelling(final ExchangeInstrument instrument) {
        return switch (instrument.state) {
            case OPEN, LOCKED -> VenueError.OK;
            case SETTLEMENT -> VenueError.SETTLEMENT_IN_PROGRESS;
            case HALTED -> VenueError.ORDERBOOK_CLOSED;
            default -> VenueError.BOOK_CLOSED;
        };
    }

    /** {@return what is wrong with a request, its amount already made out} */
    VenueError request(final Account account, final OrderRequest request) {
        if (state.nowNs >= request.validUntilNs) {
            return VenueError.TIMED_OUT;
        }
        if (request.label.length() > LONGEST_LABEL) {
            return VenueError.INVALID_ARGUMENTS;
        }
        final VenueError flags = flags(request);
        if (!flags.isOk()) {
            return flags;
        }
        final VenueError amount = amount(request.instrument.spec(), request.amount);
        if (!amount.isOk()) {
            return amount;
        }
        final VenueError price = request.type.isMarket() ? VenueError.OK : price(request.instrument, request.price);
        if (!price.isOk()) {
            return price;
        }
        final VenueError display = display(request.instrument.spec(), request.amount, request.displayAmount);
        return display.isOk() && request.type.isTrigger() ? trigger(account, request) : display;
    }

    /** Makes out an amount from what was said. {@return {@link Decimals#ABSENT} when the two disagree} */
    static long amount(final InstrumentSpec spec, final long amount, final long contracts) {
        if (contracts == Decimals.ABSENT) {
            return amount;
        }
        final long byContracts = contracts > Long.MAX_VALUE / Math.max(1, spec.contractSize() / Decimals.ONE)
                ? Long.MAX_VALUE
                : Decimals.multiply(contracts, spec.contractSize());
        return amount == Decimals.ABSENT || amount == byContracts ? byContracts : Decimals.ABSENT;
    }

    static VenueError amount(final InstrumentSpec spec, final long amount) {
        if (amount <= 0) {
            return VenueError.INVALID_AMOUNT;
        }
        if (amount < spec.minAmount()) {
            return VenueError.QTY_TOO_LOW;
        }
        if (amount % spec.lot() != 0) {
            return spec.isOption() ? VenueError.INVALID_AMOUNT : VenueError.NON_INTEGER_CONTRACT_AMOUNT;
        }
        return VenueError.OK;
    }

    static VenueError price(final ExchangeInstrument instrument, final long price) {
        final InstrumentSpec spec = instrument.spec();
        if (price <= 0) {
            return VenueError.INVALID_PRICE;
        }
        if (price % digits(spec.tickSize()) != 0) {
            return VenueError.PRICE_PRECISION_EXCEEDED;
        }
        return spec.isOnTick(price) ? VenueError.OK : VenueError.PRICE_WRONG_TICK;
    }

    /** {@return whether a price is inside the band} */
    static VenueError band(final ExchangeInstrument instrument, final Side side, final long price) {
        if (side == Side.BUY && instrument.maxPrice > 0 && price > instrument.maxPrice) {
            return VenueError.PRICE_TOO_HIGH;
        }
        return side == Side.SELL && price < instrument.minPrice ? VenueError.PRICE_TOO_LOW : VenueError.OK;
    }

    static VenueError display(final InstrumentSpec spec, final long amount, final long display) {
        if (display == Decimals.ABSENT) {
            return VenueError.OK;
        }
        if (spec.isOption()) {
            return VenueError.WRONG_MAX_SHOW_FOR_OPTION;
        }
        final boolean isLots = display > 0 && display % spec.lot() == 0 && display <= amount;
        final boolean isLarge = display >= LARGEST_ICEBERG * spec.minAmount() && amount / display <= LARGEST_ICEBERG;
        return isLots && isLarge ? VenueError.OK : VenueError.INVALID_MAX_SHOW_AMOUNT;
    }

    private VenueError flags(final OrderRequest request) {
        final boolean isInstant = request.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL
                || request.timeInForce == TimeInForce.FILL_OR_KILL;
        if (request.type.isMarket() && request.timeInForce != null) {
            return VenueError.UNSUPPORTED_ARG_COMBINATION;
        }
        return request.isPostOnly && (isInstant || request.type.isMarket())
                ? VenueError.POST_ONLY_NOT_ALLOWED
                : VenueError.OK;
    }

    private VenueError trigger(final Account account, final OrderRequest request) {
        final boolean isTrailing = request.type == VenueOrderType.TRAILING_STOP;
        final long distance = isTrailing ? request.triggerOffset : request.triggerPrice;
        if (request.trigger == null || distance <= 0) {
            return VenueError.INVALID_TRIGGER_PRICE;
        }
        final long waiting = account.liveOrders.values().stream()
                .filter(order -> order.state == OrderState.UNTRIGGERED)
                .count();
        if (waiting >= MOST_TRIGGERS) {
            return VenueError.NO_MORE_TRIGGERS;
        }
        if (isTrailing) {
            return VenueError.OK;
        }
        if (request.trigger != TriggerSource.INDEX_PRICE
                && !request.instrument.spec().isOnTick(request.triggerPrice)) {
            return VenueError.TRIGGER_PRICE_WRONG_TICK;
        }
        return direction(request, TriggerDesk.reference(request.instrument, request.trigger));
    }

    private static VenueError direction(final OrderRequest request, final long reference) {
        final boolean firesAbove = TriggerDesk.firesAbove(request.type, request.side);
        if (reference <= 0) {
            return VenueError.OK;
        }
        if (firesAbove) {
            return request.triggerPrice > reference ? VenueError.OK : VenueError.TRIGGER_PRICE_TOO_LOW;
        }
        return request.triggerPrice < reference ? VenueError.OK : VenueError.TRIGGER_PRICE_TOO_HIGH;
    }

    private boolean isLocked(final ExchangeInstrument instrument) {
        return state.isPlatformLocked || state.index(instrument).isLocked;
    }

    private static long digits(final long tick) {
        long unit = 1;
        while (tick % (unit * 10) == 0) {
            unit *= 10;
        }
        return unit;
    }

    /** {@return whether an instrument still trades or will again} */
    static boolean isAlive(final ExchangeInstrument instrument) {
        return instrument.state != InstrumentState.DELIVERED && instrument.state != InstrumentState.INACTIVE;
    }
}
