package io.gimbal.feeds.deribit;

import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import java.util.List;

/**
 * Makes our view of the account equal to the venue's. After each connect: executions since the last one seen, open orders,
 * every doubtful order looked up, then positions. While the session is ready: executions, open orders, positions and money
 * again, at a steady pace. Positions that tell something new are believed only when nothing traded while they were read,
 * and executions asked for after them hold nothing new either. Owned by the thread that steps the venue.
 */
final class Reconciler {
    private static final long SOON_NS = 500_000_000L;
    private static final long OVERLAP_MS = 60_000L;
    private static final int MOST_READINGS = 16;

    private enum Stage {
        IDLE,
        TRADES,
        ORDERS,
        DOUBTS,
        POSITIONS,
        DONE
    }

    /** How far the executions are that a statement of positions is held against. */
    private enum Proof {
        NONE,
        /** An older question for executions is under way still. */
        WANTED,
        ASKED
    }

    private final RpcConnection connection;
    private final AccountDesk desk;
    private final DoubtResolver resolver;
    private final PrivateFrames frames;
    private final List<String> currencies;
    private final Runnable askAccounts;
    private final long intervalNs;
    private PositionDesk positions;
    private Stage stage = Stage.IDLE;
    private Proof proof = Proof.NONE;
    private long sinceMs;
    private long askedMs;
    private long tradesBefore;
    private long statedUs;
    private long nextRoundNs = Long.MAX_VALUE;
    private long nextReadingNs = Long.MAX_VALUE;
    private int pagesMissing;
    private int readings;

    Reconciler(
            final DeribitContext context,
            final RpcConnection connection,
            final AccountDesk desk,
            final DoubtResolver resolver,
            final PrivateFrames frames,
            final PositionDesk positions,
            final Runnable askAccounts) {
        this.connection = connection;
        this.askAccounts = askAccounts;
        this.desk = desk;
        this.resolver = resolver;
        this.frames = frames;
        this.positions = positions;
        currencies = context.currencies();
        intervalNs = context.reconcileIntervalNs();
    }

    void positions(final PositionDesk value) {
        positions = value;
    }

    boolean isDone() {
        return stage == Stage.DONE;
    }

    long nextTimeNs() {
        return Math.min(Math.min(nextRoundNs, nextReadingNs), resolver.nextTimeNs());
    }

    /** Private channels are followed: begin. */
    void begin(final long nowNs) {
        if (sinceMs == 0) {
            sinceMs = connection.clock().venueMs(nowNs);
            positions.await();
        }
        stage = Stage.TRADES;
        askTrades(nowNs);
    }

    /** The connection is lost: every order that has not ended is in doubt until the next one. */
    void onDown() {
        stage = Stage.IDLE;
        proof = Proof.NONE;
        pagesMissing = 0;
        nextRoundNs = Long.MAX_VALUE;
        nextReadingNs = Long.MAX_VALUE;
        positions.onDown();
        for (final OwnOrder order : desk.open()) {
            if (!order.isClosed) {
                order.settle();
                order.doubt(Long.MAX_VALUE);
            }
        }
    }

    int step(final long nowNs) {
        int work = 0;
        if (stage == Stage.DOUBTS || stage == Stage.POSITIONS || stage == Stage.DONE) {
            work += resolver.step(nowNs);
        }
        if (stage == Stage.DOUBTS && resolver.doubts() == 0 && !resolver.hasMissingFills()) {
            stage = Stage.POSITIONS;
            readings = 0;
            askPositions();
            work++;
        }
        if (stage == Stage.DONE && (nextRoundNs <= nowNs || positions.takeDoubt())) {
            nextRoundNs = nowNs + intervalNs;
            askTrades(nowNs);
            connection.enqueue(
                    Purpose.OPEN_ORDERS, Methods.OPEN_ORDERS, writer -> writer.text(Methods.TYPE, Methods.ALL));
            askPositions();
            askAccounts.run();
            work++;
        }
        if (nextReadingNs <= nowNs) {
            askPositions();
            work++;
        }
        desk.sweep();
        return work;
    }

    void onTradesPage(final RpcRequest request, final RpcFrame frame, final long nowNs) {
        frames.page(frame.content(), nowNs);
        if (frames.hasMore() && frames.lastTradeMs() > 0) {
            final boolean isLater = frames.lastTradeMs() > request.round;
            resolver.page(
                    Purpose.TRADES,
                    request.index,
                    isLater ? frames.lastTradeMs() : request.round,
                    isLater ? null : frames.lastTradeId(),
                    request.orderKey);
        } else if (request.orderKey != 0) {
            resolver.onTradesAnswer(request, nowNs);
        } else {
            pagesMissing--;
            if (pagesMissing == 0) {
                onTradesKnown(nowNs);
            }
        }
    }

    private void onTradesKnown(final long nowNs) {
        sinceMs = Math.max(sinceMs, askedMs);
        if (stage == Stage.TRADES) {
            askOrders();
        }
        if (proof == Proof.WANTED) {
            prove(nowNs);
        } else if (proof == Proof.ASKED) {
            proof = Proof.NONE;
            takePositions(nowNs);
        }
    }

    void onOpenOrders(final RpcRequest request, final RpcFrame frame, final long nowNs) {
        frames.orders(frame.content(), nowNs);
        for (final OwnOrder order : desk.open()) {
            if (order.isInDoubt && order.round == 0 && order.nextQuestionNs == Long.MAX_VALUE && !order.isTradesAsked) {
                order.nextQuestionNs = nowNs;
            } else if (order.isAccepted && !order.isClosed && order.heardNs < request.sentNs) {
                order.doubt(nowNs);
            }
        }
        if (stage == Stage.ORDERS) {
            stage = Stage.DOUBTS;
        }
    }

    void onPositions(final RpcFrame frame, final long nowNs) {
        readings++;
        if (isOvertaken()) {
            readAgain(nowNs);
            return;
        }
        frames.positions(frame.content());
        statedUs = frame.usOut();
        if (stage == Stage.POSITIONS || positions.isDifferent()) {
            prove(nowNs);
        } else {
            takePositions(nowNs);
        }
    }

    /** Whether something traded since the positions were asked for, so that they may hold it or not. */
    private boolean isOvertaken() {
        return desk.trades() != tradesBefore && (stage == Stage.DONE || readings < MOST_READINGS);
    }

    private void readAgain(final long nowNs) {
        nextReadingNs = stage == Stage.DONE ? nowNs + SOON_NS : nowNs;
    }

    /** Asks for executions: any that the statement holds and we do not know must be among them. */
    private void prove(final long nowNs) {
        proof = pagesMissing > 0 ? Proof.WANTED : Proof.ASKED;
        askTrades(nowNs);
    }

    private void takePositions(final long nowNs) {
        if (isOvertaken()) {
            readAgain(nowNs);
        } else if (stage == Stage.POSITIONS) {
            positions.open(statedUs, nowNs);
            stage = Stage.DONE;
            nextRoundNs = nowNs + intervalNs;
        } else if (!resolver.hasMissingFills() && positions.compare(statedUs, nowNs)) {
            nextReadingNs = nowNs + SOON_NS;
        }
    }

    /** All executions since the last time that we had all of them: what a lost notification told comes back here. */
    private void askTrades(final long nowNs) {
        if (pagesMissing > 0) {
            return;
        }
        pagesMissing = currencies.size();
        askedMs = connection.clock().venueMs(nowNs);
        for (int currency = 0; currency < currencies.size(); currency++) {
            resolver.page(Purpose.TRADES, currency, sinceMs - OVERLAP_MS, null, 0);
        }
    }

    private void askOrders() {
        stage = Stage.ORDERS;
        connection.enqueue(Purpose.OPEN_ORDERS, Methods.OPEN_ORDERS, writer -> writer.text(Methods.TYPE, Methods.ALL));
    }

    private void askPositions() {
        nextReadingNs = Long.MAX_VALUE;
        proof = Proof.NONE;
        connection.enqueue(
                Purpose.POSITIONS,
                Methods.POSITIONS,
                writer -> writer.text(Methods.CURRENCY, Methods.ANY),
                request -> tradesBefore = desk.trades());
    }
}
