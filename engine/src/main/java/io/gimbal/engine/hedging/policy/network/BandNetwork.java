package io.gimbal.engine.hedging.policy.network;

import static io.gimbal.engine.hedging.policy.network.NetworkShape.BANDS;
import static io.gimbal.engine.hedging.policy.network.NetworkShape.CELLS;
import static io.gimbal.engine.hedging.policy.network.NetworkShape.HIDDEN;
import static io.gimbal.engine.hedging.policy.network.NetworkShape.INPUTS;
import static io.gimbal.engine.hedging.policy.network.NetworkShape.OUTPUTS;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A trained network: factors of Whalley and Wilmott's half-width, one per side of the target. The no-transaction-band
 * network of S. Imaki, K. Imajo, K. Ito, K. Minami, K. Nakagawa, arXiv:2103.01775, with the closed form as structural
 * prior: half-width times the exponential of a bounded network (as in A. Arzel, N. Lehdili, arXiv:2603.29994). Only
 * additions, products, quotients and {@link DeterministicMath}, so it says the same on every machine. Immutable;
 * allocates nothing when asked.
 */
public final class BandNetwork {
    /** The logarithm of 4: a network makes the prior at most four times as wide, at least a quarter. */
    public static final double MOST_LOG_FACTOR = 1.3862943611198906;

    private static final long DIGEST_SEED = 0x6D47_6E65_7431L;

    private final double[] words;
    private final long digest;
    private final long kept;

    private BandNetwork(final double[] words) {
        this.words = words;
        digest = digest(words);
        kept = (long) words[NetworkShape.KEPT];
    }

    /**
     * Makes a network of its row of words.
     *
     * @param row as {@link NetworkShape} says; copied
     * @return the network; null when the row is none: another size or format, a word that is no number, a deviation or
     *     distance not above 0, edges that do not rise, a mask that is none
     */
    public static @Nullable BandNetwork of(final double[] row) {
        return row.length == NetworkShape.SIZE && isWhole(row) ? new BandNetwork(row.clone()) : null;
    }

    private static boolean isWhole(final double[] row) {
        boolean isNumber = row[0] == NetworkShape.FORMAT;
        for (final double word : row) {
            isNumber &= Math.abs(word) <= Double.MAX_VALUE;
        }
        for (int i = 0; i < INPUTS; i++) {
            isNumber &= row[NetworkShape.INVERSE_DEVIATION + i] > 0;
            isNumber &= row[NetworkShape.LEAST + i] <= row[NetworkShape.MOST + i];
        }
        final double mask = row[NetworkShape.KEPT];
        return isNumber
                && row[NetworkShape.MOST_DISTANCE] > 0
                && row[NetworkShape.COST_EDGES] < row[NetworkShape.COST_EDGES + 1]
                && row[NetworkShape.WIDTH_EDGES] < row[NetworkShape.WIDTH_EDGES + 1]
                && mask >= 0
                && mask < (double) (1L << CELLS)
                && mask == Math.floor(mask);
    }

    /**
     * Computes the fingerprint of a row.
     *
     * @param row its words
     * @return 64 bits over the raw bits of all words, in order
     */
    public static long digest(final double[] row) {
        long h = Bits.mix(DIGEST_SEED, row.length);
        for (final double word : row) {
            h = Bits.mix(h, word);
        }
        return h;
    }

    /**
     * Runs a network of any row of words, finished or in training.
     *
     * @param row     its words; deviations must stand in it
     * @param inputs  raw, {@link NetworkShape#INPUTS} of them
     * @param from    where they begin
     * @param scratch takes everything that is computed
     */
    public static void run(
            final double[] row, final double[] inputs, final int from, final NetworkScratch scratch) {
        for (int i = 0; i < INPUTS; i++) {
            scratch.inputs[i] = inputs[from + i];
            scratch.standard[i] =
                    (inputs[from + i] - row[NetworkShape.MEAN + i]) * row[NetworkShape.INVERSE_DEVIATION + i];
        }
        for (int neuron = 0; neuron < HIDDEN; neuron++) {
            double sum = row[NetworkShape.FIRST_BIAS + neuron];
            final int weights = NetworkShape.FIRST + neuron * INPUTS;
            for (int i = 0; i < INPUTS; i++) {
                sum += row[weights + i] * scratch.standard[i];
            }
            scratch.first[neuron] = bounded(sum);
        }
        for (int neuron = 0; neuron < HIDDEN; neuron++) {
            double sum = row[NetworkShape.SECOND_BIAS + neuron];
            final int weights = NetworkShape.SECOND + neuron * HIDDEN;
            for (int i = 0; i < HIDDEN; i++) {
                sum += row[weights + i] * scratch.first[i];
            }
            scratch.second[neuron] = bounded(sum);
        }
        for (int output = 0; output < OUTPUTS; output++) {
            double sum = row[NetworkShape.LAST_BIAS + output];
            final int weights = NetworkShape.LAST + output * HIDDEN;
            for (int i = 0; i < HIDDEN; i++) {
                sum += row[weights + i] * scratch.second[i];
            }
            scratch.raw[output] = sum;
        }
    }

    private static double bounded(final double x) {
        return x / (1 + Math.abs(x));
    }

    /**
     * The factor of the half-width that an output means.
     *
     * @param raw the output
     * @return from a quarter to four
     */
    public static double factor(final double raw) {
        return DeterministicMath.exp(MOST_LOG_FACTOR * bounded(raw));
    }

    /**
     * The derivative of the logarithm of {@link #factor} by the output.
     *
     * @param raw the output
     * @return above 0
     */
    public static double factorSlope(final double raw) {
        final double rest = 1 / (1 + Math.abs(raw));
        return MOST_LOG_FACTOR * rest * rest;
    }

    /**
     * Asks the network.
     *
     * @param inputs  raw
     * @param scratch takes the answer; read it by {@link #below} and {@link #above}
     */
    public void run(final double[] inputs, final NetworkScratch scratch) {
        run(words, inputs, 0, scratch);
    }

    /**
     * {@return factor of the half-width below the target}
     *
     * @param scratch of the run
     */
    public static double below(final NetworkScratch scratch) {
        return factor(scratch.raw[0]);
    }

    /**
     * {@return factor of the half-width above the target}
     *
     * @param scratch of the run
     */
    public static double above(final NetworkScratch scratch) {
        return factor(scratch.raw[1]);
    }

    /**
     * How far what was asked is from what the network was trained on.
     *
     * @param scratch of the run
     * @return squared Mahalanobis distance of the inputs; not a number where an input is none
     */
    public double distance(final NetworkScratch scratch) {
        return distance(words, scratch);
    }

    /**
     * The same for any row of words.
     *
     * @param row     its words
     * @param scratch of the run
     * @return squared Mahalanobis distance of the inputs; not a number where an input is none
     */
    public static double distance(final double[] row, final NetworkScratch scratch) {
        int at = NetworkShape.PRECISION;
        double sum = 0;
        for (int i = 0; i < INPUTS; i++) {
            sum += row[at] * scratch.standard[i] * scratch.standard[i];
            at++;
            for (int j = i + 1; j < INPUTS; j++) {
                sum += 2 * row[at] * scratch.standard[i] * scratch.standard[j];
                at++;
            }
        }
        return sum;
    }

    /**
     * Says whether the network speaks for what was asked.
     *
     * @param scratch of the run
     * @return whether it was trained on the like of it; no number is like nothing
     */
    public boolean isInside(final NetworkScratch scratch) {
        return isInside(words, scratch);
    }

    /**
     * The same for any row of words.
     *
     * @param row     its words
     * @param scratch of the run
     * @return whether each input is in its range and all together are not too far from the mean
     */
    public static boolean isInside(final double[] row, final NetworkScratch scratch) {
        boolean isInRange = true;
        for (int i = 0; i < INPUTS; i++) {
            isInRange &= scratch.inputs[i] >= row[NetworkShape.LEAST + i]
                    && scratch.inputs[i] <= row[NetworkShape.MOST + i];
        }
        return isInRange && distance(row, scratch) <= row[NetworkShape.MOST_DISTANCE];
    }

    /**
     * Says whether the network was better than the closed forms in a cell.
     *
     * @param cell as {@link #cell} gives it
     * @return whether it is kept there
     */
    public boolean isKept(final int cell) {
        return ((kept >>> cell) & 1L) == 1L;
    }

    /** {@return whether it is kept anywhere} */
    public boolean isKeptAnywhere() {
        return kept != 0;
    }

    /**
     * The cell that a book is in.
     *
     * @param costRate      k, share of the price
     * @param relativeWidth the prior's half-width over what the target moves by until expiry
     * @param gamma         its sign
     * @return from 0 to {@link NetworkShape#CELLS} less 1
     */
    public int cell(final double costRate, final double relativeWidth, final double gamma) {
        return cell(words, costRate, relativeWidth, gamma);
    }

    /**
     * The same for any row of words.
     *
     * @param row           its words
     * @param costRate      k, share of the price
     * @param relativeWidth as above
     * @param gamma         its sign
     * @return from 0 to {@link NetworkShape#CELLS} less 1
     */
    public static int cell(
            final double[] row, final double costRate, final double relativeWidth, final double gamma) {
        final int cost = band(row, NetworkShape.COST_EDGES, costRate);
        final int width = band(row, NetworkShape.WIDTH_EDGES, relativeWidth);
        return (gamma < 0 ? 0 : BANDS * BANDS) + cost * BANDS + width;
    }

    private static int band(final double[] row, final int edges, final double value) {
        final int above = value >= row[edges + 1] ? 2 : 1;
        return value >= row[edges] ? above : 0;
    }

    /** {@return fingerprint of all words} */
    public long digest() {
        return digest;
    }

    /**
     * One word of the row.
     *
     * @param index from 0; beyond the row there are zeros
     * @return the word
     */
    public double word(final int index) {
        return index < words.length ? words[index] : 0;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof final BandNetwork network
                && digest == network.digest
                && Arrays.equals(words, network.words);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest);
    }

    /** {@return all words, a copy} */
    public double[] words() {
        return words.clone();
    }
}
