package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.Side;
import java.util.Arrays;

/**
 * The venue's statement of one of our trades, from an answer or a notification; the same trade may come through both.
 * Reused: holds the trade read last. Numbers are decimals times 1e8, {@link Decimals#ABSENT} where the venue gave none or
 * a word. Owned by one thread; allocates nothing.
 */
public final class TradeReport {
    private static final FieldNames NAMES = FieldNames.of(
            "price",
            "amount",
            "fee",
            "index_price",
            "mark_price",
            "underlying_price",
            "profit_loss",
            "contracts",
            "timestamp",
            "trade_seq",
            "self_trade",
            "reduce_only",
            "post_only",
            "api",
            "label",
            "order_id",
            "trade_id",
            "instrument_name",
            "fee_currency",
            "block_trade_id",
            "combo_trade_id",
            "direction",
            "liquidity",
            "state",
            "liquidation",
            "iv");
    private static final int DECIMALS = 8;
    private static final int WHOLES = 10;
    private static final int FLAGS = 14;
    private static final int LABEL = 14;
    private static final int ORDER_ID = 15;
    private static final int TRADE_ID = 16;
    private static final int INSTRUMENT_NAME = 17;
    private static final int FEE_CURRENCY = 18;
    private static final int BLOCK_TRADE_ID = 19;
    private static final int COMBO_TRADE_ID = 20;
    private static final int DIRECTION = 21;
    private static final int LIQUIDITY = 22;
    private static final int STATE = 23;
    private static final int LIQUIDATION = 24;
    private static final FieldNames LIQUIDITIES = FieldNames.of("M", "T");
    private static final FieldNames DOLLARS = FieldNames.of("USD", "USDC", "USDT", "USDE", "EURR");
    private static final long NS_PER_MS = 1_000_000L;

    private final long[] numbers = new long[WHOLES];
    private final AsciiText label = new AsciiText(64);
    private final AsciiText orderId = new AsciiText(64);
    private final AsciiText tradeId = new AsciiText(64);
    private final AsciiText instrumentName = new AsciiText(64);
    private final AsciiText feeCurrency = new AsciiText(8);
    private final AsciiText blockTradeId = new AsciiText(64);
    private final AsciiText comboTradeId = new AsciiText(64);
    private final AsciiText liquidation = new AsciiText(4);
    private long vol;
    private int flags;
    private Side side = Side.NULL_VAL;
    private Liquidity liquidity = Liquidity.NULL_VAL;
    private OrderState orderState = OrderState.UNKNOWN;

    /** Creates an empty report. */
    public TradeReport() {}

    /**
     * Takes the scanner's next value.
     *
     * @param scanner a trade's object is next
     * @return whether it was one with ids, an instrument, a side, a price, an amount and a time; false also after a fault
     */
    public boolean read(final JsonScanner scanner) {
        clear();
        if (!scanner.enterObject()) {
            return false;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            if (field < DECIMALS) {
                numbers[field] = scanner.decimalIfAny();
            } else if (field < WHOLES) {
                numbers[field] = scanner.integerIfAny();
            } else if (field < FLAGS) {
                flags |= scanner.isTrue() ? 1 << field : 0;
            } else {
                readWord(scanner, field);
            }
        }
        return scanner.isOk() && isComplete();
    }

    /** {@return price of the trade} */
    public long price() {
        return numbers[0];
    }

    /** {@return positive, in the unit of amounts} */
    public long amount() {
        return numbers[1];
    }

    /** {@return fee in {@link #feeCurrency}; positive is paid; 0 where the venue leaves it out} */
    public long fee() {
        return numbers[2] == Decimals.ABSENT ? 0 : numbers[2];
    }

    /** {@return index when it traded} */
    public long indexPrice() {
        return numbers[3];
    }

    /** {@return mark price when it traded} */
    public long markPrice() {
        return numbers[4];
    }

    /** {@return forward when it traded; options only} */
    public long underlyingPrice() {
        return numbers[5];
    }

    /** {@return realised result, as the venue books it} */
    public long profitLoss() {
        return numbers[6];
    }

    /** {@return the amount in contracts} */
    public long contracts() {
        return numbers[7];
    }

    /** {@return when it traded, epoch nanoseconds} */
    public long timeNs() {
        return numbers[8] * NS_PER_MS;
    }

    /** {@return number among the instrument's public trades, or absent} */
    public long tradeSequence() {
        return numbers[9];
    }

    /** {@return whether we traded with ourselves} */
    public boolean isSelfTrade() {
        return (flags & (1 << 10)) != 0;
    }

    /** {@return whether the order was to reduce a position only} */
    public boolean isReduceOnly() {
        return (flags & (1 << 11)) != 0;
    }

    /** {@return whether the order was to make only} */
    public boolean isPostOnly() {
        return (flags & (1 << 12)) != 0;
    }

    /** {@return our key of the order; empty when it has none} */
    public AsciiText label() {
        return label;
    }

    /** {@return the venue's key of the order} */
    public AsciiText orderId() {
        return orderId;
    }

    /** {@return the venue's key of the trade; {@link AsciiText#idNumber} makes it a number} */
    public AsciiText tradeId() {
        return tradeId;
    }

    /** {@return the instrument's name} */
    public AsciiText instrumentName() {
        return instrumentName;
    }

    /** {@return the venue's name of the fee's currency} */
    public AsciiText feeCurrencyName() {
        return feeCurrency;
    }

    /** {@return currency of the fee: dollars for dollars and stable coins, else the underlying's coin} */
    public Currency feeCurrency() {
        return DOLLARS.find(feeCurrency.bytes(), 0, feeCurrency.length()) >= 0 ? Currency.USD : Currency.COIN;
    }

    /** {@return key of the block trade it was part of; empty for none} */
    public AsciiText blockTradeId() {
        return blockTradeId;
    }

    /** {@return key of the combo's trade it was a leg of; empty for none} */
    public AsciiText comboTradeId() {
        return comboTradeId;
    }

    /** {@return whether either side was liquidated} */
    public boolean isLiquidation() {
        return liquidation.length() > 0;
    }

    /** {@return our side} */
    public Side side() {
        return side;
    }

    /** {@return whether we made or took; {@code NULL_VAL} when not said} */
    public Liquidity liquidity() {
        return liquidity;
    }

    /** {@return state of the order at this trade} */
    public OrderState orderState() {
        return orderState;
    }

    /** {@return implied volatility of the price, absolute; options only} */
    public long vol() {
        return vol;
    }

    private boolean isComplete() {
        return tradeId.length() > 0
                && instrumentName.length() > 0
                && side != Side.NULL_VAL
                && numbers[0] != Decimals.ABSENT
                && numbers[1] != Decimals.ABSENT
                && numbers[8] != Decimals.ABSENT;
    }

    private void clear() {
        Arrays.fill(numbers, Decimals.ABSENT);
        flags = 0;
        vol = Decimals.ABSENT;
        label.clear();
        orderId.clear();
        tradeId.clear();
        instrumentName.clear();
        feeCurrency.clear();
        blockTradeId.clear();
        comboTradeId.clear();
        liquidation.clear();
        side = Side.NULL_VAL;
        liquidity = Liquidity.NULL_VAL;
        orderState = OrderState.UNKNOWN;
    }

    private void readWord(final JsonScanner scanner, final int field) {
        switch (field) {
            case LABEL -> label.read(scanner);
            case ORDER_ID -> orderId.read(scanner);
            case TRADE_ID -> tradeId.read(scanner);
            case INSTRUMENT_NAME -> instrumentName.read(scanner);
            case FEE_CURRENCY -> feeCurrency.read(scanner);
            case BLOCK_TRADE_ID -> blockTradeId.read(scanner);
            case COMBO_TRADE_ID -> comboTradeId.read(scanner);
            case DIRECTION -> side = Words.direction(scanner);
            case LIQUIDITY -> liquidity = liquidity(scanner.word(LIQUIDITIES));
            case STATE -> orderState = Words.orderState(scanner);
            case LIQUIDATION -> liquidation.read(scanner);
            default -> vol = scanner.percentIfAny();
        }
    }

    private static Liquidity liquidity(final int word) {
        return switch (word) {
            case 0 -> Liquidity.MAKER;
            case 1 -> Liquidity.TAKER;
            default -> Liquidity.NULL_VAL;
        };
    }
}
