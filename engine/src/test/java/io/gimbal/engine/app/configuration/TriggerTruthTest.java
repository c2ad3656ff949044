package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.TriggerProgram;
import io.gimbal.engine.hedging.policy.TriggerView;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTruthTest {
    private static final long HALF_SECOND_NS = 500_000_000L;
    private static final String[] CONDITIONS = {
        "outside",
        "true",
        "false",
        "event(book)",
        "event(jump, margin)",
        "time_to_expiry > 1s",
        "time_to_expiry <= 1s",
        "time_to_expiry >= 2s",
        "margin_ratio < 0",
        "margin_ratio >= 0",
        "since_trade > 1s",
        "since_trade < 2s",
        "since_trade >= 0s"
    };

    private static TriggerTruth.Verdict verdict(final String text) {
        return TriggerTruth.of(TriggerParser.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "not true",
                "outside and not outside",
                "outside and false",
                "price > 40000 and price < 30000",
                "price > 40000 and price < 40000",
                "price > 40000 and price <= 40000",
                "since_trade < 0s",
                "not gamma >= 0",
                "between(07:30, 08:00) and between(08:00, 09:00)",
                "between(23:00, 01:00) and time >= 02:00 and time < 22:00",
                "event(deposit) and not event(deposit, jump)",
                "(outside or vol > 60%) and not outside and vol <= 0.6"
            })
    void shouldTellWhatCanNeverBeTrue(final String text) {
        assertThat(verdict(text)).isEqualTo(TriggerTruth.Verdict.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "not false",
                "outside or not outside",
                "price >= 0",
                "price > 30000 or price < 40000",
                "between(07:30, 08:00) or not time >= 07:30 or time >= 08:00",
                "between(12:00, 11:00) or between(11:00, 12:00)"
            })
    void shouldTellWhatIsAlwaysTrue(final String text) {
        assertThat(verdict(text)).isEqualTo(TriggerTruth.Verdict.ALWAYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outside",
                "not outside",
                "price > 30000 and price < 40000",
                "price >= 40000 and price <= 40000",
                "price > 0",
                "since_trade >= 0s and outside",
                "price > 40000 and deviation < 40000",
                "between(23:00, 01:00) and time < 00:30",
                "event(deposit) and not event(jump)"
            })
    void shouldLeaveOpenWhatDependsOnTheMarket(final String text) {
        assertThat(verdict(text)).isEqualTo(TriggerTruth.Verdict.OPEN);
    }

    /** Two numbers may lie as close as numbers can: what is between them is a stretch too. */
    @Test
    void shouldSeeWhatLiesBetweenNeighbouringNumbers() {
        assertThat(verdict("price > 0.00000001 and price < 0.00000002")).isEqualTo(TriggerTruth.Verdict.OPEN);
    }

    /** Eight truths and a number are 768 combinations, with three more quantities beyond {@code MOST_COMBINATIONS}. */
    @Test
    void shouldSayNothingOfWhatTakesTooLongToTell() {
        final String few = "not outside and event(book) and event(deposit) and event(delivery) and event(funding_flip)"
                + " and event(jump) and event(surface_remark) and event(margin) and vol > 1 and outside";
        final String many = few + " and time_to_expiry > 1s and gamma > 1 and margin_ratio > 1";

        assertThat(verdict(few)).isEqualTo(TriggerTruth.Verdict.NEVER);
        assertThat(verdict(many)).isEqualTo(TriggerTruth.Verdict.OPEN);
    }

    private static String drawn(final Random random) {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(i -> (random.nextInt(3) == 0 ? "not " : "") + CONDITIONS[random.nextInt(CONDITIONS.length)])
                .collect(Collectors.joining(random.nextBoolean() ? " and " : " or "));
    }

    @Test
    void shouldAgreeWithTheEngineOnTriggersDrawnAtRandom() {
        final long seed = 20_260_301L;
        final Random random = new Random(seed);
        final TriggerView view = new TriggerView(new HedgeView());
        final Set<TriggerTruth.Verdict> seen = EnumSet.noneOf(TriggerTruth.Verdict.class);

        for (int i = 0; i < 400; i++) {
            final String text = drawn(random);
            final TriggerProgram program = new TriggerProgram();
            TriggerParser.steps(TriggerParser.parse(text))
                    .forEach(step -> program.add(step.operation(), step.operand()));
            boolean isEverTrue = false;
            boolean isEverFalse = false;
            for (int draw = 0; draw < 1000; draw++) {
                view.band(random.nextBoolean(), 0, 1)
                        .events(random.nextInt(HedgeEvent.ALL + 1))
                        .lastTrade(1, random.nextInt(7) * HALF_SECOND_NS)
                        .book(random.nextInt(7) * HALF_SECOND_NS, 0.5, random.nextInt(7) * 0.5);
                final boolean is = program.isTrue(view);
                isEverTrue |= is;
                isEverFalse |= !is;
            }
            final TriggerTruth.Verdict one = isEverTrue ? TriggerTruth.Verdict.ALWAYS : TriggerTruth.Verdict.NEVER;
            final TriggerTruth.Verdict expected = isEverTrue && isEverFalse ? TriggerTruth.Verdict.OPEN : one;

            assertThat(verdict(text)).as("%s, seed=%d", text, seed).isEqualTo(expected);
            seen.add(expected);
        }

        assertThat(seen).as("each verdict was met").containsExactly(TriggerTruth.Verdict.values());
    }
}
