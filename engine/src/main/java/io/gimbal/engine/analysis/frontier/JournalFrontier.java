package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.whatif.PolicyVariant;
import io.gimbal.engine.analysis.whatif.WhatIf;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.journal.JournalReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Sweeps policies over the market of a journal: every point is a counterfactual run of it ({@link WhatIf}). Used
 * once, by one
 * thread.
 */
public final class JournalFrontier {
    /** Fewest values of a parameter. */
    public static final int LEAST_POINTS = 2;

    /** Most values of a parameter. */
    public static final int MOST_POINTS = 9;

    /** Runs beside those of the sweep: the session as it was, and its own policy. */
    private static final int OWN_RUNS = 2;

    private final WhatIf whatIf;
    private final List<WhatIfReport.Skipped> skipped = new ArrayList<>();
    private final List<JournalSweep.Series> sweep;
    private final List<PolicyVariant> variants;

    /**
     * Reads what the session was, and lays out the runs.
     *
     * @param question what to run and how it fills
     * @param reader   of the journal
     * @param policies {@code NAME} or {@code NAME:key=value,…}, where what is said is not swept; empty for all
     * @param with     values of parameters by key, for the policies that take them
     * @param networks reads a network's file; throws {@link IllegalArgumentException} where it is none
     * @param points   values of each parameter, from {@link #LEAST_POINTS} to {@link #MOST_POINTS}
     * @throws IllegalArgumentException when a name or value is not known or out of range
     * @throws io.gimbal.engine.analysis.BadFileException when the journal hedged nothing
     * @throws io.gimbal.journal.JournalCorruptException  when a record is not what was written
     */
    public JournalFrontier(
            final WhatIf.Question question,
            final JournalReader reader,
            final List<String> policies,
            final Map<String, String> with,
            final Function<String, BandNetwork> networks,
            final int points) {
        if (points < LEAST_POINTS || points > MOST_POINTS) {
            throw new IllegalArgumentException(
                    "points is " + LEAST_POINTS + " to " + MOST_POINTS + ": value=" + points);
        }
        whatIf = new WhatIf(question, reader);
        sweep = new JournalSweep(
                        JournalScale.of(reader, whatIf.generation()), with, points, whatIf.networks(networks), skipped)
                .of(policies);
        variants = sweep.stream()
                .flatMap(series -> series.values().stream())
                .map(value -> value.policy().variant())
                .toList();
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("nothing to run: "
                    + skipped.get(0).policy() + " " + skipped.get(0).reason());
        }
    }

    /** {@return how many runs there will be, the session as it was and its own policy among them} */
    public int runs() {
        return variants.size() + OWN_RUNS;
    }

    /** {@return policies that are swept} */
    public int policies() {
        return sweep.size();
    }

    /** {@return how many inputs one run reads} */
    public long inputs() {
        return whatIf.inputs();
    }

    /**
     * Runs everything.
     *
     * @param progress told how many inputs were read in all runs so far, now and then
     * @return the frontier
     * @throws io.gimbal.engine.analysis.whatif.EarlierGenerationException when generations before are not what this
     * code
     *     makes of their inputs
     */
    public JournalFrontierReport run(final LongConsumer progress) {
        final WhatIfReport found = whatIf.run(variants, skipped, progress);
        final List<WhatIfReport.Outcome> all = new ArrayList<>(found.variants());
        all.add(found.baseline().outcome());
        final List<JournalFrontierReport.Series> frontiers = new ArrayList<>();
        int at = 0;
        for (final JournalSweep.Series series : sweep) {
            final List<JournalFrontierReport.Point> points = new ArrayList<>();
            for (final JournalSweep.Value value : series.values()) {
                final WhatIfReport.Outcome outcome = found.variants().get(at++);
                points.add(new JournalFrontierReport.Point(value.parameter(), isEfficient(outcome, all), outcome));
            }
            points.sort(Comparator.comparingDouble(JournalFrontierReport.Point::parameter));
            frontiers.add(new JournalFrontierReport.Series(series.policy(), series.parameter(), series.unit(), points));
        }
        return new JournalFrontierReport(
                found.journal(),
                found.generation(),
                found.mode(),
                found.from(),
                found.to(),
                found.marketSeconds(),
                runs(),
                found.fillModel(),
                found.bootstrap(),
                found.recorded(),
                new JournalFrontierReport.Baseline(
                        found.baseline().identical(),
                        isEfficient(found.baseline().outcome(), all),
                        found.baseline().outcome()),
                frontiers,
                all.stream()
                        .filter(outcome -> isEfficient(outcome, all))
                        .sorted(Comparator.comparingDouble(WhatIfReport.Outcome::costUsd))
                        .map(WhatIfReport.Outcome::policy)
                        .toList(),
                found.skipped());
    }

    /** Whether nothing costs no more and errs no more, and less in one of the two. */
    static boolean isEfficient(final WhatIfReport.Outcome outcome, final List<WhatIfReport.Outcome> all) {
        return all.stream()
                .noneMatch(other -> other.costUsd() <= outcome.costUsd()
                        && other.trackingErrorUsd() <= outcome.trackingErrorUsd()
                        && (other.costUsd() < outcome.costUsd()
                                || other.trackingErrorUsd() < outcome.trackingErrorUsd()));
    }
}
