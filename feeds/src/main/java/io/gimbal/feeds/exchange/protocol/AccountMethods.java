package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangePosition;
import io.gimbal.feeds.exchange.SelfTradeMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Methods about the account: money, margin, positions, settings. */
final class AccountMethods {
    private static final String ACCOUNT_SCOPE = "account:read";
    private static final String TRADE_SCOPE = "trade:read";
    private static final String CURRENCY = "currency";
    private static final String INSTRUMENT = "instrument_name";
    private static final int OTHER_RATE = 20;
    private static final int OTHER_BURST = 100;

    private final ExchangeProtocol protocol;
    private final Exchange exchange;
    private final PortfolioWriter portfolios;
    private final PositionWriter positions;

    AccountMethods(final ExchangeProtocol protocol) {
        this.protocol = protocol;
        this.exchange = protocol.exchange();
        this.portfolios = new PortfolioWriter(exchange);
        this.positions = new PositionWriter(exchange);
    }

    void register(final MethodTable methods) {
        query(methods, "get_account_summary", ACCOUNT_SCOPE, this::summary);
        query(methods, "get_account_summaries", ACCOUNT_SCOPE, this::summaries);
        query(methods, "get_subaccounts", ACCOUNT_SCOPE, this::subaccounts);
        query(methods, "get_position", TRADE_SCOPE, this::position);
        query(methods, "get_positions", TRADE_SCOPE, this::positions);
        query(methods, "get_margins", TRADE_SCOPE, this::margins);
        query(methods, "set_self_trading_config", "account:read_write", this::selfTrading);
    }

    private static void query(
            final MethodTable methods, final String name, final String scope, final RpcMethod method) {
        methods.privateMethod(name, scope, MethodCost.ORDINARY, method);
    }

    private void summary(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        final String currency = currency(call);
        result.beginObject();
        portfolios.fields(account, currency, result);
        limits(account, result);
        fees(currency, result);
        if (call.params().flag("extended")) {
            identity(account, result);
        }
        result.endObject();
    }

    private void summaries(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        result.beginObject();
        identity(account, result);
        result.name("summaries").beginArray();
        final Set<String> currencies = new TreeSet<>(exchange.currencies());
        currencies.addAll(account.currencies());
        for (final String currency : currencies) {
            result.beginObject();
            portfolios.fields(account, currency, result);
            limits(account, result);
            fees(currency, result);
            result.endObject();
        }
        result.endArray().endObject();
    }

    private String currency(final RpcCall call) throws RpcError {
        final String currency = call.params().text(CURRENCY).toUpperCase(Locale.ROOT);
        final boolean isKnown = exchange.currencies().contains(currency)
                || protocol.account(call).currencies().contains(currency);
        if (!isKnown) {
            throw RpcError.invalidParams(CURRENCY, "invalid value");
        }
        return currency;
    }

    private static void identity(final Account account, final JsonWriter json) {
        json.integer("id", account.id()).text("type", "main").text("username", account.name());
        json.text("system_name", account.name()).text("email", account.name() + "@localhost");
        json.bool("block_rfq_self_match_prevention", false).integer("creation_timestamp", 0);
        json.absent("referrer_id").bool("login_enabled", false).bool("security_keys_enabled", false);
        json.bool("mmp_enabled", false).bool("interuser_transfers_enabled", false);
        json.text("self_trading_reject_mode", account.selfTradeMode().text());
        json.bool("self_trading_extended_to_subaccounts", account.isSelfTradeExtended());
    }

    private static void limits(final Account account, final JsonWriter json) {
        final long rate = account.matchingCredits().refillPerSecond();
        final long burst = account.matchingCredits().capacity();
        json.name("limits").beginObject().bool("limits_per_currency", false);
        limit("non_matching_engine", OTHER_RATE, OTHER_BURST, json);
        json.name("matching_engine").beginObject().name("trading").beginObject();
        limit("total", rate, burst, json);
        json.endObject();
        limit("spot", rate, burst, json);
        limit("cancel_all", rate, burst, json);
        json.endObject().endObject();
    }

    private static void limit(final String name, final long rate, final long burst, final JsonWriter json) {
        json.name(name)
                .beginObject()
                .integer("burst", burst)
                .integer("rate", rate)
                .endObject();
    }

    /** List fees by index and kind. */
    private void fees(final String currency, final JsonWriter json) {
        final Map<String, ExchangeInstrument> kinds = new TreeMap<>();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.currency().equals(currency)) {
                final String kind = Words.isPerpetual(instrument) ? "perpetual" : Words.kind(instrument);
                kinds.putIfAbsent(instrument.indexName() + " " + kind, instrument);
            }
        }
        json.name("fees").beginArray();
        kinds.forEach((key, instrument) -> fee(key.split(" "), instrument.spec(), json));
        json.endArray();
    }

    private static void fee(final String[] indexAndKind, final InstrumentSpec spec, final JsonWriter json) {
        json.beginObject().name("value").beginObject().name("default").beginObject();
        json.text("type", "fixed").shortest("taker", spec.takerFeeRate()).shortest("maker", spec.makerFeeRate());
        json.endObject().plain("block_trade", 50_000_000L).endObject();
        json.text("kind", indexAndKind[1]).text("index_name", indexAndKind[0]).endObject();
    }

    private void subaccounts(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        result.beginArray().beginObject().integer("id", account.id()).text("type", "main");
        result.text("username", account.name()).text("system_name", account.name());
        result.text("email", account.name() + "@localhost")
                .text("margin_model", account.marginModel().text());
        result.bool("is_password", false).bool("receive_notifications", false);
        result.bool("login_enabled", false).bool("security_keys_enabled", false);
        if (call.params().flag("with_portfolio")) {
            result.name("portfolio").beginObject();
            for (final String currency : exchange.currencies()) {
                result.name(currency.toLowerCase(Locale.ROOT));
                portfolios.portfolio(account, currency, result);
            }
            result.endObject();
        }
        result.endObject().endArray();
    }

    private void position(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        positions.position(protocol.account(call), instrument, result);
    }

    private void positions(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        final String currency = call.params().text(CURRENCY, Words.ANY);
        final String kind = call.params().text("kind", Words.ANY);
        result.beginArray();
        for (final ExchangePosition position : account.positions()) {
            final ExchangeInstrument instrument = position.instrument();
            final boolean isShown = InstrumentWriter.isActive(instrument) || position.size() != 0;
            if (isShown && Words.matches(instrument, kind, currency)) {
                positions.position(account, instrument, result);
            }
        }
        result.endArray();
    }

    private void margins(final RpcCall call, final JsonWriter result) throws RpcError {
        final Account account = protocol.account(call);
        final ExchangeInstrument instrument = InstrumentMethods.find(exchange, call.params(), INSTRUMENT);
        final long amount = call.params().decimal("amount");
        final long price = call.params().decimal("price");
        if (amount <= 0 || price <= 0) {
            throw RpcError.invalidParams(amount <= 0 ? "amount" : "price", "must be positive");
        }
        result.beginObject().shortest("buy", exchange.orderMargin(account, instrument, amount, price));
        result.shortest("sell", exchange.orderMargin(account, instrument, -amount, price));
        result.shortest("min_price", instrument.minPrice()).shortest("max_price", instrument.maxPrice());
        result.endObject();
    }

    private void selfTrading(final RpcCall call, final JsonWriter result) throws RpcError {
        final String word = call.params().text("mode");
        for (final SelfTradeMode mode : SelfTradeMode.values()) {
            if (mode.text().equals(word)) {
                protocol.account(call).selfTrade(mode, call.params().flag("extended_to_subaccounts"));
                result.text("ok");
                return;
            }
        }
        throw RpcError.invalidParams("mode", "invalid value");
    }
}
