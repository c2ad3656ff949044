package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import java.util.Arrays;

/** {@code quote.}: a Quote each. An empty side has price and amount 0. */
final class QuoteReader implements ChannelReader {
    private static final FieldNames NAMES = FieldNames.of(
            "best_bid_price", "best_bid_amount", "best_ask_price", "best_ask_amount", "timestamp", "instrument_name");
    private static final int DECIMALS = 4;
    private static final int TIMESTAMP = 4;

    private final long[] numbers = new long[DECIMALS];
    private long timestamp;
    private boolean isOther;

    QuoteReader() {}

    @Override
    public Rejection read(final JsonScanner scanner, final MarketChannel channel) {
        Arrays.fill(numbers, Decimals.ABSENT);
        timestamp = Decimals.ABSENT;
        isOther = false;
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            if (field < DECIMALS) {
                numbers[field] = scanner.decimal();
            } else if (field == TIMESTAMP) {
                timestamp = scanner.integer();
            } else {
                isOther |= scanner.text() && !channel.subject().isTextOf(scanner);
            }
        }
        if (isOther) {
            return Rejection.WRONG_INSTRUMENT;
        }
        return check();
    }

    private Rejection check() {
        if (timestamp == Decimals.ABSENT) {
            return Rejection.MISSING_FIELD;
        }
        boolean isNegative = timestamp < 0;
        for (int i = 0; i < DECIMALS; i++) {
            isNegative |= numbers[i] < 0 && numbers[i] != Decimals.ABSENT;
        }
        return isNegative ? Rejection.BAD_VALUE : Rejection.NONE;
    }

    @Override
    public void publish(final MarketChannel channel, final MarketOutput out) {
        final MarketInstrument instrument = channel.instrumentOrThrow();
        final long venueTimeNs = timestamp * NS_PER_MS;
        final boolean hasBid = numbers[0] > 0 && numbers[1] > 0;
        final boolean hasAsk = numbers[2] > 0 && numbers[3] > 0;
        instrument.keepQuote(
                hasBid ? numbers[0] : 0, hasBid ? numbers[1] : 0, hasAsk ? numbers[2] : 0, hasAsk ? numbers[3] : 0);
        final boolean isStale = out.isStale(channel, venueTimeNs);
        channel.onVenueTime(venueTimeNs);
        out.quote(
                instrument,
                venueTimeNs,
                out.checks().ofQuote(isStale, instrument.bidPrice, instrument.askPrice, instrument.reference()));
    }
}
