package io.gimbal.engine.hedging.policy.network;

/**
 * How the numbers of a network stand in one row of words. Six inputs, two hidden layers of sixteen, two outputs: one
 * per side of the band. Behind the weights stand what the inputs were like where it was trained, and where it is kept.
 */
public final class NetworkShape {
    /** What a network is shown; see {@code NetworkInputs}. */
    public static final int INPUTS = 6;

    /** Neurons of each of the two hidden layers. */
    public static final int HIDDEN = 16;

    /** Below the target, above the target. */
    public static final int OUTPUTS = 2;

    /** The layout that this class describes, the first word of every row. */
    public static final double FORMAT = 1;

    /** Where weights of the first layer begin, row by row of its neurons. */
    public static final int FIRST = 1;

    /** Where biases of the first layer begin. */
    public static final int FIRST_BIAS = FIRST + HIDDEN * INPUTS;

    /** Where weights of the second layer begin. */
    public static final int SECOND = FIRST_BIAS + HIDDEN;

    /** Where biases of the second layer begin. */
    public static final int SECOND_BIAS = SECOND + HIDDEN * HIDDEN;

    /** Where weights of the outputs begin. */
    public static final int LAST = SECOND_BIAS + HIDDEN;

    /** Where biases of the outputs begin. */
    public static final int LAST_BIAS = LAST + OUTPUTS * HIDDEN;

    /** Where the mean of each input in training begins. */
    public static final int MEAN = LAST_BIAS + OUTPUTS;

    /** Where one over the standard deviation of each input begins. */
    public static final int INVERSE_DEVIATION = MEAN + INPUTS;

    /** Where the inverse of the inputs' correlation begins: rows of its upper half. */
    public static final int PRECISION = INVERSE_DEVIATION + INPUTS;

    /** The squared Mahalanobis distance up to which a network speaks. */
    public static final int MOST_DISTANCE = PRECISION + INPUTS * (INPUTS + 1) / 2;

    /** Where the least value of each input begins at which a network speaks. */
    public static final int LEAST = MOST_DISTANCE + 1;

    /** Where the largest value of each input begins at which a network speaks. */
    public static final int MOST = LEAST + INPUTS;

    /** Two edges of the cost rate, shares, rising: three bands of cost. */
    public static final int COST_EDGES = MOST + INPUTS;

    /** Two edges of the relative width, rising: three bands of width. */
    public static final int WIDTH_EDGES = COST_EDGES + 2;

    /** The sum of the bits of all cells in which the network is kept. */
    public static final int KEPT = WIDTH_EDGES + 2;

    /** Words of a row. */
    public static final int SIZE = KEPT + 1;

    /** Bands of cost and bands of width. */
    public static final int BANDS = 3;

    /** Cells of cost, width and sign of gamma. */
    public static final int CELLS = 2 * BANDS * BANDS;

    /** Words of one event. */
    public static final int CHUNK = 16;

    /** Events that hold one row; the last is filled up with zeros. */
    public static final int CHUNKS = (SIZE + CHUNK - 1) / CHUNK;

    private NetworkShape() {}
}
