package io.gimbal.feeds.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The options a venue lists, from the replies of {@code GET /v5/market/instruments-info?category=option}, page by page.
 * Strike and expiry stand in the symbol alone; the listing's delivery time must agree with it. All are linear: premium and
 * settlement in USDC or USDT, amounts in coins. Fees are the account's and are not listed, so the caller states them.
 *
 * <p>Read before the market is followed; owned by the thread that reads.
 */
public final class BybitListing {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final String TRADING = "Trading";

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<InstrumentSpec> specs = new ArrayList<>();
    private final ToIntFunction<BybitSymbol> underlyingIds;
    private final long makerFeeRate;
    private final long takerFeeRate;
    private final int firstInstrumentId;
    private int refused;

    /**
     * Creates an empty listing.
     *
     * @param firstInstrumentId number of the first option; the others follow
     * @param underlyingIds     number of the underlying of an option, below 0 for one to leave out
     * @param makerFeeRate      of the underlying amount, times 1e8
     * @param takerFeeRate      of the underlying amount, times 1e8
     */
    public BybitListing(
            final int firstInstrumentId,
            final ToIntFunction<BybitSymbol> underlyingIds,
            final long makerFeeRate,
            final long takerFeeRate) {
        this.firstInstrumentId = firstInstrumentId;
        this.underlyingIds = underlyingIds;
        this.makerFeeRate = makerFeeRate;
        this.takerFeeRate = takerFeeRate;
    }

    /**
     * Takes one page.
     *
     * @param page the venue's reply
     * @return cursor of the next page, empty behind the last one
     * @throws IllegalArgumentException when it is no such reply
     */
    public String add(final String page) {
        final JsonNode reply = read(page);
        final JsonNode result = reply.path("result");
        if (reply.path("retCode").asInt(-1) != 0 || !result.path("list").isArray()) {
            throw new IllegalArgumentException("no list of instruments: retCode="
                    + reply.path("retCode").asText() + ", retMsg="
                    + reply.path("retMsg").asText());
        }
        result.path("list").forEach(this::addRow);
        return result.path("nextPageCursor").asText("");
    }

    /** {@return the options in trading so far, by number} */
    public List<InstrumentSpec> specs() {
        return List.copyOf(specs);
    }

    /** {@return rows in trading that contradict themselves, or lack a size or a tick} */
    public int refused() {
        return refused;
    }

    private JsonNode read(final String page) {
        try {
            return mapper.readTree(page);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void addRow(final JsonNode row) {
        if (!TRADING.equals(row.path("status").asText())) {
            return;
        }
        final BybitSymbol symbol = BybitSymbol.parse(row.path("symbol").asText());
        if (symbol == null || !agrees(symbol, row)) {
            refused++;
            return;
        }
        final int underlyingId = underlyingIds.applyAsInt(symbol);
        if (underlyingId >= 0) {
            specs.add(spec(symbol, row, underlyingId));
        }
    }

    private static boolean agrees(final BybitSymbol symbol, final JsonNode row) {
        return row.path("deliveryTime").asText().equals(String.valueOf(symbol.expiryNs() / NANOS_PER_MILLI))
                && row.path("baseCoin").asText().equals(symbol.coin())
                && row.path("settleCoin").asText().equals(symbol.quote())
                && size(row, "qtyStep") > 0
                && size(row, "minOrderQty") > 0
                && tick(row) > 0;
    }

    private InstrumentSpec spec(final BybitSymbol symbol, final JsonNode row, final int underlyingId) {
        return new InstrumentSpec(
                firstInstrumentId + specs.size(),
                underlyingId,
                row.path("symbol").asText(),
                InstrumentKind.OPTION,
                Settlement.LINEAR,
                symbol.optionType(),
                symbol.strike(),
                symbol.expiryNs(),
                size(row, "qtyStep"),
                size(row, "minOrderQty"),
                tick(row),
                0,
                0,
                makerFeeRate,
                takerFeeRate);
    }

    private static long size(final JsonNode row, final String name) {
        return Decimals.parse(row.path("lotSizeFilter").path(name).asText());
    }

    private static long tick(final JsonNode row) {
        return Decimals.parse(row.path("priceFilter").path("tickSize").asText());
    }
}
