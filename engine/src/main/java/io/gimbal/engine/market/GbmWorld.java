package io.gimbal.engine.market;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulated market as a feed: each coin's index is a geometric Brownian motion (with rare jumps if asked), forwards
 * carry, options are marked on a smile, perpetuals quote around the index, expiries are delivered at 08:00 UTC at the
 * average of the last thirty minutes. The same context gives the same bytes on every machine. Owned by one thread;
 * allocates nothing while playing.
 *
 * <p>Each tick every coin says: quotes of its futures and perpetuals, index, the forward of one expiry, and the tickers
 * of a few options, in turn; at the first tick all of them.
 */
public final class GbmWorld implements Feed {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long EXPIRY_OF_DAY_NS = 8 * 3_600_000_000_000L;
    private static final long ONE = 100_000_000L;
    private static final int STRIKES_EACH_SIDE = 12;
    private static final int[] EXPIRY_DAYS = {1, 2, 3, 7, 14, 30, 60, 90};

    private final GbmWorldContext context;
    private final GbmCoin[] coins;
    private GbmTape[] tapes = {};
    private long tickNs;
    private int coin;
    private boolean isTicked;

    /**
     * Creates a world at its start.
     *
     * @param context concluded here
     */
    public GbmWorld(final GbmWorldContext context) {
        this.context = context.conclude();
        coins = new GbmCoin[context.coins().size()];
        for (int i = 0; i < coins.length; i++) {
            coins[i] = new GbmCoin(context.coins().get(i).parameters(), context.seed() * 31 + i);
        }
        tickNs = context.startNs();
    }

    /** {@return the options of every coin at the start, inverse and linear, by expiry and strike, calls first} */
    public List<ListedOption> listed() {
        final List<ListedOption> listed = new ArrayList<>();
        for (int i = 0; i < coins.length; i++) {
            for (final int days : EXPIRY_DAYS) {
                list(i, expiryNs(days), listed);
            }
        }
        return listed;
    }

    private long expiryNs(final int days) {
        final long today = Math.floorDiv(context.startNs(), DAY_NS) * DAY_NS + EXPIRY_OF_DAY_NS;
        final long first = today > context.startNs() ? today : today + DAY_NS;
        return first + (days - 1) * DAY_NS;
    }

    private void list(final int i, final long expiryNs, final List<ListedOption> listed) {
        final double forward = coins[i].forward(context.startNs(), expiryNs);
        final double years = (expiryNs - context.startNs()) / (365.0 * DAY_NS);
        final long step = strikeStep(forward);
        final long middle = Math.round(forward / (double) step);
        for (long at = Math.max(middle - STRIKES_EACH_SIDE, 1); at <= middle + STRIKES_EACH_SIDE; at++) {
            final double vol = coins[i].vol(forward, (double) (at * step), years);
            for (final String quote : List.of(InstrumentName.USD, "USDC")) {
                for (final OptionType type : List.of(OptionType.CALL, OptionType.PUT)) {
                    final InstrumentName name = new InstrumentName(
                            context.coins().get(i).coin(),
                            quote,
                            InstrumentKind.OPTION,
                            expiryNs,
                            at * step * ONE,
                            type);
                    listed.add(new ListedOption(
                            name.text(),
                            name.coin(),
                            expiryNs,
                            name.strike(),
                            name.isCall(),
                            Math.round(forward * 1e8),
                            Math.round(vol * 1e8)));
                }
            }
        }
    }

    /** About one percent of the forward, a round number of dollars. */
    private static long strikeStep(final double forward) {
        long step = 1;
        while (step * 100.0 < forward) {
            step *= step % 2 == 0 || step == 1 ? (isPowerOfTen(step) ? 5 : 2) : 2;
        }
        return step;
    }

    private static boolean isPowerOfTen(final long value) {
        long rest = value;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    /**
     * Chooses what is played. Underlying ids must be the coins' places in the context, several books of a coin apart.
     *
     * @param instruments what a session holds or trades
     * @return this
     * @throws IllegalArgumentException when an instrument's coin is not in this world
     */
    public GbmWorld play(final List<InstrumentSpec> instruments) {
        final List<GbmTape> made = new ArrayList<>();
        final int books = instruments.stream()
                .mapToInt(InstrumentSpec::underlyingId)
                .max()
                .orElse(-1);
        for (int book = 0; book <= books; book++) {
            final int underlyingId = book;
            final List<InstrumentSpec> own = instruments.stream()
                    .filter(spec -> spec.underlyingId() == underlyingId)
                    .toList();
            if (!own.isEmpty()) {
                made.add(new GbmTape(coins[coinOf(own.get(0))], own, context));
            }
        }
        tapes = made.toArray(new GbmTape[0]);
        return this;
    }

    private int coinOf(final InstrumentSpec spec) {
        final InstrumentName name = InstrumentName.parse(spec.name());
        for (int i = 0; i < coins.length; i++) {
            if (name != null && name.coin().equals(context.coins().get(i).coin())) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in this market: instrument=" + spec.name());
    }

    @Override
    public long nextTimeNs() {
        return tickNs > context.endNs() || tapes.length == 0 ? EXHAUSTED : tickNs;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= nowNs) {
            beginTick();
            final GbmTape tape = tapes[coin];
            if (tape.isDone()) {
                endOfTape();
                continue;
            }
            if (!tape.offerNext(ingress, tickNs)) {
                return delivered;
            }
            delivered++;
            skipDone();
        }
        return delivered;
    }

    private void beginTick() {
        if (isTicked) {
            return;
        }
        isTicked = true;
        if (tickNs > context.startNs()) {
            for (final GbmCoin moved : coins) {
                moved.tick(context.tickNs(), tickNs);
            }
        }
        for (final GbmTape tape : tapes) {
            tape.begin(tickNs);
        }
    }

    /** Moves on at once, so that {@link #nextTimeNs()} never names a tick that has nothing left. */
    private void skipDone() {
        while (isTicked && tapes[coin].isDone()) {
            endOfTape();
        }
    }

    private void endOfTape() {
        coin++;
        if (coin == tapes.length) {
            coin = 0;
            isTicked = false;
            tickNs += context.tickNs();
        }
    }

    @Override
    public void close() {
        tapes = new GbmTape[0];
    }

    /** {@return whether the settlement of an instrument is in coin} */
    static boolean isInverse(final InstrumentSpec spec) {
        return spec.settlement() == Settlement.INVERSE;
    }
}
