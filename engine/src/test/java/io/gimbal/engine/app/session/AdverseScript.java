package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationEvents;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OperatorVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The market, the account and the operator of one session, written down before it begins and played as a feed. */
final class AdverseScript implements Feed {
    static final long STEP_NS = 500_000_000L;
    static final int WARM_UP_STEPS = 8;
    static final int BAD_STEPS = 6;
    static final int RECOVERY_STEPS = 12;

    /** Of the recovery: nothing moves any more. */
    private static final int STILL_STEPS = 6;

    private static final double VOL = 0.6;

    /** One adversity, from its first step to the end of the recovery, and the price at which that ended. */
    record Phase(Adversity adversity, long fromNs, long recoverNs, long toNs, double price) {}

    private record Event(DirectBuffer bytes, long dueNs, long receiveNs) {}

    final List<Phase> phases = new ArrayList<>();
    final TreeMap<Long, AdverseGateway.Mode> modes = new TreeMap<>();
    final AdverseDesk desk;
    private final BookSettings book;
    private final EventPublisher events = new EventPublisher();
    private final ConfigurationEvents settings = new ConfigurationEvents();
    private final Ingress recorder = this::record;
    private final List<Event> script = new ArrayList<>();
    private final long startNs;
    private long nowNs;
    private long lagNs;
    private boolean isNearDelivered;
    private int next;
    double price = AdverseDesk.SPOT;

    AdverseScript(final AdverseDesk desk, final Configuration configuration, final List<Adversity> adversities) {
        this.desk = desk;
        book = AdverseDesk.book(configuration);
        final int expiring = Math.max(adversities.indexOf(Adversity.NEAR_EXPIRY_PASSES), 0);
        final long before = WARM_UP_STEPS + (long) expiring * (BAD_STEPS + RECOVERY_STEPS) + 2;
        startNs = AdverseDesk.NEAR_NS - before * STEP_NS;
        nowNs = startNs;
        modes.put(Long.MIN_VALUE, AdverseGateway.Mode.SOUND);
        for (int i = 0; i < WARM_UP_STEPS; i++) {
            price = AdverseDesk.SPOT + 10 * i;
            sound();
            step();
        }
        adversities.forEach(this::play);
    }

    private void play(final Adversity adversity) {
        final long fromNs = nowNs;
        for (int i = 0; i < BAD_STEPS; i++) {
            price = AdverseDesk.SPOT + 160 * ((phases.size() * 5 + i * 3) % 7 - 3);
            adversity.step(this, i);
            step();
        }
        final long recoverNs = nowNs;
        restore();
        for (int i = 0; i < RECOVERY_STEPS; i++) {
            if (i < RECOVERY_STEPS - STILL_STEPS) {
                price = AdverseDesk.SPOT + 90 * ((phases.size() * 3 + i * 2) % 7 - 3);
            }
            sound();
            step();
        }
        phases.add(new Phase(adversity, fromNs, recoverNs, nowNs, price));
    }

    /** Time alone is an input too. */
    private void step() {
        nowNs += STEP_NS / 2;
        event(EventPublisher::timer);
        nowNs += STEP_NS / 2;
    }

    long nowNs() {
        return nowNs;
    }

    /** Everything that an adversity may have changed is as the desk wants it. */
    private void restore() {
        lagNs = 0;
        mode(AdverseGateway.Mode.SOUND);
        settings.offerBook(book, 0, AdverseDesk.HEDGE, recorder, nowNs);
        settings.offerLimits(book.limits(), 0, recorder, nowNs);
        connection(ConnectionPhase.READY);
        event(e -> e.platformState().underlyingId(-1));
        event(e -> e.operatorCommand().verb(OperatorVerb.RESUME).underlyingId(-1));
        for (int i = AdverseDesk.HEDGE; i <= AdverseDesk.FAR_CALL; i++) {
            if (!isOver(i)) {
                state(i, InstrumentState.OPEN);
            }
        }
        for (int i = AdverseDesk.NEAR_CALL; i <= AdverseDesk.FAR_CALL; i++) {
            if (!isOver(i)) {
                position(i, desk.held(i));
            }
        }
        balance(desk.isLinear() ? 0 : 20, desk.isLinear() ? 1e6 : 0);
        if (nowNs >= AdverseDesk.NEAR_NS && !isNearDelivered) {
            isNearDelivered = true;
            delivery(AdverseDesk.NEAR_NS, price);
        }
    }

    /** Nothing is quoted of an option once it has expired. */
    private boolean isOver(final int instrument) {
        return instrument != AdverseDesk.HEDGE && nowNs >= AdverseDesk.expiryNs(instrument);
    }

    // ------------------------------------------------------------------ what happens

    void event(final Consumer<EventPublisher> filling) {
        filling.accept(events);
        events.offer(recorder, nowNs - lagNs);
    }

    private long record(final DirectBuffer buffer, final int offset, final int length, final long receiveNs) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        script.add(new Event(new UnsafeBuffer(bytes), nowNs, receiveNs));
        return script.size();
    }

    /** From now on what arrives is stamped by a clock that is so far behind. */
    void lag(final long ns) {
        lagNs = ns;
    }

    /** The world stands still and then is so much older. */
    void leap(final long ns) {
        nowNs += ns;
    }

    void mode(final AdverseGateway.Mode mode) {
        modes.put(nowNs, mode);
    }

    /** A whole sound market at the present price. */
    void sound() {
        index(price);
        forwards(price);
        quote(price - 0.5, price + 0.5);
        vols(VOL);
    }

    void index(final double usd) {
        index(EventScale.scaled(usd));
    }

    void index(final long scaled) {
        event(e -> e.indexPrice().underlyingId(0).price(scaled));
    }

    void forwards(final double usd) {
        forwards(EventScale.scaled(usd));
    }

    void forwards(final long scaled) {
        if (nowNs < AdverseDesk.NEAR_NS) {
            event(e -> e.forwardPrice()
                    .underlyingId(0)
                    .expiryNs(AdverseDesk.NEAR_NS)
                    .price(scaled));
        }
        if (nowNs < AdverseDesk.FAR_NS) {
            event(e -> e.forwardPrice()
                    .underlyingId(0)
                    .expiryNs(AdverseDesk.FAR_NS)
                    .price(scaled));
        }
    }

    void quote(final double bid, final double ask) {
        quote(EventScale.scaled(bid), EventScale.scaled(1e6), EventScale.scaled(ask), EventScale.scaled(1e6));
    }

    void quote(final long bid, final long bidAmount, final long ask, final long askAmount) {
        event(e -> e.quote()
                .instrumentId(AdverseDesk.HEDGE)
                .bidPrice(bid)
                .bidAmount(bidAmount)
                .askPrice(ask)
                .askAmount(askAmount));
    }

    void vols(final double vol) {
        vols(EventScale.scaled(vol), EventScale.scaled(0.01));
    }

    void vols(final long scaledVol, final long scaledMark) {
        for (int i = AdverseDesk.NEAR_CALL; i <= AdverseDesk.FAR_CALL; i++) {
            final int option = i;
            if (!isOver(i)) {
                event(e -> e.ticker().instrumentId(option).markVol(scaledVol).markPrice(scaledMark));
            }
        }
    }

    void state(final int instrument, final InstrumentState state) {
        event(e -> e.instrumentStateChange().instrumentId(instrument).state(state));
    }

    void position(final int instrument, final double amount) {
        position(instrument, EventScale.scaled(amount), 0);
    }

    void position(final int instrument, final long scaledAmount, final long averagePrice) {
        event(e -> e.positionSnapshot()
                .venueTimeNs(nowNs)
                .instrumentId(instrument)
                .amount(scaledAmount)
                .averagePrice(averagePrice));
    }

    void balance(final double coins, final double dollars) {
        margin(coins, dollars, 0);
    }

    /** Cash of both kinds, and the maintenance margin in both. */
    void margin(final double coins, final double dollars, final double maintenance) {
        for (final Currency currency : new Currency[] {Currency.COIN, Currency.USD}) {
            event(e -> e.accountBalance()
                    .venueTimeNs(nowNs)
                    .underlyingId(0)
                    .currency(currency)
                    .balance(EventScale.scaled(currency == Currency.COIN ? coins : dollars))
                    .initialMargin(EventScale.scaled(maintenance))
                    .maintenanceMargin(EventScale.scaled(maintenance)));
        }
    }

    void connection(final ConnectionPhase phase) {
        event(e -> e.connectionState().connectionId(0).phase(phase));
    }

    void operator(final OperatorVerb verb, final double value) {
        event(e ->
                e.operatorCommand().commandId(nowNs).verb(verb).underlyingId(0).value(EventScale.scaled(value)));
    }

    void delivery(final long expiryNs, final double usd) {
        event(e -> e.delivery().underlyingId(0).expiryNs(expiryNs).deliveryPrice(EventScale.scaled(usd)));
    }

    /** Limits of so many dollars; ages and collar as the desk has them. */
    void limits(final double maxOrderUsd, final double maxPositionUsd) {
        final long ageNs = 2_000_000_000L;
        event(e -> e.limitsConfiguration()
                .underlyingId(0)
                .maxOrderUsd(EventScale.scaled(maxOrderUsd))
                .maxPositionUsd(EventScale.scaled(maxPositionUsd))
                .collarRate(EventScale.scaled(0.01))
                .maxIndexAgeNs(ageNs)
                .maxForwardAgeNs(ageNs)
                .maxVolAgeNs(ageNs)
                .maxQuoteAgeNs(ageNs)
                .maxCommandAgeNs(ageNs)
                .rejectBackOffNs(700_000_000L));
    }

    /** The book is to be hedged with an instrument of another id. */
    void hedgeWith(final int instrument) {
        settings.offerBook(book, 0, instrument, recorder, nowNs);
    }

    // ------------------------------------------------------------------ as a feed

    long startNs() {
        return startNs;
    }

    long endNs() {
        return nowNs;
    }

    @Override
    public long nextTimeNs() {
        return next < script.size() ? script.get(next).dueNs : EXHAUSTED;
    }

    @Override
    public int poll(final long now, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= now) {
            final Event event = script.get(next);
            if (ingress.offer(event.bytes, 0, event.bytes.capacity(), event.receiveNs) < 0) {
                return delivered;
            }
            next++;
            delivered++;
        }
        return delivered;
    }

    @Override
    public void close() {
        next = script.size();
    }

    /** Numbers as the wire has them. */
    static final class EventScale {
        private EventScale() {}

        static long scaled(final double value) {
            return Math.round(value * 1e8);
        }
    }
}
