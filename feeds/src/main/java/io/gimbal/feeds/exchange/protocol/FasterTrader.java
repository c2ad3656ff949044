package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.jspecify.annotations.Nullable;

/** Somebody who was faster: takes the market away just before an order, and leaves half of what it came for. */
final class FasterTrader {
    private final Exchange exchange;
    private @Nullable Account account;
    private long available;

    FasterTrader(final Exchange exchange) {
        this.exchange = exchange;
    }

    /** Leaves half of an order's amount at its prices; does nothing when the order would not take. */
    void takePartOf(final RpcParams params, final Exchange market, final Side side) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(market, params, "instrument_name");
        final long limit = params.decimal("price", side == Side.BUY ? instrument.maxPrice() : instrument.minPrice());
        final long wanted = params.decimal("amount", 0);
        final long lot = instrument.spec().lot();
        final long left = wanted / 2 / lot * lot;
        available = 0;
        instrument.book().forEachLevel(side == Side.BUY ? Side.SELL : Side.BUY, Integer.MAX_VALUE, (price, amount) -> {
            final boolean isTakeable = limit == 0 || (side == Side.BUY ? price <= limit : price >= limit);
            available += isTakeable ? amount : 0;
        });
        if (left > 0 && available > left && limit != Decimals.ABSENT && limit > 0) {
            exchange.place(
                    trader(),
                    OrderRequest.limit(instrument, side, available - left, limit)
                            .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        }
    }

    private Account trader() {
        final Account known = account;
        final Account trader = known == null ? exchange.open(AccountSettings.house("faster trader")) : known;
        account = trader;
        return trader;
    }
}
