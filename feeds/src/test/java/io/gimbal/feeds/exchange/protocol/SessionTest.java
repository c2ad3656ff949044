package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.exchange.AccountSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final ProtocolFixture fixture = new ProtocolFixture();

    @Test
    void shouldGrantByCredentialsAndEchoTheScope() {
        final ProtocolClient client = fixture.client();

        final JsonNode result = client.result(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'desk','client_secret':'canary-secret-of-the-desk',"
                        + "'scope':'session:hedger trade:read_write account:read expires:60'}");

        assertThat(result.path("scope").asText())
                .contains("session:hedger", "trade:read_write", "account:read ", "mainaccount")
                .doesNotContain("connection");
        assertThat(result.path("expires_in").asInt()).isEqualTo(60);
        assertThat(result.path("token_type").asText()).isEqualTo("bearer");
    }

    @Test
    void shouldGrantBySignature() {
        final ProtocolClient client = fixture.client();
        final long nowMs = fixture.nowNs / ProtocolFixture.MILLI_NS;
        final String signature = Signatures.sign(ProtocolFixture.KEY.clientSecret(), nowMs + "\nabc\nsome data");

        final String params = "{'grant_type':'client_signature','client_id':'desk','timestamp':" + nowMs
                + ",'nonce':'abc','data':'some data','signature':'" + signature + "'}";

        assertThat(client.result("public/auth", params).path("access_token").asText())
                .isNotEmpty();
        fixture.advance(61 * ProtocolFixture.SECOND_NS);
        assertThat(client.errorCode("public/auth", params)).isEqualTo(RpcError.UNAUTHORIZED);
    }

    @Test
    void shouldRefreshATokenOnce() {
        final ProtocolClient client = fixture.client();
        final JsonNode first = client.result(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'desk','client_secret':'canary-secret-of-the-desk'}");
        final String refresh = "{'grant_type':'refresh_token','refresh_token':'"
                + first.path("refresh_token").asText() + "'}";

        final JsonNode second = client.result("public/auth", refresh);

        assertThat(second.path("access_token")).isNotEqualTo(first.path("access_token"));
        assertThat(client.errorCode("public/auth", refresh)).isEqualTo(RpcError.UNAUTHORIZED);
    }

    @Test
    void shouldRefuseWrongCredentialsAndUnknownKeys() {
        final ProtocolClient client = fixture.client();

        assertThat(client.errorCode(
                        "public/auth",
                        "{'grant_type':'client_credentials','client_id':'desk','client_secret':'wrong'}"))
                .isEqualTo(RpcError.INVALID_CREDENTIALS);
        assertThat(client.errorCode(
                        "public/auth",
                        "{'grant_type':'client_credentials','client_id':'nobody','client_secret':'wrong'}"))
                .isEqualTo(RpcError.INVALID_CREDENTIALS);
    }

    @Test
    void shouldRefusePrivateMethodsWhenTheTokenHasExpired() {
        final ProtocolClient client = fixture.client();
        client.result(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'desk','client_secret':'canary-secret-of-the-desk',"
                        + "'scope':'expires:5'}");
        client.result("private/get_positions", "{'currency':'BTC'}");

        fixture.advance(6 * ProtocolFixture.SECOND_NS);

        assertThat(client.errorCode("private/get_positions", "{'currency':'BTC'}"))
                .isEqualTo(RpcError.UNAUTHORIZED);
    }

    @Test
    void shouldBindAConnectionTokenToItsConnection() {
        final ProtocolClient first = fixture.client();
        final String token = first.result(
                        "public/auth",
                        "{'grant_type':'client_credentials','client_id':'desk',"
                                + "'client_secret':'canary-secret-of-the-desk'}")
                .path("access_token")
                .asText();
        final ProtocolClient second = fixture.client();

        final int code = second.errorCode("private/get_positions", "{'currency':'BTC','access_token':'" + token + "'}");

        assertThat(code).isEqualTo(RpcError.UNAUTHORIZED);
    }

    @Test
    void shouldLetAReadingKeyLookAndNotTrade() {
        final ProtocolClient client = fixture.client().authenticate(ProtocolFixture.READ_KEY);

        client.result("private/get_account_summary", "{'currency':'BTC'}");

        assertThat(client.errorCode("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000}"))
                .isEqualTo(RpcError.FORBIDDEN);
    }

    @Test
    void shouldBeatAndAskAndCloseWhenTheClientStaysSilent() {
        final ProtocolClient client = fixture.client();
        client.result("public/set_heartbeat", "{'interval':10}");

        fixture.advance(10_050 * ProtocolFixture.MILLI_NS);
        assertThat(client.heartbeats("test_request")).isEqualTo(1);
        client.result("public/test", "{}");
        fixture.advance(10_000 * ProtocolFixture.MILLI_NS);
        assertThat(client.isOpen).isTrue();
        fixture.advance(20_000 * ProtocolFixture.MILLI_NS);

        assertThat(client.isOpen).isFalse();
        assertThat(client.closeReason).contains("test request");
        assertThat(client.heartbeats("heartbeat")).isPositive();
    }

    @Test
    void shouldRefuseTooShortAnInterval() {
        assertThat(fixture.client().errorCode("public/set_heartbeat", "{'interval':9}"))
                .isEqualTo(RpcError.INVALID_PARAMS);
    }

    @Test
    void shouldAnswerTooManyRequestsAndThenClose() {
        final ProtocolFixture small = new ProtocolFixture(AccountSettings.customer("desk"));
        final ProtocolClient client = small.client().authenticate();
        JsonNode last = client.request("public/test", "{}");

        for (int i = 0; i < 21; i++) {
            last = client.request("private/cancel_all", "{}");
        }

        assertThat(last.path("error").path("code").asInt()).isEqualTo(RpcError.TOO_MANY_REQUESTS);
        assertThat(last.path("error").path("message").asText()).isEqualTo("too_many_requests");
        assertThat(client.isOpen).isFalse();
    }

    @Test
    void shouldCancelOnDropButNotOnLogout() {
        final ProtocolClient dropped = order("dropped");
        final ProtocolClient leaving = order("leaving");
        final String kept = leaving.result("private/get_open_orders_by_label", "{'currency':'BTC','label':'leaving'}")
                .path(0)
                .path("order_id")
                .asText();

        leaving.send("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"private/logout\",\"params\":{}}");
        dropped.transport.disconnect();
        fixture.step();

        assertThat(leaving.frames).noneMatch(frame -> frame.path("id").asInt() == 900);
        assertThat(leaving.isOpen).isFalse();
        assertThat(fixture.desk.openOrders()).hasSize(1);
        assertThat(fixture.desk.openOrders().iterator().next().orderId()).isEqualTo(kept);
        final JsonNode gone = fixture.client()
                .authenticate()
                .result("private/get_order_state_by_label", "{'currency':'BTC','label':'dropped'}")
                .path(0);
        assertThat(gone.path("cancel_reason").asText()).isEqualTo("cancel_on_disconnect");
    }

    @Test
    void shouldRefuseOneConnectionTooManyOfOneAddressAlone() {
        for (int i = 0; i < 32; i++) {
            fixture.client();
        }

        final ProtocolClient refused = fixture.client();
        final ProtocolClient elsewhere = fixture.client("10.0.0.2");

        assertThat(refused.isOpen).isFalse();
        assertThat(refused.closeReason).contains("429");
        assertThat(elsewhere.isOpen).isTrue();
    }

    @Test
    void shouldEndTheOldestSessionOfAKeyWhenASeventeenthBegins() {
        final ProtocolClient oldest = order("oldest");
        final ProtocolClient watcher = fixture.client("10.0.0.2").authenticate(ProtocolFixture.READ_KEY);
        final List<ProtocolClient> others = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            others.add(fixture.client().authenticate());
        }
        assertThat(oldest.isOpen).isTrue();

        final ProtocolClient newest = fixture.client().authenticate();

        assertThat(oldest.isOpen).isFalse();
        assertThat(oldest.closeReason).contains("too many sessions");
        assertThat(others).allMatch(client -> client.isOpen);
        assertThat(newest.isOpen).isTrue();
        assertThat(watcher.isOpen).isTrue();
        assertThat(fixture.desk.openOrders()).as("its orders go with it").isEmpty();
    }

    @Test
    void shouldNotCountAKeyTwiceThatAuthenticatesAgainOnItsConnection() {
        final ProtocolClient first = fixture.client().authenticate();
        final ProtocolClient second = fixture.client().authenticate();

        for (int i = 0; i < 20; i++) {
            second.authenticate();
        }

        assertThat(first.isOpen).isTrue();
    }

    @Test
    void shouldShareCreditsAmongTheConnectionsOfAnAddressThatNobodyAuthenticatedOn() {
        final ProtocolClient first = fixture.client();
        final ProtocolClient second = fixture.client();
        final ProtocolClient elsewhere = fixture.client("10.0.0.2");
        for (int i = 0; i < 100; i++) {
            assertThat((i % 2 == 0 ? first : second)
                            .request("public/status", "{}")
                            .has("result"))
                    .as("request %s", i)
                    .isTrue();
        }

        final int refused = second.errorCode("public/status", "{}");

        assertThat(refused).isEqualTo(RpcError.TOO_MANY_REQUESTS);
        assertThat(second.isOpen).isFalse();
        assertThat(first.isOpen).isTrue();
        assertThat(fixture.client().errorCode("public/status", "{}"))
                .as("a new connection brings no new credits")
                .isEqualTo(RpcError.TOO_MANY_REQUESTS);
        elsewhere.result("public/status", "{}");
        fixture.advance(ProtocolFixture.SECOND_NS / 20);
        first.result("public/status", "{}");
    }

    @Test
    void shouldGrantTheWordsOfAScopeHoweverTheyAreSpaced() {
        fixture.protocol.add(new ApiKey("spaced", "canary-secret-spaced", 1, " trade:read_write   account:read "));
        final ProtocolClient client = fixture.client();

        final String scope = client.result(
                        "public/auth",
                        "{'grant_type':'client_credentials','client_id':'spaced',"
                                + "'client_secret':'canary-secret-spaced','scope':' trade:read_write  '}")
                .path("scope")
                .asText();

        assertThat(scope).isEqualTo("connection trade:read_write account:read");
        client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000}");
        client.result("private/get_account_summary", "{'currency':'BTC'}");
    }

    private ProtocolClient order(final String label) {
        final ProtocolClient client = fixture.client().authenticate();
        client.result("private/enable_cancel_on_disconnect", "{'scope':'connection'}");
        assertThat(client.result("private/get_cancel_on_disconnect", "{'scope':'connection'}")
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        client.result(
                "private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':89500,'label':'" + label + "'}");
        return client;
    }
}
