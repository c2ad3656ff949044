package io.gimbal.feeds.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One account's money in one instrument, by decimals of 60 digits and the textbook: average price, result of each part
 * closed, fee of each fill. Shares nothing with the exchange.
 */
final class NaiveLedger {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal CAP = new BigDecimal("0.125");

    /** What kind of contract. */
    enum Kind {
        INVERSE_FUTURE,
        LINEAR_FUTURE,
        INVERSE_OPTION,
        LINEAR_OPTION
    }

    final Kind kind;
    final TreeMap<String, BigDecimal> rates = new TreeMap<>();
    BigDecimal size = BigDecimal.ZERO;
    BigDecimal average = BigDecimal.ZERO;
    BigDecimal sessionAverage = BigDecimal.ZERO;
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;

    NaiveLedger(final Kind kind, final String maker, final String taker) {
        this.kind = kind;
        rates.put("maker", new BigDecimal(maker));
        rates.put("taker", new BigDecimal(taker));
    }

    boolean isOption() {
        return kind == Kind.INVERSE_OPTION || kind == Kind.LINEAR_OPTION;
    }

    void trade(final BigDecimal signed, final BigDecimal price, final String role, final BigDecimal index) {
        final BigDecimal fee = fee(signed.abs(), price, Objects.requireNonNull(rates.get(role)), index);
        fees = fees.add(fee);
        cash = cash.subtract(fee);
        if (isOption()) {
            cash = cash.subtract(round(signed.multiply(price)));
        }
        BigDecimal rest = signed;
        if (size.signum() * signed.signum() < 0) {
            final BigDecimal closed = size.abs().min(signed.abs()).multiply(BigDecimal.valueOf(size.signum()));
            realised = realised.add(result(closed, sessionAverage, price));
            size = size.subtract(closed);
            rest = signed.add(closed);
        }
        if (rest.signum() != 0) {
            average = blend(size.abs(), average, rest.abs(), price);
            sessionAverage = blend(size.abs(), sessionAverage, rest.abs(), price);
            size = size.add(rest);
        }
    }

    void fund(final BigDecimal rate, final long elapsedMs, final BigDecimal index) {
        final BigDecimal coins = kind == Kind.INVERSE_FUTURE ? size.divide(index, DIGITS) : size.multiply(index);
        realised = realised.subtract(coins.multiply(rate)
                .multiply(BigDecimal.valueOf(elapsedMs))
                .divide(BigDecimal.valueOf(28_800_000), DIGITS));
    }

    void settle(final BigDecimal mark) {
        if (isOption()) {
            realised = BigDecimal.ZERO;
            sessionAverage = mark;
            return;
        }
        if (size.signum() != 0) {
            realised = realised.add(result(size, sessionAverage, mark));
            sessionAverage = mark;
        }
        cash = cash.add(round(realised));
        realised = BigDecimal.ZERO;
    }

    void deliver(final BigDecimal price, final BigDecimal strike, final boolean isCall) {
        if (isOption()) {
            final BigDecimal intrinsic =
                    (isCall ? price.subtract(strike) : strike.subtract(price)).max(BigDecimal.ZERO);
            final BigDecimal each = kind == Kind.INVERSE_OPTION ? intrinsic.divide(price, DIGITS) : intrinsic;
            cash = cash.add(round(each.multiply(size)));
        } else {
            settle(price);
        }
        realised = BigDecimal.ZERO;
        size = BigDecimal.ZERO;
    }

    private BigDecimal result(final BigDecimal signed, final BigDecimal entry, final BigDecimal exit) {
        if (kind == Kind.INVERSE_FUTURE) {
            return signed.divide(entry, DIGITS).subtract(signed.divide(exit, DIGITS));
        }
        return signed.multiply(exit.subtract(entry));
    }

    private BigDecimal blend(
            final BigDecimal before, final BigDecimal entry, final BigDecimal added, final BigDecimal price) {
        if (before.signum() == 0) {
            return price;
        }
        final BigDecimal total = before.add(added);
        if (kind == Kind.INVERSE_FUTURE) {
            return total.divide(before.divide(entry, DIGITS).add(added.divide(price, DIGITS)), DIGITS);
        }
        return before.multiply(entry).add(added.multiply(price)).divide(total, DIGITS);
    }

    private BigDecimal fee(
            final BigDecimal amount, final BigDecimal price, final BigDecimal rate, final BigDecimal index) {
        final BigDecimal premium = CAP.multiply(price).multiply(amount);
        return round(
                switch (kind) {
                    case INVERSE_FUTURE -> rate.multiply(amount).divide(price, DIGITS);
                    case LINEAR_FUTURE -> rate.multiply(amount).multiply(price);
                    case INVERSE_OPTION -> rate.multiply(amount).min(premium);
                    case LINEAR_OPTION -> rate.multiply(amount).multiply(index).min(premium);
                });
    }

    static BigDecimal round(final BigDecimal value) {
        return value.setScale(8, RoundingMode.HALF_UP);
    }
}
