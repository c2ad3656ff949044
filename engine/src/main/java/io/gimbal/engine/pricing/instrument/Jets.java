package io.gimbal.engine.pricing.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * Where {@link Jet}s come from: a store that is filled by the first evaluations and used again by all later ones, so that
 * a formula can be written with operators that return their result and still allocate nothing once warm. Belongs to one
 * thread.
 *
 * <p>{@link #begin} takes back all jets handed out before; none may be used after it.
 */
public final class Jets {
    private final List<Jet> store = new ArrayList<>();
    private int used;

    /** Creates an empty store. */
    public Jets() {}

    /** Begins an evaluation: all jets handed out so far are free to be used again. */
    public void begin() {
        used = 0;
    }

    /**
     * A number that depends on nothing.
     *
     * @param value of it
     * @return a jet with all derivatives 0
     */
    public Jet constant(final double value) {
        final Jet jet = next();
        jet.setValue(value);
        return jet;
    }

    /**
     * An input.
     *
     * @param role  what the Greeks differentiate by; a carry moves with the rate
     * @param value of it
     * @return a jet with derivative 1 by its role; a constant for {@link Role#SIDE} and {@link Role#OTHER}
     */
    public Jet variable(final Role role, final double value) {
        final Jet jet = constant(value);
        final int term = Monomials.ofRole(role);
        if (term >= 0) {
            jet.setSlope(term);
        }
        return jet;
    }

    Jet next() {
        if (used == store.size()) {
            store.add(new Jet(this));
        }
        final Jet jet = store.get(used++);
        jet.clear();
        return jet;
    }
}
