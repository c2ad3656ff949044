package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.feeds.recorded.RecordedMarket;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeWorldTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long START = nanos("2026-03-02T07:20:00Z");
    private static final long EIGHT = nanos("2026-03-02T08:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepEveryBookTwoSidedAroundItsMarkThroughFlowJumpsAndADelivery(final long seed) {
        try (Run run = new Run(svj(seed), MakerSettings.ORDINARY, busy(), seed)) {
            final long pause = EIGHT + 10 * SECOND;
            int looks = 0;
            for (long now = START; now < EIGHT + 10 * MINUTE; now += 7 * SECOND / 2) {
                run.world.advance(now);
                looks += now < EIGHT || now > pause ? check(run.exchange, seed) : 0;
            }

            assertThat(looks).isGreaterThan(50_000);
            assertThat(run.events.trades).isGreaterThan(10_000);
            assertThat(run.events.deliveries).isEqualTo(1);
            assertThat(run.world.isTwoSided()).isTrue();
            assertThat(run.exchange.instruments())
                    .filteredOn(instrument -> instrument.spec().expiryNs() == EIGHT)
                    .hasSize(1 + 2 * 9)
                    .allMatch(instrument -> instrument.state() != InstrumentState.OPEN);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldKeepItsMarksFreeOfStaticArbitrage(final long seed) {
        try (Run run = new Run(svj(seed), MakerSettings.ORDINARY, FlowSettings.NONE, seed)) {
            int triples = 0;
            for (int minute = 0; minute < 20; minute++) {
                run.world.advance(START + minute * MINUTE + SECOND);
                triples += checkStrikes(run.exchange.instruments(), seed);
            }
            assertThat(triples).isGreaterThan(20 * 2 * 7);
        }
    }

    @Test
    void shouldRepeatADeliveryToTheBitWhenTheSeedIsTheSame() {
        final ExchangeEvents one = delivery(7, 0);
        final ExchangeEvents two = delivery(7, 977_777_777L);
        final ExchangeEvents three = delivery(8, 0);

        assertThat(one.bookChanges).isGreaterThan(10_000);
        assertThat(one.trades).isGreaterThan(1_000);
        assertThat(one.deliveries).isEqualTo(1);
        assertThat(two.hash()).isEqualTo(one.hash());
        assertThat(three.hash()).isNotEqualTo(one.hash());
        assertThat(Long.toHexString(one.hash())).isEqualTo("10a87037");
    }

    @Test
    void shouldQuoteAsDeepAndAsWideAsTheSettingsSay() {
        final MakerSettings wide = new MakerSettings(7, 3.0, 2.0);
        try (Run usual = new Run(gbm(5), MakerSettings.ORDINARY, FlowSettings.NONE, 5);
                Run run = new Run(gbm(5), wide, FlowSettings.NONE, 5)) {
            final ExchangeInstrument one = perpetual(usual.exchange);
            final ExchangeInstrument two = perpetual(run.exchange);

            assertThat(one.book().levels(Side.BUY)).isEqualTo(4);
            assertThat(two.book().levels(Side.BUY)).isEqualTo(7);
            assertThat(two.book().levels(Side.SELL)).isEqualTo(7);
            assertThat((double) two.book().bestAskAmount())
                    .isEqualTo(2.0 * one.book().bestAskAmount(), within(20e8));
            assertThat((double) (two.book().bestAsk() - two.book().bestBid()))
                    .isEqualTo(3.0 * (one.book().bestAsk() - one.book().bestBid()), within(4e8));
        }
    }

    @Test
    void shouldTakeACustomersQuoteThatTheMarketLeftBehind() {
        try (Run run = new Run(gbm(6), MakerSettings.ORDINARY, FlowSettings.NONE, 6)) {
            final Account customer = run.customer();
            final ExchangeInstrument perpetual = perpetual(run.exchange);
            final long price = perpetual.spec().tickBelow(perpetual.markPrice() + 20 * Decimals.ONE);
            final OrderResult result =
                    run.exchange.place(customer, OrderRequest.limit(perpetual, Side.SELL, 1_000 * Decimals.ONE, price));
            assertThat(result.isOk()).isTrue();

            run.world.advance(START + 30 * MINUTE);

            assertThat(Objects.requireNonNull(result.order()).state()).isEqualTo(OrderState.FILLED);
            assertThat(run.exchange.instruments())
                    .allMatch(instrument ->
                            instrument.book().bestBid() < instrument.book().bestAsk());
        }
    }

    @Test
    void shouldRefillABookThatACustomerSwept() {
        try (Run run = new Run(gbm(6), MakerSettings.ORDINARY, FlowSettings.NONE, 6)) {
            final Account customer = run.customer();
            final ExchangeInstrument perpetual = perpetual(run.exchange);
            final OrderResult result =
                    run.exchange.place(customer, OrderRequest.market(perpetual, Side.BUY, 3_000_000 * Decimals.ONE));
            assertThat(result.isOk()).isTrue();
            assertThat(Objects.requireNonNull(result.order()).filledAmount()).isEqualTo(3_000_000 * Decimals.ONE);

            run.world.advance(START + SECOND);

            assertThat(perpetual.book().levels(Side.SELL)).isEqualTo(4);
            assertThat(perpetual.book().bestAskAmount()).isGreaterThanOrEqualTo(500_000 * Decimals.ONE);
        }
    }

    @Test
    void shouldLetInformedTakersAlwaysGainAndNoiseMostlyLoseAtTheNextMark() {
        assertThat(gains(new FlowSettings(0.0, 0.0, 1.0, 0.25), "toxic"))
                .hasSizeGreaterThan(20)
                .allMatch(gain -> gain > 0);
        final List<Long> noise = gains(new FlowSettings(5.0, 0.05, 0.0, 0.0), "noise");
        assertThat(noise).hasSizeGreaterThan(200);
        // The market may move in the moment between: now and then it helps.
        assertThat(noise.stream().filter(gain -> gain < 0).count()).isGreaterThan(noise.size() * 9L / 10);
    }

    @Test
    void shouldPlayARecordedMarketAsLiveQuotes() {
        final RecordedMarket recorded = RecordedMarket.open(SharedData.data("deribit-chain-2023"), List.of("BTC"));
        final long from = nanos("2023-04-12T12:00:00Z");
        final WorldMarket market = WorldMarket.recorded(recorded, List.of("BTC"), from);
        try (Run run = new Run(market, MakerSettings.ORDINARY, FlowSettings.ORDINARY, 3)) {
            final long before = run.exchange.indexPrice("btc_usd");
            for (int minute = 1; minute <= 20; minute++) {
                run.world.advance(from + minute * MINUTE);
                check(run.exchange, 3);
            }

            assertThat(run.exchange.instruments()).hasSizeGreaterThan(300);
            assertThat(run.exchange.indexPrice("btc_usd")).isNotEqualTo(before);
            assertThat(run.world.isTwoSided()).isTrue();
        }
    }

    @Test
    void shouldSayWhichInstrumentTheMarketDoesNotKnow() {
        final WorldMarket market = gbm(1);
        final WorldMarket early =
                new WorldMarket(market.specs(), market.vols(), market.feed(), market.startNs() - HOUR);

        assertThatThrownBy(() -> new ExchangeWorld(new ExchangeWorld.Context(early)))
                .hasMessageContaining("BTC-PERPETUAL");
        assertThatThrownBy(() -> new MakerSettings(0, 1, 1)).hasMessageContaining("levels=0");
        assertThatThrownBy(() -> new MakerSettings(1, 0, 1)).hasMessageContaining("spread=0");
        assertThatThrownBy(() -> new FlowSettings(-1, 0, 0, 0)).hasMessageContaining("noisePerSecond=-1");
        assertThatThrownBy(() -> new FlowSettings(0, 0, 0, 0.95)).hasMessageContaining("toxicDepth=0.95");
    }

    /** Price units gained by each trade of one of the world's traders, fees left out, at the mark a moment later. */
    private static List<Long> gains(final FlowSettings flow, final String name) {
        final List<Long> gains = new ArrayList<>();
        try (Run run = new Run(svj(21), MakerSettings.ORDINARY, flow, 21)) {
            final Account account = run.exchange.accounts().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            for (long now = START; now < START + 2 * MINUTE; now += SECOND / 20) {
                run.world.advance(now);
                account.trades().stream().skip(gains.size()).toList().forEach(trade -> {
                    final long mark = trade.trade().instrument().markPrice();
                    final long paid = trade.trade().price() - mark;
                    gains.add(trade.side() == Side.BUY ? -paid : paid);
                });
            }
        }
        return gains;
    }

    private static int check(final Exchange exchange, final long seed) {
        int looks = 0;
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.state() == InstrumentState.OPEN) {
                final long mark = instrument.markPrice();
                final long tick = instrument.spec().tickSize();
                final String where = "seed=" + seed + ", time=" + exchange.nowNs() + ", " + instrument.name();
                assertThat(instrument.book().bestBid())
                        .as(where)
                        .isPositive()
                        .isLessThanOrEqualTo(Math.max(mark, tick));
                assertThat(instrument.book().bestAsk()).as(where).isGreaterThan(mark);
                assertThat(instrument.spec().isOnTick(instrument.book().bestBid()))
                        .as(where)
                        .isTrue();
                assertThat(instrument.spec().isOnTick(instrument.book().bestAsk()))
                        .as(where)
                        .isTrue();
                looks++;
            }
        }
        return looks;
    }

    /** Calls of one expiry, next to each other in the listing: cheaper with the strike, and convex in it. */
    private static int checkStrikes(final List<ExchangeInstrument> instruments, final long seed) {
        int triples = 0;
        for (final ExchangeInstrument middle : instruments) {
            final ExchangeInstrument low = call(instruments, middle, -1);
            final ExchangeInstrument high = call(instruments, middle, 1);
            if (low != null && high != null && middle.name().endsWith("-C")) {
                final double forward = middle.forward() / 1e8;
                final double butterfly =
                        (low.markPrice() - 2.0 * middle.markPrice() + high.markPrice()) / 1e8 * forward;
                final double step = (high.spec().strike() - middle.spec().strike()) / 1e8;
                // Volatilities are rounded to 0.01 points as the venue's are: vega times a rounding.
                final double rounding = 4 * middle.vega() * 0.005 + 1e-3;
                assertThat(butterfly).as("seed=%d, %s", seed, middle.name()).isGreaterThan(-rounding);
                assertThat((middle.markPrice() - high.markPrice()) / 1e8 * forward)
                        .as("seed=%d, %s", seed, middle.name())
                        .isBetween(-rounding, step + rounding);
                triples++;
            }
        }
        return triples;
    }

    private static @Nullable ExchangeInstrument call(
            final List<ExchangeInstrument> instruments, final ExchangeInstrument middle, final int offset) {
        return instruments.stream()
                .filter(other -> other.spec().expiryNs() == middle.spec().expiryNs()
                        && other.name().endsWith("-C")
                        && other.spec().strike() == middle.spec().strike() + offset * 100_000_000_000L)
                .findFirst()
                .orElse(null);
    }

    private static ExchangeEvents delivery(final long seed, final long stride) {
        final long start = EIGHT - 6 * MINUTE;
        try (Run run = new Run(svj(seed, start), MakerSettings.ORDINARY, busy(), seed)) {
            final long end = start + 12 * MINUTE;
            for (long now = start; stride > 0 && now < end; now += stride) {
                run.world.advance(now);
            }
            run.world.advance(end);
            run.exchange.instruments().forEach(run.events::addMarks);
            return run.events;
        }
    }

    private static FlowSettings busy() {
        return new FlowSettings(10.0, 0.1, 0.5, 0.5);
    }

    private static CoinMarket small(final String coin, final double spot) {
        final CoinMarket full = CoinMarket.ordinary(coin, spot).expiring(List.of(1, 2, 7, 30));
        return new CoinMarket(
                coin,
                List.of("USD", "USDC"),
                spot,
                0,
                0.6,
                0,
                0,
                0,
                full.carry(),
                full.perpetualBasis(),
                full.smile(),
                full.strikeStep(),
                9,
                full.expiryDays());
    }

    private static WorldMarket svj(final long seed) {
        return svj(seed, START);
    }

    private static WorldMarket svj(final long seed, final long startNs) {
        return WorldMarket.svj(
                List.of(small("BTC", 90_000).quotedIn(List.of("USD"))), SvjDynamics.CRYPTO, seed, startNs);
    }

    private static WorldMarket gbm(final long seed) {
        return WorldMarket.gbm(List.of(small("BTC", 90_000), small("ETH", 3_000)), seed, START);
    }

    private static ExchangeInstrument perpetual(final Exchange exchange) {
        return Objects.requireNonNull(exchange.instrument("BTC-PERPETUAL"));
    }

    private static long nanos(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND;
    }

    /** A world with its exchange, open. */
    private static final class Run implements AutoCloseable {
        private final ExchangeWorld world;
        private final Exchange exchange;
        private final ExchangeEvents events = new ExchangeEvents();

        Run(final WorldMarket market, final MakerSettings makers, final FlowSettings flow, final long seed) {
            world = new ExchangeWorld(
                    new ExchangeWorld.Context(market).makers(makers).flow(flow).seed(seed));
            exchange = new Exchange(world.exchangeContext());
            exchange.addListener(events);
            world.open(exchange);
            assertThat(world.isTwoSided()).isTrue();
        }

        Account customer() {
            final Account account = exchange.open(AccountSettings.customer("desk"));
            exchange.deposit(account, "BTC", 100 * Decimals.ONE);
            return account;
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
