package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.Forecasts.known;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.strategy.VolTarget;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.StrategySnapshotEncoder;

/**
 * As much as gives the equity the volatility that was asked for ({@link VolTarget}). Without a forecast above 0 what
 * is held stays, for a market that seems to stand still would call for the largest exposure there is; without equity
 * nothing is to be held. Owned by the engine thread.
 */
final class VolTargetStrategy implements BookStrategy {
    private final StrategySettings settings;
    private final CashOut cash = new CashOut();
    private VolTarget rule;
    private double equity = Double.NaN;
    private double vol = Double.NaN;
    private double price = Double.NaN;
    private double delta = Double.NaN;

    VolTargetStrategy(final StrategySettings settings) {
        this.settings = settings;
        rule = new VolTarget(settings.targetVol(), settings.largestExposure(), settings.bandShare());
    }

    @Override
    public StrategySettings settings() {
        return settings;
    }

    @Override
    public StrategySettings inForce() {
        return settings.withTargetVol(rule.targetVol());
    }

    @Override
    public void see(final StrategyInputs inputs) {
        equity = inputs.equityUsd();
        vol = inputs.vol();
        price = inputs.price();
        delta = inputs.totalDelta();
    }

    private boolean isKnown() {
        return vol > 0 && vol <= Double.MAX_VALUE && price > 0;
    }

    private boolean isBroke() {
        return !(equity > 0);
    }

    @Override
    public double target(final double configured) {
        if (isBroke()) {
            return 0;
        }
        return isKnown() ? rule.exposure(equity, vol) / price : delta;
    }

    @Override
    public boolean isPressing() {
        return isBroke();
    }

    @Override
    public void shape(final BookSettings book, final HedgeView view, final HedgeTarget target) {
        if (isBroke()) {
            cash.shape(book, view, target, DecisionReason.STRATEGY_BLIND);
            return;
        }
        cash.clear();
        if (!isKnown()) {
            StrategyRegions.still(view, target);
        } else if (settings.bandShare() > 0) {
            StrategyRegions.share(view, target, settings.bandShare());
        }
    }

    @Override
    public boolean change(final OperatorVerb verb, final double value) {
        if (verb != OperatorVerb.SET_TARGET_VOL || !StrategySettings.isVol(value)) {
            return false;
        }
        rule = new VolTarget(value, settings.largestExposure(), settings.bandShare());
        return true;
    }

    @Override
    public void encode(final StrategySnapshotEncoder event) {
        event.forecastVol(known(vol)).weight(known(isBroke() ? 0 : rule.weight(vol)));
    }

    @Override
    public long mixInto(final long hash) {
        long h = Bits.mix(cash.mixInto(hash), rule.targetVol());
        h = Bits.mix(h, equity);
        h = Bits.mix(h, vol);
        h = Bits.mix(h, price);
        return Bits.mix(h, delta);
    }
}
