package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.SharedData;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real moves and re-marks: the path taken is never dearer than the direct sum, and tells the same delta. */
class RecordedDayTest {
    @ParameterizedTest
    @CsvSource({"BTC, 40", "ETH, 400"})
    void shouldCostLessThanTheDirectSumAndTellTheSame(final String coin, final int positions) {
        final RecordedDay.Result day = RecordedDay.play(SharedData.data("deribit-chain-2023"), coin, List.of(positions))
                .get(0);

        assertThat(day.events()).isGreaterThan(20_000);
        assertThat(day.chosenNs()).as("%s", day).isLessThan(day.directNs());
        assertThat(day.maxDeltaGap()).isLessThan(1e-9);
    }
}
