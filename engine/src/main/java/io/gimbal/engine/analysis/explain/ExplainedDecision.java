package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision. Deltas are coins, prices and money USD, ages seconds, unless the name says otherwise. Parts are null where
 * they could not be rebuilt or there was nothing of the kind.
 *
 * @param sequence       of the published {@code HedgeDecision} in out; null where it was not published
 * @param whyUnpublished why not; null where it was
 * @param underlyingId   dense
 * @param coin           of the underlying
 * @param time           engine time, UTC
 * @param engineTimeNs   the same, epoch nanoseconds
 * @param byTimer        whether the policy's own timer made it look, before the input was applied
 * @param summary        in a sentence
 * @param made           the decision
 * @param seen           market and ages
 * @param ledger         delta line by line
 * @param policy         and its parameters
 * @param band           how the band came about
 * @param gates          in the order in which they are asked
 * @param inFlight       orders under way before the decision
 * @param size           why this size
 * @param working        what worked beside policy and limits; its parts stand among these in JSON
 * @param order          what it sent, and what became of it
 */
public record ExplainedDecision(
        @Nullable Long sequence,
        @Nullable String whyUnpublished,
        int underlyingId,
        String coin,
        String time,
        long engineTimeNs,
        boolean byTimer,
        String summary,
        Made made,
        @Nullable Seen seen,
        @Nullable Ledger ledger,
        @Nullable Policy policy,
        @Nullable Band band,
        List<Gate> gates,
        @Nullable InFlight inFlight,
        @Nullable Size size,
        @JsonUnwrapped InnerWorking working,
        @Nullable Order order) {
    ExplainedDecision publishedAs(final long outSequence) {
        return with(outSequence, null, working, order);
    }

    ExplainedDecision unpublished(final String why) {
        return with(null, why, working, order);
    }

    ExplainedDecision with(final @Nullable Order story) {
        return with(sequence, whyUnpublished, working, story);
    }

    ExplainedDecision with(final InnerWorking inner) {
        return with(sequence, whyUnpublished, inner, order);
    }

    private ExplainedDecision with(
            final @Nullable Long outSequence,
            final @Nullable String why,
            final InnerWorking inner,
            final @Nullable Order story) {
        return new ExplainedDecision(
                outSequence,
                why,
                underlyingId,
                coin,
                time,
                engineTimeNs,
                byTimer,
                summary,
                made,
                seen,
                ledger,
                policy,
                band,
                gates,
                inFlight,
                size,
                inner,
                story);
    }

    /**
     * The decision, in the terms of the event.
     *
     * @param action         {@code HOLD}, {@code TRADE} or {@code REFUSE}
     * @param reason         as the journal names it
     * @param meaning        of the reason, in words
     * @param policy         as the journal names it
     * @param sense          in which deltas are told
     * @param totalDelta     positions only
     * @param inFlightDelta  what orders in flight would add
     * @param targetDelta    wanted
     * @param bandLow        trade below it
     * @param bandHigh       trade above it
     * @param centre         where the policy would like the delta
     * @param innerLow       where a trade from below lands
     * @param innerHigh      where a trade from above lands
     * @param effectiveGamma coins per USD
     * @param tradeDelta     called for, in whole lots, before limits; signed
     * @param orderAmount    signed, in the unit of amounts; 0 for none
     * @param limitPrice     of the order; 0 for none
     * @param orderId        our own number; 0 for none
     */
    public record Made(
            String action,
            String reason,
            String meaning,
            String policy,
            String sense,
            double totalDelta,
            double inFlightDelta,
            double targetDelta,
            double bandLow,
            double bandHigh,
            @Nullable Double centre,
            @Nullable Double innerLow,
            @Nullable Double innerHigh,
            @Nullable Double effectiveGamma,
            double tradeDelta,
            BigDecimal orderAmount,
            BigDecimal limitPrice,
            long orderId) {}

    /**
     * What the decision saw of the market.
     *
     * @param index     USD per coin; null before the first
     * @param indexAgeS of it
     * @param hedge     the hedge instrument; null where it is not defined
     * @param expiries  of which something is held
     * @param volSource whose volatilities value the options
     */
    public record Seen(
            @Nullable Double index,
            @Nullable Double indexAgeS,
            @Nullable Hedge hedge,
            List<Expiry> expiries,
            String volSource) {}

    /**
     * The hedge instrument.
     *
     * @param instrumentId dense
     * @param name         the venue's
     * @param state        the venue's
     * @param position     signed, in its unit of amounts
     * @param unit         of amounts: {@code USD} or {@code coins}
     * @param bid          0 for none
     * @param ask          0 for none
     * @param mid          null unless both sides are there and not crossed
     * @param ageS         of the quote; null before the first
     */
    public record Hedge(
            int instrumentId,
            String name,
            String state,
            BigDecimal position,
            String unit,
            double bid,
            double ask,
            @Nullable Double mid,
            @Nullable Double ageS) {}

    /**
     * One held expiry's inputs.
     *
     * @param expiry      UTC
     * @param options     held
     * @param forward     USD per coin; null where it has none yet
     * @param forwardAgeS of it
     * @param oldestVolAgeS of the options held; null where one has none yet, or none is held
     * @param oldestVol   which option that is; null where none is held
     */
    public record Expiry(
            String expiry,
            int options,
            @Nullable Double forward,
            @Nullable Double forwardAgeS,
            @Nullable Double oldestVolAgeS,
            @Nullable String oldestVol) {}

    /**
     * The delta ledger at that moment.
     *
     * @param lines          each apart
     * @param totals         in three senses
     * @param expiries       whose sums the lines are
     * @param gamma          net, projected, coins per USD
     * @param vegaPerVolPoint USD per 0.01
     * @param thetaPerDay    USD
     */
    public record Ledger(
            List<Line> lines,
            List<Total> totals,
            List<ExpiryLine> expiries,
            double gamma,
            double vegaPerVolPoint,
            double thetaPerDay) {}

    /**
     * One line of the ledger.
     *
     * @param line      its name
     * @param raw       on its own forward
     * @param projected on the hedge instrument
     * @param countsIn  senses whose total it is part of
     */
    public record Line(String line, double raw, double projected, List<String> countsIn) {}

    /**
     * A total of the ledger.
     *
     * @param sense     which
     * @param raw       each line on its own forward
     * @param projected on the hedge instrument
     * @param chosen    whether the desk hedges this one
     */
    public record Total(String sense, double raw, double projected, boolean chosen) {}

    /**
     * One expiry's share.
     *
     * @param expiry            UTC
     * @param forward           USD per coin
     * @param beta              projection on the hedge instrument
     * @param windowFraction    share of the delivery window still ahead; 1 before it
     * @param optionDelta       raw
     * @param premiumAdjustment raw
     * @param futuresDelta      raw
     * @param gamma             coins per USD
     */
    public record ExpiryLine(
            String expiry,
            double forward,
            double beta,
            double windowFraction,
            double optionDelta,
            double premiumAdjustment,
            double futuresDelta,
            double gamma) {}

    /**
     * How the book is hedged.
     *
     * @param name        in the catalogue; the journal's name where it has none there
     * @param meaning     one sentence; empty where it is not in the catalogue
     * @param source      of the rule
     * @param parameters  with units
     * @param targetDelta the desk's target, before the hedge ratio
     * @param hedgeRatio  share of the delta that is hedged
     * @param projection  how a forward counts in the hedge instrument
     * @param hedgeOn     events that call for a trade to the centre
     */
    public record Policy(
            String name,
            String meaning,
            String source,
            List<Quantity> parameters,
            double targetDelta,
            double hedgeRatio,
            String projection,
            List<String> hedgeOn) {}

    /**
     * A number with its name.
     *
     * @param name    of it
     * @param formula that gave it; empty where it was given
     * @param value   null where it is not known
     * @param unit    of it
     */
    public record Quantity(
            String name, String formula, @Nullable Double value, String unit) {}

    /**
     * How the band came about.
     *
     * @param inputs  of the formula
     * @param steps   of the formula, in order
     * @param low     as recomputed here; null where the formula is not known here
     * @param high    likewise
     * @param agrees  whether that is the band decided upon
     * @param fallback why a simpler band stands in for the policy's; null where it does not
     */
    public record Band(
            List<Quantity> inputs,
            List<Quantity> steps,
            @Nullable Double low,
            @Nullable Double high,
            boolean agrees,
            @Nullable String fallback) {}

    /** What a gate did. */
    public enum Verdict {
        /** Asked, and let through. */
        PASSED,
        /** Stopped the trade. */
        STOPPED,
        /** Would have stopped a trade, had it come to that. */
        WOULD_STOP,
        /** Not asked any more. */
        NOT_REACHED,
        /** Was not met, and yet something was traded. */
        OVERRULED
    }

    /**
     * One question that a trade must pass.
     *
     * @param gate    its name
     * @param verdict what it did
     * @param value   found; null where there is no number
     * @param limit   on it; null where there is none
     * @param bound   which side of the limit lets a trade through: {@code at most}, {@code at least}, {@code above} or
     *                {@code below}
     * @param unit    of both
     * @param detail  in words
     */
    public record Gate(
            String gate,
            Verdict verdict,
            @Nullable Double value,
            @Nullable Double limit,
            String bound,
            String unit,
            String detail) {}

    /**
     * Orders under way before the decision.
     *
     * @param orders       each
     * @param expectedDelta what those whose end is not in doubt would add
     * @param lowestDelta  of the book, if unknown orders turn out in the way that makes it least
     * @param highestDelta likewise, most
     */
    public record InFlight(List<Working> orders, double expectedDelta, double lowestDelta, double highestDelta) {}

    /**
     * An order under way.
     *
     * @param orderId    our own number
     * @param instrument it trades
     * @param amount     signed, in the unit of amounts
     * @param remaining  of it, signed
     * @param state      of it
     * @param delta      what the rest would add; null for what is no hedge, an option
     * @param ageS       since it was sent; null where the outputs do not tell
     */
    public record Working(
            long orderId,
            String instrument,
            BigDecimal amount,
            BigDecimal remaining,
            String state,
            @Nullable Double delta,
            @Nullable Double ageS) {}

    /**
     * From coins to an order.
     *
     * @param expectedDelta     in flight counted as filled
     * @param decidedUpon       the same, or the end of the interval that calls for the least trade
     * @param landing           where the trade is to end
     * @param wantedDelta       the way there
     * @param lotDelta          coins of one lot
     * @param lots              whole, rounded by the policy's landing; signed
     * @param wantedAmount      the same in the unit of amounts; signed
     * @param unit              of amounts
     * @param maxOrderUsd       largest order
     * @param worstPositionUsd  position on the trade's side with all in flight filled
     * @param maxPositionUsd    largest position
     * @param permittedAmount   what both let through; signed
     * @param agrees            whether this is the order decided upon, or what it is a part of
     * @param tactic            how what is wanted becomes orders, as the journal names it
     * @param part              whether the order is a part of it, the rest to follow
     */
    public record Size(
            double expectedDelta,
            double decidedUpon,
            double landing,
            double wantedDelta,
            double lotDelta,
            double lots,
            BigDecimal wantedAmount,
            String unit,
            double maxOrderUsd,
            double worstPositionUsd,
            double maxPositionUsd,
            BigDecimal permittedAmount,
            boolean agrees,
            String tactic,
            boolean part) {}

    /**
     * The order and what became of it, as far as the journal goes.
     *
     * @param orderId        our own number
     * @param instrument     the venue's name
     * @param side           of it
     * @param amount         ordered
     * @param unit           of amounts
     * @param limitPrice     of it
     * @param referencePrice the hedge instrument's mid at the decision
     * @param fate           {@code FILLED, PARTLY_FILLED, CANCELLED, EXPIRED, REJECTED, NEVER_EXISTED, SUPPRESSED, UNKNOWN}
     *                       or {@code OPEN}
     * @param filledAmount   sum of its executions
     * @param averagePrice   of them; null where there is none
     * @param slippageUsd    of them against the reference price; above 0 is paid
     * @param fee            of them, in {@code feeCurrency}; above 0 is paid
     * @param feeCurrency    null where nothing was executed
     * @param secondsToEnd   from the decision to its last event; null where there is none
     * @param events         that name the order, in order
     */
    public record Order(
            long orderId,
            String instrument,
            String side,
            BigDecimal amount,
            String unit,
            BigDecimal limitPrice,
            BigDecimal referencePrice,
            String fate,
            BigDecimal filledAmount,
            @Nullable Double averagePrice,
            double slippageUsd,
            BigDecimal fee,
            @Nullable String feeCurrency,
            @Nullable Double secondsToEnd,
            List<Explanation.Event> events) {}
}
