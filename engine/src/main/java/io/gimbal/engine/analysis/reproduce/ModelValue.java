package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.pricing.instrument.Greek;
import io.gimbal.engine.pricing.instrument.Greeks;
import io.gimbal.engine.pricing.instrument.Input;
import io.gimbal.engine.pricing.instrument.InstrumentModel;
import io.gimbal.engine.pricing.instrument.InstrumentModels;
import io.gimbal.engine.pricing.instrument.Output;
import java.util.List;
import java.util.Map;

/** One instrument valued by its model, asked for by names. Owned by the thread that made it. */
final class ModelValue {
    private final InstrumentModel model;
    private final Greeks greeks = new Greeks();
    private final double[] outputs;

    private ModelValue(final InstrumentModel model) {
        this.model = model;
        outputs = new double[model.outputs().size()];
    }

    /**
     * Values.
     *
     * @param name   of the model
     * @param inputs by name; those left out are absent
     * @return the value
     */
    static ModelValue of(final String name, final Map<String, Double> inputs) {
        final InstrumentModel model = InstrumentModels.find(name);
        if (model == null) {
            throw new IllegalStateException("no such model: name=" + name);
        }
        final List<Input> wanted = model.inputs();
        final double[] values = new double[wanted.size()];
        for (int i = 0; i < values.length; i++) {
            final Input input = wanted.get(i);
            values[i] = inputs.getOrDefault(input.name(), input.absent());
        }
        final ModelValue value = new ModelValue(model);
        if (!(model.evaluate(values, value.greeks) && model.evaluateOutputs(values, value.outputs))) {
            throw new IllegalStateException("model refuses its inputs: name=" + name + ", inputs=" + inputs);
        }
        return value;
    }

    /** {@return the value or a Greek} */
    double greek(final Greek greek) {
        return greeks.value(greek);
    }

    /** {@return what the model says beside them} */
    double output(final String name) {
        final List<Output> said = model.outputs();
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i).name().equals(name)) {
                return outputs[i];
            }
        }
        throw new IllegalStateException("model has no such output: name=" + name);
    }
}
