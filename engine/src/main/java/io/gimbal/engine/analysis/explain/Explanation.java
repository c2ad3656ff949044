package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one sequence of a journal. Times are UTC instants.
 *
 * @param journal       directory
 * @param generation    that holds it
 * @param mode          kind of run that wrote it, as in GENESIS
 * @param codeHash      of the code that wrote it, 16 hex digits
 * @param asked         what was asked for
 * @param rebuilt       whether this code makes the journal's outputs again up to here, byte for byte: only then is the
 *                      engine's state shown
 * @param whyNotRebuilt where not, the first difference; null where it was rebuilt
 * @param cause         the input behind it all
 * @param decisions     made because of that input, in order; those not published are among them where it was rebuilt
 * @param whyNone       where there are none, why none can be expected; else null
 * @param outputs       every output that names this input as its cause
 * @param context       the latest of what the decision rests on, as journaled; only where it was not rebuilt
 * @param notes         what a reader should know beside
 */
public record Explanation(
        String journal,
        int generation,
        String mode,
        String codeHash,
        Asked asked,
        boolean rebuilt,
        @Nullable String whyNotRebuilt,
        Event cause,
        List<ExplainedDecision> decisions,
        @Nullable String whyNone,
        List<Event> outputs,
        List<Event> context,
        List<String> notes) {
    /**
     * Keeps lists that nobody changes.
     *
     * @param journal       as above
     * @param generation    as above
     * @param mode          as above
     * @param codeHash      as above
     * @param asked         as above
     * @param rebuilt       as above
     * @param whyNotRebuilt as above
     * @param cause         as above
     * @param decisions     as above
     * @param whyNone       as above
     * @param outputs       as above
     * @param context       as above
     * @param notes         as above
     */
    public Explanation {
        decisions = List.copyOf(decisions);
        outputs = List.copyOf(outputs);
        context = List.copyOf(context);
        notes = List.copyOf(notes);
    }

    /**
     * What was asked for.
     *
     * @param queue    {@code in} or {@code out}
     * @param sequence in that queue
     * @param time     that it was found by; null where the sequence was said
     */
    public record Asked(
            String queue, long sequence, @Nullable String time) {}

    /**
     * An event of the journal, by the schema alone.
     *
     * @param queue    {@code in} or {@code out}
     * @param sequence in that queue; 0 where it was made and never journaled
     * @param time     receive time of an input, time of writing of an output
     * @param event    an object of its fields that begins with {@code event}, its name
     */
    public record Event(String queue, long sequence, String time, JsonNode event) {
        /** {@return its name in the schema} */
        String name() {
            return event.path("event").asText();
        }
    }
}
