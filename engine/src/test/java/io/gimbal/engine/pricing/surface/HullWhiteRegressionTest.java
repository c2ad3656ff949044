package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HullWhiteRegressionTest {
    private static final long SEED = 82_180L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final double[] CALLS = {-0.25, 0.4, -0.5};
    private static final double[] PUTS = {-0.2, -0.3, -0.6};

    private final HullWhiteRegression regression = new HullWhiteRegression(90 * DAY_NS);
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    @Test
    void shouldFindTheCoefficientsOfAWorldThatHasThemForCallsAndPutsApart() {
        run(20_000, 0.2);
        regression.estimate();

        for (int i = 0; i < 3; i++) {
            assertThat(regression.coefficient(true, i)).as("seed=" + SEED).isCloseTo(CALLS[i], within(0.04));
            assertThat(regression.coefficient(false, i)).as("seed=" + SEED).isCloseTo(PUTS[i], within(0.04));
            assertThat(Math.abs(regression.tStatistic(true, i))).isGreaterThan(HullWhiteRegression.LEAST_T);
        }
        assertThat(regression.gain(true)).isBetween(0.1, 0.999);
        assertThat(regression.slope(true, 0.5)).isCloseTo(-0.25 + 0.2 - 0.125, within(0.01));
    }

    @Test
    void shouldAgreeWithAnIndependentSolutionWhenWeightsFade() {
        run(400, 0.05);
        regression.estimate();
        final double[] expected = fadingOracle(400);

        for (int i = 0; i < 3; i++) {
            assertThat(regression.coefficient(true, i)).isCloseTo(expected[i], within(1e-9));
        }
        assertThat(regression.observations(true)).isLessThan(rows.size());
    }

    @Test
    void shouldLearnNothingFromNoise() {
        int learned = 0;
        for (int world = 0; world < 100; world++) {
            final HullWhiteRegression each = new HullWhiteRegression(10_000 * DAY_NS);
            final SplittableRandom random = new SplittableRandom(SEED + world);
            for (int i = 0; i < 300; i++) {
                final double delta = random.nextDouble(0.05, 0.95);
                final double move = random.nextGaussian();
                each.observe(true, delta * move + 0.3 * random.nextGaussian(), 100.0, move, delta, 20.0, 0.25);
            }
            each.estimate();
            learned += each.coefficient(true, 0) != 0.0
                            || each.coefficient(true, 1) != 0.0
                            || each.coefficient(true, 2) != 0.0
                    ? 1
                    : 0;
        }
        assertThat(learned).as("seed=" + SEED).isLessThan(25);
    }

    @Test
    void shouldDropAWeakCoefficientAndKeepTheStrongOne() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 3_000; i++) {
            final double delta = random.nextDouble(0.05, 0.95);
            final double move = random.nextGaussian();
            final double scale = 20.0 / 0.5 * (move / 100.0);
            final double change = delta * move - 0.3 * scale + 0.02 * random.nextGaussian();
            regression.observe(true, change, 100.0, move, delta, 20.0, 0.25);
        }
        regression.estimate();

        assertThat(regression.slope(true, 0.5)).as("seed=" + SEED).isCloseTo(-0.3, within(0.01));
        assertThat(regression.coefficient(true, 0)).isNotZero();
        assertThat(regression.coefficient(true, 1) == 0.0 || regression.coefficient(true, 2) == 0.0)
                .isTrue();
    }

    @Test
    void shouldGiveBlacksDeltaUntilItHasSeenEnough() {
        run(20, 0.0);
        regression.estimate();

        assertThat(regression.slope(true, 0.5)).isZero();
        assertThat(regression.gain(true)).isZero();
    }

    @Test
    void shouldNotUseWhatIsNoObservation() {
        assertThat(regression.observe(true, 1.0, 100.0, 1.0, 0.04, 20.0, 0.25)).isFalse();
        assertThat(regression.observe(true, 1.0, 100.0, 1.0, 0.96, 20.0, 0.25)).isFalse();
        assertThat(regression.observe(false, 1.0, 100.0, 1.0, -0.96, 20.0, 0.25))
                .isFalse();
        assertThat(regression.observe(true, 1.0, 100.0, 0.0, 0.5, 20.0, 0.25)).isFalse();
        assertThat(regression.observe(true, 1.0, 100.0, 1.0, 0.5, 20.0, 0.0)).isFalse();
        assertThat(regression.observe(true, Double.NaN, 100.0, 1.0, 0.5, 20.0, 0.25))
                .isFalse();
        assertThat(regression.observe(true, 1.0, 0.0, 1.0, 0.5, 20.0, 0.25)).isFalse();
        assertThat(regression.observe(true, 1.0, 100.0, 1.0, 0.05, 20.0, 0.25)).isTrue();
        assertThat(regression.observe(false, 1.0, 100.0, 1.0, -0.95, 20.0, 0.25))
                .isTrue();
        assertThat(regression.slope(true, 0.04)).isZero();
        assertThat(regression.slope(true, Double.NaN)).isZero();
    }

    /** The delta whose hedge leaves least variance: the revaluation of options whose volatility follows the world's law. */
    @Test
    void shouldMakeTheDeltaThatHedgesBestInItsWorld() {
        run(20_000, 0.2);
        regression.estimate();
        final OptionGreeks greeks = new OptionGreeks();
        final RegimeDeltas deltas = new RegimeDeltas();
        Black76.evaluate(true, 100.0, 104.0, 0.25, 0.6, greeks);
        deltas.minimumVariance(true, greeks, 100.0, 0.25, regression);
        final double step = 1e-3;
        final double lawful = (CALLS[0] + CALLS[1] * greeks.delta() + CALLS[2] * greeks.delta() * greeks.delta())
                / Math.sqrt(0.25)
                * (step / 100.0);
        final double up = price(100.0 + step, 0.6 + lawful);
        final double down = price(100.0 - step, 0.6 - lawful);

        assertThat(deltas.delta(DeltaRegime.MINIMUM_VARIANCE))
                .as("seed=" + SEED)
                .isCloseTo((up - down) / (2.0 * step), within(2e-3));
    }

    @Test
    void shouldAllocateNothingAndGiveTheSameBits() {
        final HullWhiteRegression other = new HullWhiteRegression(90 * DAY_NS);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        feed(regression);
        feed(other);
        threads.getThreadAllocatedBytes(self);

        final long before = threads.getThreadAllocatedBytes(self);
        feed(regression);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;
        feed(other);

        assertThat(allocated).isZero();
        assertThat(regression.slope(true, 0.4)).isEqualTo(other.slope(true, 0.4));
    }

    private static void feed(final HullWhiteRegression to) {
        for (int i = 1; i <= 100; i++) {
            to.passTo(i * DAY_NS);
            to.observe(true, 0.01 * (i % 7) - 0.03, 100.0, (i % 5) - 2.5, 0.1 + 0.008 * i, 20.0, 0.25);
        }
        to.estimate();
    }

    /** Options of a world in which df - delta dS = (vega / sqrt T) (dS / S) (a + b delta + c delta^2) + noise. */
    private void run(final int steps, final double noise) {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < steps; i++) {
            final boolean isCall = i % 2 == 0;
            final double[] law = isCall ? CALLS : PUTS;
            final double delta = (isCall ? 1.0 : -1.0) * random.nextDouble(0.05, 0.95);
            final double years = random.nextDouble(0.02, 1.0);
            final double spot = random.nextDouble(80.0, 120.0);
            final double move = 2.0 * random.nextGaussian();
            final double vega = 0.4 * spot * Math.sqrt(years);
            final double scale = vega / Math.sqrt(years) * (move / spot);
            final double excess =
                    scale * (law[0] + law[1] * delta + law[2] * delta * delta) + noise * random.nextGaussian();
            regression.passTo(i * DAY_NS / 500);
            assertThat(regression.observe(isCall, delta * move + excess, spot, move, delta, vega, years))
                    .isTrue();
            if (isCall) {
                rows.add(new double[] {i, scale, scale * delta, scale * delta * delta});
                values.add(excess);
            }
        }
    }

    /** Orthogonalises weighted columns (Gram and Schmidt), which shares nothing with the normal equations under test. */
    private double[] fadingOracle(final int steps) {
        final int n = rows.size();
        final double[][] columns = new double[4][n];
        for (int i = 0; i < n; i++) {
            final double days = (steps - 1 - rows.get(i)[0]) / 500.0;
            final double root = Math.sqrt(Math.pow(0.5, days / 90.0));
            for (int j = 0; j < 3; j++) {
                columns[j][i] = root * rows.get(i)[j + 1];
            }
            columns[3][i] = root * values.get(i);
        }
        final double[][] upper = new double[4][4];
        for (int j = 0; j < 3; j++) {
            upper[j][j] = Math.sqrt(dot(columns[j], columns[j]));
            for (int i = 0; i < n; i++) {
                columns[j][i] /= upper[j][j];
            }
            for (int next = j + 1; next < 4; next++) {
                upper[j][next] = dot(columns[j], columns[next]);
                for (int i = 0; i < n; i++) {
                    columns[next][i] -= upper[j][next] * columns[j][i];
                }
            }
        }
        final double c = upper[2][3] / upper[2][2];
        final double b = (upper[1][3] - upper[1][2] * c) / upper[1][1];
        return new double[] {(upper[0][3] - upper[0][1] * b - upper[0][2] * c) / upper[0][0], b, c};
    }

    private static double dot(final double[] x, final double[] y) {
        double sum = 0.0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double price(final double forward, final double vol) {
        final OptionGreeks out = new OptionGreeks();
        Black76.evaluate(true, forward, 104.0, 0.25, vol, out);
        return out.price();
    }
}
