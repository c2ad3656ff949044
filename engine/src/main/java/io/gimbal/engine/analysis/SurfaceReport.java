package io.gimbal.engine.analysis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smiles of a chain.
 *
 * @param file            the chain
 * @param fromMs          first row of the pass that was fitted, epoch milliseconds
 * @param toMs            its last row
 * @param freeOfArbitrage whether every published slice has no butterfly and no calendar spread against its neighbours
 * @param coins           by name: a coin, or a coin and its settlement currency
 * @param deltas          of every option, where they were asked for
 * @param minimumVariance what history says of the minimum-variance delta, where it was asked for
 */
public record SurfaceReport(
        String file,
        long fromMs,
        long toMs,
        boolean freeOfArbitrage,
        List<Coin> coins,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DeltaReport deltas,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HullWhiteReport minimumVariance) {
    /**
     * The same smiles with what history says.
     *
     * @param learnt of the minimum-variance delta
     * @return a copy
     */
    public SurfaceReport with(final HullWhiteReport learnt) {
        return new SurfaceReport(file, fromMs, toMs, freeOfArbitrage, coins, deltas, learnt);
    }

    /**
     * One surface.
     *
     * @param coin     what its option names begin with
     * @param linear  whether its options are quoted in dollars
     * @param expiries ascending
     */
    public record Coin(String coin, boolean linear, List<Expiry> expiries) {}

    /**
     * One expiry. Where {@code slice} is null nothing could be fitted, and its strikes are valued between its neighbours.
     *
     * @param expiry            ISO 8601
     * @param timeToExpiryYears at the end of the pass, ACT/365
     * @param forward           what market and slice are measured against
     * @param slice             the smile
     * @param quotes            what it was fitted to
     */
    public record Expiry(
            String expiry,
            double timeToExpiryYears,
            Forward forward,
            @Nullable Slice slice,
            @JsonIgnore List<Quote> quotes) {}

    /**
     * The forward and what put-call parity says of it.
     *
     * @param used                what the slice is fitted on, USD per coin
     * @param source              {@code parity}, or {@code venue} where parity does not say it to 0.1 %
     * @param venue               mean of the venue's own
     * @param parity              with nothing discounted; the venue's where the status is not OK
     * @param parityError         standard error by the spreads, USD per coin
     * @param status              of {@code parity}
     * @param pairs               strikes with a two-sided call and put
     * @param pairsUsed           of them those that agree
     * @param discount            that the fit uses: 1, as the venue does
     * @param discountParity      that parity alone would say; 1 where it says nothing
     * @param discountParityError its standard error by the spreads
     * @param discountStatus      of {@code discountParity}
     */
    public record Forward(
            double used,
            String source,
            double venue,
            double parity,
            double parityError,
            String status,
            int pairs,
            int pairsUsed,
            double discount,
            double discountParity,
            double discountParityError,
            String discountStatus) {}

    /**
     * A published smile.
     *
     * @param status         {@code SVI}, {@code SSVI} or {@code KEPT}
     * @param version        of the slice
     * @param a              level of total variance
     * @param b              half the sum of the wings' slopes
     * @param rho            tilt
     * @param m              log-moneyness of the turn
     * @param sigma          its width
     * @param atmVol         volatility at the forward
     * @param atmSkew        its derivative by log-moneyness there
     * @param atmCurvature   its second derivative there
     * @param fit            errors and effort
     * @param arbitrage      what was looked for
     */
    public record Slice(
            String status,
            long version,
            double a,
            double b,
            double rho,
            double m,
            double sigma,
            double atmVol,
            double atmSkew,
            double atmCurvature,
            Fit fit,
            Arbitrage arbitrage) {}

    /**
     * How a slice fits; weights are vega over spread.
     *
     * @param quotes         used: two-sided, call delta within 0.05 and 0.95
     * @param rmsVol         distance to the mid, absolute volatility
     * @param rmsHalfSpreads the same in half-spreads
     * @param meanHalfSpread absolute volatility
     * @param shareInside    weighted share of quotes with the slice between bid and ask
     * @param iterations     evaluations of the sum of squares
     * @param micros         median wall time of five cold fits
     */
    public record Fit(
            int quotes,
            double rmsVol,
            double rmsHalfSpreads,
            double meanHalfSpread,
            double shareInside,
            int iterations,
            double micros) {}

    /**
     * Static arbitrage of a slice.
     *
     * @param noButterfly  whether the density is nowhere negative
     * @param leastDensity smallest g
     * @param noCalendar   whether total variance rises from the slice before everywhere
     * @param leastRise    smallest relative rise; 0 for the first slice
     */
    public record Arbitrage(boolean noButterfly, double leastDensity, boolean noCalendar, double leastRise) {}

    /**
     * One quote.
     *
     * @param k      ln(strike / forward)
     * @param bidVol absolute
     * @param askVol absolute
     */
    public record Quote(double k, double bidVol, double askVol) {}
}
