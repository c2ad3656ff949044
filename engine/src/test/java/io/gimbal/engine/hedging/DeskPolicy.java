package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;

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

    void encode(final BookConfigurationEncoder event) {
        event.targetDelta(EngineScenario.scaled(target))
                .bandHalfWidth(EngineScenario.scaled(halfWidth))
                .intervalNs(intervalNs)
                .priceOffsetTicks(offsetTicks)
                .hedgeInstrumentId(hedgeInstrument)
                .sense(sense)
                .projection(projection)
                .policy(kind)
                .landing(landing);
    }
}
