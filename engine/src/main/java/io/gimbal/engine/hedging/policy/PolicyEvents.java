package io.gimbal.engine.hedging.policy;

import static io.gimbal.engine.hedging.policy.PolicyParameter.COST_BP;
import static io.gimbal.engine.hedging.policy.PolicyParameter.COST_PER_ORDER_USD;
import static io.gimbal.engine.hedging.policy.PolicyParameter.HALF_WIDTH_COINS;
import static io.gimbal.engine.hedging.policy.PolicyParameter.HEARTBEAT_S;
import static io.gimbal.engine.hedging.policy.PolicyParameter.INTERVAL_S;
import static io.gimbal.engine.hedging.policy.PolicyParameter.LANDING_SHARE;
import static io.gimbal.engine.hedging.policy.PolicyParameter.PRICE_MOVE_BP;
import static io.gimbal.engine.hedging.policy.PolicyParameter.RISK_AVERSION_PER_USD;
import static io.gimbal.engine.hedging.policy.PolicyParameter.UPPER_HALF_WIDTH_COINS;

import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Policies as the journal holds them: the fields of a {@code BookConfiguration} that say which policy and with what
 * parameters. What is written reads back as the same policy: each value to eight decimals of its field's unit, the
 * risk aversion to 1e-17 per dollar. Pure; used when a book is configured, not while it is hedged.
 */
public final class PolicyEvents {
    private static final long ABSENT = BookConfigurationDecoder.hedgeRatioNullValue();
    private static final double NS_PER_SECOND = 1e9;
    private static final double BASIS_POINTS = 1e4;
    private static final double BILLION = 1e9;

    private PolicyEvents() {}

    /**
     * Writes policy, landing and every parameter; target, hedge ratio and all else of the event stay as they are.
     *
     * @param spec  the policy
     * @param event wrapped; its policy fields are overwritten
     */
    public static void write(final PolicySpec spec, final BookConfigurationEncoder event) {
        final PolicyEntry entry = spec.entry();
        final double seconds = entry.takes(HEARTBEAT_S) ? spec.value(HEARTBEAT_S) : spec.value(INTERVAL_S);
        event.policy(entry.kind())
                .landing(PolicyCatalogue.landing(entry))
                .intervalNs(Math.round(seconds * NS_PER_SECOND))
                .bandHalfWidth(Scaled.fromDouble(spec.value(HALF_WIDTH_COINS)))
                .riskAversion(scaled(spec, RISK_AVERSION_PER_USD, BILLION))
                .costRate(scaled(spec, COST_BP, 1 / BASIS_POINTS))
                .costPerOrder(scaled(spec, COST_PER_ORDER_USD, 1))
                .priceMove(scaled(spec, PRICE_MOVE_BP, 1 / BASIS_POINTS))
                .upperHalfWidth(scaled(spec, UPPER_HALF_WIDTH_COINS, 1))
                .landingShare(scaled(spec, LANDING_SHARE, 1));
    }

    private static long scaled(final PolicySpec spec, final PolicyParameter parameter, final double factor) {
        return spec.entry().takes(parameter) ? Math.round(spec.value(parameter) * factor * Scaled.ONE) : ABSENT;
    }

    /**
     * Reads the policy of a configuration.
     *
     * @param event of any version
     * @return the policy; null when the kind is none of the catalogue, a parameter it needs is absent or one is out of
     *     range
     */
    public static @Nullable PolicySpec read(final BookConfigurationDecoder event) {
        final PolicyEntry entry = PolicyCatalogue.find(event.policy(), event.landing());
        if (entry == null) {
            return null;
        }
        final PolicySpec.Builder builder = PolicySpec.of(entry.name());
        final double seconds = event.intervalNs() / NS_PER_SECOND;
        final boolean isRead = take(builder, entry, HALF_WIDTH_COINS, event.bandHalfWidth() / (double) Scaled.ONE)
                && take(builder, entry, INTERVAL_S, seconds)
                && take(builder, entry, HEARTBEAT_S, seconds)
                && take(builder, entry, RISK_AVERSION_PER_USD, event.riskAversion(), BILLION * Scaled.ONE)
                && take(builder, entry, COST_BP, event.costRate(), Scaled.ONE / BASIS_POINTS)
                && take(builder, entry, COST_PER_ORDER_USD, event.costPerOrder(), Scaled.ONE)
                && take(builder, entry, PRICE_MOVE_BP, event.priceMove(), Scaled.ONE / BASIS_POINTS)
                && take(builder, entry, UPPER_HALF_WIDTH_COINS, event.upperHalfWidth(), Scaled.ONE)
                && take(builder, entry, LANDING_SHARE, event.landingShare(), Scaled.ONE);
        return isRead && builder.isWhole() ? builder.build() : null;
    }

    private static boolean take(
            final PolicySpec.Builder builder,
            final PolicyEntry entry,
            final PolicyParameter parameter,
            final long scaled,
            final double scale) {
        return scaled == ABSENT || take(builder, entry, parameter, scaled / scale);
    }

    private static boolean take(
            final PolicySpec.Builder builder,
            final PolicyEntry entry,
            final PolicyParameter parameter,
            final double value) {
        if (!entry.takes(parameter)) {
            return true;
        }
        final boolean isUnsaid = value == 0 && !entry.required().contains(parameter) && !parameter.isInRange(0);
        if (isUnsaid) {
            return true;
        }
        if (!parameter.isInRange(value)) {
            return false;
        }
        builder.set(parameter, value);
        return true;
    }
}
