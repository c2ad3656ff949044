package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order, from every input that names it, also in later generations; ends where its end is known, or with
 * the journal. Used once, by one thread.
 */
final class OrderStory {
    private static final String FILLED = "FILLED";
    private static final String PARTLY = "PARTLY_FILLED";
    private static final String OPEN = "OPEN";
    private static final String UNKNOWN = "UNKNOWN";

    private final List<Explanation.Event> told = new ArrayList<>();
    private final JsonNode order;
    private final BigDecimal amount;
    private final boolean isInUsd;
    private String fate = OPEN;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal closedWith = BigDecimal.ZERO;
    private double paid;
    private double slippageUsd;
    private BigDecimal fee = BigDecimal.ZERO;
    private @Nullable String feeCurrency;
    private @Nullable String closedAs;
    private BigDecimal standing;
    private boolean isEnded;

    private OrderStory(final Explanation.Event newOrder, final boolean isInUsd) {
        order = newOrder.event();
        amount = order.path("amount").decimalValue();
        standing = amount;
        this.isInUsd = isInUsd;
    }

    /**
     * Follows an order.
     *
     * @param newOrder    the output that sent it
     * @param found       where it was decided
     * @param reader      of the journal
     * @param events      reads any event
     * @param instruments names of them
     * @param isInUsd     whether its amounts are dollars
     * @param notes       takes what keeps the story from being whole
     * @return the story
     */
    static ExplainedDecision.Order follow(
            final Explanation.Event newOrder,
            final JournalSearch.Found found,
            final JournalReader reader,
            final EventReader events,
            final Names instruments,
            final boolean isInUsd,
            final List<String> notes) {
        final OrderStory story = new OrderStory(newOrder, isInUsd);
        try {
            story.follow(found, reader, events);
        } catch (final JournalCorruptException e) {
            notes.add("what became of order " + story.order.path("orderId").asLong()
                    + " is known only up to a damaged record: " + e.getMessage());
        }
        return story.told(newOrder, instruments);
    }

    private void follow(final JournalSearch.Found found, final JournalReader reader, final EventReader events) {
        final long orderId = order.path("orderId").asLong();
        for (final Generation generation : reader.generations()) {
            if (generation.number() >= found.generation().number() && !isEnded) {
                try (JournalTailer in = reader.in(generation.number())) {
                    while (!isEnded && in.next()) {
                        if (in.sequence() > found.causeSequence() && events.isOf(in, orderId)) {
                            take(events.read(in, Generation.IN));
                        }
                    }
                }
            }
        }
    }

    private void take(final Explanation.Event event) {
        told.add(event);
        final JsonNode said = event.event();
        switch (event.name()) {
            case "CommandOutcome" -> onOutcome(said);
            case "OrderAccepted" -> onAccepted(said.path("amount"));
            case "OrderRejected" -> end("REJECTED");
            case "Fill" -> onFill(said);
            case "OrderClosed" -> onClosed(said);
            default -> {
                // Tells of the order and changes nothing of its fate.
            }
        }
    }

    /** A cancel or an amendment that did not leave ends nothing; of a duplicate's first copy nobody knows. */
    private void onOutcome(final JsonNode said) {
        final String outcome = said.path("outcome").asText();
        if (said.path("commandType").asInt() != NewOrderDecoder.TEMPLATE_ID) {
            return;
        }
        final boolean isDuplicate = said.path("reason").asText().equals(SuppressReason.DUPLICATE.name());
        if (outcome.equals(SendOutcome.SUPPRESSED.name()) && !isDuplicate) {
            end(SendOutcome.SUPPRESSED.name());
        } else if (!outcome.equals(SendOutcome.SENT.name())) {
            fate = UNKNOWN;
        }
    }

    /** It is there, for as much as the venue says. */
    private void onAccepted(final JsonNode total) {
        standing = total.isNumber() ? total.decimalValue() : standing;
        settle();
    }

    private void settle() {
        final boolean isTraded = filled.max(closedWith).signum() > 0;
        final String none = closedAs == null ? OPEN : closedAs;
        fate = isTraded ? PARTLY : none;
        final boolean isWhole = standing.signum() > 0 && filled.compareTo(standing) >= 0;
        if (isWhole || OrderEnd.FILLED.name().equals(closedAs)) {
            fate = FILLED;
        }
    }

    private void onFill(final JsonNode fill) {
        final BigDecimal size = fill.path("amount").decimalValue();
        final double price = fill.path("price").asDouble();
        final double reference = order.path("referencePrice").asDouble();
        final double coins = isInUsd ? size.doubleValue() / reference : size.doubleValue();
        final int sign = Side.BUY.name().equals(order.path("side").asText()) ? 1 : -1;
        filled = filled.add(size);
        paid += size.doubleValue() * price;
        slippageUsd += sign * coins * (price - reference);
        fee = fee.add(fill.path("fee").decimalValue());
        feeCurrency = fill.path("feeCurrency").asText();
        settle();
        isEnded = isEnded || (closedWith.signum() > 0 && filled.compareTo(closedWith) >= 0);
    }

    private void onClosed(final JsonNode closed) {
        closedAs = closed.path("end").asText();
        closedWith = closed.path("filledAmount").decimalValue();
        if (filled.compareTo(closedWith) >= 0) {
            isEnded = true;
        }
        settle();
    }

    private void end(final String how) {
        fate = how;
        isEnded = true;
    }

    private ExplainedDecision.Order told(final Explanation.Event newOrder, final Names instruments) {
        return new ExplainedDecision.Order(
                order.path("orderId").asLong(),
                instruments.instrument(order.path("instrumentId").asInt()),
                order.path("side").asText(),
                amount,
                Texts.unit(isInUsd),
                order.path("price").decimalValue(),
                order.path("referencePrice").decimalValue(),
                fate,
                filled,
                filled.signum() == 0 ? null : paid / filled.doubleValue(),
                slippageUsd + 0.0,
                fee,
                feeCurrency,
                told.isEmpty() ? null : seconds(newOrder, told.get(told.size() - 1)),
                List.copyOf(told));
    }

    private static double seconds(final Explanation.Event from, final Explanation.Event to) {
        final long ns = from.event().path("engineTimeNs").asLong();
        final Duration passed = Duration.between(Instant.EPOCH.plusNanos(ns), Instant.parse(to.time()));
        return passed.toNanos() / 1e9;
    }
}
