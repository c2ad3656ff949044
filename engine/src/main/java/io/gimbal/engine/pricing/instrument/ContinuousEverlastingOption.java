package io.gimbal.engine.pricing.instrument;

import java.util.List;

/**
 * An everlasting option with continuous funding: a long position pays (mark - payoff) / f per year, f being the funding
 * period. With k = 1/f it is worth the integral over t from 0 to infinity of k exp(-k t) C(t), C(t) the vanilla option of
 * expiry t under generalised Black-Scholes. That solves, with the payoff H, carry b and c = rate + k,
 *
 * <pre>
 * vol^2/2 S^2 V'' + b S V' - c V + k H(S) = 0,
 * call: a1 (S/K)^m1 for S below K, a2 (S/K)^m2 + k S/(c-b) - k K/c above
 * put:  the call less k S/(c-b) - k K/c
 * m1 above 1, m2 below 0: the roots of vol^2/2 m (m-1) + b m - c = 0
 * a1 = k K/(c-b) (1 - m2 b/c) / (m1 - m2),  a2 = k K/(c-b) (1 - m1 b/c) / (m1 - m2)
 * </pre>
 *
 * <p>where value and slope meet at K. Source: S. Bankman-Fried and D. White, "Everlasting Options" (Paradigm, 2021), for the
 * contract; the equation is that of a perpetual claim with a running payment, see A. Dixit and R. Pindyck, "Investment
 * under Uncertainty" (1994), chapter 6.
 *
 * <p>Nothing of it depends on the calendar, so theta, charm, color and veta are 0; what time costs is the output
 * {@code funding_per_year}. Value, delta and gamma are continuous at the strike; speed jumps there, and at it is taken
 * from above. Below {@link #MIN_VOL} the price runs along its forward for certain: the limit of the same formulas, and
 * Greeks by volatility are 0; without carry too it is the payoff times k/c. Refused where c or c - b is not above 0:
 * the value is infinite.
 *
 * <p>Belongs to one thread.
 */
final class ContinuousEverlastingOption implements InstrumentModel {
    /** Below this volatility the price is certain. */
    static final double MIN_VOL = 1e-8;

    private static final int SPOT = 0;
    private static final int STRIKE = 1;
    private static final int VOL = 2;
    private static final int SIDE = 3;
    private static final int RATE = 4;
    private static final int CARRY = 5;
    private static final int PERIOD = 6;

    private final List<Input> inputs = List.of(
            new Input("spot", Role.UNDERLYING, "price", Range.POSITIVE, "spot price of the underlying"),
            new Input(Dynamics.STRIKE, Role.STRIKE, "price", Range.POSITIVE, "strike"),
            Dynamics.BLACK_SCHOLES.volInput(),
            Input.side(),
            new Input(Dynamics.RATE, Role.RATE, "1 per year", Range.ANY, "interest rate, continuous"),
            new Input(
                    Dynamics.CARRY, Role.CARRY, "1 per year", Range.ANY, "cost of carry, continuous: rate minus yield"),
            Funding.years("funding period: mark minus payoff is paid over this time"));
    private final Jets jets = new Jets();
    private final Greeks own = new Greeks();

    ContinuousEverlastingOption() {}

    @Override
    public String name() {
        return "everlasting-continuous";
    }

    @Override
    public String summary() {
        return "everlasting option, continuous funding, closed form (Bankman-Fried, White 2021); generalised"
                + " Black-Scholes on the spot; paid in the currency of the price";
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public boolean evaluate(final double[] values, final Greeks out) {
        out.clear();
        if (!Input.acceptsAll(inputs, values)) {
            return false;
        }
        jets.begin();
        final double funding = 1.0 / values[PERIOD];
        final Jet discount = jets.variable(Role.RATE, values[RATE]).plus(funding);
        final Jet carry = jets.variable(Role.CARRY, values[CARRY]);
        final Jet left = discount.minus(carry);
        if (!(discount.value() > 0.0 && left.value() > 0.0 && funding <= Double.MAX_VALUE)) {
            return false;
        }
        final Jet spot = jets.variable(Role.UNDERLYING, values[SPOT]);
        final Jet strike = jets.variable(Role.STRIKE, values[STRIKE]);
        final boolean isAbove = values[SPOT] >= values[STRIKE];
        final Jet tail = values[VOL] >= MIN_VOL
                ? dispersed(values, discount, carry, spot, strike)
                : certain(discount, carry, spot, strike, isAbove);
        final Jet scaled = tail.times(strike).over(left).times(funding);
        final Jet paid = spot.over(left).minus(strike.over(discount)).times(funding);
        final boolean isInTheMoney = isAbove == values[SIDE] > 0.0;
        (isInTheMoney ? scaled.plusScaled(values[SIDE], paid) : scaled).writeTo(out);
        return out.keepIfFinite();
    }

    @Override
    public List<Output> outputs() {
        return Funding.outputs();
    }

    @Override
    public boolean evaluateOutputs(final double[] values, final double[] out) {
        final boolean isValued = evaluate(values, own);
        if (isValued) {
            final double payoff = Math.max(values[SIDE] * (values[SPOT] - values[STRIKE]), 0.0);
            Funding.write(own.value(Greek.PRICE) - payoff, 1.0, values[PERIOD], out);
        }
        return isValued;
    }

    // The larger root by absolute value has no cancellation; the other follows from their product, -2 c / vol^2.
    private Jet dispersed(
            final double[] values, final Jet discount, final Jet carry, final Jet spot, final Jet strike) {
        final Jet variance = jets.variable(Role.VOL, values[VOL]).squared();
        final Jet half = carry.over(variance).negated().plus(0.5);
        final Jet product = discount.times(-2.0).over(variance);
        final Jet root = half.squared().minus(product).sqrt();
        final boolean isUpperLarger = half.value() >= 0.0;
        final Jet larger = isUpperLarger ? half.plus(root) : half.minus(root);
        final Jet smaller = product.over(larger);
        final Jet above = isUpperLarger ? larger : smaller;
        final Jet below = isUpperLarger ? smaller : larger;
        final boolean isAbove = values[SPOT] >= values[STRIKE];
        final Jet power = isAbove ? below : above;
        final Jet other = isAbove ? above : below;
        final Jet share = other.times(carry).over(discount).negated().plus(1.0).over(above.minus(below));
        return share.times(power.times(spot.logRatio(strike)).exp());
    }

    // A price that drifts to the strike gets there after ln(K/S)/b.
    private Jet certain(final Jet discount, final Jet carry, final Jet spot, final Jet strike, final boolean isAbove) {
        final boolean isReached = isAbove ? carry.value() < 0.0 : carry.value() > 0.0;
        if (!isReached) {
            return jets.constant(0.0);
        }
        final Jet power = discount.over(carry);
        final double sign = isAbove ? -1.0 : 1.0;
        return carry.over(discount)
                .times(sign)
                .times(power.times(spot.logRatio(strike)).exp());
    }
}
