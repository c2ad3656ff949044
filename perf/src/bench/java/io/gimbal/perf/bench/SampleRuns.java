package io.gimbal.perf.bench;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.ImpliedVol;
import io.gimbal.engine.pricing.OptionGreeks;

/** One pass of each library over the sample. Each returns a sum of its results, so that none is left out. */
final class SampleRuns {
    private final OptionSample sample = new OptionSample();
    private final ImpliedVol implied = new ImpliedVol();
    private final OptionGreeks greeks = new OptionGreeks();

    SampleRuns() {}

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

    /** Price, delta, gamma, vega, theta, vanna, volga and charm. */
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
