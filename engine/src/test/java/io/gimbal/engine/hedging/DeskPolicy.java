package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import org.jspecify.annotations.Nullable;

/** How a desk under test hedges: a fixed band of 0.1 coin to the target, coin-neutral, beta 1, unless told otherwise. */
final class DeskPolicy {
    private PolicyKind kind = PolicyKind.FIXED_BAND;
    private DeltaSense sense = DeltaSense.COIN_NEUTRAL;
    private Projection projection = Projection.UNIT;
    private Landing landing = Landing.TO_TARGET;
    private double target;
    private double halfWidth = 0.1;
    private long intervalNs;
    private int offsetTicks;
    private double hedgeRatio = 1;
    private int hedgeOn;
    private @Nullable PolicySpec spec;
    private int hedgeInstrument = EngineScenario.BTC_PERPETUAL;

    static DeskPolicy band(final double halfWidth, final Landing landing) {
        final DeskPolicy policy = new DeskPolicy();
        policy.halfWidth = halfWidth;
        policy.landing = landing;
        return policy;
    }

    static DeskPolicy every(final long intervalNs) {
        final DeskPolicy policy = new DeskPolicy();
        policy.kind = PolicyKind.FIXED_INTERVAL;
        policy.intervalNs = intervalNs;
        return policy;
    }

    DeskPolicy sense(final DeltaSense newSense) {
        sense = newSense;
        return this;
    }

    DeskPolicy projection(final Projection newProjection) {
        projection = newProjection;
        return this;
    }

    DeskPolicy target(final double coins) {
        target = coins;
        return this;
    }

    DeskPolicy offsetTicks(final int ticks) {
        offsetTicks = ticks;
        return this;
    }

    DeskPolicy with(final int instrument) {
        hedgeInstrument = instrument;
        return this;
    }

    /** A policy of the catalogue, as people write it. */
    static DeskPolicy of(final String text) {
        final DeskPolicy policy = new DeskPolicy();
        policy.spec = PolicySpec.parse(text);
        return policy;
    }

    DeskPolicy on(final HedgeEvent event) {
        hedgeOn |= event.bit();
        return this;
    }

    DeskPolicy hedgeRatio(final double ratio) {
        hedgeRatio = ratio;
        return this;
    }

    void encode(final BookConfigurationEncoder event) {
        event.targetDelta(EngineScenario.scaled(target))
                .bandHalfWidth(EngineScenario.scaled(halfWidth))
                .intervalNs(intervalNs)
                .priceOffsetTicks(offsetTicks)
                .hedgeInstrumentId(hedgeInstrument)
                .sense(sense)
                .projection(projection)
                .policy(kind)
                .landing(landing)
                .hedgeOn((short) hedgeOn)
                .hedgeRatio(EngineScenario.scaled(hedgeRatio));
        if (spec != null) {
            PolicyEvents.write(spec, event);
        }
    }
}
