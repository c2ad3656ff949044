package io.gimbal.feeds.exchange.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A valid call of every method in a {@link LivingMarket}; what a call needs to work on is made when it is asked for. */
final class MethodCalls {
    private static final String BTC = "{'currency':'BTC'}";
    private static final String ANY = "{'currency':'any'}";
    private static final String NOTHING = "{}";
    private static final String CHANNELS = "{'channels':['ticker.BTC-PERPETUAL.100ms','no.such.channel']}";

    /** Answers differ from call to call, or something changes by them. */
    private static final Set<String> CHANGING = Set.of(
            "public/auth",
            "public/set_heartbeat",
            "public/disable_heartbeat",
            "public/subscribe",
            "public/unsubscribe",
            "public/unsubscribe_all",
            "private/subscribe",
            "private/unsubscribe",
            "private/unsubscribe_all",
            "private/logout",
            "private/get_cancel_on_disconnect");

    private final LivingMarket market;
    private final Map<String, Supplier<String>> params = new TreeMap<>();
    private @Nullable ProtocolClient guest;

    MethodCalls(final LivingMarket market) {
        this.market = market;
        session();
        instruments();
        history();
        orders();
        queries();
        account();
    }

    Set<String> names() {
        return new TreeSet<>(params.keySet());
    }

    /** Parameters of a call, in single quotes. */
    String params(final String method) {
        final Supplier<String> supplier = params.get(method);
        if (supplier == null) {
            throw new AssertionError("no valid call is known: method=" + method);
        }
        return supplier.get();
    }

    /** Who calls it: the desk's own connection, or for logins a guest's. */
    ProtocolClient client(final String method) {
        if (method.equals("public/auth") || method.equals("private/logout")) {
            final ProtocolClient caller = guest == null || !guest.isOpen ? market.fixture.client() : guest;
            guest = caller;
            if (method.equals("private/logout")) {
                caller.authenticate();
            }
            return caller;
        }
        return market.desk;
    }

    /** Whether a call changes nothing, so that two say the same. */
    boolean isReading(final String method) {
        final String name = method.substring(method.indexOf('/') + 1);
        final boolean isOrder = name.startsWith("buy")
                || name.startsWith("sell")
                || name.startsWith("edit")
                || name.startsWith("cancel")
                || name.startsWith("close")
                || name.startsWith("enable")
                || name.startsWith("disable");
        return !isOrder && !CHANGING.contains(method);
    }

    private void session() {
        put(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'desk','client_secret':'"
                        + ProtocolFixture.KEY.clientSecret() + "','scope':'session:a expires:600','state':'mine'}");
        put("public/hello", "{'client_name':'a stranger','client_version':'1'}");
        put("public/test", NOTHING);
        put("public/get_time", NOTHING);
        put("public/status", NOTHING);
        put("public/set_heartbeat", "{'interval':3600}");
        put("public/disable_heartbeat", NOTHING);
        for (final String side : new String[] {"public", "private"}) {
            put(side + "/subscribe", CHANNELS);
            put(side + "/unsubscribe", CHANNELS);
            put(side + "/unsubscribe_all", NOTHING);
        }
        put("private/logout", "{'invalidate_token':true}");
        put("private/enable_cancel_on_disconnect", "{'scope':'account'}");
        put("private/disable_cancel_on_disconnect", "{'scope':'account'}");
        put("private/get_cancel_on_disconnect", "{'scope':'account'}");
    }

    private void instruments() {
        put("public/get_currencies", NOTHING);
        put("public/get_instruments", "{'currency':'any','expired':false}");
        put("public/get_contract_size", perpetual(""));
        put("public/get_expirations", "{'currency':'BTC','kind':'any'}");
        put("public/get_combos", BTC);
        put("public/get_index_price", "{'index_name':'btc_usd'}");
        put("public/get_index_price_names", "{'extended':true}");
        put("public/get_supported_index_names", "{'type':'all'}");
        put("public/get_instrument", "{'instrument_name':'BTC-25DEC26-100000-C'}");
        put("public/ticker", "{'instrument_name':'BTC-25DEC26-100000-C'}");
        put("public/get_order_book", perpetual(",'depth':5"));
        put("public/get_book_summary_by_instrument", perpetual(""));
        put("public/get_book_summary_by_currency", BTC);
    }

    private void history() {
        final String span = ",'start_timestamp':" + market.openedMs + ",'end_timestamp':";
        put("public/get_last_trades_by_instrument", perpetual(",'count':3"));
        put("public/get_last_trades_by_currency", "{'currency':'BTC','kind':'any','count':100}");
        put("public/get_last_trades_by_instrument_and_time", () -> perpetual(span + market.nowMs()));
        put("public/get_last_trades_by_currency_and_time", () -> "{'currency':'any'" + span + market.nowMs() + "}");
        put("public/get_tradingview_chart_data", () -> perpetual(span + market.nowMs() + ",'resolution':'30'"));
        put("public/get_funding_rate_history", () -> perpetual(span + market.nowMs()));
        put("public/get_funding_rate_value", () -> perpetual(span + market.nowMs()));
        put("public/get_funding_chart_data", perpetual(",'length':'24h'"));
        put(
                "public/get_volatility_index_data",
                () -> "{'currency':'BTC','resolution':'3600'" + span + market.nowMs() + "}");
        put("public/get_delivery_prices", "{'index_name':'btc_usd','offset':0,'count':5}");
    }

    private void orders() {
        put("private/buy", perpetual(",'amount':30,'price':90000.5,'label':'a','post_only':false"));
        put("private/sell", "{'instrument_name':'BTC-25DEC26-100000-C','amount':0.1,'type':'market','label':'b'}");
        put("private/edit", () -> "{'order_id':'" + market.rest("edited") + "','amount':30,'price':85000.5}");
        put("private/edit_by_label", () -> {
            market.desk.result("private/cancel_by_label", "{'label':'unique'}");
            market.rest("unique");
            return perpetual(",'label':'unique','amount':40,'price':85001");
        });
        put("private/cancel", () -> "{'order_id':'" + market.rest("cancelled") + "'}");
        put("private/cancel_all", () -> resting("{}"));
        put("private/cancel_all_by_currency", () -> resting("{'currency':'BTC','kind':'future','type':'limit'}"));
        put("private/cancel_all_by_currency_pair", () -> resting("{'currency_pair':'btc_usd'}"));
        put("private/cancel_all_by_instrument", () -> resting(perpetual(",'type':'all'")));
        put("private/cancel_all_by_kind_or_type", () -> resting("{'currency':['BTC','ETH'],'kind':'any'}"));
        put("private/cancel_by_label", () -> resting("{'label':'more','currency':'BTC'}"));
        put("private/close_position", () -> {
            market.take("buy", "ETH_USDC-PERPETUAL", 0.01, "to close");
            return "{'instrument_name':'ETH_USDC-PERPETUAL','type':'market'}";
        });
    }

    private void queries() {
        final String span = ",'start_timestamp':" + market.openedMs + ",'end_timestamp':";
        put("private/get_open_orders", "{'kind':'future','type':'all'}");
        put("private/get_open_orders_by_currency", BTC);
        put("private/get_open_orders_by_instrument", perpetual(",'type':'trigger_all'"));
        put("private/get_open_orders_by_label", "{'currency':'BTC','label':'iceberg'}");
        put("private/get_order_state", () -> "{'order_id':'" + market.rest("asked about") + "'}");
        put("private/get_order_state_by_label", "{'currency':'BTC','label':'mine'}");
        put("private/get_order_history_by_currency", "{'currency':'BTC','count':50,'include_unfilled':true}");
        put("private/get_order_history_by_instrument", perpetual(",'historical':true,'include_unfilled':true"));
        put("private/get_order_margin_by_ids", () -> "{'ids':['" + market.rest("of a margin") + "']}");
        put("private/get_user_trades_by_instrument", perpetual(",'start_seq':1,'sorting':'asc'"));
        put("private/get_user_trades_by_instrument_and_time", () -> perpetual(span + market.nowMs()));
        put("private/get_user_trades_by_currency", "{'currency':'BTC','kind':'option'}");
        put("private/get_user_trades_by_currency_and_time", () -> "{'currency':'any'" + span + market.nowMs() + "}");
        put("private/get_user_trades_by_order", () -> {
            final String id = market.desk
                    .result("private/get_order_state_by_label", "{'currency':'BTC','label':'mine'}")
                    .path(0)
                    .path("order_id")
                    .asText();
            return "{'order_id':'" + id + "'}";
        });
    }

    private void account() {
        put("private/get_account_summary", "{'currency':'BTC','extended':true}");
        put("private/get_account_summaries", "{'extended':true}");
        put("private/get_subaccounts", "{'with_portfolio':true}");
        put("private/get_position", perpetual(""));
        put("private/get_positions", ANY);
        put("private/get_margins", perpetual(",'amount':1000,'price':90000"));
        put("private/set_self_trading_config", "{'mode':'cancel_maker','extended_to_subaccounts':false}");
        put(
                "private/get_transaction_log",
                () -> String.format(
                        Locale.ROOT,
                        "{'currency':'BTC','start_timestamp':%d,'end_timestamp':%d,'count':250}",
                        market.openedMs - 1,
                        market.nowMs()));
        put("private/get_settlement_history_by_currency", BTC);
        put("private/get_settlement_history_by_instrument", perpetual(",'type':'settlement'"));
    }

    private String resting(final String parameters) {
        market.rest("more");
        return parameters;
    }

    private static String perpetual(final String more) {
        return "{'instrument_name':'BTC-PERPETUAL'" + more + "}";
    }

    private void put(final String method, final String text) {
        params.put(method, () -> text);
    }

    private void put(final String method, final Supplier<String> supplier) {
        params.put(method, supplier);
    }
}
