package io.gimbal.engine.app.session;

/** Configurations of scenario desks. */
final class DeskFiles {
    private static final int INVERSE_TICKS = 1_000;
    private static final int LINEAR_TICKS = 500;

    private DeskFiles() {}

    /**
     * A desk of one BTC book hedged with the perpetual of its style, whose account says what it holds. Its limit prices
     * leave 500 USD of room, so that an order still meets the book when the market jumped on the way.
     */
    static String desk(final String style, final String sense, final double halfWidthCoins) {
        final boolean isLinear = style.equals("linear");
        final String perpetual = isLinear ? "BTC_USDC-PERPETUAL" : "BTC-PERPETUAL";
        return """
                [venue]
                account_write = true
                [limits]
                max_order_usd = 5000000.0
                max_position_usd = 20000000.0
                [hedging]
                price_offset_ticks = %d
                [[book]]
                coin = "BTC"
                style = "%s"
                hedge_instrument = "%s"
                sense = "%s"
                half_width_coins = %s
                cash_coins = 0.0
                cash_usd = 0.0
                """.formatted(isLinear ? LINEAR_TICKS : INVERSE_TICKS, style, perpetual, sense, halfWidthCoins);
    }
}
