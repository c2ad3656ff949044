package io.gimbal.engine.pricing.instrument;

import org.jspecify.annotations.Nullable;

/**
 * A price or one of its derivatives. Each is the derivative of a lower one by a {@link Role}, so a definition can be
 * checked by differences. All are those of one long unit of the instrument, in the instrument's own unit of value (its
 * numeraire), raw: per 1.00 of volatility or rate, per year of 365 days, per unit of the underlying's price.
 * {@link CashGreeks} has the forms in which a desk quotes them.
 */
public enum Greek {
    /** V, the value. In the numeraire. */
    PRICE("price", "V", null, null),
    /** dV/dU, U the underlying's price (spot or forward, as the input says). Above 0 for a long call. */
    DELTA("delta", "dV/dU", PRICE, Role.UNDERLYING),
    /** d2V/dU2. At least 0 for a long vanilla option settled in the currency of its price. */
    GAMMA("gamma", "d2V/dU2", DELTA, Role.UNDERLYING),
    /** dV/dvol, per 1.00 of volatility. */
    VEGA("vega", "dV/dvol per 1.00", PRICE, Role.VOL),
    /** -dV/dT, T the time left: change per year as the calendar moves on and nothing else does. */
    THETA("theta", "-dV/dT per year", PRICE, Role.TIME),
    /** d2V/dU dvol: delta's change per 1.00 of volatility. */
    VANNA("vanna", "d2V/dU dvol per 1.00", DELTA, Role.VOL),
    /** d2V/dvol2: vega's change per 1.00 of volatility. */
    VOLGA("volga", "d2V/dvol2 per 1.00^2", VEGA, Role.VOL),
    /** -d2V/dU dT: delta's change per year as the calendar moves on. */
    CHARM("charm", "-d2V/dU dT per year", DELTA, Role.TIME),
    /** dV/drate, per 1.00 of interest rate; a carry moves with the rate, see {@link Role#CARRY}. */
    RHO("rho", "dV/drate per 1.00, carry moving along", PRICE, Role.RATE),
    /** d3V/dU3: gamma's change per unit of the underlying. */
    SPEED("speed", "d3V/dU3", GAMMA, Role.UNDERLYING),
    /** d3V/dU2 dvol: gamma's change per 1.00 of volatility. */
    ZOMMA("zomma", "d3V/dU2 dvol per 1.00", GAMMA, Role.VOL),
    /** -d3V/dU2 dT: gamma's change per year as the calendar moves on. */
    COLOR("color", "-d3V/dU2 dT per year", GAMMA, Role.TIME),
    /** -d2V/dvol dT: vega's change per year as the calendar moves on. */
    VETA("veta", "-d2V/dvol dT per year", VEGA, Role.TIME),
    /** dV/dK, K the strike. Below 0 for a long call. */
    DUAL_DELTA("dual_delta", "dV/dK", PRICE, Role.STRIKE);

    private final String column;
    private final String definition;
    private final @Nullable Greek lower;
    private final @Nullable Role by;

    Greek(final String column, final String definition, final @Nullable Greek lower, final @Nullable Role by) {
        this.column = column;
        this.definition = definition;
        this.lower = lower;
        this.by = by;
    }

    /** {@return its place among all, from 0} */
    @SuppressWarnings("EnumOrdinal") // Arrays by constant; nothing that outlives the process holds the number.
    int index() {
        return ordinal();
    }

    /** {@return its name in files and JSON, lower case} */
    public String column() {
        return column;
    }

    /** {@return its definition in one line: V value, U underlying, T years left, K strike} */
    public String definition() {
        return definition;
    }

    /** {@return the Greek this one is a derivative of; null for the price} */
    public @Nullable Greek lower() {
        return lower;
    }

    /** {@return what the lower Greek is differentiated by; null for the price} */
    public @Nullable Role by() {
        return by;
    }

    /** {@return -1 where the derivative by time left is taken with the calendar's sign, else +1} */
    public double sign() {
        return by == Role.TIME ? -1.0 : 1.0;
    }
}
