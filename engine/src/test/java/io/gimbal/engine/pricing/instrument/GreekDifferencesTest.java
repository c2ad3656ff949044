package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Greek of every registered model against differences of the Greek below it, over random inputs. */
class GreekDifferencesTest {
    private static final long SEED = 20_261_121L;
    private static final int DRAWS = 400;
    private static final int ACCEPTED_AT_LEAST = DRAWS / 2;
    private static final double TYPICAL_PRICE = 100.0;

    /** Half of the first step, twice: the error falls with the fourth power of the step. */
    private static final double STEP = 1e-3;

    private static final double TOLERANCE = 2e-7;

    static String[] names() {
        return InstrumentModels.all().stream().map(InstrumentModel::name).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeTheDerivativeOfTheGreekBelowWhateverTheInputs(final String name) {
        final Valuation model = Valuation.of(name);
        final SplittableRandom random = new SplittableRandom(SEED ^ name.hashCode());

        int accepted = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            Draws.fill(model, random, TYPICAL_PRICE);
            if (model.evaluate()) {
                check(model, "seed=" + SEED + " draw=" + draw + " " + model);
                accepted++;
            }
        }

        assertThat(accepted).isGreaterThanOrEqualTo(ACCEPTED_AT_LEAST);
    }

    private static void check(final Valuation model, final String at) {
        for (final Greek greek : Greek.values()) {
            final Greek lower = greek.lower();
            final Role by = greek.by();
            if (lower == null || by == null) {
                continue;
            }
            if (!model.has(by)) {
                assertThat(model.value(greek)).as("%s %s", greek, at).isEqualTo(0.0);
                continue;
            }
            final double step = step(model, by);
            final double coarse = slope(model, lower, by, step);
            final double fine = slope(model, lower, by, step / 2.0);
            final double expected = greek.sign() * (4.0 * fine - coarse) / 3.0;
            final double scale =
                    Math.abs(expected) + Math.abs(model.value(lower)) * Draws.perUnit(model, by) + floor(model, greek);
            assertThat(model.value(greek)).as("%s %s", greek, at).isCloseTo(expected, within(TOLERANCE * scale));
        }
    }

    private static double slope(final Valuation model, final Greek lower, final Role by, final double step) {
        return (model.value(lower, by, step) - model.value(lower, by, -step)) / (2.0 * step);
    }

    private static double step(final Valuation model, final Role by) {
        return STEP / Draws.perUnit(model, by);
    }

    /** What rounding of the value leaves of a difference where the Greek below is near 0 itself. */
    private static double floor(final Valuation model, final Greek greek) {
        return 1e-3
                * Math.max(Math.abs(model.value(Greek.PRICE)), Draws.smallest(model))
                * Draws.perGreek(model, greek);
    }
}
