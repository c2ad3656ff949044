package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client says and understands, against the venue's own document. */
class DocumentWordsTest {
    private final JsonScanner scanner = new JsonScanner();
    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        document = new ObjectMapper()
                .readTree(SharedData.reference("deribit-openapi.json").toFile());
    }

    @Test
    void shouldAskOnlyForMethodsAndParametersThatThereAre() throws IllegalAccessException {
        final Set<String> parameters = new TreeSet<>();
        document.path("paths")
                .forEach(path -> path.elements()
                        .next()
                        .path("parameters")
                        .forEach(parameter ->
                                parameters.add(resolved(parameter).path("name").asText())));
        final Set<String> values = Set.of("any", "all", "asc");
        final List<String> unknown = new ArrayList<>();
        int words = 0;
        for (final Field field : Methods.class.getDeclaredFields()) {
            if (field.getType() == byte[].class) {
                final String word = new String((byte[]) field.get(null), StandardCharsets.US_ASCII);
                final boolean isKnown = word.contains("/")
                        ? document.path("paths").has("/" + word)
                        : parameters.contains(word) || values.contains(word);
                if (!isKnown) {
                    unknown.add(word);
                }
                words++;
            }
        }

        System.out.println("words of the client=" + words + ", parameters of the document=" + parameters.size());
        assertThat(unknown).isEmpty();
        assertThat(words).isGreaterThan(50);
    }

    @Test
    void shouldKnowEveryReasonForACancellation() {
        final Set<String> words = words("cancel_reason");

        assertThat(words).hasSizeGreaterThan(10);
        for (final String word : words) {
            final CancelReason reason = Words.cancelReason(scan(word));
            assertThat(reason.name().toLowerCase(Locale.ROOT)).isEqualTo(word);
        }
        assertThat(Words.cancelReason(scan("reason_of_tomorrow"))).isEqualTo(CancelReason.OTHER);
    }

    @Test
    void shouldKnowEveryStateOfAnOrder() {
        final Set<String> words = words("order_state");

        assertThat(words).contains("open", "filled", "rejected", "cancelled", "untriggered");
        for (final String word : words) {
            assertThat(Words.orderState(scan(word))).as(word).isNotEqualTo(OrderState.UNKNOWN);
        }
        assertThat(Words.orderState(scan("state_of_tomorrow"))).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void shouldKnowEverySideAndTimeInForce() {
        for (final String word : words("time_in_force")) {
            assertThat(Words.timeInForce(scan(word))).as(word).isNotEqualTo(TimeInForce.NULL_VAL);
        }
        for (final String word : words("direction")) {
            final boolean isSide = word.equals("buy") || word.equals("sell");
            assertThat(Words.direction(scan(word)) != Side.NULL_VAL).as(word).isEqualTo(isSide);
        }
        assertThat(Words.direction(scan("buy"))).isEqualTo(Side.BUY);
        assertThat(Words.direction(scan("sell"))).isEqualTo(Side.SELL);
    }

    @Test
    void shouldKnowEveryStateOfAnInstrument() {
        final JsonNode states = resolved(resolved(document.at("/components/schemas/instrument"))
                .path("properties")
                .path("state"));

        assertThat(states.path("enum")).hasSizeGreaterThan(5);
        for (final JsonNode state : states.path("enum")) {
            assertThat(Words.instrumentState(scan(state.asText())))
                    .as(state.asText())
                    .isNotEqualTo(InstrumentState.NULL_VAL);
        }
        assertThat(Words.instrumentState(scan("open"))).isEqualTo(InstrumentState.OPEN);
        assertThat(Words.instrumentState(scan("delivered"))).isEqualTo(InstrumentState.DELIVERED);
    }

    /** Every word the document lists for a field of that name, anywhere. */
    private Set<String> words(final String field) {
        final Set<String> words = new TreeSet<>();
        for (final JsonNode schema : document.findValues(field)) {
            resolved(schema).path("enum").forEach(word -> words.add(word.asText()));
        }
        return words;
    }

    private JsonNode resolved(final JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    private JsonScanner scan(final String word) {
        final byte[] bytes = ("\"" + word + "\"").getBytes(StandardCharsets.US_ASCII);
        return scanner.wrap(bytes, 0, bytes.length);
    }
}
