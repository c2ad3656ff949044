package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens at 08:00 UTC, in this order: funding and marks as of then; the delivery price of each index; trading stops;
 * good-till-day orders and all orders in what expires are taken out; options of the future route become futures at their
 * strike; options are paid, futures that expire are settled and end; all other futures are settled and go on from the mark.
 * Owned by the exchange's thread.
 */
final class SettlementDesk {
    private final ExchangeState state;
    private final Clearing clearing;
    private final LedgerBook ledger;
    private final Listing listing;
    private final ExactMoney closing = new ExactMoney();

    SettlementDesk(final ExchangeState state, final Clearing clearing, final LedgerBook ledger, final Listing listing) {
        this.state = state;
        this.clearing = clearing;
        this.ledger = ledger;
        this.listing = listing;
    }

    /** Fixes the delivery prices and the marks of what expires. {@return what expires} */
    List<ExchangeInstrument> fix() {
        for (final IndexState index : state.indices.values()) {
            final DeliveryPrice delivery = index.deliver(state.nowNs);
            state.events.tell(listener -> listener.onDelivery(delivery));
        }
        final List<ExchangeInstrument> expired = new ArrayList<>();
        for (final ExchangeInstrument instrument : state.instruments) {
            final long expiryNs = instrument.spec().expiryNs();
            if (OrderChecks.isAlive(instrument) && expiryNs > 0 && expiryNs <= state.nowNs) {
                fix(instrument);
                expired.add(instrument);
            }
        }
        return expired;
    }

    /** Turns options of the future route into futures. */
    void exercise(final List<ExchangeInstrument> expired) {
        for (final ExchangeInstrument option : List.copyOf(expired)) {
            final DeliveryRoute route = option.isInverse() ? state.context.inverseRoute : state.context.linearRoute;
            if (option.spec().isOption() && route == DeliveryRoute.FUTURE_THEN_CASH && intrinsic(option) > 0) {
                exercise(option, expired);
            }
        }
    }

    /** Pays what expired. */
    void deliver(final List<ExchangeInstrument> expired) {
        for (final ExchangeInstrument instrument : expired) {
            for (final Account account : state.accounts) {
                final ExchangePosition position = account.positions.get(instrument.id());
                if (position != null && (position.size != 0 || !position.sessionRealised.isZero())) {
                    deliver(position);
                }
            }
        }
    }

    /** Moves the session result of all other futures to cash. */
    void settle() {
        for (final ExchangeInstrument instrument : state.instruments) {
            final boolean isExpired = !OrderChecks.isAlive(instrument) || instrument.deliveryPrice > 0;
            if (isExpired || instrument.markPrice() <= 0) {
                continue;
            }
            instrument.settlementPrice = instrument.markPrice();
            for (final Account account : state.accounts) {
                final ExchangePosition position = account.positions.get(instrument.id());
                if (position != null) {
                    settle(position);
                }
            }
        }
    }

    private void fix(final ExchangeInstrument instrument) {
        final DeliveryPrice delivery = state.index(instrument).deliveries.getFirst();
        instrument.indexPrice = state.index(instrument).price;
        instrument.deliveryPrice = delivery.price();
        instrument.value.forward = delivery.price();
        instrument.deliveryEstimate = delivery.price();
        instrument.deltaDecay = 0;
        instrument.value.markPrice = instrument.spec().isOption() ? markOf(instrument) : delivery.price();
    }

    private void exercise(final ExchangeInstrument option, final List<ExchangeInstrument> expired) {
        final ExchangeInstrument future = futureOf(option, expired);
        final long strike = option.spec().strike();
        final int direction = option.spec().optionType() == OptionType.CALL ? 1 : -1;
        for (final Account account : state.accounts) {
            final ExchangePosition position = account.positions.get(option.id());
            if (position == null || position.size == 0) {
                continue;
            }
            final long size = position.size;
            final long amount = option.isInverse() ? Decimals.multiply(size, strike) : size;
            final ExchangePosition into = account.openPosition(future);
            future.addFlow(closing.clear(), direction * amount, strike);
            state.funds(future.currency()).insurance.subtract(closing);
            final ExactMoney realised = clearing.trade(into, direction * amount, strike);
            into.sessionRealised.add(realised);
            account.wallet(future.currency()).sessionRealised.add(realised);
            end(position);
            final long fee = optionFee(option, size, intrinsic(option));
            charge(position, 0, fee);
            ledger.settlement(position, LedgerType.DELIVERY, size, strike, new SettledMoney(0, fee, 0));
        }
    }

    private ExchangeInstrument futureOf(final ExchangeInstrument option, final List<ExchangeInstrument> expired) {
        final InstrumentName future = new InstrumentName(
                option.baseCurrency(),
                option.isInverse() ? InstrumentName.USD : option.currency(),
                InstrumentKind.FUTURE,
                option.spec().expiryNs(),
                0,
                OptionType.NONE);
        final @Nullable ExchangeInstrument listed = state.byName.get(future.text());
        if (listed != null) {
            return listed;
        }
        final InstrumentSpec spec = state.context.profile.spec(
                future.text(), state.instruments.size(), option.spec().underlyingId());
        final ExchangeInstrument added = listing.add(spec, InstrumentState.SETTLEMENT);
        added.isMadeForExercise = true;
        fix(added);
        expired.add(added);
        return added;
    }

    private void deliver(final ExchangePosition position) {
        final ExchangeInstrument instrument = position.instrument;
        final long size = position.size;
        if (!instrument.spec().isOption()) {
            final long fee = futureFee(instrument, size);
            final SettledMoney money = realise(position, instrument.deliveryPrice, fee);
            state.funds(instrument.currency()).insurance.subtract(closing);
            end(position);
            ledger.settlement(position, LedgerType.DELIVERY, size, instrument.deliveryPrice, money);
            return;
        }
        final long result = payOff(instrument, size);
        final long fee = optionFee(instrument, size, intrinsic(instrument));
        state.funds(instrument.currency()).insurance.add(-result);
        charge(position, result, fee);
        end(position);
        ledger.settlement(
                position, LedgerType.DELIVERY, size, instrument.deliveryPrice, new SettledMoney(result, fee, 0));
    }

    private void settle(final ExchangePosition position) {
        final ExchangeInstrument instrument = position.instrument;
        if (instrument.spec().isOption()) {
            position.sessionRealised.clear();
            position.sessionFlow.clear();
            instrument.addFlow(position.sessionFlow, position.size, instrument.markPrice());
            return;
        }
        if (position.size == 0 && position.sessionRealised.isZero()) {
            return;
        }
        final SettledMoney money = realise(position, instrument.markPrice(), 0);
        position.sessionFlow.set(closing).negate();
        position.updatedNs = state.nowNs;
        state.events.position(position);
        ledger.settlement(position, LedgerType.SETTLEMENT, position.size, instrument.markPrice(), money);
    }

    /** Moves the session's result at a price to cash, rounded; what rounding leaves goes to the insurance fund. */
    private SettledMoney realise(final ExchangePosition position, final long price, final long fee) {
        final Wallet wallet = position.account.wallet(position.instrument.currency());
        final ExactMoney insurance = state.funds(wallet.currency).insurance;
        final long funding = position.sessionFunding.rounded();
        closing.clear();
        if (position.size != 0) {
            position.instrument.addFlow(closing, -position.size, price);
        }
        wallet.sessionRealised.subtract(position.sessionRealised);
        position.sessionRealised.add(position.sessionFlow).add(closing);
        final long cash = position.sessionRealised.rounded();
        insurance.add(position.sessionRealised).add(-cash);
        position.sessionRealised.clear();
        position.sessionFunding.clear();
        charge(position, cash, fee);
        return new SettledMoney(cash, fee, funding);
    }

    private void charge(final ExchangePosition position, final long result, final long fee) {
        final Wallet wallet = position.account.wallet(position.instrument.currency());
        wallet.balance = Math.addExact(wallet.balance, result - fee);
        wallet.feesPaid += fee;
        state.funds(wallet.currency).fees += fee;
    }

    private void end(final ExchangePosition position) {
        position.lifeFlow.clear();
        position.sessionFlow.clear();
        position.sessionRealised.clear();
        clearing.resize(position, 0);
    }

    /** {@return what a signed amount of an option pays} */
    private long payOff(final ExchangeInstrument option, final long size) {
        closing.clear();
        if (size != 0) {
            closing.addProduct(
                    state.wide,
                    Long.signum(size),
                    Math.abs(size),
                    intrinsic(option),
                    option.isInverse() ? option.deliveryPrice : Decimals.ONE);
        }
        return closing.rounded();
    }

    private long markOf(final ExchangeInstrument option) {
        return option.isInverse() ? Decimals.divide(intrinsic(option), option.deliveryPrice) : intrinsic(option);
    }

    /** {@return USD per coin} */
    private static long intrinsic(final ExchangeInstrument option) {
        final long above = option.deliveryPrice - option.spec().strike();
        return Math.max(0, option.spec().optionType() == OptionType.CALL ? above : -above);
    }

    private long optionFee(final ExchangeInstrument option, final long size, final long intrinsic) {
        if (intrinsic == 0 || SettlementTimes.isDaily(option.spec().expiryNs())) {
            return 0;
        }
        return state.context.profile.fee(
                option.spec(),
                state.context.optionDeliveryFee,
                option.markPrice(),
                Math.abs(size),
                option.deliveryPrice);
    }

    private long futureFee(final ExchangeInstrument future, final long size) {
        if (size == 0
                || !future.isListedForTrading()
                || SettlementTimes.isWeekly(future.spec().expiryNs())) {
            return 0;
        }
        return state.context.profile.fee(
                future.spec(), state.context.futureDeliveryFee, future.deliveryPrice, Math.abs(size), 0);
    }
}
