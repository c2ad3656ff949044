package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;

/**
 * {@code deribit_price_index.}, {@code deribit_volatility_index.}, {@code estimated_expiration_price.} and {@code
 * perpetual.}: one number each, as IndexPrice, VolatilityIndex, DeliveryEstimate and Funding. The estimate has no time of
 * its own.
 */
final class IndexReader implements ChannelReader {
    private static final FieldNames NAMES = FieldNames.of(
            "price", "interest", "volatility", "timestamp", "seconds", "is_estimated", "index_name", "instrument_name");
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private long number;
    private long timestamp;
    private long seconds;
    private boolean isEstimated;
    private boolean isOther;

    IndexReader() {}

    @Override
    public Rejection read(final JsonScanner scanner, final MarketChannel channel) {
        number = Decimals.ABSENT;
        timestamp = Decimals.ABSENT;
        seconds = Decimals.ABSENT;
        isEstimated = false;
        isOther = false;
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        final int wanted = numberField(channel.kind());
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case 0, 1, 2 -> number = field == wanted ? number(scanner, channel.kind()) : other(scanner);
                case 3 -> timestamp = scanner.integer();
                case 4 -> seconds = scanner.integer();
                case 5 -> isEstimated = scanner.isTrue();
                default -> isOther |= scanner.text() && !channel.subject().isTextOf(scanner);
            }
        }
        return check(channel.kind());
    }

    private static int numberField(final ChannelKind kind) {
        return switch (kind) {
            case PERPETUAL -> 1;
            case VOLATILITY_INDEX -> 2;
            default -> 0;
        };
    }

    private static long number(final JsonScanner scanner, final ChannelKind kind) {
        return kind == ChannelKind.VOLATILITY_INDEX ? scanner.percent() : scanner.decimal();
    }

    private long other(final JsonScanner scanner) {
        scanner.skip();
        return number;
    }

    private Rejection check(final ChannelKind kind) {
        if (isOther) {
            return Rejection.WRONG_INSTRUMENT;
        }
        final long time = kind == ChannelKind.DELIVERY_ESTIMATE ? seconds : timestamp;
        if (number == Decimals.ABSENT || time == Decimals.ABSENT) {
            return Rejection.MISSING_FIELD;
        }
        return (time < 0 || (kind != ChannelKind.PERPETUAL && number <= 0)) ? Rejection.BAD_VALUE : Rejection.NONE;
    }

    @Override
    public void publish(final MarketChannel channel, final MarketOutput out) {
        final long venueTimeNs = timestamp == Decimals.ABSENT ? 0 : timestamp * NS_PER_MS;
        switch (channel.kind()) {
            case PRICE_INDEX -> {
                out.publisher()
                        .indexPrice()
                        .venueTimeNs(venueTimeNs)
                        .price(number)
                        .underlyingId(channel.underlyingId())
                        .quality(out.age(channel, venueTimeNs));
                out.offer();
            }
            case VOLATILITY_INDEX -> {
                out.publisher()
                        .volatilityIndex()
                        .venueTimeNs(venueTimeNs)
                        .vol(number)
                        .underlyingId(channel.underlyingId())
                        .quality(out.age(channel, venueTimeNs));
                out.offer();
            }
            case PERPETUAL ->
                FundingRates.publish(channel.instrumentOrThrow(), venueTimeNs, number, Decimals.ABSENT, out);
            default -> publishEstimate(channel, venueTimeNs, out);
        }
    }

    private void publishEstimate(final MarketChannel channel, final long venueTimeNs, final MarketOutput out) {
        out.publisher()
                .deliveryEstimate()
                .venueTimeNs(venueTimeNs)
                .price(number)
                .timeLeftNs(seconds * NS_PER_SECOND)
                .underlyingId(channel.underlyingId())
                .isAveraging(isEstimated ? BooleanType.TRUE : BooleanType.FALSE);
        out.offer();
    }
}
