package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Methods about what there is: currencies, instruments, indices. */
final class InstrumentMethods {
    private static final Map<String, String> LONG_NAMES =
            Map.of("BTC", "Bitcoin", "ETH", "Ethereum", "SOL", "Solana", "XRP", "Ripple", "USDC", "USD Coin");
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("dMMMuu", Locale.ROOT);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Exchange exchange;

    InstrumentMethods(final Exchange exchange) {
        this.exchange = exchange;
    }

    void register(final MethodTable methods) {
        methods.publicMethod("get_currencies", MethodCost.ORDINARY, this::currencies)
                .publicMethod("get_instruments", MethodCost.INSTRUMENTS, this::instruments)
                .publicMethod("get_instrument", MethodCost.ORDINARY, this::instrument)
                .publicMethod("get_contract_size", MethodCost.ORDINARY, this::contractSize)
                .publicMethod("get_expirations", MethodCost.ORDINARY, this::expirations)
                .publicMethod("get_combos", MethodCost.ORDINARY, (call, result) -> none(result))
                .publicMethod("get_index_price", MethodCost.ORDINARY, this::indexPrice)
                .publicMethod("get_index_price_names", MethodCost.ORDINARY, this::indexNames)
                .publicMethod("get_supported_index_names", MethodCost.ORDINARY, this::indexNames);
    }

    private void currencies(final RpcCall call, final JsonWriter result) {
        result.beginArray();
        for (final String currency : allCurrencies()) {
            final String longName = LONG_NAMES.getOrDefault(currency, currency);
            result.beginObject().text("currency", currency).text("currency_long", longName);
            result.text("coin_type", currency.equals("BTC") ? "BITCOIN" : "ETHER");
            result.integer("decimals", currency.startsWith("USD") ? 6 : 8).integer("min_confirmations", 1);
            result.plain("min_withdrawal_fee", 10_000).plain("withdrawal_fee", 10_000);
            result.integer("fee_precision", 4).bool("in_cross_collateral_pool", false);
            result.name("network_fee").plain(0).text("network_currency", currency);
            result.name("withdrawal_priorities").beginArray().endArray().endObject();
        }
        result.endArray();
    }

    private Set<String> allCurrencies() {
        final Set<String> names = new TreeSet<>(exchange.currencies());
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            names.add(instrument.baseCurrency());
        }
        return names;
    }

    private void instruments(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text("currency", Words.ANY);
        final String kind = call.params().text("kind", Words.ANY);
        final boolean isExpired = call.params().flag("expired");
        result.beginArray();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (InstrumentWriter.isActive(instrument) != isExpired && Words.matches(instrument, kind, currency)) {
                InstrumentWriter.write(instrument, result);
            }
        }
        result.endArray();
    }

    private void instrument(final RpcCall call, final JsonWriter result) throws RpcError {
        InstrumentWriter.write(find(exchange, call.params(), "instrument_name"), result);
    }

    private void contractSize(final RpcCall call, final JsonWriter result) throws RpcError {
        final ExchangeInstrument instrument = find(exchange, call.params(), "instrument_name");
        result.beginObject()
                .plain("contract_size", instrument.spec().contractSize())
                .endObject();
    }

    private void expirations(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text("currency", Words.ANY);
        final String kind = call.params().text("kind", Words.ANY);
        final String pair = call.params().text("currency_pair", Words.ANY);
        final Map<String, Map<Long, String>> byKind = new TreeMap<>();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            final boolean isOfPair = pair.equals(Words.ANY) || pair.equalsIgnoreCase(instrument.indexName());
            if (isOfPair && InstrumentWriter.isActive(instrument) && Words.matches(instrument, kind, currency)) {
                final long expiryNs = instrument.spec().expiryNs();
                byKind.computeIfAbsent(Words.kind(instrument), k -> new TreeMap<>())
                        .put(expiryNs == 0 ? Long.MAX_VALUE : expiryNs, expiry(expiryNs));
            }
        }
        final boolean isAny = currency.equalsIgnoreCase(Words.ANY);
        result.beginObject();
        if (!isAny) {
            result.name(currency.toLowerCase(Locale.ROOT)).beginObject();
        }
        byKind.forEach((name, expiries) -> {
            result.name(name).beginArray();
            expiries.values().forEach(result::text);
            result.endArray();
        });
        if (!isAny) {
            result.endObject();
        }
        result.endObject();
    }

    private static String expiry(final long expiryNs) {
        return expiryNs == 0
                ? "PERPETUAL"
                : EXPIRY.format(LocalDateTime.ofEpochSecond(expiryNs / NANOS_PER_SECOND, 0, ZoneOffset.UTC))
                        .toUpperCase(Locale.ROOT);
    }

    private void indexPrice(final RpcCall call, final JsonWriter result) throws RpcError {
        final String name = index(exchange, call.params());
        result.beginObject().plain("index_price", exchange.indexPrice(name));
        result.plain("estimated_delivery_price", exchange.estimatedDeliveryPrice(name))
                .endObject();
    }

    private void indexNames(final RpcCall call, final JsonWriter result) throws RpcError {
        final Collection<String> names = exchange.indexNames();
        final boolean isExtended = call.params().flag("extended");
        result.beginArray();
        for (final String name : names) {
            if (isExtended) {
                result.beginObject().text("name", name).bool("future_combo_creation_enabled", false);
                result.bool("option_combo_creation_enabled", false).endObject();
            } else {
                result.text(name);
            }
        }
        result.endArray();
    }

    private static void none(final JsonWriter result) {
        result.beginArray().endArray();
    }

    /** The instrument that a parameter names. */
    static ExchangeInstrument find(final Exchange exchange, final RpcParams params, final String name) throws RpcError {
        final ExchangeInstrument instrument = exchange.instrument(params.text(name));
        if (instrument == null) {
            throw RpcError.invalidParams(name, "wrong format");
        }
        return instrument;
    }

    /** The index that a parameter names. */
    static String index(final Exchange exchange, final RpcParams params) throws RpcError {
        final String name = params.text("index_name").toLowerCase(Locale.ROOT);
        if (!exchange.indexNames().contains(name)) {
            throw RpcError.invalidParams("index_name", "invalid value");
        }
        return name;
    }
}
