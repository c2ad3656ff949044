package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import java.util.Arrays;

/**
 * {@code ticker.}: a Ticker each, and a perpetual's Funding when its rate changes. An empty side has neither price nor
 * volatility; {@code "expired"} and null are absent; an unknown word for a state is one without trading.
 */
final class TickerReader implements ChannelReader {
    private static final FieldNames NAMES = FieldNames.of(
            "mark_price",
            "best_bid_price",
            "best_bid_amount",
            "best_ask_price",
            "best_ask_amount",
            "underlying_price",
            "index_price",
            "last_price",
            "estimated_delivery_price",
            "open_interest",
            "current_funding",
            "funding_8h",
            "mark_iv",
            "bid_iv",
            "ask_iv",
            "delta",
            "timestamp",
            "instrument_name",
            "state",
            "greeks");
    private static final int MARK_PRICE = 0;
    private static final int BID_PRICE = 1;
    private static final int BID_AMOUNT = 2;
    private static final int ASK_PRICE = 3;
    private static final int ASK_AMOUNT = 4;
    private static final int UNDERLYING_PRICE = 5;
    private static final int INDEX_PRICE = 6;
    private static final int LAST_PRICE = 7;
    private static final int ESTIMATED_DELIVERY_PRICE = 8;
    private static final int OPEN_INTEREST = 9;
    private static final int CURRENT_FUNDING = 10;
    private static final int FUNDING_8H = 11;
    private static final int DECIMALS = 12;
    private static final int MARK_VOL = 12;
    private static final int BID_VOL = 13;
    private static final int ASK_VOL = 14;
    private static final int PERCENTS = 15;
    private static final int DELTA = 15;
    private static final int NUMBERS = 16;
    private static final int TIMESTAMP = 16;
    private static final int INSTRUMENT_NAME = 17;
    private static final int STATE = 18;

    private final FieldOrder optionOrder = new FieldOrder(NAMES);
    private final FieldOrder otherOrder = new FieldOrder(NAMES);
    private final FieldOrder greeksOrder = new FieldOrder(NAMES);
    private final long[] numbers = new long[NUMBERS];
    private InstrumentState state = InstrumentState.OPEN;
    private long timestamp;
    private boolean isOther;

    TickerReader() {}

    @Override
    public Rejection read(final JsonScanner scanner, final MarketChannel channel) {
        Arrays.fill(numbers, Decimals.ABSENT);
        timestamp = Decimals.ABSENT;
        state = InstrumentState.OPEN;
        isOther = false;
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        final FieldOrder order = channel.instrumentOrThrow().spec.isOption() ? optionOrder : otherOrder;
        for (int field; (field = scanner.nextField(order)) != JsonScanner.END; ) {
            if (field < DECIMALS) {
                numbers[field] = scanner.decimalIfAny();
            } else if (field < PERCENTS) {
                numbers[field] = scanner.percentIfAny();
            } else {
                readOther(scanner, channel, field);
            }
        }
        return check(channel.instrumentOrThrow());
    }

    private void readOther(final JsonScanner scanner, final MarketChannel channel, final int field) {
        switch (field) {
            case TIMESTAMP -> timestamp = scanner.integer();
            case INSTRUMENT_NAME ->
                isOther |= scanner.text() && !channel.subject().isTextOf(scanner);
            case STATE -> {
                final InstrumentState word = Words.instrumentState(scanner);
                state = word == InstrumentState.NULL_VAL ? InstrumentState.INACTIVE : word;
            }
            case DELTA -> scanner.skip();
            default -> readGreeks(scanner);
        }
    }

    private void readGreeks(final JsonScanner scanner) {
        if (scanner.peek() != JsonKind.OBJECT) {
            scanner.skip();
            return;
        }
        scanner.enterObject();
        for (int field; (field = scanner.nextField(greeksOrder)) != JsonScanner.END; ) {
            if (field == DELTA) {
                numbers[DELTA] = scanner.decimalIfAny();
            } else {
                scanner.skip();
            }
        }
    }

    private Rejection check(final MarketInstrument instrument) {
        if (isOther) {
            return Rejection.WRONG_INSTRUMENT;
        }
        if (timestamp == Decimals.ABSENT || numbers[MARK_PRICE] == Decimals.ABSENT) {
            return Rejection.MISSING_FIELD;
        }
        final boolean isNegative = numbers[MARK_PRICE] < 0
                || timestamp < 0
                || (instrument.spec.isOption() && numbers[MARK_VOL] < 0 && numbers[MARK_VOL] != Decimals.ABSENT);
        return isNegative ? Rejection.BAD_VALUE : Rejection.NONE;
    }

    @Override
    public void publish(final MarketChannel channel, final MarketOutput out) {
        final MarketInstrument instrument = channel.instrumentOrThrow();
        final long venueTimeNs = timestamp * NS_PER_MS;
        final boolean hasBid = numbers[BID_PRICE] > 0 && numbers[BID_AMOUNT] > 0;
        final boolean hasAsk = numbers[ASK_PRICE] > 0 && numbers[ASK_AMOUNT] > 0;
        out.publisher()
                .ticker()
                .venueTimeNs(venueTimeNs)
                .markPrice(numbers[MARK_PRICE])
                .markVol(instrument.spec.isOption() ? numbers[MARK_VOL] : Decimals.ABSENT)
                .bidVol(hasBid ? aboveZero(numbers[BID_VOL]) : Decimals.ABSENT)
                .askVol(hasAsk ? aboveZero(numbers[ASK_VOL]) : Decimals.ABSENT)
                .bidPrice(hasBid ? numbers[BID_PRICE] : Decimals.ABSENT)
                .bidAmount(hasBid ? numbers[BID_AMOUNT] : Decimals.ABSENT)
                .askPrice(hasAsk ? numbers[ASK_PRICE] : Decimals.ABSENT)
                .askAmount(hasAsk ? numbers[ASK_AMOUNT] : Decimals.ABSENT)
                .underlyingPrice(numbers[UNDERLYING_PRICE])
                .indexPrice(numbers[INDEX_PRICE])
                .lastPrice(numbers[LAST_PRICE])
                .estimatedDeliveryPrice(numbers[ESTIMATED_DELIVERY_PRICE])
                .openInterest(numbers[OPEN_INTEREST])
                .venueDelta(numbers[DELTA])
                .instrumentId(instrument.spec.instrumentId())
                .state(state)
                .quality(quality(channel, instrument, out, hasBid && hasAsk));
        channel.onVenueTime(venueTimeNs);
        instrument.state = state;
        instrument.markPrice = numbers[MARK_PRICE];
        out.offer();
        if (instrument.spec.kind() == InstrumentKind.PERPETUAL && numbers[CURRENT_FUNDING] != Decimals.ABSENT) {
            FundingRates.publish(instrument, venueTimeNs, numbers[CURRENT_FUNDING], numbers[FUNDING_8H], out);
        }
    }

    private InputQuality quality(
            final MarketChannel channel,
            final MarketInstrument instrument,
            final MarketOutput out,
            final boolean isTwoSided) {
        if (out.isStale(channel, timestamp * NS_PER_MS)) {
            return InputQuality.STALE;
        }
        if (isTwoSided && numbers[BID_PRICE] >= numbers[ASK_PRICE]) {
            return InputQuality.CROSSED;
        }
        return (!instrument.spec.isOption() && out.checks().isDivergent(numbers[MARK_PRICE], numbers[INDEX_PRICE]))
                ? InputQuality.DIVERGENT
                : InputQuality.FRESH;
    }

    private static long aboveZero(final long value) {
        return value > 0 ? value : Decimals.ABSENT;
    }
}
