package io.gimbal.engine.market.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.feeds.Feed;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The law of the studies as the market of a session: the same moments, a smile that moves, the same bytes by seed. */
class TwoFactorWorldTest {
    private static final TwoFactorDynamics BITCOIN = TwoFactorDynamics.BITCOIN;
    private static final double DAY = 1.0 / 365;
    private static final long STEP_NS = 600_000_000_000L;

    private static long bytes(final long seed, final Set<Long> vols) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final TickerDecoder ticker = new TickerDecoder();
        final long[] hash = {17};
        final TwoFactorWorld world = new TwoFactorWorld(
                new GbmWorld.Context()
                        .markets(List.of(CoinMarket.btc()))
                        .seed(seed)
                        .startNs(1_767_603_600_000_000_000L)
                        .endNs(1_767_603_600_000_000_000L + 5 * STEP_NS)
                        .stepNs(STEP_NS)
                        .tickersPerStep(1_000),
                BITCOIN,
                SkewDynamics.BITCOIN);
        world.poll(Long.MAX_VALUE, Integer.MAX_VALUE, (buffer, offset, length, timeNs) -> {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            hash[0] = 31 * hash[0] + Arrays.hashCode(copy);
            if (header.wrap(buffer, offset).templateId() == TickerDecoder.TEMPLATE_ID) {
                vols.add(ticker.wrapAndApplyHeader(buffer, offset, header).markVol());
            }
            return 0;
        });
        world.close();
        assertThat(world.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        return hash[0];
    }

    @Test
    void shouldPlayTheSameBytesForTheSameSeedAlone() {
        final Set<Long> vols = new HashSet<>();

        assertThat(bytes(5, vols)).isEqualTo(bytes(5, new HashSet<>()));
        assertThat(bytes(6, new HashSet<>())).isNotEqualTo(bytes(5, new HashSet<>()));
        assertThat(vols).as("options are marked on a smile that moves").hasSizeGreaterThan(100);
    }

    @Test
    void shouldGrowByNothingOnAverageAndVaryByWhatIsStated() {
        final long seed = 20_261_129;
        final int paths = 20_000;
        double growth = 0;
        double squares = 0;
        double growthSquares = 0;
        for (int path = 0; path < paths; path++) {
            final TwoFactorModel model =
                    new TwoFactorModel(BITCOIN, SkewDynamics.BITCOIN, 0, new SplitMix64(seed + 7_919L * path));
            double log = 0;
            for (int day = 0; day < 3; day++) {
                final double moved = model.advance(DAY);
                log += moved;
                squares += moved * moved;
            }
            growth += Math.exp(log) / paths;
            growthSquares += Math.exp(2 * log) / paths;
        }

        final double error = Math.sqrt((growthSquares - growth * growth) / paths);
        assertThat(growth).as("seed %d", seed).isCloseTo(1, within(4 * error));
        assertThat(squares / paths / 3 / DAY)
                .as("seed %d, a year's variance", seed)
                .isCloseTo(0.36, within(0.02));
    }

    @Test
    void shouldMarkAtWhatItExpectsUntilTheExpiry() {
        double sum = 0;
        final int models = 4_000;
        for (int i = 0; i < models; i++) {
            final double vol = new TwoFactorModel(BITCOIN, SkewDynamics.BITCOIN, 0, new SplitMix64(99 + 31L * i))
                    .vol(0, 14 * DAY, 0);
            sum += vol * vol / models;
        }

        assertThat(sum).as("expected variance has the total variance's mean").isCloseTo(0.36, within(0.015));
    }

    @Test
    void shouldBoundVolatilitiesFarFromTheMoney() {
        final TwoFactorModel model = new TwoFactorModel(BITCOIN, SkewDynamics.BITCOIN, 0, new SplitMix64(3));

        assertThat(model.vol(50, DAY, 0)).isBetween(0.01, 5.0);
        assertThat(model.vol(-50, DAY, -9)).isEqualTo(0.01);
        assertThat(model.vol(0, DAY, 99)).isEqualTo(5.0);
    }

    @Test
    void shouldMoveTheSkewAsItIsStated() {
        final SkewDynamics skew = SkewDynamics.BITCOIN;
        final SplitMix64 random = new SplitMix64(20_261_130);
        final int draws = 40_000;
        double mean = 0;
        double variance = 0;
        double lagged = 0;
        for (int i = 0; i < draws; i++) {
            final double now = skew.first(random) - skew.mean();
            final double later = skew.next(now + skew.mean(), 3 * DAY, random) - skew.mean();
            mean += later / draws;
            variance += later * later / draws;
            lagged += now * later / draws;
        }

        assertThat(mean).isCloseTo(0, within(0.004));
        assertThat(Math.sqrt(variance)).isCloseTo(0.15, within(0.003));
        assertThat(lagged / variance).as("half is left after a half-life").isCloseTo(0.5, within(0.03));
        assertThat(skew.kept(3 * DAY)).isCloseTo(0.5, within(1e-12));
        assertThat(skew.smile(0.2, 0.1, 14 * DAY)).isCloseTo(0.2 * 0.1 + 0.30 * 0.01, within(1e-12));
        assertThat(skew.smile(0.2, 0.1, 3.5 * DAY)).as("twice as steep").isCloseTo(0.043, within(1e-12));
        assertThat(SkewDynamics.scale(0)).isEqualTo(SkewDynamics.scale(DAY));
    }

    @Test
    void shouldRefuseASkewThatMeansNothing() {
        assertThatThrownBy(() -> new SkewDynamics(Double.NaN, 0.1, 3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SkewDynamics(0, -0.1, 3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SkewDynamics(0, 0.1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
