package io.gimbal.engine.analysis.frontier;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a sample with one block of paths left out, and the standard errors that follow from leaving out each in
 * turn. A path belongs to the block of its index modulo {@link #BLOCKS}; blocks are the same for all policies, so what
 * is common to them cancels in ratios. B. Efron, "The jackknife, the bootstrap and other resampling plans" (1982).
 */
final class Jackknife {
    /** Blocks of paths. */
    static final int BLOCKS = 50;

    /** Leaves out no block. */
    static final int NONE = -1;

    private static final double TAIL = 0.05;

    private Jackknife() {}

    /** {@return standard error of a statistic from its values with each block left out} */
    static double error(final IntToDoubleFunction without) {
        final double[] values = new double[BLOCKS];
        double mean = 0.0;
        for (int block = 0; block < BLOCKS; block++) {
            values[block] = without.applyAsDouble(block);
            mean += values[block] / BLOCKS;
        }
        double squares = 0.0;
        for (final double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares * (BLOCKS - 1) / BLOCKS);
    }

    /** {@return the value; null for NaN, which no report holds} */
    static @Nullable Double known(final double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    static double mean(final double[] values, final int leftOut) {
        double sum = 0.0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % BLOCKS != leftOut) {
                sum += values[i];
                count++;
            }
        }
        return sum / count;
    }

    static double stdDev(final double[] values, final int leftOut) {
        final double mean = mean(values, leftOut);
        double squares = 0.0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % BLOCKS != leftOut) {
                squares += (values[i] - mean) * (values[i] - mean);
                count++;
            }
        }
        return Math.sqrt(squares / (count - 1));
    }

    /** {@return mean loss of the worst twentieth of P&L; positive for a loss} */
    static double expectedShortfall(final double[] pnl, final int leftOut) {
        final double[] kept = new double[pnl.length];
        int count = 0;
        for (int i = 0; i < pnl.length; i++) {
            if (i % BLOCKS != leftOut) {
                kept[count++] = pnl[i];
            }
        }
        Arrays.sort(kept, 0, count);
        final int worst = Math.max(1, (int) Math.round(TAIL * count));
        double sum = 0.0;
        for (int i = 0; i < worst; i++) {
            sum += kept[i];
        }
        return -sum / worst;
    }
}
