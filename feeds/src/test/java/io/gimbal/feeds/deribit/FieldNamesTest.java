package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FieldNamesTest {
    private static int find(final FieldNames names, final String word) {
        final byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        final byte[] surrounded =
                Arrays.copyOf(("xx" + word + "12345678").getBytes(StandardCharsets.US_ASCII), bytes.length + 10);
        return names.find(surrounded, 2, bytes.length);
    }

    @Test
    void shouldFindEachNameByItsPlaceWhateverSurroundsIt() {
        final String[] words = IntStream.range(0, 100)
                .mapToObj("field_with_a_long_name_%d_end"::formatted)
                .toArray(String[]::new);
        final FieldNames names = FieldNames.of(words);

        for (int id = 0; id < words.length; id++) {
            assertThat(find(names, words[id])).isEqualTo(id);
            assertThat(names.name(id)).isEqualTo(words[id]);
        }
        assertThat(names.size()).isEqualTo(100);
        assertThat(find(names, "field_with_a_long_namE_7_end")).isEqualTo(FieldNames.UNKNOWN);
        assertThat(find(names, "")).isEqualTo(FieldNames.UNKNOWN);
    }

    @Test
    void shouldTellPrefixesApart() {
        final FieldNames names = FieldNames.of("a", "aa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa");

        assertThat(find(names, "a")).isZero();
        assertThat(find(names, "aa")).isEqualTo(1);
        assertThat(find(names, "aaa")).isEqualTo(FieldNames.UNKNOWN);
        assertThat(find(names, "aaaaaaaa")).isEqualTo(2);
        assertThat(find(names, "aaaaaaaaa")).isEqualTo(3);
        assertThat(find(names, "aaaaaaaaaaaaaaaaaaaa")).isEqualTo(4);
        assertThat(find(names, "aaaaaaaaabaaaaaaaaaa")).isEqualTo(FieldNames.UNKNOWN);
    }

    @Test
    void shouldRefuseANameGivenTwice() {
        assertThatThrownBy(() -> FieldNames.of("a", "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
