package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Instrument;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;

/**
 * What makes a candidate the same in the next session, whose instruments are numbered anew.
 *
 * @param connectionId of its orders
 * @param kind         what it is
 * @param settlement   how it settles
 * @param expiryNs     epoch nanoseconds, 0 for none
 * @param coin         eight letters as they stand in the event
 */
record CandidateKey(int connectionId, InstrumentKind kind, Settlement settlement, long expiryNs, long coin) {
    static CandidateKey of(final Candidate candidate, final Instrument instrument, final long coin) {
        return new CandidateKey(
                candidate.connectionId(), instrument.kind(), instrument.settlement(), instrument.expiryNs(), coin);
    }
}
