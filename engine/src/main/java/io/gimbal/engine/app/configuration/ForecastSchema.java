package io.gimbal.engine.app.configuration;

import java.util.List;

/** The properties of {@code [forecast]} and of {@code [book.forecast]}. */
final class ForecastSchema {
    static final Key ESTIMATOR = Key.choice(
            "estimator",
            "Which forecast of volatility is acted on; none: nothing is forecast, and costs are those that the desk states.",
            "none",
            "ewma",
            "garch",
            "har",
            "realised",
            "bipower");
    static final Key INTERVAL_S = Key.whole(
            "interval_s",
            "seconds",
            1,
            86_400,
            60,
            "Grid of engine time that returns of the index are taken on; a minute is long beside the noise of quotes.");
    static final Key HALF_LIFE_S = Key.whole(
            "half_life_s",
            "seconds",
            1,
            31_536_000,
            21_600,
            "Of ewma: after this time a squared return counts half; six hours follow a day's moods and average 700 returns.");
    static final Key HORIZON_DAYS =
            Key.whole("horizon_days", "days", 1, 300, 1, "That garch and har are averaged over.");
    static final Key START_VOL = Key.optional(
            "start_vol",
            Key.range("0.01", "10"),
            "per root year",
            "Volatility to begin with, 0.6 is 60 %; absent: nothing is said, and a strategy waits, until enough was seen.");
    static final Key LONG_RUN_VOL =
            Key.decimal("long_run_vol", "per root year", "0.01", "10", "0.6", "Volatility that garch returns to.");
    static final Key GARCH_ALPHA = Key.decimal(
            "garch_alpha", "", "0", "0.9999", "0.03", "Weight of the last squared return in garch, per interval.");
    static final Key GARCH_BETA = Key.decimal(
            "garch_beta",
            "",
            "0",
            "0.9999",
            "0.965",
            "Weight of the last variance in garch, per interval; below 1 together with garch_alpha.");
    static final Key HAR_CONSTANT = har(
            "har_constant", "-100", "Constant of har's regression of the logarithm of a day's variance; har needs it.");
    static final Key HAR_DAILY = har("har_daily", "-10", "Weight of the last day in it; har needs it.");
    static final Key HAR_WEEKLY = har("har_weekly", "-10", "Weight of the mean of seven days in it; har needs it.");
    static final Key HAR_MONTHLY = har("har_monthly", "-10", "Weight of the mean of thirty days in it; har needs it.");
    static final Key HAR_ERROR_VARIANCE =
            har("har_error_variance", "0", "Variance of the regression's errors; har needs it.");
    static final Key HAR_FIT_DAYS = Key.whole(
            "har_fit_days",
            "days",
            0,
            1_000,
            0,
            "Days that har's regression is fitted again on, every day, from 60 on; what is stated holds until there are 60."
                    + " 0: as stated throughout.");
    static final Key SEASON = Key.flag(
            "season",
            false,
            "Whether the hours of the week, learnt from the index, are taken out of what ewma, garch and har see and put"
                    + " into what they say; needs an interval of at most 900 seconds.");
    static final Key WINDOW = Key.whole(
            "window", "returns", 2, 100_000, 1_440, "Of realised and bipower; a day of minutes unless told otherwise.");
    static final Key FLOW_HALF_LIFE_S = Key.whole(
            "flow_half_life_s",
            "seconds",
            1,
            86_400,
            60,
            "After this time a change at the touch counts half in the order-flow imbalance.");
    static final Key COST = Key.choice(
            "cost",
            "What policies take for the cost of a trade: cost_bp of the desk, or what own fills have cost (fee, spread and"
                    + " impact, takers and makers mixed as they came).",
            "assumed",
            "measured");
    static final Key TAKER_RATE = Key.decimal(
            "taker_rate", "of the notional", "-0.01", "0.1", "0.0005", "Fee of a taker until own fills say more.");
    static final Key SPREAD_SHARE = Key.decimal(
            "spread_share", "of the half-spread", "0", "10", "1", "What a taker pays of it until own fills say more.");
    static final Key IMPACT = Key.decimal(
            "impact",
            "",
            "0",
            "10",
            "0.7",
            "Coefficient of the impact by the square root of size until own fills say more; 0.5 to 1 in most markets.");
    static final Key PRIOR_FILLS = Key.decimal(
            "prior_fills", "fills", "0.01", "1000000", "20", "Own fills that the three above weigh as much as.");
    static final Key FILL_HALF_LIFE =
            Key.whole("fill_half_life", "fills", 1, 1_000_000, 200, "After so many own fills one counts half.");
    static final Key DAILY_VOLUME_COINS = Key.decimal(
            "daily_volume_coins",
            "coins",
            "0.001",
            "1000000000",
            "10000",
            "Traded a day in the hedge instrument, for the impact, until public trades say more.");
    static final Key VPIN_BUCKET_COINS = Key.decimal(
            "vpin_bucket_coins",
            "coins",
            "0",
            "1000000000",
            "0",
            "Volume of a bucket of VPIN, a fiftieth of a day's as a rule; 0: no VPIN.");
    static final Key VPIN_BUCKETS = Key.whole("vpin_buckets", "buckets", 1, 1_000, 50, "In the sum of VPIN.");
    static final Key VPIN_COST_FACTOR = Key.decimal(
            "vpin_cost_factor",
            "of the cost",
            "0",
            "10",
            "0",
            "Added to the measured cost while VPIN is among its highest tenth; off, for what it foretells is disputed.");

    /** What har cannot do without. */
    static final List<Key> HAR = List.of(HAR_CONSTANT, HAR_DAILY, HAR_WEEKLY, HAR_MONTHLY, HAR_ERROR_VARIANCE);

    static final List<Key> KEYS = List.of(
            ESTIMATOR,
            INTERVAL_S,
            HALF_LIFE_S,
            HORIZON_DAYS,
            START_VOL,
            LONG_RUN_VOL,
            GARCH_ALPHA,
            GARCH_BETA,
            HAR_CONSTANT,
            HAR_DAILY,
            HAR_WEEKLY,
            HAR_MONTHLY,
            HAR_ERROR_VARIANCE,
            HAR_FIT_DAYS,
            SEASON,
            WINDOW,
            FLOW_HALF_LIFE_S,
            COST,
            TAKER_RATE,
            SPREAD_SHARE,
            IMPACT,
            PRIOR_FILLS,
            FILL_HALF_LIFE,
            DAILY_VOLUME_COINS,
            VPIN_BUCKET_COINS,
            VPIN_BUCKETS,
            VPIN_COST_FACTOR);
    static final Section FORECAST = new Section(
            "forecast", "What is forecast of every underlying unless [book.forecast] says otherwise.", KEYS);
    static final Section BOOK_FORECAST =
            new Section("book.forecast", "This book's own choice of any property of [forecast].", KEYS);

    private ForecastSchema() {}

    private static Key har(final String name, final String least, final String why) {
        return Key.optional(name, Key.range(least, "100"), "", why);
    }
}
