package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.SECOND;
import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.Transport;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.LedgerEntry;
import io.gimbal.feeds.exchange.LedgerType;
import io.gimbal.feeds.exchange.UserChange;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A quoter, a block desk, somebody at the screen and somebody with a key of his own trade on the desk's account, a thousand
 * times an hour and faster around 08:00 UTC. The desk books each trade once and hedges the sum, over the settlement and
 * where its connection is lost while they trade.
 */
class ForeignActivityTest extends LeakCheckedTest {
    private static final String CALL = "BTC-30JAN26-90000-C";
    private static final String PUT = "BTC-30JAN26-85000-P";
    private static final String FUTURE = "BTC-30JAN26";
    private static final String PERPETUAL = "BTC-PERPETUAL";
    private static final List<String> LISTED = List.of(PERPETUAL, FUTURE, CALL, PUT);
    private static final String BEGIN = "2026-01-06T07:40:00Z";
    private static final long INTERVAL_NS = 3_600 * SECOND / 1_000;
    private static final long DAY_NS = 86_400 * SECOND;
    private static final long SETTLEMENT_NS = DAY_NS / 3;
    private static final long RUSH_NS = 30 * SECOND;
    private static final int RUSH = 5;
    /** The connection is lost at four trades in a row, the first time when half an hour is over. */
    private static final long FIRST_CUT_NS = 30 * 60 * SECOND;

    private static final long CUTS_NS = 4 * INTERVAL_NS;
    /** The sixth time is ten seconds before the second settlement. */
    private static final long CUT_EVERY_NS = (DAY_NS - 610 * SECOND) / 5;

    private static final long RECONNECTED_NS = 30 * SECOND;
    private static final long SEED = 24_000;
    private static final double BAND = 0.05;
    private static final double PERIOD_NS = 86_400.0 * SECOND;

    @TempDir
    private Path folder = Path.of("");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Long> traded = new ArrayList<>();
    private final List<Instant> disarmed = new ArrayList<>();
    private final List<Transport> wires = new ArrayList<>();
    private int turn;
    private int cuts;

    private ScenarioExchange exchange() {
        final ScenarioExchange venue = new ScenarioExchange(BEGIN, LISTED, context -> context);
        venue.market.index(nowNs -> 90_000 * (1 + 0.01 * Math.sin(2 * Math.PI * nowNs / PERIOD_NS)));
        venue.exchange.revalue();
        venue.deposit("BTC", "1000");
        for (final String option : List.of(CALL, PUT)) {
            venue.trade(option, d("10"), price(venue.instrument(option)));
        }
        venue.give(FUTURE, "90000", "90000");
        venue.addKey("manual", "somebody-else");
        venue.exchange.addListener(new ExchangeListener() {
            @Override
            public void onUserChange(final UserChange change) {
                change.trades().stream()
                        .filter(trade -> trade.account() == venue.desk)
                        .filter(trade -> !trade.order().label().startsWith("gb"))
                        .map(UserTrade::trade)
                        .forEach(trade -> traded.add(Long.parseLong(trade.tradeId())));
            }
        });
        return venue;
    }

    private static long price(final ExchangeInstrument instrument) {
        return instrument
                .spec()
                .tickBelow(Math.max(instrument.markPrice(), instrument.spec().tickSize()));
    }

    /** One trade: which instrument, how much and which way by the seed, by each of four hands in turn. */
    private void trade(final ScenarioExchange venue, final OtherConnection screen, final OtherConnection key) {
        final String name = LISTED.get(random.nextInt(LISTED.size()));
        final ExchangeInstrument what = venue.instrument(name);
        final boolean isOption = what.spec().isOption();
        final long amount = isOption ? random.nextInt(1, 10) * d("0.1") : random.nextInt(1, 4_000) * d("10");
        final boolean isBuy = random.nextDouble() < (venue.heldAmount(name) > 0 ? 0.4 : 0.6);
        final Side side = isBuy ? Side.BUY : Side.SELL;
        final Side other = isBuy ? Side.SELL : Side.BUY;
        final long price = price(what);
        if (what.state() != InstrumentState.OPEN) {
            return;
        }
        switch (turn++ % 4) {
            case 0 -> take(venue, screen, what, side, amount, price);
            case 1 -> take(venue, key, what, side, amount, price);
            case 2 -> {
                final var buyer = isBuy ? venue.desk : venue.maker;
                final var seller = isBuy ? venue.maker : venue.desk;
                assertThat(venue.exchange
                                .block(buyer, seller, what, amount, price)
                                .isOk())
                        .as("seed %d", SEED)
                        .isTrue();
            }
            default -> {
                venue.clear(what.name());
                screen.quote(what.name(), side, amount, price);
                screen.poll(venue.exchange.nowNs());
                venue.offer(what.name(), other, amount, price);
                venue.requote();
            }
        }
    }

    private static void take(
            final ScenarioExchange venue,
            final OtherConnection hand,
            final ExchangeInstrument what,
            final Side side,
            final long amount,
            final long price) {
        venue.clear(what.name());
        venue.offer(what.name(), side == Side.BUY ? Side.SELL : Side.BUY, amount, price);
        hand.take(what.name(), side, amount, price);
        hand.poll(venue.exchange.nowNs());
        venue.requote();
    }

    /** What happens at each turn: losing the connection at times, a look at the gate, and a trade, or some more in a rush. */
    private void turn(final ScenarioExchange venue, final ScenarioDesk desk, final OtherConnection[] hands) {
        final long nowNs = desk.nowNs();
        final long sinceNs = nowNs - ScenarioExchange.at(BEGIN);
        final long sinceCutNs = Math.floorMod(sinceNs - FIRST_CUT_NS, CUT_EVERY_NS);
        final boolean isCut = sinceNs >= FIRST_CUT_NS && sinceCutNs < CUTS_NS;
        if (isCut) {
            wires.forEach(Transport::disconnect);
            cuts++;
        }
        if (!desk.isArmed() && !(sinceNs >= FIRST_CUT_NS && sinceCutNs < CUTS_NS + RECONNECTED_NS)) {
            disarmed.add(Instant.ofEpochSecond(0, nowNs));
        }
        final long toSettlementNs = Math.floorMod(nowNs - SETTLEMENT_NS, DAY_NS);
        final boolean isRush = Math.min(toSettlementNs, DAY_NS - toSettlementNs) < RUSH_NS;
        for (int i = 0; i < (isRush ? RUSH : 1); i++) {
            trade(venue, hands[0], hands[1]);
        }
    }

    private void run(final int hours, final int settlements, final int losses) {
        final ScenarioExchange venue = exchange();
        final OtherConnection screen = venue.connect(ScenarioExchange.KEY, ScenarioExchange.SECRET);
        final OtherConnection key = venue.connect("manual", "somebody-else");
        final OtherConnection[] hands = {screen, key};
        try (ScenarioDesk desk =
                ScenarioDesk.open(folder, DeskFiles.desk("inverse", "coin_neutral", BAND), venue, this::keep)) {
            desk.runFor(10);
            traded.clear();
            venue.every(INTERVAL_NS, nowNs -> turn(venue, desk, hands));
            for (int hour = 0; hour < hours; hour++) {
                desk.runFor(3_600);
                check(venue, desk);
            }
            report(desk);
            assertThat(screen.errors).as("seed %d", SEED).isEmpty();
            assertThat(key.errors).as("seed %d", SEED).isEmpty();
            assertThat(traded).as("seed %d", SEED).hasSizeGreaterThanOrEqualTo(hours * 998);
            assertThat(settlements(venue)).isEqualTo(settlements);
            assertThat(cuts).isEqualTo(4 * losses);
            assertThat(desk.counts().reconnects()).isGreaterThanOrEqualTo(losses);
        }
    }

    private Transport keep(final Transport wire) {
        wires.add(wire);
        return wire;
    }

    private static long settlements(final ScenarioExchange venue) {
        return venue.desk.ledger().stream()
                .filter(line -> line.type() == LedgerType.SETTLEMENT)
                .mapToLong(LedgerEntry::timeNs)
                .distinct()
                .count();
    }

    private void report(final ScenarioDesk desk) {
        final WireLatencies answered = desk.fillToHedge();
        System.out.printf(
                Locale.ROOT,
                "foreign fills=%d, hedge orders=%d, reconnects=%d, fillToHedge us: answered=%d p50=%.1f p99=%.1f max=%.1f%n",
                traded.size(),
                desk.orders().size(),
                desk.counts().reconnects(),
                answered.orders(),
                answered.p50(),
                answered.p99(),
                answered.max());
        assertThat(answered.orders()).isGreaterThan(traded.size() / 4L);
        assertThat(answered.p99())
                .as("microseconds, the fill in flight before it included")
                .isLessThan(1e6);
    }

    private void check(final ScenarioExchange venue, final ScenarioDesk desk) {
        final List<Long> booked = desk.in.fills.stream()
                .filter(fill -> fill.orderId() == 0)
                .map(Tape.Execution::tradeId)
                .sorted()
                .toList();
        assertThat(booked)
                .as("each once, none missing, seed %d", SEED)
                .isEqualTo(traded.stream().sorted().toList());
        for (final String name : LISTED) {
            assertThat(desk.engine.position(desk.id(name)))
                    .as("%s, seed %d", name, SEED)
                    .isEqualTo(venue.heldAmount(name));
        }
        assertThat(desk.isArmed()).isTrue();
        assertThat(disarmed).as("at all times but while it reconnects").isEmpty();
        assertThat(desk.engine.isKilled()).isFalse();
        assertThat(desk.out.alerts)
                .doesNotContain(
                        AlertCode.POSITION_MISMATCH, AlertCode.DUPLICATE_FILL, AlertCode.OVERFILL, AlertCode.KILLED);
        assertThat(Math.abs(desk.delta(DeltaSense.COIN_NEUTRAL)))
                .as("seed %d", SEED)
                .isLessThan(BAND + 1e-3);
        assertThat(desk.ledger().coinEquity())
                .as("seed %d", SEED)
                .isCloseTo(venue.exchange.portfolio(venue.desk, "BTC").equity() / 1e8, within(1e-3));
    }

    @Test
    void shouldBookEachOfAThousandForeignTradesOnceAndHedgeTheSum() {
        run(1, 1, 1);
    }

    @Test
    @Tag("nightly")
    void shouldDoSoForAWholeDay() {
        run(25, 2, 6);
    }
}
