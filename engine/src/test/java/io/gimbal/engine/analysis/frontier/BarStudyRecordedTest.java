package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.path.QueueSettings;
import io.gimbal.journal.SharedData;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * January 2022 of a perpetual on bitcoin: published ratios of the band, and the default policy judged out of sample.
 */
@Tag("nightly")
class BarStudyRecordedTest {
    @ParameterizedTest
    @CsvSource({"3, 0.319, 0.030", "7, 0.236, 0.037"})
    void shouldMeetThePublishedRatioAndHoldOutOfSample(final int days, final double published, final double error) {
        final BarReport report = BarStudy.run(
                SharedData.data("perp-bars-2022"),
                new BarSettings(days, 101L, 240, 2.0, 0.85, TradingCosts.SIX_BP, QueueSettings.PERPETUAL));

        assertThat(report.minutes()).isEqualTo(45_031);
        final BarReport.Row band = report.result("whalley-wilmott-edge");
        assertThat(band.teRatioAtEqualCost())
                .isCloseTo(published, within(3 * Math.hypot(error, Objects.requireNonNull(band.standardError()))));
        final BarReport.OutOfSample maker =
                Objects.requireNonNull(report.result("default-maker").outOfSample());
        assertThat(maker.costRatio()).isLessThanOrEqualTo(1.0);
        assertThat(maker.teRatio()).isLessThanOrEqualTo(0.5);
        assertThat(maker.upper95()).isLessThanOrEqualTo(0.6);
    }
}
