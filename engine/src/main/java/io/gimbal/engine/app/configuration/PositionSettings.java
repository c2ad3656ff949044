package io.gimbal.engine.app.configuration;

/**
 * One {@code book.position}.
 *
 * @param instrument   its name at the venue
 * @param amount       signed, times 1e8; coins, USD for inverse futures
 * @param averagePrice entry price times 1e8, or {@link #MARK_AT_START}
 */
public record PositionSettings(String instrument, long amount, long averagePrice) {
    /** No entry price was given: the market's mark at the start is taken. */
    public static final long MARK_AT_START = 0;

    static PositionSettings of(final Values values) {
        return new PositionSettings(
                values.text(BookSchema.INSTRUMENT),
                values.number(BookSchema.AMOUNT),
                values.has(BookSchema.AVERAGE_PRICE) ? values.number(BookSchema.AVERAGE_PRICE) : MARK_AT_START);
    }
}
