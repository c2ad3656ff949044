package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a session with the venue begins, is kept, and is refused. */
class SessionScenarioTest {
    private static final long SECOND = Desk.SECOND_NS;
    private static final String SCOPE = "trade:read_write account:read wallet:none connection";

    @Test
    void shouldListInstrumentsAndAccountBeforeAnythingIsChosen() {
        try (Desk desk = new Desk()) {
            desk.venue.connect(desk.nowNs);
            desk.settle();

            assertThat(desk.venue.isListed()).isTrue();
            assertThat(desk.venue.isReady()).isFalse();
            assertThat(desk.venue.instruments())
                    .extracting(InstrumentListing::name)
                    .containsExactly("BTC-25DEC26-100000-C", "BTC-PERPETUAL");
            assertThat(desk.venue.accounts().get(0).balance()).isEqualTo(1_050_000_000L);
            assertThat(desk.listing("BTC-25DEC26-100000-C").spec(0, 0).tickAt(600_000L))
                    .isEqualTo(50_000L);
            assertThat(desk.listing("BTC-PERPETUAL").spec(0, 0).isUsdAmount()).isTrue();
        }
    }

    @Test
    void shouldBeReadyOnceCancelOnDisconnectIsReadBackAndPositionsAreIn() {
        try (Desk desk = new Desk()) {
            desk.server.rule("private/get_positions", params -> "[" + FakeVenue.position("-40.0", "50000.0") + "]");

            desk.ready();

            assertThat(desk.phases()).containsExactly(ConnectionPhase.CONNECTED, ConnectionPhase.READY);
            assertThat(desk.positions()).hasSize(2);
            assertThat(desk.positions().get(0).amount()).isEqualTo(-40 * Desk.USD);
            assertThat(desk.positions().get(0).averagePrice()).isEqualTo(50_000 * Desk.USD);
            assertThat(desk.server.requests("private/enable_cancel_on_disconnect"))
                    .hasSize(1);
            assertThat(desk.server.requests("private/get_cancel_on_disconnect")).hasSize(1);
        }
    }

    @Test
    void shouldTellCashWithWhatTheSessionRealised() {
        try (Desk desk = new Desk()) {
            desk.ready();

            final var balances = desk.engine.events(AccountBalanceDecoder.TEMPLATE_ID);
            assertThat(balances).hasSize(1);
            final AccountBalanceDecoder balance = balance(balances.get(0));
            assertThat(balance.balance()).isEqualTo(1_025_000_000L);
            assertThat(balance.currency()).isEqualTo(Currency.COIN);
            assertThat(balance.venueDeltaTotal()).isEqualTo(10_000_000L);
        }
    }

    @Test
    void shouldNotBecomeReadyWhileCancelOnDisconnectIsReadBackAsOff() {
        try (Desk desk = new Desk()) {
            desk.server.rule(
                    "private/get_cancel_on_disconnect", params -> "{\"scope\":\"connection\",\"enabled\":false}");
            desk.venue.connect(desk.nowNs);
            desk.settle();
            desk.choose();
            desk.pass(20 * SECOND);

            assertThat(desk.venue.isReady()).isFalse();
            assertThat(desk.buy(1, 10 * Desk.USD, 50_000 * Desk.USD)).isEqualTo(OrderGateway.NOT_CONNECTED);
            assertThat(desk.count(Count.COD_MISSING)).isGreaterThanOrEqualTo(3);

            desk.server.rule("private/get_cancel_on_disconnect", params -> "{\"scope\":\"account\",\"enabled\":true}");
            desk.pass(6 * SECOND);
            assertThat(desk.venue.isReady()).isTrue();
        }
    }

    @Test
    void shouldRefuseAKeyThatMayWithdraw() {
        try (Desk desk = new Desk()) {
            desk.server.rule("public/auth", params -> FakeVenue.auth("trade:read_write wallet:read_write", 900));
            desk.venue.connect(desk.nowNs);
            desk.pass(5 * SECOND);

            assertThat(desk.fault()).isEqualTo(VenueFault.Kind.SCOPE);
            assertThat(desk.server.account.connects()).isEqualTo(1);
            assertThat(desk.server.account.isOpen()).isFalse();
        }
    }

    @Test
    void shouldTakeAKeyThatMayWriteTheAccountOnlyWhereSaid() {
        final String wide = SCOPE + " account:read_write";
        try (Desk strict = new Desk();
                Desk tolerant = new Desk(context -> context.tolerateAccountWrite(true))) {
            strict.server.rule("public/auth", params -> FakeVenue.auth(wide, 900));
            tolerant.server.rule("public/auth", params -> FakeVenue.auth(wide, 900));

            strict.venue.connect(strict.nowNs);
            strict.settle();
            tolerant.ready();

            assertThat(strict.fault()).isEqualTo(VenueFault.Kind.SCOPE);
            assertThat(tolerant.venue.fault()).isNull();
        }
    }

    @Test
    void shouldStopForGoodWhenTheCredentialsAreWrong() {
        try (Desk desk = new Desk()) {
            desk.server.rule("public/auth", params -> "!13004 invalid_credentials");
            desk.venue.connect(desk.nowNs);
            desk.pass(120 * SECOND);

            assertThat(desk.fault()).isEqualTo(VenueFault.Kind.AUTHENTICATION);
            assertThat(desk.venue.accountPhase()).isEqualTo(VenuePhase.FAULTED);
            assertThat(desk.count(Count.LOGINS)).isEqualTo(1);
        }
    }

    @Test
    void shouldLogInBySignatureWithoutSendingTheSecret() {
        try (Desk desk = new Desk(context -> context.signed(true))) {
            desk.ready();

            final var params = desk.server.last("public/auth");
            assertThat(params.path("grant_type").asText()).isEqualTo("client_signature");
            assertThat(params.path("signature").asText())
                    .isEqualTo(Hmac.hex(
                            Desk.SECRET,
                            params.path("timestamp").asText() + "\n"
                                    + params.path("nonce").asText() + "\n"));
            assertThat(String.join("", desk.server.account.sent())).doesNotContain(Desk.SECRET);
        }
    }

    @Test
    void shouldRefreshItsRightsBeforeTheyEnd() {
        try (Desk desk = new Desk()) {
            desk.ready();
            desk.pass(719 * SECOND);
            assertThat(desk.count(Count.REFRESHES)).isZero();

            desk.pass(2 * SECOND);

            assertThat(desk.count(Count.REFRESHES)).isEqualTo(1);
            final var params = desk.server.last("public/auth");
            assertThat(params.path("grant_type").asText()).isEqualTo("refresh_token");
            assertThat(params.path("refresh_token").asText()).isEqualTo(FakeVenue.CANARY_REFRESH);
            desk.pass(721 * SECOND);
            assertThat(desk.count(Count.REFRESHES)).isEqualTo(2);
            assertThat(desk.venue.isReady()).isTrue();
        }
    }

    @Test
    void shouldTakeRightsThatLastLongerThanAnyNumber() {
        try (Desk desk = new Desk()) {
            desk.server.rule(
                    "public/auth",
                    params -> FakeVenue.auth("connection trade:read_write account:read", 900)
                            .replace(":900", ":12345678901234567890"));

            desk.ready();

            assertThat(desk.venue.isReady()).isTrue();
        }
    }

    /** It ended the session's thread. */
    @Test
    void shouldLogInAnewWhenTheTokenForARefreshIsNoToken() {
        for (final String wrong : List.of("", "two words", "caf\u00e9", "x".repeat(4_097))) {
            try (Desk desk = new Desk()) {
                desk.server.rule(
                        "public/auth", params -> FakeVenue.auth(SCOPE, 900).replace(FakeVenue.CANARY_REFRESH, wrong));
                desk.ready();

                desk.pass(721 * SECOND);

                assertThat(desk.count(Count.LOGINS)).isEqualTo(2);
                assertThat(desk.count(Count.REFRESHES)).isZero();
                assertThat(desk.venue.isReady()).isTrue();
            }
        }
    }

    @Test
    void shouldLogInAnewWhenARefreshIsRefused() {
        try (Desk desk = new Desk()) {
            desk.ready();
            desk.server.rule(
                    "public/auth",
                    params -> params.has("refresh_token") ? "!13009 unauthorized" : FakeVenue.auth(SCOPE, 900));

            desk.pass(721 * SECOND);

            assertThat(desk.count(Count.LOGINS)).isEqualTo(2);
            assertThat(desk.venue.isReady()).isTrue();
        }
    }

    @Test
    void shouldAnswerATestRequestAtOnce() {
        try (Desk desk = new Desk()) {
            desk.ready();
            final int before = desk.server.requests("public/test").size();

            desk.server.testRequest(desk.server.market);
            desk.server.testRequest(desk.server.account);
            desk.settle();

            assertThat(desk.server.requests("public/test")).hasSize(before + 2);
        }
    }

    @Test
    void shouldReconnectWhenTheVenueFallsSilent() {
        try (Desk desk = new Desk()) {
            desk.ready();

            desk.passInSilence(19 * SECOND);
            assertThat(desk.venue.isReady()).isTrue();
            desk.passInSilence(2 * SECOND);

            assertThat(desk.count(Count.HEARTBEATS_MISSED)).isEqualTo(2);
            desk.pass(5 * SECOND);
            assertThat(desk.venue.isReady()).isTrue();
            assertThat(desk.count(Count.RECONNECTS)).isEqualTo(2);
            assertThat(desk.phases())
                    .containsExactly(
                            ConnectionPhase.CONNECTED,
                            ConnectionPhase.READY,
                            ConnectionPhase.DOWN,
                            ConnectionPhase.CONNECTED,
                            ConnectionPhase.READY);
        }
    }

    @Test
    void shouldWaitLongerAndLongerBetweenAttemptsAndNeverLogInInAStorm() {
        final long seed = 42;
        System.out.println("seed=" + seed);
        try (Desk desk = new Desk(context -> context.seed(seed))) {
            desk.server.market.refuse(true);
            desk.server.account.refuse(true);
            desk.venue.connect(desk.nowNs);
            desk.pass(600 * SECOND);

            assertThat(desk.server.account.connects()).isBetween(15, 60);
            assertThat(desk.count(Count.LOGINS)).isZero();
        }
        try (Desk flapping = new Desk(context -> context.seed(seed))) {
            flapping.ready();
            for (int i = 0; i < 600; i++) {
                flapping.server.account.drop("link down");
                flapping.pass(SECOND / 5);
            }
            assertThat(flapping.count(Count.LOGINS)).isLessThan(40);
        }
    }

    @Test
    void shouldRepeatTheSameWaitsFromTheSameSeed() {
        final BackOff one = new BackOff(500, 30_000, 7);
        final BackOff same = new BackOff(500, 30_000, 7);
        final BackOff other = new BackOff(500, 30_000, 8);
        boolean isOtherDifferent = false;
        for (int i = 0; i < 20; i++) {
            final long wait = one.nextNs();
            assertThat(wait).isEqualTo(same.nextNs()).isBetween(250L, 30_000L);
            isOtherDifferent |= wait != other.nextNs();
        }
        assertThat(isOtherDifferent).isTrue();
    }

    @Test
    void shouldAskOnceMoreForChannelsThatWereLeftOutAndCountWhatStaysOut() {
        try (Desk desk = new Desk()) {
            desk.server.rule(
                    "public/subscribe",
                    params -> params.path("channels").size() == 6
                            ? "[\"ticker.BTC-PERPETUAL.100ms\",\"deribit_price_index.btc_usd\"]"
                            : "[\"quote.BTC-PERPETUAL\"]");
            desk.ready();

            assertThat(desk.server.requests("public/subscribe")).hasSize(2);
            assertThat(desk.venue.missingChannels())
                    .contains("ticker.BTC-25DEC26-100000-C.100ms")
                    .doesNotContain("quote.BTC-PERPETUAL", "ticker.BTC-PERPETUAL.100ms");
            assertThat(desk.count(Count.CHANNELS_MISSING))
                    .isEqualTo(desk.venue.missingChannels().size());
        }
    }

    @Test
    void shouldSubscribeAgainAfterAReconnectAndListInstrumentsOnce() {
        try (Desk desk = new Desk()) {
            desk.ready();
            desk.server.market.drop("reset by peer");
            desk.settle();
            assertThat(desk.venue.isReady()).isFalse();
            desk.pass(3 * SECOND);

            assertThat(desk.venue.isReady()).isTrue();
            assertThat(desk.server.requests("public/subscribe")).hasSize(2);
            assertThat(desk.server.requests("public/get_instruments")).hasSize(1);
        }
    }

    @Test
    void shouldFollowAnAccountWithoutTradingWhenReadOnly() {
        try (Desk desk = new Desk(context -> context.readOnly(true))) {
            desk.server.rule("public/auth", params -> FakeVenue.auth("trade:read account:read", 900));
            desk.ready();

            assertThat(desk.buy(1, 10 * Desk.USD, 50_000 * Desk.USD)).isEqualTo(OrderGateway.NOT_CONNECTED);
            assertThat(desk.cancel(1)).isEqualTo(OrderGateway.NOT_CONNECTED);
            assertThat(desk.server.requests("private/enable_cancel_on_disconnect"))
                    .isEmpty();
            assertThat(desk.server.requests("private/buy")).isEmpty();
        }
    }

    @Test
    void shouldShowTheCanarySecretNowhere() {
        final Desk desk = new Desk();
        desk.ready();
        desk.server.account.drop("reset by peer");
        desk.pass(5 * SECOND);
        final StringBuilder shown = new StringBuilder();
        desk.engine
                .events()
                .forEach(event -> shown.append(new String(event.buffer().byteArray(), StandardCharsets.ISO_8859_1)));
        shown.append(List.of(desk.venue, desk.venue.counters(), desk.venue.accounts(), desk.venue.instruments()));
        shown.append(Secret.of(Desk.SECRET.toCharArray()));
        desk.server.rule(
                "public/auth",
                params -> "!13004 invalid_credentials "
                        + params.path("client_secret").asText());
        desk.server.account.drop("reset by peer");
        desk.pass(5 * SECOND);
        shown.append(desk.venue.fault());
        desk.close();

        assertThat(desk.fault()).isEqualTo(VenueFault.Kind.AUTHENTICATION);
        for (final String canary : List.of(Desk.SECRET, FakeVenue.CANARY_TOKEN, FakeVenue.CANARY_REFRESH)) {
            assertThat(shown.toString()).doesNotContain(canary).doesNotContain(canary.substring(0, 12));
        }
    }

    private static AccountBalanceDecoder balance(final CollectingIngress.Event event) {
        return new AccountBalanceDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
    }
}
