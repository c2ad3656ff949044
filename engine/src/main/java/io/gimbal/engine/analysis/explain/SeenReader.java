package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.pricing.DeliveryWindow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a decision saw of the market, with the age of everything. Pure. */
final class SeenReader {
    /** The oldest volatility of an expiry's held options; the age of one that never came is {@code Long.MAX_VALUE}. */
    record OldestVol(int options, int instrumentId, long ageNs) {}

    private SeenReader() {}

    static ExplainedDecision.Seen read(final BookInspection of, final Names names, final long nowNs) {
        final UnderlyingBook book = of.book();
        final List<ExplainedDecision.Expiry> expiries = new ArrayList<>();
        for (int i = 0; book != null && i < book.expiryCount(); i++) {
            final Expiry expiry = book.expiry(i);
            if (isLive(expiry, nowNs)) {
                expiries.add(expiry(expiry, book.index(), names, nowNs));
            }
        }
        return new ExplainedDecision.Seen(
                book != null && book.index() > 0 ? book.index() : null,
                book == null ? null : Texts.ageS(book.indexAgeNs(nowNs)),
                hedge(of.hedge(), names, nowNs),
                expiries,
                of.volSource().name());
    }

    private static ExplainedDecision.@Nullable Hedge hedge(
            final @Nullable BookLine line, final Names names, final long nowNs) {
        if (line == null) {
            return null;
        }
        return new ExplainedDecision.Hedge(
                line.instrument().id(),
                names.instrument(line.instrument().id()),
                line.state().name(),
                Texts.decimal(line.amount()),
                Texts.unit(line.instrument().isAmountInUsd()),
                line.bid(),
                line.ask(),
                line.isQuoted() ? line.mid() : null,
                Texts.ageS(line.quoteAgeNs(nowNs)));
    }

    /** Whether the expiry's inputs are asked for their age: something is held, and it has not expired. */
    static boolean isLive(final Expiry expiry, final long nowNs) {
        return expiry.expiryNs() > nowNs && expiry.isHeld();
    }

    private static ExplainedDecision.Expiry expiry(
            final Expiry expiry, final double index, final Names names, final long nowNs) {
        final OldestVol vol = oldestVol(expiry, nowNs);
        final boolean hasForward = expiry.hasForward() && index > 0;
        return new ExplainedDecision.Expiry(
                Texts.time(expiry.expiryNs()),
                vol.options,
                hasForward
                        ? Texts.finite(expiry.forward(index, DeliveryWindow.fractionLeft(nowNs, expiry.expiryNs())))
                        : null,
                Texts.ageS(expiry.forwardAgeNs(nowNs)),
                vol.options == 0 ? null : Texts.ageS(vol.ageNs),
                vol.options == 0 ? null : names.instrument(vol.instrumentId));
    }

    static OldestVol oldestVol(final Expiry expiry, final long nowNs) {
        int options = 0;
        int oldest = -1;
        long ageNs = Long.MIN_VALUE;
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            if (line.amount() != 0 && line.instrument().isOption()) {
                options++;
                if (line.volAgeNs(nowNs) > ageNs) {
                    ageNs = line.volAgeNs(nowNs);
                    oldest = line.instrument().id();
                }
            }
        }
        return new OldestVol(options, oldest, ageNs);
    }
}
