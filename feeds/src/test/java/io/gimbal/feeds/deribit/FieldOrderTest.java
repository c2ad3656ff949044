package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What is expected never changes what is read. */
final class FieldOrderTest {
    private static final FieldNames NAMES = FieldNames.of("a", "bid", "instrument_name", "estimated_delivery_price");
    private static final List<String> UNKNOWN = List.of(
            "b", "bids", "instrument_nam", "estimated_delivery_price_", "x".repeat(40), "\\u0061", "\u00e9t\u00e9");

    private final JsonScanner scanner = new JsonScanner();
    private final FieldOrder order = new FieldOrder(NAMES);

    @Test
    void shouldReadTheSameFieldsInWhateverOrderTheyCome() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("field order seed=" + seed);
        final Random random = new Random(seed);
        List<String> fields = fields(random);
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(3) == 0) {
                fields = fields(random);
            }
            final byte[] text = text(fields, random.nextInt(4) == 0 ? " " : "");

            assertThat(read(text, true)).as(String.join(",", fields)).isEqualTo(read(text, false));
        }
    }

    @Test
    void shouldTakeMoreFieldsThanItRemembers() {
        final List<String> fields = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            fields.add(i % 2 == 0 ? "bid" : "unknown" + i);
        }
        final byte[] text = text(fields, "");

        assertThat(read(text, true)).isEqualTo(read(text, false));
        assertThat(read(text, true)).isEqualTo(read(text, false)).hasSize(150);
    }

    @Test
    void shouldFindTheSameFaultAtTheSamePlaceOnceTheOrderIsKnown() {
        final byte[] whole = text(List.of("a", "bid", "b", "instrument_name"), "");
        read(whole, true);
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);

            assertThat(read(cut, true)).isEqualTo(read(cut, false));
            assertThat(scanner.isOk()).isFalse();
            read(whole, true);
        }
    }

    private List<String> read(final byte[] text, final boolean isByOrder) {
        final List<String> read = new ArrayList<>();
        scanner.wrap(text, 0, text.length).enterObject();
        while (true) {
            final int field = isByOrder ? scanner.nextField(order) : scanner.nextField(NAMES);
            if (field == JsonScanner.END) {
                scanner.finish();
                if (!scanner.isOk()) {
                    read.add(scanner.status().name());
                }
                return read;
            }
            read.add(field + "=" + scanner.decimal());
        }
    }

    private static List<String> fields(final Random random) {
        final List<String> fields = new ArrayList<>(UNKNOWN);
        for (int id = 0; id < NAMES.size(); id++) {
            fields.add(NAMES.name(id));
        }
        Collections.shuffle(fields, random);
        return fields.subList(0, 1 + random.nextInt(fields.size()));
    }

    private static byte[] text(final List<String> fields, final String space) {
        final StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < fields.size(); i++) {
            text.append(i == 0 ? "" : "," + space)
                    .append('"')
                    .append(fields.get(i))
                    .append('"');
            text.append(space).append(':').append(i);
        }
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
