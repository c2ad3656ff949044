package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was paid for options in one UTC day. */
class PremiumBudgetTest {
    private static final long DAY_NS = 86_400L * EngineScenario.SECOND_NS;
    private static final long MIDNIGHT_NS = EngineScenario.START_NS;

    private final PremiumBudget budget = new PremiumBudget();

    @Test
    void shouldAddUpInOneDayAndBeginAnewAtMidnight() {
        budget.onBought(MIDNIGHT_NS, 100);
        budget.onBought(MIDNIGHT_NS + DAY_NS - 1, 50);
        assertThat(budget.spentUsd(MIDNIGHT_NS + DAY_NS - 1)).isEqualTo(150);

        assertThat(budget.spentUsd(MIDNIGHT_NS + DAY_NS)).isZero();
        budget.onBought(MIDNIGHT_NS + DAY_NS, 7);
        assertThat(budget.spentUsd(MIDNIGHT_NS + DAY_NS)).isEqualTo(7);
        assertThat(budget.spentUsd(MIDNIGHT_NS)).as("yesterday is over").isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldNotBeRefilledNorSpoiled(final double usd) {
        budget.onBought(MIDNIGHT_NS, 100);
        budget.onBought(MIDNIGHT_NS, usd);

        assertThat(budget.spentUsd(MIDNIGHT_NS)).isEqualTo(100);
    }

    @Test
    void shouldCountDaysBeforeTheEpochToo() {
        budget.onBought(-1, 3);

        assertThat(budget.spentUsd(-DAY_NS)).isEqualTo(3);
        assertThat(budget.spentUsd(0)).isZero();
    }

    @Test
    void shouldBeNothingInAFingerprintBeforeTheFirstPurchase() {
        assertThat(budget.mixInto(42)).isEqualTo(42);

        budget.onBought(MIDNIGHT_NS, 1);
        final long one = budget.mixInto(42);
        budget.onBought(MIDNIGHT_NS, 1);
        assertThat(one).isNotEqualTo(42);
        assertThat(budget.mixInto(42)).isNotEqualTo(one);
    }
}
