package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.gimbal.feeds.fuzz.Lines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client's fuzz targets without the fuzzer: their seeds, seeded changes of them, and what was found before. */
@Timeout(120)
final class ClientFuzzTest {
    private static final int MUTATIONS = 20;

    @Test
    void shouldFindNothingInFramesOfTheMarket() {
        run(MarketFuzz::fuzzerTestOneInput, MarketFuzz.seeds());
    }

    @Test
    void shouldFindNothingInFramesIntoTheWholeSession() {
        run(VenueFuzz::fuzzerTestOneInput, VenueFuzz.seeds());
    }

    /** An order number that a request could not repeat once ended the session when the order was amended. */
    @Test
    void shouldOutliveAnOrderNumberThatNoRequestCanSay() {
        for (final String number : List.of("55\u00d2", "5 5", "5\\u0001")) {
            final String order = FakeVenue.order(Desk.label(1), number, "open", "10.0", "0.0", 1);
            check(VenueFuzz::fuzzerTestOneInput, Lines.join("b", "r{\"order\":" + order + ",\"trades\":[]}", "e", "c"));
        }
    }

    @Test
    void shouldFindNothingInWhatASocketBrings() {
        run(WebSocketFuzz::fuzzerTestOneInput, WebSocketFuzz.seeds());
    }

    private static void run(final Consumer<byte[]> target, final List<byte[]> seeds) {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("fuzz seeds changed by seed=" + seed);
        final Random random = new Random(seed);
        for (final byte[] input : seeds) {
            check(target, input);
            for (int i = 0; i < MUTATIONS; i++) {
                check(target, Mutations.mutate(input, random));
            }
        }
        check(target, new byte[0]);
        check(target, Lines.join("", "\0", "{"));
    }

    private static void check(final Consumer<byte[]> target, final byte[] input) {
        assertThatCode(() -> target.accept(input))
                .as(new String(input, StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
    }
}
