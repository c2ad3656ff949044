package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.Statements;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.orders.TradeIds;
import io.gimbal.engine.risk.MessageRate;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.EngineConfigurationDecoder;
import java.util.Arrays;

/**
 * What all hedgers share: book, orders, the commands' rate, the operator's switches, the venue's connections. Owned by
 * the engine thread.
 */
final class Session {
    static final int MAX_CONNECTIONS = 16;
    static final int ALL_UNDERLYINGS = -1;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int DEFAULT_STATE_HASH_INTERVAL = 65_536;

    private final OrderTable orders = new OrderTable();
    private final TradeIds tradeIds = new TradeIds();
    private final MessageRate rate = new MessageRate();
    private final ConnectionPhase[] phases = new ConnectionPhase[MAX_CONNECTIONS];
    private Book book = new Book();
    private Statements statements = new Statements(book);
    private boolean isKilled;
    private long pausedUnderlyings;
    private int candidateConnections;
    private final PremiumBudget[] premiums = new PremiumBudget[Book.MAX_UNDERLYINGS];
    private long decisionHeartbeatNs = SECOND_NS;
    private long greeksIntervalNs = SECOND_NS;
    private int stateHashInterval = DEFAULT_STATE_HASH_INTERVAL;
    private EvaluationWatch watch = EvaluationWatch.NONE;

    Session() {
        Arrays.fill(phases, ConnectionPhase.NULL_VAL);
        Arrays.setAll(premiums, i -> new PremiumBudget());
    }

    /**
     * A new generation: the venue restates everything; our orders' numbers, what was applied and the operator's switches
     * stay.
     */
    void onGenesis(final int epoch, final long nowNs) {
        orders.onEpoch(epoch);
        rate.onNewTime(nowNs);
        book = new Book();
        statements = new Statements(book);
        Arrays.fill(phases, ConnectionPhase.NULL_VAL);
        candidateConnections = 0;
    }

    /** False when it cannot be meant. */
    boolean configure(final EngineConfigurationDecoder event) {
        if (event.decisionHeartbeatNs() <= 0
                || event.greeksIntervalNs() <= 0
                || event.stateHashInterval() <= 0
                || event.maxMessages() < 1
                || event.maxMessages() > MessageRate.MAX_MESSAGES
                || event.rateWindowNs() <= 0) {
            return false;
        }
        decisionHeartbeatNs = event.decisionHeartbeatNs();
        greeksIntervalNs = event.greeksIntervalNs();
        stateHashInterval = event.stateHashInterval();
        rate.configure(event.maxMessages(), event.rateWindowNs());
        return true;
    }

    boolean onConnection(final int connectionId, final ConnectionPhase phase) {
        if (connectionId < 0 || connectionId >= MAX_CONNECTIONS) {
            return false;
        }
        phases[connectionId] = phase;
        return true;
    }

    /** Every connection that was ever named is ready, and there is one. */
    boolean isReady() {
        boolean isAny = false;
        for (final ConnectionPhase phase : phases) {
            if (phase != ConnectionPhase.NULL_VAL && phase != ConnectionPhase.READY) {
                return false;
            }
            isAny |= phase == ConnectionPhase.READY;
        }
        return isAny;
    }

    /** Says that orders or quotes of candidates come through a connection: only they must wait for it. */
    void ownConnection(final int connectionId) {
        candidateConnections |= 1 << connectionId;
    }

    /** Whether a connection is ready. */
    boolean isReady(final int connectionId) {
        return phases[connectionId] == ConnectionPhase.READY;
    }

    /** Every connection that was ever named is ready, but those of candidates alone: what everybody's data comes through. */
    boolean isMarketReady() {
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            final boolean isWaitedFor = phases[i] != ConnectionPhase.NULL_VAL && (candidateConnections & 1 << i) == 0;
            if (isWaitedFor && phases[i] != ConnectionPhase.READY) {
                return false;
            }
        }
        return true;
    }

    /** How many connections were ever named. */
    int connections() {
        return connections(ConnectionPhase.NULL_VAL, false);
    }

    int readyConnections() {
        return connections(ConnectionPhase.READY, true);
    }

    private int connections(final ConnectionPhase phase, final boolean isMeant) {
        int count = 0;
        for (final ConnectionPhase known : phases) {
            count += (known == phase) == isMeant ? 1 : 0;
        }
        return count;
    }

    /** Who looks on; nothing that the engine knows. */
    EvaluationWatch watch() {
        return watch;
    }

    void watch(final EvaluationWatch newWatch) {
        watch = newWatch;
    }

    /** Whether an order of an earlier session is still without evidence of its end. */
    boolean isInDoubt(final int epoch) {
        for (int i = 0; i < orders.size(); i++) {
            if (orders.order(i).epoch() != epoch) {
                return true;
            }
        }
        return false;
    }

    Book book() {
        return book;
    }

    /** Takes the venue's statements into the book. */
    Statements statements() {
        return statements;
    }

    OrderTable orders() {
        return orders;
    }

    TradeIds tradeIds() {
        return tradeIds;
    }

    /** What was paid for options of an underlying today; a new generation does not forget it. */
    PremiumBudget premium(final int underlyingId) {
        return premiums[underlyingId];
    }

    MessageRate rate() {
        return rate;
    }

    boolean isKilled() {
        return isKilled;
    }

    /** Latched: nothing in this process opens it again. */
    void kill() {
        isKilled = true;
    }

    boolean isPaused(final int underlyingId) {
        return (pausedUnderlyings & 1L << underlyingId) != 0;
    }

    /** Pauses or resumes one underlying, or all of them, also those not defined yet; false when it cannot be meant. */
    boolean pause(final int underlyingId, final boolean isPausedNow) {
        if (underlyingId != ALL_UNDERLYINGS && book.underlying(underlyingId) == null) {
            return false;
        }
        final long mask = underlyingId == ALL_UNDERLYINGS ? -1L : 1L << underlyingId;
        pausedUnderlyings = isPausedNow ? pausedUnderlyings | mask : pausedUnderlyings & ~mask;
        return true;
    }

    long decisionHeartbeatNs() {
        return decisionHeartbeatNs;
    }

    long greeksIntervalNs() {
        return greeksIntervalNs;
    }

    int stateHashInterval() {
        return stateHashInterval;
    }

    long mixInto(final long hash) {
        long h = book.mixInto(hash);
        h = orders.mixInto(h);
        h = tradeIds.mixInto(h);
        h = rate.mixInto(h);
        for (final PremiumBudget premium : premiums) {
            h = premium.mixInto(h);
        }
        for (final ConnectionPhase phase : phases) {
            h = Bits.mix(h, phase.value());
        }
        h = Bits.mix(h, isKilled ? 1L : 0L);
        h = Bits.mix(h, pausedUnderlyings);
        h = Bits.mix(h, stateHashInterval);
        h = Bits.mix(h, decisionHeartbeatNs);
        h = Bits.mix(h, greeksIntervalNs);
        return candidateConnections == 0 ? h : Bits.mix(h, candidateConnections);
    }
}
