package io.gimbal.engine.analysis.learning;

/**
 * How a network is trained and measured.
 *
 * @param world  market
 * @param seed   of all chance; equal settings give equal bits
 * @param epochs of forty updates each, from 1 to 1,000
 * @param books  of one update, from 1 to 256
 * @param paths  of one book, even, from 4 to 1,024
 * @param steps  of one path, from 16 to 8,192
 * @param trials books of each cell in each of the two evaluations, from 2 to 10,000
 */
public record LearningSettings(
        LearningWorld world, long seed, int epochs, int books, int paths, int steps, int trials) {
    /** Updates of one epoch. */
    public static final int UPDATES_PER_EPOCH = 40;

    private static final int MOST_EPOCHS = 1_000;
    private static final int MOST_BOOKS = 256;
    private static final int FEWEST_PATHS = 4;
    private static final int MOST_PATHS = 1_024;
    private static final int FEWEST_STEPS = 16;
    private static final int MOST_STEPS = 8_192;
    private static final int FEWEST_TRIALS = 2;
    private static final int MOST_TRIALS = 10_000;

    /**
     * Checks the ranges.
     *
     * @param world  as above
     * @param seed   as above
     * @param epochs as above
     * @param books  as above
     * @param paths  as above
     * @param steps  as above
     * @param trials as above
     * @throws IllegalArgumentException when one is out of range
     */
    public LearningSettings {
        check("epochs", epochs, 1, MOST_EPOCHS);
        check("books", books, 1, MOST_BOOKS);
        check("paths", paths, FEWEST_PATHS, MOST_PATHS);
        check("steps", steps, FEWEST_STEPS, MOST_STEPS);
        check("trials", trials, FEWEST_TRIALS, MOST_TRIALS);
        if (paths % 2 != 0) {
            throw new IllegalArgumentException("paths must be even, for each has its mirror: paths=" + paths);
        }
    }

    /** The same on a grid twice as fine, with half of the paths: an evaluation must not share the training's grid. */
    LearningSettings finer() {
        final int half = Math.max(paths / 4 * 2, FEWEST_PATHS);
        return new LearningSettings(world, seed, epochs, books, half, Math.min(2 * steps, MOST_STEPS), trials);
    }

    private static void check(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", found " + value);
        }
    }

    /**
     * What a desk would train with.
     *
     * @param world market
     * @param seed  of all chance
     * @return settings to change from
     */
    public static LearningSettings usual(final LearningWorld world, final long seed) {
        return new LearningSettings(world, seed, 20, 8, 32, 384, 64);
    }

    /**
     * Enough to see that everything works; too little to learn much.
     *
     * @param world market
     * @param seed  of all chance
     * @return settings to change from
     */
    public static LearningSettings quick(final LearningWorld world, final long seed) {
        return new LearningSettings(world, seed, 1, 2, 16, 96, 4);
    }
}
