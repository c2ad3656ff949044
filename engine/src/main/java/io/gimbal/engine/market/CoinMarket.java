package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import java.util.List;

/**
 * How one coin's simulated market behaves: its index is a geometric Brownian motion with jumps, held between 1e-6 and
 * 1e9 USD; its forwards carry, its options follow a smile. Rates and volatilities are per year of 365 days and absolute.
 *
 * @param coin           base coin, upper case
 * @param quotes         {@code USD} lists inverse instruments, {@code USDC} linear ones
 * @param spot           index at the start, USD per coin
 * @param drift          of the index
 * @param vol            of the index
 * @param jumpsPerYear   intensity; 0 for none
 * @param jumpMean       mean of the logarithm of a jump
 * @param jumpVol        standard deviation of the logarithm of a jump
 * @param carry          forward = index × exp(carry × years)
 * @param perpetualBasis perpetual over index, minus 1
 * @param smile          of every expiry
 * @param strikeStep     distance between strikes, USD times 1e8
 * @param strikes        strikes per expiry, around the money
 * @param expiryDays     expiries: 1 is the first 08:00 UTC after the start, 2 the one after
 */
public record CoinMarket(
        String coin,
        List<String> quotes,
        double spot,
        double drift,
        double vol,
        double jumpsPerYear,
        double jumpMean,
        double jumpVol,
        double carry,
        double perpetualBasis,
        SmileShape smile,
        long strikeStep,
        int strikes,
        List<Integer> expiryDays) {

    private static final List<Integer> EXPIRY_DAYS = List.of(1, 2, 3, 7, 14, 30, 60, 90);
    private static final List<String> INVERSE = List.of("USD");
    private static final double HIGHEST_SPOT = 1e9;
    private static final int STRIKES = 25;
    private static final double STRIKE_SPACING = 0.01;

    /** {@return an inverse BTC market at 90,000 USD} */
    public static CoinMarket btc() {
        return ordinary("BTC", 90_000.0);
    }

    /** {@return an inverse ETH market at 3,000 USD} */
    public static CoinMarket eth() {
        return ordinary("ETH", 3_000.0);
    }

    /**
     * A market of ordinary crypto numbers: 60 % volatility, 5 % carry, no jumps; eight expiries of 25 strikes, at the
     * round distance (1, 2 or 5 times a power of ten) that is the first not below one percent.
     *
     * @param coin base coin, upper case
     * @param spot index at the start, USD per coin, up to 1e9
     * @return the market, inverse
     */
    public static CoinMarket ordinary(final String coin, final double spot) {
        return new CoinMarket(
                coin,
                INVERSE,
                spot,
                0.0,
                0.60,
                0.0,
                0.0,
                0.0,
                0.05,
                0.0001,
                SmileShape.CRYPTO,
                roundStep(spot),
                STRIKES,
                EXPIRY_DAYS);
    }

    /**
     * The same market with other instruments listed.
     *
     * @param newQuotes {@code USD} for inverse, {@code USDC} for linear, or both
     * @return a copy
     */
    public CoinMarket quotedIn(final List<String> newQuotes) {
        return new CoinMarket(
                coin,
                List.copyOf(newQuotes),
                spot,
                drift,
                vol,
                jumpsPerYear,
                jumpMean,
                jumpVol,
                carry,
                perpetualBasis,
                smile,
                strikeStep,
                strikes,
                expiryDays);
    }

    /**
     * The same market with another index process.
     *
     * @param newDrift per year
     * @param newVol   per year, 0 or more
     * @return a copy
     */
    public CoinMarket moving(final double newDrift, final double newVol) {
        return new CoinMarket(
                coin,
                quotes,
                spot,
                newDrift,
                newVol,
                jumpsPerYear,
                jumpMean,
                jumpVol,
                carry,
                perpetualBasis,
                smile,
                strikeStep,
                strikes,
                expiryDays);
    }

    /**
     * The same market with jumps.
     *
     * @param perYear intensity, 0 or more
     * @param mean    of a jump's logarithm
     * @param jumpStd standard deviation of a jump's logarithm
     * @return a copy
     */
    public CoinMarket jumping(final double perYear, final double mean, final double jumpStd) {
        return new CoinMarket(
                coin,
                quotes,
                spot,
                drift,
                vol,
                perYear,
                mean,
                jumpStd,
                carry,
                perpetualBasis,
                smile,
                strikeStep,
                strikes,
                expiryDays);
    }

    /**
     * The same market with another smile.
     *
     * @param newSmile of every expiry
     * @return a copy
     */
    public CoinMarket smiling(final SmileShape newSmile) {
        return new CoinMarket(
                coin,
                quotes,
                spot,
                drift,
                vol,
                jumpsPerYear,
                jumpMean,
                jumpVol,
                carry,
                perpetualBasis,
                newSmile,
                strikeStep,
                strikes,
                expiryDays);
    }

    /**
     * The same market with other expiries.
     *
     * @param days 1 is the first 08:00 UTC after the start, 2 the one after
     * @return a copy
     */
    public CoinMarket expiring(final List<Integer> days) {
        return with(perpetualBasis, strikes, List.copyOf(days));
    }

    /**
     * The same market with its perpetual elsewhere; what lies beyond 2.5 basis points of the index is paid as funding.
     *
     * @param newBasis perpetual over index, minus 1
     * @return a copy
     */
    public CoinMarket basedAt(final double newBasis) {
        return with(newBasis, strikes, expiryDays);
    }

    /**
     * The same market with another number of strikes.
     *
     * @param newStrikes per expiry, around the money
     * @return a copy
     */
    public CoinMarket listing(final int newStrikes) {
        return with(perpetualBasis, newStrikes, expiryDays);
    }

    private CoinMarket with(final double newBasis, final int newStrikes, final List<Integer> newExpiryDays) {
        return new CoinMarket(
                coin,
                quotes,
                spot,
                drift,
                vol,
                jumpsPerYear,
                jumpMean,
                jumpVol,
                carry,
                newBasis,
                smile,
                strikeStep,
                newStrikes,
                newExpiryDays);
    }

    private static long roundStep(final double spot) {
        final double least = Math.min(spot, HIGHEST_SPOT) * STRIKE_SPACING * Decimals.ONE;
        long power = 1;
        while (power * 5 < least) {
            power *= 10;
        }
        return power >= least ? power : power * 2 >= least ? power * 2 : power * 5;
    }

    void check() {
        check(!quotes.isEmpty(), "quotes", quotes.size());
        check(spot > 0.0 && spot < 1e9, "spot", spot);
        check(vol >= 0.0 && vol < 100.0, "vol", vol);
        check(Math.abs(drift) < 100.0, "drift", drift);
        check(jumpsPerYear >= 0.0 && jumpsPerYear < 1e6, "jumpsPerYear", jumpsPerYear);
        check(Math.abs(jumpMean) < 10.0, "jumpMean", jumpMean);
        check(jumpVol >= 0.0 && jumpVol < 10.0, "jumpVol", jumpVol);
        check(Math.abs(carry) < 10.0, "carry", carry);
        check(Math.abs(perpetualBasis) < 0.5, "perpetualBasis", perpetualBasis);
        check(smile.noise() >= 0.0, "smile.noise", smile.noise());
        check(strikeStep > 0, "strikeStep", (double) strikeStep);
        check(strikes >= 0, "strikes", strikes);
        check(expiryDays.stream().allMatch(day -> day > 0), "expiryDays", expiryDays.size());
    }

    private void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: coin=" + coin + ", " + name + "=" + value);
        }
    }
}
