package io.gimbal.engine.app.configuration;

/**
 * Section {@code book.rule}: options chosen from what the market lists at the start.
 *
 * @param expiries      how many, the nearest first
 * @param minDays       an expiry nearer than this is passed over, days times 1e8
 * @param strikes       how many per expiry, the nearest to its forward first
 * @param hasCalls      whether calls are held
 * @param hasPuts       whether puts are held
 * @param quantityCoins of each leg, coins times 1e8, negative is short
 */
public record BookRule(int expiries, long minDays, int strikes, boolean hasCalls, boolean hasPuts, long quantityCoins) {
    static BookRule of(final Values values) {
        final String legs = values.text(BookSchema.LEGS);
        return new BookRule(
                values.count(BookSchema.EXPIRIES),
                values.number(BookSchema.MIN_DAYS),
                values.count(BookSchema.STRIKES),
                !"put".equals(legs),
                !"call".equals(legs),
                values.number(BookSchema.QUANTITY_COINS));
    }
}
