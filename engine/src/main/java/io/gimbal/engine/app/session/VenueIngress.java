package io.gimbal.engine.app.session;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.AccountBalanceEncoder;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.ConnectionStateEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one of several venues says, as the engine is to hear it: its connections have numbers of their own, it states
 * positions of what it lists and of nothing else, and a balance is what all venues hold together. Everything else passes as
 * it came. Owned by the ingest thread; allocates nothing.
 */
final class VenueIngress {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    /** What each venue holds, by underlying and currency; shared by the venues of one session. */
    static final class Balances {
        private static final int CURRENCIES = 256;
        private static final long UNKNOWN = Long.MIN_VALUE;

        private final long[][] held;

        /**
         * Knows nothing yet.
         *
         * @param venues      in the session
         * @param underlyings in the session
         */
        Balances(final int venues, final int underlyings) {
            held = new long[venues][underlyings * CURRENCIES];
            for (final long[] of : held) {
                Arrays.fill(of, UNKNOWN);
            }
        }

        private long together(final int venue, final int underlyingId, final int currency, final long balance) {
            final int at = underlyingId * CURRENCIES + currency;
            held[venue][at] = balance;
            long sum = 0;
            for (final long[] of : held) {
                sum += of[at] == UNKNOWN ? 0 : of[at];
            }
            return sum;
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConnectionStateDecoder connection = new ConnectionStateDecoder();
    private final ConnectionStateEncoder connectionCopy = new ConnectionStateEncoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final AccountBalanceDecoder balance = new AccountBalanceDecoder();
    private final AccountBalanceEncoder balanceCopy = new AccountBalanceEncoder();
    private final UnsafeBuffer copy = new UnsafeBuffer(
            new byte[HEADER + Math.max(ConnectionStateEncoder.BLOCK_LENGTH, AccountBalanceEncoder.BLOCK_LENGTH)]);
    private final int venue;
    private final int firstConnection;
    private final IntPredicate isListed;
    private final Balances balances;
    private @Nullable Ingress target;
    private @Nullable Ingress before;

    /**
     * Begins to listen to a venue.
     *
     * @param venue           its number, from 0
     * @param firstConnection number of its connection 0 in the session
     * @param isListed        tells by its id whether it lists an instrument
     * @param balances        shared with the other venues
     */
    VenueIngress(final int venue, final int firstConnection, final IntPredicate isListed, final Balances balances) {
        this.venue = venue;
        this.firstConnection = firstConnection;
        this.isListed = isListed;
        this.balances = balances;
    }

    /**
     * Puts this before an ingress.
     *
     * @param ingress hears what the engine is to hear
     * @return an ingress for the venue's feeds; the same one for the same ingress
     */
    Ingress before(final Ingress ingress) {
        Ingress made = before;
        if (made == null || target != ingress) {
            made = (buffer, offset, length, timeNs) -> offer(ingress, buffer, offset, length, timeNs);
            before = made;
            target = ingress;
        }
        return made;
    }

    private long offer(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        switch (header.wrap(buffer, offset).templateId()) {
            case ConnectionStateDecoder.TEMPLATE_ID -> {
                connection.wrapAndApplyHeader(buffer, offset, header);
                copy.putBytes(0, buffer, offset, length);
                connectionCopy.wrap(copy, HEADER).connectionId(firstConnection + connection.connectionId());
                return ingress.offer(copy, 0, length, timeNs);
            }
            case PositionSnapshotDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(buffer, offset, header);
                return isListed.test(position.instrumentId()) ? ingress.offer(buffer, offset, length, timeNs) : 0;
            }
            case AccountBalanceDecoder.TEMPLATE_ID -> {
                balance.wrapAndApplyHeader(buffer, offset, header);
                copy.putBytes(0, buffer, offset, length);
                balanceCopy
                        .wrap(copy, HEADER)
                        .balance(balances.together(
                                venue,
                                balance.underlyingId(),
                                balance.currency().value(),
                                balance.balance()));
                return ingress.offer(copy, 0, length, timeNs);
            }
            default -> {
                return ingress.offer(buffer, offset, length, timeNs);
            }
        }
    }
}
