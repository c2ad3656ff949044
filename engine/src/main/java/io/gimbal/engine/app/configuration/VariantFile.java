package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.VolSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A book's recorded settings and what a variant changes of them, as the text of a file: what was recorded stands where all
 * books' settings stand, what is changed in the book's own tables. So the configuration's own rules hold: a parameter that
 * another policy does not read is silently left behind, one that the variant itself states in vain is refused. Used once.
 */
final class VariantFile {
    /** Stands for the recorded network. */
    static final String RECORDED_NETWORK = "recorded";

    /** Stands for a recorded trigger, which is not put back into words. */
    static final String RECORDED_TRIGGER = "true";

    private final StringBuilder text = new StringBuilder("[venue]\n");
    private final RecordedBook recorded;
    private final Map<VariantKey, String> changes;

    VariantFile(final RecordedBook recorded, final Map<VariantKey, String> changes) {
        this.recorded = recorded;
        this.changes = new LinkedHashMap<>(changes);
    }

    /**
     * Writes it.
     *
     * @param hedge      instrument of the book
     * @param coin       of it
     * @param candidates that may carry the hedge; none where the variant does without
     * @return TOML
     */
    String text(final InstrumentSpec hedge, final String coin, final List<InstrumentSpec> candidates) {
        final Values hedging = hedging();
        if (isSmileNeeded(hedging)) {
            text.append("[surface]\nenabled = true\ninterval_s = 1\nmax_quote_age_s = 1\n");
        }
        shared(Schema.HEDGING, BookSchema.HEDGING, hedging);
        shared(ExecutionSchema.EXECUTION, ExecutionSchema.BOOK_EXECUTION, recorded.execution());
        shared(Schema.LIMITS, BookSchema.LIMITS, recorded.limits());
        shared(
                ForecastSchema.FORECAST,
                ForecastSchema.BOOK_FORECAST,
                RecordedOutlook.forecast(recorded.first(ForecastConfigurationDecoder.TEMPLATE_ID)));
        shared(
                StrategySchema.STRATEGY,
                StrategySchema.BOOK_STRATEGY,
                RecordedOutlook.strategy(recorded.first(StrategyConfigurationDecoder.TEMPLATE_ID)));
        book(hedge, coin);
        for (final Section section : List.of(
                BookSchema.HEDGING,
                ExecutionSchema.BOOK_EXECUTION,
                BookSchema.LIMITS,
                ForecastSchema.BOOK_FORECAST,
                StrategySchema.BOOK_STRATEGY)) {
            own(section);
        }
        for (final InstrumentSpec candidate : candidates) {
            text.append("[[book.hedge]]\ninstrument = \"")
                    .append(candidate.name())
                    .append("\"\nmax_position_usd = 1\n");
        }
        final Values choice = recorded.choice();
        final boolean isChosen =
                changes.keySet().stream().anyMatch(key -> key.section().equals(ChoiceSchema.CHOICE));
        if (isChosen || (!candidates.isEmpty() && choice.has(ChoiceSchema.HORIZON_H))) {
            merged(ChoiceSchema.CHOICE, '[' + ChoiceSchema.CHOICE.name() + ']', choice);
        }
        return text.toString();
    }

    private Values hedging() {
        final Values hedging = recorded.hedging();
        if (recorded.network() != null) {
            hedging.put(PolicySchema.NETWORK, RECORDED_NETWORK);
        }
        if (!recorded.trigger(TriggerRule.TRADE_WHEN).isEmpty()) {
            hedging.put(TimingSchema.TRADE_WHEN, RECORDED_TRIGGER);
        }
        if (!recorded.trigger(TriggerRule.TRADE_ALSO_WHEN).isEmpty()) {
            hedging.put(TimingSchema.TRADE_ALSO_WHEN, RECORDED_TRIGGER);
        }
        return hedging;
    }

    private boolean isSmileNeeded(final Values hedging) {
        final String stated = changes.get(new VariantKey(BookSchema.HEDGING, Schema.VOL_SOURCE));
        return hedging.constant(Schema.VOL_SOURCE, VolSource.class) == VolSource.SURFACE
                || VolSource.SURFACE.name().toLowerCase(Locale.ROOT).equals(stated);
    }

    /** What was recorded, but for what is taken away. */
    private void shared(final Section section, final Section own, final Values values) {
        text.append('[').append(section.name()).append("]\n");
        for (final Key key : section.keys()) {
            final Object value = values.find(key);
            final String changed = changes.get(new VariantKey(own, key));
            final boolean isRemoved = changed != null && new VariantKey(own, key).isRemoved(changed);
            if (value != null && !isRemoved) {
                line(key, key.kind().toToml(value));
            }
        }
    }

    private void book(final InstrumentSpec hedge, final String coin) {
        final Values values = recorded.book();
        values.put(BookSchema.COIN, coin);
        values.put(BookSchema.STYLE, hedge.settlement().name().toLowerCase(Locale.ROOT));
        values.put(BookSchema.HEDGE_INSTRUMENT, hedge.name());
        values.put(BookSchema.CASH_COINS, 0L);
        values.put(BookSchema.CASH_USD, 0L);
        if (changes.containsKey(new VariantKey(BookSchema.HEDGING, PolicySchema.POLICY))) {
            // An uneven band was one of the recorded policy.
            values.remove(BookSchema.UPPER_HALF_WIDTH_COINS);
        }
        merged(BookSchema.BOOK, "[[" + BookSchema.BOOK.name() + "]]", values);
    }

    private void merged(final Section section, final String heading, final Values values) {
        text.append(heading).append('\n');
        for (final Key key : section.keys()) {
            final VariantKey written = new VariantKey(section, key);
            final String changed = changes.get(written);
            final Object value = values.find(key);
            if (changed != null && !written.isRemoved(changed)) {
                line(key, written.toToml(changed));
            } else if (changed == null && value != null) {
                line(key, key.kind().toToml(value));
            }
        }
    }

    private void own(final Section section) {
        text.append('[').append(section.name()).append("]\n");
        changes.forEach((written, value) -> {
            if (written.section().equals(section) && !written.isRemoved(value)) {
                line(written.key(), written.toToml(value));
            }
        });
    }

    private void line(final Key key, final String value) {
        text.append(key.name()).append(" = ").append(value).append('\n');
    }
}
