package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class MalformedInputTest {
    private static final int FRAMES = 4_000;

    private final ProtocolFixture fixture = new ProtocolFixture();

    @Test
    void shouldAnswerWithErrorsAndLiveOn() {
        final ProtocolClient client = fixture.client();

        for (final String text :
                new String[] {"", "{", "null", "[]", "1", "\"x\"", "{\"method\":{}}", "{\"id\":[1]}"}) {
            final int before = client.frames.size();
            client.send(text);
            fixture.step();
            assertThat(client.frames).as(text).hasSize(before + 1);
            assertThat(client.frames.get(before).path("error").path("code").asInt())
                    .isNegative();
        }
        client.result("public/test", "{}");
    }

    @Test
    void shouldTellParseErrorsUnknownMethodsAndMissingParameters() {
        final ProtocolClient client = fixture.client();

        assertThat(client.errorCode("public/nothing", "{}")).isEqualTo(-32_601);
        assertThat(client.errorCode("public/ticker", "[]")).isEqualTo(-32_602);
        assertThat(client.request("public/ticker", "{}").path("error").toString())
                .contains("\"data\":{\"reason\":\"value required\",\"param\":\"instrument_name\"}");
    }

    @Test
    void shouldSurviveSeededGarbage() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("malformed input seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        ProtocolClient client = fixture.client().authenticate();

        for (int i = 0; i < FRAMES; i++) {
            if (!client.isOpen) {
                client = fixture.client();
            }
            client.send(Garbage.frame(random));
            fixture.nowNs += 20 * ProtocolFixture.MILLI_NS;
            fixture.protocol.doWork(fixture.nowNs);
            client.poll(fixture.nowNs);
            client.frames.clear();
        }

        fixture.client().result("public/test", "{}");
    }
}
