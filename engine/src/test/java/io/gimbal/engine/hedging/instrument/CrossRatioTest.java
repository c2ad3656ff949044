package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CrossRatioTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400L * SECOND;
    private static final double YEAR_SECONDS = 365.0 * 86_400;
    private static final double OTHER_VOL = 0.6;

    /** Two coins that tick at times of their own, every few seconds; the first follows the second by beta. */
    private static final class Market {
        private final Random random;
        private final double beta;
        private final double residualVol;
        private double own = Math.log(100);
        private double other = Math.log(3_000);

        Market(final long seed, final double beta, final double residualVol) {
            random = new Random(seed);
            this.beta = beta;
            this.residualVol = residualVol;
        }

        void second() {
            final double root = 1 / Math.sqrt(YEAR_SECONDS);
            final double move = OTHER_VOL * root * random.nextGaussian();
            other += move;
            own += beta * move + residualVol * root * random.nextGaussian();
        }

        double correlation() {
            final double common = beta * OTHER_VOL;
            return common / Math.sqrt(common * common + residualVol * residualVol);
        }

        boolean isTick(final double chance) {
            return random.nextDouble() < chance;
        }
    }

    private static CrossRatio measured(final Market market, final int seconds, final long halfLifeNs) {
        final CrossRatio ratio = new CrossRatio(halfLifeNs, 60 * SECOND);
        for (int i = 0; i < seconds; i++) {
            market.second();
            if (market.isTick(0.3)) {
                ratio.onPrice(HayashiYoshida.EXPOSURE, Math.exp(market.own), i * SECOND);
            }
            if (market.isTick(0.05)) {
                ratio.onPrice(HayashiYoshida.HEDGE, Math.exp(market.other), i * SECOND);
            }
        }
        return ratio;
    }

    @Test
    void shouldFindRatioCorrelationAndWhatIsLeftOfCoinsThatTickApart() {
        final Market market = new Market(3, 1.4, 0.5);
        final CrossRatio ratio = measured(market, 10 * 86_400, 10 * DAY);

        final double own = Math.pow(1.4 * OTHER_VOL, 2) + 0.25;
        assertThat(ratio.ratio()).isCloseTo(1.4, within(0.05));
        assertThat(ratio.correlation()).isCloseTo(market.correlation(), within(0.03));
        assertThat(ratio.exposureVariance()).isCloseTo(own, within(0.04 * own));
        assertThat(ratio.residualVariance(ratio.ratio())).isCloseTo(0.25, within(0.04));
        assertThat(ratio.residualVariance(0)).isEqualTo(ratio.exposureVariance());
        assertThat(ratio.residualVariance(0.7))
                .as("half a hedge")
                .isCloseTo(Math.pow(0.7 * OTHER_VOL, 2) + 0.25, within(0.05));
    }

    /** The exponentially weighted covariance of returns on one grid: slow, and kept as a list. */
    @Test
    void shouldEqualAnIndependentWeightedEstimateWherePricesTickTogether() {
        final long seed = 77;
        final Random random = new Random(seed);
        final long halfLifeNs = 3_600 * SECOND;
        final CrossRatio ratio = new CrossRatio(halfLifeNs, 60 * SECOND);
        final List<double[]> returns = new ArrayList<>();
        double own = 0;
        double other = 0;
        for (int i = 0; i < 400; i++) {
            final double move = 1e-3 * random.nextGaussian();
            final double moveOfOwn = 0.8 * move + 4e-4 * random.nextGaussian();
            if (i > 0) {
                other += move;
                own += moveOfOwn;
                returns.add(new double[] {moveOfOwn, move});
            }
            ratio.onPrice(HayashiYoshida.EXPOSURE, 100 * Math.exp(own), i * 60L * SECOND);
            ratio.onPrice(HayashiYoshida.HEDGE, 3_000 * Math.exp(other), i * 60L * SECOND);
        }

        double products = 0;
        double squares = 0;
        double ownSquares = 0;
        double weights = 0;
        for (int i = 0; i < returns.size(); i++) {
            final double weight = Math.pow(0.5, (returns.size() - 1 - i) * 60.0 / 3_600);
            products += weight * returns.get(i)[0] * returns.get(i)[1];
            squares += weight * returns.get(i)[1] * returns.get(i)[1];
            ownSquares += weight * returns.get(i)[0] * returns.get(i)[0];
            weights += weight;
        }
        final double square = products * products / (squares * ownSquares);
        final double shrinkage = (1 - square) * (1 - square) / (weights - 1) / square;
        assertThat(ratio.samples()).isCloseTo(weights, within(1e-9 * weights));
        assertThat(ratio.shrinkage()).isCloseTo(shrinkage, within(1e-9));
        assertThat(ratio.ratio()).isCloseTo((1 - shrinkage) * products / squares, within(1e-9));
        assertThat(ratio.correlation()).isCloseTo((1 - shrinkage) * Math.sqrt(square), within(1e-9));
        assertThat(ratio.exposureVariance()).isCloseTo(ownSquares / (weights * 60 / YEAR_SECONDS), within(1e-6));
    }

    @Test
    void shouldShrinkToNothingWhatIsChance() {
        double correlation = 0;
        double shrinkage = 0;
        for (int seed = 0; seed < 20; seed++) {
            final CrossRatio ratio = measured(new Market(seed, 0, 0.5), 3_600, DAY);
            correlation += Math.abs(ratio.correlation()) / 20;
            shrinkage += ratio.shrinkage() / 20;
        }
        assertThat(correlation).isLessThan(0.15);
        assertThat(shrinkage).isGreaterThan(0.5);
    }

    @Test
    void shouldForgetWithItsHalfLife() {
        final Market first = new Market(5, 1.5, 0.3);
        final CrossRatio ratio = measured(first, 86_400, 3_600 * SECOND);
        final Market second = new Market(6, 0.5, 0.3);
        second.own = first.own;
        second.other = first.other;
        for (int i = 86_400; i < 2 * 86_400; i++) {
            second.second();
            ratio.onPrice(HayashiYoshida.EXPOSURE, Math.exp(second.own), i * SECOND);
            ratio.onPrice(HayashiYoshida.HEDGE, Math.exp(second.other), i * SECOND);
        }

        assertThat(ratio.ratio()).isCloseTo(0.5, within(0.15));
    }

    @Test
    void shouldKnowNothingBeforeBothMoved() {
        final CrossRatio ratio = new CrossRatio(DAY, SECOND);
        assertThat(ratio.ratio()).isNaN();
        assertThat(ratio.correlation()).isNaN();
        assertThat(ratio.exposureVariance()).isNaN();
        assertThat(ratio.residualVariance(1)).isNaN();
        assertThat(ratio.samples()).isZero();
        ratio.onPrice(HayashiYoshida.EXPOSURE, 100, 0);
        ratio.onPrice(HayashiYoshida.EXPOSURE, Double.NaN, DAY);
        ratio.onPrice(HayashiYoshida.EXPOSURE, -1, DAY);
        ratio.onPrice(HayashiYoshida.EXPOSURE, 101, SECOND / 2);
        assertThat(ratio.samples()).as("sooner than a sample, or no price").isZero();
        assertThat(ratio.shrinkage()).isOne();
        assertThatThrownBy(() -> new CrossRatio(0, SECOND)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CrossRatio(DAY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTellStatesApart() {
        final CrossRatio one = new CrossRatio(DAY, SECOND);
        final CrossRatio two = new CrossRatio(DAY, SECOND);
        one.onPrice(HayashiYoshida.EXPOSURE, 100, 0);
        two.onPrice(HayashiYoshida.EXPOSURE, 100, 0);
        assertThat(one.mixInto(1)).isEqualTo(two.mixInto(1));
        two.onPrice(HayashiYoshida.EXPOSURE, 100, 2 * SECOND);
        assertThat(one.mixInto(1)).isNotEqualTo(two.mixInto(1));
    }
}
