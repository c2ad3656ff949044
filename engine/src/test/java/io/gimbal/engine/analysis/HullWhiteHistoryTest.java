package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HullWhiteHistoryTest extends LeakCheckedTest {
    private static final long SEED = 20_177L;
    private static final int DAYS = 160;
    private static final String WORLD = "seed=" + SEED;

    private final HedgedWorld world = new HedgedWorld(SEED, DAYS);

    @Test
    void shouldFindTheLawOfAWorldInTheJournalOfAnInstanceThatRanTwice() {
        final HullWhiteReport.Coin btc = onlyCoin(learn(List.of(), List.of(journalOf(day -> true)), Long.MAX_VALUE));

        assertLaw(btc.coefficients());
        for (final HullWhiteReport.Side side : List.of(btc.calls(), btc.puts())) {
            assertThat(side.enough()).isTrue();
            assertThat(side.moves()).isEqualTo(DAYS);
            assertThat(gain(side.gain())).as(WORLD).isGreaterThan(0.8);
            assertThat(gain(side.gainFitted())).as(WORLD).isGreaterThan(0.8);
            assertThat(gain(side.gainJudged())).as(WORLD).isBetween(0.8, 0.9999);
            assertThat(side.fitted() + side.judged()).isEqualTo(side.observations());
            assertThat(side.fitted()).isCloseTo(side.judged(), within(side.observations() / 20));
            assertThat(side.effective()).isLessThan((double) side.observations());
        }
    }

    @Test
    void shouldLearnTheSameFromChainFilesInAnyOrderAndAJournal() throws IOException {
        final HullWhiteReport.Coin expected =
                onlyCoin(learn(List.of(), List.of(journalOf(day -> true)), Long.MAX_VALUE));
        final Path early = chain("early.csv", day -> day < 30);
        final Path middle = chain("middle.csv", day -> day >= 30 && day < 60);
        final Path empty = chain("empty.csv", day -> false);
        final JournalReader late = journalOf("late", day -> day >= 60);

        final HullWhiteReport learnt = learn(List.of(empty, middle, early), List.of(late), Long.MAX_VALUE);

        final HullWhiteReport.Coin btc = onlyCoin(learnt);
        assertThat(learnt.holes()).isZero();
        assertThat(learnt.records()).isEqualTo(world.points().size());
        assertThat(btc.calls().observations()).isEqualTo(expected.calls().observations());
        assertThat(btc.calls().a()).isCloseTo(expected.calls().a(), within(1e-6));
        assertThat(btc.puts().c()).isCloseTo(expected.puts().c(), within(1e-6));
        assertThat(gain(btc.puts().gainJudged())).isCloseTo(gain(expected.puts().gainJudged()), within(1e-6));
    }

    @Test
    void shouldLearnNothingAndSaySoWhereHistoryIsTooShort() throws IOException {
        final int days = HullWhiteStudy.LEAST_MOVES - 1;
        final HullWhiteReport.Coin btc =
                onlyCoin(learn(List.of(chain("short.csv", day -> day <= days)), List.of(), Long.MAX_VALUE));

        assertThat(btc.calls().enough()).isFalse();
        assertThat(btc.calls().moves()).isEqualTo(days);
        assertThat(btc.calls().observations()).isGreaterThan(200);
        assertThat(btc.coefficients()).isEqualTo(HullWhiteCoefficients.ZERO);
        assertThat(btc.calls().tA()).isZero();
        assertThat(gain(btc.calls().gain())).isZero();
        assertThat(gain(btc.calls().gainJudged())).isZero();
        assertThat(learn(List.of(chain("one.csv", day -> day == 0)), List.of(), Long.MAX_VALUE)
                        .coins())
                .isEmpty();
    }

    @Test
    void shouldLearnFromOneMoveMore() throws IOException {
        final int days = HullWhiteStudy.LEAST_MOVES;
        final HullWhiteReport.Coin btc =
                onlyCoin(learn(List.of(chain("enough.csv", day -> day <= days)), List.of(), Long.MAX_VALUE));

        assertThat(btc.calls().enough()).isTrue();
        assertThat(btc.coefficients()).isNotEqualTo(HullWhiteCoefficients.ZERO);
        assertThat(gain(btc.calls().gain())).isPositive();
        assertThat(gain(btc.calls().gainFitted()))
                .as("the first half is too short")
                .isZero();
    }

    @Test
    void shouldThrowAwayIntervalsWithAHoleAndSeeNothingLaterThanAsked() throws IOException {
        final Path file = chain("hole.csv", day -> day < 40 || day > 42);
        final HullWhiteReport whole = learn(List.of(file), List.of(), Long.MAX_VALUE);
        final HullWhiteReport until =
                learn(List.of(file), List.of(), HedgedWorld.START_NS + 39 * HedgedWorld.DAY_NS - 1);

        final long options =
                world.points().stream().filter(point -> point.day() == 0).count();
        assertThat(whole.holes()).isEqualTo(options);
        assertThat(onlyCoin(whole).calls().moves()).isEqualTo(DAYS - 4);
        assertThat(until.holes()).isZero();
        assertThat(until.records()).isEqualTo(39 * options);
        assertThat(onlyCoin(until).calls().moves()).isEqualTo(38);
    }

    @Test
    void shouldRefuseAHorizonOfNothing() {
        assertThatThrownBy(() -> HullWhiteHistory.learn(List.of(), List.of(), 0L, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizonNs=0");
    }

    private static HullWhiteReport learn(
            final List<Path> chains, final List<JournalReader> journals, final long untilNs) {
        return HullWhiteHistory.learn(chains, journals, HedgedWorld.DAY_NS, untilNs);
    }

    private static HullWhiteReport.Coin onlyCoin(final HullWhiteReport report) {
        assertThat(report.coins()).hasSize(1);
        assertThat(report.coins().get(0).coin()).isEqualTo("BTC");
        assertThat(report.coefficients("ETH")).isEqualTo(HullWhiteCoefficients.ZERO);
        return report.coins().get(0);
    }

    private static double gain(final @Nullable Double gain) {
        return Objects.requireNonNull(gain);
    }

    private static void assertLaw(final HullWhiteCoefficients found) {
        for (final double delta : new double[] {0.15, 0.3, 0.5, 0.7, 0.85}) {
            assertThat(found.slope(true, delta))
                    .as(WORLD + ", call delta=" + delta)
                    .isCloseTo(HedgedWorld.LAW.slope(true, delta), within(0.02));
            assertThat(found.slope(false, -delta))
                    .as(WORLD + ", put delta=" + -delta)
                    .isCloseTo(HedgedWorld.LAW.slope(false, -delta), within(0.02));
        }
    }

    private JournalReader journalOf(final Predicate<Integer> days) {
        return journalOf("instance", days);
    }

    /** Two generations on different days, of different storages, with other instrument numbers in the second. */
    private JournalReader journalOf(final String name, final Predicate<Integer> days) {
        final List<HedgedWorld.Point> points =
                world.points().stream().filter(point -> days.test(point.day())).toList();
        final List<HedgedWorld.Point> first =
                points.stream().filter(point -> point.day() < DAYS * 3 / 4).toList();
        final Path instance = directory.resolve(name);
        TickerJournal.write(instance, JournaledRun.FILE, first, 0);
        TickerJournal.write(instance, JournaledRun.CHRONICLE, points.subList(first.size(), points.size()), 7);
        return JournaledRun.reader(instance);
    }

    private Path chain(final String name, final Predicate<Integer> days) throws IOException {
        final StringBuilder rows = new StringBuilder(HedgedWorld.HEADER);
        world.points().stream().filter(point -> days.test(point.day())).forEach(point -> rows.append(point.row()));
        return Files.writeString(directory.resolve(name), rows);
    }
}
