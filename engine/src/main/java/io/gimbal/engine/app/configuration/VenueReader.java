package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads {@code [venue]} or every {@code [[venue]]} of one file, and checks what no single property can tell. Used once. */
final class VenueReader {
    private static final String NAME = VenueSchema.VENUE.name();

    /** One table, and where it stands. */
    private record Read(
            Values values,
            @Nullable TomlTable table,
            @Nullable TomlPosition position) {}

    private final Problems problems;
    private final SectionReader sections;
    private final TomlTable root;
    private final List<Read> read = new ArrayList<>();
    private final boolean isNamed;

    VenueReader(final Problems problems, final SectionReader sections, final TomlTable root) {
        this.problems = problems;
        this.sections = sections;
        this.root = root;
        isNamed = root.get(List.of(NAME)) instanceof TomlArray;
    }

    /** Reads, and writes down what was read. */
    void read(final CanonicalForm form) {
        if (isNamed) {
            readEach(form);
            return;
        }
        final TomlTable table = sections.table(root, NAME, NAME);
        final TomlPosition position = root.inputPositionOf(List.of(NAME));
        final Values values = sections.read(VenueSchema.VENUE, table, position, null, List.of());
        read.add(new Read(values, table, position));
        form.table(VenueSchema.VENUE, values);
    }

    private void readEach(final CanonicalForm form) {
        final TomlArray array = sections.tables(root, NAME, NAME);
        for (int i = 0; array != null && i < array.size(); i++) {
            final TomlTable table = array.getTable(i);
            final TomlPosition position = array.inputPositionOf(i);
            final Values values = sections.read(VenueSchema.VENUES, table, position, null, List.of());
            final boolean isRefused = table.contains(List.of(VenueSchema.CONNECTION.name()));
            if (!values.has(VenueSchema.CONNECTION) && !isRefused) {
                values.put(VenueSchema.CONNECTION, (long) VenueList.CONNECTIONS_EACH * i);
            }
            read.add(new Read(values, table, position));
            form.entry(VenueSchema.VENUES, values);
        }
        if (array != null && array.isEmpty()) {
            problems.add(
                    root.inputPositionOf(List.of(NAME)), NAME, "must stand at least once: write [[venue]] or [venue]");
        }
    }

    /** What was read; nothing may be missing. */
    VenueList venues() {
        return new VenueList(read.stream().map(each -> venue(each.values())).toList(), isNamed);
    }

    private VenueList.Venue venue(final Values values) {
        return new VenueList.Venue(
                isNamed ? values.text(VenueSchema.NAME) : "",
                isNamed ? values.count(VenueSchema.CONNECTION) : 0,
                VenueSettings.of(values));
    }

    /** Checks each by itself, then all beside each other. */
    void check(final VenueList venues) {
        for (int place = 0; place < venues.size(); place++) {
            final Read each = read.get(place);
            new VenueCheck(problems, each.table(), each.position())
                    .check(venues.at(place).settings());
            for (int earlier = 0; isNamed && earlier < place; earlier++) {
                compare(venues.at(earlier), venues.at(place), each);
            }
            if (isNamed && venues.at(place).connection() > VenueSchema.MAX_FIRST_CONNECTION) {
                add(each, VenueSchema.CONNECTION, "must not exceed " + VenueSchema.MAX_FIRST_CONNECTION);
            }
        }
    }

    private void compare(final VenueList.Venue first, final VenueList.Venue second, final Read where) {
        if (first.name().equals(second.name())) {
            add(where, VenueSchema.NAME, "stands twice: " + second.name());
        }
        if (first.owns(second.connection()) || second.owns(first.connection())) {
            add(
                    where,
                    VenueSchema.CONNECTION,
                    "takes a number of venue " + first.name() + ", which has " + first.connection() + " and "
                            + (first.connection() + 1) + ": each venue has its own and the next one");
        }
        final boolean isSameAccount = first.settings().hasAccount()
                && first.settings().address().equals(second.settings().address())
                && first.settings().clientId().equals(second.settings().clientId());
        if (isSameAccount) {
            add(
                    where,
                    VenueSchema.CLIENT_ID,
                    "is that of venue " + first.name()
                            + " at the same address: what one account holds would count twice");
        }
    }

    private void add(final Read where, final Key key, final String message) {
        final TomlTable table = Objects.requireNonNull(where.table());
        final TomlPosition position = table.inputPositionOf(List.of(key.name()));
        problems.add(position == null ? where.position() : position, VenueSchema.VENUES.path(key.name()), message);
    }
}
