package io.gimbal.engine.hedging;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.configuration.TimingEvents;

/** Tells a desk under test which delta counts and when it may trade, as a configuration file says it. */
final class TimingText {
    private static final String BOOK = """
            [surface]
            enabled = true
            interval_s = 1
            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 1
            cash_usd = 0
            half_width_coins = 1
            [book.rule]
            expiries = 1
            min_days = 1
            strikes = 1
            legs = "call"
            quantity_coins = 1
            [book.hedging]
            vol_source = "surface"
            """;

    private TimingText() {}

    /** Lines of {@code [hedging]} for the first book. */
    static void tell(final EngineScenario desk, final String... lines) {
        tell(desk, 0, lines);
    }

    static void tell(final EngineScenario desk, final int underlying, final String... lines) {
        final Configuration configuration =
                ConfigurationReader.read("desk.toml", BOOK + String.join("\n", lines) + "\n");
        new TimingEvents()
                .offer(
                        configuration.books().get(0).hedging().timing(),
                        underlying,
                        (buffer, offset, length, time) -> {
                            final byte[] bytes = new byte[length];
                            buffer.getBytes(offset, bytes);
                            desk.raw(bytes);
                            return 1;
                        },
                        desk.nowNs());
    }
}
