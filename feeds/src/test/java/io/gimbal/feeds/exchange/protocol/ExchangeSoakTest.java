package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.ExchangePosition;
import io.gimbal.feeds.exchange.LedgerEntry;
import io.gimbal.feeds.exchange.LedgerType;
import io.gimbal.feeds.exchange.Portfolio;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.Currency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day with everything that can go wrong, daily settlement and a delivery. At every quiet point the client's view of
 * orders, executions, positions and money is the exchange's.
 */
@Timeout(1800)
class ExchangeSoakTest extends LeakCheckedTest {
    private static final long SECOND_NS = SoakMarket.SECOND_NS;
    private static final long DAY_NS = 24 * 3_600 * SECOND_NS;
    private static final long TRADING_NS = 40 * 60 * SECOND_NS;
    private static final long QUIET_NS = 240 * SECOND_NS;
    private static final long BETWEEN_REVALUATIONS_NS = SoakMarket.REVALUATION_NS / 2;
    /** What rounding to a satoshi can do: twice in the venue's own sum, and up to so many in each entry it states. */
    private static final int ROUNDINGS = 2;

    private static final int ENTRY_ROUNDINGS = 5;

    /** Open orders differ by so much; a day brings 10,000 orders, 5,000 executions and 300,000 events. */
    private static final int CLIENT_ELEMENTS = 500;

    private static final int EXCHANGE_ELEMENTS = 3_000;

    /** The digits of a trade's number; above them stand the letters before it. */
    private static final long TRADE_NUMBER = (1L << 43) - 1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldAgreeWithTheExchangeAtEveryQuietPointOfADay(final long seed) {
        run(seed);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110})
    void shouldAgreeWithTheExchangeAtEveryQuietPointOfAnotherDay(final long seed) {
        run(seed);
    }

    private static void run(final long seed) {
        System.out.println("soak: seed=" + seed);
        final long startedNs = System.nanoTime();
        try (SoakSession session = new SoakSession(seed)) {
            session.begin();
            assertThat(session.venue.isReady()).isTrue();
            final List<SoakFootprint> kept = new ArrayList<>();
            int quiet = 0;
            while (session.nowNs < session.market.startNs + DAY_NS) {
                turnFaultsOn(session.faults);
                session.pass(TRADING_NS, true);
                session.faults.clear();
                session.pass(restNs(session), false);
                quiet++;
                compare(session, "seed=" + seed + ", quiet point=" + quiet);
                kept.add(SoakFootprint.of(session));
            }
            report(session, seed, quiet, System.nanoTime() - startedNs);
            verifyDay(session);
            verifyBounded(kept, seed);
        }
    }

    /** Quiet until some time after a revaluation, so that nothing is under way. */
    private static long restNs(final SoakSession session) {
        final long untilNs = session.nowNs + QUIET_NS;
        final long sinceNs = Math.floorMod(untilNs - session.market.startNs, SoakMarket.REVALUATION_NS);
        return QUIET_NS - sinceNs + BETWEEN_REVALUATIONS_NS;
    }

    private static void turnFaultsOn(final Faults faults) {
        faults.bounds(SECOND_NS / 2, 2 * SECOND_NS, SECOND_NS / 4)
                .rate(FaultKind.LATENCY, 20_000)
                .rate(FaultKind.DROP, 10_000)
                .rate(FaultKind.DUPLICATE, 50_000)
                .rate(FaultKind.REORDER, 2_000)
                .rate(FaultKind.GAP, 5_000)
                .rate(FaultKind.DISCONNECT, 100)
                .rate(FaultKind.HALF_OPEN, 30)
                .rate(FaultKind.REJECT, 20_000)
                .rate(FaultKind.SLOW_BOOK, 2_000)
                .rate(FaultKind.PARTIAL_FILL, 50_000)
                .rate(FaultKind.CLOCK_SKEW, 200_000)
                .rate(FaultKind.LOST_ACK, 30_000);
    }

    private static void compare(final SoakSession session, final String where) {
        assertThat(session.venue.fault()).as(where).isNull();
        assertThat(session.venue.isReady())
                .as("%s: market=%s, account=%s", where, session.venue.marketPhase(), session.venue.accountPhase())
                .isTrue();
        assertThat(session.venue.doubtfulOrders()).as(where).isZero();
        assertThat(session.venue.counters().count(Count.RATE_LIMITED)).as(where).isZero();
        assertThat(session.venue.counters().count(Count.MALFORMED)).as(where).isZero();
        compareFills(session, where);
        compareOrders(session, where);
        comparePositions(session, where);
        compareMoney(session, where, "BTC", Currency.COIN);
        compareMoney(session, where, "USDC", Currency.USD);
    }

    private static void compareFills(final SoakSession session, final String where) {
        final Map<String, SoakLedger.Fill> expected = new HashMap<>();
        for (final UserTrade own : session.market.deskTrades) {
            expected.put(
                    tradeKey(
                            own.trade().instrument().id(),
                            tradeNumber(own.trade().tradeId())),
                    new SoakLedger.Fill(
                            ourOrderId(own.order()),
                            own.trade().instrument().id(),
                            own.side(),
                            own.trade().price(),
                            own.trade().amount(),
                            own.fee()));
        }
        final Map<String, SoakLedger.Fill> told = new HashMap<>();
        session.ledger.fills.forEach((id, fill) -> told.put(tradeKey(fill.instrumentId(), id & TRADE_NUMBER), fill));
        assertThat(told).as("%s: fills", where).isEqualTo(expected);
    }

    private static void compareOrders(final SoakSession session, final String where) {
        final Map<Long, ExchangeOrder> open = new HashMap<>();
        for (final ExchangeOrder order : session.market.desk.openOrders()) {
            if (ourOrderId(order) != 0) {
                open.put(ourOrderId(order), order);
            }
        }
        assertThat(session.open()).as("%s: open orders", where).containsExactlyInAnyOrderElementsOf(open.keySet());
        assertThat(session.venue.openOrders()).as("%s: open orders", where).isEqualTo(open.size());
        open.forEach((id, theirs) -> {
            final SoakLedger.Order ours = session.ledger.known(id);
            assertThat(ours.venueId).as("%s: number of %s", where, theirs).isEqualTo(theirs.orderId());
            assertThat(ours.instrumentId)
                    .as(where)
                    .isEqualTo(theirs.instrument().id());
            assertThat(ours.side).as(where).isEqualTo(theirs.side());
            assertThat(ours.filled).as("%s: filled of %s", where, theirs).isEqualTo(theirs.filledAmount());
            assertThat(ours.terms)
                    .as("%s: terms of %s", where, theirs)
                    .anyMatch(terms -> Arrays.equals(terms, new long[] {theirs.amount(), theirs.price()}));
        });
    }

    private static void comparePositions(final SoakSession session, final String where) {
        for (final ExchangeInstrument instrument : session.market.exchange.instruments()) {
            final ExchangePosition theirs = session.market.desk.position(instrument);
            assertThat(session.ledger.lines.get(instrument.id()).amount)
                    .as("%s: position in %s", where, instrument.name())
                    .isEqualTo(theirs == null ? 0 : theirs.size());
        }
    }

    private static void compareMoney(
            final SoakSession session, final String where, final String name, final Currency currency) {
        final Portfolio theirs = session.market.exchange.portfolio(session.market.desk, name);
        final SoakLedger.Money ours = session.ledger.money(currency);
        assertThat(ours.cash())
                .as("%s: cash in %s, balance=%s, session=%s", where, name, theirs.balance(), theirs.sessionRealised())
                .isEqualTo(theirs.balance() + theirs.sessionRealised());
        assertThat(ours.initialMargin())
                .as("%s: initial margin in %s", where, name)
                .isEqualTo(theirs.initialMargin());
        assertThat(ours.maintenanceMargin())
                .as("%s: maintenance margin in %s", where, name)
                .isEqualTo(theirs.maintenanceMargin());
        assertThat(ours.delta()).as("%s: delta in %s", where, name).isEqualTo(Math.round(theirs.deltaTotal() * 1e8));
        double equity = (double) ours.cash() / Decimals.ONE;
        int tolerance = ROUNDINGS;
        for (final ExchangeInstrument instrument : session.market.exchange.instruments()) {
            if (instrument.currency().equals(name)) {
                equity += session.ledger.value(instrument.id(), instrument.markPrice());
                tolerance += session.ledger.lines.get(instrument.id()).amount == 0 ? 0 : ENTRY_ROUNDINGS;
            }
        }
        assertThat(Math.round(equity * Decimals.ONE) - theirs.equity())
                .as("%s: equity in %s beyond the venue's %s", where, name, theirs.equity())
                .isBetween((long) -tolerance, (long) tolerance);
    }

    private static void verifyDay(final SoakSession session) {
        for (final FaultKind kind : FaultKind.values()) {
            assertThat(session.faults.occurred(kind)).as("fault: kind=%s", kind).isPositive();
        }
        assertThat(session.venue.counters().count(Count.RECONNECTS)).isPositive();
        assertThat(session.venue.counters().count(Count.FOREIGN_FILLS)).isPositive();
        assertThat(session.market.desk.ledger())
                .as("delivery of the future")
                .anyMatch(line -> isDelivery(line, SoakMarket.EXPIRING_FUTURE));
        assertThat(session.market.desk.ledger())
                .as("delivery of an option")
                .anyMatch(line -> SoakMarket.EXPIRING_OPTIONS.stream().anyMatch(option -> isDelivery(line, option)));
        assertThat(session.market.desk.ledger())
                .as("daily settlement")
                .anyMatch(line -> line.type() == LedgerType.SETTLEMENT);
    }

    /** What is kept after six, after twelve and after twenty-four hours, where nothing is under way. */
    private static void verifyBounded(final List<SoakFootprint> kept, final long seed) {
        final int quarter = kept.size() / 4;
        final SoakFootprint six = SoakFootprint.least(kept.subList(0, quarter));
        final SoakFootprint twelve = SoakFootprint.least(kept.subList(quarter, 2 * quarter));
        final SoakFootprint day = SoakFootprint.least(kept.subList(2 * quarter, kept.size()));
        System.out.printf(Locale.ROOT, "soak: seed=%d kept: 6h=%s 12h=%s 24h=%s%n", seed, six, twelve, day);
        for (final SoakFootprint later : List.of(twelve, day)) {
            assertThat(later.client()).as("seed=%d: client, %s", seed, kept).isLessThan(six.client() + CLIENT_ELEMENTS);
            assertThat(later.exchange())
                    .as("seed=%d: exchange, %s", seed, kept)
                    .isLessThan(six.exchange() + EXCHANGE_ELEMENTS);
        }
    }

    private static boolean isDelivery(final LedgerEntry line, final String instrument) {
        return line.type() == LedgerType.DELIVERY && line.instrumentName().equals(instrument);
    }

    private static void report(final SoakSession session, final long seed, final int quiet, final long tookNs) {
        final StringBuilder kinds = new StringBuilder();
        for (final FaultKind kind : FaultKind.values()) {
            kinds.append(' ')
                    .append(kind.name().toLowerCase(Locale.ROOT))
                    .append('=')
                    .append(session.faults.occurred(kind));
        }
        System.out.printf(
                Locale.ROOT,
                "soak: seed=%d quiet=%d orders=%d edits=%d cancels=%d rejects=%d fills=%d foreign=%d duplicates=%d"
                        + " reconnects=%d resolved=%d differences=%d gaps=%d events=%d steps=%d seconds=%.1f faults:%s%n",
                seed,
                quiet,
                session.sent,
                session.amends,
                session.cancels,
                session.ledger.rejects,
                session.venue.counters().count(Count.FILLS),
                session.venue.counters().count(Count.FOREIGN_FILLS),
                session.venue.counters().count(Count.DUPLICATE_FILLS),
                session.venue.counters().count(Count.RECONNECTS),
                session.venue.counters().count(Count.RESOLVED),
                session.venue.counters().count(Count.POSITION_DIFFERENCES),
                session.venue.counters().count(Count.GAPS),
                session.ledger.events,
                session.steps,
                tookNs / 1e9,
                kinds);
    }

    private static String tradeKey(final int instrumentId, final long number) {
        return instrumentId + ":" + number;
    }

    private static long tradeNumber(final String tradeId) {
        return Long.parseLong(tradeId.substring(tradeId.indexOf('-') + 1));
    }

    /** Our number of an order that bears our label, else 0. */
    private static long ourOrderId(final ExchangeOrder order) {
        final String mine = "gb" + SoakSession.INSTANCE + "." + Integer.toString(SoakSession.EPOCH, 36) + ".";
        return order.label().startsWith(mine) ? Long.parseLong(order.label().substring(mine.length()), 36) : 0;
    }
}
