package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayLegDecoder;

/** Collects the legs of one proposal, which follow each other in order. Owned by the engine thread; allocates nothing. */
final class OverlayProposal {
    /** Most legs. */
    static final int MAX_LEGS = 16;

    private final ProposedLeg[] legs = new ProposedLeg[MAX_LEGS];
    private long id;
    private long snapshotTimeNs;
    private double objectiveBefore;
    private double objectiveAfter;
    private int count;
    private int received;

    OverlayProposal() {
        for (int i = 0; i < MAX_LEGS; i++) {
            legs[i] = new ProposedLeg();
        }
    }

    /** Begins with a first leg, or with one that belongs to nothing. */
    void begin(final OverlayLegDecoder event) {
        id = event.proposalId();
        snapshotTimeNs = event.snapshotTimeNs();
        objectiveBefore = event.objectiveBefore();
        objectiveAfter = event.objectiveAfter();
        count = event.legCount();
        received = 0;
        add(event);
    }

    void add(final OverlayLegDecoder event) {
        legs[received++].start(event);
    }

    /** Whether a leg is the one that is awaited: the next of the same proposal, of an option not yet in it. */
    boolean isNext(final OverlayLegDecoder event) {
        for (int i = 0; i < received; i++) {
            if (legs[i].instrumentId == event.instrumentId()) {
                return false;
            }
        }
        return isOpen()
                && event.legIndex() == received
                && event.legCount() == count
                && event.proposalId() == id
                && event.snapshotTimeNs() == snapshotTimeNs
                && isSame(event.objectiveBefore(), objectiveBefore)
                && isSame(event.objectiveAfter(), objectiveAfter);
    }

    private static boolean isSame(final double a, final double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    /** Whether legs are missing. */
    boolean isOpen() {
        return received > 0 && received < count;
    }

    boolean isComplete() {
        return received > 0 && received == count;
    }

    void clear() {
        received = 0;
        count = 0;
    }

    void refuseAll(final OverlayCheck check, final DecisionReason reason, final double value, final double limitValue) {
        for (int i = 0; i < received; i++) {
            legs[i].refuse(check, reason, value, limitValue);
        }
    }

    /** Refuses what has passed so far. */
    void refuseAccepted(
            final OverlayCheck check, final DecisionReason reason, final double value, final double limitValue) {
        for (int i = 0; i < received; i++) {
            if (legs[i].isAccepted()) {
                legs[i].refuse(check, reason, value, limitValue);
            }
        }
    }

    int accepted() {
        int accepted = 0;
        for (int i = 0; i < received; i++) {
            accepted += legs[i].isAccepted() ? 1 : 0;
        }
        return accepted;
    }

    /** Legs received so far. */
    int size() {
        return received;
    }

    ProposedLeg leg(final int i) {
        return legs[i];
    }

    long id() {
        return id;
    }

    /** Legs it is to have. */
    int count() {
        return count;
    }

    long snapshotTimeNs() {
        return snapshotTimeNs;
    }

    double objectiveBefore() {
        return objectiveBefore;
    }

    double objectiveAfter() {
        return objectiveAfter;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, received);
        if (received > 0) {
            h = Bits.mix(h, id);
            h = Bits.mix(h, snapshotTimeNs);
            h = Bits.mix(h, objectiveBefore);
            h = Bits.mix(h, objectiveAfter);
            h = Bits.mix(h, count);
        }
        for (int i = 0; i < received; i++) {
            h = legs[i].mixInto(h);
        }
        return h;
    }
}
