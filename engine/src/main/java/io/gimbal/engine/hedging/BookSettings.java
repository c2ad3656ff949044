package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.policy.FixedBandPolicy;
import io.gimbal.engine.hedging.policy.FixedIntervalPolicy;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgePolicy;
import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.network.NetworkAssembly;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;
import org.jspecify.annotations.Nullable;

/** How one underlying's book is hedged, as configured and as an operator changed it. Owned by the engine thread. */
final class BookSettings {
    /** Longest interval, a year: a due time is now plus this and must fit a long. */
    static final long MAX_INTERVAL_NS = 365L * 86_400 * 1_000_000_000;

    /** Furthest a limit price may reach through the touch. */
    static final int MAX_OFFSET_TICKS = 1_000_000;

    /** Largest share of a book's delta that can be hedged; beyond 1 is over-hedging, beyond this a mistake. */
    static final double MAX_HEDGE_RATIO = 2;

    /** Furthest target and widest band that an operator may ask for; beyond it a finger slipped. */
    static final double MAX_COINS = 1e6;

    private static final int NO_INSTRUMENT = -1;
    private static final double NS_PER_SECOND = 1e9;
    private static final double BASIS_POINTS = 1e4;
    private static final double BILLION = 1e9;

    private int hedgeInstrumentId = NO_INSTRUMENT;
    private DeltaSense sense = DeltaSense.NULL_VAL;
    private Projection projection = Projection.FORWARD_OVER_HEDGE;
    private Landing landing = Landing.TO_TARGET;
    private double targetDelta;
    private double hedgeRatio = 1;
    private double bandHalfWidth;
    private double upperHalfWidth;
    private double configuredHalfWidth;
    private long intervalNs;
    private int priceOffsetTicks;
    private int hedgeOn;
    private VolSource volSource = VolSource.MARK;
    private boolean isBandOwn = true;
    private HedgePolicy policy = new FixedBandPolicy(0, Landing.TO_TARGET);
    private final NetworkAssembly network = new NetworkAssembly();

    /**
     * Absent where the policy is a fixed band or a fixed interval, whose widths and intervals had no bounds at
     * first.
     */
    private @Nullable PolicySpec spec;

    /** Takes a configuration event; false when it cannot be meant. */
    boolean configure(final BookConfigurationDecoder event) {
        final boolean isInterval = event.policy() == PolicyKind.FIXED_INTERVAL;
        final boolean isPlain = isInterval || event.policy() == PolicyKind.FIXED_BAND;
        final PolicySpec newSpec = isPlain ? null : PolicyEvents.read(event);
        final double newRatio = optional(event.hedgeRatio(), 1);
        final double newUpper = optional(event.upperHalfWidth(), 0);
        final int newEvents = event.hedgeOn() == BookConfigurationDecoder.hedgeOnNullValue() ? 0 : event.hedgeOn();
        if (event.bandHalfWidth() < 0
                || event.hedgeInstrumentId() < 0
                || event.priceOffsetTicks() < 0
                || event.priceOffsetTicks() > MAX_OFFSET_TICKS
                || !isRatio(newRatio)
                || newUpper < 0
                || newEvents > HedgeEvent.ALL
                || (isInterval && !isInterval(event.intervalNs()))
                || (!isPlain && newSpec == null)) {
            return false;
        }
        hedgeInstrumentId = event.hedgeInstrumentId();
        sense = event.sense();
        projection = event.projection();
        landing = event.landing();
        targetDelta = Scaled.toDouble(event.targetDelta());
        hedgeRatio = newRatio;
        bandHalfWidth = Scaled.toDouble(event.bandHalfWidth());
        upperHalfWidth = newUpper;
        configuredHalfWidth = bandHalfWidth;
        intervalNs = isInterval ? event.intervalNs() : 0;
        priceOffsetTicks = event.priceOffsetTicks();
        hedgeOn = newEvents;
        volSource = event.volSource() == VolSource.SURFACE ? VolSource.SURFACE : VolSource.MARK;
        if (newSpec == null) {
            spec = null;
            policy = isInterval ? new FixedIntervalPolicy() : band();
        } else {
            follow(newSpec);
        }
        return true;
    }

    private static double optional(final long scaled, final double absent) {
        return scaled == BookConfigurationDecoder.hedgeRatioNullValue() ? absent : Scaled.toDouble(scaled);
    }

    private static boolean isRatio(final double ratio) {
        return ratio >= 0 && ratio <= MAX_HEDGE_RATIO;
    }

    private static boolean isInterval(final long ns) {
        return ns > 0 && ns <= MAX_INTERVAL_NS;
    }

    private FixedBandPolicy band() {
        return new FixedBandPolicy(bandHalfWidth, upperHalfWidth > 0 ? upperHalfWidth : bandHalfWidth, landing);
    }

    private void follow(final PolicySpec newSpec) {
        spec = newSpec;
        policy = newSpec.policy();
        if (policy instanceof final NetworkPolicy trained) {
            policy = trained.with(network.network());
        }
        bandHalfWidth = newSpec.value(PolicyParameter.HALF_WIDTH_COINS);
        intervalNs = timerNs(newSpec);
    }

    /** Takes a part of a network; false when it cannot be meant. It may come before the book is configured. */
    boolean takeNetwork(final PolicyNetworkDecoder event) {
        final boolean isTaken = network.take(event);
        if (isTaken && network.isSettled() && policy instanceof final NetworkPolicy trained) {
            policy = trained.with(network.network());
        }
        return isTaken;
    }

    /** The policy's own clock; one that follows the market has none. */
    private static long timerNs(final PolicySpec spec) {
        if (spec.entry().kind() == PolicyKind.DYNAMIC_FREQUENCY) {
            return 0;
        }
        final double seconds =
                Math.max(spec.value(PolicyParameter.INTERVAL_S), spec.value(PolicyParameter.HEARTBEAT_S));
        return Math.round(seconds * NS_PER_SECOND);
    }

    boolean isConfigured() {
        return hedgeInstrumentId != NO_INSTRUMENT;
    }

    void targetDelta(final double newTarget) {
        targetDelta = newTarget;
    }

    /** False, and nothing is changed, when it is out of range or the policy has no use for it. */
    private boolean bandHalfWidth(final double newWidth) {
        if (spec != null) {
            return change(PolicyParameter.HALF_WIDTH_COINS, newWidth);
        }
        if (!(newWidth >= 0 && newWidth <= MAX_COINS)) {
            return false;
        }
        bandHalfWidth = newWidth;
        if (policy.kind() == PolicyKind.FIXED_BAND) {
            policy = band();
        }
        return true;
    }

    /**
     * Takes an operator's new value of what policies read.
     *
     * @param verb  one of those that name such a value
     * @param value in the unit of the command
     * @return false, and nothing is changed, when it is out of range or the policy does not read it
     */
    boolean change(final OperatorVerb verb, final double value) {
        return switch (verb) {
            case SET_TARGET -> changeTarget(value);
            case SET_BAND -> bandHalfWidth(value);
            case SET_HEDGE_RATIO -> changeRatio(value);
            case SET_RISK_AVERSION -> change(PolicyParameter.RISK_AVERSION_PER_USD, value / BILLION);
            case SET_COST_RATE -> change(PolicyParameter.COST_BP, value * BASIS_POINTS);
            case SET_COST_PER_ORDER -> change(PolicyParameter.COST_PER_ORDER_USD, value);
            case SET_PRICE_MOVE -> change(PolicyParameter.PRICE_MOVE_BP, value * BASIS_POINTS);
            case SET_INTERVAL -> changeInterval(value);
            default -> false;
        };
    }

    private boolean changeTarget(final double coins) {
        if (!(Math.abs(coins) <= MAX_COINS)) {
            return false;
        }
        targetDelta = coins;
        return true;
    }

    private boolean changeRatio(final double ratio) {
        if (!isRatio(ratio)) {
            return false;
        }
        hedgeRatio = ratio;
        return true;
    }

    private boolean change(final PolicyParameter parameter, final double value) {
        final PolicySpec changed = spec == null ? null : spec.with(parameter, value);
        if (changed == null) {
            return false;
        }
        follow(changed);
        return true;
    }

    private boolean changeInterval(final double seconds) {
        if (policy.kind() != PolicyKind.FIXED_INTERVAL) {
            return change(PolicyParameter.INTERVAL_S, seconds);
        }
        if (!PolicyParameter.INTERVAL_S.isInRange(seconds)) {
            return false;
        }
        intervalNs = Math.round(seconds * NS_PER_SECOND);
        return true;
    }

    int hedgeInstrumentId() {
        return hedgeInstrumentId;
    }

    DeltaSense sense() {
        return sense;
    }

    Projection projection() {
        return projection;
    }

    double targetDelta() {
        return targetDelta;
    }

    /** Share of the book's delta that is hedged; 1 is all of it. */
    double hedgeRatio() {
        return hedgeRatio;
    }

    double bandHalfWidth() {
        return bandHalfWidth;
    }

    /** The half-width that stands in where the policy has no band: the one it reads, else the one configured; or 0. */
    double standInHalfWidth() {
        return bandHalfWidth > 0 ? bandHalfWidth : configuredHalfWidth;
    }

    /** Says whether the policy's own band stands, not one that a strategy puts in its place. */
    void bandIsOwn(final boolean isNowOwn) {
        isBandOwn = isNowOwn;
    }

    /** 0 where it is that below the target. */
    double upperHalfWidth() {
        return upperHalfWidth;
    }

    Landing landing() {
        return landing;
    }

    /** Absent for a fixed band and a fixed interval. */
    @Nullable
    PolicySpec spec() {
        return spec;
    }

    /** Whether the policy's own band stands, not one that a strategy puts in its place. */
    boolean isBandOwn() {
        return isBandOwn;
    }

    /** Whether the band is the configured width on both sides. */
    boolean isSymmetricBand() {
        return policy.kind() == PolicyKind.FIXED_BAND && !(upperHalfWidth > 0) && isBandOwn;
    }

    /** 0 when the policy has no timer. */
    long intervalNs() {
        return intervalNs;
    }

    int priceOffsetTicks() {
        return priceOffsetTicks;
    }

    /** Bits of the events that call for a trade to the centre. */
    int hedgeOn() {
        return hedgeOn;
    }

    /** Never absent: a book that says nothing is valued by the marks. */
    VolSource volSource() {
        return volSource;
    }

    HedgePolicy policy() {
        return policy;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, hedgeInstrumentId);
        h = Bits.mix(h, sense.value());
        h = Bits.mix(h, projection.value());
        h = Bits.mix(h, landing.value());
        h = Bits.mix(h, targetDelta);
        h = Bits.mix(h, hedgeRatio);
        h = Bits.mix(h, bandHalfWidth);
        h = Bits.mix(h, upperHalfWidth);
        h = Bits.mix(h, intervalNs);
        h = Bits.mix(h, priceOffsetTicks);
        h = Bits.mix(h, hedgeOn);
        h = Bits.mix(h, volSource.value());
        h = Bits.mix(h, policy.kind().value());
        h = spec == null ? h : spec.mixInto(h);
        return network.mixInto(h);
    }
}
