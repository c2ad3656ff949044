package io.gimbal.feeds.deribit;

import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a command proves, and what it leaves in doubt. An answer that cannot be read, an error that proves
 * nothing and no answer at all are one: the order is looked up. Owned by the thread that steps the venue.
 */
final class OrderAnswers {
    private static final long NOTIFICATION_LATE_NS = 1_000_000_000L;

    private final AccountDesk desk;
    private final PrivateFrames frames;

    OrderAnswers(final AccountDesk desk, final PrivateFrames frames) {
        this.desk = desk;
        this.frames = frames;
    }

    void onResult(final RpcRequest request, final RpcFrame frame, final long nowNs) {
        final OwnOrder order = desk.find(request.orderKey);
        switch (request.purpose) {
            case NEW_ORDER -> {
                frames.answer(frame.content(), nowNs);
                if (order != null && !order.isAccepted && !order.isClosed) {
                    order.doubt(nowNs);
                }
            }
            case EDIT_ORDER -> frames.answer(frame.content(), nowNs);
            case CANCEL_ORDER -> {
                frames.order(frame.content(), nowNs);
                doubt(order, nowNs);
            }
            case CANCEL_LABEL -> doubt(order, nowNs + NOTIFICATION_LATE_NS);
            default -> {}
        }
    }

    void onError(final RpcRequest request, final RpcFrame frame, final long nowNs) {
        final OwnOrder order = desk.find(request.orderKey);
        if (order == null) {
            return;
        }
        final boolean isRefused = request.purpose == Purpose.NEW_ORDER
                && DeribitError.of(frame.errorCode()).action().isRefusal();
        if (isRefused) {
            desk.onRefused(order, frame.errorCode(), frame.text(), frame.textLength(), nowNs);
        } else {
            doubt(order, nowNs);
        }
    }

    void onUnanswered(final RpcRequest request, final long nowNs) {
        doubt(desk.find(request.orderKey), nowNs);
    }

    private static void doubt(final @Nullable OwnOrder order, final long questionNs) {
        if (order != null && !order.isClosed) {
            order.doubt(questionNs);
        }
    }
}
