package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.hedging.policy.FixedBandPolicy;
import io.gimbal.engine.hedging.policy.FixedIntervalPolicy;
import io.gimbal.engine.hedging.policy.HedgePolicy;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a width is, of bands and of policies that have none. */
class PolicyBandTest {
    private static final double LOT = 0.001;

    private final HedgeView view = new HedgeView();
    private final HedgeTarget target = new HedgeTarget();
    private final BookSettings settings = new BookSettings();
    private final PolicyBand band = new PolicyBand();

    private void see(final HedgePolicy policy, final double total, final boolean isDue) {
        view.delta(total, 1, LOT).time(0, isDue);
        policy.decide(view, target);
        band.see(target, view, settings);
    }

    private void configure(final double halfWidth) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final EventPublisher events = new EventPublisher();
        final BookConfigurationEncoder event = events.bookConfiguration();
        DeskPolicy.every(EngineScenario.SECOND_NS).encode(event);
        event.bandHalfWidth(EngineScenario.scaled(halfWidth));
        events.offer(
                (source, offset, length, time) -> {
                    buffer.putBytes(0, source, offset, length);
                    return 1;
                },
                1);
        assertThat(settings.configure(
                        new BookConfigurationDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder())))
                .isTrue();
    }

    @Test
    void shouldMeasureAnUnevenBandFromItsMiddle() {
        see(new FixedBandPolicy(0.5, 1.5, Landing.TO_EDGE), 2.6, false);

        assertThat(band.hasWidth()).isTrue();
        assertThat(band.middle()).isEqualTo(1.5);
        assertThat(band.halfWidth()).isEqualTo(1);
        assertThat(band.isOutside(2.6)).isTrue();
        assertThat(band.isOutside(2.5)).isFalse();
        assertThat(band.isOutside(0.49)).isTrue();
    }

    @Test
    void shouldCountAClockByTheConfiguredWidthAroundItsCentre() {
        configure(0.2);
        for (final double total : new double[] {0.7, 1, 1.3}) {
            for (final boolean isDue : new boolean[] {false, true}) {
                see(new FixedIntervalPolicy(), total, isDue);

                assertThat(band.hasWidth()).isFalse();
                assertThat(band.middle()).isEqualTo(1);
                assertThat(band.halfWidth()).isEqualTo(0.2);
                assertThat(band.isOutside(total)).as("due and not there").isEqualTo(isDue && total != 1);
            }
        }
    }

    @Test
    void shouldNeverBeNarrowerThanALot() {
        see(new FixedIntervalPolicy(), 1, true);

        assertThat(band.halfWidth()).isEqualTo(LOT);
    }
}
