package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ConfigurationEventsTest {
    private static final long START_NS = 1_681_344_000_000_000_000L;

    private final FakeIngress ingress = new FakeIngress();
    private final ConfigurationEvents events = new ConfigurationEvents();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldTellTheEngineItsSettings() {
        final Configuration configuration = ConfigurationReader.read(
                "desk.toml", "[engine]\ngreeks_interval_ms = 250\n[rate]\nmax_messages = 7\nwindow_ms = 2000\n");

        final long position = events.offerEngine(configuration.engine(), configuration.rate(), ingress, START_NS);

        final EngineConfigurationDecoder decoder =
                new EngineConfigurationDecoder().wrapAndApplyHeader(ingress.taken, 0, header);
        assertThat(position).isEqualTo(1);
        assertThat(ingress.receiveTimeNs).isEqualTo(START_NS);
        assertThat(ingress.taken.capacity())
                .isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + EngineConfigurationDecoder.BLOCK_LENGTH);
        assertThat(decoder.decisionHeartbeatNs()).isEqualTo(1_000_000_000L);
        assertThat(decoder.greeksIntervalNs()).isEqualTo(250_000_000L);
        assertThat(decoder.stateHashInterval()).isEqualTo(65_536);
        assertThat(decoder.maxMessages()).isEqualTo(7);
        assertThat(decoder.rateWindowNs()).isEqualTo(2_000_000_000L);
    }

    @Test
    void shouldTellHowABookIsHedged() {
        final BookSettings book = ConfigurationReader.read("desk.toml", TomlText.desk() + """
                        [book.hedging]
                        target_coins = -0.5
                        landing = "to_edge"
                        projection = "unit"
                        price_offset_ticks = 40
                        interval_s = 60
                        """)
                .books()
                .get(0);

        events.offerBook(book, 3, 17, ingress, START_NS);

        final BookConfigurationDecoder decoder =
                new BookConfigurationDecoder().wrapAndApplyHeader(ingress.taken, 0, header);
        assertThat(decoder.targetDelta()).isEqualTo(-50_000_000L);
        assertThat(decoder.bandHalfWidth()).isEqualTo(250_000_000L);
        assertThat(decoder.intervalNs()).isEqualTo(60_000_000_000L);
        assertThat(decoder.priceOffsetTicks()).isEqualTo(40);
        assertThat(decoder.underlyingId()).isEqualTo(3);
        assertThat(decoder.hedgeInstrumentId()).isEqualTo(17);
        assertThat(decoder.sense()).isEqualTo(DeltaSense.COIN_NEUTRAL);
        assertThat(decoder.projection()).isEqualTo(Projection.UNIT);
        assertThat(decoder.policy()).isEqualTo(PolicyKind.FIXED_BAND);
        assertThat(decoder.landing()).isEqualTo(Landing.TO_EDGE);
    }

    @Test
    void shouldTellTheHardLimits() {
        final BookSettings book = ConfigurationReader.read("desk.toml", TomlText.desk() + """
                        [book.limits]
                        max_order_usd = 123456.78
                        max_position_usd = 2000000
                        collar_bp = 0.12345678
                        max_index_age_s = 1
                        max_forward_age_s = 2
                        max_vol_age_s = 3
                        max_quote_age_s = 4
                        max_command_age_ms = 5
                        reject_back_off_ms = 6
                        """)
                .books()
                .get(0);

        events.offerLimits(book.limits(), 1, ingress, START_NS);

        final LimitsConfigurationDecoder decoder =
                new LimitsConfigurationDecoder().wrapAndApplyHeader(ingress.taken, 0, header);
        assertThat(decoder.maxOrderUsd()).isEqualTo(12_345_678_000_000L);
        assertThat(decoder.maxPositionUsd()).isEqualTo(200_000_000_000_000L);
        assertThat(decoder.collarRate()).isEqualTo(1_234L);
        assertThat(decoder.maxIndexAgeNs()).isEqualTo(1_000_000_000L);
        assertThat(decoder.maxForwardAgeNs()).isEqualTo(2_000_000_000L);
        assertThat(decoder.maxVolAgeNs()).isEqualTo(3_000_000_000L);
        assertThat(decoder.maxQuoteAgeNs()).isEqualTo(4_000_000_000L);
        assertThat(decoder.maxCommandAgeNs()).isEqualTo(5_000_000L);
        assertThat(decoder.rejectBackOffNs()).isEqualTo(6_000_000L);
        assertThat(decoder.underlyingId()).isEqualTo(1);
    }

    @Test
    void shouldPassOnARefusal() {
        ingress.answer = Ingress.BACK_PRESSURED;
        final Configuration configuration = ConfigurationReader.defaults();

        assertThat(events.offerEngine(configuration.engine(), configuration.rate(), ingress, START_NS))
                .isEqualTo(Ingress.BACK_PRESSURED);
    }

    private static final class FakeIngress implements Ingress {
        private UnsafeBuffer taken = new UnsafeBuffer(new byte[0]);
        private long receiveTimeNs;
        private long answer = 1;

        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            taken = new UnsafeBuffer(copy);
            this.receiveTimeNs = receiveTimeNs;
            return answer;
        }
    }
}
