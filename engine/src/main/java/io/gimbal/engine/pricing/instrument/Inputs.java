package io.gimbal.engine.pricing.instrument;

import java.util.ArrayList;
import java.util.List;

/** Lists of inputs that several instruments share. */
final class Inputs {
    private Inputs() {}

    /** {@return one list, then the other} */
    static List<Input> joined(final List<Input> one, final List<Input> other) {
        final List<Input> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    /** {@return the place of a name, -1 where it is not there} */
    static int indexOf(final List<Input> inputs, final String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
