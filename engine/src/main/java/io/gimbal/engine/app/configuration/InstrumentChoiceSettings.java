package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.HedgeRatioKind;

/**
 * Section {@code book.choice}: how a book chooses among its candidates.
 *
 * @param horizonNs          costs are compared over this time, nanoseconds
 * @param intervalNs         between two looks, nanoseconds
 * @param confidence         standard errors times 1e8
 * @param turnover           of the hedge over the horizon, times 1e8
 * @param makerShare         of the trades, times 1e8
 * @param marginCostRate     per year, times 1e8
 * @param basisAversion      per billion USD, times 1e8
 * @param basisHalfLifeNs    nanoseconds
 * @param rollBeforeNs       before delivery, nanoseconds; 0 for never
 * @param levelLimitUsd      USD times 1e8, or {@link Decimals#ABSENT}
 * @param slopeLimitUsdYears USD years times 1e8, or {@link Decimals#ABSENT}
 * @param ratio              what a candidate's coin counts as
 * @param maxSplits          most orders that a need is split into; 1 for never
 * @param splitOrderUsd      what another order must save, USD times 1e8
 * @param splitWithin        how much dearer than in the candidate in use, share of the price times 1e8
 */
public record InstrumentChoiceSettings(
        long horizonNs,
        long intervalNs,
        long confidence,
        long turnover,
        long makerShare,
        long marginCostRate,
        long basisAversion,
        long basisHalfLifeNs,
        long rollBeforeNs,
        long levelLimitUsd,
        long slopeLimitUsdYears,
        HedgeRatioKind ratio,
        int maxSplits,
        long splitOrderUsd,
        long splitWithin) {
    private static final long BP_PER_ONE = 10_000;
    private static final long NS_PER_HOUR = 3_600_000_000_000L;

    static InstrumentChoiceSettings of(final Values values) {
        return new InstrumentChoiceSettings(
                values.number(ChoiceSchema.HORIZON_H) * NS_PER_HOUR,
                values.secondsAsNs(ChoiceSchema.INTERVAL_S),
                values.number(ChoiceSchema.CONFIDENCE),
                values.number(ChoiceSchema.TURNOVER),
                values.number(ChoiceSchema.MAKER_SHARE),
                values.number(ChoiceSchema.MARGIN_COST_RATE),
                values.number(ChoiceSchema.BASIS_AVERSION),
                values.number(ChoiceSchema.BASIS_HALF_LIFE_H) * NS_PER_HOUR,
                values.number(ChoiceSchema.ROLL_BEFORE_H) * NS_PER_HOUR,
                values.number(ChoiceSchema.LEVEL_LIMIT_USD, Decimals.ABSENT),
                values.number(ChoiceSchema.SLOPE_LIMIT_USD_YEARS, Decimals.ABSENT),
                "one".equals(values.text(ChoiceSchema.RATIO)) ? HedgeRatioKind.ONE : HedgeRatioKind.MINIMUM_VARIANCE,
                (int) values.number(ChoiceSchema.MAX_SPLITS),
                values.number(ChoiceSchema.SPLIT_ORDER_USD),
                values.number(ChoiceSchema.SPLIT_WITHIN_BP) / BP_PER_ONE);
    }
}
