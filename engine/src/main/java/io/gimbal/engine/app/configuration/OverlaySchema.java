package io.gimbal.engine.app.configuration;

import java.util.List;

/** The properties of section {@code overlay}. */
final class OverlaySchema {
    private static final long DAY_S = 86_400;
    private static final long MINUTE_MS = 60_000;
    private static final long MOST_TICKS = 10_000;
    private static final String USD = "USD";

    static final Key ENABLED = Key.flag(
            "enabled",
            false,
            "Whether options are traded to keep gamma and vega inside limits; looks at all options listed between min_days and"
                    + " max_days.");
    static final Key GAMMA_LOW_USD = limit("gamma_low_usd", true, "-10000", "of delta per 1 %: the most short gamma.");
    static final Key GAMMA_HIGH_USD = limit("gamma_high_usd", false, "10000", "of delta per 1 %: the most long gamma.");
    static final Key VEGA_LOW_USD = limit("vega_low_usd", true, "-1000", "per vol point: the most short vega.");
    static final Key VEGA_HIGH_USD = limit("vega_high_usd", false, "1000", "per vol point: the most long vega.");
    static final Key EXPIRY_VEGA_USD = limit(
            "expiry_vega_usd", false, "0", "per vol point: the largest vega of one expiry, either way; 0 is no limit.");
    static final Key MAX_PREMIUM_USD = limit(
            "max_premium_per_day_usd",
            false,
            "10000",
            "paid for options bought per UTC day, over which no more are bought; sales are not set against it.");
    static final Key MAX_LEG_COINS =
            Key.decimal("max_leg_coins", "coins", "0.00000001", "1000000", "5", "Most of one option in one proposal.");
    static final Key VALUE_COLLAR_VOL = Key.decimal(
            "value_collar_vol",
            "absolute volatility",
            "0",
            "1",
            "0.05",
            "Largest distance of an option's limit price from its own value; stops orders on a broken quote.");
    static final Key PRICE_TOLERANCE_TICKS = Key.whole(
            "price_tolerance_ticks",
            "ticks",
            0,
            MOST_TICKS,
            2,
            "How far the touch may have moved since the snapshot; the limit price reaches as far through it.");
    static final Key MAX_SNAPSHOT_AGE_MS = Key.whole(
            "max_snapshot_age_ms",
            "milliseconds",
            1,
            MINUTE_MS,
            2_000,
            "A proposal made of an older snapshot is refused: it was about another market.");
    static final Key MAX_QUOTE_AGE_S = Key.whole(
            "max_quote_age_s",
            "seconds",
            1,
            DAY_S,
            60,
            "An option whose quote is older is neither proposed nor traded.");
    static final Key MIN_INTERVAL_S = Key.whole(
            "min_interval_s",
            "seconds",
            1,
            DAY_S,
            30,
            "Between two looks at the book, and at least between two proposals that are traded.");
    static final Key INTERVAL_S = Key.whole(
            "interval_s",
            "seconds",
            1,
            DAY_S,
            3_600,
            "How often the book is optimised while it is inside its limits; outside, it is at every look.");
    static final Key DELAY_MS = Key.whole(
            "delay_ms",
            "milliseconds",
            0,
            MINUTE_MS,
            200,
            "In backtests, from a snapshot to its proposal's arrival; live, it takes what it takes.");
    static final Key WHOLE_ONLY = Key.flag(
            "whole_only",
            false,
            "Whether a proposal is traded only if every leg of it passes; else the legs that pass are, if they bring the book"
                    + " nearer its limits.");
    static final Key MIN_DAYS =
            Key.decimal("min_days", "days", "0", "3650", "1", "An expiry nearer than this is not traded.");
    static final Key MAX_DAYS =
            Key.decimal("max_days", "days", "0.1", "3650", "60", "An expiry further than this is not traded.");
    static final Key MAX_OPTIONS = Key.whole(
            "max_options",
            "options",
            1,
            16,
            8,
            "Most options a proposal chooses from, the nearest to the money first; up to 8 the best whole lots are proven.");
    static final Key RISK_AVERSION = Key.decimal(
            "risk_aversion_per_million_usd",
            "per million USD",
            "0",
            "1000000",
            "1",
            "Worth of variance: half of it times USD squared; 0 keeps to limits and costs alone.");
    static final Key HOLDING_DAYS = Key.decimal(
            "holding_days", "days", "0.01", "365", "1", "Time over which risk is weighed against the cost of trading.");
    static final Key VARIANCE_SPREAD = Key.decimal(
            "variance_spread",
            "of the expected variance",
            "0",
            "10",
            "0.7",
            "Standard deviation of realised over implied variance in that time: what gamma is exposed to.");
    static final Key VOL_OF_VOL = Key.decimal(
            "vol_of_vol",
            "per root year",
            "0",
            "10",
            "0.8",
            "Of the volatility of 30 days, as a share of it: what vega is exposed to.");
    static final Key CORRELATION =
            Key.decimal("correlation", "", "-0.99", "0.99", "0.5", "Of realised variance and the level of volatility.");
    static final Key TERM_POWER = Key.decimal(
            "vol_term_power",
            "",
            "0",
            "1",
            "0.5",
            "Power of 30 days over the time to expiry by which volatilities move: 0.5 where shocks fade in days, 0 where they"
                    + " stay.");
    private static final List<Key> KEYS = List.of(
            ENABLED,
            GAMMA_LOW_USD,
            GAMMA_HIGH_USD,
            VEGA_LOW_USD,
            VEGA_HIGH_USD,
            EXPIRY_VEGA_USD,
            MAX_PREMIUM_USD,
            MAX_LEG_COINS,
            VALUE_COLLAR_VOL,
            PRICE_TOLERANCE_TICKS,
            MAX_SNAPSHOT_AGE_MS,
            MAX_QUOTE_AGE_S,
            MIN_INTERVAL_S,
            INTERVAL_S,
            DELAY_MS,
            WHOLE_ONLY,
            MIN_DAYS,
            MAX_DAYS,
            MAX_OPTIONS,
            RISK_AVERSION,
            HOLDING_DAYS,
            VARIANCE_SPREAD,
            VOL_OF_VOL,
            CORRELATION,
            TERM_POWER);

    static final Section OVERLAY = new Section(
            "overlay",
            "Options traded beside the delta hedge, for gamma and vega, of every book unless it says otherwise in"
                    + " [book.overlay].",
            KEYS);

    static final Section BOOK_OVERLAY =
            new Section("book.overlay", "This book's own choice of any property of [overlay].", KEYS);

    private OverlaySchema() {}

    private static Key limit(final String name, final boolean isLow, final String value, final String why) {
        return Key.decimal(name, USD, isLow ? "-10000000000" : "0", isLow ? "0" : "10000000000", value, "USD " + why);
    }
}
