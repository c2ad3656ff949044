package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Every Greek against central differences of the price or of a Greek that was itself checked against the price. */
class Black76DerivativesTest {
    private static final long SEED = 1_973L;
    private static final int DRAWS = 2_000;
    private static final double BUMP = 1e-4;

    private final OptionGreeks greeks = new OptionGreeks();
    private final OptionGreeks bumped = new OptionGreeks();
    private boolean isCall;
    private double forward;
    private double strike;
    private double years;
    private double vol;

    @Test
    void shouldDifferentiateByTheForward() {
        forEachDraw(at -> {
            near(at, greeks.delta(), byForward(OptionGreeks::price), 1e-6);
            near(at, greeks.gamma() * forward, forward * byForward(OptionGreeks::delta), 1e-5);
        });
    }

    @Test
    void shouldDifferentiateByTheVolatility() {
        forEachDraw(at -> {
            near(at, greeks.vega() / forward, byVol(OptionGreeks::price) / forward, 1e-6);
            near(at, greeks.vanna(), byVol(OptionGreeks::delta), 1e-5);
            near(at, greeks.volga() / forward, byVol(OptionGreeks::vega) / forward, 1e-5);
        });
    }

    @Test
    void shouldDifferentiateByTheCalendar() {
        forEachDraw(at -> {
            near(at, greeks.theta() / forward, byCalendar(OptionGreeks::price) / forward, 1e-6);
            near(at, greeks.charm(), byCalendar(OptionGreeks::delta), 1e-5);
        });
    }

    private double byForward(final ToDoubleFunction<OptionGreeks> greek) {
        return slope(f -> valued(greek, f, years, vol), forward, forward * BUMP);
    }

    private double byVol(final ToDoubleFunction<OptionGreeks> greek) {
        return slope(v -> valued(greek, forward, years, v), vol, BUMP);
    }

    private double byCalendar(final ToDoubleFunction<OptionGreeks> greek) {
        return -slope(t -> valued(greek, forward, t, vol), years, years * BUMP);
    }

    private double valued(
            final ToDoubleFunction<OptionGreeks> greek,
            final double atForward,
            final double atYears,
            final double atVol) {
        Black76.evaluate(isCall, atForward, strike, atYears, atVol, bumped);
        return greek.applyAsDouble(bumped);
    }

    private void forEachDraw(final Consumer<String> check) {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS; i++) {
            isCall = random.nextBoolean();
            forward = random.nextDouble(10_000, 100_000);
            strike = forward * random.nextDouble(0.7, 1.4);
            years = random.nextDouble(0.02, 2.0);
            vol = random.nextDouble(0.2, 1.5);
            Black76.evaluate(isCall, forward, strike, years, vol, greeks);
            check.accept("seed=" + SEED + " draw=" + i);
        }
    }

    private static double slope(final DoubleUnaryOperator function, final double at, final double step) {
        return (function.applyAsDouble(at + step) - function.applyAsDouble(at - step)) / (2 * step);
    }

    private static void near(final String at, final double actual, final double expected, final double tolerance) {
        assertThat(actual).as(at).isCloseTo(expected, within(tolerance));
    }
}
