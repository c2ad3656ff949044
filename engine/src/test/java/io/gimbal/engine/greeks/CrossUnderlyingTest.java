package io.gimbal.engine.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossUnderlyingTest {
    private static final long SEED = 7L;

    @Test
    void shouldWeightDeltaByBeta() {
        // 60,000 USD of BTC, 20,000 of ETH at a beta of 1.25, short 10,000 of SOL at 1.5: 70,000 USD, 2.333 BTC.
        final double[] cash = {60_000, 20_000, -10_000};

        assertThat(CrossUnderlying.betaWeightedDelta(cash, new double[] {1, 1.25, 1.5}, 30_000))
                .isCloseTo(70_000.0 / 30_000, within(1e-14));
        assertThatThrownBy(() -> CrossUnderlying.betaWeightedDelta(cash, new double[] {1, 1}, 30_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CrossUnderlying.betaWeightedDelta(cash, cash, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGiveTheTextbookRiskOfTwoPositions() {
        // 10M at 2 % and 5M at 1 % a day, correlated 0.3: sqrt(200^2 + 50^2 + 2 * 0.3 * 200 * 50) = 220.227 thousand.
        final CorrelationMatrix correlations = new CorrelationMatrix(2);
        assertThat(correlations.set(new double[] {1, 0.3, 0.3, 1})).isEqualTo(CorrelationStatus.OK);

        final double risk = CrossUnderlying.deltaRisk(
                new double[] {10e6, 5e6}, new double[] {0.02, 0.01}, correlations, new double[2]);

        assertThat(risk).isCloseTo(Math.sqrt(48_500) * 1_000, within(1e-7)).isCloseTo(220_227, within(1.0));
    }

    @Test
    void shouldStartAsIndependent() {
        assertThat(new CorrelationMatrix(2).risk(new double[] {3, -4})).isEqualTo(5);
    }

    @Test
    void shouldSeePerfectCorrelationAsOneUnderlying() {
        final CorrelationMatrix correlations = new CorrelationMatrix(3);

        assertThat(correlations.set(new double[] {1, 1, -1, 1, 1, -1, -1, -1, 1}))
                .isEqualTo(CorrelationStatus.OK);

        assertThat(correlations.risk(new double[] {5, -2, 3})).as("level").isZero();
        assertThat(correlations.risk(new double[] {5, 2, 3})).isCloseTo(4, within(1e-14));
    }

    @Test
    void shouldEqualTheQuadraticFormInAnyOrderOfUnderlyings() {
        final Random random = new Random(SEED);
        for (int draw = 0; draw < 200; draw++) {
            final int n = 2 + random.nextInt(6);
            final double[] rows = randomCorrelations(random, n, 1 + random.nextInt(n + 1));
            final double[] x = random.doubles(n, -1, 1).toArray();
            double squares = 0;
            final double[] reversed = new double[n * n];
            final double[] reversedX = new double[n];
            for (int i = 0; i < n; i++) {
                reversedX[n - 1 - i] = x[i];
                for (int j = 0; j < n; j++) {
                    squares += x[i] * rows[i * n + j] * x[j];
                    reversed[(n - 1 - i) * n + n - 1 - j] = rows[i * n + j];
                }
            }
            final CorrelationMatrix one = new CorrelationMatrix(n);
            final CorrelationMatrix other = new CorrelationMatrix(n);

            assertThat(one.set(rows)).as("seed=" + SEED + ", draw=" + draw).isEqualTo(CorrelationStatus.OK);
            assertThat(other.set(reversed)).isEqualTo(CorrelationStatus.OK);
            final double risk = one.risk(x);
            assertThat(risk * risk).as("seed=" + SEED + ", draw=" + draw).isCloseTo(squares, within(1e-12));
            assertThat(other.risk(reversedX)).isCloseTo(risk, within(1e-6));
        }
    }

    /** Of n combinations of some factors: semidefinite, and singular where there are fewer factors than n. */
    private static double[] randomCorrelations(final Random random, final int n, final int factors) {
        final double[][] loads = new double[n][];
        final double[] rows = new double[n * n];
        for (int i = 0; i < n; i++) {
            loads[i] = random.doubles(factors, -1, 1).toArray();
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                final double size = Math.sqrt(dot(loads[i], loads[i])) * Math.sqrt(dot(loads[j], loads[j]));
                rows[i * n + j] = i == j ? 1 : dot(loads[i], loads[j]) / size;
            }
        }
        return rows;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void shouldRefuseWhatIsNoCorrelationMatrixAndKeepWhatItHad() {
        final CorrelationMatrix kept = new CorrelationMatrix(2);
        kept.set(new double[] {1, 0.5, 0.5, 1});

        assertThat(kept.set(new double[] {1, 0.5, 0.5})).isEqualTo(CorrelationStatus.WRONG_SIZE);
        assertThat(kept.set(new double[] {1, Double.NaN, 0.5, 1})).isEqualTo(CorrelationStatus.OUT_OF_RANGE);
        assertThat(kept.set(new double[] {1, 1.1, 1.1, 1})).isEqualTo(CorrelationStatus.OUT_OF_RANGE);
        assertThat(kept.set(new double[] {0.9, 0.5, 0.5, 1})).isEqualTo(CorrelationStatus.NOT_UNIT_DIAGONAL);
        assertThat(kept.set(new double[] {1, 0.5, 0.4, 1})).isEqualTo(CorrelationStatus.NOT_SYMMETRIC);
        assertThat(kept.risk(new double[] {1, 1})).isCloseTo(Math.sqrt(3), within(1e-15));
        assertThatThrownBy(() -> kept.risk(new double[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseCorrelationsThatContradictEachOther() {
        final CorrelationMatrix three = new CorrelationMatrix(3);

        // Each two at -1/2 is the limit: any less and the three together would have a negative variance.
        assertThat(three.set(equal(-0.5))).isEqualTo(CorrelationStatus.OK);
        assertThat(three.risk(new double[] {1, 1, 1})).isCloseTo(0, within(1e-7));
        assertThat(three.set(equal(-0.5 - 1e-9))).isEqualTo(CorrelationStatus.NOT_SEMIDEFINITE);
        assertThat(three.set(new double[] {1, 1, 0, 1, 1, 1e-3, 0, 1e-3, 1}))
                .isEqualTo(CorrelationStatus.NOT_SEMIDEFINITE);
    }

    private static double[] equal(final double r) {
        return new double[] {1, r, r, r, 1, r, r, r, 1};
    }

    @Test
    void shouldWeightVegaByTheSquareRootOfTime() {
        assertThat(GreeksTotals.rootTimeVega(10, 30)).isEqualTo(10);
        assertThat(GreeksTotals.rootTimeVega(10, 120)).isEqualTo(5);
        assertThat(GreeksTotals.rootTimeVega(-10, 7.5)).isEqualTo(-20);
        assertThat(GreeksTotals.rootTimeVega(10, 0)).isZero();
        assertThat(GreeksTotals.rootTimeVega(10, -1)).isZero();
        assertThat(GreeksTotals.rootTimeVega(10, Double.NaN)).isZero();
    }
}
