package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every method against the venue's own document: parameters as it says, results with the fields and types it says. */
@Timeout(120)
class DocumentConformanceTest extends LeakCheckedTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The one method that only this exchange has. */
    private static final String OWN_METHOD = "public/gimbal_inject_fault";

    /** Closes the connection and is not answered. */
    private static final String UNANSWERED = "private/logout";

    /** One market for all tests: none of them needs it untouched, and its day takes a while to pass. */
    private static @Nullable LivingMarket shared;

    private LivingMarket market;
    private VenueDocument document;
    private MethodCalls calls;

    @BeforeEach
    void live() throws IOException {
        document = new VenueDocument(SharedData.reference("deribit-openapi.json"));
        market = shared == null ? new LivingMarket() : shared;
        shared = market;
        calls = new MethodCalls(market);
    }

    @AfterAll
    static void forget() {
        shared = null;
    }

    @Test
    void shouldServeNothingTheDocumentDoesNotHaveButItsFaults() {
        final Set<String> unknown = new TreeSet<>(market.fixture.protocol.methodNames());
        unknown.removeAll(document.methods());

        assertThat(unknown).containsExactly(OWN_METHOD);
        assertThat(calls.names()).containsExactlyInAnyOrderElementsOf(served());
    }

    @Test
    void shouldAnswerInTheDocumentsShapeOverWebSocket() {
        final Map<String, JsonNode> differences = new TreeMap<>();
        for (final String method : served()) {
            market.breathe();
            if (!method.equals(UNANSWERED)) {
                final ProtocolClient client = calls.client(method);
                document.check(method, client.result(method, calls.params(method)), differences);
            }
        }

        System.out.println("methods served=" + served().size() + ", in the document="
                + document.methods().size() + ", fields checked=" + document.fieldsChecked()
                + ", stated deviations=" + Deviations.STATED.size());
        assertThat(Deviations.unstated(differences)).isEmpty();
        assertThat(Deviations.unused(differences))
                .as("deviations that are none any more")
                .isEmpty();
    }

    @Test
    void shouldAnswerInTheDocumentsShapeOverHttp() throws Exception {
        final Map<String, JsonNode> differences = new TreeMap<>();
        final Set<String> socketOnly = new TreeSet<>();
        try (HttpSide http = new HttpSide(market.fixture)) {
            final String bearer = http.bearer(ProtocolFixture.KEY);
            for (final String method : served()) {
                market.breathe();
                final JsonNode body = http.get(method, calls.params(method), bearer);
                if (body.path("error").path("code").asInt() == RpcError.MUST_BE_WEBSOCKET) {
                    socketOnly.add(method);
                } else {
                    assertThat(body.has("result")).as(method + " gave " + body).isTrue();
                    document.check(method, body.path("result"), differences);
                }
            }
        }

        System.out.println("over HTTP: answered=" + (served().size() - socketOnly.size()) + ", WebSocket only="
                + socketOnly.size() + ", fields checked=" + document.fieldsChecked());
        assertThat(Deviations.unstated(differences)).isEmpty();
        assertThat(socketOnly)
                .containsExactlyInAnyOrder(
                        "private/logout",
                        "private/subscribe",
                        "private/unsubscribe",
                        "private/unsubscribe_all",
                        "public/disable_heartbeat",
                        "public/set_heartbeat",
                        "public/subscribe",
                        "public/unsubscribe",
                        "public/unsubscribe_all");
    }

    @Test
    void shouldSayTheSameOverBothWays() throws Exception {
        int compared = 0;
        try (HttpSide http = new HttpSide(market.fixture)) {
            final String bearer = http.bearer(ProtocolFixture.KEY);
            for (final String method : served()) {
                if (calls.isReading(method)) {
                    market.breathe();
                    final String params = calls.params(method);
                    final JsonNode overSocket = calls.client(method).result(method, params);
                    final JsonNode overHttp = http.get(method, params, bearer).path("result");
                    assertThat(overHttp).as(method + " " + params).isEqualTo(overSocket);
                    compared++;
                }
            }
        }

        assertThat(compared).isGreaterThan(45);
    }

    @Test
    void shouldNameTheParameterThatIsMissing() throws IOException {
        final List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (final String method : served()) {
            for (final VenueDocument.Parameter parameter : document.parameters(method)) {
                if (parameter.isRequired() && !Deviations.isOptional(method, parameter.name())) {
                    final ObjectNode params = object(calls.params(method));
                    params.remove(parameter.name());
                    expectRefusal(method, params, parameter.name(), "without", wrong);
                    tried++;
                }
            }
        }

        System.out.println("required parameters left out=" + tried);
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(60);
    }

    @Test
    void shouldNameTheParameterOfTheWrongForm() throws IOException {
        final List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (final String method : served()) {
            for (final VenueDocument.Parameter parameter : document.parameters(method)) {
                for (final Map.Entry<String, JsonNode> bad :
                        badValues(parameter).entrySet()) {
                    if (!Deviations.isLenient(method, parameter.name())) {
                        final ObjectNode params = object(calls.params(method));
                        params.set(parameter.name(), bad.getValue());
                        expectRefusal(method, params, parameter.name(), bad.getKey(), wrong);
                        tried++;
                    }
                }
            }
        }

        System.out.println("parameters of the wrong form=" + tried);
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(200);
    }

    @Test
    void shouldNameTheInstrumentThatDoesNotExist() throws IOException {
        final List<String> wrong = new ArrayList<>();
        for (final String method : served()) {
            if (object(calls.params(method)).has("instrument_name")) {
                final ObjectNode params = object(calls.params(method)).put("instrument_name", "BTC-31FEB26-1-C");
                expectRefusal(method, params, "instrument_name", "unknown", wrong);
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Values that the schema of a parameter does not allow, by what is wrong with them. */
    private static Map<String, JsonNode> badValues(final VenueDocument.Parameter parameter) {
        final Map<String, JsonNode> bad = new LinkedHashMap<>();
        switch (parameter.type()) {
            case "integer" -> {
                bad.put("word for integer", MAPPER.valueToTree("soon"));
                bad.put("fraction for integer", MAPPER.valueToTree(1.5));
            }
            case "number" -> bad.put("word for number", MAPPER.valueToTree("much"));
            case "boolean" -> bad.put("word for boolean", MAPPER.valueToTree("perhaps"));
            default -> {
                // A string may be anything unless words are listed.
            }
        }
        if (!parameter.words().isEmpty()) {
            bad.put("word not listed", MAPPER.valueToTree("no_such_word"));
        }
        if (parameter.schema().has("minimum")) {
            final long minimum = parameter.schema().path("minimum").asLong();
            bad.put("below the minimum", MAPPER.valueToTree(minimum - 1));
        }
        if (parameter.schema().has("maximum")) {
            final long maximum = parameter.schema().path("maximum").asLong();
            bad.put("above the maximum", MAPPER.valueToTree(maximum + 1));
        }
        return bad;
    }

    private void expectRefusal(
            final String method,
            final ObjectNode params,
            final String parameter,
            final String how,
            final List<String> wrong) {
        market.breathe();
        final JsonNode response = calls.client(method).request(method, params.toString());
        final JsonNode error = response.path("error");
        final boolean isRight = error.path("code").asInt() == RpcError.INVALID_PARAMS
                && error.path("message").asText().equals("Invalid params")
                && error.path("data").path("param").asText().equals(parameter)
                && !error.path("data").path("reason").asText().isEmpty();
        if (!isRight) {
            final String said = response.toString();
            wrong.add(
                    method + " " + how + " " + parameter + " gave " + said.substring(0, Math.min(160, said.length())));
        }
    }

    private Set<String> served() {
        final Set<String> names = new TreeSet<>(market.fixture.protocol.methodNames());
        names.remove(OWN_METHOD);
        return names;
    }

    private static ObjectNode object(final String params) throws IOException {
        return (ObjectNode) MAPPER.readTree(params.replace('\'', '"'));
    }
}
