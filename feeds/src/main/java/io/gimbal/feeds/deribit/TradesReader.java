package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.Side;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code trades.}: a TradePrint for each trade of an instrument that is defined; combos and others are passed over. A trade
 * that lacks something is left out and the others stand.
 */
final class TradesReader {
    private static final FieldNames NAMES = FieldNames.of(
            "price",
            "amount",
            "index_price",
            "timestamp",
            "trade_seq",
            "trade_id",
            "instrument_name",
            "direction",
            "liquidation");
    private static final int DECIMALS = 3;
    private static final int TIMESTAMP = 3;
    private static final int TRADE_SEQ = 4;
    private static final int TRADE_ID = 5;
    private static final int INSTRUMENT_NAME = 6;
    private static final int DIRECTION = 7;

    private final AsciiTable<MarketInstrument> instruments;
    private final long[] numbers = new long[DECIMALS + 2];
    private final AsciiText tradeId = new AsciiText(64);
    private final AsciiText name = new AsciiText(64);
    private Side side = Side.NULL_VAL;
    private boolean isLiquidation;

    TradesReader(final AsciiTable<MarketInstrument> instruments) {
        this.instruments = instruments;
    }

    Rejection read(final JsonScanner scanner, final MarketChannel channel, final MarketOutput out) {
        if (!scanner.enterArray()) {
            return Rejection.MISSING_FIELD;
        }
        Rejection worst = Rejection.NONE;
        while (scanner.nextElement()) {
            final Rejection rejection = readTrade(scanner, channel, out);
            worst = worst == Rejection.NONE ? rejection : worst;
        }
        return worst;
    }

    private Rejection readTrade(final JsonScanner scanner, final MarketChannel channel, final MarketOutput out) {
        clear();
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case TIMESTAMP, TRADE_SEQ -> numbers[field] = scanner.integer();
                case TRADE_ID -> tradeId.read(scanner);
                case INSTRUMENT_NAME -> name.read(scanner);
                case DIRECTION -> side = Words.direction(scanner);
                case 0, 1 -> numbers[field] = scanner.decimal();
                case 2 -> numbers[field] = scanner.decimalIfAny();
                default -> {
                    isLiquidation = scanner.peek() == JsonKind.TEXT;
                    scanner.skip();
                }
            }
        }
        if (!scanner.isOk()) {
            return Rejection.of(scanner.status());
        }
        final MarketInstrument instrument = instruments.find(name);
        final Rejection rejection = check(channel, instrument);
        if (rejection == Rejection.NONE && instrument != null) {
            publish(instrument, out);
        }
        return rejection;
    }

    private void clear() {
        Arrays.fill(numbers, Decimals.ABSENT);
        tradeId.clear();
        name.clear();
        side = Side.NULL_VAL;
        isLiquidation = false;
    }

    private Rejection check(final MarketChannel channel, final @Nullable MarketInstrument instrument) {
        for (int i = 0; i < numbers.length; i++) {
            if (i != 2 && numbers[i] == Decimals.ABSENT) {
                return Rejection.MISSING_FIELD;
            }
        }
        if (tradeId.length() == 0 || name.length() == 0) {
            return Rejection.MISSING_FIELD;
        }
        if (side == Side.NULL_VAL || numbers[1] <= 0 || numbers[TIMESTAMP] < 0 || tradeId.idNumber() < 0) {
            return Rejection.BAD_VALUE;
        }
        return channel.instrument() != null && channel.instrument() != instrument
                ? Rejection.WRONG_INSTRUMENT
                : Rejection.NONE;
    }

    private void publish(final MarketInstrument instrument, final MarketOutput out) {
        out.publisher()
                .tradePrint()
                .venueTimeNs(numbers[TIMESTAMP] * ChannelReader.NS_PER_MS)
                .price(numbers[0])
                .amount(numbers[1])
                .indexPrice(numbers[2])
                .tradeSequence(numbers[TRADE_SEQ])
                .tradeId(tradeId.idNumber())
                .instrumentId(instrument.spec.instrumentId())
                .aggressor(side)
                .isLiquidation(isLiquidation ? BooleanType.TRUE : BooleanType.FALSE);
        out.offer();
    }
}
