package io.gimbal.feeds.exchange.protocol;

import java.util.List;
import java.util.SplittableRandom;

/** Input that no client should send, by seed. */
final class Garbage {
    static final List<String> SEEDS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"private/buy\",\"params\":{\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":10,\"price\":80000,\"label\":\"x\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"public/subscribe\",\"params\":{\"channels\":[\"book.BTC-PERPETUAL.none.10.100ms\",\"user.orders.any.any.raw\"]}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"private/edit\",\"params\":{\"order_id\":\"1\",\"amount\":1e400,\"price\":-0}}",
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/auth\",\"params\":{\"grant_type\":\"client_credentials\",\"client_id\":\"desk\",\"client_secret\":\"wrong\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"public/get_tradingview_chart_data\",\"params\":{\"instrument_name\":\"BTC-PERPETUAL\",\"resolution\":\"1\",\"start_timestamp\":-9223372036854775808,\"end_timestamp\":9223372036854775807}}",
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"private/get_user_trades_by_instrument\",\"params\":{\"instrument_name\":\"BTC-PERPETUAL\",\"start_seq\":-1,\"count\":99999999999}}",
            "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"public/get_order_book\",\"params\":{\"instrument_name\":\"BTC-PERPETUAL\",\"depth\":9223372036854775807}}",
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"private/get_transaction_log\",\"params\":{\"currency\":\"BTC\",\"start_timestamp\":0,\"end_timestamp\":1,\"count\":-5}}",
            "[1,2,3]",
            "null",
            "");
    private static final String WORD = "abcxyzABC0129_-.~";

    private Garbage() {}

    /** A frame: a request with some of its characters changed, cut, doubled or nested. */
    static String frame(final SplittableRandom random) {
        final StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        final int changes = random.nextInt(6);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            final int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) (1 + random.nextInt(0x2fff)));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                case 3 -> text.insert(at, "[{\"".charAt(random.nextInt(3)));
                default -> text.insert(at, "9".repeat(random.nextInt(40)));
            }
        }
        return text.toString();
    }

    /** Some characters that a URL may hold. */
    static String word(final SplittableRandom random) {
        final StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(WORD.charAt(random.nextInt(WORD.length())));
        }
        return text.toString();
    }
}
