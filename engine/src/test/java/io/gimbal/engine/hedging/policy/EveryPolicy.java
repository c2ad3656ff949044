package io.gimbal.engine.hedging.policy;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every policy of the catalogue as text, so that one that is added is tested with the others. */
public final class EveryPolicy {
    private EveryPolicy() {}

    /** {@return name and parameters of each, in the order of the catalogue} */
    public static Stream<String> texts() {
        return PolicyCatalogue.entries().stream().map(EveryPolicy::text);
    }

    private static String text(final PolicyEntry entry) {
        final String parameters = Stream.concat(entry.required().stream(), entry.optional().stream())
                .filter(parameter -> value(parameter) > 0)
                .map(parameter -> parameter.key() + "=" + value(parameter))
                .collect(Collectors.joining(","));
        return parameters.isEmpty() ? entry.name() : entry.name() + ":" + parameters;
    }

    /** 0 for the default. */
    private static double value(final PolicyParameter parameter) {
        return switch (parameter) {
            case RISK_AVERSION_PER_USD -> 0.01;
            case HALF_WIDTH_COINS -> 0.2;
            case COST_PER_ORDER_USD -> 1;
            case PRICE_MOVE_BP -> 10;
            case INTERVAL_S -> 2;
            case HEARTBEAT_S -> 30;
            case COST_BP, LANDING_SHARE, UPPER_HALF_WIDTH_COINS -> 0;
        };
    }
}
