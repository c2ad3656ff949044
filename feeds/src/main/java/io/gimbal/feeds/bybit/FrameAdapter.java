package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.deribit.FieldNames;
import io.gimbal.feeds.deribit.JsonKind;
import io.gimbal.feeds.deribit.JsonScanner;
import io.gimbal.journal.codec.Side;
import org.agrona.DirectBuffer;

/**
 * Decodes frames of the option stream. Fields may come in any order, numbers come as strings, and an empty string is a
 * number that is not there. A frame is read twice: once through for what it is, which also proves it well-formed, then its
 * content. What is malformed or unknown is counted and dropped; nothing throws.
 *
 * <p>Owned by the market thread; allocates nothing after construction.
 */
final class FrameAdapter {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LATEST_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI;
    private static final int NOWHERE = -1;
    private static final int DELTA = 1;
    private static final FieldNames TYPES = FieldNames.of("snapshot", "delta");
    private static final FieldNames SIDES = FieldNames.of("Buy", "Sell");
    private static final FieldNames ENVELOPE = FieldNames.of("topic", "type", "ts", "data", "success", "op", "ret_msg");
    private static final FieldNames REPLY = FieldNames.of("successTopics", "failTopics");
    private static final FieldNames BOOK = FieldNames.of("b", "a", "u");
    private static final FieldNames TRADE = FieldNames.of("T", "s", "S", "p", "v", "i", "seq", "iP");
    private static final FieldNames TICKER = FieldNames.of(
            "markPrice",
            "markPriceIv",
            "bidIv",
            "askIv",
            "bidPrice",
            "bidSize",
            "askPrice",
            "askSize",
            "underlyingPrice",
            "indexPrice",
            "lastPrice",
            "predictedDeliveryPrice",
            "openInterest",
            "delta");
    private static final byte[] SUBSCRIBE = {'s', 'u', 'b', 's', 'c', 'r', 'i', 'b', 'e'};
    private static final byte[] UNSUBSCRIBE = {'u', 'n', 's', 'u', 'b', 's', 'c', 'r', 'i', 'b', 'e'};

    private final JsonScanner scanner = new JsonScanner();
    private final ScannedText text = new ScannedText(scanner);
    private final OptionTicker ticker = new OptionTicker();
    private final BookUpdate update = new BookUpdate();
    private final Topics topics;
    private final Subscriptions subscriptions;
    private final LatestMarket market;
    private final TradeQueue trades;

    private boolean hasTopic;
    private int topic;
    private int type;
    private long venueTimeNs;
    private int dataAt;
    private boolean hasSuccess;
    private boolean isSuccess;
    private boolean isAboutTopics;
    private boolean isFaulty;
    private long malformed;
    private long unknown;
    private long gaps;

    FrameAdapter(
            final Topics topics,
            final Subscriptions subscriptions,
            final LatestMarket market,
            final TradeQueue trades) {
        this.topics = topics;
        this.subscriptions = subscriptions;
        this.market = market;
        this.trades = trades;
    }

    void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        isFaulty = false;
        scanner.wrap(buffer, offset, length);
        if (!readEnvelope()) {
            malformed++;
        } else if (hasTopic) {
            onData(receiveTimeNs);
        } else if (isReply()) {
            onReply();
        }
    }

    /** Frames, or parts of them, that could not be understood. */
    long malformed() {
        return malformed;
    }

    /** Frames of topics that were never asked for. */
    long unknown() {
        return unknown;
    }

    /** Books that missed a message. */
    long gaps() {
        return gaps;
    }

    private boolean readEnvelope() {
        hasTopic = false;
        topic = WordTable.UNKNOWN;
        type = FieldNames.UNKNOWN;
        venueTimeNs = 0;
        dataAt = NOWHERE;
        hasSuccess = false;
        isSuccess = false;
        isAboutTopics = false;
        final boolean isObject = scanner.enterObject();
        for (int field = 0; isObject && (field = scanner.nextField(ENVELOPE)) != JsonScanner.END; ) {
            readEnvelopeField(field);
        }
        return isObject && scanner.finish();
    }

    private void readEnvelopeField(final int field) {
        switch (field) {
            case 0 -> {
                hasTopic = scanner.text();
                topic = topics.words().find(scanner);
            }
            case 1 -> type = scanner.word(TYPES);
            case 2 -> venueTimeNs = millis();
            case 3 -> {
                dataAt = scanner.position();
                scanner.skip();
            }
            case 4 -> {
                hasSuccess = true;
                isSuccess = scanner.bool();
            }
            case 5 -> isAboutTopics = scanner.text() && (scanner.isText(SUBSCRIBE) || scanner.isText(UNSUBSCRIBE));
            default -> scanner.skip();
        }
    }

    private void onData(final long receiveTimeNs) {
        if (topic == WordTable.UNKNOWN) {
            unknown++;
            return;
        }
        if (dataAt == NOWHERE || venueTimeNs <= 0) {
            malformed++;
            return;
        }
        scanner.seek(dataAt);
        final boolean isUnderstood = topics.isTicker(topic)
                ? onTicker(receiveTimeNs)
                : topics.isBook(topic) ? onBook(receiveTimeNs) : onTrades(receiveTimeNs);
        if (isUnderstood) {
            subscriptions.onData(topic);
        } else {
            malformed++;
        }
    }

    private boolean onTicker(final long receiveTimeNs) {
        final int option = topics.option(topic);
        if (type == DELTA) {
            ticker.set(market.ticker(option));
        } else {
            ticker.clear();
        }
        ticker.venueTimeNs = venueTimeNs;
        final boolean isObject = scanner.enterObject();
        for (int field = 0; isObject && (field = scanner.nextField(TICKER)) != JsonScanner.END; ) {
            readTickerField(field);
        }
        if (!isObject || isFaulty() || !(ticker.markPrice >= 0)) {
            return false;
        }
        dropEmptySides();
        market.onTicker(option, ticker, receiveTimeNs);
        return true;
    }

    private void readTickerField(final int field) {
        final long number = number();
        final long aboveZero = number > 0 ? number : Decimals.ABSENT;
        switch (field) {
            case 0 -> ticker.markPrice = number;
            case 1 -> ticker.markVol = aboveZero;
            case 2 -> ticker.bidVol = aboveZero;
            case 3 -> ticker.askVol = aboveZero;
            case 4 -> ticker.bidPrice = aboveZero;
            case 5 -> ticker.bidAmount = aboveZero;
            case 6 -> ticker.askPrice = aboveZero;
            case 7 -> ticker.askAmount = aboveZero;
            case 8 -> ticker.underlyingPrice = aboveZero;
            case 9 -> ticker.indexPrice = aboveZero;
            case 10 -> ticker.lastPrice = aboveZero;
            case 11 -> ticker.estimatedDeliveryPrice = aboveZero;
            case 12 -> ticker.openInterest = number;
            default -> ticker.delta = number;
        }
    }

    /** A side is there with price and amount, or not at all. */
    private void dropEmptySides() {
        if (ticker.bidPrice == Decimals.ABSENT || ticker.bidAmount == Decimals.ABSENT) {
            ticker.bidPrice = Decimals.ABSENT;
            ticker.bidAmount = Decimals.ABSENT;
        }
        if (ticker.askPrice == Decimals.ABSENT || ticker.askAmount == Decimals.ABSENT) {
            ticker.askPrice = Decimals.ABSENT;
            ticker.askAmount = Decimals.ABSENT;
        }
    }

    private boolean onBook(final long receiveTimeNs) {
        update.venueTimeNs = venueTimeNs;
        update.isSnapshot = type != DELTA;
        update.updateId = 0;
        update.bids.clear();
        update.asks.clear();
        final boolean isObject = scanner.enterObject();
        for (int field = 0; isObject && (field = scanner.nextField(BOOK)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> readLevels(update.bids);
                case 1 -> readLevels(update.asks);
                default -> update.updateId = scanner.integer();
            }
        }
        if (!isObject || isFaulty() || type == FieldNames.UNKNOWN || update.updateId <= 0) {
            return false;
        }
        applyUpdate(receiveTimeNs);
        return true;
    }

    private void readLevels(final BookUpdate.Levels side) {
        if (!scanner.enterArray()) {
            return;
        }
        while (scanner.nextElement()) {
            long price = Decimals.ABSENT;
            long amount = Decimals.ABSENT;
            int part = 0;
            final boolean isArray = scanner.enterArray();
            while (isArray && scanner.nextElement()) {
                final long number = number();
                price = part == 0 ? number : price;
                amount = part == 1 ? number : amount;
                part++;
            }
            isFaulty |= part != 2 || !side.add(price, amount);
        }
    }

    private void applyUpdate(final long receiveTimeNs) {
        final int option = topics.option(topic);
        final BybitBook.Outcome outcome = market.book(option).apply(update);
        if (outcome == BybitBook.Outcome.GAP) {
            gaps++;
            subscriptions.onGap(topic);
        }
        if (outcome != BybitBook.Outcome.IGNORED) {
            market.onBook(option, venueTimeNs, receiveTimeNs);
        }
    }

    private boolean onTrades(final long receiveTimeNs) {
        if (!scanner.enterArray()) {
            return false;
        }
        while (scanner.nextElement()) {
            final TradeQueue.Trade trade = trades.next();
            trade.receiveTimeNs = receiveTimeNs;
            readTrade(trade);
            if (isFaulty()) {
                return false;
            }
            if (trade.isWhole()) {
                trades.commit();
            }
        }
        return true;
    }

    /** Trades of options that are not followed stay without an instrument. */
    private void readTrade(final TradeQueue.Trade trade) {
        final boolean isObject = scanner.enterObject();
        for (int field = 0; isObject && (field = scanner.nextField(TRADE)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> trade.venueTimeNs = millis();
                case 1 -> trade.instrumentId = instrumentId();
                case 2 -> trade.aggressor = side();
                case 3 -> trade.price = number();
                case 4 -> trade.amount = number();
                case 5 -> trade.id = identity();
                case 6 -> trade.sequence = scanner.integer();
                default -> trade.indexPrice = number();
            }
        }
    }

    /** A refusal without a word on what is refused is taken for the request under way. */
    private boolean isReply() {
        return hasSuccess && (isAboutTopics || dataAt != NOWHERE || !isSuccess);
    }

    private void onReply() {
        boolean hasLists = false;
        if (dataAt != NOWHERE) {
            scanner.seek(dataAt);
            final boolean isObject = scanner.enterObject();
            for (int field = 0; isObject && (field = scanner.nextField(REPLY)) != JsonScanner.END; ) {
                hasLists = true;
                readTopics(field == 0);
            }
        }
        if (isFaulty()) {
            malformed++;
        }
        subscriptions.onReply(isSuccess, hasLists);
    }

    private void readTopics(final boolean isTaken) {
        if (!scanner.enterArray()) {
            return;
        }
        while (scanner.nextElement()) {
            final int named = scanner.text() ? topics.words().find(scanner) : WordTable.UNKNOWN;
            if (isTaken && named != WordTable.UNKNOWN) {
                subscriptions.onTaken(named);
            }
        }
    }

    private boolean isFaulty() {
        return isFaulty || !scanner.isOk();
    }

    private int instrumentId() {
        final int option = scanner.text() ? topics.symbols().find(scanner) : WordTable.UNKNOWN;
        return option == WordTable.UNKNOWN ? -1 : market.instrumentId(option);
    }

    private Side side() {
        return switch (scanner.word(SIDES)) {
            case 0 -> Side.BUY;
            case 1 -> Side.SELL;
            default -> Side.NULL_VAL;
        };
    }

    private long millis() {
        final long millis = scanner.integer();
        return millis > 0 && millis <= LATEST_MILLIS ? millis * NANOS_PER_MILLI : 0;
    }

    /** A decimal as a string or as a number; absent when it is empty or null. */
    private long number() {
        if (scanner.peek() == JsonKind.NUMBER) {
            return scanner.decimal();
        }
        if (!scanner.text() || scanner.textLength() == 0) {
            return Decimals.ABSENT;
        }
        final long number = Decimals.parse(text);
        isFaulty |= number == Decimals.MALFORMED;
        return number;
    }

    /** The first 64 bits of a trade's UUID, of which 60 are its own. */
    private long identity() {
        return scanner.text() ? text.hexadecimal() : 0;
    }
}
