package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.VenueOrderType;
import java.util.function.Predicate;

/** The venue's words for groups of orders. */
final class OrderTypes {
    static final String ALL = "all";

    private OrderTypes() {}

    /** {@return which orders a word means} */
    static Predicate<ExchangeOrder> filter(final String word) throws RpcError {
        return switch (word) {
            case ALL -> order -> true;
            case "limit" -> order -> order.type() == VenueOrderType.LIMIT;
            case "trigger_all" -> order -> order.type().isTrigger();
            case "stop", "stop_all", "stop_limit", "stop_market" -> order -> matches(order, word, "stop");
            case "take", "take_all", "take_limit", "take_market" -> order -> matches(order, word, "take");
            case "trailing_all", "trailing_stop" -> order -> order.type() == VenueOrderType.TRAILING_STOP;
            default -> throw RpcError.invalidParams("type", "invalid value");
        };
    }

    private static boolean matches(final ExchangeOrder order, final String word, final String family) {
        final String type = order.type().text();
        final boolean isWhole = word.equals(family) || word.endsWith("_all");
        return isWhole ? type.startsWith(family + "_") : type.equals(word);
    }
}
