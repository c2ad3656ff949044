package io.gimbal.engine.pricing.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * Options and futures on one underlying, held together: a list of legs, each valued by the European model and added up with its
 * ratio. A leg names the inputs that are its strike, time and volatility; legs that name the same share it. So each strike
 * can have its own volatility, and Greeks by volatility, strike or time shift all of them at once.
 *
 * <p>Limits are those of the legs. Belongs to one thread.
 */
final class OptionCombo implements InstrumentModel {
    /** What a leg is. */
    enum Kind {
        /** A call. */
        CALL,
        /** A put. */
        PUT,
        /** Call or put as the input {@code type} says. */
        OPTION,
        /** A future bought at the leg's strike; it has no volatility. */
        FUTURE
    }

    /**
     * One leg.
     *
     * @param ratio  units held for one unit of the combo, below 0 for short
     * @param kind   what it is
     * @param strike name of the input that is its strike, or the price of a future
     * @param years  name of the input that is its time to expiry
     * @param vol    name of the input that is its volatility; not read for a future
     */
    record Leg(double ratio, Kind kind, String strike, String years, String vol) {}

    private static final int NONE = -1;

    private final String name;
    private final String summary;
    private final List<Leg> legs;
    private final List<Input> inputs;
    private final EuropeanOption option;
    private final EuropeanOption future;
    private final int[][] optionSources;
    private final int[][] futureSources;
    private final double[] optionValues;
    private final double[] futureValues;
    private final int sideAt;
    private final Greeks one = new Greeks();

    /**
     * Creates a combo.
     *
     * @param title      what it adds to the name of its dynamics
     * @param words      one line for people
     * @param dynamics   of the underlying
     * @param settlement in what it is paid
     * @param legs       at least one
     */
    OptionCombo(
            final String title,
            final String words,
            final Dynamics dynamics,
            final Settlement settlement,
            final List<Leg> legs) {
        this.legs = List.copyOf(legs);
        option = new EuropeanOption(dynamics, Payoff.VANILLA, settlement);
        future = new EuropeanOption(dynamics, Payoff.FORWARD, settlement);
        name = dynamics.title() + "-" + title + settlement.suffix();
        summary = words + "; " + dynamics.words() + "; paid " + settlement.words();
        inputs = inputs(option.inputs(), this.legs);
        optionSources = sources(option.inputs());
        futureSources = sources(future.inputs());
        optionValues = new double[option.inputs().size()];
        futureValues = new double[future.inputs().size()];
        sideAt = Inputs.indexOf(option.inputs(), Input.SIDE_NAME);
    }

    // The order of the European option, each of its inputs as often as the legs have names for it.
    private static List<Input> inputs(final List<Input> single, final List<Leg> legs) {
        final List<Input> all = new ArrayList<>();
        for (final Input input : single) {
            for (final Leg leg : legs) {
                final String name = nameOf(input.name(), leg);
                if (isRead(input.name(), leg) && Inputs.indexOf(all, name) == NONE) {
                    all.add(new Input(
                            name, input.role(), input.unit(), input.range(), input.absent(), input.meaning()));
                }
            }
        }
        return List.copyOf(all);
    }

    private static boolean isRead(final String name, final Leg leg) {
        return switch (name) {
            case Input.SIDE_NAME -> leg.kind == Kind.OPTION;
            case Dynamics.VOL -> leg.kind != Kind.FUTURE;
            default -> true;
        };
    }

    private static String nameOf(final String name, final Leg leg) {
        return switch (name) {
            case Dynamics.STRIKE -> leg.strike;
            case Dynamics.YEARS -> leg.years;
            case Dynamics.VOL -> leg.vol;
            default -> name;
        };
    }

    private int[][] sources(final List<Input> single) {
        final int[][] sources = new int[legs.size()][single.size()];
        for (int leg = 0; leg < sources.length; leg++) {
            for (int i = 0; i < single.size(); i++) {
                sources[leg][i] = Inputs.indexOf(inputs, nameOf(single.get(i).name(), legs.get(leg)));
            }
        }
        return sources;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
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
        for (int i = 0; i < legs.size(); i++) {
            if (!evaluateLeg(i, values)) {
                out.clear();
                return false;
            }
            out.addScaled(legs.get(i).ratio, one);
        }
        return out.keepIfFinite();
    }

    private boolean evaluateLeg(final int index, final double[] values) {
        final Kind kind = legs.get(index).kind;
        if (kind == Kind.FUTURE) {
            fill(futureValues, futureSources[index], values);
            return future.evaluate(futureValues, one);
        }
        fill(optionValues, optionSources[index], values);
        if (kind != Kind.OPTION) {
            optionValues[sideAt] = kind == Kind.CALL ? Input.CALL : Input.PUT;
        }
        return option.evaluate(optionValues, one);
    }

    private static void fill(final double[] target, final int[] sources, final double[] values) {
        for (int i = 0; i < target.length; i++) {
            target[i] = sources[i] == NONE ? 0.0 : values[sources[i]];
        }
    }
}
