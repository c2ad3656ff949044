package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.ExchangeInstrument;

/** Best prices, when they changed. */
final class QuoteContent implements ChannelContent {
    private final ExchangeInstrument instrument;
    private final MarketWriter market;
    private final BestPrices said = new BestPrices();
    private boolean isChanged;

    QuoteContent(final ExchangeInstrument instrument, final MarketWriter market) {
        this.instrument = instrument;
        this.market = market;
    }

    @Override
    public void onBookChange(final BookChange change) {
        isChanged |= said.update(instrument);
    }

    @Override
    public boolean write(final JsonWriter json) {
        return isChanged && begin(json);
    }

    @Override
    public boolean begin(final JsonWriter json) {
        isChanged = false;
        said.update(instrument);
        market.quote(instrument, json);
        return true;
    }
}
