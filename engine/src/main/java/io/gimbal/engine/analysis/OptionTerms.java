package io.gimbal.engine.analysis;

/**
 * Which option: what its value depends on beside the market.
 *
 * @param coin     what option names begin with: a coin, or a coin and its settlement currency
 * @param expiryNs epoch nanoseconds
 * @param strike   USD per coin
 * @param isCall   else a put
 */
record OptionTerms(String coin, long expiryNs, double strike, boolean isCall) {
    /** The part of a venue's instrument name before the first dash; all of it where there is none. */
    static String coin(final String instrumentName) {
        final int dash = instrumentName.indexOf('-');
        return dash < 0 ? instrumentName : instrumentName.substring(0, dash);
    }

    // Only names of linear options name their currency: BTC_USDC-13APR23-27500-C.
    static boolean isLinear(final String coin) {
        return coin.indexOf('_') >= 0;
    }
}
