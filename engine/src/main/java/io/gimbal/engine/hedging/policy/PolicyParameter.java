package io.gimbal.engine.hedging.policy;

/** What a policy can be told, with unit, range and default. */
public enum PolicyParameter {
    /** Half-width of a fixed band. */
    HALF_WIDTH_COINS(
            "half_width_coins",
            "coins",
            1e-8,
            1e6,
            Double.NaN,
            "Half-width of the band; of a policy that computes its own, the band that stands in where an input is absent."),

    /** Half-width above the target where it differs. */
    UPPER_HALF_WIDTH_COINS(
            "upper_half_width_coins", "coins", 0, 1e6, 0, "Half-width above the target; 0 is the same as below it."),

    /** Where a trade ends. */
    LANDING_SHARE(
            "landing_share",
            "of the half-width",
            0,
            1,
            1,
            "Where a trade ends: 0 at the target, 1 at the band's edge."),

    /** Time between two trades or two looks. */
    INTERVAL_S(
            "interval_s",
            "seconds",
            1,
            86_400,
            300,
            "Time between two trades or two looks; of a clock that follows the market, the shortest."),

    /** A clock beside a rule that has none of its own. */
    HEARTBEAT_S(
            "heartbeat_s",
            "seconds",
            0,
            86_400,
            0,
            "Trades also when this time has passed since the last look; 0 is never."),

    /** How far the price may go. */
    PRICE_MOVE_BP(
            "price_move_bp",
            "basis points of the price",
            0.01,
            5_000,
            Double.NaN,
            "How far the price may go from that of the last trade."),

    /** Absolute risk aversion. */
    RISK_AVERSION_PER_USD(
            "risk_aversion_per_usd",
            "per USD",
            1e-12,
            1,
            Double.NaN,
            "Absolute risk aversion: what variance costs, half of it per squared dollar. calibrate finds it from a budget."),

    /** Cost of a trade. */
    COST_BP(
            "cost_bp",
            "basis points of the notional",
            0,
            1_000,
            6,
            "What a trade costs, one way: fee, half-spread and impact."),

    /** Cost of an order. */
    COST_PER_ORDER_USD(
            "cost_per_order_usd", "USD", 0, 1e6, Double.NaN, "What an order costs whatever its size, gas for one.");

    private final String key;
    private final String unit;
    private final double least;
    private final double most;
    private final double fallback;
    private final String meaning;

    PolicyParameter(
            final String key,
            final String unit,
            final double least,
            final double most,
            final double fallback,
            final String meaning) {
        this.key = key;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** {@return how it is written; its last word is the unit} */
    public String key() {
        return key;
    }

    /** {@return the unit in words} */
    public String unit() {
        return unit;
    }

    /** {@return the smallest value} */
    public double least() {
        return least;
    }

    /** {@return the largest value} */
    public double most() {
        return most;
    }

    /** {@return what holds where it is not said; not a number where only the desk can say it} */
    public double fallback() {
        return fallback;
    }

    /** {@return one sentence} */
    public String meaning() {
        return meaning;
    }

    /**
     * Checks a value.
     *
     * @param value of the parameter, in its unit
     * @return whether it is in the range; not a number is not
     */
    public boolean isInRange(final double value) {
        return value >= least && value <= most;
    }

    /** Its place in an array of all parameters' values, which lives within one process and is never written down. */
    @SuppressWarnings("EnumOrdinal")
    int slot() {
        return ordinal();
    }
}
