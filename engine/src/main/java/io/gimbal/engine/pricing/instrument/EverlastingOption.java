package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;

/**
 * An everlasting option with payments at fixed times: vanilla options expiring at the payments, T, T + p, T + 2 p and so on,
 * weighted as {@link Funding} says, each valued by generalised Black-Scholes. T is the time to the next payment. Source: S.
 * Bankman-Fried and D. White, "Everlasting Options" (Paradigm, 2021).
 *
 * <p>The sum ends where the bound on all that is left, a call being worth less than the discounted forward and a put less than
 * the discounted strike, is below {@link #NEGLIGIBLE} of spot plus strike; where {@link #MAX_EXPIRIES} do not get there it is refused. Theta is that
 * between payments; at a payment the value jumps by the funding paid. Limits are those of the vanilla option. Refused
 * where the sum does not converge: carry minus rate, or minus the rate, grows faster than the weights fall.
 *
 * <p>Belongs to one thread.
 */
final class EverlastingOption implements InstrumentModel {
    /** The most expiries that are summed. */
    static final int MAX_EXPIRIES = 8192;

    /** What may be left out, as a share of spot plus strike. */
    static final double NEGLIGIBLE = 1e-17;

    private static final int SPOT = 0;
    private static final int STRIKE = 1;
    private static final int YEARS = 2;
    private static final int SIDE = 4;
    private static final int RATE = 5;
    private static final int CARRY = 6;
    private static final int PERIOD = 7;
    private static final int SHARE = 8;

    private final EuropeanOption vanilla =
            new EuropeanOption(Dynamics.BLACK_SCHOLES, Payoff.VANILLA, Settlement.LINEAR);
    private final List<Input> inputs = Inputs.joined(
            vanilla.inputs(), List.of(Funding.years("time between two funding payments"), Funding.share()));
    private final double[] leg = new double[vanilla.inputs().size()];
    private final Greeks one = new Greeks();

    EverlastingOption() {}

    @Override
    public String name() {
        return "everlasting";
    }

    @Override
    public String summary() {
        return "everlasting option, funding at fixed times, the next after T; vanilla options weighted w (1-w)^(i-1),"
                + " w = share/(1+share) (Bankman-Fried, White 2021); paid in the currency of the price";
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public boolean evaluate(final double[] values, final Greeks out) {
        out.clear();
        if (!Input.acceptsAll(inputs, values) || !sum(values, out)) {
            out.clear();
            return false;
        }
        return out.keepIfFinite();
    }

    @Override
    public List<Output> outputs() {
        return Funding.outputs();
    }

    @Override
    public boolean evaluateOutputs(final double[] values, final double[] out) {
        final Greeks all = new Greeks();
        final boolean isValued = evaluate(values, all);
        if (isValued) {
            final double payoff = Math.max(values[SIDE] * (values[SPOT] - values[STRIKE]), 0.0);
            Funding.write(all.value(Greek.PRICE) - payoff, values[SHARE], values[PERIOD], out);
        }
        return isValued;
    }

    private boolean sum(final double[] values, final Greeks out) {
        final double weight = Funding.weight(values[SHARE]);
        final double growth = values[SIDE] > 0.0 ? values[CARRY] - values[RATE] : -values[RATE];
        final double worth = values[SIDE] > 0.0 ? values[SPOT] : values[STRIKE];
        final double kept = 1.0 - weight;
        final double ratio = kept * DeterministicMath.exp(growth * values[PERIOD]);
        if (!(ratio < 1.0)) {
            return false;
        }
        System.arraycopy(values, 0, leg, 0, leg.length);
        double share = weight;
        double bound = weight * worth * DeterministicMath.exp(growth * Math.max(values[YEARS], 0.0)) / (1.0 - ratio);
        final double enough = NEGLIGIBLE * (values[SPOT] + values[STRIKE]);
        for (int i = 0; i < MAX_EXPIRIES; i++) {
            leg[YEARS] = Math.fma(i, values[PERIOD], Math.max(values[YEARS], 0.0));
            if (!vanilla.evaluate(leg, one)) {
                return false;
            }
            out.addScaled(share, one);
            share *= kept;
            bound *= ratio;
            if (bound <= enough) {
                return true;
            }
        }
        return false;
    }
}
