package io.gimbal.engine.pipeline;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A venue that takes down what it is told and fills every new order after its latency. */
final class FakeGateway implements OrderGateway, Feed {
    record Call(String verb, long orderId, int epoch, long nowNs) {}

    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Long> fillsDueNs = new ArrayDeque<>();
    private long latencyNs = Long.MAX_VALUE;
    private int answer = SENT;
    private boolean breaks;
    private long nextTradeId = 1;

    FakeGateway answering(final int newAnswer) {
        answer = newAnswer;
        return this;
    }

    FakeGateway breaking() {
        breaks = true;
        return this;
    }

    FakeGateway fillingAfter(final long newLatencyNs) {
        latencyNs = newLatencyNs;
        return this;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<String> verbs() {
        return calls().stream().map(call -> call.verb() + " " + call.orderId()).toList();
    }

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        if (latencyNs != Long.MAX_VALUE) {
            fillsDueNs.add(nowNs + latencyNs);
        }
        return call("submit", order.orderId(), epoch, nowNs);
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        return call("cancel", cancel.orderId(), epoch, nowNs);
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        return call("amend", amend.orderId(), epoch, nowNs);
    }

    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        return call("query", orderId, epoch, nowNs);
    }

    @Override
    public long nextTimeNs() {
        final Long due = fillsDueNs.peek();
        return due == null ? UNKNOWN : due;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= nowNs) {
            final var fill = Events.fill(nextTradeId);
            if (ingress.offer(fill, 0, fill.capacity(), nextTimeNs()) < 0) {
                break;
            }
            nextTradeId++;
            fillsDueNs.remove();
            delivered++;
        }
        return delivered;
    }

    @Override
    public void close() {}

    private int call(final String verb, final long orderId, final int epoch, final long nowNs) {
        if (breaks) {
            throw new IllegalStateException("socket on fire");
        }
        calls.add(new Call(verb, orderId, epoch, nowNs));
        return answer;
    }
}
