package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.journal.codec.OverlayCheck;
import java.util.ArrayList;
import java.util.List;

/** Reads what became of an overlay's proposals from the outputs of one input. Pure. */
final class OverlayReader {
    private static final String DECISION = "OverlayDecision";

    private OverlayReader() {}

    /** Those of one underlying, in order. */
    static List<ExplainedOverlay> read(
            final List<Explanation.Event> outputs, final int underlyingId, final Names names) {
        final List<ExplainedOverlay> proposals = new ArrayList<>();
        final List<JsonNode> legs = new ArrayList<>();
        for (final Explanation.Event output : outputs) {
            final JsonNode event = output.event();
            if (output.name().equals(DECISION) && event.path("underlyingId").asInt() == underlyingId) {
                if (!legs.isEmpty() && !isSameProposal(legs.get(0), event)) {
                    proposals.add(proposal(legs, names));
                    legs.clear();
                }
                legs.add(event);
            }
        }
        if (!legs.isEmpty()) {
            proposals.add(proposal(legs, names));
        }
        return List.copyOf(proposals);
    }

    private static boolean isSameProposal(final JsonNode one, final JsonNode other) {
        return one.path("proposalId").asLong() == other.path("proposalId").asLong()
                && one.path("snapshotTimeNs").asLong()
                        == other.path("snapshotTimeNs").asLong();
    }

    private static ExplainedOverlay proposal(final List<JsonNode> legs, final Names names) {
        final JsonNode first = legs.get(0);
        final List<ExplainedOverlay.Leg> told = new ArrayList<>();
        int accepted = 0;
        for (final JsonNode leg : legs) {
            told.add(leg(leg, names));
            accepted += leg.path("check").asText().equals(OverlayCheck.ACCEPTED.name()) ? 1 : 0;
        }
        final long snapshotNs = first.path("snapshotTimeNs").asLong();
        return new ExplainedOverlay(
                first.path("proposalId").asLong(),
                Texts.time(snapshotNs),
                Texts.seconds(first.path("engineTimeNs").asLong() - snapshotNs),
                first.path("objectiveBefore").asDouble(),
                first.path("objectiveAfter").asDouble(),
                first.path("gammaBefore").asDouble(),
                first.path("gammaAfter").asDouble(),
                first.path("vegaBefore").asDouble(),
                first.path("vegaAfter").asDouble(),
                first.path("premiumUsd").asDouble(),
                accepted,
                told);
    }

    private static ExplainedOverlay.Leg leg(final JsonNode leg, final Names names) {
        final String check = leg.path("check").asText();
        return new ExplainedOverlay.Leg(
                names.instrument(leg.path("instrumentId").asInt()),
                leg.path("amount").decimalValue(),
                leg.path("limitPrice").decimalValue(),
                check,
                meaning(check),
                leg.path("reason").asText(),
                leg.path("value").asDouble(),
                leg.path("limitValue").asDouble(),
                leg.path("orderId").asLong());
    }

    static String meaning(final String check) {
        return switch (check) {
            case "ACCEPTED" -> "every check let it through";
            case "LEGS" -> "legs are missing, repeated or out of order";
            case "REPEATED" -> "a proposal of this or a later number was judged before";
            case "BLOCKED" -> "the desk may not hedge now";
            case "SNAPSHOT_AGE" -> "the snapshot that it was decided on is too old; value and limit in ns";
            case "MIN_INTERVAL" -> "the last accepted proposal was too short ago; value and limit in ns";
            case "IN_FLIGHT" -> "an order in an option of this coin is under way; value is its number";
            case "OBJECTIVE" -> "it does not improve its own objective";
            case "STATE" -> "the option is not open, or settling";
            case "QUOTE" -> "the option is not quoted on both sides, or its quote is too old";
            case "PRICE_MOVED" -> "the touch moved too far from the price it was decided at";
            case "VALUE_COLLAR" -> "the limit price is too far from the option's own value";
            case "LOTS" -> "no whole lots, less than the smallest order, or more than a leg may be";
            case "ORDER_LIMITS" -> "largest order or position";
            case "PREMIUM" -> "premium paid in a day";
            case "GAMMA" -> "the book's gamma would be outside its limits";
            case "VEGA" -> "the book's vega would be outside its limits";
            case "EXPIRY_VEGA" -> "an expiry's vega would be beyond its limit";
            case "WHOLE_ONLY" -> "another leg was refused, and only whole proposals are traded";
            case "MESSAGE_RATE" -> "no room for its orders and a hedge of their delta";
            default -> Figures.word(check);
        };
    }
}
