package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.util.List;

/** The bar of trades that is being built. */
final class ChartContent implements ChannelContent {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final long periodNs;
    private final TradeBar bar = new TradeBar();
    private boolean isChanged;

    ChartContent(final long periodNs) {
        this.periodNs = periodNs;
    }

    @Override
    public void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> trades) {
        for (final ExchangeTrade trade : trades) {
            final long startNs = trade.timeNs() / periodNs * periodNs;
            if (bar.startNs() != startNs) {
                bar.begin(startNs);
            }
            bar.add(trade);
        }
        isChanged = true;
    }

    @Override
    public boolean write(final JsonWriter json) {
        if (!isChanged) {
            return false;
        }
        isChanged = false;
        json.beginObject().integer("tick", bar.startNs() / NANOS_PER_MILLI);
        json.plain("open", bar.open()).plain("high", bar.high()).plain("low", bar.low());
        json.plain("close", bar.close()).plain("volume", bar.volume()).plain("cost", bar.cost());
        json.endObject();
        return true;
    }
}
