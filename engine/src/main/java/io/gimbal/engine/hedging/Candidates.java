package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.risk.Limits;
import java.util.Arrays;

/** The instruments that may carry one underlying's hedge, in order of first mention. Owned by the engine thread. */
final class Candidates {
    static final int NONE = -1;

    private final Session session;
    private final HedgeLines lines = new HedgeLines();
    private Candidate[] all = {};

    Candidates(final Session session) {
        this.session = session;
    }

    /** The one of an instrument, made when there is none; null where there is no room. */
    Candidate ofInstrument(final int instrumentId) {
        final int known = indexOf(instrumentId);
        if (known >= 0) {
            return all[known];
        }
        final Candidate added = new Candidate(instrumentId);
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = added;
        return added;
    }

    boolean hasRoomFor(final int instrumentId) {
        return indexOf(instrumentId) >= 0 || all.length < HedgeLines.CAPACITY;
    }

    int count() {
        return all.length;
    }

    Candidate at(final int i) {
        return all[i];
    }

    int indexOf(final int instrumentId) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].instrumentId() == instrumentId) {
                return i;
            }
        }
        return NONE;
    }

    /** Looks at every one of them; the index is known. */
    void look(
            final UnderlyingBook book,
            final BookSettings settings,
            final Limits limits,
            final long rollBeforeNs,
            final long nowNs) {
        for (final Candidate candidate : all) {
            candidate.look(session, book, settings, limits, nowNs);
            candidate.rollBefore(rollBeforeNs, nowNs);
        }
    }

    /** All of them as the valuation counts them, projected on the index. */
    HedgeLines lines(final double index) {
        lines.start(index);
        for (final Candidate candidate : all) {
            final BookLine line = candidate.line();
            if (line != null && candidate.price() > 0) {
                lines.add(line, candidate.price(), candidate.weight());
            }
        }
        return lines;
    }

    /** Whether all that is held can be valued. */
    boolean arePriced() {
        for (final Candidate candidate : all) {
            if (!candidate.isPriced()) {
                return false;
            }
        }
        return true;
    }

    /** Projected coins of what is under way and whose fate will be told. */
    double expected() {
        double total = 0;
        for (final Candidate candidate : all) {
            if (session.isReady(candidate.connectionId())) {
                total += candidate.deltaOf(session.orders().expected(candidate.instrumentId()));
            }
        }
        return total;
    }

    /** Projected coins of what may or may not trade, one side: behind a connection that is not ready, all under way. */
    double unknown(final int sign) {
        double total = 0;
        for (final Candidate candidate : all) {
            final int id = candidate.instrumentId();
            final boolean isReady = session.isReady(candidate.connectionId());
            final long amount = isReady
                    ? session.orders().unknown(id, sign)
                    : session.orders().worst(id, sign);
            total += candidate.deltaOf(amount);
        }
        return total;
    }

    /** Whether nothing is under way in any. */
    boolean isQuiet() {
        for (final Candidate candidate : all) {
            final int id = candidate.instrumentId();
            if (session.orders().worst(id, 1) != 0 || session.orders().worst(id, -1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether one holds anything, or has anything under way. */
    boolean isUsed(final int index) {
        final int id = all[index].instrumentId();
        return all[index].amount() != 0
                || session.orders().worst(id, 1) != 0
                || session.orders().worst(id, -1) != 0;
    }

    /** USD held in all but one, with everything under way on one side filled; signed. */
    double worstUsdBut(final int index, final int sign) {
        double total = 0;
        for (int i = 0; i < all.length; i++) {
            if (i != index) {
                final int id = all[i].instrumentId();
                final long worst = all[i].amount() + session.orders().worst(id, sign);
                total += Long.signum(worst) * all[i].usdOf(worst);
            }
        }
        return total;
    }

    /** Whether a trade on one side finds room under the candidate's own cap for its smallest order. */
    boolean hasRoom(final int index, final int sign, final double smallestUsd) {
        final Candidate candidate = all[index];
        final long worst = candidate.amount() + session.orders().worstTaking(candidate.instrumentId(), sign);
        final double towards = Long.signum(worst) == sign ? candidate.usdOf(worst) : 0;
        return candidate.maxPositionUsd() - towards >= smallestUsd;
    }

    /** The one that holds most, by USD; none where all are flat. */
    int largestHeld() {
        int largest = NONE;
        for (int i = 0; i < all.length; i++) {
            final double held = all[i].usdOf(all[i].amount());
            if (held > 0 && (largest == NONE || held > all[largest].usdOf(all[largest].amount()))) {
                largest = i;
            }
        }
        return largest;
    }

    long mixInto(final long hash) {
        long h = hash;
        for (final Candidate candidate : all) {
            h = candidate.mixInto(h);
        }
        return h;
    }

    long mixDepthInto(final long hash) {
        long h = hash;
        for (final Candidate candidate : all) {
            h = candidate.mixDepthInto(h);
        }
        return h;
    }
}
