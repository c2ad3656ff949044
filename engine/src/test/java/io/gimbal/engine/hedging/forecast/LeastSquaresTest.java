package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

final class LeastSquaresTest {
    private static final double FADE = 0.9;

    private final double[] answer = new double[3];

    private record Row(double first, double second, double y, double weight) {
        double[] x() {
            return new double[] {1, first, second};
        }
    }

    @Test
    void shouldFindThePlaneThatPointsLieOn() {
        final LeastSquares plane = new LeastSquares(3);
        for (int i = 0; i < 20; i++) {
            final double x = i % 5;
            final double z = Math.floorDiv(i, 5);
            plane.add(new double[] {1, x, z}, 2 - 3 * x + 0.5 * z, 1 + i);
        }

        assertThat(plane.solve(answer)).isTrue();

        assertThat(answer).containsExactly(new double[] {2, -3, 0.5}, within(1e-10));
    }

    @Test
    void shouldFitAsCramersRuleOnSumsWrittenOut() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("least squares, seed=" + seed);
        final Random random = new Random(seed);
        final LeastSquares fit = new LeastSquares(3);
        final List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            final double first = random.nextGaussian();
            final double second = random.nextGaussian();
            final double value = random.nextGaussian() + first - 2 * second;
            final Row row = new Row(first, second, value, random.nextDouble() + 0.1);
            fit.fade(FADE);
            fit.add(row.x(), row.y(), row.weight());
            rows.add(row);
        }

        assertThat(fit.solve(answer)).isTrue();

        assertThat(answer).containsExactly(cramer(rows), within(1e-9));
    }

    private static double[] cramer(final List<Row> rows) {
        final double[][] a = new double[3][3];
        final double[] b = new double[3];
        for (int n = 0; n < rows.size(); n++) {
            final Row row = rows.get(n);
            final double weight = row.weight() * Math.pow(FADE, rows.size() - 1 - n);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    a[i][j] += weight * row.x()[i] * row.x()[j];
                }
                b[i] += weight * row.x()[i] * row.y();
            }
        }
        final double[] solved = new double[3];
        for (int column = 0; column < 3; column++) {
            final double[][] replaced = {a[0].clone(), a[1].clone(), a[2].clone()};
            for (int i = 0; i < 3; i++) {
                replaced[i][column] = b[i];
            }
            solved[column] = determinant(replaced) / determinant(a);
        }
        return solved;
    }

    private static double determinant(final double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    @Test
    void shouldSayWhereUnknownsCannotBeToldApart() {
        final LeastSquares fit = new LeastSquares(2);
        assertThat(fit.solve(answer)).as("nothing was said").isFalse();

        fit.add(new double[] {1, 2}, 3, 1);
        fit.add(new double[] {2, 4}, 6, 1);
        assertThat(fit.solve(answer)).as("two ways to say one thing").isFalse();

        fit.add(new double[] {1, -1}, 0, 1);
        assertThat(fit.solve(answer)).isTrue();
        assertThat(answer[0]).isCloseTo(1, within(1e-12));
        assertThat(answer[1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldHashItsSums() {
        final LeastSquares one = new LeastSquares(2);
        final LeastSquares other = new LeastSquares(2);
        one.add(new double[] {1, 2}, 3, 1);
        other.add(new double[] {1, 2}, 4, 1);

        assertThat(one.mixInto(7)).isNotEqualTo(other.mixInto(7));
        other.add(new double[] {1, 2}, -1, 1);
        assertThat(one.mixInto(7)).isNotEqualTo(other.mixInto(7));
    }
}
