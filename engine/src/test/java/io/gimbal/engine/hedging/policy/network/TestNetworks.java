package io.gimbal.engine.hedging.policy.network;

import io.gimbal.engine.market.SplitMix64;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** Networks that were never trained: weights of a seed, at home everywhere, kept everywhere. */
public final class TestNetworks {
    private static final double FAR = 1e6;

    private TestNetworks() {}

    /** {@return a row that may be spoilt} */
    public static double[] row(final long seed) {
        final SplitMix64 random = new SplitMix64(seed);
        final double[] row = new double[NetworkShape.SIZE];
        row[0] = NetworkShape.FORMAT;
        for (int i = NetworkShape.FIRST; i < NetworkShape.MEAN; i++) {
            row[i] = random.nextDouble() - 0.5;
        }
        int at = NetworkShape.PRECISION;
        for (int i = 0; i < NetworkShape.INPUTS; i++) {
            row[NetworkShape.INVERSE_DEVIATION + i] = 1;
            row[NetworkShape.LEAST + i] = -FAR;
            row[NetworkShape.MOST + i] = FAR;
            row[at] = 1;
            at += NetworkShape.INPUTS - i;
        }
        row[NetworkShape.MOST_DISTANCE] = FAR;
        row[NetworkShape.COST_EDGES] = 5e-4;
        row[NetworkShape.COST_EDGES + 1] = 2e-3;
        row[NetworkShape.WIDTH_EDGES] = 0.16;
        row[NetworkShape.WIDTH_EDGES + 1] = 0.36;
        row[NetworkShape.KEPT] = (double) ((1L << NetworkShape.CELLS) - 1);
        return row;
    }

    /** {@return the network of a row} */
    public static BandNetwork network(final double[] row) {
        return Objects.requireNonNull(BandNetwork.of(row));
    }

    /** {@return the network of a seed, one word of it changed} */
    public static BandNetwork network(final long seed, final int word, final DoubleUnaryOperator change) {
        final double[] row = row(seed);
        row[word] = change.applyAsDouble(row[word]);
        return network(row);
    }
}
