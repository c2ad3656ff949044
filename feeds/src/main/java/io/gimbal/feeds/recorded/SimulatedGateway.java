package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * A venue in virtual time that fills our orders against the market that was delivered to us, by a declared rule.
 *
 * <ul>
 *   <li>A command sent at {@code t} is applied at {@code t + latency}, to the top of book in force then: quotes received
 *       up to that time, that one included. What it leads to reaches us {@code replyLatency} later.
 *   <li>A marketable order takes at the opposite price plus {@code slippageTicks} ticks to its disadvantage, never beyond
 *       its limit, for its full amount; the size quoted is a bound only where {@code respectSize} is set, and is then used
 *       up until the next quote. It pays the taker fee.
 *   <li>What is left of {@code IMMEDIATE_OR_CANCEL} and of a market order is cancelled; {@code FILL_OR_KILL} is filled in
 *       full or not at all; {@code GOOD_TIL_CANCELLED} and {@code GOOD_TIL_DAY} (to 08:00 UTC) rest, best price first,
 *       and fill at their own price as maker when a quote meets it. A post-only order that would take is refused.
 *   <li>A reduce-only order is shortened to what reduces the position that the venue knows: the last
 *       {@code PositionSnapshot} and the fills since.
 *   <li>Refused: instruments unknown, expired or not open, amounts that are no whole lots, prices off the grid, an order
 *       id that was used in that epoch. Codes are Deribit's.
 *   <li>An amendment that is refused takes the order out: {@code CANCELLED} with the code. Cancelling, amending or asking
 *       for an order that is closed states its end again; one never seen is {@code NEVER_EXISTED}.
 *   <li>Trade ids and venue order ids are the epoch times 2^32 plus a count.
 * </ul>
 *
 * <p>Wire it with a {@link QuoteTee} around the ingress of the market feed. Owned by one thread, which also steps the
 * feeds; allocates nothing after construction.
 */
public final class SimulatedGateway implements OrderGateway, Feed {
    private final SimulatedCommand[] commands;
    private final int mask;
    private final long latencyNs;
    private final SimulatedReplies replies;
    private final SimulatedMatcher matcher;
    private long head;
    private long tail;
    private long lastDueNs;
    private boolean isClosed;

    /**
     * Opens the venue.
     *
     * @param context its settings
     * @throws IllegalArgumentException when a setting is out of range; names it
     */
    public SimulatedGateway(final Context context) {
        context.conclude();
        this.commands = new SimulatedCommand[context.commandCapacity];
        Arrays.setAll(commands, i -> new SimulatedCommand());
        this.mask = commands.length - 1;
        this.latencyNs = context.latencyNs;
        this.replies = new SimulatedReplies(commands.length * 4, context.replyLatencyNs);
        this.matcher = new SimulatedMatcher(context, replies);
    }

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        if (isFull()) {
            return NOT_CONNECTED;
        }
        final SimulatedCommand command = add(SimulatedCommand.NEW, order.orderId(), epoch, nowNs);
        command.instrumentId = order.instrumentId();
        command.price = order.price();
        command.amount = order.amount();
        command.side = order.side();
        command.type = order.orderType();
        command.timeInForce = order.timeInForce();
        command.isPostOnly = order.isPostOnly() == BooleanType.TRUE;
        command.isReduceOnly = order.isReduceOnly() == BooleanType.TRUE;
        return SENT;
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        if (isFull()) {
            return NOT_CONNECTED;
        }
        add(SimulatedCommand.CANCEL, cancel.orderId(), epoch, nowNs);
        return SENT;
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        if (isFull()) {
            return NOT_CONNECTED;
        }
        final SimulatedCommand command = add(SimulatedCommand.AMEND, amend.orderId(), epoch, nowNs);
        command.price = amend.price();
        command.amount = amend.amount();
        return SENT;
    }

    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        if (isFull()) {
            return NOT_CONNECTED;
        }
        add(SimulatedCommand.QUERY, orderId, epoch, nowNs);
        return SENT;
    }

    @Override
    public long nextTimeNs() {
        final long commandNs = head == tail ? EXHAUSTED : commands[(int) head & mask].dueNs;
        return Math.min(Math.min(commandNs, matcher.nextExpiryNs()), replies.nextTimeNs());
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit) {
            if (replies.nextTimeNs() > nowNs) {
                if (!advance(nowNs)) {
                    return delivered;
                }
            } else if (replies.deliver(ingress)) {
                delivered++;
            } else {
                return delivered;
            }
        }
        return delivered;
    }

    /**
     * Sees a top of book that was delivered to us; commands that arrived before it are applied first.
     *
     * @param timeNs       receive time, epoch nanoseconds
     * @param instrumentId of the quote; others than the venue's are ignored
     * @param bid          price times 1e8
     * @param bidAmount    times 1e8; 0 for an empty side
     * @param ask          price times 1e8
     * @param askAmount    times 1e8; 0 for an empty side
     */
    public void onQuote(
            final long timeNs,
            final int instrumentId,
            final long bid,
            final long bidAmount,
            final long ask,
            final long askAmount) {
        boolean isBehind = true;
        while (isBehind) {
            isBehind = advance(timeNs - 1);
        }
        final SimulatedBook book = matcher.book(instrumentId);
        if (book == null) {
            return;
        }
        book.bid = bid;
        book.bidAmount = bidAmount;
        book.ask = ask;
        book.askAmount = askAmount;
        matcher.matchResting(book, timeNs);
    }

    void onIndex(final int underlyingId, final long price) {
        matcher.onIndex(underlyingId, price);
    }

    void onState(final int instrumentId, final InstrumentState state) {
        final SimulatedBook book = matcher.book(instrumentId);
        if (book != null) {
            book.state = state;
        }
    }

    void onPosition(final int instrumentId, final long amount) {
        final SimulatedBook book = matcher.book(instrumentId);
        if (book != null) {
            book.position = amount;
        }
    }

    boolean isOption(final int instrumentId) {
        final SimulatedBook book = matcher.book(instrumentId);
        return book != null && book.spec.isOption();
    }

    /** Takes nothing more; what was sent and not yet applied is lost, as on a broken connection. */
    @Override
    public void close() {
        isClosed = true;
        head = tail;
    }

    private boolean isFull() {
        return isClosed || tail - head == commands.length;
    }

    private SimulatedCommand add(final int kind, final long orderId, final int epoch, final long nowNs) {
        final SimulatedCommand command = commands[(int) tail++ & mask];
        lastDueNs = Math.max(lastDueNs, nowNs + latencyNs);
        command.kind = kind;
        command.orderId = orderId;
        command.epoch = epoch;
        command.dueNs = lastDueNs;
        return command;
    }

    /** Applies what is due next at the venue, an expiry or a command; false when nothing is, or replies find no room. */
    private boolean advance(final long nowNs) {
        if (replies.free() < SimulatedMatcher.REPLIES_PER_COMMAND) {
            return false;
        }
        final long commandNs = head == tail ? EXHAUSTED : commands[(int) head & mask].dueNs;
        final long expiryNs = matcher.nextExpiryNs();
        if (Math.min(commandNs, expiryNs) > nowNs) {
            return false;
        }
        if (expiryNs <= commandNs) {
            matcher.expire(expiryNs);
        } else {
            matcher.execute(commands[(int) head++ & mask], commandNs);
        }
        return true;
    }

    /** What a simulated venue needs; set, then frozen by its construction. */
    public static final class Context {
        /** Latency of a command unless set: 25 ms. */
        public static final long DEFAULT_LATENCY_NS = 25_000_000L;

        private static final int DEFAULT_COMMANDS = 256;
        private static final int DEFAULT_HISTORY = 1 << 16;

        private List<InstrumentSpec> specs = List.of();
        private VenueProfile profile = VenueProfile.deribit();
        private long latencyNs = DEFAULT_LATENCY_NS;
        private long replyLatencyNs;
        private int slippageTicks;
        private boolean isSizeRespected;
        private int epoch;
        private int commandCapacity = DEFAULT_COMMANDS;
        private int historyCapacity = DEFAULT_HISTORY;
        private boolean isConcluded;

        /** Creates a context of defaults. */
        public Context() {}

        /**
         * Sets what can be traded.
         *
         * @param value the instruments, with their fee rates
         * @return this
         */
        public Context specs(final List<InstrumentSpec> value) {
            specs = List.copyOf(value);
            return changed();
        }

        /**
         * Sets the fee rules.
         *
         * @param value the venue
         * @return this
         */
        public Context profile(final VenueProfile value) {
            profile = value;
            return changed();
        }

        /**
         * Sets how long a command takes to the venue.
         *
         * @param value nanoseconds, 0 or more
         * @return this
         */
        public Context latencyNs(final long value) {
            latencyNs = value;
            return changed();
        }

        /**
         * Sets how long a reply takes back; 0 unless set.
         *
         * @param value nanoseconds, 0 or more
         * @return this
         */
        public Context replyLatencyNs(final long value) {
            replyLatencyNs = value;
            return changed();
        }

        /**
         * Sets how many ticks worse than the quote a taker fills; 0 unless set.
         *
         * @param value ticks, 0 or more
         * @return this
         */
        public Context slippageTicks(final int value) {
            slippageTicks = value;
            return changed();
        }

        /**
         * Makes the quoted size a bound; it is none unless set.
         *
         * @param value true to fill no more than was quoted
         * @return this
         */
        public Context respectSize(final boolean value) {
            isSizeRespected = value;
            return changed();
        }

        /**
         * Sets the epoch in which ids are made, so that they never repeat from run to run.
         *
         * @param value 0 or more
         * @return this
         */
        public Context epoch(final int value) {
            epoch = value;
            return changed();
        }

        /**
         * Sets how many commands may be under way; the next one is answered with {@link OrderGateway#NOT_CONNECTED}.
         *
         * @param value a power of two
         * @return this
         */
        public Context commandCapacity(final int value) {
            commandCapacity = value;
            return changed();
        }

        /**
         * Sets how many orders are remembered; the oldest closed one is forgotten for a new one. A forgotten order can
         * neither be sent again nor asked for.
         *
         * @param value 1 or more
         * @return this
         */
        public Context historyCapacity(final int value) {
            historyCapacity = value;
            return changed();
        }

        List<InstrumentSpec> specs() {
            return specs;
        }

        VenueProfile profile() {
            return profile;
        }

        int slippageTicks() {
            return slippageTicks;
        }

        boolean isSizeRespected() {
            return isSizeRespected;
        }

        int epoch() {
            return epoch;
        }

        int historyCapacity() {
            return historyCapacity;
        }

        void conclude() {
            check(latencyNs >= 0, "latencyNs", latencyNs);
            check(replyLatencyNs >= 0, "replyLatencyNs", replyLatencyNs);
            check(slippageTicks >= 0, "slippageTicks", slippageTicks);
            check(epoch >= 0, "epoch", epoch);
            check(commandCapacity > 0 && Integer.bitCount(commandCapacity) == 1, "commandCapacity", commandCapacity);
            check(historyCapacity > 0, "historyCapacity", historyCapacity);
            isConcluded = true;
        }

        private Context changed() {
            if (isConcluded) {
                throw new IllegalStateException("the context is in use");
            }
            return this;
        }

        private static void check(final boolean isGood, final String name, final long value) {
            if (!isGood) {
                throw new IllegalArgumentException("out of range: " + name + "=" + value);
            }
        }
    }
}
