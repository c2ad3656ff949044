package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.whatif.NamedPolicy;
import io.gimbal.engine.analysis.whatif.NetworkSource;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which policies with which parameters a journal is run under. Each policy's parameter is swept over a factor of
 * sixteen
 * around the value at which all of them act on about the same deviation: that of ten basis points of the price in the
 * book as
 * it was when first valued. Used once, by one thread.
 */
final class JournalSweep {
    /** One policy and the values of its parameter. */
    record Series(String policy, String parameter, String unit, List<Value> values) {}

    /** One value, and the run it stands for. */
    record Value(double parameter, NamedPolicy policy) {}

    private static final double REFERENCE_MOVE = 1e-3;
    private static final double BASIS_POINTS = 1e4;
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    private static final double WIDEST = 4;
    private static final double WHALLEY_WILMOTT = 1.5;
    private static final MathContext DIGITS = new MathContext(3);

    private final List<Series> series = new ArrayList<>();
    private final List<WhatIfReport.Skipped> skipped;
    private final JournalScale scale;
    private final Map<String, String> with;
    private final int points;
    private final NetworkSource networks;

    /**
     * Prepares a sweep.
     *
     * @param scale    of the book
     * @param with     values of parameters by key, for the policies that take them
     * @param points   values of each parameter, 2 or more
     * @param networks where networks of policies come from
     * @param skipped  takes what cannot run, with the reason
     */
    JournalSweep(
            final JournalScale scale,
            final Map<String, String> with,
            final int points,
            final NetworkSource networks,
            final List<WhatIfReport.Skipped> skipped) {
        this.networks = networks;
        this.scale = scale;
        this.with = with;
        this.points = points;
        this.skipped = skipped;
    }

    /**
     * Takes policies as people write them.
     *
     * @param policies {@code NAME} or {@code NAME:key=value,…}; what is said is not swept. Empty for all of the
     * catalogue
     * @return the sweep
     * @throws IllegalArgumentException when a name or value is not known or out of range; the message says what is
     *     allowed
     */
    List<Series> of(final List<String> policies) {
        if (policies.isEmpty()) {
            PolicyCatalogue.names().forEach(this::add);
        } else {
            policies.forEach(this::add);
        }
        return List.copyOf(series);
    }

    private void add(final String text) {
        final int colon = text.indexOf(':');
        final String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        final PolicyEntry entry = PolicyCatalogue.find(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "there is no policy '" + name + "'; there are " + String.join(", ", PolicyCatalogue.names()));
        }
        final PolicyParameter swept = swept(entry);
        final Map<String, String> said = new TreeMap<>();
        with.forEach((key, value) -> takeIfTaken(entry, key, value, said));
        if (colon >= 0) {
            for (final String pair : text.substring(colon + 1).split(",", -1)) {
                final int equals = pair.indexOf('=');
                said.put(
                        pair.substring(0, Math.max(equals, 0)).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        if (said.containsKey(swept.key())) {
            series.add(new Series(name, swept.key(), swept.unit(), List.of(value(name, said, swept))));
            return;
        }
        final String missing = missing(entry, swept, said);
        if (missing != null) {
            skipped.add(new WhatIfReport.Skipped(name, missing));
            return;
        }
        said.putAll(beside(entry, said));
        series.add(new Series(name, swept.key(), swept.unit(), values(name, swept, said)));
    }

    private static void takeIfTaken(
            final PolicyEntry entry, final String key, final String value, final Map<String, String> said) {
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            if (parameter.key().equals(key) && entry.takes(parameter)) {
                said.put(key, value);
            }
        }
        if (key.equals(NamedPolicy.NETWORK) && NamedPolicy.takesNetwork(entry)) {
            said.put(key, value);
        }
    }

    /** What makes a policy trade more or less. */
    private static PolicyParameter swept(final PolicyEntry entry) {
        for (final PolicyParameter parameter :
                List.of(PolicyParameter.RISK_AVERSION_PER_USD, PolicyParameter.PRICE_MOVE_BP)) {
            if (entry.required().contains(parameter)) {
                return parameter;
            }
        }
        return entry.required().contains(PolicyParameter.HALF_WIDTH_COINS)
                ? PolicyParameter.HALF_WIDTH_COINS
                : PolicyParameter.INTERVAL_S;
    }

    /** What the desk alone can say, or the book does not tell; null when nothing is missing. */
    private @Nullable String missing(
            final PolicyEntry entry, final PolicyParameter swept, final Map<String, String> said) {
        for (final PolicyParameter parameter : entry.required()) {
            if (parameter != swept && !said.containsKey(parameter.key())) {
                return "needs " + parameter.key() + ", which only the desk can say: --with " + parameter.key()
                        + "=VALUE";
            }
        }
        if (NamedPolicy.takesNetwork(entry) && !said.containsKey(NamedPolicy.NETWORK) && !networks.isRecorded()) {
            return NamedPolicy.MISSING;
        }
        final boolean isKnown = swept == PolicyParameter.PRICE_MOVE_BP
                || (swept == PolicyParameter.INTERVAL_S ? scale.vol() > 0 : halfWidth(1) > 0);
        final boolean isEnough = swept != PolicyParameter.RISK_AVERSION_PER_USD || Math.abs(scale.gamma()) > 0;
        return isKnown && isEnough
                ? null
                : "the book had no gamma when first valued, so no range of " + swept.key() + " can be told: --policies "
                        + entry.name() + ":" + swept.key() + "=VALUE";
    }

    /** Clocks beside a rule that is swept: short enough not to be what decides. */
    private Map<String, String> beside(final PolicyEntry entry, final Map<String, String> said) {
        final boolean isClocked = entry.name().equals("hybrid") || entry.name().equals("dynamic-frequency");
        final String key = PolicyParameter.INTERVAL_S.key();
        final double shortest = intervalS(1 / WIDEST);
        return isClocked && !said.containsKey(key) && shortest > 0
                ? Map.of(key, text(PolicyParameter.INTERVAL_S, shortest))
                : Map.of();
    }

    private List<Value> values(final String name, final PolicyParameter swept, final Map<String, String> said) {
        final List<Value> values = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            final double width = Math.pow(WIDEST, 2.0 * i / (points - 1) - 1);
            final Map<String, String> all = new TreeMap<>(said);
            all.put(swept.key(), text(swept, at(name, swept, said, width)));
            final Value made = value(name, all, swept);
            if (values.stream().noneMatch(value -> value.parameter == made.parameter)) {
                values.add(made);
            }
        }
        return List.copyOf(values);
    }

    /** The parameter at which a policy acts on so many times the reference deviation. */
    private double at(
            final String name, final PolicyParameter swept, final Map<String, String> said, final double width) {
        return switch (swept) {
            case HALF_WIDTH_COINS -> halfWidth(width);
            case PRICE_MOVE_BP -> width * REFERENCE_MOVE * BASIS_POINTS;
            case RISK_AVERSION_PER_USD -> riskAversion(name, said, width);
            default -> intervalS(width);
        };
    }

    private double halfWidth(final double width) {
        final double reference = Math.abs(scale.gamma()) * scale.price() * REFERENCE_MOVE;
        return width * (reference > 0 ? reference : scale.recordedHalfWidth());
    }

    /** The time in which the price is expected to move that far. */
    private double intervalS(final double width) {
        final double share = width * REFERENCE_MOVE / scale.vol();
        return share * share * SECONDS_PER_YEAR;
    }

    /** That of which Whalley and Wilmott's band has the width. */
    private double riskAversion(final String name, final Map<String, String> said, final double width) {
        final String cost = said.get(PolicyParameter.COST_BP.key());
        final double bp = cost == null ? PolicyParameter.COST_BP.fallback() : number(name, cost);
        final double h = halfWidth(width);
        final double k = Math.max(bp, 1 / BASIS_POINTS) / BASIS_POINTS;
        return WHALLEY_WILMOTT * k * scale.price() * scale.gamma() * scale.gamma() / (h * h * h);
    }

    private static double number(final String name, final String text) {
        try {
            return Double.parseDouble(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "policy " + name + ": " + PolicyParameter.COST_BP.key() + " must be a number, found '" + text + "'",
                    e);
        }
    }

    private static String text(final PolicyParameter parameter, final double value) {
        final double inRange = Math.min(Math.max(value, parameter.least()), parameter.most());
        return new BigDecimal(inRange, DIGITS).stripTrailingZeros().toPlainString();
    }

    private Value value(final String name, final Map<String, String> said, final PolicyParameter swept) {
        final StringBuilder text = new StringBuilder(name);
        char mark = ':';
        for (final Map.Entry<String, String> pair : said.entrySet()) {
            text.append(mark).append(pair.getKey()).append('=').append(pair.getValue());
            mark = ',';
        }
        final NamedPolicy policy = NamedPolicy.parse(text.toString(), networks);
        return new Value(policy.spec().value(swept), policy);
    }
}
