package io.gimbal.engine.app.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Checks what no single property of section {@code overlay} can tell. */
final class OverlayCheck {
    private final Problems problems;
    private final TomlTable root;

    OverlayCheck(final Problems problems, final TomlTable root) {
        this.problems = problems;
        this.root = root;
    }

    void check(final OverlaySettings overlay, final int maxMessages) {
        if (!overlay.isEnabled()) {
            return;
        }
        if (overlay.delayNs() > overlay.maxSnapshotAgeNs()) {
            add(OverlaySchema.DELAY_MS, "must not exceed max_snapshot_age_ms: every proposal would come too late");
        }
        if (overlay.delayNs() >= overlay.minIntervalNs()) {
            add(
                    OverlaySchema.DELAY_MS,
                    "must be below min_interval_s: the next look begins after the last has entered");
        }
        if (overlay.minIntervalNs() > overlay.intervalNs()) {
            add(OverlaySchema.INTERVAL_S, "must not be below min_interval_s");
        }
        if (!(overlay.minDays() < overlay.maxDays())) {
            add(OverlaySchema.MAX_DAYS, "must be above min_days: no expiry could be traded");
        }
        if (overlay.maxOptions() + 1 > maxMessages) {
            add(
                    OverlaySchema.MAX_OPTIONS,
                    "must be below rate.max_messages: an order per option and one for their delta leave at once");
        }
    }

    private void add(final Key key, final String message) {
        problems.add(position(key), OverlaySchema.OVERLAY.path(key.name()), message);
    }

    private @Nullable TomlPosition position(final Key key) {
        final List<String> path = List.of(OverlaySchema.OVERLAY.name(), key.name());
        return root.contains(path) ? root.inputPositionOf(path) : null;
    }
}
