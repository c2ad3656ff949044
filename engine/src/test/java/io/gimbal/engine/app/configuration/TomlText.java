package io.gimbal.engine.app.configuration;

/** Small configurations for tests. */
final class TomlText {
    /** A complete book in the fewest words. */
    static final String BOOK = """
            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 2.5
            """;

    /** A straddle rule for it. */
    static final String RULE = """
            [book.rule]
            expiries = 2
            min_days = 1.0
            strikes = 3
            legs = "call_and_put"
            quantity_coins = -10.0
            """;

    private TomlText() {}

    static String desk() {
        return BOOK + RULE;
    }
}
