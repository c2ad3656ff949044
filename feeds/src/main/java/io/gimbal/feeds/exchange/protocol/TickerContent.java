package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.util.List;

/** A ticker, when its best prices, its last price or its value changed. */
final class TickerContent implements ChannelContent {
    private final ExchangeInstrument instrument;
    private final MarketWriter market;
    private final BestPrices said = new BestPrices();
    private boolean isChanged;

    TickerContent(final ExchangeInstrument instrument, final MarketWriter market) {
        this.instrument = instrument;
        this.market = market;
    }

    @Override
    public void onBookChange(final BookChange change) {
        isChanged |= said.update(instrument);
    }

    @Override
    public void onTrades(final ExchangeInstrument traded, final List<ExchangeTrade> trades) {
        isChanged = true;
    }

    @Override
    public void onRevaluation(final long nowNs) {
        isChanged = true;
    }

    @Override
    public void onInstrumentState(final ExchangeInstrument changed) {
        isChanged |= changed == instrument;
    }

    @Override
    public boolean write(final JsonWriter json) {
        return isChanged && begin(json);
    }

    @Override
    public boolean begin(final JsonWriter json) {
        isChanged = false;
        market.ticker(instrument, json);
        return true;
    }
}
