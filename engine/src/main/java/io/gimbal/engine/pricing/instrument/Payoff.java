package io.gimbal.engine.pricing.instrument;

/** What a European option pays at its expiry, S being the price then, K the strike. */
enum Payoff {
    /** Call max(S - K, 0), put max(K - S, 0). */
    VANILLA("", "vanilla call or put"),
    /** One unit of the currency of payment where a call (S above K) or a put (S below K) ends in the money. */
    CASH_DIGITAL("-cash-digital", "digital paying one unit of money in the money"),
    /** The underlying, S, where a call or a put ends in the money. */
    ASSET_DIGITAL("-asset-digital", "digital paying the underlying in the money"),
    /** S - K in any case. */
    FORWARD("-forward", "forward contract, underlying minus strike");

    private final String suffix;
    private final String words;

    Payoff(final String suffix, final String words) {
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
}
