package io.gimbal.engine.pricing.instrument;

import java.util.List;
import java.util.SplittableRandom;

/** Random inputs for any model, from what its inputs say of themselves: plain ones and ones near the limits. */
final class Draws {
    private Draws() {}

    /** Sets all inputs: one draw in four is close to expiry, one in four far from the strike. */
    static void fill(final Valuation model, final SplittableRandom random, final double price) {
        final boolean isShort = random.nextInt(4) == 0;
        final boolean isFar = random.nextInt(4) == 0;
        final double underlying = price * random.nextDouble(0.5, 2.0);
        final double years = isShort ? power(random, -6.0, -3.0) : random.nextDouble(0.02, 2.0);
        final double vol = random.nextDouble(0.1, 1.5);
        final double deviations = isFar ? random.nextDouble(2.0, 8.0) : random.nextDouble(0.0, 2.0);
        final double moneyness = Math.exp((random.nextBoolean() ? 1 : -1) * deviations * vol * Math.sqrt(years));
        final List<Input> inputs = model.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            final Input input = inputs.get(i);
            model.values()[i] = switch (input.role()) {
                case UNDERLYING -> underlying;
                case STRIKE -> underlying * moneyness;
                case TIME -> years;
                case VOL -> input.unit().startsWith("price") ? vol * underlying : vol;
                case RATE, CARRY -> random.nextDouble(-0.05, 0.1);
                case SIDE -> random.nextBoolean() ? Input.CALL : Input.PUT;
                case OTHER -> other(input, random);
            };
        }
    }

    private static double other(final Input input, final SplittableRandom random) {
        final Range range = input.range();
        final double from = Double.isInfinite(range.least()) ? 0.0 : range.least();
        final double to = Double.isInfinite(range.most()) ? from + 2.0 : range.most();
        return random.nextDouble(from, to);
    }

    private static double power(final SplittableRandom random, final double from, final double to) {
        return Math.pow(10.0, random.nextDouble(from, to));
    }

    /**
     * One over the distance in an input within which a price changes its shape: a standard deviation for prices, the
     * whole of time and volatility, 1 for rates.
     */
    static double perUnit(final Valuation model, final Role role) {
        return switch (role) {
            case UNDERLYING -> 1.0 / (model.first(Role.UNDERLYING) * shape(model));
            case STRIKE -> 1.0 / (Math.min(model.first(Role.STRIKE), model.first(Role.UNDERLYING)) * shape(model));
            case TIME -> 1.0 / model.first(Role.TIME);
            case VOL -> 1.0 / model.first(Role.VOL);
            case RATE, CARRY, SIDE, OTHER -> 1.0;
        };
    }

    /** The size that a Greek of a value of 1 has. */
    static double perGreek(final Valuation model, final Greek greek) {
        final Greek lower = greek.lower();
        final Role by = greek.by();
        return lower == null || by == null ? 1.0 : perGreek(model, lower) * perUnit(model, by);
    }

    /** A value that matters: a thousandth of the underlying's standard deviation. */
    static double smallest(final Valuation model) {
        return 1e-3 * model.first(Role.UNDERLYING) * shape(model);
    }

    private static double shape(final Valuation model) {
        if (!model.has(Role.VOL) || !model.has(Role.TIME)) {
            return 0.1;
        }
        final double vol = model.first(Role.VOL);
        final double relative = vol > 5.0 ? vol / model.first(Role.UNDERLYING) : vol;
        return Math.min(relative * Math.sqrt(model.first(Role.TIME)), 1.0);
    }
}
