package io.gimbal.feeds.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything the parts of the exchange share. Owned by the exchange's thread. */
final class ExchangeState {
    static final long MILLI_NS = 1_000_000L;

    final ExchangeContext context;
    final Valuation valuation;
    final IdSequence ids;
    final EventBatch events;
    final Wide wide = new Wide();
    final List<ExchangeInstrument> instruments = new ArrayList<>();
    final Map<String, ExchangeInstrument> byName = new HashMap<>();
    final TreeMap<String, IndexState> indices = new TreeMap<>();
    final TreeMap<String, VenueFunds> funds = new TreeMap<>();
    final List<Account> accounts = new ArrayList<>();
    final Map<String, ExchangeOrder> orders = new HashMap<>();
    final List<ExchangePosition> resized = new ArrayList<>();
    long nowNs;
    boolean isPlatformLocked;

    ExchangeState(final ExchangeContext context) {
        this.context = context;
        this.valuation = context.conclude();
        this.ids = new IdSequence(context.seed);
        this.events = new EventBatch(ids);
        this.nowNs = context.startNs;
    }

    IndexState index(final ExchangeInstrument instrument) {
        return indices.computeIfAbsent(instrument.indexName(), IndexState::new);
    }

    VenueFunds funds(final String currency) {
        return funds.computeIfAbsent(currency, key -> new VenueFunds());
    }

    void flush() {
        events.flush(nowNs, accounts);
    }
}
