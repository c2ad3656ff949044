package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InstrumentModelsTest {
    private final Greeks greeks = new Greeks();

    @Test
    void shouldNameEachModelOnceAndFindItByItsName() {
        final List<String> names =
                InstrumentModels.all().stream().map(InstrumentModel::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(names)
                .contains("black76", "black76-inverse", "black-scholes", "bachelier-quanto", "displaced-black-forward");
        for (final String name : names) {
            assertThat(Objects.requireNonNull(InstrumentModels.find(name)).name())
                    .isEqualTo(name);
        }
        assertThat(InstrumentModels.find("nonsense")).isNull();
    }

    @Test
    void shouldDescribeEveryInputOfEveryModel() {
        for (final InstrumentModel model : InstrumentModels.all()) {
            assertThat(model.summary()).as(model.name()).isNotBlank().doesNotContain("\n");
            assertThat(model.inputs()).as(model.name()).isNotEmpty().isEqualTo(model.inputs());
            assertThat(model.inputs().stream().map(Input::name))
                    .as(model.name())
                    .doesNotHaveDuplicates();
            for (final Input input : model.inputs()) {
                assertThat(input.name()).isNotBlank();
                assertThat(input.unit()).isNotBlank();
                assertThat(input.meaning()).isNotBlank().doesNotContain("\n");
                assertThat(input.range().words()).isNotBlank();
                assertThat(!input.isOptional() || input.accepts(input.absent()))
                        .as(input.name())
                        .isTrue();
            }
        }
    }

    @Test
    void shouldAcceptOnlyACallOrAPutAsASide() {
        assertThat(Input.side().accepts(Input.CALL)).isTrue();
        assertThat(Input.side().accepts(Input.PUT)).isTrue();
        assertThat(Input.side().accepts(0.0)).isFalse();
        assertThat(Range.POSITIVE.contains(0.0)).isFalse();
        assertThat(Range.POSITIVE.contains(Double.MIN_VALUE)).isTrue();
        assertThat(Range.NOT_NEGATIVE.contains(0.0)).isTrue();
        assertThat(Range.NOT_NEGATIVE.contains(-Double.MIN_VALUE)).isFalse();
        assertThat(Range.CORRELATION.contains(1.0)).isTrue();
        assertThat(Range.CORRELATION.contains(Math.nextUp(1.0))).isFalse();
        assertThat(Range.ANY.contains(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(Range.ANY.contains(Double.NaN)).isFalse();
    }

    @Test
    void shouldKeepNothingBetweenTwoEvaluations() {
        for (final InstrumentModel model : InstrumentModels.all()) {
            final Valuation first = new Valuation(model);
            Draws.fill(first, new SplittableRandom(3L), 100.0);
            final double[] before = first.values().clone();
            if (!first.evaluate()) {
                continue;
            }
            final double price = first.value(Greek.PRICE);
            final double color = first.value(Greek.COLOR);
            Draws.fill(first, new SplittableRandom(4L), 100.0);
            first.evaluate();
            System.arraycopy(before, 0, first.values(), 0, before.length);

            assertThat(first.value(Greek.PRICE)).as(model.name()).isEqualTo(price);
            assertThat(first.value(Greek.COLOR)).as(model.name()).isEqualTo(color);
        }
    }

    /** Taken from JDK 17's interpreter; the compilers and later JDKs have to give the same bits. */
    @Test
    void shouldGiveTheSameBitsOnEveryVirtualMachine() {
        long hash = 0L;
        for (final String name : new String[] {
            "black76",
            "black76-inverse",
            "black-scholes-quanto",
            "bachelier-cash-digital",
            "displaced-black-asset-digital"
        }) {
            final Valuation model =
                    Valuation.of(name).with("rate", 0.05).with("carry", 0.03).with("shift", 7.0);
            model.with("fx_vol", 0.2).with("fx_correlation", -0.3).with("fixed_rate", 2.0);
            final double vol = name.startsWith("bachelier") ? 0.5 : 0.01;
            for (int i = 1; i <= 5_000; i++) {
                model.at(60.0 + 0.017 * i, 100.0, (i % 997) / 365.0, (i % 211) * vol);
                final Greeks valued =
                        model.side((i & 1) == 0 ? Input.CALL : Input.PUT).greeks();
                for (final Greek greek : Greek.values()) {
                    hash = (hash ^ Double.doubleToRawLongBits(valued.value(greek))) * 0x9E3779B97F4A7C15L;
                    hash ^= hash >>> 29;
                }
            }
        }

        assertThat(hash).isEqualTo(-7221187277470791727L);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWhenAEuropeanOptionIsValuedAgain() {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final InstrumentModel model = Objects.requireNonNull(InstrumentModels.find("black-scholes-quanto"));
        final double[] inputs = {100.0, 110.0, 0.5, 0.6, Input.CALL, 0.05, 0.03, 0.2, 0.3, 1.0};
        double sum = sumOfPrices(model, inputs, 5_000);

        final long before = threads.getCurrentThreadAllocatedBytes();
        sum += sumOfPrices(model, inputs, 20_000);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isPositive();
        assertThat(allocated).isLessThan(100_000);
    }

    private double sumOfPrices(final InstrumentModel model, final double[] inputs, final int evaluations) {
        double sum = 0.0;
        for (int i = 0; i < evaluations; i++) {
            inputs[0] = 90.0 + 1e-3 * i;
            model.evaluate(inputs, greeks);
            sum += greeks.value(Greek.PRICE);
        }
        return sum;
    }
}
