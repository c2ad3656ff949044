package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk at a local exchange, over the venue's protocol, on virtual time. */
class DemoSessionTest extends LeakCheckedTest {
    private static final long START_NS = 1_767_603_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Configuration DESK = ConfigurationReader.builtIn("demo.toml");

    @TempDir
    private static Path folder = Path.of("");

    /** One session, which all tests look at; its journal is {@code first}. */
    private static @Nullable SessionResult first;

    @BeforeAll
    static void runASession() {
        first = run("first", 7);
    }

    private static SessionResult first() {
        return Objects.requireNonNull(first);
    }

    private static SessionResult run(final String name, final long seed) {
        final SessionSpan span = new SessionSpan(START_NS, START_NS, START_NS + 20 * SECOND);
        try (DemoVenue venue = new DemoVenue(DESK, seed, span);
                EngineSession session = EngineSession.open(new SessionContext(
                        DESK, venue, RunMode.DEMO, folder.resolve(name), Pace.MAX, false, 1, "test", null))) {
            return session.run();
        }
    }

    /** Positions unknown, cash unknown: what is decided then is decided about another book. */
    @Test
    void shouldDecideNothingBeforeBothConnectionsAreReady() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
        final long readySequence = secondReady();
        int early = 0;
        try (JournalTailer out = JournalReader.open(folder.resolve("first"), JournalStorages.all())
                .out(1)) {
            while (out.next()) {
                if (out.type() == HedgeDecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    if (decision.causeSequence() < readySequence) {
                        assertThat(decision.reason()).isEqualTo(DecisionReason.NOT_READY);
                        early++;
                    }
                }
            }
        }
        assertThat(early).isPositive();
    }

    private long secondReady() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ConnectionStateDecoder state = new ConnectionStateDecoder();
        final Set<Integer> ready = new HashSet<>();
        try (JournalTailer in = JournalReader.open(folder.resolve("first"), JournalStorages.all())
                .in(1)) {
            while (in.next()) {
                if (in.type() == ConnectionStateDecoder.TEMPLATE_ID) {
                    state.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    if (state.phase() == ConnectionPhase.READY) {
                        ready.add(state.connectionId());
                    }
                    if (ready.size() == 2) {
                        return in.sequence();
                    }
                }
            }
        }
        throw new AssertionError("never ready");
    }

    /** Between fills nothing but funding moves the money: longs pay, and this desk is short. */
    @Test
    void shouldBePaidFundingOnWhatItHolds() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final AccountBalanceDecoder balance = new AccountBalanceDecoder();
        long last = Long.MIN_VALUE;
        long gained = 0;
        try (JournalTailer in = JournalReader.open(folder.resolve("first"), JournalStorages.all())
                .in(1)) {
            while (in.next()) {
                if (in.type() == FillDecoder.TEMPLATE_ID) {
                    last = Long.MIN_VALUE;
                } else if (in.type() == AccountBalanceDecoder.TEMPLATE_ID) {
                    balance.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    gained += last == Long.MIN_VALUE ? 0 : balance.balance() - last;
                    last = balance.balance();
                }
            }
        }
        // 18 coins short at 2.5 bp per 8 hours: 18e8 * 0.00025 / 28,800 = 15.6 satoshi a second, for nearly 20 seconds.
        assertThat(gained).isBetween(200L, 330L);
    }

    @Test
    void shouldHedgeOverTheProtocolPayFeesAndRepeatBySeed() {
        final SessionResult second = run("second", 7);

        assertThat(first().orders()).isPositive();
        assertThat(first().fills()).isPositive();
        assertThat(first().feesUsd()).isPositive();
        assertThat(first().rejects()).isZero();
        assertThat(first().equityStartCoin()).isCloseTo(90, within(5.0));
        assertThat(Math.abs(first().pnlUsd())).isLessThan(100_000);
        assertThat(first().mode()).isEqualTo("DEMO");
        assertThat(first().malformed()).isZero();
        assertThat(first().reconnects()).isZero();
        assertThat(first().wireLatencyUs().orders()).isPositive();
        assertThat(second.outputHash()).isEqualTo(first().outputHash());
        assertThat(second.stateHash()).isEqualTo(first().stateHash());
    }
}
