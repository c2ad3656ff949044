package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every policy with every tactic and strategy through everything that can go wrong, in the whole pipeline: ring, engine,
 * journal, sender, venue. At all times: the pipeline runs on, every number is finite, no order is beyond a limit, and the
 * delta is inside its band or it is said why not. After each: the delta is back where it belongs, by the journal and by a
 * reckoning that shares no code with the engine.
 */
final class AdverseMatrixTest {
    private static final FiniteFields FINITE = new FiniteFields();
    private static final double NS_PER_YEAR = 365 * 86_400e9;
    private static final double VOL = 0.6;

    @TempDir
    private Path folder = Path.of("");

    static Stream<AdverseDesk> some() {
        return AdverseDesk.some().stream();
    }

    static Stream<AdverseDesk> all() {
        return AdverseDesk.all().stream();
    }

    @ParameterizedTest
    @MethodSource("some")
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void shouldKeepEveryPromiseWhateverGoesWrong(final AdverseDesk desk) {
        hold(desk, Arrays.asList(Adversity.values()));
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("all")
    void shouldKeepEveryPromiseInEveryCombination(final AdverseDesk desk) {
        hold(desk, Arrays.asList(Adversity.values()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepEveryPromiseInAnyOrder(final long seed) {
        random(seed, 60);
    }

    @Tag("nightly")
    @Test
    void shouldKeepEveryPromiseInAnyOrderForLong() {
        for (long seed = 100; seed < 300; seed++) {
            random(seed, 200);
        }
    }

    private void random(final long seed, final int length) {
        System.out.println("seed=" + seed);
        final Random random = new Random(seed);
        final List<AdverseDesk> desks = AdverseDesk.all();
        final List<Adversity> adversities = new ArrayList<>();
        while (adversities.size() < length) {
            final Adversity next = List.of(Adversity.values()).get(random.nextInt(Adversity.values().length));
            if (!next.isOnce() || !adversities.contains(next)) {
                adversities.add(next);
            }
        }
        hold(desks.get(random.nextInt(desks.size())), adversities);
    }

    private void hold(final AdverseDesk desk, final List<Adversity> adversities) {
        final Path home = folder.resolve("desk-" + System.nanoTime());
        final Configuration configuration = desk.configuration(home);
        final AdverseScript script = new AdverseScript(desk, configuration, adversities);
        final AdverseVenue venue = new AdverseVenue(configuration, script);
        final Path journal = home.resolve("journal");
        final SessionContext context =
                new SessionContext(configuration, venue, RunMode.BACKTEST, journal, Pace.MAX, false, 1, "test", null);
        final SessionResult result;
        try (EngineSession session = EngineSession.open(context)) {
            result = session.run();
        }
        final AdverseAudit audit = new AdverseAudit(FINITE, venue.hedge(), desk.isLinear());
        audit.read(journal);

        assertThat(audit.faults).as("%s", desk).isEmpty();
        assertThat(audit.outputHash).as("replay, %s", desk).isEqualTo(result.outputHash());
        assertThat(audit.orders).as("it trades, %s", desk).isGreaterThan(adversities.size());
        for (final AdverseScript.Phase phase : script.phases) {
            recovered(desk, phase, audit);
        }
    }

    /** Six steps of a still, sound market are enough. */
    private static void recovered(final AdverseDesk desk, final AdverseScript.Phase phase, final AdverseAudit audit) {
        final AdverseAudit.Verdict verdict = audit.lastBefore(phase.toNs() - AdverseScript.STEP_NS / 2);
        final String what = desk + " after " + phase.adversity() + ": " + verdict;
        assertThat(verdict.action()).as(what).isNotEqualTo(DecisionAction.REFUSE);
        final boolean isResting = desk.rests() && verdict.reason() == DecisionReason.RESTING;
        final boolean isSmall = verdict.reason() == DecisionReason.BELOW_LOT;
        if (!isResting && !isSmall) {
            assertThat(verdict.isInside(1e-9)).as(what).isTrue();
        }
        if (desk.isLinear() && phase.recoverNs() > AdverseDesk.NEAR_NS) {
            assertThat(verdict.held()).as(what).isCloseTo(delta(desk, verdict, phase.price()), within(1e-4));
        }
    }

    /** Coins: the options by the normal distribution, and what the fills left of the hedge. */
    private static double delta(final AdverseDesk desk, final AdverseAudit.Verdict verdict, final double price) {
        double delta = verdict.hedgeCoins();
        for (int i = AdverseDesk.FAR_PUT; i <= AdverseDesk.FAR_CALL; i++) {
            final double years = (AdverseDesk.expiryNs(i) - verdict.timeNs()) / NS_PER_YEAR;
            if (years > 0) {
                final double deviation = VOL * Math.sqrt(years);
                final double d1 = Math.log(price / AdverseDesk.STRIKES[i]) / deviation + deviation / 2;
                delta += desk.held(i) * (normal(d1) - (AdverseDesk.isCall(i) ? 0 : 1));
            }
        }
        return delta;
    }

    /** By Simpson's rule. */
    private static double normal(final double x) {
        final int steps = 2_000;
        final double from = -10;
        final double h = (Math.max(x, from) - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            final double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            final double at = from + i * h;
            sum += weight * Math.exp(-0.5 * at * at);
        }
        return sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void shouldKnowEveryDoubleOfTheLanguage() {
        assertThat(FINITE.size()).isGreaterThan(100);
    }
}
