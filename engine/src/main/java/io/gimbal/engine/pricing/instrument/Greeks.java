package io.gimbal.engine.pricing.instrument;

import java.util.Arrays;

/**
 * A value and all its Greeks, raw, see {@link Greek} for the units. A reusable holder: it belongs to the thread that
 * evaluates into it and is overwritten by the next evaluation. After an evaluation it holds no NaN, no infinity and no
 * -0.0.
 */
public final class Greeks {
    private static final int COUNT = Greek.values().length;

    private final double[] values = new double[COUNT];

    /** Creates a holder of zeros. */
    public Greeks() {}

    /**
     * One of them.
     *
     * @param greek which
     * @return its value
     */
    public double value(final Greek greek) {
        return values[greek.index()];
    }

    /**
     * Sets one of them; -0.0 becomes 0.0.
     *
     * @param greek which
     * @param value to hold
     */
    public void set(final Greek greek, final double value) {
        values[greek.index()] = value + 0.0;
    }

    /** Sets all to 0. */
    public void clear() {
        Arrays.fill(values, 0.0);
    }

    /**
     * Takes over the values of another holder.
     *
     * @param other to copy
     */
    public void copyFrom(final Greeks other) {
        System.arraycopy(other.values, 0, values, 0, COUNT);
    }

    /**
     * Adds another position.
     *
     * @param other of the same numeraire
     */
    public void add(final Greeks other) {
        addScaled(1.0, other);
    }

    /**
     * Adds a multiple of another position.
     *
     * @param factor units of it, negative for short
     * @param other  of the same numeraire
     */
    public void addScaled(final double factor, final Greeks other) {
        for (int i = 0; i < COUNT; i++) {
            values[i] = Math.fma(factor, other.values[i], values[i]) + 0.0;
        }
    }

    /**
     * Multiplies all.
     *
     * @param factor units, negative for short
     */
    public void scale(final double factor) {
        for (int i = 0; i < COUNT; i++) {
            values[i] = values[i] * factor + 0.0;
        }
    }

    /** {@return whether no value is NaN or infinite} */
    public boolean isFinite() {
        for (final double value : values) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Ends an evaluation: sets all to 0 where one of them is NaN or infinite.
     *
     * @return whether all are finite
     */
    public boolean keepIfFinite() {
        if (isFinite()) {
            return true;
        }
        clear();
        return false;
    }
}
