package io.gimbal.engine.analysis;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.greeks.Valuation;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.feeds.recorded.Playback;
import io.gimbal.feeds.recorded.RecordedFeed;
import io.gimbal.feeds.recorded.RecordedMarket;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.Settlement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A recorded day of a coin played through the Greeks aggregator by each way of valuation: what an event costs with the
 * moves, re-marks and rebuilds that a market really brings. Books larger than what was listed hold further options at
 * strikes beside the listed ones, re-marked whenever those were, by events of their own.
 */
public final class RecordedDay {
    private static final long DAY_NS = 24 * 3_600_000_000_000L;
    private static final long WARM_UP_NS = 900_000_000_000L;
    private static final double STRIKE_STEP = 0.0037;
    private static final int ROUNDS = 3;
    private static final int LARGE = 1_000;

    private final List<ListedOption> listed;
    private final RecordedMarket market;
    private final long fromNs;
    private final long toNs;

    private RecordedDay(final RecordedMarket market, final long fromNs, final long toNs) {
        this.market = market;
        this.fromNs = fromNs;
        this.toNs = toNs;
        this.listed = market.listAt(fromNs);
    }

    /**
     * One size of book over the day.
     *
     * @param positions   options held
     * @param events      of the market
     * @param directNs    nanoseconds per event, every option summed at every event
     * @param touchedNs   nanoseconds per event, what an event touched summed directly
     * @param chosenNs    nanoseconds per event on the path the engine chooses
     * @param fitShare    of the strips' valuations on that path, made by a fit
     * @param builds      fits built on that path
     * @param maxDeltaGap largest difference of delta between the chosen and the direct path at any event, as a share of
     *                    the gross quantity
     */
    public record Result(
            int positions,
            int events,
            double directNs,
            double touchedNs,
            double chosenNs,
            double fitShare,
            long builds,
            double maxDeltaGap) {}

    /**
     * Plays the first whole day of a recording.
     *
     * @param folder of recorded data
     * @param coin   upper case
     * @param sizes  of the books
     * @return one result per size
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when it cannot be read
     */
    public static List<Result> play(final Path folder, final String coin, final List<Integer> sizes) {
        final RecordedMarket market = RecordedMarket.open(folder, List.of(coin));
        final long fromNs = market.firstTimeNs() + WARM_UP_NS;
        final RecordedDay day = new RecordedDay(market, fromNs, Math.min(fromNs + DAY_NS, market.lastTimeNs()));
        return sizes.stream().map(day::play).toList();
    }

    private Result play(final int positions) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        final VenueProfile profile = VenueProfile.deribit();
        final int distinct = Math.min(positions, listed.size());
        for (int i = 0; i < distinct; i++) {
            final ListedOption option = listed.get((int) ((long) i * listed.size() / distinct));
            specs.add(profile.spec(option.name(), i + 1, 0));
        }
        final MarketTape tape = new MarketTape();
        final RecordedFeed feed = market.play(Playback.of(specs, fromNs - WARM_UP_NS, toNs));
        while (feed.nextTimeNs() != Long.MAX_VALUE) {
            feed.poll(toNs, Integer.MAX_VALUE, tape);
        }
        final Map<Valuation, Desk> best = new EnumMap<>(Valuation.class);
        for (int round = 0; round < (positions > LARGE ? 1 : ROUNDS); round++) {
            for (final Valuation valuation : Valuation.values()) {
                final Desk desk = new Desk(specs, positions, valuation);
                desk.play(tape.events());
                best.merge(valuation, desk, (a, b) -> a.nsPerEvent() <= b.nsPerEvent() ? a : b);
            }
        }
        return result(positions, tape, best);
    }

    private static Result result(final int positions, final MarketTape tape, final Map<Valuation, Desk> best) {
        final Desk chosen = desk(best, Valuation.CHEAPEST);
        final Desk direct = desk(best, Valuation.DIRECT);
        return new Result(
                positions,
                tape.events().size(),
                direct.nsPerEvent(),
                desk(best, Valuation.TOUCHED).nsPerEvent(),
                chosen.nsPerEvent(),
                chosen.greeks.fitTicks() / (double) Math.max(1, chosen.greeks.ticks()),
                chosen.greeks.builds(),
                chosen.gapTo(direct));
    }

    private static Desk desk(final Map<Valuation, Desk> desks, final Valuation valuation) {
        return Objects.requireNonNull(desks.get(valuation));
    }

    /** A book of its own, played once. */
    private static final class Desk {
        private final Book book = new Book();
        private final GreeksAggregator greeks;
        private final UnderlyingBook coin;
        private final BookLine hedge;
        private final List<List<BookLine>> copies = new ArrayList<>();
        private double[] deltas = {};
        private double gross;
        private long events;
        private long cpuNs;

        Desk(final List<InstrumentSpec> specs, final int positions, final Valuation valuation) {
            greeks = new GreeksAggregator(valuation);
            book.defineUnderlying(0);
            coin = Objects.requireNonNull(book.underlying(0));
            hedge = define(0, InstrumentKind.PERPETUAL, false, 0.0, 0);
            final SplittableRandom random = new SplittableRandom(positions);
            copies.add(List.of());
            specs.forEach(spec -> copies.add(new ArrayList<>()));
            for (int i = 0; i < positions; i++) {
                final int listed = 1 + i % specs.size();
                final InstrumentSpec spec = specs.get(listed - 1);
                final int copy = i / specs.size();
                final double strike = Scaled.toDouble(spec.strike()) * (1.0 + STRIKE_STEP * copy);
                final boolean isCall = spec.optionType() == OptionType.CALL;
                final BookLine line = define(i + 1, InstrumentKind.OPTION, isCall, strike, spec.expiryNs());
                final long amount = Math.round((2.0 * random.nextDouble() - 1.0) * 1e9);
                line.onSnapshot(amount, 0.0);
                gross += Math.abs(Scaled.toDouble(amount));
                copies.get(listed).add(line);
            }
        }

        private BookLine define(
                final int id,
                final InstrumentKind kind,
                final boolean isCall,
                final double strike,
                final long expiryNs) {
            final Instrument instrument = new Instrument(
                    id, 0, kind, Settlement.INVERSE, isCall, strike, expiryNs, Scaled.ONE, Scaled.ONE, 1, 0, 0);
            if (!book.define(instrument, InstrumentState.OPEN)) {
                throw new IllegalStateException("instrument refused: " + instrument);
            }
            return Objects.requireNonNull(book.line(id));
        }

        void play(final List<MarketTape.Event> tape) {
            int count = 0;
            for (final MarketTape.Event event : tape) {
                count += event instanceof final MarketTape.Ticker ticker
                        ? copies.get(ticker.instrumentId()).size()
                        : 1;
            }
            deltas = new double[count];
            final long start = Meter.cpuNs();
            for (final MarketTape.Event event : tape) {
                if (event instanceof final MarketTape.Index index) {
                    coin.onIndex(index.price(), index.timeNs());
                    hedge.onQuote(index.price(), index.price(), index.timeNs());
                    value(index.timeNs());
                } else if (event instanceof final MarketTape.Forward forward) {
                    final int expiry = coin.indexOfExpiry(forward.expiryNs());
                    if (expiry >= 0 && coin.index() > 0) {
                        coin.expiry(expiry).onForward(forward.price(), coin.index(), forward.timeNs());
                    }
                    value(forward.timeNs());
                } else if (event instanceof final MarketTape.Ticker ticker) {
                    copies.get(ticker.instrumentId()).forEach(line -> remark(line, ticker));
                }
            }
            cpuNs = Meter.cpuNs() - start;
        }

        private void remark(final BookLine line, final MarketTape.Ticker ticker) {
            if (ticker.vol() > 0) {
                line.onVol(ticker.vol(), ticker.timeNs());
            }
            line.onMark(ticker.mark());
            final Expiry expiry =
                    coin.expiry(coin.indexOfExpiry(line.instrument().expiryNs()));
            final double index = ticker.index() > 0 ? ticker.index() : coin.index();
            if (ticker.forward() > 0 && index > 0) {
                expiry.onForward(ticker.forward(), index, ticker.timeNs());
            }
            value(ticker.timeNs());
        }

        private void value(final long nowNs) {
            if (coin.index() > 0) {
                greeks.evaluate(coin, hedge, Projection.UNIT, nowNs);
                deltas[(int) events] = greeks.ledger().optionDelta();
            }
            events++;
        }

        double nsPerEvent() {
            return cpuNs / (double) Math.max(1, events);
        }

        double gapTo(final Desk other) {
            double gap = 0.0;
            for (int i = 0; i < deltas.length; i++) {
                gap = Math.max(gap, Math.abs(deltas[i] - other.deltas[i]));
            }
            return gap / gross;
        }
    }
}
