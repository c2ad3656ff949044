package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.DeltaRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of section {@code hedging}: which delta a book is hedged by, and when its trades may be made.
 *
 * @param delta              what volatility is taken to do when the forward moves, canonical
 * @param isTradedOnRemark   whether a breach by re-marked volatilities alone is traded
 * @param remarkHalfLifeNs   in which half of a re-mark becomes real, nanoseconds
 * @param overrideMultiple   half-widths beyond which nothing is held back, times 1e8
 * @param scoreIntervalNs    between two scores of the delta rules, nanoseconds; 0 is none
 * @param tradeWhen          when the policy's trade may be made, canonical; null is always
 * @param tradeAlsoWhen      when a trade to the centre is called for besides, canonical; null is never
 */
public record TimingSettings(
        String delta,
        boolean isTradedOnRemark,
        long remarkHalfLifeNs,
        long overrideMultiple,
        long scoreIntervalNs,
        @Nullable String tradeWhen,
        @Nullable String tradeAlsoWhen) {
    static TimingSettings of(final Values values) {
        return new TimingSettings(
                values.text(TimingSchema.DELTA),
                values.flag(TimingSchema.TRADE_ON_REMARK),
                values.secondsAsNs(TimingSchema.REMARK_HALF_LIFE_S),
                values.number(TimingSchema.OVERRIDE_MULTIPLE),
                values.secondsAsNs(TimingSchema.SCORE_DELTAS_EVERY_S),
                (String) values.find(TimingSchema.TRADE_WHEN),
                (String) values.find(TimingSchema.TRADE_ALSO_WHEN));
    }

    /** {@return the rule and its numbers} */
    DeltaText deltaText() {
        return DeltaText.parse(delta);
    }

    /** {@return whether the engine must be told anything: it hedges by sticky strike and trades on re-marks by itself} */
    boolean isPlain() {
        return deltaText().rule() == DeltaRule.STICKY_STRIKE && isTradedOnRemark && scoreIntervalNs == 0;
    }

    /** {@return whether the rule reads the slope of our own smiles} */
    boolean isSmileNeeded() {
        return switch (deltaText().rule()) {
            case STICKY_MONEYNESS, SKEW_STICKINESS, ESTIMATED -> true;
            default -> false;
        };
    }

    /** {@return the steps of one of the two triggers; none where it is absent} */
    static List<TriggerExpression.Step> steps(final @Nullable String trigger) {
        return trigger == null ? List.of() : TriggerParser.steps(TriggerParser.parse(trigger));
    }
}
