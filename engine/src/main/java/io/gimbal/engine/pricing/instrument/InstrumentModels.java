package io.gimbal.engine.pricing.instrument;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instruments that can be valued: an explicit list, in the order in which it is shown. */
public final class InstrumentModels {
    private InstrumentModels() {}

    /**
     * Creates one model of each kind.
     *
     * @return fresh instances, for one thread; names are unique
     */
    public static List<InstrumentModel> all() {
        final List<InstrumentModel> all = new ArrayList<>();
        addEuropeanOptions(all);
        return List.copyOf(all);
    }

    // Every combination means something, so none is left out: dynamics times payoff times settlement.
    private static void addEuropeanOptions(final List<InstrumentModel> all) {
        for (final Dynamics dynamics : Dynamics.values()) {
            for (final Payoff payoff : Payoff.values()) {
                for (final Settlement settlement : Settlement.values()) {
                    all.add(new EuropeanOption(dynamics, payoff, settlement));
                }
            }
        }
    }

    /**
     * Finds a model.
     *
     * @param name as {@link InstrumentModel#name} says
     * @return a fresh instance, or null where no model has this name
     */
    public static @Nullable InstrumentModel find(final String name) {
        for (final InstrumentModel model : all()) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        return null;
    }
}
