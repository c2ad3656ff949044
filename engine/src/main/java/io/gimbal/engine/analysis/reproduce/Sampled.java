package io.gimbal.engine.analysis.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a simulation found.
 *
 * @param paths  how many
 * @param blocks in their order; each holds one for each quantity
 */
record Sampled(int paths, List<List<Moments>> blocks) {
    Sampled {
        blocks = List.copyOf(blocks);
    }

    /** {@return the average of a quantity} */
    Estimate mean(final int quantity) {
        return estimate(block -> block.get(quantity).mean());
    }

    /** {@return the standard deviation of a quantity} */
    Estimate standardDeviation(final int quantity) {
        return estimate(block -> block.get(quantity).standardDeviation());
    }

    /**
     * Takes a figure from all paths, and its error from the scatter of the same figure over the blocks.
     *
     * @param figure of the moments of all quantities
     * @return with its standard error
     */
    Estimate estimate(final ToDoubleFunction<List<Moments>> figure) {
        final Moments scatter = new Moments();
        for (final List<Moments> block : blocks) {
            scatter.add(figure.applyAsDouble(block));
        }
        final double error = scatter.standardDeviation() / Math.sqrt(blocks.size() - 1.0);
        return new Estimate(figure.applyAsDouble(together()), error);
    }

    private List<Moments> together() {
        final List<Moments> sums = new ArrayList<>();
        for (int quantity = 0; quantity < blocks.get(0).size(); quantity++) {
            final Moments sum = new Moments();
            for (final List<Moments> block : blocks) {
                sum.add(block.get(quantity));
            }
            sums.add(sum);
        }
        return sums;
    }
}
