package io.gimbal.engine.pricing.instrument;

import java.util.List;

/**
 * One number that an instrument is valued from.
 *
 * @param name    as a column of a file is called; unique within its instrument
 * @param role    what it is to the instrument
 * @param unit    of the number, "USD per coin", "years"; "1" where it has none
 * @param range   what is allowed
 * @param meaning one line for people
 */
public record Input(String name, Role role, String unit, Range range, String meaning) {
    /** A call is {@value}. */
    public static final double CALL = 1.0;

    /** A put is {@value}. */
    public static final double PUT = -1.0;

    /**
     * The side of an option: {@link #CALL} or {@link #PUT}; in a file the words call, put, C or P.
     *
     * @return an input called {@code type}
     */
    public static Input side() {
        return new Input("type", Role.SIDE, "call, put, C or P", Range.SIDE, "call or put");
    }

    /**
     * Whether a number may stand here.
     *
     * @param value any number
     * @return false outside the range, for NaN and infinities, and for a side that is neither call nor put
     */
    public boolean accepts(final double value) {
        return range.contains(value) && (role != Role.SIDE || Math.abs(value) == CALL);
    }

    /**
     * Whether every number of an evaluation may stand where it does.
     *
     * @param inputs what is asked for
     * @param values in the same order
     * @return false where their number differs or one is refused
     */
    public static boolean acceptsAll(final List<Input> inputs, final double[] values) {
        if (values.length != inputs.size()) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!inputs.get(i).accepts(values[i])) {
                return false;
            }
        }
        return true;
    }
}
