package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedFigureTest {
    private static final int PATHS = 1_000;

    @ParameterizedTest
    @CsvSource({"0.4199, 0.00005", "263300, 0.5", "1.0e-5, 5e-7", "1.20296e-5, 5e-11", "-0.410, 0.0005", "5, 0.5"})
    void shouldTakeHalfTheLastDigitWrittenWhenNoToleranceIsStated(final String written, final double half) {
        final PublishedFigure figure = PublishedFigures.figure("id,t,s,q,i,,," + written + ",,,");

        assertThat(figure.referenceTolerance()).isCloseTo(half, within(half * 1e-12));
    }

    @Test
    void shouldPassOnBothSidesOfTheReferenceAndFailBeyond() {
        final PublishedFigure figure = PublishedFigures.figure("id,t,s,q,i,,,2.50,,,");

        assertThat(figure.judge(2.5049).status()).isEqualTo(ReproducedRow.PASSED);
        assertThat(figure.judge(2.4951).status()).isEqualTo(ReproducedRow.PASSED);
        assertThat(figure.judge(2.5051).status()).isEqualTo(ReproducedRow.FAILED);
        assertThat(figure.judge(2.4949).status()).isEqualTo(ReproducedRow.FAILED);
        assertThat(figure.judge(Double.NaN).status()).isEqualTo(ReproducedRow.FAILED);
    }

    @Test
    void shouldFailBesideThePublishedFigureThoughTheReferenceAgrees() {
        final PublishedFigure figure = PublishedFigures.figure("id,t,s,q,i,2.6,0.05,2.50,,,");

        final ReproducedRow row = figure.judge(2.50);

        assertThat(row.status()).isEqualTo(ReproducedRow.FAILED);
        assertThat(row.publishedTolerance()).isEqualTo(0.05);
    }

    @Test
    void shouldShowAPublishedFigureWithoutAssertingItWhenItHasNoTolerance() {
        final PublishedFigure figure = PublishedFigures.figure("id,t,s,q,i,2.6,,2.50,,,");

        final ReproducedRow row = figure.judge(2.50);

        assertThat(row.status()).isEqualTo(ReproducedRow.PASSED);
        assertThat(row.published()).isEqualTo(2.6);
    }

    @Test
    void shouldAllowThreeStandardErrorsOfBothFiguresTogether() {
        final PublishedFigure figure = PublishedFigures.figure("id,t,s,q,i,,,10.0,0.3,1000,");

        final ReproducedRow row = figure.judge(new Estimate(11.4, 0.4), PATHS);

        assertThat(row.tolerance()).isCloseTo(1.5, within(1e-12));
        assertThat(row.status()).isEqualTo(ReproducedRow.PASSED);
        assertThat(figure.judge(new Estimate(11.6, 0.4), PATHS).status()).isEqualTo(ReproducedRow.FAILED);
    }

    @Test
    void shouldTakeTheErrorOfTheReferenceFromItsPathsWhenItStatesNone() {
        final PublishedFigure figure = PublishedFigures.figure("id,t,s,q,i,,,10.0,,250,");

        final ReproducedRow row = figure.judge(new Estimate(10.0, 0.1), PATHS);

        assertThat(row.tolerance()).isCloseTo(3.0 * Math.hypot(0.1, 0.2) + 0.05, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"id,t,s,q,i,,,1,,", ",t,s,q,i,,,1,,,", "id,t,s,q,i,,,1,,,,"})
    void shouldRefuseALineThatIsMalformed(final String line) {
        assertThatThrownBy(() -> PublishedFigures.figure(line)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayWhyWhenSkipped() {
        final ReproducedRow row =
                PublishedFigures.figure("id,t,s,q,i,2.6,0.1,2.50,,,").skipped("needs bars");

        assertThat(row.status()).isEqualTo(ReproducedRow.SKIPPED);
        assertThat(row.why()).isEqualTo("needs bars");
        assertThat(row.published()).isEqualTo(2.6);
        assertThat(row.got()).isNull();
    }
}
