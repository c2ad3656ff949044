package io.gimbal.engine.greeks;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.OptionGreeks;

/**
 * What of an expiry is wanted in reports but not at every event: the higher Greeks, the numerical certificate, and beside
 * it how uncertain the inputs are, so that nobody takes the one for the other. Looks at every line of the expiry. Owned by
 * the engine thread; allocates nothing.
 */
final class ExpiryReport {
    private final OptionGreeks option = new OptionGreeks();
    private final double[] errors = new double[BlackSums.COUNT];

    ExpiryReport() {}

    /**
     * Completes the sums of an expiry that was just valued.
     *
     * @param valuer          of the expiry
     * @param hedgeHalfSpread half the hedge instrument's spread, USD; for forwards without a quoted future
     * @param sum             to complete
     */
    void complete(final ExpiryValuer valuer, final double hedgeHalfSpread, final ExpirySums sum) {
        if (!(sum.timeToExpiryYears > 0 && sum.forward > 0)) {
            return;
        }
        add(valuer.inverse(), sum);
        add(valuer.linear(), sum);
        sum.forwardUncertainty = Math.abs(sum.gamma) * halfSpread(valuer, hedgeHalfSpread * sum.beta);
        addVolUncertainty(valuer.expiry(), sum);
    }

    private void add(final ExpiryStrip strip, final ExpirySums sum) {
        if (strip.held() == 0) {
            return;
        }
        final double f = sum.windowFraction;
        final double forward = sum.forward;
        final double years = sum.timeToExpiryYears;
        final double[] sums = strip.valuer().allSums();
        sum.speed += f * f * f * BlackSums.speed(sums, forward);
        sum.zomma += f * f * BlackSums.zomma(sums, forward);
        final double decay = f < 1 ? 2 * f * BlackSums.gamma(sums, forward) / ExpiryValuer.WINDOW_YEARS : 0;
        sum.colorPerYear += f * f * BlackSums.color(sums, forward, years) - decay;
        sum.vetaPerYear += BlackSums.veta(sums, forward, Math.sqrt(years));
        sum.dualDelta += strip.dualDelta();
        strip.valuer().errors(errors);
        sum.deltaError += f * (errors[BlackSums.DELTA] + strip.parityError());
        sum.isFitted |= strip.valuer().isFitValued();
    }

    private static double halfSpread(final ExpiryValuer valuer, final double otherwise) {
        for (int i = 0; i < valuer.futureCount(); i++) {
            final BookLine future = valuer.future(i);
            if (future.isQuoted()) {
                return 0.5 * (future.ask() - future.bid());
            }
        }
        return otherwise;
    }

    private void addVolUncertainty(final Expiry expiry, final ExpirySums sum) {
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            if (line.instrument().isOption() && line.amount() != 0) {
                addVolUncertainty(line, sum);
            }
        }
    }

    private void addVolUncertainty(final BookLine line, final ExpirySums sum) {
        final Instrument instrument = line.instrument();
        final double coins = Math.abs(line.quantity());
        final boolean isValued = Black76.evaluate(
                instrument.isCall(), sum.forward, instrument.strike(), sum.timeToExpiryYears, line.vol(), option);
        if (line.bidVol() > 0 && line.askVol() >= line.bidVol()) {
            addVolUncertainty(coins, 0.5 * (line.askVol() - line.bidVol()), sum);
        } else if (line.isQuoted() && isValued && option.vega() > 0) {
            final double unit = instrument.isInverse() ? sum.forward : 1.0;
            addVolUncertainty(coins, 0.5 * (line.ask() - line.bid()) * unit / option.vega(), sum);
        } else {
            sum.unquoted += coins;
        }
    }

    /** A quote so wide that its volatility says nothing moves delta by no more than delta can move. */
    private void addVolUncertainty(final double coins, final double halfSpread, final ExpirySums sum) {
        sum.volUncertainty += coins * sum.windowFraction * Math.min(Math.abs(option.vanna()) * halfSpread, 1.0);
    }
}
