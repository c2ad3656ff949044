package io.gimbal.engine.app.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Checks what no single property of one venue's table can tell. */
final class VenueCheck {
    private static final int LAST_PORT = 65_535;

    private final Problems problems;
    private final @Nullable TomlTable table;
    private final @Nullable TomlPosition begin;

    /** {@code table} is null where the file has none; problems of properties that it leaves out stand where it begins. */
    VenueCheck(final Problems problems, final @Nullable TomlTable table, final @Nullable TomlPosition begin) {
        this.problems = problems;
        this.table = table;
        this.begin = begin;
    }

    void check(final VenueSettings venue) {
        if (venue.address().getHost() == null || venue.address().getPort() > LAST_PORT) {
            add(VenueSchema.ADDRESS, "names no host, or a port beyond " + LAST_PORT);
            return;
        }
        if (!venue.isHostAsFlagged()) {
            add(
                    VenueSchema.TESTNET,
                    "must be " + !venue.isTestnet() + ": " + venue.address().getHost()
                            + (venue.isTestnet() ? " trades real money" : " is the test venue"));
        }
        if ("ws".equals(venue.address().getScheme()) && !venue.isLocal()) {
            add(VenueSchema.ADDRESS, "must begin with wss:// for any host but this machine: orders travel encrypted");
        }
        if (venue.clientId().isEmpty() != venue.clientSecret().isEmpty()) {
            final Key missing = venue.clientId().isEmpty() ? VenueSchema.CLIENT_ID : VenueSchema.CLIENT_SECRET;
            add(missing, "is missing: a key has an id and a secret");
        }
        if (venue.reconnectMinNs() > venue.reconnectMaxNs()) {
            add(VenueSchema.RECONNECT_MIN_MS, "must not exceed reconnect_max_ms");
        }
    }

    private void add(final Key key, final String message) {
        final TomlPosition own = table == null ? null : table.inputPositionOf(List.of(key.name()));
        problems.add(own == null ? begin : own, VenueSchema.VENUE.path(key.name()), message);
    }
}
