package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "latency_ms,latency_ms,0",
        "latncy_ms,latency_ms,1",
        "latecny_ms,latency_ms,1",
        "latency_s,latency_ms,1",
        "kitten,sitting,3",
        "'',abc,3",
        "ca,abc,3"
    })
    void shouldCountEdits(final String left, final String right, final int edits) {
        assertThat(Suggestion.distance(left, right)).isEqualTo(edits);
        assertThat(Suggestion.distance(right, left)).isEqualTo(edits);
    }

    @Test
    void shouldObeyTheTriangleInequalityUpToSwaps() {
        final long seed = 20_230_413L;
        final SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 2_000; i++) {
            final String a = word(random);
            final String b = word(random);
            final int distance = Suggestion.distance(a, b);
            assertThat(distance)
                    .as("seed=%d a=%s b=%s", seed, a, b)
                    .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
            assertThat(distance == 0).isEqualTo(a.equals(b));
        }
    }

    @Test
    void shouldOfferTheNearestWord() {
        assertThat(Suggestion.hint("max_ordr_usd", List.of("max_position_usd", "max_order_usd", "collar_bp")))
                .isEqualTo("; did you mean max_order_usd?");
    }

    @Test
    void shouldStaySilentWhenNothingIsNear() {
        assertThat(Suggestion.hint("colour", List.of("max_order_usd", "latency_ms")))
                .isEmpty();
        assertThat(Suggestion.hint("ab", List.of("xy"))).isEmpty();
    }

    private static String word(final SplittableRandom random) {
        final StringBuilder word = new StringBuilder();
        final int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
