package io.gimbal.engine.pricing.instrument;

import java.util.List;

/** In what an instrument is paid, and so the numeraire of its value and of all its Greeks. */
enum Settlement {
    /** In the currency of the underlying's price. */
    LINEAR("", "in the currency of the price"),
    /**
     * In the underlying itself (coin): V/U, U the underlying's price now. Every Greek is the exact derivative of V/U, so
     * coin delta is (dV/dU - V/U)/U, in coins per unit of price.
     */
    INVERSE("-inverse", "in coin: value / underlying"),
    /**
     * In a third currency at a fixed rate. The fixed rate takes away the exchange risk, and the forward is lowered by
     * correlation times volatility times exchange volatility; vega and theta include that. Source: J. Hull, "Options,
     * Futures, and Other Derivatives", quantos.
     */
    QUANTO("-quanto", "in another currency at a fixed rate");

    /** Name of the exchange rate's volatility. */
    static final String FX_VOL = "fx_vol";

    /** Name of the exchange rate's correlation. */
    static final String FX_CORRELATION = "fx_correlation";

    /** Name of the fixed rate. */
    static final String FIXED_RATE = "fixed_rate";

    private final String suffix;
    private final String words;

    Settlement(final String suffix, final String words) {
        this.suffix = suffix;
        this.words = words;
    }

    /** {@return what it adds to the name of a model} */
    String suffix() {
        return suffix;
    }

    /** {@return one line for people} */
    String words() {
        return words;
    }

    /** {@return what it needs beyond the model's inputs} */
    List<Input> inputs() {
        if (this != QUANTO) {
            return List.of();
        }
        return List.of(
                new Input(
                        FX_VOL,
                        Role.OTHER,
                        "1 per sqrt(year)",
                        Range.NOT_NEGATIVE,
                        "volatility of the price of the underlying's currency in the currency of payment"),
                new Input(
                        FX_CORRELATION,
                        Role.OTHER,
                        "1",
                        Range.CORRELATION,
                        "correlation of the underlying with that exchange rate"),
                new Input(
                        FIXED_RATE,
                        Role.OTHER,
                        "currency of payment per currency of price",
                        Range.POSITIVE,
                        1.0,
                        "rate at which the payoff is converted"));
    }
}
