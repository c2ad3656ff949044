package io.gimbal.engine.pricing.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * How the underlying's price moves until expiry. The price at expiry, plus a shift, is lognormal about the forward, or
 * the price is normal about it; a spot price carries itself to its forward, S exp(carry T); a rate discounts, exp(-rate T).
 */
enum Dynamics {
    /** F. Black (1976): lognormal forward, undiscounted. */
    BLACK76("black76", "Black-76, undiscounted", false, false, Discounting.NONE),
    /** The same, discounted. */
    BLACK76_DISCOUNTED("black76-discounted", "Black-76, discounted", false, false, Discounting.REQUIRED),
    /**
     * Generalised Black-Scholes: lognormal spot with a cost of carry: the rate for a share without dividend, rate minus
     * yield with one, 0 for a future, rate minus foreign rate for a currency. Source: E. Haug, "The Complete Guide to
     * Option Pricing Formulas" (2007), 1.1.6. Greeks by the spot.
     */
    BLACK_SCHOLES("black-scholes", "generalised Black-Scholes on the spot", false, false, Discounting.REQUIRED),
    /** L. Bachelier (1900): normal forward; prices of either sign. The volatility is in units of price. */
    BACHELIER("bachelier", "Bachelier, normal volatility", true, false, Discounting.OPTIONAL),
    /** M. Rubinstein (1983): forward plus shift is lognormal. */
    DISPLACED_BLACK(
            "displaced-black", "displaced Black, forward plus shift lognormal", false, true, Discounting.OPTIONAL);

    /** Name of the strike. */
    static final String STRIKE = "strike";

    /** Name of the time left. */
    static final String YEARS = "T";

    /** Name of the volatility. */
    static final String VOL = "vol";

    /** Name of the interest rate. */
    static final String RATE = "rate";

    /** Name of the cost of carry. */
    static final String CARRY = "carry";

    /** Name of the shift. */
    static final String SHIFT = "shift";

    /** Whether a rate discounts the payoff. */
    private enum Discounting {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    private final String title;
    private final String words;
    private final boolean isNormal;
    private final boolean isShifted;
    private final Discounting discounting;

    Dynamics(
            final String title,
            final String words,
            final boolean isNormal,
            final boolean isShifted,
            final Discounting discounting) {
        this.title = title;
        this.words = words;
        this.isNormal = isNormal;
        this.isShifted = isShifted;
        this.discounting = discounting;
    }

    /** {@return the name of its vanilla option} */
    String title() {
        return title;
    }

    /** {@return one line for people} */
    String words() {
        return words;
    }

    /** {@return whether the price at expiry is normal, else (with its shift) lognormal} */
    boolean isNormal() {
        return isNormal;
    }

    /** {@return whether the underlying is a spot price} */
    boolean isSpot() {
        return this == BLACK_SCHOLES;
    }

    /** {@return name of the underlying's price} */
    String underlyingName() {
        return isSpot() ? "spot" : "forward";
    }

    /** {@return underlying, strike and time} */
    List<Input> priceInputs() {
        final boolean isSigned = isNormal || isShifted;
        final String name = underlyingName();
        return List.of(
                new Input(
                        name,
                        Role.UNDERLYING,
                        "price",
                        isSigned ? Range.ANY : Range.POSITIVE,
                        name + " price of the underlying"),
                new Input(STRIKE, Role.STRIKE, "price", isSigned ? Range.ANY : Range.NOT_NEGATIVE, "strike"),
                new Input(YEARS, Role.TIME, "years of 365 days", Range.YEARS, "time to expiry"));
    }

    /** {@return the volatility} */
    Input volInput() {
        return new Input(
                VOL,
                Role.VOL,
                isNormal ? "price per sqrt(year)" : "1 per sqrt(year)",
                Range.NOT_NEGATIVE,
                isNormal ? "normal volatility" : "volatility, 0.60 for 60 %");
    }

    /** {@return rate, carry and shift, as far as they are read} */
    List<Input> trailingInputs() {
        final List<Input> inputs = new ArrayList<>();
        if (discounting != Discounting.NONE) {
            final double absent = discounting == Discounting.OPTIONAL ? 0.0 : Double.NaN;
            inputs.add(new Input(
                    RATE, Role.RATE, "1 per year", Range.ANY, absent, "interest rate of the money paid, continuous"));
        }
        if (isSpot()) {
            inputs.add(new Input(
                    CARRY, Role.CARRY, "1 per year", Range.ANY, "cost of carry, continuous: rate minus yield"));
        }
        if (isShifted) {
            inputs.add(new Input(
                    SHIFT,
                    Role.OTHER,
                    "price",
                    Range.ANY,
                    "added to forward and strike, which must be above 0 with it"));
        }
        return List.copyOf(inputs);
    }
}
