package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.LedgerEntry;
import io.gimbal.feeds.exchange.LedgerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Methods that read the account's ledger: the transaction log and the history of settlements, newest first, by pages. */
final class LedgerMethods {
    private static final int DEFAULT_COUNT = 100;
    private static final int DEFAULT_SETTLEMENTS = 20;
    private static final int MAX_COUNT = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final String CURRENCY = "currency";
    private static final String CONTINUATION = "continuation";

    private final ExchangeProtocol protocol;
    private final Exchange exchange;

    LedgerMethods(final ExchangeProtocol protocol) {
        this.protocol = protocol;
        this.exchange = protocol.exchange();
    }

    void register(final MethodTable methods) {
        methods.privateMethod("get_transaction_log", "account:read", MethodCost.LOG, this::log)
                .privateMethod(
                        "get_settlement_history_by_currency", "trade:read", MethodCost.ORDINARY, this::ofCurrency)
                .privateMethod(
                        "get_settlement_history_by_instrument", "trade:read", MethodCost.ORDINARY, this::ofInstrument);
    }

    private void log(final RpcCall call, final JsonWriter result) throws RpcError {
        final RpcParams params = call.params();
        final String currency = params.text(CURRENCY).toUpperCase(Locale.ROOT);
        final long startMs = params.integer("start_timestamp");
        final long endMs = params.integer("end_timestamp");
        final String query = params.text("query", "").toLowerCase(Locale.ROOT);
        final Account account = protocol.account(call);
        final Predicate<LedgerEntry> which = entry -> entry.currency().equals(currency)
                && entry.timeNs() / NANOS_PER_MILLI >= startMs
                && entry.timeNs() / NANOS_PER_MILLI <= endMs
                && matches(entry, query);
        final int count = params.count(DEFAULT_COUNT, MAX_COUNT);
        final List<LedgerEntry> page = page(account, which, params.integer(CONTINUATION, Long.MAX_VALUE), count);
        result.beginObject().name(CONTINUATION);
        if (page.size() == count) {
            result.integer(page.get(count - 1).id());
        } else {
            result.absent();
        }
        result.name("logs").beginArray();
        for (final LedgerEntry entry : page) {
            entry(account, entry, result);
        }
        result.endArray().endObject();
    }

    private static boolean matches(final LedgerEntry entry, final String query) {
        return query.isEmpty()
                || entry.type().text().contains(query)
                || entry.instrumentName().toLowerCase(Locale.ROOT).contains(query);
    }

    /** Entries older than a continuation, newest first. */
    private static List<LedgerEntry> page(
            final Account account, final Predicate<LedgerEntry> which, final long beforeId, final int count) {
        final List<LedgerEntry> all = new ArrayList<>(account.ledger());
        final List<LedgerEntry> page = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && page.size() < count; i--) {
            if (all.get(i).id() < beforeId && which.test(all.get(i))) {
                page.add(all.get(i));
            }
        }
        return page;
    }

    private void entry(final Account account, final LedgerEntry entry, final JsonWriter json) {
        final boolean isTrade = entry.type() == LedgerType.TRADE;
        json.beginObject().integer("id", entry.id()).text("currency", entry.currency());
        json.integer("timestamp", entry.timeNs() / NANOS_PER_MILLI).integer("user_id", account.id());
        json.text("username", account.name())
                .integer("user_seq", entry.id())
                .text("type", entry.type().text());
        json.shortest("commission", entry.fee()).shortest("cashflow", entry.change() + entry.fee());
        json.shortest("balance", entry.balance()).shortest("change", entry.change());
        json.shortest("equity", exchange.portfolio(account, entry.currency()).equity());
        json.text("side", side(entry)).name("info").beginObject().endObject();
        orNull("instrument_name", entry.instrumentName(), json);
        orNull("trade_id", entry.tradeId(), json);
        orNull("order_id", entry.orderId(), json);
        final boolean hasInstrument = !entry.instrumentName().isEmpty();
        json.shortest("position", hasInstrument ? entry.position() : Decimals.ABSENT);
        json.shortest("amount", hasInstrument ? Math.abs(entry.amount()) : Decimals.ABSENT);
        json.shortest("price", hasInstrument ? entry.price() : Decimals.ABSENT);
        json.shortest("index_price", hasInstrument ? entry.indexPrice() : Decimals.ABSENT);
        json.shortest("interest_pl", isTrade || !hasInstrument ? Decimals.ABSENT : entry.funding());
        json.shortest("session_rpl", hasInstrument ? entry.result() : Decimals.ABSENT);
        json.bool("profit_as_cashflow", false).endObject();
    }

    private static String side(final LedgerEntry entry) {
        if (entry.instrumentName().isEmpty()) {
            return "-";
        }
        if (entry.type() == LedgerType.TRADE) {
            return entry.amount() > 0 ? "open buy" : "open sell";
        }
        return entry.amount() >= 0 ? "long" : "short";
    }

    private void ofCurrency(final RpcCall call, final JsonWriter result) throws RpcError {
        final String currency = call.params().text(CURRENCY).toUpperCase(Locale.ROOT);
        settlements(call, entry -> entry.currency().equals(currency), result);
    }

    private void ofInstrument(final RpcCall call, final JsonWriter result) throws RpcError {
        final String name = InstrumentMethods.find(exchange, call.params(), "instrument_name")
                .name();
        settlements(call, entry -> entry.instrumentName().equals(name), result);
    }

    private void settlements(final RpcCall call, final Predicate<LedgerEntry> which, final JsonWriter result)
            throws RpcError {
        final String type = call.params().text("type", "");
        final long untilMs = call.params().integer("search_start_timestamp", Long.MAX_VALUE);
        final Predicate<LedgerEntry> isWanted = which.and(entry -> entry.timeNs() / NANOS_PER_MILLI <= untilMs)
                .and(entry -> !kind(entry).isEmpty())
                .and(entry -> type.isEmpty() || kind(entry).equals(type));
        final int count = call.params().count(DEFAULT_SETTLEMENTS, MAX_COUNT);
        final long beforeId = call.params().integer(CONTINUATION, Long.MAX_VALUE);
        final List<LedgerEntry> page = page(protocol.account(call), isWanted, beforeId, count);
        result.beginObject().name("settlements").beginArray();
        for (final LedgerEntry entry : page) {
            settlement(entry, result);
        }
        final boolean hasMore = page.size() == count;
        result.endArray()
                .text(CONTINUATION, hasMore ? Long.toString(page.get(count - 1).id()) : "none");
        result.endObject();
    }

    /** The venue's word for a settlement of some kind; empty for any other line. */
    private static String kind(final LedgerEntry entry) {
        return switch (entry.type()) {
            case SETTLEMENT -> "settlement";
            case DELIVERY -> "delivery";
            case BANKRUPTCY -> "bankruptcy";
            default -> "";
        };
    }

    private static void settlement(final LedgerEntry entry, final JsonWriter json) {
        json.beginObject().text("type", kind(entry));
        json.integer("timestamp", entry.timeNs() / NANOS_PER_MILLI);
        json.shortest("session_profit_loss", entry.result()).shortest("profit_loss", entry.result());
        json.shortest("position", entry.amount()).shortest("mark_price", entry.price());
        json.text("instrument_name", entry.instrumentName()).shortest("index_price", entry.indexPrice());
        json.shortest("funding", entry.funding()).endObject();
    }

    private static void orNull(final String name, final String value, final JsonWriter json) {
        if (value.isEmpty()) {
            json.absent(name);
        } else {
            json.text(name, value);
        }
    }
}
