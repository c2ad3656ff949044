package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SvjWorldTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START = Instant.parse("2026-03-02T07:00:00Z").getEpochSecond() * SECOND;

    @Test
    void shouldGiveTheSameBytesOnEveryJdkWhenSeedAndSettingsAreTheSame() {
        final MarketEvents events = play(context().seed(2026), START + HOUR + HOUR / 10);

        assertThat(events.deliveries).hasSize(1);
        assertThat(Long.toHexString(events.hash())).isEqualTo("e03b99a4");
    }

    @Test
    void shouldGiveOtherPricesWhenTheSeedIsAnother() {
        final MarketEvents one = play(context().seed(1), START + 60 * SECOND);
        final MarketEvents two = play(context().seed(2), START + 60 * SECOND);

        assertThat(one.hash()).isNotEqualTo(two.hash());
    }

    @Test
    void shouldMoveTheVolatilitiesOfAllStrikesWithTheVariance() {
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context());
        final MarketEvents events = play(context().seed(3).stepNs(HOUR / 2).tickersPerStep(1_000), START + 400 * HOUR);
        final Map<Integer, Double> lowest = new HashMap<>();
        final Map<Integer, Double> highest = new HashMap<>();
        events.tickers.stream()
                .filter(ticker -> specs.get(ticker.instrumentId()).expiryNs() > START + 80 * 24 * HOUR)
                .forEach(ticker -> {
                    lowest.merge(ticker.instrumentId(), ticker.vol(), Math::min);
                    highest.merge(ticker.instrumentId(), ticker.vol(), Math::max);
                });

        assertThat(lowest).hasSize(2 * 25);
        lowest.forEach((id, vol) -> assertThat(Objects.requireNonNull(highest.get(id)) - vol)
                .as(specs.get(id).name())
                .isGreaterThan(0.01));
    }

    @Test
    void shouldKeepPutCallParityInItsMarksWhenThereIsNoNoise() {
        final List<InstrumentSpec> specs = GbmWorld.listedSpecs(context());
        final MarketEvents events = play(context().seed(4), START + 1);
        final Map<String, MarketEvents.Ticker> byName = new HashMap<>();
        events.tickers.forEach(
                ticker -> byName.put(specs.get(ticker.instrumentId()).name(), ticker));

        byName.forEach((name, call) -> {
            if (name.endsWith("-C")) {
                final MarketEvents.Ticker put = Objects.requireNonNull(byName.get(name.replace("-C", "-P")));
                final double strike = specs.get(call.instrumentId()).strike() / 1e8;
                assertThat(call.mark() - put.mark()).as(name).isEqualTo(1 - strike / call.forward(), within(1.01e-4));
            }
        });
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        final SvjWorld world = new SvjWorld(context().endNs(START + 10 * SECOND), SvjDynamics.CRYPTO);
        final MarketEvents events = new MarketEvents();

        world.poll(START + 5 * SECOND, Integer.MAX_VALUE, events);
        assertThat(world.progress()).isEqualTo(0.51, within(1e-9));
        world.poll(Feed.EXHAUSTED - 5, Integer.MAX_VALUE, events);

        assertThat(world.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(events.indexes).hasSize(100);
    }

    private static GbmWorld.Context context() {
        final CoinMarket market = CoinMarket.btc().smiling(new SmileShape(0.6, 0.0, 0.0, 0.0));
        return new GbmWorld.Context().markets(List.of(market)).startNs(START);
    }

    private static MarketEvents play(final GbmWorld.Context context, final long toNs) {
        final MarketEvents events = new MarketEvents();
        try (SvjWorld world = new SvjWorld(context, SvjDynamics.CRYPTO)) {
            world.poll(toNs - 1, Integer.MAX_VALUE, events);
        }
        return events;
    }
}
