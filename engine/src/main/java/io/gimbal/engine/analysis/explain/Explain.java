package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Explains decisions of a journal: finds the input behind a sequence or a moment, replays up to it, looks on while
 * the engine
 * decides, and follows the orders. Where this code does not make the journal's outputs again the state is not shown,
 * for it
 * would be another one; then the journal alone speaks. Used by one thread.
 */
public final class Explain {
    private static final String NEW_ORDER = "NewOrder";
    private static final String DECISION = "HedgeDecision";

    private final Path directory;
    private final JournalReader reader;
    private final EventReader events = new EventReader();
    private final JournalSearch search;
    private final List<String> notes = new ArrayList<>();
    private Names names = new Names();

    /**
     * Prepares to explain.
     *
     * @param directory of the journal, for what is told of it
     * @param reader    of the journal
     */
    public Explain(final Path directory, final JournalReader reader) {
        this.directory = directory;
        this.reader = reader;
        search = new JournalSearch(reader, events);
    }

    /**
     * Explains an output: a decision, or the decisions that its cause made.
     *
     * @param sequence in out
     * @param progress told how many inputs were replayed, now and then
     * @return what was found
     * @throws NotInJournalException when there is no such output; the message has the range
     * @throws io.gimbal.journal.JournalCorruptException when a record so far is not what was written
     */
    public Explanation output(final long sequence, final LongConsumer progress) {
        return explain(search.output(sequence), null, progress);
    }

    /**
     * Explains every decision that an input caused.
     *
     * @param sequence in in
     * @param progress told how many inputs were replayed, now and then
     * @return what was found
     * @throws NotInJournalException when there is no such input; the message has the range
     * @throws io.gimbal.journal.JournalCorruptException when a record so far is not what was written
     */
    public Explanation input(final long sequence, final LongConsumer progress) {
        return explain(search.input(sequence), null, progress);
    }

    /**
     * Explains the published decision that is nearest to a moment.
     *
     * @param timeNs   engine time, epoch nanoseconds
     * @param progress told how many inputs were replayed, now and then
     * @return what was found
     * @throws NotInJournalException when the journal holds no decision
     * @throws io.gimbal.journal.JournalCorruptException when a record of its outputs is not what was written
     */
    public Explanation around(final long timeNs, final LongConsumer progress) {
        return explain(search.around(timeNs), Texts.time(timeNs), progress);
    }

    private Explanation explain(
            final JournalSearch.Found found, final @Nullable String time, final LongConsumer progress) {
        final JournalSearch.Outputs journaled = search.outputs(found);
        final RebuiltMoment moment = new RebuiltMoment(reader, found, names, progress);
        final ReplayResult.Difference difference = moment.run();
        final List<Explanation.Event> outputs = new ArrayList<>(journaled.events());
        final List<Explanation.Event> context;
        final List<ExplainedDecision> decisions;
        if (difference == null) {
            context = List.of();
            addNeverJournaled(moment, outputs);
            decisions = rebuilt(moment, journaled);
        } else {
            names = new Names();
            context = new RecordedContext(events).read(reader, found, names);
            decisions = recorded(journaled);
        }
        final List<ExplainedDecision> asked = followed(chosen(decisions, found, outputs), outputs, found);
        return new Explanation(
                directory.toString(),
                found.generation().number(),
                names.mode(),
                names.codeHash(),
                new Explanation.Asked(found.queue(), found.sequence(), time),
                difference == null,
                difference == null ? null : text(difference),
                search.cause(found),
                asked,
                asked.isEmpty() ? whyNone(difference == null ? moment : null, search.cause(found)) : null,
                outputs,
                context,
                List.copyOf(notes));
    }

    private static String text(final ReplayResult.Difference difference) {
        return "this code does not make the journal's outputs again, so it would show another state; first difference:"
                + " generation " + difference.generation() + ", output " + difference.outSequence() + ", cause "
                + difference.causeSequence() + ": " + difference.what();
    }

    /** What the engine made and its sender never took was never sent: the run died between the two. */
    private void addNeverJournaled(final RebuiltMoment moment, final List<Explanation.Event> outputs) {
        for (int i = outputs.size(); i < moment.outputs().size(); i++) {
            outputs.add(events.read(moment.outputs().get(i), Generation.OUT, 0, 0));
            if (i == moment.outputs().size() - 1) {
                notes.add(
                        "outputs without a sequence were made and never journaled: the run ended before, and nothing of"
                                + " them was sent");
            }
        }
    }

    private List<ExplainedDecision> rebuilt(final RebuiltMoment moment, final JournalSearch.Outputs journaled) {
        final List<ExplainedDecision> decisions = new ArrayList<>();
        for (int i = 0; i < moment.decisions().size(); i++) {
            final ExplainedDecision decision = moment.decisions().get(i);
            final int at = moment.published().indexOf(i);
            if (at >= 0 && at < journaled.decisions().size()) {
                decisions.add(decision.publishedAs(journaled.decisions().get(at).sequence()));
            } else if (at >= 0) {
                decisions.add(decision.unpublished("it was made and never journaled"));
            } else {
                decisions.add(
                        decision.unpublished(same(moment, journaled.before().get(decision.underlyingId()))));
            }
        }
        return decisions;
    }

    private static String same(final RebuiltMoment moment, final @Nullable Long before) {
        return "same action and reason as " + (before == null ? "before" : "output " + before)
                + ", and a decision that did not change is published once in "
                + Texts.grouped(BigDecimal.valueOf(moment.heartbeatS())) + " s";
    }

    private List<ExplainedDecision> recorded(final JournalSearch.Outputs journaled) {
        final List<ExplainedDecision> decisions = new ArrayList<>();
        final HedgeDecisionDecoder event = new HedgeDecisionDecoder();
        for (final JournalSearch.Decided decided : journaled.decisions()) {
            event.wrapAndApplyHeader(new UnsafeBuffer(decided.bytes().array()), 0, new MessageHeaderDecoder());
            decisions.add(DecisionReader.read(event, decided.sequence(), names));
        }
        return decisions;
    }

    /** The one decision that was asked for, or, where something else was, all that the input caused. */
    private List<ExplainedDecision> chosen(
            final List<ExplainedDecision> decisions,
            final JournalSearch.Found found,
            final List<Explanation.Event> outputs) {
        if (found.queue().equals(Generation.IN)) {
            return decisions;
        }
        final List<ExplainedDecision> asked = decisions.stream()
                .filter(decision -> decision.sequence() != null && decision.sequence() == found.sequence())
                .toList();
        if (asked.isEmpty()) {
            outputs.stream()
                    .filter(output -> output.sequence() == found.sequence())
                    .forEach(output -> notes.add("output " + output.sequence() + " is no decision but "
                            + output.name() + "; shown is what its cause, input " + found.causeSequence()
                            + ", made the engine decide"));
            return decisions;
        }
        if (decisions.size() > 1) {
            notes.add("the same input made " + (decisions.size() - 1) + " more decision(s): --queue in "
                    + found.causeSequence() + " shows them all");
        }
        return asked;
    }

    private List<ExplainedDecision> followed(
            final List<ExplainedDecision> decisions,
            final List<Explanation.Event> outputs,
            final JournalSearch.Found found) {
        final List<ExplainedDecision> whole = new ArrayList<>();
        for (final ExplainedDecision decision : decisions) {
            final Explanation.Event order = order(decision, outputs);
            final boolean isTrade = decision.made().action().equals(DecisionAction.TRADE.name());
            final ExplainedDecision told =
                    decision.with(decision.working().with(OverlayReader.read(outputs, decision.underlyingId(), names)));
            whole.add(
                    order == null || !isTrade
                            ? told
                            : told.with(OrderStory.follow(
                                    order,
                                    found,
                                    reader,
                                    events,
                                    names,
                                    names.isInUsd(
                                            order.event().path("instrumentId").asInt()),
                                    notes)));
        }
        return whole;
    }

    private static Explanation.@Nullable Event order(
            final ExplainedDecision decision, final List<Explanation.Event> outputs) {
        for (final Explanation.Event output : outputs) {
            if (output.name().equals(NEW_ORDER)
                    && output.event().path("orderId").asLong()
                            == decision.made().orderId()) {
                return output;
            }
        }
        return null;
    }

    private static String whyNone(final @Nullable RebuiltMoment moment, final Explanation.Event cause) {
        final String what = cause.name();
        if (moment == null) {
            return "no " + DECISION
                    + " names this input as its cause; whether the engine looked at a book cannot be told"
                    + " without rebuilding its state";
        }
        if (moment.isBadInput()) {
            return "the engine took this " + what + " for one that cannot be meant: it was counted and dropped, and"
                    + " nothing changed";
        }
        if (moment.books() == 0) {
            return "no book is configured at this point, so there is nothing to decide";
        }
        final Map<String, String> kinds = Map.of(
                "TradePrint", "trades of others change no delta",
                "VolatilityIndex", "no book is valued by it",
                "DeliveryEstimate", "the delivery window is valued from the index",
                "OrderAccepted", "an order that rests counted as filled already",
                "CommandOutcome", "an order that was sent counted as filled already");
        final String why = kinds.get(what);
        return "the engine applied this " + what + " and looked at no book: "
                + (why == null ? "it touches none that is configured" : why);
    }
}
