package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;

/**
 * A contract on a power n of the price S, times a normalisation: a perpetual with funding at fixed times, one with continuous
 * funding, or a single expiry. With g = n carry - rate + n (n-1) vol^2/2, a claim on S^n at t is worth S^n exp(g t), and so
 *
 * <pre>
 * power-perp             S^n w exp(g T) / (1 - (1-w) exp(g p))   next payment after T, p between payments, w of Funding
 * power-perp-continuous  S^n / (1 - g f)                         funding period f
 * power-contract         S^n exp(g T)                            expiry T
 * </pre>
 *
 * <p>With carry = rate, g is (n-1) (rate + n vol^2/2). The first with T = p and a share of 1 is S^n / (2 exp(-g p) - 1). The
 * last with n = 2 and no rate is the mark at which Squeeth's funding implies the volatility, S^2 exp(vol^2 T), T being
 * its funding period. Source: D. White, D. Robinson, Z. Koticha, A. Leone, A. Gauba and A. Krishnan, "Power Perpetuals"
 * (Paradigm, 2021).
 *
 * <p>Every limit is that of the formula: without volatility or at T = 0 nothing special happens; T below 0 is 0. Refused
 * where the value is infinite: (1-w) exp(g p) or g f not below 1. Belongs to one thread.
 */
final class PowerPerpetual implements InstrumentModel {
    private static final String POWER = "power";
    private static final String NORMALISATION = "normalisation";

    /** When funding is paid. */
    enum Schedule {
        /** At fixed times. */
        FIXED("power-perp", "power perpetual, funding at fixed times, the next after T"),
        /** All the time. */
        CONTINUOUS("power-perp-continuous", "power perpetual, continuous funding"),
        /** Once. */
        ONCE("power-contract", "contract on a power of the price at T; Squeeth's mark for T = its funding period");

        private final String title;
        private final String words;

        Schedule(final String title, final String words) {
            this.title = title;
            this.words = words;
        }
    }

    private final Schedule schedule;
    private final List<Input> inputs;
    private final int spotAt;
    private final int yearsAt;
    private final int volAt;
    private final int rateAt;
    private final int carryAt;
    private final int periodAt;
    private final int shareAt;
    private final int powerAt;
    private final int normalisationAt;
    private final Jets jets = new Jets();
    private final Greeks own = new Greeks();

    PowerPerpetual(final Schedule schedule) {
        this.schedule = schedule;
        inputs = inputs(schedule);
        spotAt = Inputs.indexOf(inputs, "spot");
        yearsAt = Inputs.indexOf(inputs, Dynamics.YEARS);
        volAt = Inputs.indexOf(inputs, Dynamics.VOL);
        rateAt = Inputs.indexOf(inputs, Dynamics.RATE);
        carryAt = Inputs.indexOf(inputs, Dynamics.CARRY);
        periodAt = Inputs.indexOf(inputs, Funding.YEARS);
        shareAt = Inputs.indexOf(inputs, Funding.SHARE);
        powerAt = Inputs.indexOf(inputs, POWER);
        normalisationAt = Inputs.indexOf(inputs, NORMALISATION);
    }

    private static List<Input> inputs(final Schedule schedule) {
        final Input years = new Input(
                Dynamics.YEARS, Role.TIME, "years of 365 days", Range.YEARS, "time to the next payment or the expiry");
        final List<Input> common = List.of(
                new Input("spot", Role.UNDERLYING, "price", Range.POSITIVE, "spot price of the underlying"),
                Dynamics.BLACK_SCHOLES.volInput(),
                new Input(Dynamics.RATE, Role.RATE, "1 per year", Range.ANY, "interest rate, continuous"),
                new Input(Dynamics.CARRY, Role.CARRY, "1 per year", Range.ANY, "cost of carry: rate minus yield"),
                new Input(POWER, Role.OTHER, "1", Range.ANY, "power of the price, 2 for Squeeth"),
                new Input(NORMALISATION, Role.OTHER, "1", Range.POSITIVE, 1.0, "factor of the contract, like 0.0001"));
        return switch (schedule) {
            case FIXED ->
                Inputs.joined(
                        Inputs.joined(common, List.of(years)),
                        List.of(Funding.years("time between two funding payments"), Funding.share()));
            case CONTINUOUS ->
                Inputs.joined(
                        common, List.of(Funding.years("funding period: mark minus payoff is paid over this time")));
            case ONCE -> Inputs.joined(common, List.of(years));
        };
    }

    @Override
    public String name() {
        return schedule.title;
    }

    @Override
    public String summary() {
        return schedule.words + " (Paradigm 2021); generalised Black-Scholes; paid in the currency of the price";
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
        final double power = values[powerAt];
        final Jet variance = jets.variable(Role.VOL, values[volAt]).squared();
        final Jet growth = jets.variable(Role.CARRY, values[carryAt])
                .times(power)
                .minus(jets.variable(Role.RATE, values[rateAt]))
                .plusScaled(0.5 * power * (power - 1.0), variance);
        final Jet divisor = divisor(values, growth);
        if (!(divisor.value() > 0.0)) {
            return false;
        }
        final Jet spot = jets.variable(Role.UNDERLYING, values[spotAt]);
        spot.log()
                .times(power)
                .plus(exponent(values, growth))
                .exp()
                .over(divisor)
                .times(values[normalisationAt])
                .writeTo(out);
        return out.keepIfFinite();
    }

    private Jet exponent(final double[] values, final Jet growth) {
        if (schedule == Schedule.CONTINUOUS) {
            return jets.constant(0.0);
        }
        final boolean isLive = values[yearsAt] > FormulaLimits.EXPIRED_YEARS;
        return growth.times(isLive ? jets.variable(Role.TIME, values[yearsAt]) : jets.constant(0.0));
    }

    private Jet divisor(final double[] values, final Jet growth) {
        return switch (schedule) {
            case FIXED -> {
                final double weight = Funding.weight(values[shareAt]);
                yield growth.times(values[periodAt])
                        .exp()
                        .times((weight - 1.0) / weight)
                        .plus(1.0 / weight);
            }
            case CONTINUOUS -> growth.times(-values[periodAt]).plus(1.0);
            case ONCE -> jets.constant(1.0);
        };
    }

    @Override
    public List<Output> outputs() {
        return schedule == Schedule.ONCE ? List.of() : Funding.outputs();
    }

    @Override
    public boolean evaluateOutputs(final double[] values, final double[] out) {
        final boolean isValued = evaluate(values, own);
        if (isValued && schedule != Schedule.ONCE) {
            final double payoff = values[normalisationAt]
                    * DeterministicMath.exp(values[powerAt] * DeterministicMath.log(values[spotAt]));
            final double share = schedule == Schedule.FIXED ? values[shareAt] : 1.0;
            Funding.write(own.value(Greek.PRICE) - payoff, share, values[periodAt], out);
        }
        return isValued;
    }
}
