package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.LeakCheckedTest;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the client talks to: nobody whose certificate it cannot verify, and then it says nothing at all. */
@Timeout(120)
class TlsTest extends LeakCheckedTest implements Transport.Handler {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(20);
    private static final String SECRET = "CANARYCLIENTSECRET";

    @TempDir
    static Path folder;

    private static Certificates certificates;

    private final List<String> closings = new ArrayList<>();
    private TlsVenue server;
    private boolean isOpen;

    @BeforeAll
    static void makeCertificates() {
        certificates = new Certificates(folder.resolve("certificates.p12"))
                .authority("authority")
                .issue("good", "authority", "localhost", 0)
                .issue("expired", "authority", "localhost", -30)
                .issue("wronghost", "authority", "venue.example", 0)
                .selfSigned("selfsigned", "localhost");
    }

    @BeforeEach
    void open() {
        server = new TlsVenue(certificates, "good");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    public void onOpen(final long nowNs) {
        isOpen = true;
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        throw new AssertionError("the server sends no frames");
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        closings.add(reason);
    }

    @Test
    void shouldConnectWhenAnAuthorityItTrustsVouchesForTheHost() {
        try (NettyTransport transport = transport(trusting("authority"))) {
            run(transport, () -> isOpen);

            assertThat(isOpen).isTrue();
            assertThat(closings).isEmpty();
            assertThat(server.heard()).startsWith("GET /ws/api/v2 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "selfsigned, unable to find valid certification path",
        "expired,    NotAfter",
        "wronghost,  No subject alternative DNS name matching localhost"
    })
    void shouldRefuseACertificateThatDoesNotHoldAndSayWhy(final String certificate, final String why) {
        serve(certificate);
        try (NettyTransport transport = transport(trusting("authority"))) {
            run(transport, () -> !closings.isEmpty());

            assertThat(isOpen).isFalse();
            assertThat(closings).hasSize(1);
            assertThat(closings.get(0)).startsWith("certificate not trusted: ").contains(why);
            assertThat(server.heard()).as("not even the upgrade").isEmpty();
        }
    }

    @Test
    void shouldRefuseAnAuthorityThatThisMachineDoesNotTrust() {
        try (NettyTransport transport = new NettyTransport(url(), TIMEOUT_NS)) {
            run(transport, () -> !closings.isEmpty());

            assertThat(closings.get(0)).contains("unable to find valid certification path");
            assertThat(server.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selfsigned", "expired", "wronghost"})
    void shouldSendNoCredentialsToAVenueItCannotVerify(final String certificate) {
        serve(certificate);
        final DeribitVenue venue = venue(transport(trusting("authority")), transport(trusting("authority")));
        try (venue) {
            venue.connect(System.nanoTime());
            runUntil(() -> venue.counters().count(Count.CONNECT_FAILURES) >= 2, () -> venue.poll(System.nanoTime()));

            assertThat(venue.counters().count(Count.CONNECTS)).isZero();
            assertThat(venue.counters().count(Count.LOGINS)).isZero();
            assertThat(venue.marketLostBecause()).startsWith("certificate not trusted: ");
            assertThat(server.heard()).isEmpty();
            assertThat(server.raw()).doesNotContain(SECRET).doesNotContain("the-id");
        }
    }

    /** That the above could fail: the same session at a venue it can verify does send its credentials. */
    @Test
    void shouldLogInAtAVenueItCanVerifyAndOnlyThroughTheCipher() {
        final DeribitVenue venue = venue(transport(trusting("authority")), transport(trusting("authority")));
        try (venue) {
            venue.connect(System.nanoTime());
            runUntil(() -> server.frames().contains(SECRET), () -> venue.poll(System.nanoTime()));

            assertThat(server.frames()).contains("public/auth").contains("the-id");
            assertThat(server.raw()).doesNotContain(SECRET).doesNotContain("public/auth");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://www.deribit.com/ws/api/v2",
                "ws://192.168.1.7:8080/ws/api/v2",
                "ws://localhost.example/ws/api/v2",
                "ws://127.0.0.1.example/ws/api/v2",
                "ws://localhost@www.deribit.com/ws/api/v2",
                "http://localhost/ws/api/v2",
                "wss:///ws/api/v2"
            })
    void shouldNotTalkPlainlyToAnotherMachine(final String address) {
        assertThatThrownBy(() -> new NettyTransport(URI.create(address), TIMEOUT_NS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wss:// is needed, or ws:// to a loopback host");
        assertThatThrownBy(() -> DeribitVenue.open(new DeribitContext()
                        .url(URI.create(address))
                        .credentials(Secret.of("the-id".toCharArray()), Secret.of(SECRET.toCharArray()))
                        .instance("tls", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
    }

    private void serve(final String certificate) {
        server.close();
        server = new TlsVenue(certificates, certificate);
    }

    private URI url() {
        return URI.create("wss://localhost:" + server.port() + "/ws/api/v2");
    }

    private NettyTransport transport(final SslContextBuilder trust) {
        return new NettyTransport(url(), TIMEOUT_NS, trust);
    }

    private static SslContextBuilder trusting(final String alias) {
        final X509Certificate anchor = certificates.certificate(alias);
        return SslContextBuilder.forClient().trustManager(anchor);
    }

    private static DeribitVenue venue(final Transport market, final Transport orders) {
        return DeribitVenue.open(new DeribitContext()
                .transports(market, orders)
                .credentials(Secret.of("the-id".toCharArray()), Secret.of(SECRET.toCharArray()))
                .instance("tls", 1)
                .currencies(List.of("BTC")));
    }

    private void run(final NettyTransport transport, final BooleanSupplier isDone) {
        transport.connect(System.nanoTime());
        runUntil(isDone, () -> transport.poll(System.nanoTime(), 64, this));
    }

    private void runUntil(final BooleanSupplier isDone, final Runnable client) {
        final long deadlineNs = System.nanoTime() + 2 * TIMEOUT_NS;
        while (!isDone.getAsBoolean()) {
            client.run();
            server.step();
            assertThat(System.nanoTime() - deadlineNs)
                    .as("in time: closings=%s", closings)
                    .isNegative();
        }
        server.step();
    }
}
