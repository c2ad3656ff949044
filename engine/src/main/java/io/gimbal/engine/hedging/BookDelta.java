package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.DeltaRule;

/**
 * Which delta one book is hedged by: what the chosen rule adds to the options' Black delta, and what every other rule would.
 * The ledger of Greeks stays Black's, line by line; the hedger adds this to the total it acts on. Owned by the engine
 * thread; allocates only when configured or when an expiry was added.
 *
 * <p>With a skew-stickiness ratio R an expiry adds f (R - 1) / F times the sum of quantity, vega and slope, f the share of
 * its delivery window still ahead: L. Bergomi, "Smile dynamics IV", Risk (2009). It is as exact as the book's vega: to
 * 2e-5 of itself between two valuations of a strip. An option on no smile is hedged by Black's delta.
 */
final class BookDelta {
    /** How many rules there are; sticky strike is number 0. */
    static final int RULES = 5;

    /** Number of a rule. */
    static final int MONEYNESS = 1;

    static final int STICKINESS = 2;
    static final int ESTIMATED = 3;
    static final int MINIMUM_VARIANCE = 4;

    /** Without a ratio of its own, that rule is scored with that of local volatility. */
    static final double LOCAL_VOLATILITY = 2;

    private static final double LARGEST_RATIO = 10;
    private static final double LARGEST_COEFFICIENT = 10;
    private static final long ABSENT = DeltaConfigurationDecoder.stickinessNullValue();

    private final GreeksAggregator greeks;
    private final SmileStickiness stickiness = new SmileStickiness();
    private final MinimumVarianceLook look = new MinimumVarianceLook();
    private final double[] changes = new double[RULES];
    private DeltaRule rule = DeltaRule.STICKY_STRIKE;
    private HullWhiteCoefficients coefficients = HullWhiteCoefficients.ZERO;
    private double ratio = LOCAL_VOLATILITY;
    private boolean hasCoefficients;
    private boolean isConfigured;
    private boolean isScored;
    private int unsmiled;

    BookDelta(final GreeksAggregator greeks) {
        this.greeks = greeks;
    }

    /** Takes a configuration; false when it cannot be meant. */
    boolean configure(final DeltaConfigurationDecoder event) {
        final long newRatio = event.stickiness();
        final boolean hasRatio = newRatio != ABSENT;
        final int given = given(event.callA())
                + given(event.callB())
                + given(event.callC())
                + given(event.putA())
                + given(event.putB())
                + given(event.putC());
        final boolean isMeant = (!hasRatio || isWithin(newRatio, LARGEST_RATIO))
                && (hasRatio || event.rule() != DeltaRule.SKEW_STICKINESS)
                && (given == 0 || isAllMeant(event))
                && (given > 0 || event.rule() != DeltaRule.MINIMUM_VARIANCE);
        if (!isMeant) {
            return false;
        }
        rule = event.rule();
        ratio = hasRatio ? Scaled.toDouble(newRatio) : LOCAL_VOLATILITY;
        hasCoefficients = given > 0;
        coefficients = hasCoefficients
                ? new HullWhiteCoefficients(
                        side(event.callA(), event.callB(), event.callC()),
                        side(event.putA(), event.putB(), event.putC()))
                : HullWhiteCoefficients.ZERO;
        isScored = event.scoreIntervalNs() > 0;
        isConfigured = true;
        look.forget();
        greeks.skewed(isSmileNeeded() || isScored);
        return true;
    }

    private static int given(final long coefficient) {
        return coefficient == ABSENT ? 0 : 1;
    }

    private static boolean isWithin(final long scaled, final double most) {
        return scaled != ABSENT && Math.abs(Scaled.toDouble(scaled)) <= most;
    }

    private static boolean isAllMeant(final DeltaConfigurationDecoder event) {
        return isWithin(event.callA(), LARGEST_COEFFICIENT)
                && isWithin(event.callB(), LARGEST_COEFFICIENT)
                && isWithin(event.callC(), LARGEST_COEFFICIENT)
                && isWithin(event.putA(), LARGEST_COEFFICIENT)
                && isWithin(event.putB(), LARGEST_COEFFICIENT)
                && isWithin(event.putC(), LARGEST_COEFFICIENT);
    }

    private static HullWhiteCoefficients.Side side(final long a, final long b, final long c) {
        return new HullWhiteCoefficients.Side(Scaled.toDouble(a), Scaled.toDouble(b), Scaled.toDouble(c));
    }

    private boolean isSmileNeeded() {
        return rule == DeltaRule.STICKY_MONEYNESS || rule == DeltaRule.SKEW_STICKINESS || rule == DeltaRule.ESTIMATED;
    }

    DeltaRule rule() {
        return rule;
    }

    /** Follows the valuation just made. */
    void see(final UnderlyingBook book, final long nowNs) {
        if (!isConfigured) {
            return;
        }
        if (isSmileNeeded() || isScored) {
            stickiness.see(book);
            sumSkews();
        }
        changes[MINIMUM_VARIANCE] = hasCoefficients ? look.change(book, greeks, coefficients, nowNs) : Double.NaN;
    }

    private void sumSkews() {
        double moneyness = 0;
        double estimated = 0;
        unsmiled = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sums = greeks.expiry(i);
            if (sums.isHeld() && sums.forward() > 0) {
                final double perRatio = sums.beta() * sums.windowFraction() * sums.skewVega() / sums.forward();
                moneyness -= perRatio;
                estimated += (stickiness.ratio(i) - 1) * perRatio;
                unsmiled += sums.unsmiled();
            }
        }
        changes[MONEYNESS] = moneyness;
        changes[STICKINESS] = (1 - ratio) * moneyness;
        changes[ESTIMATED] = estimated;
    }

    /** Coins to add to the projected option delta, by the rule in force. */
    double change() {
        return isConfigured ? changes[number(rule)] : 0;
    }

    /**
     * Coins that a rule adds to the projected option delta.
     *
     * @return not a number where the rule lacks an input
     */
    double change(final int number) {
        final boolean isOfSmile = number == MONEYNESS || number == STICKINESS || number == ESTIMATED;
        return isOfSmile && unsmiled > 0 ? Double.NaN : changes[number];
    }

    /** Options held that are on no smile; 0 where no rule reads one. */
    int unsmiled() {
        return unsmiled;
    }

    /** Options held that the rule in force cannot move, because they are on no smile. */
    int fallenBack() {
        return isSmileNeeded() ? unsmiled : 0;
    }

    /** Positions changed. */
    void onBookChange() {
        look.forget();
    }

    static int number(final DeltaRule rule) {
        return switch (rule) {
            case STICKY_MONEYNESS -> MONEYNESS;
            case SKEW_STICKINESS -> STICKINESS;
            case ESTIMATED -> ESTIMATED;
            case MINIMUM_VARIANCE -> MINIMUM_VARIANCE;
            default -> 0;
        };
    }

    static DeltaRule rule(final int number) {
        return switch (number) {
            case MONEYNESS -> DeltaRule.STICKY_MONEYNESS;
            case STICKINESS -> DeltaRule.SKEW_STICKINESS;
            case ESTIMATED -> DeltaRule.ESTIMATED;
            case MINIMUM_VARIANCE -> DeltaRule.MINIMUM_VARIANCE;
            default -> DeltaRule.STICKY_STRIKE;
        };
    }

    /** Nothing, where no configuration ever came. */
    long mixInto(final long hash) {
        if (!isConfigured) {
            return hash;
        }
        long h = Bits.mix(hash, rule.value());
        h = Bits.mix(h, ratio);
        h = mix(mix(h, coefficients.calls()), coefficients.puts());
        h = Bits.mix(h, (hasCoefficients ? 1L : 0L) | (isScored ? 2L : 0L));
        for (final double change : changes) {
            h = Bits.mix(h, change);
        }
        h = Bits.mix(h, unsmiled);
        return look.mixInto(stickiness.mixInto(h));
    }

    private static long mix(final long hash, final HullWhiteCoefficients.Side side) {
        return Bits.mix(Bits.mix(Bits.mix(hash, side.a()), side.b()), side.c());
    }
}
