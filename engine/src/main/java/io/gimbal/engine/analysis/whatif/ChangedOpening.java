package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.StrategyKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A book's settings in one run, and what follows from how they differ from the recorded ones: the operator's commands that
 * tuned what is now otherwise mean nothing any more. Immutable.
 *
 * @param events  that the run is told
 * @param dropped verbs of the operator that are left out for this book
 */
record ChangedOpening(List<DirectBuffer> events, Set<OperatorVerb> dropped) {
    private static final long SEED = 0x7A11_E57;

    /** Compares what a run is told with what the session was told. */
    static ChangedOpening of(final BookOpening recorded, final List<DirectBuffer> events) {
        final Set<OperatorVerb> dropped = EnumSet.noneOf(OperatorVerb.class);
        final BookConfigurationDecoder before = book(recorded.events());
        final BookConfigurationDecoder after = book(events);
        if (policy(before) != policy(after) || differs(recorded, events, PolicyNetworkDecoder.TEMPLATE_ID)) {
            dropped.addAll(Set.of(
                    OperatorVerb.SET_BAND,
                    OperatorVerb.SET_RISK_AVERSION,
                    OperatorVerb.SET_COST_RATE,
                    OperatorVerb.SET_COST_PER_ORDER,
                    OperatorVerb.SET_PRICE_MOVE,
                    OperatorVerb.SET_INTERVAL));
        }
        if (before.targetDelta() != after.targetDelta()) {
            dropped.add(OperatorVerb.SET_TARGET);
        }
        if (before.hedgeRatio() != after.hedgeRatio()) {
            dropped.add(OperatorVerb.SET_HEDGE_RATIO);
        }
        if (differs(recorded, events, ExecutionConfigurationDecoder.TEMPLATE_ID)) {
            dropped.addAll(Set.of(OperatorVerb.SET_TAKE_MULTIPLE, OperatorVerb.SET_CROSS_MULTIPLE));
        }
        if (differs(recorded, events, StrategyConfigurationDecoder.TEMPLATE_ID)) {
            dropped.addAll(Set.of(OperatorVerb.SET_FLOOR, OperatorVerb.SET_MULTIPLIER, OperatorVerb.SET_TARGET_VOL));
        }
        return new ChangedOpening(List.copyOf(events), dropped);
    }

    private static boolean differs(final BookOpening recorded, final List<DirectBuffer> events, final int type) {
        return !recorded.all(type).equals(BookOpening.all(events, type));
    }

    private static BookConfigurationDecoder book(final List<DirectBuffer> events) {
        final DirectBuffer event =
                Objects.requireNonNull(BookOpening.first(events, BookConfigurationDecoder.TEMPLATE_ID));
        return new BookConfigurationDecoder().wrapAndApplyHeader(event, 0, new MessageHeaderDecoder());
    }

    /** A fingerprint of the policy, by what it reads: two ways to write the same one are the same. */
    private static long policy(final BookConfigurationDecoder event) {
        final PolicySpec spec = PolicyEvents.read(event);
        return spec == null ? event.policy().value() : spec.mixInto(SEED);
    }

    /**
     * Whether the policy itself says when to trade; a strategy's own band says it in its place.
     *
     * @param events that tell a book's settings
     * @return true where a strategy that owns the target has a band of its own
     */
    static boolean isPolicyOverridden(final List<DirectBuffer> events) {
        final StrategyConfigurationDecoder strategy = strategy(events);
        if (strategy == null) {
            return false;
        }
        final boolean ownsTarget = strategy.kind() == StrategyKind.CPPI || strategy.kind() == StrategyKind.VOL_TARGET;
        return ownsTarget && Scaled.toDouble(strategy.bandShare()) > 0;
    }

    /** Whether the band around the target moves with the market, or is not even: it is no single half-width then. */
    static boolean isBandOwn(final List<DirectBuffer> events) {
        final StrategyConfigurationDecoder strategy = strategy(events);
        final boolean isShaped = strategy != null && strategy.kind() != StrategyKind.NONE;
        final BookConfigurationDecoder book = book(events);
        final PolicyKind kind = book.policy();
        final boolean isModelled = kind == PolicyKind.WHALLEY_WILMOTT
                || kind == PolicyKind.ZAKAMOULINE
                || kind == PolicyKind.TWO_BAND
                || kind == PolicyKind.NO_TRANSACTION_BAND_NETWORK;
        final long upper = book.upperHalfWidth();
        final boolean isUneven = kind == PolicyKind.FIXED_BAND
                && upper != BookConfigurationDecoder.upperHalfWidthNullValue()
                && upper > 0
                && upper != book.bandHalfWidth();
        return isShaped || isModelled || isUneven;
    }

    private static @Nullable StrategyConfigurationDecoder strategy(final List<DirectBuffer> events) {
        final DirectBuffer event = BookOpening.first(events, StrategyConfigurationDecoder.TEMPLATE_ID);
        return event == null
                ? null
                : new StrategyConfigurationDecoder().wrapAndApplyHeader(event, 0, new MessageHeaderDecoder());
    }
}
