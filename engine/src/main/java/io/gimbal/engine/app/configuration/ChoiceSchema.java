package io.gimbal.engine.app.configuration;

import java.util.List;

/** The properties of {@code [[book.hedge]]} and {@code [book.choice]}: with which of several instruments to hedge. */
final class ChoiceSchema {
    private static final long YEAR_HOURS = 8_760;
    private static final long MAX_CONNECTION = 15;

    static final Key INSTRUMENT = Key.optional(
            "instrument",
            new Kind.Text(
                    "[A-Z0-9]{2,10}(_[A-Z]{3,5})?(-[A-Z0-9]{3,24})?",
                    "a future, perpetual or spot pair in capitals, for instance BTC-PERPETUAL or BTC_USDC"),
            "",
            "The candidate by its name at the venue; state this or rule.");
    static final Key RULE = Key.optional(
            "rule",
            new Kind.Choice(List.of("perpetual", "quarterly", "next_quarterly", "spot")),
            "",
            "The candidate by what it is, of the book's coin and style at the start; spot is the pair with USDC.");
    static final Key VENUE = Key.optional(
            "venue",
            new Kind.Text("[a-z0-9-]{1,16}", "the name of a [[venue]]"),
            "",
            "The [[venue]] that it is traded at; absent: the one that connection is of.");
    static final Key CONNECTION = Key.whole(
            "connection",
            "",
            0,
            MAX_CONNECTION,
            0,
            "The connection that its orders come through; 0 is the first venue's. With [[venue]] any number of a venue"
                    + " is that venue.");
    static final Key MARKET_CONNECTION = Key.optional(
            "market_connection",
            new Kind.WholeNumber(0, MAX_CONNECTION),
            "",
            "The connection that its quotes come through; absent: connection.");
    static final Key TAKER_FEE_BP = Key.optional(
            "taker_fee_bp", Key.range("-100", "1000"), "basis points", "Fee of an order that takes; absent: [fees].");
    static final Key MAKER_FEE_BP = Key.optional(
            "maker_fee_bp", Key.range("-100", "1000"), "basis points", "Fee of an order that rests; absent: [fees].");
    static final Key IMPACT_BP = Key.decimal(
            "impact_bp",
            "basis points",
            "0",
            "1000",
            "0",
            "What an order of a million dollars costs beside the spread; grows with the root of the size.");
    static final Key MARGIN_RATE =
            Key.decimal("margin_rate", "of the position", "0", "2", "0.1", "What a position ties up; 1 for spot.");
    static final Key MAX_POSITION_USD = Key.required(
            "max_position_usd",
            Key.range("1", "10000000000"),
            "USD",
            "Largest position in it, with everything under way filled; what is beyond goes to the next candidate.");
    static final Key CROSS_RATIO = Key.optional(
            "ratio",
            new Kind.Choice(List.of("minimum-variance", "fixed")),
            "",
            "Of a perpetual of another coin, which stands in while it costs less than the book's own or those cannot be"
                    + " traded: dollars of it per dollar hedged, as measured or as stated by fixed_ratio.");
    static final Key FIXED_RATIO = Key.optional(
            "fixed_ratio", Key.range("0.01", "10"), "USD per USD", "Dollars of it per dollar hedged; with fixed.");
    static final Key RATIO_HALF_LIFE_H = Key.whole(
            "ratio_half_life_h",
            "hours",
            1,
            YEAR_HOURS,
            72,
            "In which a return of the two coins loses half its weight in ratio and correlation.");
    static final Key RATIO_SAMPLE_S = Key.whole(
            "ratio_sample_s",
            "seconds",
            1,
            3_600,
            300,
            "Returns of either coin are at least this long: five minutes are long beside the lag of two feeds.");
    static final Key RATIO_MIN_SAMPLES = Key.whole(
            "ratio_min_samples",
            "returns",
            2,
            1_000_000,
            200,
            "Returns of either coin, by their weights, before anything is hedged with it.");
    static final Key MIN_CORRELATION = Key.decimal(
            "min_correlation",
            "",
            "0.01",
            "0.99",
            "0.6",
            "Below this correlation nothing is hedged with it: 0.6 leaves 64 % of the variance.");
    static final Section HEDGE = new Section(
            "book.hedge",
            "One [[book.hedge]] per instrument that may carry the hedge; without any, hedge_instrument alone does.",
            List.of(
                    INSTRUMENT,
                    RULE,
                    VENUE,
                    CONNECTION,
                    MARKET_CONNECTION,
                    TAKER_FEE_BP,
                    MAKER_FEE_BP,
                    IMPACT_BP,
                    MARGIN_RATE,
                    MAX_POSITION_USD,
                    CROSS_RATIO,
                    FIXED_RATIO,
                    RATIO_HALF_LIFE_H,
                    RATIO_SAMPLE_S,
                    RATIO_MIN_SAMPLES,
                    MIN_CORRELATION));

    static final Key HORIZON_H =
            Key.whole("horizon_h", "hours", 1, YEAR_HOURS, 24, "Costs of the candidates are compared over this time.");
    static final Key INTERVAL_S = Key.whole(
            "interval_s", "seconds", 1, 86_400, 60, "How often the choice is looked at besides at every trade.");
    static final Key CONFIDENCE = Key.decimal(
            "confidence",
            "standard errors",
            "0",
            "100",
            "1",
            "How far beyond the doubt about funding and basis a saving must be, after paying for the switch.");
    static final Key TURNOVER = Key.decimal(
            "turnover",
            "of the hedge",
            "0",
            "1000000",
            "0",
            "How much is traded over the horizon, beside the way in and out.");
    static final Key MAKER_SHARE =
            Key.decimal("maker_share", "of the trades", "0", "1", "0", "How many of the trades are expected to rest.");
    static final Key MARGIN_COST_RATE =
            Key.decimal("margin_cost_rate", "per year", "0", "10", "0", "What the capital that margin ties up costs.");
    static final Key BASIS_AVERSION = Key.decimal(
            "basis_aversion_per_billion",
            "per billion USD",
            "0",
            "1000000000",
            "0",
            "What variance between candidate and index costs, half of it per squared dollar.");
    static final Key BASIS_HALF_LIFE_H = Key.whole(
            "basis_half_life_h",
            "hours",
            1,
            YEAR_HOURS,
            24,
            "In which a move of the basis, or a return in the ratio, loses half its weight.");
    static final Key ROLL_BEFORE_H = Key.whole(
            "roll_before_h",
            "hours",
            0,
            YEAR_HOURS,
            48,
            "A future this near its delivery is rolled into the next choice, on a straight line over half of this time;"
                    + " 0: never.");
    static final Key LEVEL_LIMIT_USD = Key.optional(
            "level_limit_usd",
            Key.range("1", "10000000000"),
            "USD",
            "Beyond this exposure to spot beside the policy's centre contracts are balanced; absent: not by it.");
    static final Key SLOPE_LIMIT_USD_YEARS = Key.optional(
            "slope_limit_usd_years",
            Key.range("1", "10000000000"),
            "USD years",
            "Beyond this exposure to the futures' premium per year contracts are balanced; absent: not by it.");
    static final Key RATIO = Key.choice(
            "ratio",
            "What a candidate's coin counts as: a coin, or what its covariance with the index makes of it.",
            "one",
            "minimum-variance");
    static final Key MAX_SPLITS = Key.whole(
            "max_splits",
            "orders",
            1,
            8,
            1,
            "Into how many orders, one per candidate, a need is split that the touch of the one in use cannot hold;"
                    + " 1: never.");
    static final Key SPLIT_ORDER_USD = Key.decimal(
            "split_order_usd",
            "USD",
            "0",
            "10000",
            "0",
            "What another order of a split must save, all costs reckoned.");
    static final Key SPLIT_WITHIN_BP = Key.decimal(
            "split_within_bp",
            "basis points",
            "0",
            "1000",
            "10",
            "What would cost so much more than in the candidate in use is not traded elsewhere: it waits for another"
                    + " quote.");
    static final Section CHOICE = new Section(
            "book.choice",
            "How the book chooses among its [[book.hedge]] candidates, rolls and balances them.",
            List.of(
                    HORIZON_H,
                    INTERVAL_S,
                    CONFIDENCE,
                    TURNOVER,
                    MAKER_SHARE,
                    MARGIN_COST_RATE,
                    BASIS_AVERSION,
                    BASIS_HALF_LIFE_H,
                    ROLL_BEFORE_H,
                    LEVEL_LIMIT_USD,
                    SLOPE_LIMIT_USD_YEARS,
                    RATIO,
                    MAX_SPLITS,
                    SPLIT_ORDER_USD,
                    SPLIT_WITHIN_BP));

    private ChoiceSchema() {}
}
