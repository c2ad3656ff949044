package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;

/**
 * One option at one moment, as a chain file recorded it. Numbers are decimals times 1e8; what the file does not say is
 * {@link #ABSENT}.
 *
 * @param timeNs          when the venue stated it, epoch nanoseconds
 * @param instrumentName  the venue's name
 * @param coin            base coin
 * @param expiryNs        epoch nanoseconds
 * @param strike          USD per coin
 * @param isCall          else it is a put
 * @param underlyingIndex what the forward is called: a listed future, {@code SYN.BTC-13APR23}, {@code SYN.EXPIRY} in the
 *                        delivery window, or {@code index_price}
 * @param underlyingPrice the forward on which the option is priced, USD per coin
 * @param indexPrice      USD per coin
 * @param markPrice       coin for inverse options, USD for linear ones
 * @param markVol         absolute: 0.60 is 60 %
 * @param bidPrice        in the unit of the mark; absent when nobody bids
 * @param bidAmount       coins
 * @param askPrice        in the unit of the mark; absent when nobody offers
 * @param askAmount       coins
 * @param delta           the venue's, coins per coin, not premium-adjusted
 * @param gamma           the venue's, per USD
 * @param vega            the venue's, USD per vol point
 * @param theta           the venue's, USD per day
 * @param rho             the venue's, USD per 0.01 of rate
 * @param openInterest    coins
 */
public record ChainRow(
        long timeNs,
        String instrumentName,
        String coin,
        long expiryNs,
        long strike,
        boolean isCall,
        String underlyingIndex,
        long underlyingPrice,
        long indexPrice,
        long markPrice,
        long markVol,
        long bidPrice,
        long bidAmount,
        long askPrice,
        long askAmount,
        long delta,
        long gamma,
        long vega,
        long theta,
        long rho,
        long openInterest) {

    /** What the file does not say, or an empty side of the book. */
    public static final long ABSENT = Decimals.ABSENT;
}
