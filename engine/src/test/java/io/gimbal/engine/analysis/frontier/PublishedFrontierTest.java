package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published experiment, by night: its ratio leaves the unwind out and has an error of 0.01; the seed is 101. */
@Tag("nightly")
class PublishedFrontierTest {
    @ParameterizedTest
    @CsvSource({"GBM, 0.497, 13.45, 3.72, 0.53", "BTC, 0.436, 14.11, 3.48, 0.47"})
    void shouldMeetThePublishedFrontierOfAWeek(
            final FrontierWorld world,
            final double ratio,
            final double clockError,
            final double clockCost,
            final double most) {
        final FrontierReport report =
                Frontier.run(FrontierSettings.of(world, 7, 101L).withPaths(2_000, 2));

        final FrontierReport.Row band = report.result("whalley-wilmott-edge");
        assertThat(band.teRatioBeforeUnwind())
                .isCloseTo(ratio, within(3 * Math.hypot(0.01, Objects.requireNonNull(band.standardError()))));
        assertThat(band.teRatioAtEqualCost()).isLessThan(most);
        final FrontierReport.Point clock = report.result("fixed-time").point();
        assertThat(clock.trackingError())
                .isCloseTo(clockError, within(3 * Math.hypot(0.25, clock.trackingErrorError())));
        assertThat(clock.cost() - clock.execution().unwindCost()).isCloseTo(clockCost, within(0.1));
        final FrontierReport.Row maker = report.result("default-maker");
        assertThat(maker.teRatioAtEqualCost()).isLessThan(0.36);
        assertThat(maker.point().totalStd()).isLessThan(clock.totalStd());
        assertThat(maker.point().es95()).isLessThan(clock.es95());
    }
}
