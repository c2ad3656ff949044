package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account's money by currency. Coins back the underlying of that coin; dollars back the first underlying that has
 * linear instruments. A statement that changes nothing is not passed on. Owned by the thread that steps the venue.
 */
final class Balances {
    private static final int NONE = -1;

    private final List<String> currencies;
    private final VenueEvents events;
    private final Map<String, AccountFacts> facts = new TreeMap<>();
    private final int[] underlyings;
    private final long[] lastCash;
    private final long[] lastMargin;
    private final long[] lastMaintenance;
    private final long[] lastDelta;
    private long tradesStated;
    private boolean isChosen;

    Balances(final List<String> currencies, final VenueEvents events) {
        this.currencies = currencies;
        this.events = events;
        underlyings = new int[currencies.size()];
        Arrays.fill(underlyings, NONE);
        lastCash = new long[currencies.size()];
        lastMargin = new long[currencies.size()];
        lastMaintenance = new long[currencies.size()];
        lastDelta = new long[currencies.size()];
        forget();
    }

    void select(final MarketSelection selection) {
        isChosen = true;
        for (int currency = 0; currency < currencies.size(); currency++) {
            underlyings[currency] = underlying(currencies.get(currency), selection);
        }
    }

    /** Whatever comes next is passed on, changed or not. */
    void forget() {
        Arrays.fill(lastCash, Long.MIN_VALUE);
    }

    /** Executions move the engine's cash: the statement after them is passed on even where it repeats one before them. */
    void afterTrades(final long trades) {
        if (trades != tradesStated) {
            tradesStated = trades;
            forget();
        }
    }

    List<AccountFacts> facts() {
        return new ArrayList<>(facts.values());
    }

    /** Takes an account summary; answers its facts. One in a currency that is not ours is not kept. */
    AccountFacts onSummary(final JsonNode summary) {
        final JsonNode limits = summary.path("limits");
        final JsonNode trading = limits.path("matching_engine").path("trading").path("total");
        final JsonNode other = limits.path("non_matching_engine");
        final AccountFacts read = new AccountFacts(
                summary.path("currency").asText(""),
                InstrumentCatalogue.decimal(summary, "balance"),
                InstrumentCatalogue.decimal(summary, "equity"),
                InstrumentCatalogue.decimal(summary, "initial_margin"),
                InstrumentCatalogue.decimal(summary, "maintenance_margin"),
                InstrumentCatalogue.decimal(summary, "delta_total"),
                summary.path("margin_model").asText(""),
                trading.path("rate").asDouble(0),
                trading.path("burst").asDouble(0),
                other.path("rate").asDouble(0),
                other.path("burst").asDouble(0));
        if (currencies.contains(read.currency())) {
            facts.put(read.currency(), read);
        }
        return read;
    }

    void onPortfolio(final PortfolioRow row, final long venueNs, final long nowNs) {
        final int currency = find(row);
        if (!isChosen || currency == NONE || underlyings[currency] == NONE || !isNew(currency, row)) {
            return;
        }
        events.balance(underlyings[currency], unit(currencies.get(currency)), row, venueNs, nowNs);
    }

    private boolean isNew(final int currency, final PortfolioRow row) {
        final boolean isSame = lastCash[currency] == row.cash()
                && lastMargin[currency] == row.initialMargin
                && lastMaintenance[currency] == row.maintenanceMargin
                && lastDelta[currency] == row.deltaTotal;
        lastCash[currency] = row.cash();
        lastMargin[currency] = row.initialMargin;
        lastMaintenance[currency] = row.maintenanceMargin;
        lastDelta[currency] = row.deltaTotal;
        return !isSame;
    }

    private int find(final PortfolioRow row) {
        for (int currency = 0; currency < currencies.size(); currency++) {
            if (row.isCurrency(currencies.get(currency))) {
                return currency;
            }
        }
        return NONE;
    }

    private static int underlying(final String currency, final MarketSelection selection) {
        final List<MarketSelection.Underlying> all = selection.underlyings();
        for (int id = 0; id < all.size(); id++) {
            if (all.get(id).coin().equals(currency)) {
                return id;
            }
        }
        if (unit(currency) == Currency.USD) {
            for (final InstrumentSpec spec : selection.specs()) {
                if (spec.settlement() == Settlement.LINEAR) {
                    return spec.underlyingId();
                }
            }
        }
        return NONE;
    }

    private static Currency unit(final String currency) {
        return currency.startsWith("USD") ? Currency.USD : Currency.COIN;
    }
}
