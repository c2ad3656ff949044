package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.ListedOption;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GbmWorldTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START = nanos("2026-03-02T07:00:00Z");
    private static final long EIGHT = nanos("2026-03-02T08:00:00Z");
    private static final double YEAR_NS = 365.0 * 24 * HOUR;
    private static final SmileShape QUIET = new SmileShape(0.6, -0.15, 1.2, 0.0);

    @Test
    void shouldGiveTheSameBytesOnEveryJdkWhenSeedAndSettingsAreTheSame() {
        final MarketEvents events = play(twoCoins().seed(2026), START + 2 * HOUR);

        assertThat(events.timesNs).hasSizeGreaterThan(1_000_000);
        assertThat(Long.toHexString(events.hash())).isEqualTo("20650eb3");
    }

    @Test
    void shouldGiveOtherPricesWhenTheSeedIsAnother() {
        final double one = lastIndex(play(perpetualOnly(CoinMarket.btc()).seed(1), START + 60 * SECOND));
        final double two = lastIndex(play(perpetualOnly(CoinMarket.btc()).seed(2), START + 60 * SECOND));

        assertThat(one).isNotEqualTo(two);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldMoveTheIndexLikeAGeometricBrownianMotion(final long seed) {
        final CoinMarket market = CoinMarket.btc().moving(0.10, 0.80);
        final int steps = 20_000;
        final MarketEvents events =
                play(perpetualOnly(market).seed(seed).stepNs(HOUR / 4), START + steps * (HOUR / 4) + 1);
        final double years = HOUR / 4 / YEAR_NS;

        double mean = 0;
        double square = 0;
        double lag = 0;
        double previous = 0;
        for (int i = 1; i <= steps; i++) {
            final double change = Math.log(
                    events.indexes.get(i).price() / events.indexes.get(i - 1).price());
            mean += change / steps;
            square += change * change / steps;
            lag += change * previous / steps;
            previous = change;
        }

        final double variance = 0.80 * 0.80 * years;
        assertThat(square).as("seed=%d", seed).isEqualTo(variance, within(4 * variance * Math.sqrt(2.0 / steps)));
        assertThat(mean).as("seed=%d", seed).isEqualTo((0.10 - 0.32) * years, within(4 * Math.sqrt(variance / steps)));
        assertThat(lag).as("seed=%d", seed).isEqualTo(0.0, within(4 * variance / Math.sqrt(steps)));
    }

    @Test
    void shouldJumpAsOftenAsTheIntensitySays() {
        // The drift takes out what the jumps add, so that the index stays in range.
        final CoinMarket market = CoinMarket.btc().moving(-50.0, 0.01).jumping(1_000.0, 0.05, 0.0);
        final int steps = 20_000;
        final double years = HOUR / 4 / YEAR_NS;
        final MarketEvents events =
                play(perpetualOnly(market).seed(5).stepNs(HOUR / 4), START + (steps + 1) * (HOUR / 4));

        double jumps = 0;
        for (int i = 1; i <= steps; i++) {
            final double change = Math.log(
                    events.indexes.get(i).price() / events.indexes.get(i - 1).price());
            jumps += Math.rint((change + 50.0 * years) / 0.05);
        }

        final double expected = 1_000.0 * steps * years;
        assertThat(jumps).isEqualTo(expected, within(4 * Math.sqrt(expected)));
    }

    @Test
    void shouldKeepTheIndexInRangeWhenItsDriftIsAbsurd() {
        final MarketEvents up =
                play(perpetualOnly(CoinMarket.btc().moving(99, 0)).stepNs(240 * HOUR), START + 5_000 * HOUR);
        final MarketEvents down =
                play(perpetualOnly(CoinMarket.btc().moving(-99, 0)).stepNs(240 * HOUR), START + 5_000 * HOUR);

        assertThat(lastIndex(up)).isEqualTo(1e9);
        assertThat(lastIndex(down)).isEqualTo(1e-6);
        assertThat(up.quotes).allMatch(quote -> quote.bid() > 0 && quote.ask() > quote.bid());
        assertThat(down.quotes).allMatch(quote -> quote.ask() > quote.bid());
    }

    @Test
    void shouldKeepPutCallParityInItsMarks() {
        final GbmWorld.Context context = context(CoinMarket.btc());
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context);
        final MarketEvents events = play(context, START + 1);
        final Map<String, MarketEvents.Ticker> byName = new HashMap<>();
        events.tickers.forEach(
                ticker -> byName.put(specs.get(ticker.instrumentId()).name(), ticker));

        int pairs = 0;
        for (final InstrumentSpec spec : specs) {
            if (spec.isOption() && spec.name().endsWith("-C") && spec.expiryNs() > START + HOUR) {
                final MarketEvents.Ticker call = Objects.requireNonNull(byName.get(spec.name()));
                final MarketEvents.Ticker put =
                        Objects.requireNonNull(byName.get(spec.name().replace("-C", "-P")));
                // Volatilities of call and put differ by their re-marks; quiet smiles have none.
                assertThat(call.mark() - put.mark())
                        .as(spec.name())
                        .isEqualTo(1 - spec.strike() / 1e8 / call.forward(), within(1.01e-4));
                assertThat(call.delta() - put.delta()).as(spec.name()).isEqualTo(1.0, within(1.01e-5));
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo(7 * 25);
    }

    @Test
    void shouldMarkOptionsAtTheExpectedPayoffUnderTheirVolatility() {
        final GbmWorld.Context context = context(CoinMarket.btc());
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context);
        final MarketEvents events = play(context, START + 1);

        assertThat(events.tickers).hasSize(8 * 25 * 2).allSatisfy(ticker -> {
            final InstrumentSpec spec = specs.get(ticker.instrumentId());
            final double strike = spec.strike() / 1e8;
            final double years = (spec.expiryNs() - START) / YEAR_NS;
            final double moneyness = Math.log(strike / ticker.forward());
            assertThat(ticker.vol()).isEqualTo(0.6 - 0.15 * moneyness + 1.2 * moneyness * moneyness, within(0.501e-4));
            final double usd = integral(spec.name().endsWith("-C"), ticker.forward(), strike, ticker.vol(), years);
            assertThat(ticker.mark()).as(spec.name()).isEqualTo(usd / ticker.forward(), within(0.501e-4));
            assertThat(ticker.ask()).isGreaterThan(Math.max(ticker.bid(), 0));
            assertThat(spec.isOnTick(ticker.ask())).isTrue();
            assertThat(ticker.bid() == Long.MIN_VALUE || spec.isOnTick(ticker.bid()))
                    .isTrue();
        });
    }

    @Test
    void shouldCarryForwardsAndQuoteAroundThem() {
        final GbmWorld.Context context = context(CoinMarket.btc());
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context);
        final MarketEvents events = play(context, START + 10 * SECOND);
        final Map<Long, Double> index = new HashMap<>();
        events.indexes.forEach(it -> index.put(it.timeNs(), it.price()));

        assertThat(events.forwards).hasSize(8 * events.indexes.size()).allSatisfy(it -> {
            final double carried = Objects.requireNonNull(index.get(it.timeNs()))
                    * Math.exp(0.05 * (it.expiryNs() - it.timeNs()) / YEAR_NS);
            assertThat(it.price()).isEqualTo(carried, within(0.0052));
        });
        assertThat(events.quotes).hasSize(9 * events.indexes.size()).allSatisfy(quote -> {
            final InstrumentSpec spec = specs.get(quote.instrumentId());
            assertThat(spec.isOnTick(quote.bid()) && spec.isOnTick(quote.ask())).isTrue();
            final double mid = (quote.bid() + quote.ask()) / 2e8;
            final double half = (quote.ask() - quote.bid()) / 2e8;
            assertThat(half).isBetween(mid * 1e-4 - 1e-6, mid * 1e-4 + 0.5);
            assertThat(quote.bidAmount()).isEqualTo(1_000_000L * 100_000_000L);
        });
    }

    @Test
    void shouldDeliverAtTheAverageOfTheLastHalfHour() {
        final CoinMarket market = CoinMarket.btc().expiring(List.of(1, 2)).smiling(QUIET);
        final GbmWorld.Context context = new GbmWorld.Context()
                .markets(List.of(market))
                .startNs(START)
                .stepNs(7 * SECOND)
                .seed(11);
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context);
        final MarketEvents events = play(context, EIGHT + HOUR);

        double sum = 0;
        for (int i = 0; i + 1 < events.indexes.size(); i++) {
            final long fromNs = Math.max(events.indexes.get(i).timeNs(), EIGHT - HOUR / 2);
            final long toNs = Math.min(events.indexes.get(i + 1).timeNs(), EIGHT);
            sum += toNs > fromNs ? events.indexes.get(i).price() * (toNs - fromNs) : 0;
        }

        assertThat(events.deliveries).hasSize(1);
        assertThat(events.deliveries.get(0).timeNs()).isEqualTo(EIGHT);
        assertThat(events.deliveries.get(0).price()).isEqualTo(sum / (HOUR / 2), within(0.0101));
        assertThat(events.indexes).anyMatch(index -> index.timeNs() == EIGHT);
        assertThat(events.states)
                .hasSize(1 + 50)
                .allMatch(state -> state.state().equals("DELIVERED"));
        assertThat(events.states)
                .allMatch(state -> specs.get(state.instrumentId()).expiryNs() == EIGHT);
        assertThat(events.tickers)
                .noneMatch(ticker -> ticker.timeNs() >= EIGHT
                        && specs.get(ticker.instrumentId()).expiryNs() == EIGHT);
        assertThat(events.forwards).noneMatch(it -> it.timeNs() >= EIGHT && it.expiryNs() == EIGHT);
        assertThat(events.tickers).anyMatch(ticker -> ticker.timeNs() > EIGHT);
    }

    @Test
    void shouldPublishTheRunningEstimateAndFadingDeltasInTheDeliveryWindow() {
        final CoinMarket market = CoinMarket.btc().expiring(List.of(1)).smiling(QUIET);
        final GbmWorld.Context context = new GbmWorld.Context()
                .markets(List.of(market))
                .startNs(START)
                .seed(12)
                .tickersPerStep(50);
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context);
        final MarketEvents events = play(context, EIGHT + 1);
        final long tenToEight = EIGHT - 600 * SECOND;

        final double average = events.indexes.stream()
                .filter(index -> index.timeNs() >= EIGHT - HOUR / 2 && index.timeNs() < tenToEight)
                .mapToDouble(MarketEvents.Index::price)
                .average()
                .orElseThrow();
        final double now = events.indexes.stream()
                .filter(index -> index.timeNs() == tenToEight)
                .mapToDouble(MarketEvents.Index::price)
                .findFirst()
                .orElseThrow();
        final double forward = events.forwards.stream()
                .filter(it -> it.timeNs() == tenToEight)
                .mapToDouble(MarketEvents.Forward::price)
                .findFirst()
                .orElseThrow();
        assertThat(forward).isEqualTo(average * 2 / 3 + now / 3, within(0.02));

        assertThat(events.tickers)
                .filteredOn(ticker -> ticker.timeNs() == tenToEight)
                .hasSize(50)
                .allSatisfy(ticker -> assertThat(Math.abs(ticker.delta())).isLessThanOrEqualTo(0.33334))
                .anySatisfy(ticker ->
                        assertThat(specs.get(ticker.instrumentId()).name()).endsWith("-C"))
                .anySatisfy(ticker -> assertThat(ticker.delta()).isEqualTo(1.0 / 3, within(1e-4)));
    }

    @Test
    void shouldOfferTheSameEventAgainWhenTheIngressIsFull() {
        final GbmWorld world = new GbmWorld(twoCoins().seed(3));
        final MarketEvents events = new MarketEvents();
        for (int i = 0; i < 5_000; i++) {
            events.refuse(i % 3);
            world.poll(START + HOUR, 1 + i % 7, events);
        }
        events.refuse(0);
        final int count = events.timesNs.size();

        final GbmWorld smooth = new GbmWorld(twoCoins().seed(3));
        final MarketEvents other = new MarketEvents();
        assertThat(smooth.poll(START + HOUR, count, other)).isEqualTo(count);

        assertThat(count).isGreaterThan(5_000);
        assertThat(events.hash()).isEqualTo(other.hash());
        assertThat(events.timesNs).isEqualTo(other.timesNs).isSorted();
    }

    @Test
    void shouldPlayTheInstrumentsOfADeskWithItsIdsInverseAndLinear() {
        final VenueProfile venue = VenueProfile.deribit();
        final String day = "-9MAR26";
        final List<InstrumentSpec> specs = List.of(
                venue.spec("BTC-PERPETUAL", 4, 0),
                venue.spec("BTC" + day + "-91000-C", 5, 0),
                venue.spec("BTC_USDC" + day + "-91000-C", 6, 1),
                venue.spec("BTC_USDC-PERPETUAL", 7, 1));
        final MarketEvents events = play(context(CoinMarket.btc()).specs(specs), START + SECOND);

        final MarketEvents.Ticker coin = ticker(events, 5);
        final MarketEvents.Ticker dollar = ticker(events, 6);
        assertThat(events.indexes.stream().map(MarketEvents.Index::underlyingId))
                .contains(0, 1);
        assertThat(dollar.mark()).isEqualTo(coin.mark() * coin.forward(), within(0.00005 * 91_000 + 0.0001));
        assertThat(events.quotes.stream().map(MarketEvents.Quote::instrumentId).distinct())
                .containsExactly(4, 7);
        assertThat(events.forwards.stream()
                        .map(MarketEvents.Forward::underlyingId)
                        .distinct())
                .containsExactly(0, 1);
    }

    @Test
    void shouldStateFundingFromTheBasisWhenItIsDue() {
        final CoinMarket rich = new CoinMarket(
                "BTC", List.of("USD"), 30_000, 0, 0.6, 0, 0, 0, 0.05, 0.001, QUIET, 50_000_000_000L, 0, List.of());
        final MarketEvents events = play(context(rich).fundingIntervalNs(10 * SECOND), START + 60 * SECOND + 1);

        assertThat(events.fundings).hasSize(7).allMatch(funding -> Math.abs(funding.rate() - 0.00075) < 1e-9);
        final double mid = (events.quotes.get(0).bid() + events.quotes.get(0).ask()) / 2e8;
        assertThat(mid).isEqualTo(30_030, within(0.5));
    }

    @Test
    void shouldListDenseInstrumentsAndTheOptionsAmongThem() {
        final GbmWorld.Context context = twoCoins();
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context);
        final List<ListedOption> options = GbmWorld.listed(context);

        for (int i = 0; i < specs.size(); i++) {
            assertThat(specs.get(i).instrumentId()).isEqualTo(i);
        }
        assertThat(options).hasSize(2 * 8 * 25 * 2).allSatisfy(option -> {
            final InstrumentName name = Objects.requireNonNull(InstrumentName.parse(option.name()));
            assertThat(name.strike()).isEqualTo(option.strike());
            assertThat(name.expiryNs()).isEqualTo(option.expiryNs()).isGreaterThan(START);
        });
        assertThat(specs.stream().map(InstrumentSpec::name))
                .containsAll(options.stream().map(ListedOption::name).toList())
                .contains("BTC-PERPETUAL", "ETH-PERPETUAL", "BTC-2MAR26", "ETH-3MAR26")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        final GbmWorld world = new GbmWorld(perpetualOnly(CoinMarket.btc()).endNs(START + 10 * SECOND));
        final MarketEvents events = new MarketEvents();

        assertThat(world.nextTimeNs()).isEqualTo(START);
        world.poll(START + 5 * SECOND, Integer.MAX_VALUE, events);
        assertThat(world.progress()).isEqualTo(0.51, within(1e-9));
        world.poll(Feed.EXHAUSTED - 5, Integer.MAX_VALUE, events);
        assertThat(world.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(world.progress()).isEqualTo(1.0);
        assertThat(events.indexes).hasSize(100);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWhileItPlays() {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final Ingress blind = (buffer, offset, length, timeNs) -> 0;
        final GbmWorld world = new GbmWorld(twoCoins().seed(9));
        world.poll(Long.MAX_VALUE, 300_000, blind);
        threads.getCurrentThreadAllocatedBytes();

        final long before = threads.getCurrentThreadAllocatedBytes();
        final int delivered = world.poll(Long.MAX_VALUE, 300_000, blind);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(delivered).isEqualTo(300_000);
        assertThat(allocated).isLessThan(1_000);
    }

    @Test
    void shouldNameTheSettingThatIsOutOfRange() {
        assertThatThrownBy(() -> new GbmWorld(new GbmWorld.Context().stepNs(0))).hasMessageContaining("stepNs=0");
        assertThatThrownBy(() -> new GbmWorld(context(CoinMarket.btc().moving(Double.NaN, 1))))
                .hasMessageContaining("drift=NaN");
        assertThatThrownBy(() -> new GbmWorld(context(CoinMarket.btc())
                        .specs(List.of(VenueProfile.deribit().spec("ETH-PERPETUAL", 0, 0)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GbmWorld(context(CoinMarket.btc())
                        .specs(List.of(VenueProfile.deribit().spec("BTC-1MAR26-30000-C", 0, 0)))))
                .hasMessageContaining("expired");
    }

    /** Expected payoff by Simpson's rule over 12 standard deviations: no formula in common with the code. */
    private static double integral(
            final boolean isCall, final double forward, final double strike, final double vol, final double years) {
        final double deviation = vol * Math.sqrt(years);
        final double kink = (Math.log(strike / forward) + deviation * deviation / 2) / deviation;
        final double from = isCall ? Math.max(kink, -12) : -12;
        final double to = isCall ? 12 : Math.min(kink, 12);
        final int intervals = 4_000;
        double sum = 0;
        for (int i = 0; i <= intervals && to > from; i++) {
            final double z = from + (to - from) * i / intervals;
            final double price = forward * Math.exp(deviation * z - deviation * deviation / 2);
            final double payoff = isCall ? price - strike : strike - price;
            final double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * payoff * Math.exp(-z * z / 2);
        }
        return Math.max(sum, 0) * (to - from) / intervals / 3 / Math.sqrt(2 * Math.PI);
    }

    private static MarketEvents.Ticker ticker(final MarketEvents events, final int instrumentId) {
        return events.tickers.stream()
                .filter(ticker -> ticker.instrumentId() == instrumentId)
                .findFirst()
                .orElseThrow();
    }

    private static GbmWorld.Context twoCoins() {
        return new GbmWorld.Context()
                .markets(List.of(CoinMarket.btc(), CoinMarket.eth()))
                .startNs(START);
    }

    private static GbmWorld.Context context(final CoinMarket market) {
        return new GbmWorld.Context().markets(List.of(market.smiling(QUIET))).startNs(START);
    }

    private static GbmWorld.Context perpetualOnly(final CoinMarket market) {
        return context(market.expiring(List.of()));
    }

    private static MarketEvents play(final GbmWorld.Context context, final long toNs) {
        final MarketEvents events = new MarketEvents();
        try (GbmWorld world = new GbmWorld(context)) {
            world.poll(toNs - 1, Integer.MAX_VALUE, events);
        }
        return events;
    }

    private static double lastIndex(final MarketEvents events) {
        return events.indexes.get(events.indexes.size() - 1).price();
    }

    private static long nanos(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND;
    }
}
