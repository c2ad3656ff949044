package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Prints of some instruments, those since the last message together. */
final class TradesContent implements ChannelContent {
    private final Predicate<ExchangeInstrument> which;
    private final MarketWriter market;
    private final List<ExchangeTrade> pending = new ArrayList<>();

    TradesContent(final Predicate<ExchangeInstrument> which, final MarketWriter market) {
        this.which = which;
        this.market = market;
    }

    @Override
    public void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> trades) {
        if (which.test(instrument)) {
            pending.addAll(trades);
        }
    }

    @Override
    public boolean write(final JsonWriter json) {
        if (pending.isEmpty()) {
            return false;
        }
        json.beginArray();
        for (final ExchangeTrade trade : pending) {
            market.trade(trade, json);
        }
        json.endArray();
        pending.clear();
        return true;
    }
}
