package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which policy hedges a book, with its parameters as they are now, an operator's changes included. Pure. */
final class PolicyReader {
    private static final double NS_PER_SECOND = 1e9;

    private PolicyReader() {}

    static ExplainedDecision.Policy read(final BookInspection of) {
        final PolicySpec spec = of.spec();
        final PolicyEntry entry = spec == null ? PolicyCatalogue.find(of.policy(), of.landing()) : spec.entry();
        return new ExplainedDecision.Policy(
                entry == null ? of.policy().name() : entry.name(),
                entry == null ? "" : entry.meaning(),
                entry == null ? "" : entry.source(),
                spec == null ? plain(of) : parameters(spec),
                of.targetDelta(),
                of.hedgeRatio(),
                of.projection().name(),
                Texts.events(of.hedgeOn()));
    }

    private static List<ExplainedDecision.Quantity> parameters(final PolicySpec spec) {
        final List<ExplainedDecision.Quantity> parameters = new ArrayList<>();
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            if (spec.entry().takes(parameter)) {
                parameters.add(quantity(parameter, spec.value(parameter)));
            }
        }
        return List.copyOf(parameters);
    }

    /** Of the two policies that are no matter of a specification. */
    private static List<ExplainedDecision.Quantity> plain(final BookInspection of) {
        if (of.policy() == PolicyKind.FIXED_INTERVAL) {
            return List.of(quantity(PolicyParameter.INTERVAL_S, of.intervalNs() / NS_PER_SECOND));
        }
        return List.of(
                quantity(PolicyParameter.HALF_WIDTH_COINS, of.halfWidth()),
                quantity(PolicyParameter.UPPER_HALF_WIDTH_COINS, of.upperHalfWidth()));
    }

    private static ExplainedDecision.Quantity quantity(final PolicyParameter parameter, final @Nullable Double value) {
        return new ExplainedDecision.Quantity(parameter.key(), "", value, parameter.unit());
    }
}
