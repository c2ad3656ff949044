package io.gimbal.feeds.deribit;

import java.util.List;

/**
 * A channel's name, taken apart.
 *
 * @param kind    what it brings
 * @param subject the instrument or index that it is of; empty where it is of many
 */
record ChannelName(ChannelKind kind, String subject) {
    private static final int PLAIN_BOOK_PARTS = 3;

    /**
     * Takes a name apart.
     *
     * @throws IllegalArgumentException when it is none of a channel of the market that is understood
     */
    static ChannelName parse(final String name) {
        final List<String> parts = List.of(name.split("\\.", -1));
        final String subject = parts.size() > 1 ? parts.get(1) : "";
        return switch (parts.get(0)) {
            case "ticker" -> new ChannelName(ChannelKind.TICKER, subject);
            case "quote" -> new ChannelName(ChannelKind.QUOTE, subject);
            case "perpetual" -> new ChannelName(ChannelKind.PERPETUAL, subject);
            case "book" ->
                new ChannelName(parts.size() > PLAIN_BOOK_PARTS ? ChannelKind.GROUPED_BOOK : ChannelKind.BOOK, subject);
            case "trades" -> new ChannelName(ChannelKind.TRADES, parts.size() > PLAIN_BOOK_PARTS ? "" : subject);
            case "deribit_price_index" -> new ChannelName(ChannelKind.PRICE_INDEX, subject);
            case "deribit_volatility_index" -> new ChannelName(ChannelKind.VOLATILITY_INDEX, subject);
            case "estimated_expiration_price" -> new ChannelName(ChannelKind.DELIVERY_ESTIMATE, subject);
            case "markprice" -> new ChannelName(ChannelKind.MARK_PRICES, "");
            case "instrument" -> new ChannelName(ChannelKind.INSTRUMENT_STATE, "");
            case "platform_state" -> new ChannelName(ChannelKind.PLATFORM_STATE, "");
            default -> throw new IllegalArgumentException("channel not understood: name=" + name);
        };
    }
}
