package io.gimbal.engine.market;

import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.DeliveryPrice;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.ExchangeTrade;
import io.gimbal.journal.codec.Side;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;

/** Counts and hashes everything an exchange tells its listeners. */
final class ExchangeEvents implements ExchangeListener {
    private final CRC32 crc = new CRC32();
    private final ByteBuffer word = ByteBuffer.allocate(Long.BYTES);
    long bookChanges;
    long levels;
    long trades;
    long revaluations;
    long states;
    long deliveries;

    long hash() {
        return crc.getValue();
    }

    @Override
    public void onBookChange(final BookChange change) {
        bookChanges++;
        levels += change.count();
        add(change.instrument().id());
        add(change.previousChangeId());
        add(change.changeId());
        add(change.timeNs());
        for (int i = 0; i < change.count(); i++) {
            add(change.side(i) == Side.BUY ? 1 : 2);
            add(change.action(i));
            add(change.price(i));
            add(change.amount(i));
        }
    }

    @Override
    public void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> prints) {
        for (final ExchangeTrade trade : prints) {
            trades++;
            add(instrument.id());
            add(trade.tradeSeq());
            add(trade.price());
            add(trade.amount());
            add(Double.doubleToRawLongBits(trade.impliedVol()));
            text(trade.tradeId());
        }
    }

    @Override
    public void onInstrumentState(final ExchangeInstrument instrument) {
        states++;
        text(instrument.name() + instrument.state());
    }

    @Override
    public void onRevaluation(final long nowNs) {
        revaluations++;
        add(nowNs);
    }

    @Override
    public void onDelivery(final DeliveryPrice delivery) {
        deliveries++;
        text(delivery.toString());
    }

    /** Adds the marks of an instrument. */
    void addMarks(final ExchangeInstrument instrument) {
        add(instrument.markPrice());
        add(instrument.forward());
        add(Double.doubleToRawLongBits(instrument.delta()));
        add(Double.doubleToRawLongBits(instrument.theta()));
    }

    private void add(final long value) {
        word.clear();
        word.putLong(value).flip();
        crc.update(word);
    }

    private void text(final String text) {
        text.chars().forEach(this::add);
    }
}
