package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recorded options say of the minimum-variance delta.
 *
 * @param horizonSeconds length of a hedging interval
 * @param halfLifeDays   after which an interval counts half
 * @param records        taken from chains and journals
 * @param holes          intervals thrown away for a hole in the data
 * @param coins          by name
 */
public record HullWhiteReport(double horizonSeconds, double halfLifeDays, long records, long holes, List<Coin> coins) {
    /**
     * One coin.
     *
     * @param coin   what its option names begin with
     * @param fromMs beginning of the first interval, epoch milliseconds
     * @param toMs   end of the last
     * @param splitMs until here the first part is fitted, from here on the second judges
     * @param calls  of calls
     * @param puts   of puts
     */
    public record Coin(String coin, long fromMs, long toMs, long splitMs, Side calls, Side puts) {
        HullWhiteCoefficients coefficients() {
            return new HullWhiteCoefficients(calls.coefficients(), puts.coefficients());
        }
    }

    /**
     * Calls or puts. Gain is Hull and White's: 1 less the squared hedge errors of the minimum-variance delta over those of
     * Black's, unweighted; null where there is nothing to measure it on.
     *
     * @param enough       whether the history is long enough; where it is not, every coefficient is 0
     * @param a            of the constant, from all intervals
     * @param b            of delta
     * @param c            of delta squared
     * @param tA           how a compares with its standard error; 0 where it was dropped
     * @param tB           likewise
     * @param tC           likewise
     * @param observations options times intervals
     * @param effective    the same by their present weight
     * @param moves        distinct intervals among them
     * @param gain         of the coefficients on what they were fitted to: in sample
     * @param fitted       observations of the first part
     * @param gainFitted   of coefficients fitted to the first part, on the first part
     * @param judged       observations of the second part
     * @param gainJudged   of the same coefficients on the second part: out of sample
     */
    public record Side(
            boolean enough,
            double a,
            double b,
            double c,
            double tA,
            double tB,
            double tC,
            long observations,
            double effective,
            int moves,
            @Nullable Double gain,
            long fitted,
            @Nullable Double gainFitted,
            long judged,
            @Nullable Double gainJudged) {
        HullWhiteCoefficients.Side coefficients() {
            return new HullWhiteCoefficients.Side(a, b, c);
        }
    }

    /**
     * The coefficients of a coin.
     *
     * @param coin what its option names begin with
     * @return zeros where the history does not know it
     */
    public HullWhiteCoefficients coefficients(final String coin) {
        return coins.stream()
                .filter(each -> each.coin().equals(coin))
                .findFirst()
                .map(Coin::coefficients)
                .orElse(HullWhiteCoefficients.ZERO);
    }
}
