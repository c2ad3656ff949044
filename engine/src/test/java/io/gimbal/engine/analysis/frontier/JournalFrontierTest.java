package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.whatif.NetworkSource;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which points of a journal's frontier are efficient, and which values of each parameter it runs. */
class JournalFrontierTest {
    private static final double PRICE = 30_000;
    private static final double GAMMA = -0.004;
    private static final double VOL = 0.6;
    private static final double HALF_WIDTH = 0.004 * 30_000 * 1e-3;
    private static final JournalScale SCALE = new JournalScale(PRICE, GAMMA, VOL, 0.25);

    private final List<WhatIfReport.Skipped> skipped = new ArrayList<>();

    private static WhatIfReport.Outcome point(final double cost, final double error) {
        return new WhatIfReport.Outcome(
                "p", 1, 1, cost, 0, 0, error, 0, 0, null, null, null, false, "0", "0", List.of(), null, null);
    }

    // ------------------------------------------------------------------ which are efficient

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, 2, true, cheaper and better",
        "2, 2, 1, 1, false, dearer and worse",
        "1, 2, 2, 1, true, cheaper and worse",
        "2, 1, 1, 2, true, dearer and better",
        "1, 2, 1, 1, false, as dear and worse",
        "2, 1, 1, 1, false, dearer and as good",
        "1, 1, 1, 1, true, the same",
        "0, 5, 0, 4, false, both trade nothing",
        "-1, 1, 0, 1, true, a rebate is cheaper than nothing"
    })
    void shouldCallAPointEfficientThatNoOtherBeats(
            final double cost,
            final double error,
            final double otherCost,
            final double otherError,
            final boolean isEfficient,
            final String why) {
        final WhatIfReport.Outcome one = point(cost, error);

        assertThat(JournalFrontier.isEfficient(one, List.of(one, point(otherCost, otherError))))
                .as(why)
                .isEqualTo(isEfficient);
    }

    @Test
    void shouldFindTheStaircaseThatASweepByCostFinds() {
        final long seed = 20231;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            final List<WhatIfReport.Outcome> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(point(random.nextInt(6), random.nextInt(6)));
            }

            for (final WhatIfReport.Outcome one : all) {
                final double best = all.stream()
                        .filter(other -> other.costUsd() <= one.costUsd())
                        .mapToDouble(WhatIfReport.Outcome::trackingErrorUsd)
                        .min()
                        .orElseThrow();
                final double bestCheaper = all.stream()
                        .filter(other -> other.costUsd() < one.costUsd())
                        .mapToDouble(WhatIfReport.Outcome::trackingErrorUsd)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
                final boolean isOnStaircase = one.trackingErrorUsd() == best && one.trackingErrorUsd() < bestCheaper;
                assertThat(JournalFrontier.isEfficient(one, all))
                        .as("seed=%d, round=%d: %s", seed, round, one)
                        .isEqualTo(isOnStaircase);
            }
        }
    }

    // ------------------------------------------------------------------ which values are run

    private JournalSweep sweep(final JournalScale scale, final int points, final Map<String, String> with) {
        return new JournalSweep(scale, with, points, new NetworkSource(JournalFrontierTest::noNetwork, false), skipped);
    }

    private static BandNetwork noNetwork(final String file) {
        throw new IllegalArgumentException("network=" + file + " is no file");
    }

    private JournalSweep.Series one(final String policy, final int points) {
        final List<JournalSweep.Series> series = sweep(SCALE, points, Map.of()).of(List.of(policy));
        assertThat(series).hasSize(1);
        return series.get(0);
    }

    private static double[] parameters(final JournalSweep.Series series) {
        return series.values().stream()
                .mapToDouble(JournalSweep.Value::parameter)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9})
    void shouldSpreadAHalfWidthOverAFactorOfSixteenAroundTenBasisPoints(final int points) {
        final double[] widths = parameters(one("fixed-band-target", points));

        assertThat(widths).hasSize(points).isSorted();
        for (int i = 0; i < points; i++) {
            final double expected = HALF_WIDTH * Math.pow(16, (double) i / (points - 1)) / 4;
            assertThat(widths[i]).as("three digits").isCloseTo(expected, within(0.006 * expected));
        }
    }

    @Test
    void shouldChooseTheAversionThatGivesWhalleyAndWilmottTheSameBands() {
        final double gamma = 100 * GAMMA;
        final JournalScale large = new JournalScale(PRICE, gamma, VOL, 0);

        final double[] aversions = parameters(sweep(large, 3, Map.of())
                .of(List.of("whalley-wilmott-edge:cost_bp=5"))
                .get(0));

        final double[] factors = {0.25, 1, 4};
        assertThat(aversions).hasSize(3);
        for (int i = 0; i < 3; i++) {
            final double width = Math.cbrt(1.5 * 5e-4 * PRICE * gamma * gamma / aversions[i]);
            final double expected = factors[i] * 100 * HALF_WIDTH;
            assertThat(width).isCloseTo(expected, within(0.003 * expected));
        }
    }

    @Test
    void shouldGiveAClockTheTimeInWhichThePriceMovesThatFar() {
        final double[] seconds = parameters(one("fixed-time", 3));

        final double year = 365.0 * 86_400;
        final double[] expected = Arrays.stream(new double[] {0.25, 1, 4})
                .map(factor -> Math.pow(factor * 1e-3 / VOL, 2) * year)
                .map(wanted -> Math.max(wanted, PolicyParameter.INTERVAL_S.least()))
                .toArray();
        for (int i = 0; i < 3; i++) {
            assertThat(seconds[i]).isCloseTo(expected[i], within(0.006 * expected[i]));
        }
        assertThat(seconds).isSorted();
    }

    @Test
    void shouldCountAMoveOfThePriceWhateverTheBook() {
        final JournalScale empty = new JournalScale(0, 0, 0, 0);

        final double[] moves =
                parameters(sweep(empty, 3, Map.of()).of(List.of("price-move")).get(0));

        assertThat(moves).containsExactly(2.5, 10, 40);
    }

    @Test
    void shouldRunWhatIsSaidAsItIsSaid() {
        final JournalSweep.Series series = one("fixed-band-edge:half_width_coins=0.7", 5);

        assertThat(parameters(series)).containsExactly(0.7);
        assertThat(series.parameter()).isEqualTo("half_width_coins");
        assertThat(series.unit()).isEqualTo("coins");
    }

    @Test
    void shouldTakeTheRecordedWidthWhereTheBookHadNoGamma() {
        final JournalScale flat = new JournalScale(PRICE, 0, 0, 0.25);

        final List<JournalSweep.Series> series =
                sweep(flat, 3, Map.of()).of(List.of("fixed-band-target", "fixed-time", "whalley-wilmott-edge"));

        assertThat(series).extracting(JournalSweep.Series::policy).containsExactly("fixed-band-target");
        assertThat(parameters(series.get(0))).containsExactly(0.0625, 0.25, 1);
        assertThat(skipped)
                .extracting(WhatIfReport.Skipped::policy)
                .containsExactly("fixed-time", "whalley-wilmott-edge");
        assertThat(skipped).allMatch(skip -> skip.reason().contains("the book had no gamma when first valued"));
    }

    @Test
    void shouldSweepTheWholeCatalogueInItsOrderOrSayWhyNot() {
        final List<JournalSweep.Series> series = sweep(SCALE, 2, Map.of()).of(List.of());

        final List<String> all =
                new ArrayList<>(series.stream().map(JournalSweep.Series::policy).toList());
        assertThat(all).isSubsetOf(PolicyCatalogue.names());
        assertThat(PolicyCatalogue.names()).as("in the catalogue's order").containsSubsequence(all);
        all.addAll(skipped.stream().map(WhatIfReport.Skipped::policy).toList());
        assertThat(all).containsExactlyInAnyOrderElementsOf(PolicyCatalogue.names());
        assertThat(skipped)
                .filteredOn(skip -> skip.policy().equals("band-network"))
                .as("without a network it is another policy")
                .allMatch(skip -> skip.reason().contains("needs network=FILE"))
                .hasSize(1);
        for (final JournalSweep.Series one : series) {
            for (final JournalSweep.Value value : one.values()) {
                assertThat(value.policy().spec().entry().name()).isEqualTo(one.policy());
            }
        }
    }

    @Test
    void shouldGiveAValueOnlyToPoliciesThatTakeIt() {
        final List<JournalSweep.Series> series = sweep(SCALE, 2, Map.of("cost_bp", "3", "cost_per_order_usd", "2"))
                .of(List.of("two-band", "fixed-time"));

        assertThat(series).hasSize(2);
        final PolicySpec bands = series.get(0).values().get(0).policy().spec();
        assertThat(bands.value(PolicyParameter.COST_BP)).isEqualTo(3);
        assertThat(bands.value(PolicyParameter.COST_PER_ORDER_USD)).isEqualTo(2);
        assertThat(series.get(1).parameter()).isEqualTo("interval_s");
    }

    @ParameterizedTest
    @CsvSource({
        "moon, there is no policy 'moon'",
        "fixed-time:moon=1, moon",
        "fixed-time:interval_s=-1, interval_s",
        "fixed-band-target:half_width_coins=none, half_width_coins",
        "whalley-wilmott-edge:cost_bp=much, cost_bp",
        "fixed-time:interval_s, interval_s",
        "fixed-time:network=x.toml, takes no network",
        "band-network:risk_aversion_per_usd=0.001, needs network=FILE",
        "band-network:network=x.toml, network=x.toml is no file"
    })
    void shouldRefuseWhatIsNotKnownOrOutOfRangeByItsName(final String policy, final String message) {
        assertThatThrownBy(() -> sweep(SCALE, 2, Map.of()).of(List.of(policy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldKeepEveryValueInsideItsRangeHoweverLargeTheBook() {
        for (final double gamma : new double[] {1e-12, 1e-3, 1e6}) {
            final JournalScale scale = new JournalScale(PRICE, gamma, VOL, 0);
            for (final JournalSweep.Series one : sweep(scale, 9, Map.of()).of(List.of())) {
                final PolicyParameter swept = Arrays.stream(PolicyParameter.values())
                        .filter(parameter -> parameter.key().equals(one.parameter()))
                        .findFirst()
                        .orElseThrow();
                final double[] values = parameters(one);
                assertThat(values)
                        .as("%s, gamma %s", one.policy(), gamma)
                        .isNotEmpty()
                        .doesNotHaveDuplicates();
                for (final double value : values) {
                    assertThat(value).isBetween(swept.least(), swept.most());
                }
            }
        }
    }
}
