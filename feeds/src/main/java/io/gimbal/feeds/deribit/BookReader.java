package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InputQuality;
import java.util.Arrays;

/**
 * {@code book.}: keeps the channel's {@link OrderBookReplica} and makes a Quote whenever the top of the book is another, and
 * at least once a second while the book changes below it. A change that does not follow the one before makes one Quote of
 * quality gapped and no more until the next snapshot; a change that repeats the last one does nothing.
 *
 * <p>A snapshot is what says so, what has no predecessor, and what follows change 0. A grouped book is a snapshot each time.
 */
final class BookReader implements ChannelReader {
    private static final long REPEAT_NS = 1_000_000_000L;
    private static final int FIRST_LEVELS = 1024;
    private static final FieldNames NAMES =
            FieldNames.of("timestamp", "change_id", "prev_change_id", "type", "instrument_name", "bids", "asks");
    private static final FieldNames TYPES = FieldNames.of("snapshot", "change");
    private static final FieldNames ACTIONS = FieldNames.of("new", "change", "delete");
    private static final int DELETE = 2;
    private static final int CHANGE = 1;

    private long[] prices = new long[FIRST_LEVELS];
    private long[] amounts = new long[FIRST_LEVELS];
    private boolean[] sides = new boolean[FIRST_LEVELS];
    private int count;
    private long timestamp;
    private long changeId;
    private long previousId;
    private int type;
    private boolean isOther;
    private boolean isBad;
    private boolean hasBids;
    private boolean hasAsks;

    BookReader() {}

    @Override
    public Rejection read(final JsonScanner scanner, final MarketChannel channel) {
        clear();
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> timestamp = scanner.integer();
                case 1 -> changeId = scanner.integer();
                case 2 -> previousId = scanner.integer();
                case 3 -> type = scanner.word(TYPES);
                case 4 -> isOther |= scanner.text() && !channel.subject().isTextOf(scanner);
                case 5 -> hasBids = readSide(scanner, true);
                default -> hasAsks = readSide(scanner, false);
            }
        }
        return check();
    }

    private void clear() {
        count = 0;
        timestamp = Decimals.ABSENT;
        changeId = Decimals.ABSENT;
        previousId = Decimals.ABSENT;
        type = FieldNames.UNKNOWN;
        isOther = false;
        isBad = false;
        hasBids = false;
        hasAsks = false;
    }

    private Rejection check() {
        if (isOther) {
            return Rejection.WRONG_INSTRUMENT;
        }
        final boolean isMissing = timestamp == Decimals.ABSENT
                || changeId == Decimals.ABSENT
                || !hasBids
                || !hasAsks
                || (type == CHANGE && previousId == Decimals.ABSENT);
        if (isMissing) {
            return Rejection.MISSING_FIELD;
        }
        return (isBad || timestamp < 0) ? Rejection.BAD_VALUE : Rejection.NONE;
    }

    private boolean readSide(final JsonScanner scanner, final boolean isBid) {
        if (!scanner.enterArray()) {
            return false;
        }
        while (scanner.nextElement()) {
            readLevel(scanner, isBid);
        }
        return true;
    }

    /** A level is an action, a price and an amount, or a price and an amount. */
    private void readLevel(final JsonScanner scanner, final boolean isBid) {
        if (!scanner.enterArray()) {
            isBad = true;
            return;
        }
        scanner.nextElement();
        int action = CHANGE;
        if (scanner.peek() == JsonKind.TEXT) {
            action = scanner.word(ACTIONS);
            scanner.nextElement();
        }
        final long price = scanner.decimal();
        scanner.nextElement();
        final long amount = scanner.decimal();
        isBad |= action == FieldNames.UNKNOWN || price == Decimals.ABSENT || amount < 0;
        while (scanner.nextElement()) {
            scanner.skip();
        }
        keep(isBid, price, action == DELETE ? 0 : amount);
    }

    private void keep(final boolean isBid, final long price, final long amount) {
        if (count == prices.length) {
            prices = Arrays.copyOf(prices, 2 * count);
            amounts = Arrays.copyOf(amounts, 2 * count);
            sides = Arrays.copyOf(sides, 2 * count);
        }
        prices[count] = price;
        amounts[count] = amount;
        sides[count++] = isBid;
    }

    @Override
    public void publish(final MarketChannel channel, final MarketOutput out) {
        final OrderBookReplica book = channel.book();
        if (isSnapshot(channel)) {
            book.snapshot(changeId);
        } else if (changeId == book.changeId()) {
            return;
        } else if (!book.change(previousId, changeId)) {
            gap(channel, out);
            return;
        }
        for (int i = 0; i < count; i++) {
            book.set(sides[i], prices[i], amounts[i]);
        }
        if (book.state() == OrderBookReplica.State.GAPPED) {
            gap(channel, out);
            return;
        }
        quote(channel, out);
    }

    private boolean isSnapshot(final MarketChannel channel) {
        final boolean hasNoPredecessor = previousId == Decimals.ABSENT || previousId == 0;
        return channel.kind() == ChannelKind.GROUPED_BOOK || type == 0 || hasNoPredecessor;
    }

    private void quote(final MarketChannel channel, final MarketOutput out) {
        final MarketInstrument instrument = channel.instrumentOrThrow();
        final OrderBookReplica book = channel.book();
        final long venueTimeNs = timestamp * NS_PER_MS;
        final boolean isStale = out.isStale(channel, venueTimeNs);
        channel.onVenueTime(venueTimeNs);
        final boolean isNew = instrument.keepQuote(
                book.price(true, 0), book.amount(true, 0), book.price(false, 0), book.amount(false, 0));
        final InputQuality quality =
                out.checks().ofQuote(isStale, instrument.bidPrice, instrument.askPrice, instrument.reference());
        if (isNew
                || quality != instrument.quoteQuality
                || out.receiveTimeNs() - instrument.quoteReceiveNs >= REPEAT_NS) {
            out.quote(instrument, venueTimeNs, quality);
        }
    }

    /** Says once that the book is out: a Quote as it was last, of quality gapped, and a call to the handler. */
    static void gap(final MarketChannel channel, final MarketOutput out) {
        if (channel.book().state() == OrderBookReplica.State.GAPPED && channel.sayGap()) {
            out.quote(channel.instrumentOrThrow(), channel.lastVenueTimeNs(), InputQuality.GAPPED);
            out.handler().onGap(channel);
        }
    }
}
