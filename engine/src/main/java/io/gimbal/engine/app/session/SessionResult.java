package io.gimbal.engine.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.hedging.BandTracker;
import io.gimbal.engine.hedging.BandWidth;
import io.gimbal.engine.hedging.BucketedPnl;
import io.gimbal.engine.hedging.EquityTracker;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.hedging.HedgeStatistics;
import io.gimbal.journal.codec.RunMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a session did: counts, deltas, results, hashes. Coin figures stand at the top when there is one book, and book by
 * book always. Lengths of time are seconds, dollars are US dollars.
 *
 * @param mode                    kind of run, as in GENESIS
 * @param events                  inputs and outputs of this session
 * @param inputEvents             inputs
 * @param outputEvents            outputs
 * @param seconds                 wall time of the run
 * @param eventsPerSecond         inputs per second of wall time
 * @param marketSeconds           engine time that passed
 * @param orders                  orders decided
 * @param fills                   executions applied
 * @param rebalances              orders that traded at all
 * @param feesUsd                 fees paid
 * @param fundingUsd              funding received, below 0 paid: told payments, else what accrued on the perpetuals held at
 *                                the rates told; absent where none was told
 * @param pnlUsd                  whole change of equity
 * @param hedgedPnlUsd            change without the translation of the opening coins
 * @param collateralTranslationUsd what the opening coins gained by the index alone
 * @param breaches                how often the delta left its band, everything in flight counted as filled
 * @param breachesAnswered        how many made an order in the same event
 * @param secondsOutside          time outside the band, by cause
 * @param longestLatencySeconds   longest unbroken time outside with an order on its way
 * @param modelledLatencySeconds  latency of the simulated venue
 * @param maxAbsDelta             largest distance from the target since it was first in the band, coins; one book only
 * @param finalDelta              last distance from the target, coins, signed; one book only
 * @param equityStartCoin         coins at the start; one book only
 * @param pnlCoin                 change of coin equity; one book only
 * @param deltaPnlStdUsd          standard deviation of five-minute results of the net delta; null with fewer than two
 *                                finished, and with several books
 * @param unhedgedDeltaPnlStdUsd  the same without the hedge; one book only
 * @param outputHash              over type, cause and payload of every output, 16 hex digits
 * @param stateHash               of the engine at the end, 16 hex digits
 * @param journal                 where it is kept, or absent
 * @param reconnects              connections to venues made again after one was lost
 * @param gaps                    breaks in a stream of a venue that had to be read anew
 * @param rejects                 orders that venues refused
 * @param malformed               frames of venues that could not be read
 * @param wireLatencyUs           from the receipt of an order's cause to its frame on the wire, microseconds
 * @param fillToHedge             from the arrival of an execution that no order of ours made to the frame of the hedge order
 *                                that answers it, microseconds
 * @param venues                  the same venue by venue, and how each stands at the end; empty without a wire
 * @param books                   book by book
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionResult(
        String mode,
        long events,
        long inputEvents,
        long outputEvents,
        double seconds,
        double eventsPerSecond,
        double marketSeconds,
        long orders,
        long fills,
        long rebalances,
        double feesUsd,
        @Nullable Double fundingUsd,
        double pnlUsd,
        double hedgedPnlUsd,
        double collateralTranslationUsd,
        long breaches,
        long breachesAnswered,
        Outside secondsOutside,
        double longestLatencySeconds,
        double modelledLatencySeconds,
        @Nullable Double maxAbsDelta,
        @Nullable Double finalDelta,
        @Nullable Double equityStartCoin,
        @Nullable Double pnlCoin,
        @JsonInclude @Nullable Double deltaPnlStdUsd,
        @JsonInclude @Nullable Double unhedgedDeltaPnlStdUsd,
        String outputHash,
        String stateHash,
        @Nullable String journal,
        long reconnects,
        long gaps,
        long rejects,
        long malformed,
        WireLatencies wireLatencyUs,
        WireLatencies fillToHedge,
        List<VenueLink.Account> venues,
        List<BookResult> books) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double BASIS_POINTS = 1e4;
    private static final int REFUSED = 3;
    private static final int RESTING = 4;
    private static final int CAUSES = 5;

    /**
     * Time outside the band. The causes sum to the total exactly.
     *
     * @param total   seconds
     * @param latency an order was on its way
     * @param lot     less than the smallest order was missing
     * @param dataGap an input was missing, stale or one-sided
     * @param refused a limit, an operator or a recent rejection forbade it
     * @param resting an order rested for it, or a slice was not due
     */
    public record Outside(double total, double latency, double lot, double dataGap, double refused, double resting) {
        static Outside of(final long[] ns) {
            final double latency = ns[0] / NS_PER_SECOND;
            final double lot = ns[1] / NS_PER_SECOND;
            final double gap = ns[2] / NS_PER_SECOND;
            final double refused = ns[REFUSED] / NS_PER_SECOND;
            final double resting = ns[RESTING] / NS_PER_SECOND;
            return new Outside(latency + lot + gap + refused + resting, latency, lot, gap, refused, resting);
        }
    }

    /**
     * One book's share.
     *
     * @param coin                   the underlying
     * @param hedgeInstrument        what was traded
     * @param sense                  which delta was kept
     * @param orders                 orders decided
     * @param fills                  executions applied
     * @param rebalances             orders that traded at all
     * @param makerShare             share of the value traded by own orders that resting ones traded, 0 to 1
     * @param tradedUsd              value traded by own orders
     * @param bandCoins              half-width of the band, coins, the mean over time where it is not always the same; null
     *                               of a rule that has none, and before the first valuation
     * @param bandSpotMoveBp         move of the spot, basis points, that carries the delta by it: of a band that is always
     *                               the same the opening book's, else the mean over time at each moment's effective gamma;
     *                               null without a band or without gamma
     * @param maxAbsDelta            as above
     * @param finalDelta             as above
     * @param breaches               as above
     * @param breachesAnswered       as above
     * @param secondsOutside         as above
     * @param longestLatencySeconds  as above
     * @param equityStartCoin        as above
     * @param equityStartUsd         dollars at the start
     * @param pnlCoin                as above
     * @param collateralTranslationUsd as above
     * @param hedgedPnlUsd           as above
     * @param pnlUsd                 as above
     * @param feesUsd                as above
     * @param fundingUsd             as above
     * @param deltaPnlBuckets        finished five-minute buckets
     * @param deltaPnlStdUsd         as above; null with fewer than two buckets
     * @param unhedgedDeltaPnlStdUsd as above
     */
    public record BookResult(
            String coin,
            String hedgeInstrument,
            String sense,
            long orders,
            long fills,
            long rebalances,
            double makerShare,
            double tradedUsd,
            @Nullable Double bandCoins,
            @Nullable Double bandSpotMoveBp,
            double maxAbsDelta,
            double finalDelta,
            long breaches,
            long breachesAnswered,
            Outside secondsOutside,
            double longestLatencySeconds,
            double equityStartCoin,
            double equityStartUsd,
            double pnlCoin,
            double collateralTranslationUsd,
            double hedgedPnlUsd,
            double pnlUsd,
            double feesUsd,
            @Nullable Double fundingUsd,
            long deltaPnlBuckets,
            @Nullable Double deltaPnlStdUsd,
            @Nullable Double unhedgedDeltaPnlStdUsd) {
        static BookResult of(final BookSettings settings, final HedgeStatistics measured) {
            final BandTracker band = measured.band();
            final EquityTracker equity = measured.equity();
            return new BookResult(
                    settings.coin(),
                    settings.hedgeInstrument(),
                    settings.sense().name(),
                    measured.orders(),
                    measured.fills(),
                    measured.rebalances(),
                    measured.makerShare(),
                    measured.tradedUsd(),
                    known(measured.width().meanCoins()),
                    known(spotMoveBp(measured.width(), equity)),
                    band.maxAbsDeviation(),
                    band.lastDeviation(),
                    band.breaches(),
                    band.answeredBreaches(),
                    outside(band),
                    band.longestLatencyNs() / NS_PER_SECOND,
                    equity.equityStartCoin(),
                    equity.equityStartUsd(),
                    equity.pnlCoin(),
                    equity.collateralTranslationUsd(),
                    equity.hedgedPnlUsd(),
                    equity.pnlUsd(),
                    equity.feesUsd(),
                    measured.funding().isKnown() ? measured.funding().receivedUsd() : null,
                    measured.deltaPnl().hedged().buckets(),
                    deviation(measured.deltaPnl().hedged()),
                    deviation(measured.deltaPnl().unhedged()));
        }

        private static double spotMoveBp(final BandWidth width, final EquityTracker equity) {
            final double move = Math.abs(equity.startGamma()) * equity.startPrice();
            return width.isConstant() ? width.meanCoins() / move * BASIS_POINTS : width.meanMoveBp();
        }

        private static @Nullable Double known(final double value) {
            return Math.abs(value) <= Double.MAX_VALUE ? value : null;
        }

        /** One result deviates from nothing. */
        private static @Nullable Double deviation(final BucketedPnl pnl) {
            return pnl.buckets() < 2 ? null : pnl.standardDeviation();
        }
    }

    /**
     * What passed through the engine, and how fast.
     *
     * @param inputs        of this session
     * @param outputs       of this session
     * @param wallNs        duration of the run
     * @param marketNs      engine time that passed
     */
    public record Throughput(long inputs, long outputs, long wallNs, long marketNs) {}

    /**
     * What happened on the wire.
     *
     * @param venues    of the session
     * @param rejects   orders that the venue refused
     * @param latencies of the orders
     * @param fillToHedge of executions of others to the orders that answer them
     */
    public record Wire(
            List<VenueLink.Account> venues, long rejects, WireLatencies latencies, WireLatencies fillToHedge) {
        private long sum(final ToLongFunction<VenueLink.Account> count) {
            return venues.stream().mapToLong(count).sum();
        }
    }

    /**
     * Reads a finished session's measures. The engine must have stopped.
     *
     * @param mode          kind of run
     * @param configuration effective settings
     * @param engine        stopped
     * @param throughput    of the session
     * @param wire          between the session and its venue
     * @param journal       where it is kept, or null
     * @return the result
     */
    public static SessionResult of(
            final RunMode mode,
            final Configuration configuration,
            final HedgeEngine engine,
            final Throughput throughput,
            final Wire wire,
            final @Nullable String journal) {
        final List<BookResult> books = new ArrayList<>();
        final long[] outsideNs = new long[CAUSES];
        for (int book = 0; book < configuration.books().size(); book++) {
            final HedgeStatistics measured = engine.statistics(book);
            if (measured != null) {
                books.add(BookResult.of(configuration.books().get(book), measured));
                addOutside(measured.band(), outsideNs);
            }
        }
        final BookResult only = books.size() == 1 ? books.get(0) : null;
        final double seconds = throughput.wallNs() / NS_PER_SECOND;
        return new SessionResult(
                mode.name(),
                throughput.inputs() + throughput.outputs(),
                throughput.inputs(),
                throughput.outputs(),
                seconds,
                seconds > 0 ? throughput.inputs() / seconds : 0,
                throughput.marketNs() / NS_PER_SECOND,
                books.stream().mapToLong(BookResult::orders).sum(),
                books.stream().mapToLong(BookResult::fills).sum(),
                books.stream().mapToLong(BookResult::rebalances).sum(),
                books.stream().mapToDouble(BookResult::feesUsd).sum(),
                funding(books),
                books.stream().mapToDouble(BookResult::pnlUsd).sum(),
                books.stream().mapToDouble(BookResult::hedgedPnlUsd).sum(),
                books.stream().mapToDouble(BookResult::collateralTranslationUsd).sum(),
                books.stream().mapToLong(BookResult::breaches).sum(),
                books.stream().mapToLong(BookResult::breachesAnswered).sum(),
                Outside.of(outsideNs),
                books.stream()
                        .mapToDouble(BookResult::longestLatencySeconds)
                        .max()
                        .orElse(0),
                configuration.simulation().latencyNs() / NS_PER_SECOND,
                only == null ? null : only.maxAbsDelta(),
                only == null ? null : only.finalDelta(),
                only == null ? null : only.equityStartCoin(),
                only == null ? null : only.pnlCoin(),
                only == null ? null : only.deltaPnlStdUsd(),
                only == null ? null : only.unhedgedDeltaPnlStdUsd(),
                hex(engine.outputHash()),
                hex(engine.stateHash()),
                journal,
                wire.sum(VenueLink.Account::reconnects),
                wire.sum(VenueLink.Account::gaps),
                wire.rejects(),
                wire.sum(VenueLink.Account::malformed),
                wire.latencies(),
                wire.fillToHedge(),
                wire.venues(),
                List.copyOf(books));
    }

    private static @Nullable Double funding(final List<BookResult> books) {
        double sum = 0;
        boolean isKnown = false;
        for (final BookResult book : books) {
            final Double received = book.fundingUsd();
            isKnown |= received != null;
            sum += received == null ? 0 : received;
        }
        return isKnown ? sum : null;
    }

    private static void addOutside(final BandTracker band, final long[] outsideNs) {
        outsideNs[0] += band.outsideNs(BandTracker.Standing.LATENCY);
        outsideNs[1] += band.outsideNs(BandTracker.Standing.LOT);
        outsideNs[2] += band.outsideNs(BandTracker.Standing.DATA_GAP);
        outsideNs[REFUSED] += band.outsideNs(BandTracker.Standing.REFUSED);
        outsideNs[RESTING] += band.outsideNs(BandTracker.Standing.RESTING);
    }

    private static Outside outside(final BandTracker band) {
        final long[] outsideNs = new long[CAUSES];
        addOutside(band, outsideNs);
        return Outside.of(outsideNs);
    }

    /**
     * Sixteen hexadecimal digits.
     *
     * @param hash any bits
     * @return lower case, leading zeros kept
     */
    public static String hex(final long hash) {
        return String.format(Locale.ROOT, "%016x", hash);
    }
}
