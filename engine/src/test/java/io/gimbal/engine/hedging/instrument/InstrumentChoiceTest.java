package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long hedge of one million dollars for ten days: a perpetual, a future, spot. */
final class InstrumentChoiceTest {
    private static final double SIZE = 1e6;
    private static final double YEARS = 10.0 / 365;
    private static final double MANY = 1e9;

    private final InstrumentChoice choice = new InstrumentChoice(3);

    @BeforeEach
    void start() {
        choice.start(SIZE, YEARS, 2, 0.05, 1e-6);
    }

    private int candidate(final double carry, final double error, final double fee) {
        final int index = choice.candidate(true, 10, MANY);
        choice.trading(index, fee, 0.0001, 0);
        choice.carry(index, carry, -carry, error);
        choice.capital(index, 0.1, 0);
        return index;
    }

    @Test
    void shouldAddUpEveryPart() {
        final int index = choice.candidate(true, 10, MANY);
        choice.trading(index, 0.0004, 0.0001, InstrumentChoice.impact(0.8, 0.03, 1e10));
        choice.carry(index, 0.003, -0.002, 0);
        choice.capital(index, 0.1, 0.0009);

        choice.choose(-1, 1);

        final HorizonCost cost = choice.cost(index);
        final double rate = 0.0005 + 0.8 * 0.03 * Math.sqrt(SIZE / 1e10);
        assertThat(cost.onceUsd()).isCloseTo(rate * SIZE, within(1e-9));
        assertThat(cost.tradingUsd()).isCloseTo(2 * rate * SIZE, within(1e-9));
        assertThat(cost.carryUsd()).isCloseTo(3_000, within(1e-9));
        assertThat(cost.capitalUsd()).isCloseTo(1e5 * 0.05 * YEARS, within(1e-9));
        assertThat(cost.riskUsd()).isCloseTo(0.5e-6 * 0.0009 * YEARS * 1e12, within(1e-9));
        assertThat(cost.totalUsd()).isEqualTo(cost.tradingUsd() + cost.carryUsd() + cost.capitalUsd() + cost.riskUsd());
    }

    @Test
    void shouldTakeTheCheapestWhenNothingIsHeld() {
        candidate(0.004, 0, 0.0005);
        final int future = candidate(0.002, 0, 0.0005);

        assertThat(choice.choose(-1, 1)).isEqualTo(future);
        assertThat(choice.reason()).isEqualTo(ChoiceReason.CHEAPEST);
    }

    @Test
    void shouldEarnTheCarryOfTheOtherSideWhenShort() {
        choice.start(-SIZE, YEARS, 2, 0.05, 1e-6);
        final int perpetual = candidate(0.004, 0, 0.0005);
        candidate(0.002, 0, 0.0005);

        assertThat(choice.choose(-1, 1)).isEqualTo(perpetual);
        assertThat(choice.cost(perpetual).carryUsd()).isCloseTo(-4_000, within(1e-9));
    }

    @Test
    void shouldStayWhenTheSavingDoesNotPayForTheSwitch() {
        final int perpetual = candidate(0.0030, 0, 0.0005);
        candidate(0.0020, 0, 0.0005);

        assertThat(choice.choose(perpetual, 1)).isEqualTo(perpetual);

        assertThat(choice.reason()).isEqualTo(ChoiceReason.SAVING_TOO_SMALL);
        assertThat(choice.savingUsd()).isCloseTo(1_000, within(1e-6));
        assertThat(choice.hurdleUsd()).isCloseTo(1_200, within(1e-6));
    }

    @Test
    void shouldSwitchWhenTheSavingPaysAndIsSure() {
        final int perpetual = candidate(0.0040, 0.0003, 0.0005);
        final int future = candidate(0.0020, 0.0004, 0.0005);

        assertThat(choice.choose(perpetual, 1)).isEqualTo(future);
        assertThat(choice.reason()).isEqualTo(ChoiceReason.SWITCH);

        assertThat(choice.choose(perpetual, 2)).isEqualTo(perpetual);
        assertThat(choice.hurdleUsd()).isCloseTo(1_200 + 2 * 500, within(1e-6));

        assertThat(choice.choose(future, 2)).isEqualTo(future);
        assertThat(choice.reason()).isEqualTo(ChoiceReason.STAYS_CHEAPEST);
    }

    @Test
    void shouldLeaveAnInstrumentThatIsHaltedOrTooSmall() {
        final int halted = choice.candidate(false, 10, MANY);
        final int small = choice.candidate(true, 10, SIZE / 2);
        choice.trading(small, 0, 0, 0);
        choice.carry(small, 0, 0, 0);
        choice.capital(small, 0, 0);
        final int open = candidate(0.01, 0, 0.0005);

        assertThat(choice.choose(halted, 1)).isEqualTo(open);

        assertThat(choice.reason()).isEqualTo(ChoiceReason.FORCED);
        assertThat(choice.cost(halted).status()).isEqualTo(CandidateStatus.NOT_TRADABLE);
        assertThat(choice.cost(small).status()).isEqualTo(CandidateStatus.ABOVE_CAP);
    }

    @Test
    void shouldChooseNothingWhenNoNumberCanBeTrusted() {
        assertThat(choice.choose(-1, 1)).isEqualTo(-1);
        assertThat(choice.reason()).isEqualTo(ChoiceReason.NONE);

        final int unsaid = choice.candidate(true, 10, MANY);
        candidate(Double.NaN, 0, 0);
        candidate(0, -1, 0);
        assertThat(choice.candidate(true, 1, 1)).isEqualTo(-1);
        assertThat(choice.choose(-1, 1)).isEqualTo(-1);
        assertThat(choice.cost(unsaid).status()).isEqualTo(CandidateStatus.INPUT_UNUSABLE);

        choice.start(5, YEARS, 0, 0, 0);
        final int coarse = candidate(0, 0, 0);
        assertThat(choice.choose(-1, 1)).isEqualTo(-1);
        assertThat(choice.cost(coarse).status()).isEqualTo(CandidateStatus.BELOW_SMALLEST_ORDER);
        assertThat(InstrumentChoice.impact(1, 1, 0)).isNaN();
    }
}
