package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.VenueError;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where requests enter the queue of the matching engine: in that of the currency they concern. A cancellation of
 * everything also takes out what waits itself. Owned by the exchange's thread.
 */
final class MatchingEntrance {
    private static final Set<String> EMPTIES_THE_QUEUE = Set.of("private/cancel_all", "private/cancel_all_by_currency");

    private final Exchange exchange;
    private final MatchingQueue queue;

    MatchingEntrance(final Exchange exchange, final MatchingQueue queue) {
        this.exchange = exchange;
        this.queue = queue;
    }

    /** Takes a request, which is executed at once where it takes no time, or concerns nothing that there is. */
    void enter(final String method, final RpcCall call, final MatchingQueue.Request request) throws RpcError {
        final String currency = queue.isSlow() ? currency(call.params()) : MatchingQueue.EVERY;
        if (currency == null) {
            request.execute(call.nowNs());
            return;
        }
        if (EMPTIES_THE_QUEUE.contains(method)) {
            queue.refuse(
                    call.accountId(), currency, waiting -> true, VenueError.REQUEST_CANCELLED_BY_USER, call.nowNs());
        }
        queue.add(call.accountId(), currency, request, call.nowNs());
    }

    /** The currency in which what is asked for settles; null where there is no such thing. */
    private @Nullable String currency(final RpcParams params) throws RpcError {
        if (params.has("instrument_name")) {
            final ExchangeInstrument instrument = exchange.instrument(params.text("instrument_name"));
            return instrument == null ? null : instrument.currency();
        }
        if (params.has("order_id")) {
            final ExchangeOrder order = exchange.order(params.text("order_id"));
            return order == null ? null : order.instrument().currency();
        }
        if (params.has("currency_pair")) {
            return ofIndex(params.text("currency_pair"));
        }
        final String currency = params.has("currency")
                ? String.join(",", params.texts("currency")).toUpperCase(Locale.ROOT)
                : "";
        return exchange.currencies().contains(currency) ? currency : MatchingQueue.EVERY;
    }

    private @Nullable String ofIndex(final String indexName) {
        return exchange.instruments().stream()
                .filter(instrument -> instrument.indexName().equals(indexName))
                .map(ExchangeInstrument::currency)
                .findFirst()
                .orElse(null);
    }
}
