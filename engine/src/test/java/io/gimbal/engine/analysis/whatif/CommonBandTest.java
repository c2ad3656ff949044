package io.gimbal.engine.analysis.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.HedgeDecisionEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The band that all runs are measured against: of one width, or as one run told it. */
class CommonBandTest {
    private static HedgeDecisionDecoder decision(
            final long timeNs, final double target, final double low, final double high, final DecisionReason reason) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new HedgeDecisionEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .engineTimeNs(timeNs)
                .targetDelta(target)
                .bandLow(low)
                .bandHigh(high)
                .reason(reason);
        return new HedgeDecisionDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    @Test
    void shouldBeOutsideBeyondTheHalfWidthAndNotOnIt() {
        final CommonBand band = CommonBand.of(0.5, CommonBand.Source.STATED);

        assertThat(band.isOutside(1, 0.5)).isFalse();
        assertThat(band.isOutside(1, -0.5000001)).isTrue();
        assertThat(band.halfWidthCoins()).isEqualTo(0.5);
        assertThat(band.source()).isEqualTo(CommonBand.Source.STATED);
        assertThat(CommonBand.NONE.isOutside(1, 1e9)).isFalse();
        assertThat(CommonBand.NONE.source()).isNull();
    }

    @Test
    void shouldReadTheEdgesOfTheMomentAroundTheTargetOfTheRun() {
        final BandTape tape = new BandTape();
        final CommonBand writing = CommonBand.writing(tape);
        writing.onDecision(decision(10, 2.0, 1.0, 4.0, DecisionReason.INSIDE_BAND));
        writing.onDecision(decision(20, 3.0, 2.5, 3.25, DecisionReason.INSIDE_BAND));
        final CommonBand reading = CommonBand.reading(tape);

        assertThat(reading.isOutside(9, 100)).as("nothing is told yet").isFalse();
        assertThat(reading.isOutside(10, 2.0)).as("on the upper edge").isFalse();
        assertThat(reading.isOutside(19, 2.1)).isTrue();
        assertThat(reading.isOutside(19, -1.1)).isTrue();
        assertThat(reading.isOutside(20, 2.0)).as("narrower now").isTrue();
        assertThat(reading.isOutside(30, -0.5)).isFalse();
        assertThat(reading.source()).isEqualTo(CommonBand.Source.BASELINE);
        assertThat(reading.halfWidthCoins()).isNull();
    }

    @Test
    void shouldKeepNothingOfADecisionThatKnewNoBandAndBeginAnewWithEachWriter() {
        final BandTape tape = new BandTape();
        CommonBand.writing(tape).onDecision(decision(10, 0, -1, 1, DecisionReason.NOT_READY));

        assertThat(CommonBand.reading(tape).source()).isNull();

        CommonBand.writing(tape).onDecision(decision(10, 0, -1, 1, DecisionReason.INSIDE_BAND));
        assertThat(CommonBand.reading(tape).source()).isNotNull();
        CommonBand.reading(tape).onDecision(decision(20, 0, -9, 9, DecisionReason.INSIDE_BAND));
        assertThat(CommonBand.reading(tape).isOutside(30, 2))
                .as("a reader writes nothing")
                .isTrue();
        CommonBand.writing(tape);
        assertThat(CommonBand.reading(tape).source()).isNull();
    }

    @Test
    void shouldAnswerAsASearchOfAllThatWasTold() {
        final SplittableRandom random = new SplittableRandom(3);
        final BandTape tape = new BandTape();
        final double[] lows = new double[5_000];
        final double[] highs = new double[5_000];
        for (int i = 0; i < lows.length; i++) {
            final boolean isSame = i > 0 && random.nextInt(3) == 0;
            lows[i] = isSame ? lows[i - 1] : -random.nextDouble();
            highs[i] = isSame ? highs[i - 1] : random.nextDouble();
            tape.add(10L * i, lows[i], highs[i]);
        }
        final BandTape.Reader reader = tape.new Reader();

        for (long now = 0; now < 10L * lows.length; now += 1 + random.nextInt(40)) {
            final int at = (int) (now / 10);
            final double offset = 2 * random.nextDouble() - 1;
            assertThat(reader.isOutside(now, offset))
                    .as("seed 3, now %d, offset %s", now, offset)
                    .isEqualTo(offset < lows[at] || offset > highs[at]);
        }
    }
}
