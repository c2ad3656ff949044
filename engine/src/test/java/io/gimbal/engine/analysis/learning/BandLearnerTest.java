package io.gimbal.engine.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkInputs;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkScratch;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandLearnerTest {
    private static final LearningSettings TINY = new LearningSettings(LearningWorld.GBM, 5, 1, 1, 4, 32, 2);

    private static TrainedNetwork learn(final LearningSettings settings) {
        return new BandLearner(settings, done -> {}).learn();
    }

    /** The same bits on every JDK: these were found on JDK 17 and on JDK 25. */
    @ParameterizedTest
    @CsvSource({"GBM, 914072afcafd4838", "BTC, cbd5e3b12fd84862"})
    void shouldLearnTheSameBitsEverywhere(final LearningWorld world, final String digest) {
        final TrainedNetwork trained = learn(new LearningSettings(world, 5, 1, 1, 4, 32, 2));

        assertThat(Long.toHexString(trained.network().digest())).isEqualTo(digest);
    }

    @Test
    void shouldLearnAnotherNetworkFromAnotherSeed() {
        final TrainedNetwork trained = learn(TINY);

        assertThat(learn(TINY)).isEqualTo(trained);
        assertThat(learn(new LearningSettings(LearningWorld.GBM, 6, 1, 1, 4, 32, 2))
                        .network())
                .isNotEqualTo(trained.network());
    }

    @Test
    void shouldKeepACellOnlyWhereItWasBetterThanEveryClosedFormAndTestThatCellAgain() {
        final TrainedNetwork trained = learn(LearningSettings.quick(LearningWorld.GBM, 3));

        assertThat(trained.choice()).hasSize(NetworkShape.CELLS);
        final List<Integer> kept = new ArrayList<>();
        for (final CellResult cell : trained.choice()) {
            final boolean isBetter = cell.whalleyWilmott() < -3 * cell.whalleyWilmottError()
                    && cell.zakamouline() < -3 * cell.zakamoulineError()
                    && cell.fixedBand() < -3 * cell.fixedBandError();
            assertThat(trained.network().isKept(cell.cell())).isEqualTo(isBetter);
            if (isBetter) {
                kept.add(cell.cell());
            }
        }
        assertThat(trained.test().stream().map(CellResult::cell).toList()).isEqualTo(kept);
        assertThat(trained.isKept())
                .isEqualTo(!kept.isEmpty() && trained.pooled().isBetter(3));
    }

    /** Where costs are high and the band is narrow, a short training is already better than the closed forms. */
    @Test
    void shouldBeatTheClosedFormsOnBooksNeverSeenAfterLittleTraining() {
        final LearningSettings settings = new LearningSettings(LearningWorld.GBM, 2, 3, 6, 16, 160, 24);
        final double[] row = new double[NetworkShape.SIZE];
        row[0] = NetworkShape.FORMAT;
        row[NetworkShape.COST_EDGES] = 5e-4;
        row[NetworkShape.COST_EDGES + 1] = 2e-3;
        row[NetworkShape.WIDTH_EDGES] = 0.16;
        row[NetworkShape.WIDTH_EDGES + 1] = 0.36;
        row[NetworkShape.KEPT] = (1 << NetworkShape.CELLS) - 1;
        DomainStatistics.write(settings, row);
        final double[] trained = new BandTrainer(settings, row).train(epoch -> {});

        final int dearNarrowAndLong = 9 + 2 * 3;
        final CellResult result = new NetworkEvaluation(settings)
                .measure(trained, List.of(dearNarrowAndLong), 777, done -> {})
                .get(0);

        assertThat(result.isBetter(2)).as("%s", result).isTrue();
    }

    @Test
    void shouldSpeakForNearlyAllOfWhatItWasTrainedOnAndNotForTheRest() {
        final LearningSettings settings = new LearningSettings(LearningWorld.GBM, 9, 1, 1, 4, 96, 2);
        final double[] row = new double[NetworkShape.SIZE];
        DomainStatistics.write(settings, row);
        final SplitMix64 random = new SplitMix64(12_345);
        final NetworkInputs inputs = new NetworkInputs();
        final NetworkScratch scratch = new NetworkScratch();
        final HedgeView view = new HedgeView();
        final double[] values = new double[NetworkShape.INPUTS];
        int inside = 0;
        int insideElsewhere = 0;
        final int books = 2_000;
        for (int n = 0; n < books; n++) {
            final LearningBook book = LearningBook.draw(random, LearningWorld.GBM);
            final BookPath path = new BookPath(96, book);
            path.draw(book, LearningWorld.GBM, 0, random, new PricePath(96, book.years() / 96));
            path.show(0, 0, view);
            inputs.see(view, 0, book.riskAversion());
            inputs.fill(view);
            inputs.copyTo(values, 0);
            BandNetwork.run(row, values, 0, scratch);
            inside += BandNetwork.isInside(row, scratch) ? 1 : 0;
            values[0] += Math.log(300);
            BandNetwork.run(row, values, 0, scratch);
            insideElsewhere += BandNetwork.isInside(row, scratch) ? 1 : 0;
        }

        assertThat((double) inside / books).isBetween(0.95, 0.999);
        assertThat((double) insideElsewhere / books)
                .as("costs of 300 times as much")
                .isLessThan(0.05);
    }

    @Test
    void shouldRefuseSettingsOutOfRangeByName() {
        assertThatThrownBy(() -> new LearningSettings(LearningWorld.GBM, 1, 0, 1, 4, 32, 2))
                .hasMessage("epochs must be 1 to 1000, found 0");
        assertThatThrownBy(() -> new LearningSettings(LearningWorld.GBM, 1, 1, 1, 5, 32, 2))
                .hasMessageContaining("paths must be even");
        assertThatThrownBy(() -> new LearningSettings(LearningWorld.GBM, 1, 1, 1, 4, 32, 1))
                .hasMessageContaining("trials must be 2 to 10000");
    }
}
