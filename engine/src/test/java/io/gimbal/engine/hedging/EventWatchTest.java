package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EventWatchTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final double PRICE = 50_000;

    /** A year of 365 days has 525,600 minutes: at 60 % a minute's deviation is 8.2761 bp, four of them 33.1044 bp. */
    private static final double VOL = 0.6;

    private static final double FOUR_DEVIATIONS = 0.00331044;

    private final EventWatch watch = new EventWatch();

    @ParameterizedTest
    @EnumSource(HedgeEvent.class)
    void shouldKeepEachEventApartUntilItWasAnswered(final HedgeEvent event) {
        watch.on(event);

        assertThat(watch.isPending(event.bit())).isTrue();
        assertThat(watch.isPending(~event.bit())).isFalse();
        assertThat(watch.isPending(0)).isFalse();

        watch.onAnswered();
        assertThat(watch.isPending(-1)).isFalse();
    }

    @Test
    void shouldAskAgainForAllThatATradeWhichCameToNothingWasToAnswer() {
        watch.on(HedgeEvent.DEPOSIT);
        watch.on(HedgeEvent.DELIVERY);
        watch.onAnswered();
        watch.on(HedgeEvent.BOOK);

        watch.onUnfilled();

        assertThat(watch.isPending(HedgeEvent.DEPOSIT.bit())).isTrue();
        assertThat(watch.isPending(HedgeEvent.DELIVERY.bit())).isTrue();
        assertThat(watch.isPending(HedgeEvent.BOOK.bit())).isTrue();
        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isFalse();
    }

    @Test
    void shouldForgetWhatAnEarlierTradeAnsweredWhenALaterOneDid() {
        watch.on(HedgeEvent.DEPOSIT);
        watch.onAnswered();
        watch.on(HedgeEvent.BOOK);
        watch.onAnswered();

        watch.onUnfilled();

        assertThat(watch.isPending(HedgeEvent.BOOK.bit())).isTrue();
        assertThat(watch.isPending(HedgeEvent.DEPOSIT.bit())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 7, false",
        "5, -7, true",
        "-5, 7, true",
        "-5, -7, false",
        "0, 7, false",
        "0, -7, false",
        "5, 0, false",
    })
    void shouldSeeFundingTurnOnlyFromOneSignToTheOther(final long first, final long second, final boolean isFlip) {
        watch.onFunding(first);
        assertThat(watch.isPending(HedgeEvent.FUNDING_FLIP.bit())).isFalse();

        watch.onFunding(second);

        assertThat(watch.isPending(HedgeEvent.FUNDING_FLIP.bit())).isEqualTo(isFlip);
    }

    @Test
    void shouldSeeFundingTurnAcrossARateOfNothing() {
        watch.onFunding(5);
        watch.onFunding(0);
        watch.onFunding(-5);

        assertThat(watch.isPending(HedgeEvent.FUNDING_FLIP.bit())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.999, false", "-0.999, false", "1.001, true", "-1.001, true"})
    void shouldCallAJumpWhatIsMoreThanFourDeviationsOfAMinute(final double share, final boolean isJump) {
        watch.onPrice(PRICE, VOL, 0);

        watch.onPrice(PRICE * (1 + share * FOUR_DEVIATIONS), VOL, SECOND_NS);

        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isEqualTo(isJump);
    }

    @Test
    void shouldAddUpMovesWithinAMinuteAndBeginAnewAfterIt() {
        final double two = 0.7 * FOUR_DEVIATIONS;
        watch.onPrice(PRICE, VOL, 0);
        watch.onPrice(PRICE * (1 + two), VOL, MINUTE_NS);
        watch.onPrice(PRICE * (1 + two) * (1 + two), VOL, 2 * MINUTE_NS - 1);
        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isFalse();

        watch.onPrice(PRICE * (1 + two) * (1 + 2 * two), VOL, 2 * MINUTE_NS - 1);

        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isTrue();
    }

    @Test
    void shouldJudgeTheNextMoveByThePriceAfterAJump() {
        final double jumped = PRICE * (1 + 2 * FOUR_DEVIATIONS);
        watch.onPrice(PRICE, VOL, 0);
        watch.onPrice(jumped, VOL, SECOND_NS);
        watch.onAnswered();

        watch.onPrice(jumped * (1 + 0.9 * FOUR_DEVIATIONS), VOL, 2 * SECOND_NS);
        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isFalse();

        watch.onPrice(PRICE, VOL, 3 * SECOND_NS);
        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isTrue();
    }

    @Test
    void shouldCallNothingAJumpWhereTheVolatilityIsNotKnown() {
        watch.onPrice(PRICE, 0, 0);
        watch.onPrice(2 * PRICE, 0, SECOND_NS);
        watch.onPrice(PRICE, Double.NaN, 2 * SECOND_NS);

        assertThat(watch.isPending(HedgeEvent.JUMP.bit())).isFalse();
    }

    @Test
    void shouldHashWhatItStillHasToAnswer() {
        final long nothing = watch.mixInto(1);
        watch.on(HedgeEvent.BOOK);
        final long pending = watch.mixInto(1);
        watch.onAnswered();
        final long answered = watch.mixInto(1);
        watch.onFunding(1);
        final long signed = watch.mixInto(1);
        watch.onPrice(PRICE, VOL, 0);
        final long priced = watch.mixInto(1);

        assertThat(new long[] {nothing, pending, answered, signed, priced}).doesNotHaveDuplicates();
        assertThat(new EventWatch().mixInto(1)).isEqualTo(nothing);
    }
}
