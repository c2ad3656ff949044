package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.configuration.NetworkText;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.recorded.ListedOption;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A desk in BTC that holds options of two expiries, one of them minutes away, by one policy, one tactic and one strategy.
 *
 * @param policy   of the catalogue
 * @param tactic   as configured
 * @param strategy as configured
 * @param isLinear whether everything settles in dollars; else in coin
 */
record AdverseDesk(String policy, String tactic, String strategy, boolean isLinear) {
    static final double SPOT = 50_000;
    static final double HALF_WIDTH = 0.2;
    static final double MAX_ORDER_USD = 2e6;
    static final double MAX_POSITION_USD = 2e7;

    /** Ids in the engine: the hedge first, then what is held. */
    static final int HEDGE = 0;

    static final int NEAR_CALL = 1;
    static final int FAR_PUT = 2;
    static final int FAR_CALL = 3;
    static final double[] STRIKES = {0, 50_000, 49_000, 51_000};
    private static final double[] AMOUNTS = {0, 5, -20, -20};

    /** 2026-01-05T08:00:00Z, and a day later. */
    static final long NEAR_NS = 1_767_600_000L * 1_000_000_000L;

    static final long FAR_NS = NEAR_NS + 86_400L * 1_000_000_000L;

    static final List<String> TACTICS = List.of("taker", "maker_first", "twap", "almgren_chriss", "iceberg");
    static final List<String> STRATEGIES = List.of("none", "cppi", "vol_target", "gamma_scalping");

    /** Every policy with every tactic and every strategy. */
    static List<AdverseDesk> all() {
        final List<AdverseDesk> desks = new ArrayList<>();
        for (final String policy : PolicyCatalogue.names()) {
            for (final String tactic : TACTICS) {
                for (final String strategy : STRATEGIES) {
                    desks.add(new AdverseDesk(policy, tactic, strategy, desks.size() % 3 != 0));
                }
            }
        }
        return desks;
    }

    /** Every policy once, tactics and strategies in turn. */
    static List<AdverseDesk> some() {
        final List<AdverseDesk> desks = new ArrayList<>();
        for (final String policy : PolicyCatalogue.names()) {
            final int i = desks.size();
            final String tactic = TACTICS.get(i % TACTICS.size());
            desks.add(new AdverseDesk(policy, tactic, STRATEGIES.get(i % STRATEGIES.size()), i % 3 != 0));
        }
        return desks;
    }

    /** Whether what is wanted is offered first. */
    boolean rests() {
        return tactic.equals("maker_first") || tactic.equals("iceberg");
    }

    /** Long gamma for the strategy that lives by it, short for all others. */
    double held(final int instrument) {
        return (strategy.equals("gamma_scalping") ? -1 : 1) * AMOUNTS[instrument];
    }

    private String prefix() {
        return isLinear ? "BTC_USDC-" : "BTC-";
    }

    private String name(final int instrument) {
        return prefix()
                + switch (instrument) {
                    case NEAR_CALL -> "5JAN26-50000-C";
                    case FAR_PUT -> "6JAN26-49000-P";
                    case FAR_CALL -> "6JAN26-51000-C";
                    default -> "PERPETUAL";
                };
    }

    static boolean isCall(final int instrument) {
        return instrument != FAR_PUT;
    }

    static long expiryNs(final int instrument) {
        return instrument == NEAR_CALL ? NEAR_NS : FAR_NS;
    }

    List<ListedOption> listed() {
        final List<ListedOption> options = new ArrayList<>();
        for (int i = NEAR_CALL; i <= FAR_CALL; i++) {
            final long strike = Math.round(STRIKES[i] * Decimals.ONE);
            final long forward = Math.round(SPOT * Decimals.ONE);
            options.add(
                    new ListedOption(name(i), "BTC", expiryNs(i), strike, isCall(i), forward, 6 * Decimals.ONE / 10));
        }
        return options;
    }

    private PolicyEntry entry() {
        return Objects.requireNonNull(PolicyCatalogue.find(policy));
    }

    /** Reads the desk as a file would say it; a network lies beside it. */
    Configuration configuration(final Path folder) {
        try {
            final Path file = Files.writeString(Files.createDirectories(folder).resolve("desk.toml"), toml());
            if (policy.equals("band-network")) {
                final StringWriter text = new StringWriter();
                NetworkText.write(
                        TestNetworks.network(TestNetworks.row(3)),
                        true,
                        Map.of("world", "gbm"),
                        List.of(Map.of("cells", "all kept", "books", 3)),
                        text);
                Files.writeString(folder.resolve("network.toml"), text.toString());
            }
            return ConfigurationReader.read(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BookSettings book(final Configuration configuration) {
        return configuration.books().get(0);
    }

    private String toml() {
        final StringBuilder text = new StringBuilder("""
                [engine]
                decision_heartbeat_ms = 250
                greeks_interval_ms = 1000
                state_hash_interval = 512

                [rate]
                max_messages = 40

                [journal]
                storage = "file"

                [limits]
                max_order_usd = 2000000.0
                max_position_usd = 20000000.0
                max_index_age_s = 2
                max_forward_age_s = 2
                max_vol_age_s = 2
                max_quote_age_s = 2
                reject_back_off_ms = 700

                [forecast]
                estimator = "ewma"
                interval_s = 1
                start_vol = 0.6
                cost = "measured"

                [execution]
                horizon_s = 2
                slices = 4
                display_lots = %s
                """.formatted(isLinear ? 200 : 2_000));
        text.append("tactic = \"").append(tactic).append("\"\n\n[hedging]\n");
        text.append("policy = \"").append(policy).append("\"\n");
        text.append("hedge_on = [\"book\", \"deposit\", \"delivery\", \"funding_flip\", \"jump\", \"margin\"]\n");
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            final String value = value(parameter);
            if (entry().takes(parameter) && !value.isEmpty()) {
                text.append(parameter.key()).append(" = ").append(value).append('\n');
            }
        }
        text.append(policy.equals("band-network") ? "network = \"network.toml\"\n" : "");
        strategy(text);
        book(text);
        return text.toString();
    }

    /** Those of the book stand there. */
    private static String value(final PolicyParameter parameter) {
        return switch (parameter) {
            case RISK_AVERSION_PER_USD -> "0.0001";
            case COST_PER_ORDER_USD -> "1.0";
            case PRICE_MOVE_BP -> "5.0";
            case INTERVAL_S -> "1";
            case HEARTBEAT_S -> "3";
            case COST_BP -> "6.0";
            case LANDING_SHARE, HALF_WIDTH_COINS, UPPER_HALF_WIDTH_COINS -> "";
        };
    }

    private void strategy(final StringBuilder text) {
        switch (strategy) {
            case "cppi" -> text.append("""

                        [strategy]
                        kind = "cppi"
                        floor_usd = 500000.0
                        multiplier = 2.0
                        band_share = 0.05
                        """);
            case "vol_target" -> text.append("""

                        [strategy]
                        kind = "vol_target"
                        target_vol = 0.2
                        band_share = 0.05
                        """);
            case "gamma_scalping" -> text.append("""

                        [strategy]
                        kind = "gamma_scalping"
                        idle_half_width_coins = 1.0
                        """);
            default -> text.append('\n');
        }
    }

    private void book(final StringBuilder text) {
        final boolean ownsTarget = strategy.equals("cppi") || strategy.equals("vol_target");
        text.append("\n[[book]]\ncoin = \"BTC\"\nstyle = \"").append(isLinear ? "linear" : "inverse");
        text.append("\"\nhedge_instrument = \"").append(name(HEDGE));
        text.append("\"\nsense = \"").append(ownsTarget || isLinear ? "usd_neutral" : "coin_neutral");
        text.append("\"\ncash_coins = ").append(isLinear ? "0.0" : "20.0");
        text.append("\ncash_usd = ").append(isLinear ? "1000000.0" : "0.0");
        text.append("\nhalf_width_coins = ").append(HALF_WIDTH).append('\n');
        for (int i = NEAR_CALL; i <= FAR_CALL; i++) {
            text.append("\n[[book.position]]\ninstrument = \"").append(name(i));
            text.append(String.format(Locale.ROOT, "\"%namount = %.1f%n", held(i)));
        }
    }

    @Override
    public String toString() {
        return policy + ", " + tactic + ", " + strategy + (isLinear ? ", linear" : ", inverse");
    }
}
