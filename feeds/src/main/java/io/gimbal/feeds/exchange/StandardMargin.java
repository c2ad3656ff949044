package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.OptionType;
import java.util.Collection;

/**
 * The standard model: each position alone, at the worse end of its open orders. For a future {@code (rate + step · coins)} of
 * its value. For a short option, per coin and as a share of the forward: initial {@code max(15 % - otm, 10 %) + mark},
 * maintenance {@code 7.5 % + mark} for a call and {@code max(7.5 %, 7.5 % · mark) + mark} for a put, of which the initial is
 * never below the maintenance. A long option costs its premium only. All in the settlement currency.
 */
final class StandardMargin {
    private final MarginRules rules;

    StandardMargin(final MarginRules rules) {
        this.rules = rules;
    }

    long initial(final Collection<Holding> holdings) {
        long sum = 0;
        for (final Holding holding : holdings) {
            sum += initial(holding);
        }
        return sum;
    }

    long maintenance(final Collection<Holding> holdings) {
        long sum = 0;
        for (final Holding holding : holdings) {
            sum += holding.instrument.spec().isOption()
                    ? Decimals.multiply(Math.max(0, -holding.size), shortMaintenance(holding.instrument))
                    : future(holding.instrument, Math.abs(holding.size), rules.futureMaintenance());
        }
        return sum;
    }

    private long initial(final Holding holding) {
        if (!holding.instrument.spec().isOption()) {
            final long worst = Math.max(Math.abs(holding.size + holding.buys), Math.abs(holding.size - holding.sells));
            return future(holding.instrument, worst, rules.futureInitial());
        }
        final long sold = Math.max(0, holding.sells - holding.size);
        return holding.premium + Decimals.multiply(sold, shortInitial(holding.instrument));
    }

    private long future(final ExchangeInstrument instrument, final long amount, final long rate) {
        final long coins = instrument.coins(amount);
        final long share = rate + Decimals.multiply(rules.futurePerCoin(), coins);
        final long value = instrument.isInverse() ? coins : Decimals.multiply(coins, instrument.markPrice());
        return Decimals.multiply(value, share);
    }

    private long shortInitial(final ExchangeInstrument option) {
        final long share = Math.max(rules.optionInitial() - outOfTheMoney(option), rules.optionInitialFloor());
        return Math.max(inPrice(option, share) + option.markPrice(), shortMaintenance(option));
    }

    private long shortMaintenance(final ExchangeInstrument option) {
        final long flat = inPrice(option, rules.optionMaintenance());
        final boolean isPut = option.spec().optionType() == OptionType.PUT;
        final long base =
                isPut ? Math.max(flat, Decimals.multiply(rules.optionMaintenance(), option.markPrice())) : flat;
        return base + option.markPrice();
    }

    /** A share of the underlying in the unit of the option's price. */
    private static long inPrice(final ExchangeInstrument option, final long share) {
        return option.isInverse() ? share : Decimals.multiply(share, option.forward());
    }

    private static long outOfTheMoney(final ExchangeInstrument option) {
        if (option.forward() <= 0) {
            return 0;
        }
        final long distance = option.spec().optionType() == OptionType.CALL
                ? option.spec().strike() - option.forward()
                : option.forward() - option.spec().strike();
        return Decimals.divide(Math.max(0, distance), option.forward());
    }
}
