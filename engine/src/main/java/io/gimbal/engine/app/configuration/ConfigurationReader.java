package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.journal.codec.VolSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * Reads TOML into a {@link Configuration}. All problems of a file are reported at once; only broken TOML is reported
 * alone, because what it meant is a guess.
 */
public final class ConfigurationReader {
    private final Problems problems;
    private final SectionReader sections;

    private final Path directory;

    private final Map<String, BandNetwork> networks;

    private ConfigurationReader(final String file, final Path directory, final Map<String, BandNetwork> networks) {
        this.directory = directory;
        this.networks = Map.copyOf(networks);
        this.problems = new Problems(file);
        this.sections = new SectionReader(problems);
    }

    /** {@return what holds when no file says otherwise; no books} */
    public static Configuration defaults() {
        return read("defaults", "");
    }

    /**
     * Reads a file.
     *
     * @param file in UTF-8
     * @return its settings, defaults filled in
     * @throws ConfigurationException when it cannot be read or anything in it is wrong
     */
    public static Configuration read(final Path file) {
        final Path directory = Objects.requireNonNullElse(file.getParent(), Path.of(""));
        return new ConfigurationReader(file.toString(), directory, Map.of()).read(text(file));
    }

    /**
     * Reads a text; files that it names are relative to where the process runs.
     *
     * @param name what to call it in messages
     * @param text TOML 1.0
     * @return its settings, defaults filled in
     * @throws ConfigurationException when anything in it is wrong
     */
    public static Configuration read(final String name, final String text) {
        return read(name, text, Map.of());
    }

    /**
     * Reads a text that may name networks which stand in no file.
     *
     * @param name     what to call it in messages
     * @param text     TOML 1.0
     * @param networks by the name that the text has for them
     * @return its settings, defaults filled in
     * @throws ConfigurationException when anything in it is wrong
     */
    static Configuration read(final String name, final String text, final Map<String, BandNetwork> networks) {
        return new ConfigurationReader(name, Path.of(""), networks).read(text);
    }

    /**
     * Reads a configuration that is part of the program.
     *
     * @param resource its name at the root of the class path
     * @return its settings, defaults filled in
     */
    public static Configuration builtIn(final String resource) {
        try (InputStream stream = ConfigurationReader.class.getResourceAsStream('/' + resource)) {
            final byte[] bytes = Objects.requireNonNull(stream, resource).readAllBytes();
            return read(resource, new String(bytes, StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (final NoSuchFileException e) {
            throw unreadable(file, "there is no such file; check the path");
        } catch (final CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8; save it as UTF-8");
        } catch (final IOException e) {
            throw unreadable(file, "cannot be read: " + e.getMessage());
        }
    }

    private static ConfigurationException unreadable(final Path file, final String message) {
        return new ConfigurationException(List.of(new Problem(file.toString(), 1, 1, "", message)));
    }

    private Configuration read(final String text) {
        problems.text(text);
        final TomlParseResult root = Toml.parse(text, TomlVersion.V1_0_0);
        for (final TomlParseError error : root.errors()) {
            problems.add(error.position(), "", "is not TOML: " + error.getMessage());
        }
        problems.throwIfAny();
        reportUnknownTables(root);
        final CanonicalForm form = new CanonicalForm();
        final Map<Section, Values> tables = new LinkedHashMap<>();
        final VenueReader venues = new VenueReader(problems, sections, root);
        for (final Section section : Schema.TABLES) {
            if (section.equals(VenueSchema.VENUE)) {
                venues.read(form);
            } else {
                final Values values = readTable(root, section);
                tables.put(section, values);
                form.table(section, values);
            }
        }
        final Values execution = values(tables, ExecutionSchema.EXECUTION);
        if (execution.hasAll(ExecutionSchema.EXECUTION)) {
            ExecutionCheck.check(ExecutionChoice.of(execution), new BookPlaces(problems, root, null, null));
        }
        final List<BookSettings> books = new BookReader(
                        problems, sections, form, new NetworkFiles(directory, networks), root)
                .read(new BookReader.Shared(
                        values(tables, Schema.HEDGING),
                        execution,
                        values(tables, Schema.LIMITS),
                        values(tables, ForecastSchema.FORECAST),
                        values(tables, StrategySchema.STRATEGY),
                        values(tables, OverlaySchema.OVERLAY)));
        problems.throwIfAny();
        venues.check(venues.venues());
        new VenueNameCheck(problems, venues.venues()).check(root, books);
        new PolicyCheck(problems)
                .checkShared(values(tables, Schema.HEDGING), root.getTable(List.of(Schema.HEDGING.name())), books);
        checkSurface(root, values(tables, Schema.SURFACE), books);
        new OverlayCheck(problems, root, values(tables, Schema.RATE).count(Schema.MAX_MESSAGES))
                .check(OverlaySettings.of(values(tables, OverlaySchema.OVERLAY)), books);
        problems.throwIfAny();
        return settings(tables, venues.venues(), books, form);
    }

    private Values readTable(final TomlTable root, final Section section) {
        final @Nullable TomlTable table = sections.table(root, section.name(), section.name());
        return sections.read(section, table, root.inputPositionOf(List.of(section.name())), null, List.of());
    }

    private void reportUnknownTables(final TomlTable root) {
        final List<String> known = new ArrayList<>();
        Schema.TABLES.forEach(section -> known.add(section.name()));
        known.add(BookSchema.BOOK.name());
        for (final String name : root.keySet()) {
            if (!known.contains(name)) {
                final String hint = Suggestion.hint(name, known);
                problems.add(
                        root.inputPositionOf(List.of(name)),
                        name,
                        "is not a section" + (hint.isEmpty() ? "; remove it: gimbal config schema lists all" : hint));
            }
        }
    }

    /** A book that waits for smiles nobody fits would be valued by marks, and nobody would notice. */
    private void checkSurface(final TomlTable root, final Values surface, final List<BookSettings> books) {
        final boolean isWanted = books.stream().anyMatch(book -> book.hedging().volSource() == VolSource.SURFACE);
        if (isWanted && !surface.flag(Schema.SURFACE_ENABLED)) {
            addSurface(root, Schema.SURFACE_ENABLED, "must be true: a book's vol_source is surface");
        }
        final boolean isScoredOften = books.stream()
                .filter(book -> book.hedging().volSource() == VolSource.SURFACE)
                .map(book -> book.hedging().timing().scoreIntervalNs())
                .anyMatch(interval -> interval > 0 && interval < 2 * surface.secondsAsNs(Schema.SURFACE_INTERVAL_S));
        if (isScoredOften) {
            addSurface(
                    root,
                    Schema.SURFACE_INTERVAL_S,
                    "must not exceed half of a book's score_deltas_every_s: between two fits every strike keeps its"
                            + " volatility, which flatters sticky strike");
        }
        final boolean isOlder = books.stream()
                .filter(book -> book.hedging().volSource() == VolSource.SURFACE)
                .anyMatch(book -> surface.secondsAsNs(Schema.SURFACE_MAX_QUOTE_AGE_S)
                        > book.limits().maxVolAgeNs());
        if (isOlder) {
            addSurface(
                    root,
                    Schema.SURFACE_MAX_QUOTE_AGE_S,
                    "must not exceed max_vol_age_s of a book whose vol_source is surface: a fit of old quotes is not fresh");
        }
    }

    private void addSurface(final TomlTable root, final Key key, final String message) {
        final String section = Schema.SURFACE.name();
        final List<String> path = List.of(section, key.name());
        problems.add(
                root.inputPositionOf(root.contains(path) ? path : List.of(section)),
                Schema.SURFACE.path(key.name()),
                message);
    }

    private Configuration settings(
            final Map<Section, Values> tables,
            final VenueList venues,
            final List<BookSettings> books,
            final CanonicalForm form) {
        return new Configuration(
                EngineSettings.of(values(tables, Schema.ENGINE)),
                RateSettings.of(values(tables, Schema.RATE)),
                PipelineSettings.of(values(tables, Schema.PIPELINE)),
                JournalSettings.of(values(tables, Schema.JOURNAL)),
                SurfaceSettings.of(values(tables, Schema.SURFACE)),
                venues,
                SimulationSettings.of(values(tables, Schema.SIMULATION)),
                FeeSettings.of(values(tables, Schema.FEES)),
                books,
                problems.warnings(),
                form);
    }

    private static Values values(final Map<Section, Values> tables, final Section section) {
        final Values values = tables.get(section);
        if (values == null) {
            throw new IllegalStateException("section was not read: section=" + section.name());
        }
        return values;
    }
}
