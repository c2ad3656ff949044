package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every policy with every tactic and strategy through everything that can go wrong, in the whole pipeline: ring, engine,
 * journal, sender, venue. After each: the pipeline runs on, every number is finite, no order is beyond a limit, and the
 * delta is inside its band or it is said why not.
 */
final class AdverseMatrixTest {
    private static final FiniteFields FINITE = new FiniteFields();

    @TempDir
    private Path folder = Path.of("");

    static Stream<AdverseDesk> pairs() {
        final String only = System.getProperty("only");
        return AdverseDesk.desks(false).stream().filter(d -> only == null || d.toString().matches(only));
    }

    static Stream<AdverseDesk> all() {
        return AdverseDesk.desks(true).stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldKeepEveryPromiseWhateverGoesWrong(final AdverseDesk desk) {
        hold(desk, Arrays.asList(Adversity.values()));
    }

    private void hold(final AdverseDesk desk, final List<Adversity> adversities) {
        final Configuration configuration = desk.configuration(folder);
        final AdverseScript script = new AdverseScript(desk, configuration, adversities);
        final AdverseVenue venue = new AdverseVenue(configuration, script);
        final Path journal = folder.resolve("journal");
        final SessionContext context = new SessionContext(
                configuration, venue, RunMode.BACKTEST, journal, Pace.MAX, false, 1, "test", null);
        final SessionResult result;
        final long t0 = System.nanoTime();
        try (EngineSession session = EngineSession.open(context)) {
            result = session.run();
        }
        final AdverseAudit audit = new AdverseAudit(FINITE, venue.hedge(), desk.isLinear());
        audit.read(journal);
        System.out.println("decisions=" + audit.verdicts.size() + " " + (System.nanoTime() - t0) / 1000000 + " ms");
        System.out.println(desk + ": orders=" + audit.orders + ", amended=" + audit.amendments + ", refused="
                + audit.refusals + ", alerts=" + audit.alerts);

        assertThat(audit.outputHash).as("replay").isEqualTo(result.outputHash());
        assertThat(audit.faults).as("%s", desk).isEmpty();
        for (final AdverseScript.Phase phase : script.phases) {
            final AdverseAudit.Verdict verdict = audit.lastBefore(phase.toNs());
            System.out.println("   " + phase.adversity() + " " + verdict);
        }
    }
}
