package io.gimbal.engine.app;

import io.gimbal.engine.app.session.SessionResult;
import io.gimbal.engine.app.session.SessionResult.BookResult;
import io.gimbal.engine.app.session.VenueLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a session did, for people. Pure. */
final class SummaryText {
    /** In the place of a figure that there is none of. */
    static final String NONE = "–";

    private SummaryText() {}

    /** Lines without their ends; hashes and the journal are not among them. */
    static List<String> lines(final SessionResult result) {
        final List<String> lines = new ArrayList<>();
        lines.add(text(
                "%d inputs, %d outputs in %.2f s (%.0f inputs/s); market time %.0f s",
                result.inputEvents(),
                result.outputEvents(),
                result.seconds(),
                result.eventsPerSecond(),
                result.marketSeconds()));
        result.books().forEach(book -> book(book, lines));
        lines.add(text(
                "P&L %.2f USD: hedged %.2f, translation of the opening coins %.2f; fees paid %.2f, funding received %s",
                result.pnlUsd(),
                result.hedgedPnlUsd(),
                result.collateralTranslationUsd(),
                result.feesUsd(),
                known("%.2f", result.fundingUsd())));
        lines.add(text(
                "wire: %d orders, p50 %s us, p99 %s us; reconnects %d, gaps %d, rejects %d, malformed frames %d",
                result.wireLatencyUs().orders(),
                known("%.0f", result.wireLatencyUs().p50()),
                known("%.0f", result.wireLatencyUs().p99()),
                result.reconnects(),
                result.gaps(),
                result.rejects(),
                result.malformed()));
        result.venues().stream().filter(venue -> venue.name() != null).forEach(venue -> lines.add(venue(venue)));
        return lines;
    }

    private static String venue(final VenueLink.Account venue) {
        return text(
                "venue %s: %s, %d own orders open; reconnects %d, gaps %d, rejects %d, malformed frames %d%s",
                venue.name(),
                venue.ready() ? "ready" : "not ready",
                venue.openOrders(),
                venue.reconnects(),
                venue.gaps(),
                venue.rejects(),
                venue.malformed(),
                venue.fault() == null ? "" : "; stopped for good: " + venue.fault());
    }

    private static void book(final BookResult book, final List<String> lines) {
        lines.add(text(
                "%s: %d orders, %d fills; delta %+.5f, at most %.5f, band %s (%s bp of spot); breaches %d, answered %d,"
                        + " outside %.3f s (latency %.3f, lot %.3f, data %.3f, refused %.3f, resting %.3f)",
                book.hedgeInstrument(),
                book.orders(),
                book.fills(),
                book.finalDelta(),
                book.maxAbsDelta(),
                known("%.5f", book.bandCoins()),
                known("%.1f", book.bandSpotMoveBp()),
                book.breaches(),
                book.breachesAnswered(),
                book.secondsOutside().total(),
                book.secondsOutside().latency(),
                book.secondsOutside().lot(),
                book.secondsOutside().dataGap(),
                book.secondsOutside().refused(),
                book.secondsOutside().resting()));
        lines.add(text(
                "%s: 5-minute results of the delta deviate by %s USD, without the hedge by %s; %d of them",
                book.hedgeInstrument(),
                known("%.2f", book.deltaPnlStdUsd()),
                known("%.2f", book.unhedgedDeltaPnlStdUsd()),
                book.deltaPnlBuckets()));
    }

    private static String known(final String format, final @Nullable Double value) {
        return value == null ? NONE : text(format, value);
    }

    private static String text(final String format, final @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
