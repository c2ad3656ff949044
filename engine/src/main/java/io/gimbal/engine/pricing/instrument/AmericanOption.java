package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.ArrayList;
import java.util.List;

/**
 * A vanilla option that may be exercised at any time, under generalised Black-Scholes on the spot: rate r, cost of carry b,
 * yield q = r - b. A put is the European put plus the premium of early exercise,
 *
 * <pre>
 * int over t in [0, T] of [r K exp(-r (T-t)) N(-d) - q S exp(-q (T-t)) N(-d - vol sqrt(T-t))] dt,
 * d = (ln(S/B(t)) + (r - q - vol^2/2) (T-t)) / (vol sqrt(T-t)),
 * </pre>
 *
 * <p>B being the {@link ExerciseBoundary} at time t before expiry. Source: I. Kim, "The analytic valuation of American
 * options", Review of Financial Studies 3 (1990), and L. Andersen, M. Lake and D. Offengenden (2016) as named there. A
 * call on S with strike K, rate r and yield q is the put on K with strike S, rate q and yield r: R. McDonald and
 * M. Schroder, "A parity result for American options", Journal of Computational Finance 1 (1998).
 *
 * <p>Greeks are the exact derivatives of the discrete formula, the boundary's own derivatives by volatility, time and rate
 * included. The value is within 1e-7 of the strike, typically 1e-9.
 *
 * <p>Limits. Expired: as the European option. Spot at or beyond the boundary: the intrinsic value, delta 1 or -1, dual delta
 * the opposite, all others 0; gamma and what follows from it jump there. Early exercise never worth it (a call without
 * yield, a put without interest; the other rate not below): the European option. Standard deviation below
 * {@link FormulaLimits#MIN_STD_DEV}: the best moment of a certain price. Refused: the rate that exercise earns below 0 and
 * the other below it (there are two boundaries then), a drift of more than {@link #MAX_DRIFT} standard deviations, and
 * inputs for which the boundary does not settle.
 *
 * <p>The last boundary is kept and used again while only spot or strike change, which changes no bit of a result. Belongs
 * to one thread.
 */
final class AmericanOption implements InstrumentModel {
    /** The largest |r - q| sqrt(T) / vol: beyond it the discrete formula loses its accuracy. */
    static final double MAX_DRIFT = 16.0;

    private static final int SPOT = 0;
    private static final int STRIKE = 1;
    private static final int YEARS = 2;
    private static final int VOL = 3;
    private static final int SIDE = 4;
    private static final int RATE = 5;
    private static final int CARRY = 6;

    /** Ends of the panels in s: each resolves what happens at its own scale of time to the present. */
    private static final double[] PANELS = {0.0, 0x1.0p-12, 0x1.0p-9, 0x1.0p-6, 0x1.0p-3, 1.0};

    private static final int POINTS = 20;
    private static final UnitQuadrature RULE = new UnitQuadrature(POINTS);
    private static final double[][] WEIGHTS = boundaryWeights();

    private final EuropeanOption european =
            new EuropeanOption(Dynamics.BLACK_SCHOLES, Payoff.VANILLA, Settlement.LINEAR);
    private final List<Input> inputs = european.inputs();
    private final ExerciseBoundary boundary = new ExerciseBoundary();
    private final Jets jets = new Jets();
    private final Jets scratch = new Jets();
    private final Greeks premium = new Greeks();
    private final double[] boundaryOf = new double[inputs.size()];

    AmericanOption() {
        boundaryOf[YEARS] = Double.NaN;
    }

    private static double[][] boundaryWeights() {
        final List<double[]> weights = new ArrayList<>();
        for (int panel = 0; panel + 1 < PANELS.length; panel++) {
            for (int point = 0; point < POINTS; point++) {
                weights.add(BoundaryGrid.weightsAt(BoundaryGrid.rootLeft(place(panel, point))));
            }
        }
        return weights.toArray(new double[0][]);
    }

    private static double place(final int panel, final int point) {
        return PANELS[panel] + (PANELS[panel + 1] - PANELS[panel]) * RULE.node(point);
    }

    @Override
    public String name() {
        return "american";
    }

    @Override
    public String summary() {
        return "American call or put; generalised Black-Scholes on the spot, spectral collocation of the exercise"
                + " boundary (Andersen, Lake, Offengenden 2016); paid in the currency of the price";
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public boolean evaluate(final double[] values, final Greeks out) {
        if (!european.evaluate(values, out)) {
            return false;
        }
        final boolean isCall = values[SIDE] > 0.0;
        final double yield = values[RATE] - values[CARRY];
        final double earned = isCall ? yield : values[RATE];
        final double forgone = isCall ? values[RATE] : yield;
        final boolean isNeverExercised = earned < 0.0 ? forgone >= earned : earned == 0.0 && forgone >= 0.0;
        if (values[YEARS] <= FormulaLimits.EXPIRED_YEARS || values[STRIKE] == 0.0 || isNeverExercised) {
            return true;
        }
        final boolean isSettled = earned >= 0.0 && early(values, earned, forgone, out) && out.keepIfFinite();
        if (!isSettled) {
            out.clear();
        }
        return isSettled;
    }

    private boolean early(final double[] values, final double earned, final double forgone, final Greeks out) {
        final boolean isCall = values[SIDE] > 0.0;
        jets.begin();
        final Jet rate = jets.variable(Role.RATE, values[RATE]);
        final Jet yield = rate.minus(jets.variable(Role.CARRY, values[CARRY]));
        final Jet spot = jets.variable(Role.UNDERLYING, values[SPOT]);
        final Jet strike = jets.variable(Role.STRIKE, values[STRIKE]);
        final Jet years = jets.variable(Role.TIME, values[YEARS]);
        final Jet vol = jets.variable(Role.VOL, values[VOL]);
        final Put put = isCall ? new Put(strike, spot, yield, rate) : new Put(spot, strike, rate, yield);

        final double deviation = values[VOL] * Math.sqrt(values[YEARS]);
        if (!(deviation >= FormulaLimits.MIN_STD_DEV)) {
            certain(put, years).writeTo(out);
            return true;
        }
        if (!(Math.abs(earned - forgone) * values[YEARS] <= MAX_DRIFT * deviation)) {
            return false;
        }
        if (!isBoundaryOf(values)) {
            boundaryOf[YEARS] = Double.NaN;
            if (!boundary.solve(put.rate, put.yield, vol, years)) {
                return false;
            }
            System.arraycopy(values, 0, boundaryOf, 0, values.length);
        }
        final double distance = DeterministicMath.logRatio(put.spot.value(), put.strike.value()) - boundary.logNow();
        if (distance <= 0.0) {
            put.strike.minus(put.spot).writeTo(out);
            return true;
        }
        premium(put, vol, years).writeTo(premium);
        out.add(premium);
        return true;
    }

    // The boundary is that of strike 1, so a change of spot or strike leaves it as it is, to the last bit.
    private boolean isBoundaryOf(final double[] values) {
        for (int i = YEARS; i < values.length; i++) {
            if (!(values[i] == boundaryOf[i])) {
                return false;
            }
        }
        return true;
    }

    /** What the two sides have in common: a put on {@code spot}, earning {@code rate} and giving up {@code yield}. */
    private record Put(Jet spot, Jet strike, Jet rate, Jet yield) {}

    private Jet premium(final Put put, final Jet vol, final Jet years) {
        final Jet deviation = vol.times(years.sqrt());
        final Jet drift =
                put.rate.minus(put.yield).plusScaled(-0.5, vol.squared()).times(years);
        final Jet distance = put.spot.logRatio(put.strike);
        final Jet earned = put.rate.times(years);
        final Jet forgone = put.yield.times(years);
        Jet money = jets.constant(0.0);
        Jet asset = jets.constant(0.0);
        for (int n = 0; n < WEIGHTS.length; n++) {
            scratch.begin();
            final int panel = n / POINTS;
            final double s = place(panel, n % POINTS);
            final double gone = BoundaryGrid.rootGone(s);
            final double width = PANELS[panel + 1] - PANELS[panel];
            final double weight = gone * BoundaryGrid.weight(s) * width * RULE.weight(n % POINTS);
            final Jet spread = scratch.constant(0.0).plusScaled(gone, deviation);
            final Jet lower = boundary.logAt(WEIGHTS[n], scratch)
                    .minus(distance)
                    .plusScaled(-gone * gone, drift)
                    .over(spread);
            money = money.plusScaled(weight, discounted(earned, gone).times(lower.normalCdf()));
            asset = asset.plusScaled(
                    weight, discounted(forgone, gone).times(lower.minus(spread).normalCdf()));
        }
        return money.times(earned).times(put.strike).minus(asset.times(forgone).times(put.spot));
    }

    private Jet discounted(final Jet exponent, final double root) {
        return scratch.constant(0.0).plusScaled(-root * root, exponent).exp();
    }

    // Worth K exp(-r t) - S exp(-q t) if exercised at t: at once, at the end, where the slope is 0 between, or never.
    private Jet certain(final Put put, final Jet years) {
        Jet best = better(put.strike.minus(put.spot), jets.constant(0.0));
        best = better(exercisedAt(put, years), best);
        final double rate = put.rate.value();
        final double yield = put.yield.value();
        if (yield > rate && rate > 0.0) {
            final Jet moment = put.spot
                    .times(put.yield)
                    .logRatio(put.strike.times(put.rate))
                    .over(put.yield.minus(put.rate));
            if (moment.value() > 0.0 && moment.value() < years.value()) {
                best = better(exercisedAt(put, moment), best);
            }
        }
        return best;
    }

    private static Jet exercisedAt(final Put put, final Jet time) {
        final Jet money = put.strike.times(put.rate.times(time).negated().exp());
        return money.minus(put.spot.times(put.yield.times(time).negated().exp()));
    }

    private static Jet better(final Jet one, final Jet other) {
        return one.value() > other.value() ? one : other;
    }
}
