package io.gimbal.feeds.deribit;

/**
 * The venue's request budgets as we model them, so that it never has to refuse: one for the matching engine, of which a
 * quarter is kept for cancellations, and those of everything else. Starts at the smallest limits an account has, and takes
 * the account's own once they are read. Owned by the thread that steps the venue.
 */
final class Credits {
    private static final double MATCHING_RATE = 5;
    private static final double MATCHING_BURST = 20;
    private static final double OTHER_RATE = 20;
    private static final double OTHER_BURST = 100;
    private static final double CANCEL_SHARE = 0.25;

    final CreditBucket matching;
    final CreditBucket other;
    final CreditBucket subscribe;
    final CreditBucket instruments;
    private final double share;

    Credits(final double share) {
        this.share = share;
        matching = bucket(MATCHING_RATE, MATCHING_BURST, CANCEL_SHARE);
        other = bucket(OTHER_RATE, OTHER_BURST, 0);
        subscribe = bucket(3.3, 10, 0);
        instruments = bucket(1, 50, 0);
    }

    void configure(final AccountFacts facts) {
        if (facts.matchingRate() > 0 && facts.matchingBurst() > 0) {
            set(matching, facts.matchingRate(), facts.matchingBurst(), CANCEL_SHARE);
        }
        if (facts.otherRate() > 0 && facts.otherBurst() > 0) {
            set(other, facts.otherRate(), facts.otherBurst(), 0);
        }
    }

    CreditBucket of(final RpcRequest.Purpose purpose) {
        return switch (purpose) {
            case SUBSCRIBE, PRIVATE_SUBSCRIBE, UNSUBSCRIBE -> subscribe;
            case INSTRUMENTS -> instruments;
            case NEW_ORDER, EDIT_ORDER, CANCEL_ORDER, CANCEL_LABEL, CANCEL_ALL -> matching;
            default -> other;
        };
    }

    /** The venue said 10028: nothing is left anywhere. */
    void empty(final long nowNs) {
        matching.empty(nowNs);
        other.empty(nowNs);
        subscribe.empty(nowNs);
        instruments.empty(nowNs);
    }

    private CreditBucket bucket(final double rate, final double burst, final double reservedShare) {
        final double ours = Math.max(1, burst * share);
        return new CreditBucket(rate * share, ours, reserve(ours, reservedShare));
    }

    private void set(final CreditBucket bucket, final double rate, final double burst, final double reservedShare) {
        final double ours = Math.min(Math.max(1, burst * share), CreditBucket.MOST);
        bucket.configure(rate * share, ours, reserve(ours, reservedShare));
    }

    private static double reserve(final double burst, final double reservedShare) {
        return Math.min(burst * reservedShare, burst - 1);
    }
}
