package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteLadderTest {
    private static final VenueProfile PROFILE = VenueProfile.deribit();
    private static final InstrumentSpec PERPETUAL = PROFILE.spec("BTC-PERPETUAL", 0, 0);
    private static final InstrumentSpec OPTION = PROFILE.spec("BTC-28APR23-30000-C", 1, 0);
    private static final InstrumentSpec LINEAR = PROFILE.spec("BTC_USDC-28APR23-30000-C", 2, 1);
    private static final List<InstrumentSpec> SPECS = List.of(PERPETUAL, OPTION, LINEAR);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldStandOnTheGridOnBothSidesOfAnyMarkEachLevelBehindTheOneBefore(final long seed) {
        final SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < 20_000; i++) {
            final InstrumentSpec spec = SPECS.get(i % SPECS.size());
            final MakerSettings settings =
                    new MakerSettings(1 + i % 9, 0.1 + 5 * random.nextDouble(), 0.1 + 5 * random.nextDouble());
            final QuoteLadder ladder = new QuoteLadder(settings);
            final long mark = mark(spec, random);
            ladder.set(spec, mark, table(spec, mark, random));
            final String where = "seed=" + seed + ", i=" + i + ", " + spec.name() + " at " + mark;

            assertThat(ladder.bids[0]).as(where).isLessThanOrEqualTo(Math.max(mark, spec.tickSize()));
            assertThat(ladder.asks[0]).as(where).isGreaterThan(Math.max(mark, ladder.bids[0]));
            for (int level = 0; level < ladder.levels(); level++) {
                assertThat(spec.isOnTick(ladder.asks[level])).as(where).isTrue();
                assertThat(spec.isOrderAmount(ladder.askAmounts[level]))
                        .as(where)
                        .isTrue();
                if (ladder.bidAmounts[level] > 0) {
                    assertThat(spec.isOnTick(ladder.bids[level])).as(where).isTrue();
                    assertThat(spec.isOrderAmount(ladder.bidAmounts[level]))
                            .as(where)
                            .isTrue();
                }
                if (level > 0) {
                    assertThat(ladder.asks[level]).as(where).isGreaterThan(ladder.asks[level - 1]);
                    assertThat(ladder.bids[level] < ladder.bids[level - 1] || ladder.bidAmounts[level] == 0)
                            .as(where)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldBidOneTickInTheSmallestAmountForWhatIsWorthLess() {
        final QuoteLadder ladder = new QuoteLadder(new MakerSettings(3, 1, 1));

        ladder.set(OPTION, 0, new MarketTable(SPECS));

        assertThat(ladder.bids[0]).isEqualTo(10_000);
        assertThat(ladder.bidAmounts).containsExactly(OPTION.minAmount(), 0, 0);
        assertThat(ladder.asks[0]).isEqualTo(20_000);
    }

    @Test
    void shouldStandAsFarFromTheMarkAsTheMarketsQuotesStoodFromTheirs() {
        final MarketTable table = new MarketTable(SPECS);
        quote(table, PERPETUAL, 29_990, 30_010, 1_000);
        final QuoteLadder ladder = new QuoteLadder(new MakerSettings(2, 1, 1));

        ladder.set(PERPETUAL, 31_000 * Decimals.ONE, table);

        assertThat(ladder.bids).containsExactly(30_990 * Decimals.ONE, 30_985 * Decimals.ONE);
        assertThat(ladder.asks).containsExactly(31_010 * Decimals.ONE, 31_015 * Decimals.ONE);
        assertThat(ladder.bidAmounts).containsExactly(1_000 * Decimals.ONE, 2_000 * Decimals.ONE);
    }

    private static long mark(final InstrumentSpec spec, final SplitMix64 random) {
        final double unit = random.nextDouble();
        final double mark =
                spec.equals(PERPETUAL) ? 1 + 100_000 * unit : spec.equals(OPTION) ? 0.3 * unit * unit : 9_000 * unit;
        return random.nextDouble() < 0.1 && !spec.equals(PERPETUAL)
                ? (long) (unit * 2e4)
                : (long) (mark * Decimals.ONE);
    }

    private static MarketTable table(final InstrumentSpec spec, final long mark, final SplitMix64 random) {
        final MarketTable table = new MarketTable(SPECS);
        if (spec.equals(PERPETUAL) && random.nextDouble() < 0.7) {
            final double middle = (double) mark / Decimals.ONE;
            final double half = middle * 0.01 * random.nextDouble();
            quote(table, spec, middle - half, middle + half, 1 + 100_000 * random.nextDouble());
        }
        return table;
    }

    private static void quote(
            final MarketTable table,
            final InstrumentSpec spec,
            final double bid,
            final double ask,
            final double amount) {
        final EventPublisher publisher = new EventPublisher();
        publisher
                .quote()
                .venueTimeNs(1)
                .instrumentId(spec.instrumentId())
                .bidPrice((long) (bid * Decimals.ONE))
                .bidAmount((long) (amount * Decimals.ONE))
                .askPrice((long) (ask * Decimals.ONE))
                .askAmount((long) (amount * Decimals.ONE));
        publisher.offer(table, 1);
    }
}
