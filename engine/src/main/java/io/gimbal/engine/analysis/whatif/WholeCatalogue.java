package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every policy of the catalogue, with its defaults, what was given, and what the recorded books say. Immutable. */
final class WholeCatalogue {
    private final List<RecordedSession.RecordedBook> books;
    private final Map<String, String> values;
    private final NetworkSource networks;

    /**
     * Prepares.
     *
     * @param books    of the session, at least one
     * @param values   of parameters by key
     * @param networks where the network of a policy comes from
     */
    WholeCatalogue(
            final List<RecordedSession.RecordedBook> books,
            final Map<String, String> values,
            final NetworkSource networks) {
        this.books = List.copyOf(books);
        this.values = Map.copyOf(values);
        this.networks = networks;
    }

    /** {@return those that can run, in the catalogue's order; the others are told with what they lack} */
    List<PolicyVariant> variants(final List<WhatIfReport.Skipped> skipped) {
        final List<PolicyVariant> variants = new ArrayList<>();
        for (final PolicyEntry entry : PolicyCatalogue.entries()) {
            final StringBuilder text = new StringBuilder(entry.name());
            final String missing = fill(entry, text);
            if (missing == null) {
                variants.add(NamedPolicy.parse(text.toString(), networks).variant());
            } else {
                skipped.add(new WhatIfReport.Skipped(entry.name(), missing));
            }
        }
        return List.copyOf(variants);
    }

    /** Says what was given and what must be said; null when all of it can be, else what cannot. */
    private @Nullable String fill(final PolicyEntry entry, final StringBuilder text) {
        char mark = ':';
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            final String value = values.getOrDefault(parameter.key(), otherwise(entry, parameter));
            if (entry.takes(parameter) && !value.isEmpty()) {
                text.append(mark).append(parameter.key()).append('=').append(value);
                mark = ',';
            } else if (entry.required().contains(parameter)) {
                return "needs " + parameter.key() + ", which only the desk can say: --with " + parameter.key()
                        + "=VALUE, or --policy " + entry.name() + ":" + parameter.key() + "=VALUE";
            }
        }
        if (NamedPolicy.takesNetwork(entry)) {
            final String file = values.get(NamedPolicy.NETWORK);
            if (file == null && !networks.isRecorded()) {
                return NamedPolicy.MISSING;
            }
            text.append(file == null ? "" : mark + NamedPolicy.NETWORK + '=' + file);
        }
        return null;
    }

    /** The recorded half-width where one must be said; empty for all that need not be, or cannot. */
    private String otherwise(final PolicyEntry entry, final PolicyParameter parameter) {
        final double width = commonRecordedWidth();
        final boolean isWidth = parameter == PolicyParameter.HALF_WIDTH_COINS;
        return isWidth && entry.required().contains(parameter) && parameter.isInRange(width)
                ? Double.toString(width)
                : "";
    }

    /** The half-width that all recorded books share; 0 where they differ. */
    private double commonRecordedWidth() {
        final double first = books.get(0).halfWidth();
        final boolean isShared = books.stream().allMatch(book -> book.halfWidth() == first);
        return isShared ? first : 0;
    }
}
