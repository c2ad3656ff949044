package io.gimbal.perf.bench;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.SplittableRandom;

/**
 * Ten thousand options as a crypto desk holds them: forwards around 60,000, one day to one year, volatilities from 30 to
 * 120 %, strikes within three standard deviations, all out of the money. The same on every machine.
 */
final class OptionSample {
    /** How many. */
    static final int SIZE = 10_000;

    private static final long SEED = 20_261_121L;
    private static final double DAYS_PER_YEAR = 365.0;

    final boolean[] isCall = new boolean[SIZE];
    final double[] forward = new double[SIZE];
    final double[] strike = new double[SIZE];
    final double[] years = new double[SIZE];
    final double[] vol = new double[SIZE];
    final double[] lastVol = new double[SIZE];
    final double[] price = new double[SIZE];

    OptionSample() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final OptionGreeks greeks = new OptionGreeks();
        for (int i = 0; i < SIZE; i++) {
            forward[i] = random.nextDouble(59_000.0, 61_000.0);
            years[i] = random.nextDouble(1.0, DAYS_PER_YEAR) / DAYS_PER_YEAR;
            vol[i] = random.nextDouble(0.3, 1.2);
            final double stdDevs = random.nextDouble(-3.0, 3.0);
            strike[i] = forward[i] * Math.exp(stdDevs * vol[i] * Math.sqrt(years[i]));
            isCall[i] = strike[i] > forward[i];
            // What a tick changes: up to half a per cent of the volatility.
            lastVol[i] = vol[i] * random.nextDouble(0.995, 1.005);
            Black76.evaluate(isCall[i], forward[i], strike[i], years[i], vol[i], greeks);
            price[i] = greeks.price();
        }
    }
}
