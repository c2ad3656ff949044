package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.Forecasts.known;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.strategy.Cppi;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.StrategySnapshotEncoder;

/**
 * Constant proportions of the book's equity: the exposure is a multiple of what it is above its floor ({@link Cppi}).
 * It starts at the first fresh valuation. At the floor it is locked in cash, which is traded at once whatever the
 * policy waits for, and stays so until an operator sets a floor; a valuation of old data neither moves nor locks it.
 * Owned by the engine thread.
 */
final class CppiStrategy implements BookStrategy {
    private final StrategySettings settings;
    private final CashOut cash = new CashOut();
    private Cppi cppi;
    private double multiplier;
    private double nextFloor;
    private boolean isStartWanted = true;
    private boolean isStarted;
    private boolean isAlarmed;
    private boolean isTold;
    private double equity = Double.NaN;
    private double price = Double.NaN;
    private double delta = Double.NaN;

    CppiStrategy(final StrategySettings settings) {
        this.settings = settings;
        multiplier = settings.multiplier();
        nextFloor = settings.floor();
        cppi = new Cppi(
                multiplier, settings.largestExposure(), settings.floorRate(), settings.ratchet(), settings.bandShare());
    }

    @Override
    public StrategySettings settings() {
        return settings;
    }

    @Override
    public StrategySettings inForce() {
        return settings.withFloor(nextFloor).withMultiplier(multiplier);
    }

    @Override
    public void see(final StrategyInputs inputs) {
        price = inputs.price();
        delta = inputs.totalDelta();
        if (!inputs.isFresh()) {
            return;
        }
        equity = inputs.equityUsd();
        if (isStartWanted) {
            cppi.start(nextFloor, equity, inputs.nowNs());
            isStartWanted = false;
            isStarted = true;
            isTold = false;
        } else {
            cppi.onValue(equity, inputs.nowNs());
        }
        isAlarmed = cppi.isCashLocked() && !isTold;
        isTold |= isAlarmed;
    }

    @Override
    public double target(final double configured) {
        return isKnown() ? cppi.targetExposure() / price : delta;
    }

    private boolean isKnown() {
        return isStarted && cppi.targetExposure() >= 0 && price > 0;
    }

    @Override
    public void shape(final BookSettings book, final HedgeView view, final HedgeTarget target) {
        if (!isKnown()) {
            StrategyRegions.still(view, target);
        } else if (cppi.isCashLocked()) {
            cash.shape(book, view, target, DecisionReason.NULL_VAL);
        } else {
            cash.clear();
            if (settings.bandShare() > 0) {
                StrategyRegions.share(view, target, settings.bandShare());
            }
        }
    }

    @Override
    public boolean isPressing() {
        return isKnown() && cppi.isCashLocked();
    }

    @Override
    public boolean change(final OperatorVerb verb, final double value) {
        if (verb == OperatorVerb.SET_FLOOR && StrategySettings.isFloor(value)) {
            nextFloor = value;
            isStartWanted = true;
            return true;
        }
        if (verb == OperatorVerb.SET_MULTIPLIER && StrategySettings.isMultiple(value)) {
            multiplier = value;
            cppi = cppi.with(value);
            return true;
        }
        return false;
    }

    @Override
    public boolean takeAlarm() {
        final boolean isNew = isAlarmed;
        isAlarmed = false;
        return isNew;
    }

    @Override
    public double floor() {
        return isStarted ? cppi.floor() : nextFloor;
    }

    @Override
    public void encode(final StrategySnapshotEncoder event) {
        event.floor(known(cppi.floor()))
                .cushion(known(cppi.cushion()))
                .effectiveMultiplier(known(cppi.effectiveMultiplier(delta * price)))
                .weight(known(cppi.targetExposure() / equity))
                .isCashLocked(cppi.isCashLocked() ? BooleanType.TRUE : BooleanType.FALSE);
    }

    @Override
    public long mixInto(final long hash) {
        long h = Bits.mix(cash.mixInto(cppi.mixInto(hash)), multiplier);
        h = Bits.mix(h, nextFloor);
        h = Bits.mix(h, (isStartWanted ? 1L : 0L) | (isStarted ? 2L : 0L) | (isTold ? 4L : 0L));
        h = Bits.mix(h, equity);
        h = Bits.mix(h, price);
        return Bits.mix(h, delta);
    }
}
