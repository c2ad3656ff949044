package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the venue demands of parameters before a method sees them: which must be there, of what form, between which bounds,
 * and which words. A parameter means the same in every method, with the few exceptions listed. Parameters that nobody knows
 * are passed over, as at the venue. Owned by the exchange's thread.
 */
final class ParameterRules {
    private static final String CURRENCY = "currency";
    private static final String COUNT = "count";
    private static final String RESOLUTION = "resolution";
    private static final List<String> TIMES = List.of("start_timestamp", "end_timestamp");
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_LOG_ENTRIES = 250;
    private static final int DEEPEST_BOOK = 10_000;

    /** Currencies of the venue, whether the exchange has instruments in them or not. */
    private static final Set<String> CURRENCIES = Set.of(
            "ANY", "GROUPED", "BTC", "ETH", "STETH", "ETHW", "USDC", "USDT", "EURR", "SOL", "XRP", "USYC", "PAXG",
            "BNB", "USDE");

    /** Demanded here; what a method cannot do without it demands itself. */
    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("public/hello", List.of("client_name", "client_version")),
            Map.entry("public/get_combos", List.of(CURRENCY)),
            Map.entry("public/get_funding_rate_history", TIMES),
            Map.entry("public/get_funding_rate_value", TIMES),
            Map.entry("public/get_funding_chart_data", List.of("length")),
            Map.entry("public/get_volatility_index_data", List.of(RESOLUTION)),
            Map.entry("private/get_open_orders_by_currency", List.of(CURRENCY)),
            Map.entry("private/cancel_all_by_currency", List.of(CURRENCY)),
            Map.entry("private/cancel_all_by_kind_or_type", List.of(CURRENCY)),
            Map.entry("private/set_self_trading_config", List.of("extended_to_subaccounts")));

    private final Exchange exchange;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, Rule> exceptions = new HashMap<>();

    /** Checks one parameter that is there. */
    @FunctionalInterface
    private interface Rule {
        void check(RpcParams params, String name) throws RpcError;
    }

    ParameterRules(final Exchange exchange) {
        this.exchange = exchange;
        general();
        exceptional();
    }

    /**
     * Checks the parameters of a call.
     *
     * @param method its full name
     * @param params as they came
     * @throws RpcError naming the first parameter that is missing or wrong
     */
    void check(final String method, final RpcParams params) throws RpcError {
        for (final String name : REQUIRED.getOrDefault(method, List.of())) {
            params.demand(name);
        }
        for (final String name : params.names()) {
            final Rule rule = exceptions.getOrDefault(method + " " + name, rules.get(name));
            if (rule != null && params.has(name)) {
                rule.check(params, name);
            }
        }
    }

    private void general() {
        for (final String name : List.of(
                "start_timestamp",
                "end_timestamp",
                "search_start_timestamp",
                "timestamp",
                "valid_until",
                "start_seq",
                "end_seq",
                "subaccount_id")) {
            rules.put(name, RpcParams::integer);
        }
        for (final String name :
                List.of("amount", "contracts", "price", "display_amount", "trigger_price", "trigger_offset")) {
            rules.put(name, RpcParams::decimal);
        }
        for (final String name : List.of(
                "detailed",
                "freeze_quotes",
                "include_combos",
                "post_only",
                "reject_post_only",
                "reduce_only",
                "mmp",
                "expired",
                "extended",
                "historical",
                "include_old",
                "include_unfilled",
                "with_continuation",
                "with_portfolio",
                "invalidate_token",
                "extended_to_subaccounts",
                "block_rfq_self_match_prevention")) {
            rules.put(name, (params, flag) -> params.flag(flag));
        }
        rules.put(COUNT, between(1, MOST_ENTRIES));
        rules.put("offset", between(0, Integer.MAX_VALUE));
        rules.put("depth", between(1, DEEPEST_BOOK));
        rules.put(CURRENCY, (params, name) -> currency(params.text(name)));
        rules.put("currency_pair", this::pair);
        rules.put("kind", words("future option spot future_combo option_combo combo any"));
        rules.put("sorting", words("asc desc default"));
        rules.put("length", words("8h 24h 1m"));
        rules.put("expected_result", words("exception"));
        rules.put("trigger", words("index_price mark_price last_price"));
        rules.put("trigger_fill_condition", words("first_hit complete_fill incremental"));
    }

    private void exceptional() {
        exceptions.put("private/get_transaction_log " + COUNT, between(1, MOST_LOG_ENTRIES));
        exceptions.put("private/get_transaction_log continuation", RpcParams::integer);
        exceptions.put("private/close_position type", words("limit market"));
        exceptions.put("private/get_settlement_history_by_currency type", words("settlement delivery bankruptcy"));
        exceptions.put("private/get_settlement_history_by_instrument type", words("settlement delivery bankruptcy"));
        exceptions.put("public/get_supported_index_names type", words("all spot derivative"));
        exceptions.put("public/get_volatility_index_data " + RESOLUTION, words("1 60 3600 43200 1D"));
        exceptions.put(
                "public/get_tradingview_chart_data " + RESOLUTION, words("1 3 5 10 15 30 60 120 180 360 720 1D"));
        exceptions.put("private/cancel_all_by_kind_or_type " + CURRENCY, (params, name) -> {
            for (final String currency : params.texts(name)) {
                currency(currency);
            }
        });
        exceptions.put("public/gimbal_inject_fault kind", (params, name) -> params.text(name));
        exceptions.put("public/gimbal_inject_fault count", RpcParams::integer);
    }

    private static Rule between(final long least, final long most) {
        return (params, name) -> {
            final long value = params.integer(name);
            if (value < least || value > most) {
                throw RpcError.invalidParams(name, "must be from " + least + " to " + most);
            }
        };
    }

    private static Rule words(final String list) {
        final Set<String> words = Set.of(list.split(" ", -1));
        return (params, name) -> {
            if (!words.contains(params.text(name))) {
                throw RpcError.invalidParams(name, "invalid value");
            }
        };
    }

    private void pair(final RpcParams params, final String name) throws RpcError {
        if (!exchange.indexNames().contains(params.text(name).toLowerCase(Locale.ROOT))) {
            throw RpcError.invalidParams(name, "invalid value");
        }
    }

    private void currency(final String word) throws RpcError {
        final String upper = word.toUpperCase(Locale.ROOT);
        if (CURRENCIES.contains(upper)) {
            return;
        }
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.baseCurrency().equals(upper) || Words.belongsTo(instrument, upper)) {
                return;
            }
        }
        throw RpcError.invalidParams(CURRENCY, "invalid value");
    }
}
