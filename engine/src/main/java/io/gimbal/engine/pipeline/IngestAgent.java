package io.gimbal.engine.pipeline;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.TimerEncoder;
import java.util.function.BooleanSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings everything into the engine; the only publisher of the ring in. Owned by the ingest thread. One cycle takes a
 * bounded number of events from each source in the order of what must not wait: the preamble until it is done, outcomes
 * of commands, replies of the venue, the operator, the timer, market data. What the ring does not take stays where it is,
 * and market data waits while the sender has a backlog to work off.
 */
final class IngestAgent implements Agent {
    private static final int PRIVATE_EVENTS_PER_CYCLE = 256;
    private static final int OPERATOR_COMMANDS_PER_CYCLE = 16;
    private static final int MARKET_EVENTS_PER_CYCLE = 64;

    private final RingIngress ingress;
    private final OutcomeQueue outcomes;
    private final OperatorCommands operator;
    private final ControlledMessageHandler handler = this::onQueued;
    private final ControlledMessageHandler commandHandler = this::onCommand;
    private final Ingress heard;
    private final Preamble preamble;
    private final Feed replies;
    private final Feed[] markets;
    private final BooleanSupplier isBacklogged;
    private final FailStop failStop;
    private final EpochNanoClock epochClock;
    private final NanoClock monotonicClock;
    private final long timerIntervalNs;
    private final UnsafeBuffer timer =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + TimerEncoder.BLOCK_LENGTH]);
    private volatile boolean isFeeding = true;
    private boolean isTimerStarted;
    private long nextTimerNs;
    private long nowNs;

    IngestAgent(
            final RingIngress ingress,
            final PipelineContext context,
            final OutcomeQueue outcomes,
            final OperatorCommands operator,
            final BooleanSupplier isBacklogged,
            final FailStop failStop) {
        this.ingress = ingress;
        this.outcomes = outcomes;
        this.operator = operator;
        this.isBacklogged = isBacklogged;
        this.failStop = failStop;
        heard = context.operatorHeard().apply(ingress);
        preamble = context.preamble();
        replies = context.replies();
        markets = context.feeds().toArray(new Feed[0]);
        epochClock = context.epochClock();
        monotonicClock = context.monotonicClock();
        timerIntervalNs = context.timerIntervalNs();
        new TimerEncoder()
                .wrapAndApplyHeader(timer, 0, new MessageHeaderEncoder())
                .timerId(0);
    }

    @Override
    public String roleName() {
        return "gimbal-ingest";
    }

    @Override
    public int doWork() {
        if (failStop.isTripped()) {
            return 0;
        }
        try {
            nowNs = epochClock.nanoTime();
            return cycle();
        } catch (final Throwable fault) {
            failStop.trip(GateReason.INGEST_FAULT, fault);
            return 0;
        }
    }

    /**
     * Delivers the one event that is next at the present time of a virtual clock: in the order of {@link #doWork()}, and
     * without the timer.
     *
     * @return 1, or 0 when nothing is due
     */
    int deliverOne() {
        if (failStop.isTripped()) {
            return 0;
        }
        try {
            nowNs = epochClock.nanoTime();
            return one();
        } catch (final Throwable fault) {
            failStop.trip(GateReason.INGEST_FAULT, fault);
            return 0;
        }
    }

    /**
     * Tells when the next event is due by a virtual clock.
     *
     * @return epoch nanoseconds, or {@link Feed#EXHAUSTED} when nothing will come any more
     * @throws IllegalStateException when a market feed does not know its future
     */
    long nextTimeNs() {
        if (!preamble.isDone()) {
            return preamble.nextTimeNs();
        }
        final long nextReplyNs = replies.nextTimeNs();
        long nextNs = nextReplyNs == Feed.UNKNOWN ? Feed.EXHAUSTED : nextReplyNs;
        for (final Feed market : markets) {
            final long nextMarketNs = market.nextTimeNs();
            if (nextMarketNs == Feed.UNKNOWN) {
                throw new IllegalStateException("a live feed cannot be stepped: feed=" + market);
            }
            nextNs = Math.min(nextNs, nextMarketNs);
        }
        return nextNs;
    }

    /** Takes no more market data, timers and operator commands; outcomes and replies still pass. Any thread may call. */
    void stopFeeding() {
        isFeeding = false;
    }

    private int cycle() {
        final int begun = preamble.poll(nowNs, PRIVATE_EVENTS_PER_CYCLE, ingress);
        if (!preamble.isDone()) {
            return begun;
        }
        int work = begun + outcomes.poll(handler, PRIVATE_EVENTS_PER_CYCLE);
        work += replies.poll(nowNs, PRIVATE_EVENTS_PER_CYCLE, ingress);
        if (isFeeding) {
            work += operator.poll(commandHandler, OPERATOR_COMMANDS_PER_CYCLE);
            work += pollTimer();
            work += pollMarkets(MARKET_EVENTS_PER_CYCLE);
        }
        return work;
    }

    private int one() {
        if (!preamble.isDone()) {
            return preamble.poll(nowNs, 1, ingress);
        }
        int work = outcomes.poll(handler, 1);
        if (work == 0) {
            work = replies.poll(nowNs, 1, ingress);
        }
        if (work == 0 && isFeeding) {
            work = operator.poll(commandHandler, 1);
        }
        if (work == 0 && isFeeding) {
            work = pollFirstMarket();
        }
        return work;
    }

    private int pollMarkets(final int limit) {
        if (isBacklogged.getAsBoolean()) {
            return 0;
        }
        int work = 0;
        for (final Feed market : markets) {
            work += market.poll(nowNs, limit, ingress);
        }
        return work;
    }

    /** Of several feeds that are due, the one whose event is the oldest; at equal times the first in the list. */
    private int pollFirstMarket() {
        if (markets.length == 1) {
            return markets[0].poll(nowNs, 1, ingress);
        }
        int first = -1;
        long firstNs = Feed.UNKNOWN;
        for (int i = 0; i < markets.length; i++) {
            final long nextNs = markets[i].nextTimeNs();
            if (nextNs < firstNs) {
                first = i;
                firstNs = nextNs;
            }
        }
        return first < 0 ? 0 : markets[first].poll(nowNs, 1, ingress);
    }

    /** A timer that comes late is not made up for: the next one is a full interval away. */
    private int pollTimer() {
        if (timerIntervalNs == 0) {
            return 0;
        }
        final long monotonicNs = monotonicClock.nanoTime();
        if (!isTimerStarted) {
            isTimerStarted = true;
            nextTimerNs = monotonicNs + timerIntervalNs;
        }
        if (monotonicNs - nextTimerNs < 0 || ingress.offer(timer, 0, timer.capacity(), nowNs) < 0) {
            return 0;
        }
        nextTimerNs += timerIntervalNs;
        if (monotonicNs - nextTimerNs >= 0) {
            nextTimerNs = monotonicNs + timerIntervalNs;
        }
        return 1;
    }

    private Action onCommand(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        return heard.offer(buffer, index, length, nowNs) < 0 ? Action.ABORT : Action.CONTINUE;
    }

    private Action onQueued(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        return ingress.offer(buffer, index, length, nowNs) < 0 ? Action.ABORT : Action.CONTINUE;
    }
}
