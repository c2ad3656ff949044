package io.gimbal.engine.analysis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Gate;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import java.nio.file.Path;
import java.util.List;

/** Explanations as scenarios read them. */
final class Explained {
    private Explained() {}

    static Explanation input(final Path journal, final long sequence) {
        return new Explain(journal, DeskJournal.reader(journal)).input(sequence, done -> {});
    }

    static Explanation output(final Path journal, final long sequence) {
        return new Explain(journal, DeskJournal.reader(journal)).output(sequence, done -> {});
    }

    static Explanation around(final Path journal, final long timeNs) {
        return new Explain(journal, DeskJournal.reader(journal)).around(timeNs, done -> {});
    }

    /** The last decision that an input caused; the state is the engine's own. */
    static ExplainedDecision last(final Path journal, final long sequence) {
        final Explanation found = input(journal, sequence);
        assertThat(found.rebuilt()).as(found.whyNotRebuilt()).isTrue();
        assertThat(found.decisions()).as(found.whyNone()).isNotEmpty();
        return found.decisions().get(found.decisions().size() - 1);
    }

    static String text(final Path journal, final long sequence) {
        return String.join("\n", ExplanationText.lines(input(journal, sequence)));
    }

    /** The one gate that stopped it; "" where none did. */
    static String stop(final ExplainedDecision decision) {
        final List<String> stops = gates(decision, Verdict.STOPPED);
        assertThat(stops).hasSizeLessThanOrEqualTo(1);
        return stops.isEmpty() ? "" : stops.get(0);
    }

    static List<String> gates(final ExplainedDecision decision, final Verdict verdict) {
        return decision.gates().stream()
                .filter(gate -> gate.verdict() == verdict)
                .map(Gate::gate)
                .toList();
    }

    static Gate gate(final ExplainedDecision decision, final String name) {
        return decision.gates().stream()
                .filter(gate -> gate.gate().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** "HOLD INSIDE_BAND". */
    static String said(final ExplainedDecision decision) {
        return decision.made().action() + " " + decision.made().reason();
    }
}
