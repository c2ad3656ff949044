package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exchange whose days pass: expiries go, others come, and every book has two sides. */
@Timeout(300)
class ExchangeListingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400L * SECOND;
    private static final long START = nanos("2026-03-02T07:50:00Z");
    private static final long EIGHT = nanos("2026-03-02T08:00:00Z");

    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = 1)
    void shouldNeverRunOutOfOptionsThatAreQuoted(final long seed) {
        try (ExchangeWorld world = world(seed, true, 10 * SECOND)) {
            final Exchange exchange = exchange(world, 30);
            for (int day = 0; day < 3; day++) {
                for (long now = EIGHT + day * DAY + 20 * SECOND; now < EIGHT + (day + 1) * DAY; now += DAY / 6) {
                    world.advance(now);
                    checkTerms(exchange, now, seed);
                    assertThat(world.isTwoSided())
                            .as("seed=%d, time=%d", seed, now)
                            .isTrue();
                }
            }

            assertThat(exchange.instruments())
                    .filteredOn(instrument -> instrument.spec().expiryNs() > 0)
                    .filteredOn(instrument -> instrument.spec().expiryNs() <= exchange.nowNs())
                    .hasSizeGreaterThan(3 * 7)
                    .allMatch(instrument -> instrument.state() == InstrumentState.DELIVERED)
                    .allMatch(instrument -> instrument.deliveryPrice() > 0);
            assertThat(exchange.instruments())
                    .filteredOn(instrument -> instrument.spec().expiryNs() > exchange.nowNs())
                    .allMatch(instrument ->
                            instrument.markPrice() > 0 || instrument.spec().isOption())
                    .allMatch(instrument -> !instrument.spec().isOption() || instrument.markVol() > 0);
        }
    }

    @Test
    void shouldTellWhatItListsInTheFirstSecondOfItsDay() {
        try (ExchangeWorld world = world(3, true, SECOND / 20)) {
            final Exchange exchange = exchange(world, 1);
            world.advance(EIGHT - SECOND);
            told.clear();
            world.advance(EIGHT + SECOND);
            world.advance(EIGHT + 10 * SECOND);

            final List<ExchangeInstrument> added = exchange.instruments().stream()
                    .filter(instrument -> instrument.creationNs() > START)
                    .toList();
            assertThat(added).hasSizeGreaterThanOrEqualTo(7);
            assertThat(added).allMatch(instrument -> instrument.creationNs() - EIGHT <= SECOND);
            assertThat(added).extracting(ExchangeInstrument::name).contains("BTC-4MAR26");
            for (final ExchangeInstrument instrument : added) {
                assertThat(told).containsOnlyOnce(instrument.name() + " OPEN");
                assertThat(instrument.book().bestBid()).isPositive();
                assertThat(instrument.book().bestAsk())
                        .isGreaterThan(instrument.book().bestBid());
            }
            assertThat(told).contains("BTC-2MAR26 DELIVERED").doesNotContain("BTC-2MAR26 OPEN");
        }
    }

    @Test
    void shouldRepeatADayToTheBitWhenTheSeedIsTheSame() {
        assertThat(hash(5, 0)).isEqualTo(hash(5, 7 * SECOND / 3)).isNotEqualTo(hash(6, 0));
    }

    @Test
    void shouldLetWhatWasListedGoWhenNothingNewIsAskedFor() {
        try (ExchangeWorld world = world(3, false, SECOND / 20)) {
            final Exchange exchange = exchange(world, 1);
            final int before = exchange.instruments().size();
            world.advance(EIGHT + 10 * SECOND);

            assertThat(exchange.instruments()).hasSize(before);
            assertThat(exchange.instruments()).anyMatch(each -> each.state() == InstrumentState.DELIVERED);
        }
    }

    private long hash(final long seed, final long stride) {
        try (ExchangeWorld world = world(seed, true, SECOND / 20)) {
            final ExchangeEvents events = new ExchangeEvents();
            final Exchange exchange = exchange(world, 1);
            exchange.addListener(events);
            for (long now = START; stride > 0 && now < EIGHT + 60 * SECOND; now += stride) {
                world.advance(now);
            }
            world.advance(EIGHT + 60 * SECOND);
            exchange.instruments().forEach(events::addMarks);
            assertThat(exchange.instruments()).anyMatch(instrument -> instrument.creationNs() > EIGHT);
            return events.hash();
        }
    }

    /** An expiry of a day, of two, and of a week, with calls and puts on both sides of the forward. */
    private static void checkTerms(final Exchange exchange, final long now, final long seed) {
        final String where = "seed=" + seed + ", time=" + Instant.ofEpochSecond(now / SECOND);
        final List<ExchangeInstrument> futures = exchange.instruments().stream()
                .filter(instrument -> instrument.kind() == InstrumentKind.FUTURE)
                .filter(instrument -> instrument.state() == InstrumentState.OPEN)
                .toList();
        assertThat(futures).as(where).hasSize(3);
        for (final ExchangeInstrument future : futures) {
            assertThat(exchange.instruments().stream()
                            .filter(option -> option.spec().isOption())
                            .filter(option -> option.state() == InstrumentState.OPEN)
                            .filter(option ->
                                    option.spec().expiryNs() == future.spec().expiryNs()))
                    .as(where + ", " + future.name())
                    .hasSizeGreaterThanOrEqualTo(6);
        }
    }

    private static ExchangeWorld world(final long seed, final boolean isListing, final long gridNs) {
        final CoinMarket market = CoinMarket.btc().expiring(List.of(1, 2, 7)).listing(3);
        return new ExchangeWorld(
                new ExchangeWorld.Context(WorldMarket.svj(List.of(market), SvjDynamics.CRYPTO, seed, START))
                        .gridNs(gridNs)
                        .flow(new FlowSettings(0.2, 0.1, 0.1, 0.2))
                        .seed(seed)
                        .listing(isListing));
    }

    private Exchange exchange(final ExchangeWorld world, final int revaluationSeconds) {
        final Exchange exchange = new Exchange(world.exchangeContext().revaluationNs(revaluationSeconds * SECOND));
        exchange.addListener(new ExchangeListener() {
            @Override
            public void onInstrumentState(final ExchangeInstrument instrument) {
                told.add(instrument.name() + " " + instrument.state());
            }
        });
        world.open(exchange);
        return exchange;
    }

    private static long nanos(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND;
    }
}
