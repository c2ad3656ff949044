package io.gimbal.engine.pricing.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * A European option or forward contract: {@link Dynamics} of the underlying, {@link Payoff} and {@link Settlement}, each
 * of which can be combined with any of the others. Limits are those of {@link FormulaLimits}. Belongs to one thread.
 */
final class EuropeanOption implements InstrumentModel {
    private static final int ABSENT = -1;

    private final Dynamics dynamics;
    private final Payoff payoff;
    private final Settlement settlement;
    private final List<Input> inputs;
    private final int underlyingAt;
    private final int strikeAt;
    private final int yearsAt;
    private final int volAt;
    private final int sideAt;
    private final int rateAt;
    private final int carryAt;
    private final int shiftAt;
    private final int fxVolAt;
    private final int fxCorrelationAt;
    private final int fixedRateAt;
    private final Jets jets = new Jets();
    private final LognormalLaw lognormal = new LognormalLaw();

    EuropeanOption(final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        this.dynamics = dynamics;
        this.payoff = payoff;
        this.settlement = settlement;
        inputs = inputs(dynamics, payoff, settlement);
        underlyingAt = indexOf(dynamics.underlyingName());
        strikeAt = indexOf(Dynamics.STRIKE);
        yearsAt = indexOf(Dynamics.YEARS);
        volAt = indexOf(Dynamics.VOL);
        sideAt = indexOf(Input.SIDE_NAME);
        rateAt = indexOf(Dynamics.RATE);
        carryAt = indexOf(Dynamics.CARRY);
        shiftAt = indexOf(Dynamics.SHIFT);
        fxVolAt = indexOf(Settlement.FX_VOL);
        fxCorrelationAt = indexOf(Settlement.FX_CORRELATION);
        fixedRateAt = indexOf(Settlement.FIXED_RATE);
    }

    private static List<Input> inputs(final Dynamics dynamics, final Payoff payoff, final Settlement settlement) {
        final List<Input> all = new ArrayList<>(dynamics.priceInputs());
        if (payoff != Payoff.FORWARD || settlement == Settlement.QUANTO) {
            all.add(dynamics.volInput());
        }
        if (payoff != Payoff.FORWARD) {
            all.add(Input.side());
        }
        all.addAll(dynamics.trailingInputs());
        all.addAll(settlement.inputs());
        return List.copyOf(all);
    }

    private int indexOf(final String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equals(name)) {
                return i;
            }
        }
        return ABSENT;
    }

    @Override
    public String name() {
        return dynamics.title() + payoff.suffix() + settlement.suffix();
    }

    @Override
    public String summary() {
        return payoff.words() + "; " + dynamics.words() + "; paid " + settlement.words();
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public boolean evaluate(final double[] values, final Greeks out) {
        if (!Input.acceptsAll(inputs, values) || !goTogether(values)) {
            out.clear();
            return false;
        }
        jets.begin();
        // An expired option has no time to lose: nothing differentiates by it any more.
        final boolean isExpired = values[yearsAt] <= FormulaLimits.EXPIRED_YEARS;
        final Jet years =
                isExpired ? jets.constant(FormulaLimits.EXPIRED_YEARS) : jets.variable(Role.TIME, values[yearsAt]);
        final Jet underlying = jets.variable(Role.UNDERLYING, values[underlyingAt]);
        final Jet vol = jets.variable(Role.VOL, value(values, volAt, 0.0));
        final Jet forward = forward(values, underlying, vol, years);
        final Jet paid = payoff(values, forward, vol, years);
        final Jet discounted = rateAt == ABSENT
                ? paid
                : paid.times(jets.variable(Role.RATE, values[rateAt])
                        .times(years)
                        .negated()
                        .exp());
        settled(values, discounted, underlying).writeTo(out);
        return out.keepIfFinite();
    }

    private boolean goTogether(final double[] values) {
        final double underlying = values[underlyingAt];
        return (dynamics.isNormal() || underlying + value(values, shiftAt, 0.0) > 0.0)
                && (settlement != Settlement.INVERSE || underlying > 0.0);
    }

    private Jet forward(final double[] values, final Jet underlying, final Jet vol, final Jet years) {
        final Jet carried = carryAt == ABSENT
                ? underlying
                : underlying.times(
                        jets.variable(Role.CARRY, values[carryAt]).times(years).exp());
        if (settlement != Settlement.QUANTO) {
            return carried;
        }
        final Jet covariance = vol.times(years).times(values[fxVolAt] * values[fxCorrelationAt]);
        if (dynamics.isNormal()) {
            return carried.minus(covariance);
        }
        final double shift = value(values, shiftAt, 0.0);
        return carried.plus(shift).times(covariance.negated().exp()).plus(-shift);
    }

    private Jet payoff(final double[] values, final Jet forward, final Jet vol, final Jet years) {
        final double side = value(values, sideAt, Input.CALL);
        final double shift = value(values, shiftAt, 0.0);
        final Jet strike = jets.variable(Role.STRIKE, values[strikeAt]);
        final double stdDev = vol.value() * Math.sqrt(years.value());
        final double scale = Math.max(Math.abs(forward.value()), Math.abs(strike.value()));
        final boolean isDispersed = dynamics.isNormal()
                ? stdDev > 0.0 && stdDev >= FormulaLimits.MIN_STD_DEV * scale
                : stdDev >= FormulaLimits.MIN_STD_DEV && strike.value() + shift > FormulaLimits.CERTAIN_STRIKE;
        if (!isDispersed) {
            final double callShare = FormulaLimits.callShare(forward.value(), strike.value());
            return CertainOutcome.value(payoff, side, forward, strike, callShare);
        }
        final Jet deviation = vol.times(years.sqrt());
        return dynamics.isNormal()
                ? NormalLaw.value(payoff, side, forward, strike, deviation)
                : lognormal.value(payoff, side, forward.plus(shift), strike.plus(shift), deviation, shift);
    }

    private Jet settled(final double[] values, final Jet value, final Jet underlying) {
        return switch (settlement) {
            case LINEAR -> value;
            case INVERSE -> value.over(underlying);
            case QUANTO -> value.times(values[fixedRateAt]);
        };
    }

    private static double value(final double[] values, final int at, final double absent) {
        return at == ABSENT ? absent : values[at];
    }
}
