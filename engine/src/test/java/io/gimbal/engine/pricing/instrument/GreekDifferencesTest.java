package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Greek of every registered model against differences of the Greek below it, over random inputs. */
class GreekDifferencesTest {
    private static final long SEED = 20_261_121L;
    private static final int DRAWS = 150;
    private static final int NIGHTLY_DRAWS = 400;
    private static final double TYPICAL_PRICE = 100.0;

    /** Half of the first step, twice: the error falls with the fourth power of the step. */
    private static final double STEP = 1e-3;

    private static final double TOLERANCE = 2e-7;

    private static final double SETTLED = 3e-6;
    private static final int MAX_CUTS = 4;
    private static final double CUT = 8.0;

    /** For models that take a millisecond or more: a boundary to find, hundreds of expiries to add up. */
    private static final int SLOWER = 10;

    private static final Set<String> SLOW = Set.of("american", "everlasting");

    static String[] names() {
        return InstrumentModels.all().stream().map(InstrumentModel::name).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeTheDerivativeOfTheGreekBelowWhateverTheInputs(final String name) {
        check(name, DRAWS);
    }

    /** The same inputs and more of them. */
    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("names")
    void shouldBeTheDerivativeOfTheGreekBelowForManyInputs(final String name) {
        check(name, NIGHTLY_DRAWS);
    }

    private static void check(final String name, final int most) {
        final Valuation model = Valuation.of(name);
        final SplittableRandom random = new SplittableRandom(SEED ^ name.hashCode());

        final int draws = SLOW.contains(name) ? most / SLOWER : most;
        int accepted = 0;
        for (int draw = 0; draw < draws; draw++) {
            Draws.fill(model, random, TYPICAL_PRICE);
            if (model.evaluate()) {
                check(model, "seed=" + SEED + " draw=" + draw + " " + model);
                accepted++;
            }
        }

        assertThat(accepted).isGreaterThanOrEqualTo(draws / 2);
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
            final double floor = Math.abs(model.value(lower)) * Draws.perUnit(model, by) + floor(model, greek);
            final double expected = greek.sign() * derivative(model, lower, by, floor);
            final double scale = Math.abs(expected) + floor;
            assertThat(model.value(greek)).as("%s %s", greek, at).isCloseTo(expected, within(TOLERANCE * scale));
        }
    }

    /** Extrapolated from two steps, both made smaller until they agree: a pole or a kink may be near. */
    private static double derivative(final Valuation model, final Greek lower, final Role by, final double floor) {
        double step = STEP / Draws.perUnit(model, by);
        double coarse = slope(model, lower, by, step);
        double fine = slope(model, lower, by, step / 2.0);
        for (int cut = 0; cut < MAX_CUTS && !(Math.abs(fine - coarse) <= SETTLED * (Math.abs(fine) + floor)); cut++) {
            step /= CUT;
            coarse = slope(model, lower, by, step);
            fine = slope(model, lower, by, step / 2.0);
        }
        return (4.0 * fine - coarse) / 3.0;
    }

    private static double slope(final Valuation model, final Greek lower, final Role by, final double step) {
        return (model.valueIfAccepted(lower, by, step) - model.valueIfAccepted(lower, by, -step)) / (2.0 * step);
    }

    /** What rounding of the value leaves of a difference where the Greek below is near 0 itself. */
    private static double floor(final Valuation model, final Greek greek) {
        return 1e-3
                * Math.max(Math.abs(model.value(Greek.PRICE)), Draws.smallest(model))
                * Draws.perGreek(model, greek);
    }
}
