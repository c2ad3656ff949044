package io.gimbal.engine.pipeline.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class InteriorPointTest {
    private static final double[][] NONE = {{0, 0}, {0, 0}};

    @Test
    void shouldSolveTheQuadraticProgramOfNocedalAndWright() {
        // Example 16.4 of Numerical Optimization: (x - 1)^2 + (y - 2.5)^2, solved by (1.4, 1.7).
        final InteriorPoint program = new InteriorPoint(
                new double[][] {{2, 0}, {0, 2}},
                new double[] {-2, -5},
                new double[][] {{-1, 2}, {1, 2}, {1, -2}, {-1, 0}, {0, -1}},
                new double[] {2, 6, 2, 0, 0});

        assertThat(program.solve()).isTrue();

        assertThat(program.point()[0]).isCloseTo(1.4, within(1e-9));
        assertThat(program.point()[1]).isCloseTo(1.7, within(1e-9));
    }

    @Test
    void shouldSolveTheLinearProgramOfHillierAndLieberman() {
        // The Wyndor Glass example: most of 3 x + 5 y is 36, at (2, 6).
        final InteriorPoint program = new InteriorPoint(
                NONE, new double[] {-3, -5}, new double[][] {{1, 0}, {0, 2}, {3, 2}, {-1, 0}, {0, -1}}, new double[] {
                    4, 12, 18, 0, 0
                });

        assertThat(program.solve()).isTrue();

        assertThat(program.point()[0]).isCloseTo(2, within(1e-9));
        assertThat(program.point()[1]).isCloseTo(6, within(1e-9));
        assertThat(program.missing(new double[] {10, 10})).isBetween(0.0, 1e-9);
    }

    @Test
    void shouldSayThatItFoundNothingWhenRowsContradictEachOther() {
        final InteriorPoint program = new InteriorPoint(
                NONE, new double[] {1, 1}, new double[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}, new double[] {0, -1, 1, 1
                });

        assertThat(program.solve()).isFalse();
    }

    @Test
    void shouldSayThatItFoundNothingWhenANumberIsMissing() {
        final InteriorPoint program = new InteriorPoint(
                NONE, new double[] {1, Double.NaN}, new double[][] {{-1, 0}, {0, -1}}, new double[] {0, 0});

        assertThat(program.solve()).isFalse();
    }
}
