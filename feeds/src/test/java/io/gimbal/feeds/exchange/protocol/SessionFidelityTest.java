package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.LeakCheckedTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rights and their ends: tokens, sessions, signed requests, and whose orders die with which connection. */
@Timeout(60)
class SessionFidelityTest extends LeakCheckedTest {
    private static final String SUMMARY = "private/get_account_summary";
    private static final String BTC = "{'currency':'BTC'}";

    private final ProtocolFixture fixture = new ProtocolFixture();

    @Test
    void shouldEndRightsWhenTheTimeThatWasAskedForIsOver() {
        final ProtocolClient client = fixture.client();
        final JsonNode granted = login(client, "expires:60");

        assertThat(granted.path("expires_in").asInt()).isEqualTo(60);
        fixture.advance(59 * ProtocolFixture.SECOND_NS);
        client.result(SUMMARY, BTC);
        fixture.advance(2 * ProtocolFixture.SECOND_NS);
        assertThat(client.errorCode(SUMMARY, BTC)).isEqualTo(13_009);
        client.result(
                "public/auth",
                "{'grant_type':'refresh_token','refresh_token':'"
                        + granted.path("refresh_token").asText() + "'}");
        client.result(SUMMARY, BTC);
    }

    @Test
    void shouldCarryASessionToTheNextConnectionAndNothingElse() {
        final ProtocolClient first = fixture.client();
        final String ofSession =
                login(first, "session:desk").path("access_token").asText();
        final String ofConnection =
                login(first, "connection").path("access_token").asText();
        first.transport.close();
        fixture.advance(100 * ProtocolFixture.MILLI_NS);

        final ProtocolClient second = fixture.client();

        second.result(SUMMARY, "{'currency':'BTC','access_token':'" + ofSession + "'}");
        assertThat(second.errorCode(SUMMARY, "{'currency':'BTC','access_token':'" + ofConnection + "'}"))
                .isEqualTo(13_009);
        assertThat(second.errorCode(SUMMARY, BTC)).isEqualTo(13_009);
    }

    @Test
    void shouldTakeASignedRequestOnceWhileItIsFresh() throws Exception {
        final String uri =
                HttpSide.pathOf("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000}");
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        try (HttpSide http = new HttpSide(fixture)) {
            final String header = signed(uri, "", nowMs, "n1", ProtocolFixture.KEY.clientSecret());

            assertThat(http.send("GET", uri, "", header).statusCode()).isEqualTo(200);
            assertThat(code(http.send("GET", uri, "", header))).as("replayed").isEqualTo(13_009);
            assertThat(code(http.send("GET", uri + "&post_only=true", "", signed(uri, "", nowMs, "n2", secret()))))
                    .as("signed for another URI")
                    .isEqualTo(13_009);
            assertThat(code(http.send("GET", uri, "", signed(uri, "", nowMs - 61_000, "n3", secret()))))
                    .as("stale")
                    .isEqualTo(13_009);
            assertThat(code(http.send("GET", uri, "", signed(uri, "", nowMs + 61_000, "n4", secret()))))
                    .as("from the future")
                    .isEqualTo(13_009);
            assertThat(code(http.send("GET", uri, "", signed(uri, "", nowMs, "n5", "another secret"))))
                    .as("signed by somebody else")
                    .isEqualTo(13_009);
            assertThat(http.send("GET", uri, "", signed(uri, "", nowMs, "n6", secret()))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(fixture.desk.openOrders()).hasSize(2);
    }

    @Test
    void shouldCoverTheBodyOfAPostByItsSignature() throws Exception {
        final String uri = "/api/v2/private/get_account_summary";
        final String body = "{\"currency\":\"BTC\"}";
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        try (HttpSide http = new HttpSide(fixture)) {
            final String text = nowMs + "\nn\nPOST\n" + uri + "\n" + body + "\n";
            final String header = header(nowMs, "n", Signatures.sign(secret(), text));

            assertThat(code(http.send("POST", uri, "{\"currency\":\"ETH\"}", header)))
                    .isEqualTo(13_009);
            assertThat(http.send("POST", uri, body, header).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldKeepAReadingKeyFromTradingOverHttp() throws Exception {
        try (HttpSide http = new HttpSide(fixture)) {
            final String bearer = http.bearer(ProtocolFixture.READ_KEY);

            assertThat(http.get(SUMMARY, BTC, bearer).has("result")).isTrue();
            assertThat(http.get("private/cancel_all", "{}", bearer)
                            .path("error")
                            .path("code")
                            .asInt())
                    .isEqualTo(13_021);
            assertThat(http.get(SUMMARY, BTC, "").path("error").path("code").asInt())
                    .isIn(10_000, 13_009);
        }
    }

    @Test
    void shouldCancelWithAConnectionOnlyWhatWasMadeOnIt() {
        final ProtocolClient leaving = fixture.client().authenticate();
        final ProtocolClient staying = fixture.client().authenticate();
        leaving.result("private/enable_cancel_on_disconnect", "{'scope':'connection'}");
        order(leaving, "of the leaving");
        order(staying, "of the staying");

        leaving.transport.close();
        fixture.advance(100 * ProtocolFixture.MILLI_NS);

        final JsonNode open = staying.result("private/get_open_orders", "{}");
        assertThat(open).hasSize(1);
        assertThat(open.path(0).path("label").asText()).isEqualTo("of the staying");
        assertThat(staying.result("private/get_cancel_on_disconnect", "{'scope':'connection'}")
                        .path("enabled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void shouldCoverEveryLaterConnectionWhenTheAccountAsksForIt() {
        final ProtocolClient first = fixture.client().authenticate();
        first.result("private/enable_cancel_on_disconnect", "{'scope':'account'}");
        final ProtocolClient later = fixture.client().authenticate();
        final ProtocolClient stranger = fixture.client().authenticate(ProtocolFixture.OTHER_KEY);
        order(later, "of a later one");
        order(stranger, "of another account");

        later.transport.close();
        stranger.transport.close();
        fixture.advance(100 * ProtocolFixture.MILLI_NS);

        assertThat(first.result("private/get_open_orders", "{}")).isEmpty();
        assertThat(fixture.other.openOrders()).hasSize(1);
        first.result("private/disable_cancel_on_disconnect", "{'scope':'account'}");
        assertThat(first.result("private/get_cancel_on_disconnect", "{'scope':'account'}")
                        .toString())
                .isEqualTo("{\"scope\":\"account\",\"enabled\":false}");
    }

    private static void order(final ProtocolClient client, final String label) {
        client.result(
                "private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000,'label':'" + label + "'}");
    }

    private static JsonNode login(final ProtocolClient client, final String scope) {
        return client.result(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'desk','client_secret':'" + secret() + "','scope':'"
                        + scope + "'}");
    }

    private static String secret() {
        return ProtocolFixture.KEY.clientSecret();
    }

    private static String signed(
            final String uri, final String body, final long timestampMs, final String nonce, final String secret) {
        final String text = timestampMs + "\n" + nonce + "\nGET\n" + uri + "\n" + body + "\n";
        return header(timestampMs, nonce, Signatures.sign(secret, text));
    }

    private static String header(final long timestampMs, final String nonce, final String signature) {
        return "deri-hmac-sha256 id=desk,ts=" + timestampMs + ",sig=" + signature + ",nonce=" + nonce;
    }

    private static int code(final HttpResponse<String> response) throws Exception {
        return new ObjectMapper()
                .readTree(response.body())
                .path("error")
                .path("code")
                .asInt();
    }
}
