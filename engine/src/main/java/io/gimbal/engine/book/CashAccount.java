package io.gimbal.engine.book;

/**
 * Cash in one currency and what is known of its last settlement. A settlement opens it for a while: in that time the venue
 * may state cash of before, of after, and of any stage between, in any order, so that only statements are taken that agree
 * with what we settled ourselves.
 */
final class CashAccount {
    static final long NEVER = Long.MIN_VALUE;

    private double cash;
    private long settledNs = NEVER;
    private double tolerance;
    private long openUntilNs = NEVER;

    double cash() {
        return cash;
    }

    void add(final double amount) {
        cash += amount;
    }

    void set(final double balance) {
        cash = balance;
    }

    /** The last 08:00 UTC settled, epoch nanoseconds; {@code NEVER} before the first statement. */
    long settledNs() {
        return settledNs;
    }

    void settledAt(final long timeNs) {
        settledNs = timeNs;
    }

    /**
     * Adds the result of a settled position.
     *
     * @param amount    positive received
     * @param within    what the venue may have settled it by more or less: its fee, and the last move of its price
     * @param untilNs   until when statements may still be of before, epoch nanoseconds
     */
    void settle(final double amount, final double within, final long untilNs) {
        cash += amount;
        tolerance += within;
        openUntilNs = Math.max(openUntilNs, untilNs);
    }

    /** Whether a settlement may still be missing in statements of this time. */
    boolean isOpen(final long timeNs) {
        return timeNs <= openUntilNs;
    }

    /** Whether a balance is ours but for fees and the last move of the settled prices. */
    boolean agrees(final double balance) {
        return Math.abs(balance - cash) <= tolerance;
    }

    /** Statements are as true as ever again. */
    void close() {
        tolerance = 0;
        openUntilNs = NEVER;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, cash);
        h = Bits.mix(h, settledNs);
        h = Bits.mix(h, tolerance);
        return Bits.mix(h, openUntilNs);
    }
}
