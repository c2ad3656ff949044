package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.TriggerStepDecoder;
import io.gimbal.journal.codec.TriggerStepEncoder;
import io.gimbal.journal.codec.VolSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Another way to hedge a recorded book: some of its properties changed, named as in a desk's file, and checked as a file is.
 * Immutable.
 */
public final class BookVariant {
    /**
     * A book as a journal tells it.
     *
     * @param underlyingId  of it
     * @param coin          of its underlying
     * @param hedge         its hedge instrument
     * @param isSmileFitted whether the journal holds smiles
     * @param events        that tell its settings, in their order
     * @param instruments   all that the session knew, by id
     */
    public record Recorded(
            int underlyingId,
            String coin,
            InstrumentSpec hedge,
            boolean isSmileFitted,
            List<DirectBuffer> events,
            Map<Integer, InstrumentSpec> instruments) {
        /**
         * Keeps what nobody changes.
         *
         * @param underlyingId  as above
         * @param coin          as above
         * @param hedge         as above
         * @param isSmileFitted as above
         * @param events        as above
         * @param instruments   as above
         */
        public Recorded {
            events = List.copyOf(events);
            instruments = Map.copyOf(instruments);
        }
    }

    /** A comma before another key; not one inside a value. */
    private static final Pattern BETWEEN = Pattern.compile(",(?=\\s*[a-z][a-z0-9_.]*\\s*=(?!=))");

    private static final Set<Integer> POLICY_EVENTS =
            Set.of(BookConfigurationDecoder.TEMPLATE_ID, PolicyNetworkDecoder.TEMPLATE_ID);
    private static final Set<Integer> TIMING_EVENTS =
            Set.of(DeltaConfigurationDecoder.TEMPLATE_ID, TriggerStepDecoder.TEMPLATE_ID);

    private final String name;
    private final Map<VariantKey, String> changes = new LinkedHashMap<>();
    private boolean isUnchosen;

    private BookVariant(final String name) {
        this.name = name;
    }

    /**
     * Reads a variant as people write it.
     *
     * @param text {@code NAME:KEY=VALUE,KEY=VALUE…}; keys as in a desk's file, those of a book and of its hedging without
     *             their section, all others with it: {@code execution.tactic}. {@code none} takes away what a file may be
     *             silent of, {@code choice=off} the candidates
     * @return the variant
     * @throws IllegalArgumentException when it is not of that form, a key is unknown, stands twice or is not one to vary
     */
    public static BookVariant parse(final String text) {
        final int colon = text.indexOf(':');
        final String name = colon < 0 ? "" : text.substring(0, colon).strip();
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is no variant; write NAME:KEY=VALUE,KEY=VALUE");
        }
        final BookVariant variant = new BookVariant(name);
        for (final String pair : BETWEEN.split(text.substring(colon + 1), -1)) {
            final int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        name + ": '" + pair.strip() + "' is no change; write NAME:KEY=VALUE,KEY=VALUE");
            }
            variant.change(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return variant;
    }

    private void change(final String key, final String value) {
        if (key.equals(VariantKey.CHOICE)) {
            if (!value.equals(VariantKey.OFF)) {
                throw new IllegalArgumentException(
                        name + ": choice is off, or a property of it, choice.…, found " + value);
            }
            isUnchosen = true;
            return;
        }
        final VariantKey found = VariantKey.find(key);
        if (found == null) {
            throw new IllegalArgumentException(name + ": " + key + " is not a property of a book" + VariantKey.hint(key)
                    + "; gimbal config schema lists them");
        }
        if (found.isOfTheJournal()) {
            throw new IllegalArgumentException(name + ": " + key
                    + " is the journal's own: what was held and listed is not for a variant to change");
        }
        if (changes.putIfAbsent(found, value) != null) {
            throw new IllegalArgumentException(name + ": " + key + " stands twice");
        }
    }

    /** {@return what it is called} */
    public String name() {
        return name;
    }

    /**
     * The settings that the engine is told.
     *
     * @param recorded the book
     * @return events in the order in which a session tells them; the recorded ones of everything that is not changed
     * @throws ConfigurationException when a value is refused, or the whole does not make a book
     */
    public List<DirectBuffer> of(final Recorded recorded) {
        final RecordedBook book = new RecordedBook(recorded.events());
        final List<InstrumentSpec> candidates = isUnchosen ? List.of() : candidates(book, recorded.instruments());
        final List<DirectBuffer> told = told(recorded, book, candidates);
        final List<DirectBuffer> events = new ArrayList<>();
        for (final int type : BookEvents.ORDER) {
            if (isUnchosen && isOfChoice(type)) {
                continue;
            }
            if (!isChanged(type) || type == HedgeCandidateDecoder.TEMPLATE_ID) {
                events.addAll(book.all(type));
            } else if (type == TriggerStepDecoder.TEMPLATE_ID) {
                triggers(book, told, events);
            } else {
                events.addAll(new RecordedBook(told).all(type));
            }
        }
        return List.copyOf(events);
    }

    private static List<InstrumentSpec> candidates(
            final RecordedBook book, final Map<Integer, InstrumentSpec> instruments) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        for (final int id : book.candidates()) {
            specs.add(Objects.requireNonNull(instruments.get(id), "a candidate that was not defined"));
        }
        return specs;
    }

    private static boolean isOfChoice(final int type) {
        return type == HedgeCandidateDecoder.TEMPLATE_ID || type == InstrumentChoiceConfigurationDecoder.TEMPLATE_ID;
    }

    private List<DirectBuffer> told(
            final Recorded recorded, final RecordedBook book, final List<InstrumentSpec> candidates) {
        final String file = "--variant " + name;
        final String text;
        try {
            text = new VariantFile(book, changes).text(recorded.hedge(), recorded.coin(), candidates);
        } catch (final RefusedValueException e) {
            throw refused(file, "", e.sentence());
        }
        final BandNetwork network = book.network();
        final Configuration configuration = ConfigurationReader.read(
                file, text, network == null ? Map.of() : Map.of(VariantFile.RECORDED_NETWORK, network));
        final BookSettings settings = configuration.books().get(0);
        if (settings.hedging().volSource() == VolSource.SURFACE && !recorded.isSmileFitted()) {
            throw refused(
                    file,
                    BookSchema.HEDGING.path(Schema.VOL_SOURCE.name()),
                    "must be mark: the journal holds no fitted smiles, for [surface] was not enabled when it was"
                            + " written");
        }
        final List<DirectBuffer> told = new ArrayList<>();
        new BookEvents()
                .offer(
                        settings,
                        recorded.underlyingId(),
                        book.hedgeInstrumentId(),
                        candidates,
                        (buffer, offset, length, timeNs) -> {
                            told.add(copy(buffer, offset, length));
                            return 0;
                        },
                        0);
        return told;
    }

    private static ConfigurationException refused(final String file, final String key, final String message) {
        return new ConfigurationException(List.of(new Problem(file, 1, 1, key, message)));
    }

    private static DirectBuffer copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Whether a change touches what events of a type tell. */
    private boolean isChanged(final int type) {
        final Set<Integer> touched = new HashSet<>();
        changes.keySet().forEach(key -> touched.addAll(types(key)));
        return touched.contains(type);
    }

    private static Set<Integer> types(final VariantKey changed) {
        if (changed.section().equals(BookSchema.HEDGING) && TimingSchema.KEYS.contains(changed.key())) {
            return TIMING_EVENTS;
        }
        return switch (changed.section().simpleName()) {
            case "execution" -> Set.of(ExecutionConfigurationDecoder.TEMPLATE_ID);
            case "limits" -> Set.of(LimitsConfigurationDecoder.TEMPLATE_ID);
            case "forecast" -> Set.of(ForecastConfigurationDecoder.TEMPLATE_ID);
            case "strategy" -> Set.of(StrategyConfigurationDecoder.TEMPLATE_ID);
            case "choice" -> Set.of(InstrumentChoiceConfigurationDecoder.TEMPLATE_ID);
            default -> POLICY_EVENTS;
        };
    }

    /** What a trigger was stays what it was, unless it is stated or taken away; a new multiple holds for both. */
    private void triggers(final RecordedBook book, final List<DirectBuffer> told, final List<DirectBuffer> events) {
        final String multiple = changes.get(new VariantKey(BookSchema.HEDGING, TimingSchema.OVERRIDE_MULTIPLE));
        final Map<TriggerRule, Key> keys = new LinkedHashMap<>();
        keys.put(TriggerRule.TRADE_WHEN, TimingSchema.TRADE_WHEN);
        keys.put(TriggerRule.TRADE_ALSO_WHEN, TimingSchema.TRADE_ALSO_WHEN);
        keys.forEach((rule, key) -> {
            final List<DirectBuffer> stated = new RecordedBook(told).trigger(rule);
            final boolean isStated = changes.containsKey(new VariantKey(BookSchema.HEDGING, key));
            if (isStated || stated.isEmpty()) {
                events.addAll(stated);
            } else {
                final long other = new TriggerStepDecoder()
                        .wrapAndApplyHeader(stated.get(0), 0, new MessageHeaderDecoder())
                        .overrideMultiple();
                book.trigger(rule).forEach(step -> events.add(multiple == null ? step : overridden(step, other)));
            }
        });
    }

    private static DirectBuffer overridden(final DirectBuffer step, final long multiple) {
        final UnsafeBuffer copy = (UnsafeBuffer) copy(step, 0, step.capacity());
        new TriggerStepEncoder().wrap(copy, MessageHeaderDecoder.ENCODED_LENGTH).overrideMultiple(multiple);
        return copy;
    }

    /**
     * What is wrong with a variant, without places in a file that nobody wrote.
     *
     * @param failure of {@link #of}
     * @return one line each
     */
    public static List<String> messages(final ConfigurationException failure) {
        return failure.problems().stream()
                .map(problem -> (problem.key().isEmpty() ? "" : problem.key() + ' ') + problem.message())
                .toList();
    }
}
