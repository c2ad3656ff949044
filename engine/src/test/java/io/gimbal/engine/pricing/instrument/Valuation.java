package io.gimbal.engine.pricing.instrument;

import java.util.List;

/** One model with one set of inputs, for tests: inputs are set and shifted by name or role, then valued. */
final class Valuation {
    private final InstrumentModel model;
    private final List<Input> inputs;
    private final double[] values;
    private final Greeks greeks = new Greeks();

    Valuation(final InstrumentModel model) {
        this.model = model;
        inputs = model.inputs();
        values = new double[inputs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs.get(i).isOptional() ? inputs.get(i).absent() : 0.0;
        }
    }

    static Valuation of(final String name) {
        final InstrumentModel model = InstrumentModels.find(name);
        if (model == null) {
            throw new AssertionError("no such model: name=" + name);
        }
        return new Valuation(model);
    }

    InstrumentModel model() {
        return model;
    }

    List<Input> inputs() {
        return inputs;
    }

    double[] values() {
        return values;
    }

    Valuation with(final String name, final double value) {
        for (int i = 0; i < values.length; i++) {
            if (inputs.get(i).name().equals(name)) {
                values[i] = value;
            }
        }
        return this;
    }

    /** Sets underlying, strike, time, volatility and, where there is one, side. */
    Valuation at(final double underlying, final double strike, final double years, final double vol) {
        return with("forward", underlying)
                .with("spot", underlying)
                .with("strike", strike)
                .with("T", years)
                .with("vol", vol);
    }

    Valuation side(final double side) {
        return with(Input.SIDE_NAME, side);
    }

    boolean has(final Role role) {
        return inputs.stream().anyMatch(input -> input.role() == role);
    }

    /** The first input of a role, 0 where there is none. */
    double first(final Role role) {
        for (int i = 0; i < values.length; i++) {
            if (inputs.get(i).role() == role) {
                return values[i];
            }
        }
        return 0.0;
    }

    /** Shifts all inputs of a role, and the carry with the rate. */
    void shift(final Role role, final double by) {
        for (int i = 0; i < values.length; i++) {
            final Role own = inputs.get(i).role();
            if (own == role || (role == Role.RATE && own == Role.CARRY)) {
                values[i] += by;
            }
        }
    }

    boolean evaluate() {
        return model.evaluate(values, greeks);
    }

    Greeks greeks() {
        if (!evaluate()) {
            throw new AssertionError("refused: " + this);
        }
        return greeks;
    }

    double value(final Greek greek) {
        return greeks().value(greek);
    }

    double value(final Greek greek, final Role shifted, final double by) {
        final double[] before = values.clone();
        shift(shifted, by);
        final double value = value(greek);
        System.arraycopy(before, 0, values, 0, values.length);
        return value;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(model.name());
        for (int i = 0; i < values.length; i++) {
            text.append(' ').append(inputs.get(i).name()).append('=').append(values[i]);
        }
        return text.toString();
    }
}
