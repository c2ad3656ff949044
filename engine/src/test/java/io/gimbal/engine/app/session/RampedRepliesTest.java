package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.configuration.RampSettings;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampedRepliesTest {
    private static final long ONE = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Configuration DESK = ConfigurationReader.builtIn("demo.toml");

    private final List<Long> told = new ArrayList<>();
    private final RampedReplies replies = new RampedReplies(
            new SilentFeed(), new LiveRamp(new RampSettings(2_000_000 * ONE, 60 * SECOND, 3), SECOND), DESK.books());
    private long answer;

    private final Ingress ingress = (buffer, offset, length, timeNs) -> {
        if (answer >= 0) {
            told.add(new LimitsConfigurationDecoder()
                            .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                            .maxOrderUsd()
                    / ONE);
        }
        return answer;
    };

    /** A feed with nothing to say, now or ever. */
    private static final class SilentFeed implements Feed {
        @Override
        public long nextTimeNs() {
            return EXHAUSTED;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return 0;
        }

        @Override
        public void close() {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldTellTheEngineEachStepOnceAndTheBooksOwnLimitLast() {
        for (long second = 1; second < 1_000; second++) {
            replies.poll(second * SECOND, 16, ingress);
        }

        assertThat(told).containsExactly(2_000_000L, 4_000_000L, 5_000_000L);
        assertThat(replies.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
    }

    @Test
    void shouldTellAgainWhatFoundNoRoom() {
        answer = Ingress.BACK_PRESSURED;
        replies.poll(SECOND, 16, ingress);
        answer = 0;

        replies.poll(SECOND, 16, ingress);

        assertThat(told).containsExactly(2_000_000L);
    }

    @Test
    void shouldKnowWhenTheNextStepIsDue() {
        assertThat(replies.nextTimeNs()).isEqualTo(SECOND);

        replies.poll(SECOND, 16, ingress);

        assertThat(replies.nextTimeNs()).isEqualTo(61 * SECOND);
    }
}
