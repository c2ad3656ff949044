package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.HedgeCandidateEncoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import org.jspecify.annotations.Nullable;

/**
 * One {@code book.hedge}: an instrument that may carry the book's hedge.
 *
 * @param instrument       its name at the venue, or empty where a rule chooses it
 * @param rule             {@code perpetual}, {@code spot}, {@code quarterly} or {@code next_quarterly}, or empty
 * @param venue            name of the venue that it is traded at; empty for the one that connection is of
 * @param connection       the connection that its orders come through, from 0
 * @param marketConnection the one that its quotes come through, likewise
 * @param takerFeeBp       basis points times 1e8, or {@link Decimals#ABSENT} for the instrument's own
 * @param makerFeeBp       likewise, of an order that rests
 * @param impactBp         what an order of a million dollars costs beside the spread, basis points times 1e8
 * @param marginRate       share of the position that it ties up, times 1e8
 * @param maxPositionUsd   largest position either way, USD times 1e8
 * @param cross            how it stands in, where it is of another coin, else null
 */
public record HedgeCandidateSettings(
        String instrument,
        String rule,
        String venue,
        int connection,
        int marketConnection,
        long takerFeeBp,
        long makerFeeBp,
        long impactBp,
        long marginRate,
        long maxPositionUsd,
        @Nullable Cross cross) {
    private static final long BP_PER_ONE = 10_000;

    /**
     * How a perpetual of another coin stands in.
     *
     * @param ratio          {@code ONE} with a fixed ratio, or {@code MINIMUM_VARIANCE}
     * @param fixedRatio     USD per USD times 1e8, or {@link Decimals#ABSENT}
     * @param halfLifeNs     of a return, nanoseconds
     * @param sampleNs       shortest return, nanoseconds
     * @param minSamples     returns before it is used
     * @param minCorrelation below which it is not, times 1e8
     */
    public record Cross(
            HedgeRatioKind ratio,
            long fixedRatio,
            long halfLifeNs,
            long sampleNs,
            int minSamples,
            long minCorrelation) {
        private static final long NS_PER_HOUR = 3_600_000_000_000L;

        static @Nullable Cross of(final Values values) {
            if (!values.has(ChoiceSchema.CROSS_RATIO)) {
                return null;
            }
            final boolean isFixed = "fixed".equals(values.text(ChoiceSchema.CROSS_RATIO));
            return new Cross(
                    isFixed ? HedgeRatioKind.ONE : HedgeRatioKind.MINIMUM_VARIANCE,
                    isFixed ? values.number(ChoiceSchema.FIXED_RATIO, Decimals.ABSENT) : Decimals.ABSENT,
                    values.number(ChoiceSchema.RATIO_HALF_LIFE_H) * NS_PER_HOUR,
                    values.secondsAsNs(ChoiceSchema.RATIO_SAMPLE_S),
                    values.count(ChoiceSchema.RATIO_MIN_SAMPLES),
                    values.number(ChoiceSchema.MIN_CORRELATION));
        }

        void encode(final HedgeCandidateEncoder event) {
            event.crossRatio(ratio)
                    .fixedRatio(fixedRatio)
                    .ratioHalfLifeNs(halfLifeNs)
                    .ratioSampleNs(sampleNs)
                    .minSamples(minSamples)
                    .minCorrelation(minCorrelation);
        }
    }

    /** {@return whether it is of another coin than the book's} */
    public boolean isCross() {
        return cross != null;
    }

    static HedgeCandidateSettings of(final Values values) {
        return new HedgeCandidateSettings(
                values.has(ChoiceSchema.INSTRUMENT) ? values.text(ChoiceSchema.INSTRUMENT) : "",
                values.has(ChoiceSchema.RULE) ? values.text(ChoiceSchema.RULE) : "",
                values.has(ChoiceSchema.VENUE) ? values.text(ChoiceSchema.VENUE) : "",
                (int) values.number(ChoiceSchema.CONNECTION, 0),
                (int) values.number(ChoiceSchema.MARKET_CONNECTION, values.number(ChoiceSchema.CONNECTION, 0)),
                values.number(ChoiceSchema.TAKER_FEE_BP, Decimals.ABSENT),
                values.number(ChoiceSchema.MAKER_FEE_BP, Decimals.ABSENT),
                values.number(ChoiceSchema.IMPACT_BP),
                values.number(ChoiceSchema.MARGIN_RATE),
                values.number(ChoiceSchema.MAX_POSITION_USD),
                Cross.of(values));
    }

    /**
     * The same candidate through other connections.
     *
     * @param orders number of the one that its orders come through
     * @param market number of the one that its quotes come through
     * @return the candidate
     */
    public HedgeCandidateSettings through(final int orders, final int market) {
        return new HedgeCandidateSettings(
                instrument,
                rule,
                venue,
                orders,
                market,
                takerFeeBp,
                makerFeeBp,
                impactBp,
                marginRate,
                maxPositionUsd,
                cross);
    }

    /**
     * {@return the taker's fee as a rate, times 1e8}
     *
     * @param listed the instrument's own, likewise
     */
    public long takerFeeRate(final long listed) {
        return takerFeeBp == Decimals.ABSENT ? listed : takerFeeBp / BP_PER_ONE;
    }

    /**
     * {@return the fee of a resting order as a rate, times 1e8}
     *
     * @param listed the instrument's own, likewise
     */
    public long makerFeeRate(final long listed) {
        return makerFeeBp == Decimals.ABSENT ? listed : makerFeeBp / BP_PER_ONE;
    }

    /** {@return the impact of a million dollars as a rate, times 1e8} */
    public long impactRate() {
        return impactBp / BP_PER_ONE;
    }

    /**
     * The instrument's name at the venue.
     *
     * @param book  it belongs to
     * @param nowNs the start, epoch nanoseconds
     * @return as stated, or by the rule
     */
    public String name(final BookSettings book, final long nowNs) {
        return instrument.isEmpty() ? QuarterlyCalendar.name(rule, book, nowNs) : instrument;
    }
}
