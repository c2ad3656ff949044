package io.gimbal.engine.market.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bars whose close goes up and down by one per cent, twice as far in the last day. */
class RecordedBarsTest {
    private static final int MINUTES = RecordedBars.WARM_UP + 1_440 + 10;
    private static final double YEARS_PER_MINUTE = 1.0 / (365.0 * 1_440.0);

    private final double[] close = new double[MINUTES];
    private final double[] low = new double[MINUTES];
    private final double[] high = new double[MINUTES];

    RecordedBarsTest() {
        double log = Math.log(40_000.0);
        for (int i = 0; i < MINUTES; i++) {
            final double move = i > RecordedBars.WARM_UP ? 0.02 : 0.01;
            log += i == 0 ? 0.0 : i % 2 == 0 ? move : -move;
            close[i] = Math.exp(log);
            low[i] = 0.999 * close[i];
            high[i] = 1.001 * close[i];
        }
    }

    @Test
    void shouldAverageTheVariancesOfADayAndOfThreeDaysBeforeTheMoment() {
        final RecordedBars bars = new RecordedBars(low, high, close);
        final double perYear = 365.0 * 1_440.0;

        assertThat(bars.vol(RecordedBars.WARM_UP)).isCloseTo(0.01 * Math.sqrt(perYear), within(1e-9));
        final double three = (1_440 * 0.0004 + 2_880 * 0.0001) / 4_320;
        assertThat(bars.vol(RecordedBars.WARM_UP + 1_440))
                .isCloseTo(Math.sqrt(0.5 * (0.0004 + three) * perYear), within(1e-9));
    }

    @Test
    void shouldCutAPathThatBeginsWhereAskedAndKnowsEveryRange() {
        final RecordedBars bars = new RecordedBars(low, high, close);
        final PricePath path = new PricePath(90, YEARS_PER_MINUTE);
        final int start = RecordedBars.WARM_UP + 100;
        bars.cut(start, 100.0, path);

        final double scale = 100.0 / close[start];
        assertThat(path.price(0)).isEqualTo(100.0);
        assertThat(path.price(90)).isCloseTo(scale * close[start + 90], within(1e-9));
        assertThat(path.low(0)).isCloseTo(scale * low[start + 1], within(1e-9));
        assertThat(path.high(89)).isCloseTo(scale * high[start + 90], within(1e-9));
        assertThat(path.vol(59)).isEqualTo(bars.vol(start));
        assertThat(path.vol(60)).isEqualTo(bars.vol(start + 60));
    }

    @Test
    void shouldFillOnlyWhereABarTradedBeyondThePriceByATick() {
        final RecordedBars bars = new RecordedBars(low, high, close);
        final PricePath path = new PricePath(2, YEARS_PER_MINUTE);
        bars.cut(RecordedBars.WARM_UP + 100, 100.0, path);
        final BarFills fills = new BarFills(QueueSettings.PERPETUAL);
        fills.begin(path, 1L);

        assertThat(fills.filled(0, true, path.low(0) + 0.0011, 0.5)).isEqualTo(0.5);
        assertThat(fills.filled(0, true, path.low(0) + 0.0009, 0.5)).isZero();
        assertThat(fills.filled(1, false, path.high(1) - 0.0011, 0.5)).isEqualTo(0.5);
        assertThat(fills.filled(1, false, path.high(1) - 0.0009, 0.5)).isZero();
        assertThat(fills.touch(0, true)).isLessThanOrEqualTo(100.0 - 0.005);
    }

    @Test
    void shouldRefuseRangesThatAreNoneAndPathsThatDoNotFit() {
        final RecordedBars bars = new RecordedBars(low, high, close);
        final PricePath path = new PricePath(90, YEARS_PER_MINUTE);
        assertThatIllegalArgumentException().isThrownBy(() -> bars.cut(RecordedBars.WARM_UP - 1, 100.0, path));
        assertThatIllegalArgumentException().isThrownBy(() -> bars.cut(MINUTES - 90, 100.0, path));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedBars(low, high, Arrays.copyOf(close, MINUTES - 1)))
                .withMessageContaining("lengths differ");
        close[7] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedBars(low, high, close))
                .withMessageContaining("minute=7");
    }
}
