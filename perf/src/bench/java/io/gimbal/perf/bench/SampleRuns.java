package io.gimbal.perf.bench;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.ImpliedVol;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.Arrays;

/** One pass of each library over the sample. Each returns a sum of its results, so that none is left out. */
final class SampleRuns {
    private final OptionSample sample = new OptionSample();
    private final ImpliedVol implied = new ImpliedVol();
    private final OptionGreeks greeks = new OptionGreeks();
    private final CallStrip[] strips = new CallStrip[OptionSample.SIZE / OptionSample.PER_EXPIRY];
    private final double[] parity = new double[strips.length];
    private final double[] sums = new double[BlackSums.COUNT];

    SampleRuns() {
        fillStrips();
    }

    double coldVols() {
        double sum = 0.0;
        for (int i = 0; i < OptionSample.SIZE; i++) {
            implied.solveBlack(
                    sample.isCall[i], sample.forward[i], sample.strike[i], sample.years[i], sample.price[i]);
            sum += implied.vol();
        }
        return sum;
    }

    double warmVols() {
        double sum = 0.0;
        for (int i = 0; i < OptionSample.SIZE; i++) {
            implied.solveBlack(
                    sample.isCall[i],
                    sample.forward[i],
                    sample.strike[i],
                    sample.years[i],
                    sample.price[i],
                    sample.lastVol[i]);
            sum += implied.vol();
        }
        return sum;
    }

    double strataVols() {
        double sum = 0.0;
        for (int i = 0; i < OptionSample.SIZE; i++) {
            sum += BlackFormulaRepository.impliedVolatility(
                    sample.price[i], sample.forward[i], sample.strike[i], sample.years[i], sample.isCall[i]);
        }
        return sum;
    }

    /** The largest relative error of a cold or warm volatility. The sample's prices are good to 1e-14 of the forward. */
    double worstVolError() {
        double worst = 0.0;
        for (int i = 0; i < OptionSample.SIZE; i++) {
            implied.solveBlack(
                    sample.isCall[i], sample.forward[i], sample.strike[i], sample.years[i], sample.price[i]);
            worst = Math.max(worst, Math.abs(implied.vol() / sample.vol[i] - 1.0));
        }
        return worst;
    }

    /** Price, delta, gamma, vega, theta, vanna, volga and charm, option by option, each on its own. */
    double ourGreeks() {
        double sum = 0.0;
        for (int i = 0; i < OptionSample.SIZE; i++) {
            Black76.evaluate(
                    sample.isCall[i], sample.forward[i], sample.strike[i], sample.years[i], sample.vol[i], greeks);
            sum += greeks.price() + greeks.delta() + greeks.gamma() + greeks.vega();
            sum += greeks.theta() + greeks.vanna() + greeks.volga() + greeks.charm();
        }
        return sum;
    }

    /** The same and speed, zomma, color, veta and dual delta, option by option of an expiry at a time. */
    double ourStrips() {
        double sum = 0.0;
        for (int expiry = 0; expiry < strips.length; expiry++) {
            final int first = expiry * OptionSample.PER_EXPIRY;
            final CallStrip strip = strips[expiry];
            final double forward = sample.forward[first];
            final double years = sample.years[first];
            final double rootTime = Math.sqrt(years);
            Arrays.fill(sums, 0.0);
            strip.addSums(0, strip.size(), forward, strip.logForward(forward), rootTime, sums, 0);
            sum += BlackSums.value(sums, forward) + sums[BlackSums.DELTA] + parity[expiry];
            sum += BlackSums.gamma(sums, forward) + BlackSums.vega(sums, forward, rootTime);
            sum += BlackSums.theta(sums, forward, rootTime) + BlackSums.vanna(sums, rootTime);
            sum += BlackSums.volga(sums, forward, years) + BlackSums.charm(sums, years);
        }
        return sum;
    }

    private void fillStrips() {
        for (int expiry = 0; expiry < strips.length; expiry++) {
            final CallStrip strip = new CallStrip();
            strip.setReference(OptionSample.REFERENCE);
            for (int i = expiry * OptionSample.PER_EXPIRY; i < (expiry + 1) * OptionSample.PER_EXPIRY; i++) {
                strip.add(sample.strike[i], 1.0, sample.vol[i]);
                parity[expiry] += sample.isCall[i] ? 0.0 : sample.strike[i] - sample.forward[i] - 1.0;
            }
            strips[expiry] = strip;
        }
    }

    /** The same without charm, which the library does not have. */
    double strataGreeks() {
        double sum = 0.0;
        for (int i = 0; i < OptionSample.SIZE; i++) {
            final boolean isCall = sample.isCall[i];
            final double forward = sample.forward[i];
            final double strike = sample.strike[i];
            final double years = sample.years[i];
            final double vol = sample.vol[i];
            sum += BlackFormulaRepository.price(forward, strike, years, vol, isCall)
                    + BlackFormulaRepository.delta(forward, strike, years, vol, isCall)
                    + BlackFormulaRepository.gamma(forward, strike, years, vol)
                    + BlackFormulaRepository.vega(forward, strike, years, vol);
            sum += BlackFormulaRepository.driftlessTheta(forward, strike, years, vol)
                    + BlackFormulaRepository.vanna(forward, strike, years, vol)
                    + BlackFormulaRepository.volga(forward, strike, years, vol);
        }
        return sum;
    }
}
