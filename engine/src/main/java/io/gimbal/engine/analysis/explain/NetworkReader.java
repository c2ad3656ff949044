package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Quantity;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkInputs;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkScratch;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a learned policy's network again: what it was shown, whether that is like what it was trained on, what it makes of
 * the closed form. Used once, by one thread.
 */
final class NetworkReader {
    private static final String COINS = "coins";
    private static final List<String> NAMES = List.of(
            "1 log of the cost rate",
            "2 log of s * sqrt(t)",
            "3 log of width over what the target moves by",
            "4 net over effective gamma",
            "5 log of that move over the live amount",
            "6 shift of the centre over the width");

    private final List<Quantity> inputs = new ArrayList<>();
    private final List<Quantity> steps = new ArrayList<>();
    private final NetworkInputs shown = new NetworkInputs();
    private final NetworkScratch scratch = new NetworkScratch();
    private @Nullable String fallback;
    private double below = Double.NaN;
    private double above = Double.NaN;

    /**
     * Asks.
     *
     * @param network  null where there is none
     * @param view     what the policy was shown
     * @param cost     k where it was not measured
     * @param aversion per USD
     */
    NetworkReader(final @Nullable BandNetwork network, final HedgeView view, final double cost, final double aversion) {
        if (network == null) {
            fallback = "no network was loaded";
            return;
        }
        if (!shown.see(view, cost, aversion)) {
            fallback = "an input of the closed form is absent, so there is nothing to adjust";
            return;
        }
        shown.fill(view);
        ask(network);
    }

    private void ask(final BandNetwork network) {
        final double[] values = new double[NetworkShape.INPUTS];
        shown.copyTo(values, 0);
        network.run(values, scratch);
        for (int i = 0; i < NetworkShape.INPUTS; i++) {
            input(network, i, values[i]);
        }
        final double most = network.word(NetworkShape.MOST_DISTANCE);
        final double distance = network.distance(scratch);
        step("squared distance from what it knows", Texts.text("at most %.4g", most), distance, "");
        if (fallback == null && !(distance <= most)) {
            fallback = Texts.text(
                    "all inputs together are too far from what it was trained on: %.4g, at most %.4g", distance, most);
        }
        final int cell = network.cell(shown.costRate(), shown.relativeWidth(), shown.gamma());
        step("cell of cost, width and sign of gamma", network.isKept(cell) ? "kept there" : "not kept there", cell, "");
        if (fallback == null && !network.isKept(cell)) {
            fallback = "in cell " + cell + " it was no better than the closed forms when it was trained";
        }
        step("prior: Whalley-Wilmott within its bounds", "", shown.prior(), COINS);
        step("factor below the target", "e^(ln 4 * x / (1 + |x|))", BandNetwork.below(scratch), "");
        step("factor above the target", "e^(ln 4 * x / (1 + |x|))", BandNetwork.above(scratch), "");
        below = shown.prior() * BandNetwork.below(scratch);
        above = shown.prior() * BandNetwork.above(scratch);
    }

    private void input(final BandNetwork network, final int at, final double value) {
        final double least = network.word(NetworkShape.LEAST + at);
        final double most = network.word(NetworkShape.MOST + at);
        final String range = Texts.text("trained on %.4g to %.4g", least, most);
        inputs.add(new Quantity(NAMES.get(at), range, Texts.finite(value), ""));
        if (fallback == null && !(value >= least && value <= most)) {
            fallback = Texts.text("input %s is %.4g, %s", NAMES.get(at), value, range);
        }
    }

    private void step(final String name, final String formula, final double value, final String unit) {
        steps.add(new Quantity(name, formula, Texts.finite(value), unit));
    }

    /** Why the closed form stands as it is; null where the network speaks. */
    @Nullable
    String fallback() {
        return fallback;
    }

    List<Quantity> inputs() {
        return inputs;
    }

    List<Quantity> steps() {
        return steps;
    }

    /** Coins, before the bounds of the amount that lives. */
    double below() {
        return below;
    }

    /** Coins, likewise. */
    double above() {
        return above;
    }
}
