package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The properties of {@code [hedging]} that choose a policy of the catalogue and say its parameters. The two words that
 * were there first, {@code fixed_band} and {@code fixed_interval}, go on: the former takes its landing from {@code
 * landing}.
 */
final class PolicySchema {
    private static final String FIXED_BAND = "fixed_band";
    private static final String FIXED_INTERVAL = "fixed_interval";

    static final Key POLICY = new Key(
            "policy",
            new Kind.Choice(words()),
            "",
            FIXED_BAND,
            Key.Presence.DEFAULTED,
            "When to trade and how far; `gimbal policies` explains each. fixed_band is a band with landing beside it,"
                    + " fixed_interval a clock.");

    static final Key RISK_AVERSION = Key.optional(
            PolicyParameter.RISK_AVERSION_PER_USD.key(),
            new Kind.FineDecimal(100_000, 100_000_000_000_000_000L),
            "per USD",
            "What variance costs the desk, half of it per squared dollar; required by policies that weigh cost against error;"
                    + " `gimbal calibrate` finds it from a budget.");
    static final Key COST_BP = Key.optional(
            PolicyParameter.COST_BP.key(),
            Key.range("0", "1000"),
            "basis points",
            "What a hedge trade costs, one way, of the notional: fee, half-spread and impact; absent: 6.");
    static final Key COST_PER_ORDER_USD = Key.optional(
            PolicyParameter.COST_PER_ORDER_USD.key(),
            Key.range("0", "1000000"),
            "USD",
            "What an order costs whatever its size, gas for one; required by two-band.");
    static final Key PRICE_MOVE_BP = Key.optional(
            PolicyParameter.PRICE_MOVE_BP.key(),
            Key.range("0.01", "5000"),
            "basis points",
            "How far the price may go from that of the last trade; required by price-move.");
    static final Key HEARTBEAT_S = Key.optional(
            PolicyParameter.HEARTBEAT_S.key(),
            new Kind.WholeNumber(0, 86_400),
            "seconds",
            "With price-move, trades also when this time has passed; absent or 0: never.");
    static final Key LANDING_SHARE = Key.optional(
            PolicyParameter.LANDING_SHARE.key(),
            Key.range("0", "1"),
            "of the half-width",
            "Where a trade of hybrid ends: 0 the target, 1 the edge; absent: 1.");

    static final Key NETWORK = Key.optional(
            "network",
            new Kind.Text("[^\"\\\\\\p{Cntrl}]{1,1024}", "a path without quotes and backslashes"),
            "",
            "File of a trained network, relative to this one; required by band-network; `gimbal train` makes one.");

    /**
     * Parameters that mean something to some policies only; those of the first policies have a default and stay
     * silent.
     */
    static final List<Key> PARAMETERS =
            List.of(RISK_AVERSION, COST_BP, COST_PER_ORDER_USD, PRICE_MOVE_BP, HEARTBEAT_S, LANDING_SHARE, NETWORK);

    private static final Map<Key, PolicyParameter> MEANINGS = Map.of(
            RISK_AVERSION, PolicyParameter.RISK_AVERSION_PER_USD,
            COST_BP, PolicyParameter.COST_BP,
            COST_PER_ORDER_USD, PolicyParameter.COST_PER_ORDER_USD,
            PRICE_MOVE_BP, PolicyParameter.PRICE_MOVE_BP,
            HEARTBEAT_S, PolicyParameter.HEARTBEAT_S,
            LANDING_SHARE, PolicyParameter.LANDING_SHARE);

    private PolicySchema() {}

    private static List<String> words() {
        final List<String> words = new ArrayList<>(List.of(FIXED_BAND, FIXED_INTERVAL));
        words.addAll(PolicyCatalogue.names());
        return List.copyOf(words);
    }

    /** {@return the policy that a table chooses} */
    static PolicyEntry entry(final Values values) {
        final boolean isToEdge = values.constant(Schema.LANDING, Landing.class) == Landing.TO_EDGE;
        final String name = switch (values.text(POLICY)) {
            case FIXED_BAND -> isToEdge ? "fixed-band-edge" : "fixed-band-target";
            case FIXED_INTERVAL -> "fixed-time";
            default -> values.text(POLICY);
        };
        return Objects.requireNonNull(PolicyCatalogue.find(name), name);
    }

    /** {@return whether a policy reads a property of {@link #PARAMETERS}} */
    static boolean isRead(final PolicyEntry entry, final Key key) {
        if (key.equals(NETWORK)) {
            return isNetwork(entry);
        }
        return entry.takes(Objects.requireNonNull(MEANINGS.get(key), key.name()));
    }

    /** {@return whether a policy cannot do without a property of {@link #PARAMETERS}} */
    static boolean isRequired(final PolicyEntry entry, final Key key) {
        return key.equals(NETWORK) ? isNetwork(entry) : entry.required().contains(MEANINGS.get(key));
    }

    private static boolean isNetwork(final PolicyEntry entry) {
        return entry.kind() == PolicyKind.NO_TRANSACTION_BAND_NETWORK;
    }
}
