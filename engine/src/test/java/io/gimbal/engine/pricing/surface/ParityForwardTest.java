package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParityForwardTest {
    private static final long SEED = 1_969L;
    private static final double HALF_SPREAD = 0.001;

    private final ParityForward parity = new ParityForward(64);

    @ParameterizedTest
    @CsvSource({"1.0, 1.0", "1.002, 0.97", "0.95, 0.9", "1.3, 1.02"})
    void shouldRecoverForwardAndDiscountWhenQuotesAreExact(final double ratio, final double discount) {
        addInverse(ratio, discount, 11, 0);
        assertThat(parity.fitInverseWithDiscount()).isEqualTo(ParityStatus.OK);
        assertFound(ratio, discount, 11);
        assertThat(parity.fitInverse(discount)).isEqualTo(ParityStatus.OK);
        assertFound(ratio, discount, 11);

        parity.clear();
        addLinear(ratio, discount, 11);
        assertThat(parity.fitLinearWithDiscount()).isEqualTo(ParityStatus.OK);
        assertFound(ratio, discount, 11);
        assertThat(parity.fitLinear(discount)).isEqualTo(ParityStatus.OK);
        assertFound(ratio, discount, 11);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 9})
    void shouldNotBeMovedByWrongPairsWhenTheyAreAMinority(final int wrong) {
        addInverse(1.002, 0.97, 21, wrong);

        assertThat(parity.fitInverseWithDiscount()).isEqualTo(ParityStatus.OK);
        assertFound(1.002, 0.97, 21 - wrong);
        assertThat(parity.fitInverse(0.97)).isEqualTo(ParityStatus.OK);
        assertFound(1.002, 0.97, 21 - wrong);
    }

    @Test
    void shouldBeNearTheTruthByItsOwnErrorWhenMidsAreNoisy() {
        final SplittableRandom random = new SplittableRandom(SEED);
        int near = 0;
        for (int draw = 0; draw < 500; draw++) {
            parity.clear();
            for (int i = 0; i < 30; i++) {
                final double x = 0.7 + 0.02 * i;
                final double noise = random.nextGaussian() * HALF_SPREAD;
                final double y = 0.98 * (1.0 - x / 1.01) + noise;
                parity.add(x, Math.max(y, 0.0) + 0.05, Math.max(-y, 0.0) + 0.05, HALF_SPREAD);
            }
            assertThat(parity.fitInverseWithDiscount()).isEqualTo(ParityStatus.OK);
            final double off = Math.abs(parity.forwardOverReference() - 1.01) / parity.forwardError();
            near += off <= 2.0 && Math.abs(parity.discount() - 0.98) <= 2.5 * parity.discountError() ? 1 : 0;
        }
        assertThat(near).as("seed=" + SEED).isBetween(440, 500);
    }

    @Test
    void shouldSayThatPairsAreTooFew() {
        assertThat(parity.fitInverse(1.0)).isEqualTo(ParityStatus.TOO_FEW_PAIRS);
        addInverse(1.0, 1.0, ParityForward.MIN_PAIRS_WITH_DISCOUNT - 1, 0);

        assertThat(parity.fitInverseWithDiscount()).isEqualTo(ParityStatus.TOO_FEW_PAIRS);
        assertThat(parity.forwardOverReference()).isEqualTo(1.0);
        assertThat(parity.discount()).isEqualTo(1.0);
        assertThat(parity.fitInverse(1.0)).isEqualTo(ParityStatus.OK);
    }

    @Test
    void shouldSayThatPairsDisagreeWhenTheyAllStandAtOneStrike() {
        for (int i = 0; i < 8; i++) {
            parity.add(1.0, 0.05 + 0.01 * i, 0.05, HALF_SPREAD);
        }

        assertThat(parity.fitInverseWithDiscount()).isEqualTo(ParityStatus.DISAGREEING);
    }

    @Test
    void shouldRefuseADiscountThatIsNone() {
        addInverse(1.0, 1.0, 8, 0);

        assertThat(parity.fitInverse(0.0)).isEqualTo(ParityStatus.OUT_OF_RANGE);
        assertThat(parity.fitLinear(Double.NaN)).isEqualTo(ParityStatus.OUT_OF_RANGE);
    }

    @Test
    void shouldTurnAwayPairsThatAreNone() {
        assertThat(parity.add(Double.NaN, 0.1, 0.1, 0.01)).isFalse();
        assertThat(parity.add(0.0, 0.1, 0.1, 0.01)).isFalse();
        assertThat(parity.add(1.0, Double.POSITIVE_INFINITY, 0.1, 0.01)).isFalse();
        assertThat(parity.add(1.0, 0.1, -0.1, 0.01)).isFalse();
        assertThat(parity.add(1.0, 0.1, 0.1, Double.NaN)).isFalse();
        assertThat(parity.pairs()).isZero();
    }

    @Test
    void shouldUseWhatFitsWhenThereAreMorePairsThanRoom() {
        addInverse(1.01, 1.0, 64, 0);

        assertThat(parity.add(1.0, 0.1, 0.1, 0.01)).isFalse();
        assertThat(parity.fitInverse(1.0)).isEqualTo(ParityStatus.OK);
        assertFound(1.01, 1.0, 64);
    }

    private void addInverse(final double ratio, final double discount, final int pairs, final int wrong) {
        for (int i = 0; i < pairs; i++) {
            final double x = 0.6 + 0.8 * i / pairs;
            final boolean isWrong = (i * 8) % pairs < wrong;
            final double y = discount * (1.0 - x / ratio) + (isWrong ? 0.2 + 0.01 * i : 0.0);
            parity.add(x, Math.max(y, 0.0) + 0.05, Math.max(-y, 0.0) + 0.05, HALF_SPREAD * (1 + i % 3));
        }
    }

    private void addLinear(final double ratio, final double discount, final int pairs) {
        for (int i = 0; i < pairs; i++) {
            final double x = 0.6 + 0.8 * i / pairs;
            final double y = discount * (ratio - x);
            parity.add(x, Math.max(y, 0.0) + 0.05, Math.max(-y, 0.0) + 0.05, HALF_SPREAD);
        }
    }

    private void assertFound(final double ratio, final double discount, final int used) {
        assertThat(parity.forwardOverReference()).isCloseTo(ratio, within(1e-12));
        assertThat(parity.discount()).isCloseTo(discount, within(1e-12));
        assertThat(parity.pairsUsed()).isEqualTo(used);
        assertThat(parity.forwardError()).isBetween(0.0, 0.01);
    }
}
