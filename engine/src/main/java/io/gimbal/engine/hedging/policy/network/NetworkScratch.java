package io.gimbal.engine.hedging.policy.network;

/** What one evaluation of a network computes on its way. Owned by one thread, reused. */
public final class NetworkScratch {
    final double[] inputs = new double[NetworkShape.INPUTS];
    final double[] standard = new double[NetworkShape.INPUTS];
    final double[] first = new double[NetworkShape.HIDDEN];
    final double[] second = new double[NetworkShape.HIDDEN];
    final double[] raw = new double[NetworkShape.OUTPUTS];

    /** Makes room. */
    public NetworkScratch() {}

    /**
     * {@return an input less its mean, over its deviation}
     *
     * @param input of {@link NetworkShape#INPUTS}
     */
    public double standard(final int input) {
        return standard[input];
    }

    /**
     * {@return what a neuron of the first layer says, inside (-1, 1)}
     *
     * @param neuron of {@link NetworkShape#HIDDEN}
     */
    public double first(final int neuron) {
        return first[neuron];
    }

    /**
     * {@return what a neuron of the second layer says, inside (-1, 1)}
     *
     * @param neuron of {@link NetworkShape#HIDDEN}
     */
    public double second(final int neuron) {
        return second[neuron];
    }

    /**
     * {@return an output before it is bounded}
     *
     * @param output 0 below, 1 above the target
     */
    public double raw(final int output) {
        return raw[output];
    }
}
