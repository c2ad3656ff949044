package io.gimbal.perf.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Holds the speed of the pricing to what is promised, as ratios to Strata on the same inputs in one process. The
 * contenders take turns, and each counts with its median, so that a busy neighbour slows all or none. Exits with 1 when a
 * ratio is too low or a volatility is wrong.
 */
public final class PricingRatios {
    private static final double COLD_AT_LEAST = 2.0;
    private static final double WARM_AT_LEAST = 5.0;
    private static final double GREEKS_AT_LEAST = 2.0;
    private static final double VOL_ERROR_AT_MOST = 1e-11;
    private static final int WARM_UP_ROUNDS = 150;
    private static final int ROUNDS = 300;

    private final SampleRuns runs = new SampleRuns();
    private double sink;

    private PricingRatios() {}

    /**
     * Measures, prints one line per ratio, and fails when one is too low.
     *
     * @param args none
     */
    public static void main(final String[] args) {
        final boolean isGood = new PricingRatios().measure();
        System.exit(isGood ? 0 : 1);
    }

    private boolean measure() {
        final double[] medians = medians(
                runs::strataVols, runs::coldVols, runs::warmVols, runs::strataGreeks, runs::ourGreeks);
        final double worst = runs.worstVolError();
        System.out.printf(Locale.ROOT, "largest error of a volatility: %.2g%n", worst);
        final boolean isCold = compare("implied vol, cold", medians[0], medians[1], COLD_AT_LEAST);
        final boolean isWarm = compare("implied vol, warm", medians[0], medians[2], WARM_AT_LEAST);
        final boolean isGreeks = compare("value and Greeks", medians[3], medians[4], GREEKS_AT_LEAST);
        return isCold && isWarm && isGreeks && worst <= VOL_ERROR_AT_MOST && Double.isFinite(sink);
    }

    private static boolean compare(final String what, final double theirs, final double ours, final double atLeast) {
        System.out.printf(
                Locale.ROOT,
                "%s: strata=%.0f ns, gimbal=%.0f ns, ratio=%.2f, at least %.1f%n",
                what,
                theirs,
                ours,
                theirs / ours,
                atLeast);
        return theirs / ours >= atLeast;
    }

    private double[] medians(final DoubleSupplier... contenders) {
        final double[][] times = new double[contenders.length][ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (int i = 0; i < contenders.length; i++) {
                final long startNs = System.nanoTime();
                sink += contenders[i].getAsDouble();
                final double each = (System.nanoTime() - startNs) / (double) OptionSample.SIZE;
                if (round >= 0) {
                    times[i][round] = each;
                }
            }
        }
        return Arrays.stream(times).mapToDouble(PricingRatios::median).toArray();
    }

    private static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
