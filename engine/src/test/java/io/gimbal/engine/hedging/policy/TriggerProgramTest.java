package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.TriggerOperation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs against Java's own logic: every small one, and random ones against a tree that is walked. */
class TriggerProgramTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final TriggerOperation[] QUANTITIES = {
        TriggerOperation.DEVIATION,
        TriggerOperation.DEVIATION_COINS,
        TriggerOperation.SINCE_TRADE,
        TriggerOperation.PRICE_MOVE,
        TriggerOperation.TIME_OF_DAY,
        TriggerOperation.TIME_TO_EXPIRY,
        TriggerOperation.GAMMA,
        TriggerOperation.VOL,
        TriggerOperation.PRICE,
        TriggerOperation.MARGIN_RATIO
    };

    private final HedgeView hedge = new HedgeView();
    private final TriggerView view = new TriggerView(hedge);

    private static TriggerProgram program(final Object... steps) {
        final TriggerProgram program = new TriggerProgram();
        for (final Object step : steps) {
            final boolean isTaken = step instanceof final TriggerOperation operation
                    ? program.add(operation, 0)
                    : program.add(TriggerOperation.NUMBER, Math.round(((Number) step).doubleValue() * Scaled.ONE));
            assertThat(isTaken).as("%s", step).isTrue();
        }
        return program;
    }

    private static TriggerOperation of(final boolean is) {
        return is ? TriggerOperation.TRUE : TriggerOperation.FALSE;
    }

    @Test
    void shouldJoinTruthsAsJavaDoes() {
        for (int bits = 0; bits < 16; bits++) {
            final boolean a = (bits & 1) != 0;
            final boolean b = (bits & 2) != 0;
            final boolean c = (bits & 4) != 0;
            final boolean d = (bits & 8) != 0;
            final TriggerProgram all = program(
                    of(a),
                    of(b),
                    TriggerOperation.AND,
                    of(c),
                    TriggerOperation.NOT,
                    TriggerOperation.OR,
                    of(d),
                    TriggerOperation.AND);
            final TriggerProgram late = program(
                    of(a),
                    of(b),
                    of(c),
                    of(d),
                    TriggerOperation.OR,
                    TriggerOperation.AND,
                    TriggerOperation.NOT,
                    TriggerOperation.OR);

            assertThat(all.isWhole() && late.isWhole()).isTrue();
            assertThat(all.isTrue(view)).as("%d", bits).isEqualTo(((a && b) || !c) && d);
            assertThat(late.isTrue(view)).as("%d", bits).isEqualTo(a || !(b && (c || d)));
        }
    }

    @Test
    void shouldCompareNumbersAsJavaDoes() {
        final double[] values = {-1.5, 0, 0.000_000_01, 1, 1.5, 90_000_000_000.0};
        for (final double x : values) {
            for (final double y : values) {
                assertThat(program(x, y, TriggerOperation.AT_LEAST).isTrue(view))
                        .isEqualTo(x >= y);
                assertThat(program(x, y, TriggerOperation.AT_MOST).isTrue(view)).isEqualTo(x <= y);
                assertThat(program(x, y, TriggerOperation.ABOVE).isTrue(view)).isEqualTo(x > y);
                assertThat(program(x, y, TriggerOperation.BELOW).isTrue(view)).isEqualTo(x < y);
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotBeRun() {
        assertThat(new TriggerProgram().isWhole()).as("nothing").isFalse();
        assertThat(program(1).isWhole()).as("a number").isFalse();
        assertThat(program(TriggerOperation.VOL).isWhole()).as("a quantity").isFalse();
        assertThat(program(TriggerOperation.NOT).isWhole())
                .as("nothing to deny")
                .isFalse();
        assertThat(program(TriggerOperation.TRUE, TriggerOperation.AND).isWhole())
                .as("one part")
                .isFalse();
        assertThat(program(TriggerOperation.TRUE, TriggerOperation.TRUE).isWhole())
                .as("two truths")
                .isFalse();
        assertThat(program(1, TriggerOperation.NOT).isWhole()).as("no number").isFalse();
        assertThat(program(1, TriggerOperation.TRUE, TriggerOperation.OR).isWhole())
                .as("a number joined")
                .isFalse();
        assertThat(program(1, TriggerOperation.TRUE, TriggerOperation.ABOVE).isWhole())
                .as("a truth compared")
                .isFalse();
        assertThat(program(1, TriggerOperation.ABOVE).isWhole())
                .as("one number")
                .isFalse();
        assertThat(program(TriggerOperation.AND).isTrue(view))
                .as("run all the same")
                .isFalse();
        assertThat(program(1).isTrue(view)).as("run all the same").isTrue();
    }

    @ParameterizedTest
    @EnumSource(TriggerOperation.class)
    void shouldTakeAnOperandWhereThereIsOneOnly(final TriggerOperation operation) {
        final TriggerProgram program = new TriggerProgram();

        final boolean isTaken = program.add(operation, 5 * Scaled.ONE);

        final boolean hasOperand = operation == TriggerOperation.NUMBER || operation == TriggerOperation.EVENT;
        assertThat(isTaken).isEqualTo(hasOperand);
        assertThat(program.size()).isEqualTo(hasOperand ? 1 : 0);
    }

    @Test
    void shouldRefuseEventsThatDoNotExistAndStepsWithoutEnd() {
        final TriggerProgram program = new TriggerProgram();

        assertThat(program.add(TriggerOperation.EVENT, 0)).isFalse();
        assertThat(program.add(TriggerOperation.EVENT, -Scaled.ONE)).isFalse();
        assertThat(program.add(TriggerOperation.EVENT, Scaled.ONE / 2)).isFalse();
        assertThat(program.add(TriggerOperation.EVENT, 128 * Scaled.ONE)).isFalse();
        assertThat(program.add(TriggerOperation.EVENT, 127 * Scaled.ONE)).isTrue();
        for (int i = 1; i < TriggerProgram.MOST_STEPS; i++) {
            assertThat(program.add(TriggerOperation.TRUE, 0)).isTrue();
        }
        assertThat(program.add(TriggerOperation.TRUE, 0)).isFalse();
        assertThat(program.eventMask()).isEqualTo(127);
        program.clear();
        assertThat(program.size() + program.eventMask()).isZero();
    }

    @Test
    void shouldShowWhatIsKnownInTheUnitsOfTheLanguage() {
        hedge.delta(1.5, 0, 0.01)
                .gamma(-0.002, 0.002)
                .market(30_000, 29_990)
                .time(20_000 * DAY_NS + 27_000_500_000_000L, false);
        view.band(true, 0.5, 0.4).lastTrade(30_150, 45_500_000_000L).book(7_200_000_000_000L, 0.65, 0.3);

        assertThat(view.number(TriggerOperation.DEVIATION)).isCloseTo(2.5, within(1e-12));
        assertThat(view.number(TriggerOperation.DEVIATION_COINS)).isCloseTo(1, within(1e-12));
        assertThat(view.number(TriggerOperation.SINCE_TRADE)).isEqualTo(45.5);
        assertThat(view.number(TriggerOperation.PRICE_MOVE)).isCloseTo(150 / 30_150.0 * 1e4, within(1e-9));
        assertThat(view.number(TriggerOperation.TIME_OF_DAY))
                .as("07:30 and a half second")
                .isEqualTo(27_000.5);
        assertThat(view.number(TriggerOperation.TIME_TO_EXPIRY)).isEqualTo(7_200);
        assertThat(view.number(TriggerOperation.GAMMA)).as("coins per 1 %").isCloseTo(0.6, within(1e-12));
        assertThat(view.number(TriggerOperation.VOL)).isEqualTo(0.65);
        assertThat(view.number(TriggerOperation.PRICE)).isEqualTo(30_000);
        assertThat(view.number(TriggerOperation.MARGIN_RATIO)).isEqualTo(0.3);
        assertThat(view.number(TriggerOperation.AND)).isNaN();
    }

    @Test
    void shouldTakeWhatIsNotKnownForFalseAndATradeThatNeverWasForLongAgoAndFarAway() {
        hedge.market(30_000, 30_000);
        view.band(false, 0, 1).lastTrade(0, 1).book(Long.MAX_VALUE, 0, Double.NaN);

        for (final TriggerOperation unknown : List.of(TriggerOperation.VOL, TriggerOperation.MARGIN_RATIO)) {
            assertThat(program(unknown, 0, TriggerOperation.AT_LEAST).isTrue(view))
                    .isFalse();
            assertThat(program(unknown, 0, TriggerOperation.BELOW).isTrue(view)).isFalse();
        }
        for (final TriggerOperation endless :
                List.of(TriggerOperation.SINCE_TRADE, TriggerOperation.PRICE_MOVE, TriggerOperation.TIME_TO_EXPIRY)) {
            assertThat(program(endless, 9e10, TriggerOperation.ABOVE).isTrue(view))
                    .isTrue();
        }
    }

    @Test
    void shouldNeverTakeTheOppositeOfWhatIsNotKnownForTrue() {
        hedge.market(30_000, 30_000);
        view.band(true, 0, 1).lastTrade(0, 1).book(Long.MAX_VALUE, 0, Double.NaN);

        final Object[] unlike = {TriggerOperation.VOL, 0.9, TriggerOperation.ABOVE, TriggerOperation.NOT};
        assertThat(program(unlike).isTrue(view)).isFalse();
        assertThat(program(TriggerOperation.OUTSIDE, unlike[0], unlike[1], unlike[2], unlike[3], TriggerOperation.AND)
                        .isTrue(view))
                .isFalse();
        assertThat(program(TriggerOperation.OUTSIDE, unlike[0], unlike[1], unlike[2], unlike[3], TriggerOperation.OR)
                        .isTrue(view))
                .isTrue();
    }

    @Test
    void shouldAskForEventsByTheirBits() {
        for (final HedgeEvent happened : HedgeEvent.values()) {
            view.events(happened.bit());
            for (final HedgeEvent asked : HedgeEvent.values()) {
                final TriggerProgram program = new TriggerProgram();
                program.add(TriggerOperation.EVENT, asked.bit() * Scaled.ONE);
                assertThat(program.isTrue(view)).isEqualTo(asked == happened);
            }
        }
    }

    @Test
    void shouldSayWhatItReads() {
        final TriggerProgram program = program(TriggerOperation.VOL, 0.6, TriggerOperation.ABOVE);

        assertThat(program.isReading(TriggerOperation.VOL)).isTrue();
        assertThat(program.isReading(TriggerOperation.MARGIN_RATIO)).isFalse();
    }

    /** A tree of conditions, and what walking it says; nothing where that hangs on what is not known. */
    private record Tree(List<Object> steps, Function<TriggerView, Optional<Boolean>> truth) {
        static Tree and(final List<Object> steps, final Tree left, final Tree right) {
            return new Tree(steps, seen -> {
                final Optional<Boolean> one = left.truth.apply(seen);
                final Optional<Boolean> other = right.truth.apply(seen);
                if (one.equals(Optional.of(false)) || other.equals(Optional.of(false))) {
                    return Optional.of(false);
                }
                return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(true);
            });
        }

        static Tree or(final List<Object> steps, final Tree left, final Tree right) {
            return new Tree(steps, seen -> {
                final Optional<Boolean> one = left.truth.apply(seen);
                final Optional<Boolean> other = right.truth.apply(seen);
                if (one.equals(Optional.of(true)) || other.equals(Optional.of(true))) {
                    return Optional.of(true);
                }
                return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(false);
            });
        }
    }

    private static Tree tree(final Random random, final int depth) {
        final int kind = depth == 0 ? random.nextInt(3) : random.nextInt(6);
        final List<Object> steps = new ArrayList<>();
        switch (kind) {
            case 0 -> {
                steps.add(TriggerOperation.OUTSIDE);
                return new Tree(steps, seen -> Optional.of(seen.isOutside()));
            }
            case 1, 2 -> {
                return comparison(random, steps);
            }
            case 3 -> {
                final Tree part = tree(random, depth - 1);
                steps.addAll(part.steps);
                steps.add(TriggerOperation.NOT);
                return new Tree(steps, seen -> part.truth.apply(seen).map(is -> !is));
            }
            default -> {
                final Tree left = tree(random, depth - 1);
                final Tree right = tree(random, depth - 1);
                steps.addAll(left.steps);
                steps.addAll(right.steps);
                steps.add(kind == 4 ? TriggerOperation.AND : TriggerOperation.OR);
                return kind == 4 ? Tree.and(steps, left, right) : Tree.or(steps, left, right);
            }
        }
    }

    private static Tree comparison(final Random random, final List<Object> steps) {
        final TriggerOperation quantity = QUANTITIES[random.nextInt(QUANTITIES.length)];
        final double number = random.nextInt(6) / 2.0;
        final int sign = random.nextInt(4);
        steps.addAll(List.of(quantity, number));
        steps.add(List.of(
                        TriggerOperation.AT_LEAST,
                        TriggerOperation.AT_MOST,
                        TriggerOperation.ABOVE,
                        TriggerOperation.BELOW)
                .get(sign));
        return new Tree(steps, seen -> {
            final double x = seen.number(quantity);
            if (Double.isNaN(x)) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (sign) {
                        case 0 -> x >= number;
                        case 1 -> x <= number;
                        case 2 -> x > number;
                        default -> x < number;
                    });
        });
    }

    @Test
    void shouldSayWhatATreeSaysThatIsWalked() {
        final long seed = 20_230_413L;
        final Random random = new Random(seed);
        int run = 0;
        int held = 0;
        while (run < 20_000) {
            final Tree tree = tree(random, 4);
            if (tree.steps.size() <= TriggerProgram.MOST_STEPS) {
                randomView(random);
                final TriggerProgram program = program(tree.steps.toArray());
                assertThat(program.isWhole()).as("seed %d, run %d", seed, run).isTrue();
                assertThat(program.isTrue(view))
                        .as("seed %d, run %d: %s", seed, run, tree.steps)
                        .isEqualTo(tree.truth.apply(view).orElse(false));
                held += program.isTrue(view) ? 1 : 0;
                run++;
            }
        }
        assertThat(held).as("both answers occur").isBetween(5_000, 15_000);
    }

    private void randomView(final Random random) {
        hedge.delta(random.nextInt(5) / 2.0, 0, 0.01)
                .gamma(0, random.nextInt(5) / 2.0)
                .market(100 + random.nextInt(3) * 0.01, 100)
                .time(random.nextInt(4) * 500_000_000L, false);
        view.band(random.nextBoolean(), 0, 1 + random.nextInt(2))
                .lastTrade(random.nextInt(4) * 50, random.nextInt(5) * 500_000_000L)
                .book(
                        random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(5) * 500_000_000L,
                        random.nextInt(4) / 2.0,
                        random.nextBoolean() ? Double.NaN : random.nextInt(5) / 2.0);
    }

    @Test
    void shouldBecomeACopy() {
        final TriggerProgram program = program(TriggerOperation.VOL, 0.6, TriggerOperation.ABOVE);
        final TriggerProgram copy = program(TriggerOperation.TRUE);

        copy.copyFrom(program);
        final long same = copy.mixInto(1);
        program.clear();

        assertThat(copy.isWhole()).isTrue();
        assertThat(copy.mixInto(1)).isEqualTo(same).isNotEqualTo(program.mixInto(1));
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothing() {
        final TriggerProgram program = program(
                TriggerOperation.OUTSIDE,
                TriggerOperation.SINCE_TRADE,
                30,
                TriggerOperation.AT_LEAST,
                TriggerOperation.PRICE_MOVE,
                50,
                TriggerOperation.AT_LEAST,
                TriggerOperation.OR,
                TriggerOperation.AND);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        int held = 0;
        long before = 0;
        for (int i = 0; i < 60_000; i++) {
            if (i == 30_000) {
                threads.getThreadAllocatedBytes(self);
                before = threads.getThreadAllocatedBytes(self);
            }
            view.band((i & 1) == 0, 0, 1).lastTrade(100, i * 1_000_000L);
            held += program.isWhole() && program.isTrue(view) ? 1 : 0;
        }

        assertThat(threads.getThreadAllocatedBytes(self) - before).isZero();
        assertThat(held).isPositive();
    }
}
