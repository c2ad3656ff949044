package io.gimbal.engine.app.configuration;

/**
 * Section {@code limits}, with what {@code book.limits} changed.
 *
 * @param maxOrderUsd     largest order, USD times 1e8
 * @param maxPositionUsd  largest hedge position either way, USD times 1e8
 * @param collarBp        largest distance of a limit price from the index, basis points times 1e8
 * @param maxIndexAgeNs   age from which the index is stale, nanoseconds
 * @param maxForwardAgeNs age from which a forward is stale, nanoseconds
 * @param maxVolAgeNs     age from which a volatility is stale, nanoseconds
 * @param maxQuoteAgeNs   age from which the hedge's quote is stale, nanoseconds
 * @param maxCommandAgeNs age from which a command is not sent any more, nanoseconds
 * @param rejectBackOffNs pause after a rejection, nanoseconds
 */
public record LimitSettings(
        long maxOrderUsd,
        long maxPositionUsd,
        long collarBp,
        long maxIndexAgeNs,
        long maxForwardAgeNs,
        long maxVolAgeNs,
        long maxQuoteAgeNs,
        long maxCommandAgeNs,
        long rejectBackOffNs) {
    private static final long BP_PER_ONE = 10_000;

    /** {@return the collar as a rate, times 1e8, rounded down: never wider than asked for} */
    public long collarRate() {
        return collarBp / BP_PER_ONE;
    }

    /**
     * The same with another largest order.
     *
     * @param usd largest order, USD times 1e8
     * @return a copy with it
     */
    public LimitSettings withMaxOrderUsd(final long usd) {
        return new LimitSettings(
                usd,
                maxPositionUsd,
                collarBp,
                maxIndexAgeNs,
                maxForwardAgeNs,
                maxVolAgeNs,
                maxQuoteAgeNs,
                maxCommandAgeNs,
                rejectBackOffNs);
    }

    static LimitSettings of(final Values values) {
        return new LimitSettings(
                values.number(Schema.MAX_ORDER_USD),
                values.number(Schema.MAX_POSITION_USD),
                values.number(Schema.COLLAR_BP),
                values.secondsAsNs(Schema.MAX_INDEX_AGE_S),
                values.secondsAsNs(Schema.MAX_FORWARD_AGE_S),
                values.secondsAsNs(Schema.MAX_VOL_AGE_S),
                values.secondsAsNs(Schema.MAX_QUOTE_AGE_S),
                values.millisecondsAsNs(Schema.MAX_COMMAND_AGE_MS),
                values.millisecondsAsNs(Schema.REJECT_BACK_OFF_MS));
    }
}
