package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the wire is known to differ from the venue's document, each with the reason. */
final class Deviations {
    /** A difference that is right, by a pattern of its whole line. */
    record Deviation(Pattern pattern, String reason) {
        Deviation(final String pattern, final String reason) {
            this(Pattern.compile(pattern), reason);
        }
    }

    static final List<Deviation> STATED = List.of(
            new Deviation(".*\\.user_id: unknown", "recorded in every order and own trade"),
            new Deviation(".*trades\\[]\\.self_trade: unknown", "recorded in every own trade"),
            new Deviation(".*trades\\[]\\.matching_id: null", "recorded, always null"),
            new Deviation(".*trades\\[]\\.(post|reduce)_only: no string", "recorded as true and false"),
            new Deviation(
                    "private/get_account_summar.*(self_match_prevention|extended_to_subaccounts): (no string|unknown)",
                    "recorded as true and false"),
            new Deviation("private/get_account_summar.*referrer_id: null", "recorded, null without a referrer"),
            new Deviation("private/get_account_summar.*_map: unknown", "recorded; the document has fewer maps"),
            new Deviation("private/get_account_summar.*fees: no object", "recorded as a list, by index and kind"),
            new Deviation("private/get_account_summar.*locked_balance: unknown", "recorded"),
            new Deviation(
                    "private/get_position.*(estimated_liquidation_price|open_orders_margin): missing",
                    "recorded positions have neither"),
            new Deviation(
                    "private/get_subaccounts.*portfolio\\.(btc|eth|usdc): unknown", "the document shows one currency"),
            new Deviation("private/get_subaccounts\\[]\\.tfa_enabled: missing", "demanded and not described there"),
            new Deviation("private/get_transaction_log\\.(continuation|logs\\[]\\..*): null", "as in its own example"),
            new Deviation("public/get_currencies\\[]\\.fee_precision: unknown", "foreign clients read it"),
            new Deviation("public/get_expirations: no array", "as recorded and as in its own example"),
            new Deviation(
                    "public/get_instruments?(\\[])?\\.quote_currency: not listed .*", "options are quoted in coin"),
            new Deviation("public/get_instruments\\[]\\.settlement_currency: not listed USDC", "linear ones settle so"),
            new Deviation("public/get_instruments\\[]\\.contract_size: no integer", "recorded as 0.001 of a coin"),
            new Deviation("public/get_instruments?(\\[])?\\.rfq: unknown", "recorded"),
            new Deviation("public/get_instruments?(\\[])?\\.tick_size_steps: no object", "recorded as a list of steps"),
            new Deviation(
                    "public/get_order_book\\.(change_id|estimated_delivery_price|interest_value|"
                            + "stats\\.volume_notional): unknown",
                    "recorded"),
            new Deviation("public/get_supported_index_names\\[]: no object", "names alone unless they are extended"),
            new Deviation("public/get_volatility_index_data\\.continuation: null", "as in its own example"),
            new Deviation("public/ticker\\.underlying_index: no number", "recorded as a name"));

    /** Demanded by the document and not by the wire: those of a grant are each another grant's. */
    private static final Set<String> OPTIONAL = Set.of(
            "public/auth client_id",
            "public/auth client_secret",
            "public/auth refresh_token",
            "public/auth timestamp",
            "public/auth signature",
            "public/get_expirations currency",
            "public/get_expirations kind",
            // foreign clients load the whole venue without it
            "public/get_instruments currency",
            // foreign clients give one bound of the time and leave the other open
            "public/get_last_trades_by_instrument_and_time start_timestamp",
            "public/get_last_trades_by_instrument_and_time end_timestamp",
            "public/get_last_trades_by_currency_and_time start_timestamp",
            "public/get_last_trades_by_currency_and_time end_timestamp",
            "private/get_user_trades_by_instrument_and_time start_timestamp",
            "private/get_user_trades_by_instrument_and_time end_timestamp",
            "private/get_user_trades_by_currency_and_time start_timestamp",
            "private/get_user_trades_by_currency_and_time end_timestamp");

    /** Words that more are taken of than the document lists, and values that only matter to another grant. */
    private static final Set<String> LENIENT = Set.of("public/auth timestamp");

    private Deviations() {}

    /** Differences that no statement covers. */
    static List<String> unstated(final Map<String, JsonNode> differences) {
        final List<String> left = new ArrayList<>();
        differences.forEach((line, value) -> {
            if (STATED.stream().noneMatch(stated -> stated.pattern.matcher(line).matches())) {
                final String said = value.toString();
                left.add(line + "   said " + said.substring(0, Math.min(80, said.length())));
            }
        });
        return left;
    }

    /** Statements that cover nothing. */
    static List<String> unused(final Map<String, JsonNode> differences) {
        final List<String> unused = new ArrayList<>();
        for (final Deviation stated : STATED) {
            if (differences.keySet().stream()
                    .noneMatch(line -> stated.pattern.matcher(line).matches())) {
                unused.add(stated.pattern + " (" + stated.reason + ")");
            }
        }
        return unused;
    }

    /** Whether a parameter that the document demands may be left out. */
    static boolean isOptional(final String method, final String parameter) {
        return OPTIONAL.contains(method + " " + parameter);
    }

    /** Whether a parameter's form is not looked at. */
    static boolean isLenient(final String method, final String parameter) {
        return LENIENT.contains(method + " " + parameter) || LENIENT.contains("* " + parameter);
    }
}
