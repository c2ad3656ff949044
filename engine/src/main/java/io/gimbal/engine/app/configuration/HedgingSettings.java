package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code hedging}, with what {@code book.hedging} changed.
 *
 * @param targetCoins      delta to keep, coins times 1e8
 * @param hedgeRatio       how much of the delta is hedged, share times 1e8
 * @param policyName       the policy, by its name in the catalogue
 * @param policy           its kind, as the journal names it
 * @param landing          where its trade ends, as the journal says it
 * @param intervalNs       its clock, or the heartbeat of one that has none; nanoseconds
 * @param riskAversion     per billion USD times 1e8; {@link Decimals#ABSENT} where the policy has none, like all below
 * @param costRate         of the notional, share times 1e8
 * @param costPerOrder     USD times 1e8
 * @param priceMove        of the price, share times 1e8
 * @param landingShare     of the half-width, share times 1e8
 * @param hedgeOn          bits of the events that call for a trade to the centre
 * @param projection       how a forward's delta counts in the hedge instrument
 * @param priceOffsetTicks limit price this far through the opposite side, ticks
 * @param volSource        whose volatilities value the options
 * @param timing           which delta counts, and when a trade may be made
 * @param network          of the policy; null where it has none
 */
public record HedgingSettings(
        long targetCoins,
        long hedgeRatio,
        String policyName,
        PolicyKind policy,
        Landing landing,
        long intervalNs,
        long riskAversion,
        long costRate,
        long costPerOrder,
        long priceMove,
        long landingShare,
        int hedgeOn,
        Projection projection,
        int priceOffsetTicks,
        VolSource volSource,
        TimingSettings timing,
        @Nullable BandNetwork network) {
    private static final long BP_PER_ONE = 10_000;
    private static final long NS_PER_S = 1_000_000_000;

    static HedgingSettings of(final Values values, final @Nullable BandNetwork network) {
        final PolicyEntry entry = PolicySchema.entry(values);
        final boolean hasHeartbeat = entry.takes(PolicyParameter.HEARTBEAT_S);
        return new HedgingSettings(
                values.number(Schema.TARGET_COINS),
                values.number(Schema.HEDGE_RATIO),
                entry.name(),
                entry.kind(),
                PolicyCatalogue.landing(entry),
                hasHeartbeat
                        ? values.number(PolicySchema.HEARTBEAT_S, 0) * NS_PER_S
                        : values.secondsAsNs(Schema.INTERVAL_S),
                values.number(PolicySchema.RISK_AVERSION, Decimals.ABSENT),
                share(values, PolicySchema.COST_BP),
                values.number(PolicySchema.COST_PER_ORDER_USD, Decimals.ABSENT),
                share(values, PolicySchema.PRICE_MOVE_BP),
                values.number(PolicySchema.LANDING_SHARE, Decimals.ABSENT),
                events(values.words(Schema.HEDGE_ON)),
                values.constant(Schema.PROJECTION, Projection.class),
                values.count(Schema.PRICE_OFFSET_TICKS),
                values.constant(Schema.VOL_SOURCE, VolSource.class),
                TimingSettings.of(values),
                network);
    }

    /** {@return what the catalogue says of the policy} */
    public PolicyEntry entry() {
        return Objects.requireNonNull(PolicyCatalogue.find(policyName), policyName);
    }

    private static int events(final List<String> words) {
        int bits = 0;
        for (final HedgeEvent event : HedgeEvent.values()) {
            bits |= words.contains(event.word()) ? event.bit() : 0;
        }
        return bits;
    }

    private static long share(final Values values, final Key basisPoints) {
        return values.has(basisPoints) ? values.number(basisPoints) / BP_PER_ONE : Decimals.ABSENT;
    }
}
