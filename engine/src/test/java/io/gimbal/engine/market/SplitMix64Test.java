package io.gimbal.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    private static final int DRAWS = 1_000_000;

    @Test
    void shouldGiveThePublishedSequenceWhenSeededWith1234567() {
        final SplitMix64 random = new SplitMix64(1_234_567L);

        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void shouldAgreeWithTheJdkGeneratorOfTheSameKind() {
        final SplitMix64 random = new SplitMix64(-42L);
        final SplittableRandom jdk = new SplittableRandom(-42L);

        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextLong()).isEqualTo(jdk.nextLong());
        }
    }

    @Test
    void shouldHaveTheMomentsAndTailsOfTheNormalDistribution() {
        final SplitMix64 random = new SplitMix64(7L);
        final double[] moments = new double[5];
        int beyondTwo = 0;
        for (int i = 0; i < DRAWS; i++) {
            final double z = random.nextGaussian();
            moments[1] += z / DRAWS;
            moments[2] += z * z / DRAWS;
            moments[3] += z * z * z / DRAWS;
            moments[4] += z * z * z * z / DRAWS;
            beyondTwo += Math.abs(z) > 2.0 ? 1 : 0;
        }

        // Four standard errors of each moment of a standard normal sample.
        final double root = Math.sqrt(DRAWS);
        assertThat(moments[1]).isEqualTo(0.0, within(4 / root));
        assertThat(moments[2]).isEqualTo(1.0, within(4 * Math.sqrt(2) / root));
        assertThat(moments[3]).isEqualTo(0.0, within(4 * Math.sqrt(15) / root));
        assertThat(moments[4]).isEqualTo(3.0, within(4 * Math.sqrt(96) / root));
        assertThat(beyondTwo / (double) DRAWS).isEqualTo(0.0455002639, within(4 * 0.2084 / root));
    }

    @Test
    void shouldStayInTheUnitIntervalWithTheRightMean() {
        final SplitMix64 random = new SplitMix64(8L);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            final double u = random.nextDouble();
            assertThat(u >= 0.0 && u < 1.0).isTrue();
            sum += u;
        }

        assertThat(sum / DRAWS).isEqualTo(0.5, within(4 / Math.sqrt(12.0 * DRAWS)));
    }
}
