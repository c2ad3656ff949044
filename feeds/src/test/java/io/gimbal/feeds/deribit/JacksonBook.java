package io.gimbal.feeds.deribit;

import static io.gimbal.feeds.deribit.JsonFacts.decimal;
import static io.gimbal.feeds.deribit.JsonFacts.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.Decimals;
import java.util.Map;
import java.util.TreeMap;

/** A book kept in sorted maps from Jackson's trees. */
final class JacksonBook {
    final TreeMap<Long, Long> bids = new TreeMap<>();
    final TreeMap<Long, Long> asks = new TreeMap<>();
    boolean isLive;
    boolean isGapped;
    long changeId = -1;

    static void level(final JsonNode level, final Map<Long, Long> side) {
        require(!level.isNull(), Rejection.BAD_VALUE);
        require(level.isArray(), Rejection.WRONG_TYPE);
        final int first = level.size() > 0 && level.get(0).isTextual() ? 1 : 0;
        require(level.size() >= first + 2, Rejection.MALFORMED);
        final String action = first == 1 ? level.get(0).textValue() : "change";
        final long price = decimal(level.get(first));
        final long amount = decimal(level.get(first + 1));
        final boolean isAction = action.equals("new") || action.equals("change") || action.equals("delete");
        require(isAction && price != Decimals.ABSENT && amount >= 0, Rejection.BAD_VALUE);
        if (amount == 0 || action.equals("delete")) {
            side.remove(price);
        } else {
            side.put(price, amount);
        }
    }
}
