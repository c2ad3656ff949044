package io.gimbal.feeds.recorded;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.InstrumentState;

/**
 * Plays a recorded market once. Receive time is the recorded time. Events of equal time come in this order: quote (so
 * that whoever acts on an index acts on the quote of the same moment), index, forward, ticker, delivery, state change,
 * each by id, then as recorded. Index and forwards are played when they change, of several prices of one instant the
 * last; tickers as often as they were recorded. Nothing is interpolated: where nothing was recorded, nothing comes.
 *
 * <p>An expiry is delivered when it is reached, at the last forward seen in its delivery window, which is the running
 * average by then; else at the last index before it. Owned by one thread; allocates nothing.
 */
public final class RecordedFeed implements Feed {
    private final EventPublisher publisher = new EventPublisher();
    private final EventTape tape;
    private int next;

    RecordedFeed(final EventTape tape) {
        this.tape = tape;
    }

    @Override
    public long nextTimeNs() {
        return next < tape.size() ? tape.timeNs(next) : EXHAUSTED;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && next < tape.size() && tape.timeNs(next) <= nowNs) {
            encode(next);
            if (publisher.offer(ingress, tape.timeNs(next)) < 0) {
                return delivered;
            }
            next++;
            delivered++;
        }
        return delivered;
    }

    /** {@return how many events the whole playback has} */
    public int events() {
        return tape.size();
    }

    /** {@return share of the events that were delivered, 0 to 1} */
    public double progress() {
        return tape.size() == 0 ? 1.0 : (double) next / tape.size();
    }

    @Override
    public void close() {
        next = tape.size();
    }

    private void encode(final int event) {
        switch (tape.kind(event)) {
            case EventTape.INDEX -> index(event);
            case EventTape.FORWARD -> forward(event);
            case EventTape.QUOTE -> quote(event);
            case EventTape.TICKER -> ticker(event);
            case EventTape.DELIVERY -> delivery(event);
            case EventTape.STATE -> state(event);
            default -> throw new IllegalStateException("no such event: kind=" + tape.kind(event));
        }
    }

    private void index(final int event) {
        publisher
                .indexPrice()
                .venueTimeNs(tape.timeNs(event))
                .underlyingId(tape.id(event))
                .price(tape.word(event, 0));
    }

    private void forward(final int event) {
        publisher
                .forwardPrice()
                .venueTimeNs(tape.timeNs(event))
                .underlyingId(tape.id(event))
                .expiryNs(tape.word(event, 0))
                .price(tape.word(event, 1));
    }

    private void quote(final int event) {
        publisher
                .quote()
                .venueTimeNs(tape.timeNs(event))
                .instrumentId(tape.id(event))
                .bidPrice(tape.word(event, 0))
                .bidAmount(tape.word(event, 1))
                .askPrice(tape.word(event, 2))
                .askAmount(tape.word(event, 3));
    }

    private void ticker(final int event) {
        publisher
                .ticker()
                .venueTimeNs(tape.timeNs(event))
                .instrumentId(tape.id(event))
                .markPrice(tape.word(event, 0))
                .markVol(tape.word(event, 1))
                .bidPrice(tape.word(event, 2))
                .bidAmount(tape.word(event, 3))
                .askPrice(tape.word(event, 4))
                .askAmount(tape.word(event, 5))
                .underlyingPrice(tape.word(event, 6))
                .indexPrice(tape.word(event, 7))
                .openInterest(tape.word(event, 8))
                .venueDelta(tape.word(event, 9));
    }

    private void delivery(final int event) {
        publisher
                .delivery()
                .venueTimeNs(tape.timeNs(event))
                .underlyingId(tape.id(event))
                .expiryNs(tape.word(event, 0))
                .deliveryPrice(tape.word(event, 1));
    }

    private void state(final int event) {
        publisher
                .instrumentStateChange()
                .venueTimeNs(tape.timeNs(event))
                .instrumentId(tape.id(event))
                .state(InstrumentState.get((short) tape.word(event, 0)));
    }
}
