package io.gimbal.engine.analysis.reproduce;

/**
 * How much work a run may do.
 *
 * @param paths   of the largest simulations; smaller ones keep their share of it
 * @param threads that simulate side by side, at least 1; changes no figure
 */
public record ReproduceScale(int paths, int threads) {
    /** What the largest simulations take where nothing else is asked for. */
    public static final int USUAL_PATHS = 1_000_000;

    /** The fewest, a hundred for each block. */
    public static final int FEWEST_PATHS = 6_400;

    /**
     * Checks the two numbers.
     *
     * @param paths   at least {@link #FEWEST_PATHS}
     * @param threads at least 1
     * @throws IllegalArgumentException where one of them is too small
     */
    public ReproduceScale {
        if (paths < FEWEST_PATHS || threads < 1) {
            throw new IllegalArgumentException("scale out of range: paths=" + paths + ", threads=" + threads);
        }
    }

    /** {@return the usual number of paths, on all processors} */
    public static ReproduceScale usual() {
        return new ReproduceScale(USUAL_PATHS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Scales the size of one simulation.
     *
     * @param usual what it takes at {@link #USUAL_PATHS}
     * @return at least {@link #FEWEST_PATHS}, a multiple of {@link MonteCarlo#BLOCKS}
     */
    int paths(final int usual) {
        final long inBlocks = share(usual) / MonteCarlo.BLOCKS * MonteCarlo.BLOCKS;
        return (int) Math.max(inBlocks, FEWEST_PATHS);
    }

    /**
     * Scales a small number.
     *
     * @param usual what it is at {@link #USUAL_PATHS}
     * @return its share, at least 0
     */
    long share(final int usual) {
        return (long) usual * paths / USUAL_PATHS;
    }
}
