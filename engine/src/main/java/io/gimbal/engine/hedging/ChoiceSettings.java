package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationDecoder;

/**
 * How one underlying chooses, rolls and balances its hedge instruments, as configured; until then costs of a day, looked
 * at every minute, and no balance. Owned by the engine thread.
 */
final class ChoiceSettings {
    /** Longest of all times here, a year of 365 days. */
    static final long MAX_TIME_NS = 365L * 86_400 * 1_000_000_000;

    private static final long DAY_NS = 86_400L * 1_000_000_000;
    private static final long MINUTE_NS = 60L * 1_000_000_000;
    private static final double NS_PER_YEAR = MAX_TIME_NS;
    private static final double BILLION = 1e9;
    private static final double MAX_CONFIDENCE = 100;
    private static final double MAX_TURNOVER = 1e6;
    private static final double MAX_RATE = 10;
    private static final double MAX_AVERSION_PER_BILLION = 1e9;
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private static final double MAX_ORDER_USD = 1e6;

    private long horizonNs = DAY_NS;
    private long intervalNs = MINUTE_NS;
    private double confidence = 1;
    private double turnover;
    private double makerShare;
    private double marginCostRate;
    private double riskAversion;
    private long basisHalfLifeNs = DAY_NS;
    private long rollBeforeNs = DAY_NS;
    private double levelLimitUsd = NO_LIMIT;
    private double slopeLimitUsdYears = NO_LIMIT;
    private HedgeRatioKind ratio = HedgeRatioKind.ONE;
    private int maxSplits = 1;
    private double splitOrderUsd;
    private double splitWithin;
    private boolean isConfigured;

    /** Takes a configuration; false, and nothing taken, when it cannot be meant. */
    boolean configure(final InstrumentChoiceConfigurationDecoder event) {
        final boolean areTimesMeant = isTime(event.horizonNs())
                && isTime(event.intervalNs())
                && isTime(event.basisHalfLifeNs())
                && event.rollBeforeNs() >= 0
                && event.rollBeforeNs() <= MAX_TIME_NS;
        final boolean areRatesMeant = isWithin(event.confidence(), MAX_CONFIDENCE)
                && isWithin(event.turnover(), MAX_TURNOVER)
                && isWithin(event.makerShare(), 1)
                && isWithin(event.marginCostRate(), MAX_RATE)
                && isWithin(event.riskAversion(), MAX_AVERSION_PER_BILLION);
        final double newLevel = limit(event.levelLimitUsd());
        final double newSlope = limit(event.slopeLimitUsdYears());
        final long newOrderUsd = orZero(event.splitOrderUsd());
        final long newWithin = orZero(event.splitWithin());
        final boolean isSplitMeant = splits(event) >= 1
                && splits(event) <= HedgeLines.CAPACITY
                && isWithin(newOrderUsd, MAX_ORDER_USD)
                && isWithin(newWithin, 1);
        if (!areTimesMeant || !areRatesMeant || !isSplitMeant || !(newLevel > 0 && newSlope > 0)) {
            return false;
        }
        horizonNs = event.horizonNs();
        intervalNs = event.intervalNs();
        confidence = Scaled.toDouble(event.confidence());
        turnover = Scaled.toDouble(event.turnover());
        makerShare = Scaled.toDouble(event.makerShare());
        marginCostRate = Scaled.toDouble(event.marginCostRate());
        riskAversion = Scaled.toDouble(event.riskAversion()) / BILLION;
        basisHalfLifeNs = event.basisHalfLifeNs();
        rollBeforeNs = event.rollBeforeNs();
        levelLimitUsd = newLevel;
        slopeLimitUsdYears = newSlope;
        ratio = event.ratio();
        maxSplits = splits(event);
        splitOrderUsd = Scaled.toDouble(newOrderUsd);
        splitWithin = Scaled.toDouble(newWithin);
        isConfigured = true;
        return true;
    }

    /** A journal that is older than splits, or does not speak of them, never split. */
    private static int splits(final InstrumentChoiceConfigurationDecoder event) {
        final short stated = event.maxSplits();
        return stated == InstrumentChoiceConfigurationDecoder.maxSplitsNullValue() ? 1 : stated;
    }

    private static long orZero(final long scaled) {
        return scaled == InstrumentChoiceConfigurationDecoder.splitOrderUsdNullValue() ? 0 : scaled;
    }

    private static boolean isTime(final long ns) {
        return ns > 0 && ns <= MAX_TIME_NS;
    }

    private static boolean isWithin(final long scaled, final double most) {
        return scaled >= 0 && Scaled.toDouble(scaled) <= most;
    }

    /** A limit that is stated and not above 0 comes back as it is, to be refused. */
    private static double limit(final long scaled) {
        return scaled == InstrumentChoiceConfigurationDecoder.levelLimitUsdNullValue()
                ? NO_LIMIT
                : Scaled.toDouble(scaled);
    }

    /** Years of 365 days. */
    double horizonYears() {
        return horizonNs / NS_PER_YEAR;
    }

    long intervalNs() {
        return intervalNs;
    }

    /** Standard errors of the carry. */
    double confidence() {
        return confidence;
    }

    /** Per USD of hedge, over the horizon. */
    double turnover() {
        return turnover;
    }

    /** From 0 to 1. */
    double makerShare() {
        return makerShare;
    }

    /** Per year. */
    double marginCostRate() {
        return marginCostRate;
    }

    /** Per USD. */
    double riskAversion() {
        return riskAversion;
    }

    long basisHalfLifeNs() {
        return basisHalfLifeNs;
    }

    /** 0 where nothing is rolled. */
    long rollBeforeNs() {
        return rollBeforeNs;
    }

    /** Infinite where there is none. */
    double levelLimitUsd() {
        return levelLimitUsd;
    }

    /** Infinite where there is none. */
    double slopeLimitUsdYears() {
        return slopeLimitUsdYears;
    }

    boolean isBalanced() {
        return levelLimitUsd < NO_LIMIT || slopeLimitUsdYears < NO_LIMIT;
    }

    boolean isMinimumVariance() {
        return ratio == HedgeRatioKind.MINIMUM_VARIANCE;
    }

    boolean isSplit() {
        return maxSplits > 1;
    }

    /** Most orders of one need. */
    int maxSplits() {
        return maxSplits;
    }

    /** USD that another order of a need must save. */
    double splitOrderUsd() {
        return splitOrderUsd;
    }

    /** How much dearer than in the one in use a part may be, share of the price. */
    double splitWithin() {
        return splitWithin;
    }

    /** Nothing is added where nothing was configured. */
    long mixInto(final long hash) {
        if (!isConfigured) {
            return hash;
        }
        long h = Bits.mix(hash, horizonNs);
        h = Bits.mix(h, intervalNs);
        h = Bits.mix(h, confidence);
        h = Bits.mix(h, turnover);
        h = Bits.mix(h, makerShare);
        h = Bits.mix(h, marginCostRate);
        h = Bits.mix(h, riskAversion);
        h = Bits.mix(h, basisHalfLifeNs);
        h = Bits.mix(h, rollBeforeNs);
        h = Bits.mix(h, levelLimitUsd);
        h = Bits.mix(h, slopeLimitUsdYears);
        h = Bits.mix(h, ratio.value());
        return isSplit() ? Bits.mix(Bits.mix(Bits.mix(h, maxSplits), splitOrderUsd), splitWithin) : h;
    }
}
