package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every instrument the venue lists in the configured currencies, from {@code get_instruments}. Combinations and what
 * cannot be read are left out and counted. Cold; owned by its session's thread.
 */
final class InstrumentCatalogue {
    private static final long MILLI_NS = 1_000_000L;
    private static final long NEVER_MS = 32_503_708_800_000L;

    private final Map<String, InstrumentListing> byName = new TreeMap<>();
    private int leftOut;

    InstrumentCatalogue() {}

    void add(final JsonNode list) {
        for (final JsonNode row : list) {
            addOne(row);
        }
    }

    void addOne(final JsonNode row) {
        final InstrumentListing listing = listing(row);
        if (listing == null) {
            leftOut++;
        } else {
            byName.put(listing.name(), listing);
        }
    }

    /** An instrument that is listed is in another state now. */
    void state(final String name, final InstrumentState state) {
        byName.computeIfPresent(name, (listed, listing) -> listing.withState(state));
    }

    List<InstrumentListing> listings() {
        return List.copyOf(new ArrayList<>(byName.values()));
    }

    @Nullable
    InstrumentListing find(final String name) {
        return byName.get(name);
    }

    int leftOut() {
        return leftOut;
    }

    static InstrumentState state(final String text) {
        return switch (text) {
            case "open", "created" -> InstrumentState.OPEN;
            case "settlement" -> InstrumentState.SETTLEMENT;
            case "delivered", "closed", "archivized", "terminated", "deactivated" -> InstrumentState.DELIVERED;
            case "halted" -> InstrumentState.HALTED;
            case "locked" -> InstrumentState.LOCKED;
            default -> InstrumentState.INACTIVE;
        };
    }

    private static @Nullable InstrumentListing listing(final JsonNode row) {
        final InstrumentKind kind = kind(row);
        final String base = row.path("base_currency").asText("");
        final long contractSize = decimal(row, "contract_size");
        final long minAmount = decimal(row, "min_trade_amount");
        final long tick = decimal(row, "tick_size");
        if (kind == null || base.isEmpty() || contractSize <= 0 || minAmount <= 0 || tick <= 0) {
            return null;
        }
        final boolean isOption = kind == InstrumentKind.OPTION;
        final long strike = isOption ? decimal(row, "strike") : 0;
        final Settlement settlement = settlement(row, kind);
        final JsonNode step = row.path("tick_size_steps").path(0);
        if (isOption && strike <= 0) {
            return null;
        }
        return new InstrumentListing(
                row.path("instrument_name").asText(),
                kind,
                settlement,
                isOption ? optionType(row) : OptionType.NONE,
                strike,
                expiryNs(row, kind),
                contractSize,
                minAmount,
                tick,
                step.isMissingNode() ? 0 : decimal(step, "above_price"),
                step.isMissingNode() ? 0 : decimal(step, "tick_size"),
                decimal(row, "maker_commission"),
                decimal(row, "taker_commission"),
                row.has("state")
                        ? state(row.path("state").asText())
                        : row.path("is_active").asBoolean(true) ? InstrumentState.OPEN : InstrumentState.INACTIVE,
                currency(row, settlement, base),
                base,
                indexName(row, base));
    }

    private static @Nullable InstrumentKind kind(final JsonNode row) {
        final boolean isPerpetual =
                "perpetual".equals(row.path("settlement_period").asText());
        return switch (row.path("kind").asText()) {
            case "option" -> InstrumentKind.OPTION;
            case "future" -> isPerpetual ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE;
            case "spot" -> InstrumentKind.SPOT;
            default -> null;
        };
    }

    private static OptionType optionType(final JsonNode row) {
        return "call".equals(row.path("option_type").asText()) ? OptionType.CALL : OptionType.PUT;
    }

    /** By its type; older lists name none, and then inverse is what is quoted in US dollars or, an option, in its coin. */
    private static Settlement settlement(final JsonNode row, final InstrumentKind kind) {
        final String type =
                row.path("instrument_type").asText(row.path("future_type").asText(""));
        if (!type.isEmpty()) {
            return "reversed".equals(type) ? Settlement.INVERSE : Settlement.LINEAR;
        }
        final String quote = row.path("quote_currency").asText();
        final boolean isInverse = kind != InstrumentKind.SPOT
                && ("USD".equals(quote)
                        || quote.equals(row.path("base_currency").asText()));
        return isInverse ? Settlement.INVERSE : Settlement.LINEAR;
    }

    private static String currency(final JsonNode row, final Settlement settlement, final String base) {
        final String settles = row.path("settlement_currency").asText("");
        if (!settles.isEmpty()) {
            return settles;
        }
        return settlement == Settlement.INVERSE
                ? base
                : row.path("quote_currency").asText("USDC");
    }

    private static String indexName(final JsonNode row, final String base) {
        final String index = row.path("price_index").asText("");
        return index.isEmpty() ? base.toLowerCase(Locale.ROOT) + "_usd" : index;
    }

    private static long expiryNs(final JsonNode row, final InstrumentKind kind) {
        final long expiryMs = row.path("expiration_timestamp").asLong(0);
        final boolean isDated = kind == InstrumentKind.OPTION || kind == InstrumentKind.FUTURE;
        return isDated && expiryMs < NEVER_MS ? expiryMs * MILLI_NS : 0;
    }

    /** The number as written, exactly; 0 when there is none. */
    static long decimal(final JsonNode row, final String field) {
        final JsonNode value = row.path(field);
        if (!value.isNumber()) {
            return 0;
        }
        final long scaled = Decimals.parse(value.decimalValue().toString());
        return scaled == Decimals.MALFORMED ? 0 : scaled;
    }
}
