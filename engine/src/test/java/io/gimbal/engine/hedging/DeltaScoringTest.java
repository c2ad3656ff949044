package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.strategy.RegimeScore;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.RegimeScoresDecoder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worlds whose dynamics are known, and which rule the desk then finds best. */
class DeltaScoringTest {
    private static final double FORWARD = 30_000;
    private static final int RULES = 4;
    private static final long SEED = 41;

    private final SmileDesk smiles = new SmileDesk();
    private final EngineScenario desk = smiles.desk;

    /** Moves every five minutes, the smile following with a stickiness ratio; returns the forward reached. */
    private double run(final double ratio, final int moves) {
        return run(ratio, moves, 0.002);
    }

    private double run(final double ratio, final int moves, final double size) {
        final Random random = new Random(SEED);
        double forward = FORWARD;
        smiles.smile(forward, 0);
        desk.timer();
        for (int i = 0; i < moves; i++) {
            forward *= 1 + size * random.nextGaussian();
            desk.waitSeconds(299);
            HedgingDesk.market(desk, forward);
            smiles.smile(forward, -ratio * Math.log(forward / FORWARD));
            desk.waitSeconds(1);
            desk.timer();
        }
        return forward;
    }

    private List<RegimeScoresDecoder> lastScores() {
        final List<RegimeScoresDecoder> all = desk.outputs.regimeScores();
        return all.subList(all.size() - RULES, all.size());
    }

    private RegimeScoresDecoder score(final DeltaRule rule) {
        return lastScores().stream().filter(s -> s.rule() == rule).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, STICKY_STRIKE", "0, STICKY_MONEYNESS", "2, SKEW_STICKINESS"})
    void shouldFindTheRuleOfTheWorld(final double ratio, final DeltaRule best) {
        TimingText.tell(desk, "score_deltas_every_s = 300");

        run(ratio, 400);

        final List<RegimeScoresDecoder> scores = lastScores();
        assertThat(scores.stream().filter(s -> s.isBest() == BooleanType.TRUE).map(RegimeScoresDecoder::rule))
                .as("seed %d", SEED)
                .containsExactly(best);
        for (final RegimeScoresDecoder score : scores) {
            if (score.rule() != best && score.rule() != DeltaRule.ESTIMATED) {
                assertThat(score.variance())
                        .as("%s, seed %d", score.rule(), SEED)
                        .isGreaterThan(1.5 * score(best).variance());
            }
        }
        assertThat(score(DeltaRule.STICKY_STRIKE).isInForce()).isEqualTo(BooleanType.TRUE);
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldShowTheEstimateApproachTheWorld() {
        TimingText.tell(desk, "score_deltas_every_s = 300", "delta = \"estimated\"");

        run(0, 400, 0.006);

        final double moneyness = score(DeltaRule.STICKY_MONEYNESS).delta();
        final double strike = score(DeltaRule.STICKY_STRIKE).delta();
        assertThat((score(DeltaRule.ESTIMATED).delta() - strike) / (moneyness - strike))
                .as("most of the way")
                .isBetween(0.8, 1.0);
        assertThat(score(DeltaRule.ESTIMATED).gain())
                .isBetween(0.3, score(DeltaRule.STICKY_MONEYNESS).gain());
        assertThat(score(DeltaRule.ESTIMATED).isInForce()).isEqualTo(BooleanType.TRUE);
    }

    /** The numbers of two intervals, from revaluations of the whole book and finite differences at their starts. */
    @Test
    void shouldMeasureWhatAHedgeWouldHaveLeft() {
        TimingText.tell(desk, "score_deltas_every_s = 300", "delta = \"skew-stickiness:0.5\"");
        smiles.smile(FORWARD, 0);
        final RegimeScore expected = new RegimeScore(RULES, Math.pow(0.5, 300 / (20.0 * 86_400)), 2, 100);

        interval(expected, FORWARD, 30_090);
        interval(expected, 30_090, 29_970);

        final DeltaRule[] rules = {
            DeltaRule.STICKY_STRIKE, DeltaRule.STICKY_MONEYNESS, DeltaRule.SKEW_STICKINESS, DeltaRule.ESTIMATED
        };
        for (int i = 0; i < RULES; i++) {
            final RegimeScoresDecoder score = score(rules[i]);
            assertThat(score.variance())
                    .as("%s", score.rule())
                    .isCloseTo(expected.variance(i), within(0.01 * expected.variance(i)));
            assertThat(score.intervals()).isCloseTo(expected.intervals(i), within(1e-6));
            assertThat(score.intervalNs()).isEqualTo(300_000_000_000L);
            assertThat(score.significance()).as("two intervals prove nothing").isNaN();
            assertThat(score.delta()).isCloseTo(smiles.delta(29_970, 29_970, ratio(i)), within(1e-3));
        }
        assertThat(score(DeltaRule.STICKY_MONEYNESS).gain()).isCloseTo(expected.gain(1), within(0.01));
        assertThat(score(DeltaRule.SKEW_STICKINESS).isInForce()).isEqualTo(BooleanType.TRUE);
        assertThat(desk.outputs.regimeScores()).hasSize(2 * RULES);
    }

    /** The estimate has seen next to nothing: it is still at 1. */
    private static double ratio(final int rule) {
        return new double[] {1, 0, 0.5, 1}[rule];
    }

    private void interval(final RegimeScore expected, final double from, final double to) {
        final double[] deltas = new double[RULES];
        for (int i = 0; i < RULES; i++) {
            deltas[i] = smiles.delta(from, from, ratio(i));
        }
        final double before = smiles.value(from, from, from, 1);
        final double decay = decay(from);
        desk.waitSeconds(299);
        HedgingDesk.market(desk, to);
        smiles.smile(to, 0);
        desk.waitSeconds(1);
        desk.timer();
        expected.onInterval(deltas, smiles.value(to, to, to, 1) - before - decay * 300, to - from);
    }

    /** USD per second at unmoved smiles. */
    private double decay(final double forward) {
        double total = 0;
        final double step = 1.0 / (365 * 86_400.0);
        for (int i = 0; i < SmileDesk.STRIKES.length; i++) {
            final double strike = SmileDesk.STRIKES[i];
            final double vol = SmileDesk.vol(Math.log(strike / forward));
            final boolean isCall = SmileDesk.isCall(i);
            total += SmileDesk.COINS[i]
                    * (SmileDesk.black(isCall, forward, strike, vol, smiles.years() - step)
                            - SmileDesk.black(isCall, forward, strike, vol, smiles.years()));
        }
        return total;
    }

    @Test
    void shouldNotCountAnIntervalInWhichTheBookChangedOrThatTookTooLong() {
        TimingText.tell(desk, "score_deltas_every_s = 300");
        smiles.smile(FORWARD, 0);
        desk.waitSeconds(200);
        desk.position(10, 5, 0);
        desk.waitSeconds(200);
        desk.timer();
        assertThat(desk.outputs.regimeScores())
                .as("the book changed 200 seconds ago")
                .isEmpty();

        desk.waitSeconds(601);
        desk.timer();
        assertThat(desk.outputs.regimeScores())
                .as("more than twice the interval")
                .isEmpty();

        desk.waitSeconds(300);
        desk.timer();
        assertThat(desk.outputs.regimeScores()).hasSize(RULES);
    }

    @Test
    void shouldScoreOnlyWhatHasItsInputs() {
        TimingText.tell(desk, "score_deltas_every_s = 300", "delta = \"minimum-variance:-0.2,0,0\"");
        desk.waitSeconds(300);
        desk.timer();
        desk.waitSeconds(300);
        desk.timer();

        assertThat(desk.outputs.regimeScores().stream().map(RegimeScoresDecoder::rule))
                .as("no smile at all")
                .containsOnly(DeltaRule.STICKY_STRIKE, DeltaRule.MINIMUM_VARIANCE);
    }

    @Test
    void shouldSayNothingWhereNobodyAskedOrNoMore() {
        TimingText.tell(desk, "delta = \"sticky-moneyness\"");
        run(0, 5);
        assertThat(desk.outputs.regimeScores()).isEmpty();

        TimingText.tell(desk, "score_deltas_every_s = 300");
        run(0, 5);
        final int said = desk.outputs.regimeScores().size();
        TimingText.tell(desk, "delta = \"sticky-moneyness\"");
        run(0, 5);

        assertThat(said).isPositive();
        assertThat(desk.outputs.regimeScores()).hasSize(said);
    }
}
