package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A band of one coin, lots of 0.1 coin, a market of 1,000 to 1,002 ticks of 0.5 USD. */
final class MakerFirstTest {
    private static final double LOT = 0.1;
    private static final double TICK = 0.5;
    private static final long BID = 1_000;
    private static final long ASK = 1_002;

    private final MakerView view = new MakerView();
    private final MakerAction action = new MakerAction();

    @BeforeEach
    void openMarket() {
        view.instrument(LOT, 1, TICK);
        view.touch(BID, ASK);
        view.resting(0, 0);
        view.venue(true, true);
        view.permissions(true, true, true);
    }

    private void decide(final double deviation) {
        view.need(deviation, 1, 0);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
    }

    private void assertAnswer(final RestingStep step, final long rest, final long take, final MakerReason reason) {
        assertThat(action.step()).isEqualTo(step);
        assertThat(action.restLots()).isEqualTo(rest);
        assertThat(action.takeLots()).isEqualTo(take);
        assertThat(action.reason()).isEqualTo(reason);
    }

    @Test
    void shouldDoNothingWhenInsideTheBand() {
        decide(-1.04);

        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.INSIDE_BAND);
    }

    /** Half a spread moves the delta by six coins: at the bid seven and a half would be wanted, at the ask as many back. */
    @Test
    void shouldNotPassTheFarEdgeAtThePresentPriceWhereTheSpreadMovesTheDeltaByMoreThanTheBand() {
        for (final boolean isCrossing : new boolean[] {false, true}) {
            view.permissions(!isCrossing, true, true);
            view.need(1.5, 1, -12);
            MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
            final double filled = 1.5 + LOT * (action.takeLots() + action.restLots());

            assertThat(action.takeLots()).as("crossing %s", isCrossing).isLessThanOrEqualTo(0);
            assertThat(filled).as("crossing %s", isCrossing).isBetween(-1 - 1e-9, 1 + 1e-9);
        }
    }

    @Test
    void shouldRestTheExcessAtTheTouchWhenOutsideTheBand() {
        decide(-1.5);

        assertAnswer(RestingStep.PLACE, 5, 0, MakerReason.RESTING);
        assertThat(action.restTicks()).isEqualTo(BID);

        decide(1.5);

        assertAnswer(RestingStep.PLACE, -5, 0, MakerReason.RESTING);
        assertThat(action.restTicks()).isEqualTo(ASK);
    }

    @Test
    void shouldTakeWhatIsBeyondTheMultipleAndRestTheOther() {
        decide(-2.4);

        assertAnswer(RestingStep.PLACE, 10, 4, MakerReason.TAKING);
    }

    @Test
    void shouldTakeEverythingWhenFarOut() {
        view.resting(5, BID);

        decide(-3.5);

        assertAnswer(RestingStep.CANCEL, 0, 25, MakerReason.CROSSING);
    }

    @Test
    void shouldTakeEverythingWhenRestingIsNotWorthItsWhile() {
        view.permissions(false, true, true);

        decide(1.5);

        assertAnswer(RestingStep.NONE, 0, -5, MakerReason.CROSSING);
    }

    @Test
    void shouldKeepTheOrderWhenItIsAsWanted() {
        view.resting(5, BID);

        decide(-1.5);

        assertAnswer(RestingStep.KEEP, 5, 0, MakerReason.RESTING);
    }

    @Test
    void shouldAmendWhenTheTouchOrTheSizeMoves() {
        view.resting(5, BID - 1);
        decide(-1.5);
        assertAnswer(RestingStep.AMEND, 5, 0, MakerReason.RESTING);

        view.resting(4, BID);
        decide(-1.5);
        assertAnswer(RestingStep.AMEND, 5, 0, MakerReason.RESTING);
    }

    @Test
    void shouldKeepTheOrderWhenTheChangeIsBelowTheSettings() {
        view.resting(4, BID - 1);
        view.need(-1.5, 1, 0);

        MakerFirst.decide(new MakerFirstSettings(2, 3, 2, 2), view, action);

        assertAnswer(RestingStep.KEEP, 4, 0, MakerReason.RESTING);
        assertThat(action.restTicks()).isEqualTo(BID - 1);
    }

    @Test
    void shouldCancelWhenTheOrderIsNoLongerWanted() {
        view.resting(5, BID);
        decide(-0.9);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.INSIDE_BAND);

        decide(1.5);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.AWAITING_CANCEL);
    }

    @Test
    void shouldWaitWhenTheRateLeavesNoRoomButStillTake() {
        view.permissions(true, true, false);
        decide(-1.5);
        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.RATE_LIMITED);

        view.resting(3, BID);
        decide(-2.4);
        assertAnswer(RestingStep.KEEP, 3, 4, MakerReason.TAKING);

        decide(0);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.INSIDE_BAND);
    }

    @Test
    void shouldRestEverythingWhenTakingIsNotPossible() {
        view.permissions(true, false, true);
        decide(-2.4);
        assertAnswer(RestingStep.PLACE, 14, 0, MakerReason.RESTING);

        view.permissions(false, true, true);
        view.touch(BID, 0);
        decide(-3.5);
        assertAnswer(RestingStep.PLACE, 25, 0, MakerReason.RESTING);
    }

    @Test
    void shouldTakeWhenTheOwnSideIsEmpty() {
        view.touch(0, ASK);

        decide(-2.4);

        assertAnswer(RestingStep.NONE, 0, 4, MakerReason.TAKING);
    }

    @Test
    void shouldSayWhyNothingCanBeDone() {
        view.touch(0, 0);
        decide(-2.4);
        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.NO_DEPTH);

        view.touch(BID, ASK);
        view.permissions(false, false, true);
        decide(-2.4);
        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.NOT_ALLOWED);

        view.permissions(true, true, true);
        view.instrument(LOT, 10, TICK);
        decide(-1.5);
        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.BELOW_SMALLEST_ORDER);
    }

    @Test
    void shouldWithdrawWhenTheMarketCannotBeTrusted() {
        view.resting(5, BID);
        view.venue(true, false);
        decide(-1.5);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.QUOTES_UNUSABLE);

        view.venue(true, true);
        view.touch(ASK, BID);
        decide(-1.5);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.QUOTES_UNUSABLE);

        view.touch(BID, ASK);
        decide(Double.NaN);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.INPUT_UNUSABLE);

        view.need(-1.5, Double.NaN, 0);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.INPUT_UNUSABLE);

        view.need(-1.5, 1, 0);
        MakerFirst.decide(new MakerFirstSettings(0.5, 3, 1, 1), view, action);
        assertAnswer(RestingStep.CANCEL, 0, 0, MakerReason.INPUT_UNUSABLE);

        view.venue(false, true);
        decide(-1.5);
        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.HALTED);
    }

    @Test
    void shouldUseOneLotWhenTheBandIsNarrower() {
        view.need(-0.14, 0.001, 0);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
        assertAnswer(RestingStep.NONE, 0, 0, MakerReason.INSIDE_BAND);

        view.need(-0.16, 0.001, 0);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
        assertAnswer(RestingStep.PLACE, 1, 0, MakerReason.RESTING);
    }

    @Test
    void shouldSizeEachOrderForTheDeltaAtItsOwnPrice() {
        // Half a spread is 0.5 USD; at the bid a book of gamma -0.4 needs 0.2 coins less, at the ask 0.2 more.
        view.need(-1.7, 1, -0.4);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
        assertAnswer(RestingStep.PLACE, 5, 0, MakerReason.RESTING);

        view.permissions(false, true, true);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
        assertAnswer(RestingStep.NONE, 0, 9, MakerReason.CROSSING);
    }

    @Test
    void shouldNeverPassTheEdgeItAimsAtWhateverTheState() {
        final long seed = 417;
        final Random random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            final double width = 3 * random.nextDouble();
            final double deviation = 5 * random.nextGaussian();
            final long min = 1L + random.nextInt(4);
            view.need(deviation, width, 0);
            view.instrument(LOT, min, TICK);
            final long own = random.nextInt(3) == 0 ? 0 : random.nextInt(61) - 30L;
            view.resting(own, own > 0 ? BID : ASK);
            view.permissions(random.nextBoolean(), random.nextBoolean(), random.nextInt(4) > 0);
            view.touch(random.nextInt(5) == 0 ? 0 : BID, random.nextInt(5) == 0 ? 0 : ASK);

            MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);

            final String at = "seed " + seed + " round " + round;
            final int side = deviation > 0 ? -1 : 1;
            final double effective = Math.max(width, LOT);
            final long take = side * action.takeLots();
            final boolean isOldKept = action.reason() == MakerReason.RATE_LIMITED || !isOwnTaken(own);
            final long rest = isOldKept ? 0 : side * action.restLots();
            final double after = Math.abs(deviation) - (take + Math.max(rest, 0)) * LOT;
            assertThat(take).as(at).isGreaterThanOrEqualTo(0);
            assertThat(take == 0 || take >= min).as(at).isTrue();
            assertThat(after).as(at).isGreaterThanOrEqualTo(Math.min(Math.abs(deviation), effective) - 0.51 * LOT);
            if (take > 0) {
                final double worst = Math.abs(deviation) - (take + Math.max(side * own, 0)) * LOT;
                assertThat(worst).as(at).isGreaterThanOrEqualTo(-effective - 1e-9);
            }
        }
    }

    /**
     * Whether what rests after the decision is what the decision wanted, not an order left alone for want of messages.
     */
    private boolean isOwnTaken(final long own) {
        return action.step() == RestingStep.PLACE || action.step() == RestingStep.AMEND || own == 0;
    }
}
