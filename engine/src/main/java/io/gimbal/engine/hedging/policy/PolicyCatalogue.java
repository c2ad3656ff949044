package io.gimbal.engine.hedging.policy;

import static io.gimbal.engine.hedging.policy.PolicyParameter.COST_BP;
import static io.gimbal.engine.hedging.policy.PolicyParameter.COST_PER_ORDER_USD;
import static io.gimbal.engine.hedging.policy.PolicyParameter.HALF_WIDTH_COINS;
import static io.gimbal.engine.hedging.policy.PolicyParameter.HEARTBEAT_S;
import static io.gimbal.engine.hedging.policy.PolicyParameter.INTERVAL_S;
import static io.gimbal.engine.hedging.policy.PolicyParameter.LANDING_SHARE;
import static io.gimbal.engine.hedging.policy.PolicyParameter.PRICE_MOVE_BP;
import static io.gimbal.engine.hedging.policy.PolicyParameter.RISK_AVERSION_PER_USD;
import static io.gimbal.engine.hedging.policy.PolicyParameter.UPPER_HALF_WIDTH_COINS;

import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every policy the engine has, by its canonical name. Immutable; may be shared by threads. */
public final class PolicyCatalogue {
    private static final List<PolicyEntry> ENTRIES = List.of(
            new PolicyEntry(
                    "fixed-band-target",
                    PolicyKind.FIXED_BAND,
                    List.of(HALF_WIDTH_COINS),
                    List.of(UPPER_HALF_WIDTH_COINS),
                    "Trades to the target when the delta leaves a band of fixed width.",
                    "Market practice; P. Henrotte, Transaction costs and duplication strategies (1993)",
                    spec -> band(spec, Landing.TO_TARGET)),
            new PolicyEntry(
                    "fixed-band-edge",
                    PolicyKind.FIXED_BAND,
                    List.of(HALF_WIDTH_COINS),
                    List.of(UPPER_HALF_WIDTH_COINS),
                    "Trades to the nearest edge when the delta leaves a band of fixed width.",
                    "Market practice; the best landing where costs are proportional: M. Davis, V. Panas, T. Zariphopoulou"
                            + " (1993)",
                    spec -> band(spec, Landing.TO_EDGE)),
            new PolicyEntry(
                    "fixed-time",
                    PolicyKind.FIXED_INTERVAL,
                    List.of(),
                    List.of(INTERVAL_S),
                    "Trades to the target every interval, whatever the delta is.",
                    "F. Black, M. Scholes (1973), at discrete times; error law of E. Derman, M. Kamal (1999)",
                    spec -> new FixedIntervalPolicy()),
            new PolicyEntry(
                    "price-move",
                    PolicyKind.PRICE_MOVE,
                    List.of(PRICE_MOVE_BP),
                    List.of(HEARTBEAT_S),
                    "Trades to the target when the price is far enough from that of the last trade; with a heartbeat, an"
                            + " oracle's rule.",
                    "L. Martellini, P. Priaulet, Journal of Derivatives 9 (2002)",
                    spec -> new PriceMovePolicy(spec.share(PRICE_MOVE_BP))),
            new PolicyEntry(
                    "hybrid",
                    PolicyKind.HYBRID,
                    List.of(HALF_WIDTH_COINS),
                    List.of(INTERVAL_S, LANDING_SHARE),
                    "Looks every interval, trades when the delta is then outside a band, which is narrowed by what is"
                            + " overshot between two looks.",
                    "M. Broadie, P. Glasserman, S. Kou, Mathematical Finance 7 (1997), for the narrowing",
                    spec -> new HybridPolicy(
                            spec.value(HALF_WIDTH_COINS), spec.value(LANDING_SHARE), spec.years(INTERVAL_S))),
            new PolicyEntry(
                    "whalley-wilmott-edge",
                    PolicyKind.WHALLEY_WILMOTT,
                    List.of(RISK_AVERSION_PER_USD),
                    List.of(COST_BP, HALF_WIDTH_COINS),
                    "Trades to the edge of the band that is best at small proportional costs, of the book's gamma.",
                    "A. Whalley, P. Wilmott, Mathematical Finance 7 (1997)",
                    spec -> whalleyWilmott(spec, Landing.TO_EDGE)),
            new PolicyEntry(
                    "whalley-wilmott-target",
                    PolicyKind.WHALLEY_WILMOTT,
                    List.of(RISK_AVERSION_PER_USD),
                    List.of(COST_BP, HALF_WIDTH_COINS),
                    "The same objective where every trade ends at the target: a band wider by the cube root of 4.",
                    "As whalley-wilmott-edge; mean cost and error of a band traded to its target",
                    spec -> whalleyWilmott(spec, Landing.TO_TARGET)),
            new PolicyEntry(
                    "zakamouline-edge",
                    PolicyKind.ZAKAMOULINE,
                    List.of(RISK_AVERSION_PER_USD),
                    List.of(COST_BP, HALF_WIDTH_COINS),
                    "Trades to the edge of a band fitted to exact solutions, around the delta at a shifted volatility.",
                    "V. Zakamouline, Quantitative Finance 6 (2006)",
                    spec -> new ZakamoulinePolicy(
                            spec.value(RISK_AVERSION_PER_USD), spec.share(COST_BP), spec.value(HALF_WIDTH_COINS))),
            new PolicyEntry(
                    "leland",
                    PolicyKind.LELAND,
                    List.of(),
                    List.of(INTERVAL_S, COST_BP),
                    "Trades every interval to the delta at a volatility that pays the expected costs.",
                    "H. Leland, Journal of Finance 40 (1985)",
                    spec -> new LelandPolicy(spec.share(COST_BP), spec.years(INTERVAL_S), false)),
            new PolicyEntry(
                    "hoggard-whalley-wilmott",
                    PolicyKind.HOGGARD_WHALLEY_WILMOTT,
                    List.of(),
                    List.of(INTERVAL_S, COST_BP),
                    "Leland's clock for books of either sign: the volatility follows the sign of gamma at that very"
                            + " volatility.",
                    "T. Hoggard, A. Whalley, P. Wilmott, Advances in Futures and Options Research 7 (1994)",
                    spec -> new LelandPolicy(spec.share(COST_BP), spec.years(INTERVAL_S), true)),
            new PolicyEntry(
                    "dynamic-frequency",
                    PolicyKind.DYNAMIC_FREQUENCY,
                    List.of(RISK_AVERSION_PER_USD),
                    List.of(INTERVAL_S, COST_BP),
                    "A clock to the target whose interval follows gamma, volatility and price.",
                    "After E. Grannan, G. Swindle, Mathematical Finance 6 (1996)",
                    spec -> new DynamicFrequencyPolicy(
                            spec.value(RISK_AVERSION_PER_USD), spec.share(COST_BP), spec.years(INTERVAL_S))),
            new PolicyEntry(
                    "two-band",
                    PolicyKind.TWO_BAND,
                    List.of(RISK_AVERSION_PER_USD, COST_PER_ORDER_USD),
                    List.of(COST_BP, HALF_WIDTH_COINS),
                    "Trades at an outer band, lands on an inner one: for orders that cost something whatever their size.",
                    "V. Zakamouline, European option pricing with fixed and proportional costs (2003); pair of least total"
                            + " cost",
                    spec -> new TwoBandPolicy(
                            spec.value(RISK_AVERSION_PER_USD),
                            spec.share(COST_BP),
                            spec.value(COST_PER_ORDER_USD),
                            spec.value(HALF_WIDTH_COINS))),
            new PolicyEntry(
                    "band-network",
                    PolicyKind.NO_TRANSACTION_BAND_NETWORK,
                    List.of(RISK_AVERSION_PER_USD),
                    List.of(COST_BP, HALF_WIDTH_COINS),
                    "Trades to the edge of Whalley and Wilmott's band times a trained factor of each side; that band alone"
                            + " without a network, outside what it was trained on and where it was no better.",
                    "S. Imaki et al., arXiv:2103.01775 (2021); prior after A. Arzel, N. Lehdili, arXiv:2603.29994 (2026)",
                    spec -> new NetworkPolicy(
                            spec.value(RISK_AVERSION_PER_USD),
                            spec.share(COST_BP),
                            spec.value(HALF_WIDTH_COINS),
                            null)));

    private PolicyCatalogue() {}

    private static HedgePolicy band(final PolicySpec spec, final Landing landing) {
        final double below = spec.value(HALF_WIDTH_COINS);
        final double above = spec.value(UPPER_HALF_WIDTH_COINS);
        return new FixedBandPolicy(below, above > 0 ? above : below, landing);
    }

    private static HedgePolicy whalleyWilmott(final PolicySpec spec, final Landing landing) {
        return new WhalleyWilmottPolicy(
                spec.value(RISK_AVERSION_PER_USD), spec.share(COST_BP), landing, spec.value(HALF_WIDTH_COINS));
    }

    /** {@return all policies, in the order in which they are shown} */
    public static List<PolicyEntry> entries() {
        return ENTRIES;
    }

    /** {@return the names of all policies, in that order} */
    public static List<String> names() {
        final List<String> names = new ArrayList<>();
        ENTRIES.forEach(entry -> names.add(entry.name()));
        return List.copyOf(names);
    }

    /**
     * Finds a policy by name.
     *
     * @param name canonical
     * @return the entry, or null when there is none of that name
     */
    public static @Nullable PolicyEntry find(final String name) {
        for (final PolicyEntry entry : ENTRIES) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Finds a policy as the journal names it.
     *
     * @param kind    in the journal
     * @param landing in the journal; matters only where two policies differ in nothing else
     * @return the entry, or null when the kind is none of the catalogue
     */
    public static @Nullable PolicyEntry find(final PolicyKind kind, final Landing landing) {
        PolicyEntry found = null;
        for (final PolicyEntry entry : ENTRIES) {
            if (entry.kind() == kind && (found == null || (landing == Landing.TO_EDGE) == isToEdge(entry))) {
                found = entry;
            }
        }
        return found;
    }

    /**
     * Where a policy lands, as the journal says it.
     *
     * @param entry of the catalogue
     * @return to the edge for the policies named so, to the target for all others
     */
    public static Landing landing(final PolicyEntry entry) {
        return isToEdge(entry) ? Landing.TO_EDGE : Landing.TO_TARGET;
    }

    private static boolean isToEdge(final PolicyEntry entry) {
        return entry.name().endsWith("-edge");
    }
}
