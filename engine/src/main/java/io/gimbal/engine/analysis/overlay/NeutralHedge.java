package io.gimbal.engine.analysis.overlay;

import java.util.List;

/**
 * Options, and the underlying after them, that make a book neutral.
 *
 * @param status     whether there is such a hedge
 * @param options    quantity of each option to add, signed, long above 0; empty unless solved
 * @param underlying quantity of the underlying to add, signed; 0 unless solved
 */
public record NeutralHedge(NeutralStatus status, List<Double> options, double underlying) {
    /**
     * Copies the list.
     *
     * @param status     whether there is such a hedge
     * @param options    quantity of each option to add
     * @param underlying quantity of the underlying to add
     */
    public NeutralHedge {
        options = List.copyOf(options);
    }

    static NeutralHedge refused(final NeutralStatus status) {
        return new NeutralHedge(status, List.of(), 0);
    }
}
