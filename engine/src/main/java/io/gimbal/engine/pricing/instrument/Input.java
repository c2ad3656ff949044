package io.gimbal.engine.pricing.instrument;

import java.util.List;

/**
 * One number that an instrument is valued from.
 *
 * @param name    as a column of a file is called; unique within its instrument
 * @param role    what it is to the instrument
 * @param unit    of the number, "USD per coin", "years"; "1" where it has none
 * @param range   what is allowed
 * @param absent  what is taken where a file has no such column; NaN where the column must be there
 * @param meaning one line for people
 */
public record Input(String name, Role role, String unit, Range range, double absent, String meaning) {
    /** How the side of an option is called. */
    public static final String SIDE_NAME = "type";

    /** A call is {@value}. */
    public static final double CALL = 1.0;

    /** A put is {@value}. */
    public static final double PUT = -1.0;

    /**
     * An input that must be given.
     *
     * @param name    see above
     * @param role    see above
     * @param unit    see above
     * @param range   see above
     * @param meaning see above
     */
    public Input(final String name, final Role role, final String unit, final Range range, final String meaning) {
        this(name, role, unit, range, Double.NaN, meaning);
    }

    /**
     * The side of an option: {@link #CALL} or {@link #PUT}; in a file the words call, put, C or P.
     *
     * @return an input called {@code type}
     */
    public static Input side() {
        return new Input(SIDE_NAME, Role.SIDE, "call, put, C or P", Range.SIDE, "call or put");
    }

    /** {@return whether it may be left out} */
    public boolean isOptional() {
        return !Double.isNaN(absent);
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
