package io.gimbal.engine.pricing.instrument;

import java.util.List;

/**
 * One instrument under one model: what it is valued from, and its value with all Greeks. Add one by writing its class and
 * entering it in {@link InstrumentModels}; the verb {@code greeks}, its help and the property tests find it there.
 *
 * <p>An implementation may hold scratch space, so an instance belongs to one thread; it keeps nothing between two
 * evaluations. The same inputs give the same bits on every JDK.
 */
public interface InstrumentModel {
    /** {@return lower case, words joined by hyphens: {@code black76-inverse}; unique} */
    String name();

    /** {@return one line: what is valued, the model, the numeraire of value and Greeks, the source of the formula} */
    String summary();

    /** {@return what it is valued from, in the order of {@link #evaluate}; always the same list} */
    List<Input> inputs();

    /**
     * Values one unit, held long.
     *
     * @param inputs in the order of {@link #inputs}
     * @param out    receives value and Greeks; zeros where false is returned. A Greek by a role that the instrument does
     *               not have is 0
     * @return false where an input is out of its range, inputs do not go together, or a result is beyond the range of a
     *     double
     */
    boolean evaluate(double[] inputs, Greeks out);
}
