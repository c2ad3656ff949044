package io.gimbal.engine.app.configuration;

import io.gimbal.engine.book.HedgeLines;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.InstrumentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads the {@code [[book.hedge]]} and {@code [book.choice]} tables of one book; used once. */
final class HedgeReader {
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final String PATH = ChoiceSchema.HEDGE.name();

    private final Problems problems;
    private final SectionReader sections;
    private final List<Values> candidates = new ArrayList<>();
    private @Nullable Values choice;

    HedgeReader(final Problems problems, final SectionReader sections) {
        this.problems = problems;
        this.sections = sections;
    }

    /** Reads and checks both; {@code coin} is the book's, or null where it is wrong itself. */
    HedgeReader read(final TomlTable book, final @Nullable String coin) {
        final TomlArray array = sections.tables(book, ChoiceSchema.HEDGE.simpleName(), PATH);
        for (int i = 0; array != null && i < array.size(); i++) {
            final TomlPosition position = array.inputPositionOf(i);
            final Values values = sections.read(ChoiceSchema.HEDGE, array.getTable(i), position, null, List.of());
            if (values.has(ChoiceSchema.VENUE)
                    && !array.getTable(i).contains(List.of(ChoiceSchema.CONNECTION.name()))) {
                values.remove(ChoiceSchema.CONNECTION);
            }
            candidates.add(values);
            check(values, position, coin);
        }
        final String name = ChoiceSchema.CHOICE.simpleName();
        final TomlTable table = sections.table(book, name, ChoiceSchema.CHOICE.name());
        final TomlPosition position = book.inputPositionOf(List.of(name));
        if (table != null) {
            choice = sections.read(ChoiceSchema.CHOICE, table, position, null, List.of());
        }
        if (table != null && candidates.isEmpty()) {
            problems.add(position, ChoiceSchema.CHOICE.name(), "has nothing to choose from: add [[book.hedge]] tables");
        }
        if (candidates.size() > HedgeLines.CAPACITY) {
            problems.add(
                    book.inputPositionOf(List.of(ChoiceSchema.HEDGE.simpleName())),
                    PATH,
                    "must not stand more than " + HedgeLines.CAPACITY + " times");
        }
        return this;
    }

    private void check(final Values values, final @Nullable TomlPosition position, final @Nullable String coin) {
        if (values.isRefused(ChoiceSchema.INSTRUMENT) || values.isRefused(ChoiceSchema.RULE)) {
            return;
        }
        final boolean hasName = values.has(ChoiceSchema.INSTRUMENT);
        if (hasName == values.has(ChoiceSchema.RULE)) {
            problems.add(
                    position,
                    PATH,
                    hasName
                            ? "must say one of instrument and rule, not both; remove one"
                            : "must say one of instrument and rule; add instrument = \"NAME\", or rule = \"perpetual\"");
            return;
        }
        final String text = values.text(hasName ? ChoiceSchema.INSTRUMENT : ChoiceSchema.RULE);
        final InstrumentName name = hasName ? InstrumentName.parse(text) : null;
        final boolean isOther = coin != null && name != null && !name.coin().equals(coin);
        final boolean isCross = values.has(ChoiceSchema.CROSS_RATIO);
        if (hasName && (name == null || name.isOption() || (isOther && !isCross))) {
            problems.add(
                    position,
                    ChoiceSchema.HEDGE.path(ChoiceSchema.INSTRUMENT.name()),
                    "must be a future, perpetual or spot pair of the book's coin, or with ratio a perpetual of another,"
                            + " found " + text);
        } else if (isCross) {
            final boolean isPerpetual = name != null && name.kind() == InstrumentKind.PERPETUAL;
            checkCross(values, position, isPerpetual && (coin == null || isOther), text);
        }
    }

    private void checkCross(
            final Values values, final @Nullable TomlPosition position, final boolean isOther, final String text) {
        if (!isOther) {
            problems.add(
                    position,
                    ChoiceSchema.HEDGE.path(ChoiceSchema.CROSS_RATIO.name()),
                    "is for perpetuals of another coin, found " + text);
        }
        final boolean isFixed = "fixed".equals(values.text(ChoiceSchema.CROSS_RATIO));
        if (isFixed != values.has(ChoiceSchema.FIXED_RATIO)) {
            problems.add(
                    position,
                    ChoiceSchema.HEDGE.path(ChoiceSchema.FIXED_RATIO.name()),
                    isFixed ? "is missing: ratio is fixed" : "is for ratio = \"fixed\" alone");
        }
        if (values.number(ChoiceSchema.RATIO_SAMPLE_S)
                > SECONDS_PER_HOUR * values.number(ChoiceSchema.RATIO_HALF_LIFE_H)) {
            problems.add(
                    position,
                    ChoiceSchema.HEDGE.path(ChoiceSchema.RATIO_SAMPLE_S.name()),
                    "must not be longer than ratio_half_life_h");
        }
    }

    /** What needs the whole book: a sense that knows other coins, and a price for what a hedge leaves. */
    void checkWhole(final BookSettings book, final TomlPosition position) {
        if (book.hedges().stream().noneMatch(HedgeCandidateSettings::isCross)) {
            return;
        }
        final InstrumentChoiceSettings settings = book.choice();
        if (settings == null || settings.basisAversion() == 0) {
            problems.add(
                    position,
                    ChoiceSchema.CHOICE.path(ChoiceSchema.BASIS_AVERSION.name()),
                    "must be above 0 with a perpetual of another coin: what it leaves unhedged would cost nothing");
        }
        if (book.sense() == DeltaSense.VENUE) {
            problems.add(
                    position, "book.sense", "must not be venue: its delta of a coin knows no other coin's perpetual");
        }
    }

    List<HedgeCandidateSettings> candidates() {
        return candidates.stream().map(HedgeCandidateSettings::of).toList();
    }

    @Nullable
    InstrumentChoiceSettings choice() {
        final Values values = choice;
        return values == null ? null : InstrumentChoiceSettings.of(values);
    }

    void write(final CanonicalForm form, final Map<String, Object> book) {
        candidates.forEach(values -> form.bookEntry(book, ChoiceSchema.HEDGE, values));
        final Values values = choice;
        if (values != null) {
            form.bookTable(book, ChoiceSchema.CHOICE, values);
        }
    }
}
