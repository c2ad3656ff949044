package io.gimbal.feeds.exchange.protocol;

/** Trade ids by their number: {@code 208465104}, {@code ETH-2696097}. */
final class TradeIds {
    private TradeIds() {}

    /** {@return the number in an id; 0 for none} */
    static long number(final String tradeId) {
        final String digits = tradeId.substring(tradeId.lastIndexOf('-') + 1);
        try {
            return Long.parseLong(digits);
        } catch (final NumberFormatException e) {
            return 0;
        }
    }
}
