package io.gimbal.engine.app.session;

import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.AccountBalanceEncoder;
import java.util.Arrays;

/**
 * What the accounts of all venues state, by underlying and currency, and what that is together: a book's money lies
 * wherever it trades. An account that is out of reach counts as last stated. Owned by the ingest thread; allocates
 * nothing after construction.
 */
final class VenueBalances {
    private static final int CURRENCIES = 256;
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int FIELDS = 4;
    private static final int INITIAL = 1;
    private static final int MAINTENANCE = 2;
    private static final int DELTA = 3;

    private final long[][][] stated;

    /**
     * Knows nothing yet.
     *
     * @param venues      in the session
     * @param underlyings in the session
     */
    VenueBalances(final int venues, final int underlyings) {
        stated = new long[FIELDS][venues][underlyings * CURRENCIES];
        for (final long[][] field : stated) {
            for (final long[] of : field) {
                Arrays.fill(of, UNKNOWN);
            }
        }
    }

    /** A venue's account says what it holds. */
    void state(final int place, final AccountBalanceDecoder event) {
        final int at = at(event);
        stated[0][place][at] = event.balance();
        stated[INITIAL][place][at] = known(event.initialMargin(), AccountBalanceDecoder.initialMarginNullValue());
        stated[MAINTENANCE][place][at] =
                known(event.maintenanceMargin(), AccountBalanceDecoder.maintenanceMarginNullValue());
        stated[DELTA][place][at] = known(event.venueDeltaTotal(), AccountBalanceDecoder.venueDeltaTotalNullValue());
    }

    /** Writes into a copy of a statement what all accounts hold of its currency; what none states is absent. */
    void together(final AccountBalanceDecoder event, final AccountBalanceEncoder copy) {
        final int at = at(event);
        copy.balance(sum(0, at, 0))
                .initialMargin(sum(INITIAL, at, AccountBalanceDecoder.initialMarginNullValue()))
                .maintenanceMargin(sum(MAINTENANCE, at, AccountBalanceDecoder.maintenanceMarginNullValue()))
                .venueDeltaTotal(sum(DELTA, at, AccountBalanceDecoder.venueDeltaTotalNullValue()));
    }

    private static int at(final AccountBalanceDecoder event) {
        return event.underlyingId() * CURRENCIES + event.currency().value();
    }

    private static long known(final long value, final long absent) {
        return value == absent ? UNKNOWN : value;
    }

    private long sum(final int field, final int at, final long absent) {
        long sum = 0;
        boolean isAny = false;
        for (final long[] of : stated[field]) {
            isAny |= of[at] != UNKNOWN;
            sum += of[at] == UNKNOWN ? 0 : of[at];
        }
        return isAny ? sum : absent;
    }
}
