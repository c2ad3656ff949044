package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.Bands;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetRoughnessTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double YEAR = 365.0 * 86_400 * SECOND;

    @Test
    void shouldBeTheFadingSumsOverTheWholePast() {
        final long seed = 271;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final TargetRoughness roughness = new TargetRoughness(1, 3_600 * SECOND);
        final List<double[]> changes = new ArrayList<>();
        double target = 3;
        double price = 50_000;
        long time = 0;
        roughness.onTarget(target, price, time);

        for (int i = 0; i < 500; i++) {
            final double change = random.nextGaussian() * 0.1;
            final double move = random.nextGaussian() * 20;
            target += change;
            price += move;
            time += 1 + random.nextInt(600) * SECOND;
            changes.add(new double[] {change * change, move * move, time});
            roughness.onTarget(target, price, time);
        }

        double squares = 0;
        double moves = 0;
        double years = 0;
        double last = 0;
        for (final double[] change : changes) {
            final double weight = Math.pow(0.5, (time - change[2]) / (3_600.0 * SECOND));
            squares += weight * change[0];
            moves += weight * change[1];
            years += weight * (change[2] - last) / YEAR;
            last = change[2];
        }
        assertThat(roughness.roughness()).isCloseTo(squares / years, within(1e-9 * squares / years));
        assertThat(roughness.effectiveGamma()).isCloseTo(Math.sqrt(squares / moves), within(1e-12));
    }

    @Test
    void shouldMeasureTheModelsRoughnessWhenThePriceAloneMovesTheTarget() {
        final long seed = 314;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final double gamma = -0.0004;
        final TargetRoughness roughness = new TargetRoughness(SECOND, 86_400 * SECOND);
        double price = 50_000;

        for (int i = 0; i < 20_000; i++) {
            price += 50_000 * 0.6 * Math.sqrt(60 * SECOND / YEAR) * random.nextGaussian();
            roughness.onTarget(-gamma * price, price, i * 60L * SECOND);
        }

        final double model = Bands.roughness(gamma, 0.6, 50_000);
        assertThat(roughness.effectiveGamma()).isCloseTo(0.0004, within(1e-12));
        assertThat(roughness.roughness()).isCloseTo(model, within(0.08 * model));
        assertThat(roughness.gammaForBand(-0.0005)).isEqualTo(0.0005);
        assertThat(roughness.gammaForBand(0)).isCloseTo(0.0004, within(1e-12));
    }

    @Test
    void shouldCountNeitherOwnTradesNorWhatComesTooSoon() {
        final TargetRoughness roughness = new TargetRoughness(10 * SECOND, 3_600 * SECOND);
        roughness.onTarget(1, 100, 0);

        roughness.onTarget(50, 100, 9 * SECOND);
        roughness.onTarget(2, 100, 5 * SECOND);
        roughness.onTarget(2, 101, 10 * SECOND);
        roughness.rebase(70, 101, 11 * SECOND);
        roughness.onTarget(71, 102, 21 * SECOND);

        final double kept = Math.pow(0.5, 10.0 / 3_600);
        assertThat(roughness.roughness()).isCloseTo((kept + 1) / ((kept + 1) * 10 * SECOND / YEAR), within(1e-3));
        assertThat(roughness.effectiveGamma()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e80})
    void shouldKeepItsStateWhenAValueIsNoNumber(final double bad) {
        final TargetRoughness roughness = new TargetRoughness(1, SECOND);
        assertThat(roughness.roughness()).isNaN();
        assertThat(roughness.gammaForBand(-2)).isEqualTo(2);
        roughness.onTarget(1, 100, 0);
        final long before = roughness.mixInto(1);

        roughness.onTarget(bad, 100, SECOND);
        roughness.onTarget(1, bad, SECOND);
        roughness.onTarget(1, 0, SECOND);
        roughness.rebase(bad, 100, SECOND);

        assertThat(roughness.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new TargetRoughness(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TargetRoughness(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
