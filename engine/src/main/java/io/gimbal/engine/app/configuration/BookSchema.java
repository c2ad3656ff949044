package io.gimbal.engine.app.configuration;

import java.util.List;

/** The properties of one book: a {@code [[book]]} table and what stands below it. */
final class BookSchema {
    private static final String NAME_FORM = "an instrument name in capitals, for instance BTC-PERPETUAL";
    private static final Kind NAME = new Kind.Text("[A-Z0-9]{2,10}(_[A-Z]{3,5})?-[A-Za-z0-9-]{3,24}", NAME_FORM);

    static final Key COIN = Key.required(
            "coin",
            new Kind.Text("[A-Z0-9]{2,8}", "a coin in capitals, for instance BTC"),
            "",
            "The underlying whose moves are hedged.");
    static final Key STYLE = Key.required(
            "style",
            new Kind.Choice(List.of("inverse", "linear")),
            "",
            "How its instruments settle: in the coin itself (inverse) or in dollars (linear).");
    static final Key HEDGE_INSTRUMENT = Key.required(
            "hedge_instrument", NAME, "", "What is traded to keep delta in its band, for instance BTC-PERPETUAL.");
    static final Key SENSE = Key.required(
            "sense",
            new Kind.Choice(List.of("coin_neutral", "usd_neutral", "venue")),
            "",
            "Which delta is kept: coin_neutral keeps the equity in coins level, usd_neutral the equity in dollars (it also"
                    + " hedges the coins you own), venue the exchange's own delta total. They differ by your whole coin"
                    + " equity, so there is no default.");
    static final Key CASH_COINS = Key.required(
            "cash_coins",
            Key.anyAmount(),
            "coins",
            "Opening balance in coins; usd_neutral hedges it, and P&L starts there.");
    static final Key CASH_USD = Key.required(
            "cash_usd",
            Key.anyAmount(),
            "USD",
            "Opening balance in dollars; a linear book's margin and results live here.");
    static final Key HALF_WIDTH_COINS = Key.optional(
            "half_width_coins",
            Key.range("0.00000001", "1000000"),
            "coins",
            "Half-width of the no-trade band around the target; required by fixed bands and hybrid: a risk limit only the desk can"
                    + " set. Of a policy that computes its own band, the one that stands in where an input is absent.");
    static final Key UPPER_HALF_WIDTH_COINS = Key.optional(
            "upper_half_width_coins",
            Key.range("0.00000001", "1000000"),
            "coins",
            "Half-width above the target of a fixed band that is not even; absent: half_width_coins.");
    static final Key MARKET_VENUE = Key.optional(
            "market_venue",
            new Kind.Text("[a-z0-9-]{1,16}", "the name of a [[venue]]"),
            "",
            "The [[venue]] whose index, and whose marks and volatilities of options, count while it is there; absent: the"
                    + " first that lists the book's instruments.");
    static final Section BOOK = new Section(
            "book",
            "One [[book]] per coin and style.",
            List.of(
                    COIN,
                    STYLE,
                    HEDGE_INSTRUMENT,
                    SENSE,
                    CASH_COINS,
                    CASH_USD,
                    HALF_WIDTH_COINS,
                    UPPER_HALF_WIDTH_COINS,
                    MARKET_VENUE));

    static final Section HEDGING =
            new Section("book.hedging", "This book's own choice of any property of [hedging].", Schema.HEDGING_KEYS);
    static final Section LIMITS =
            new Section("book.limits", "This book's own choice of any property of [limits].", Schema.LIMIT_KEYS);

    static final Key EXPIRIES =
            Key.required("expiries", new Kind.WholeNumber(1, 50), "expiries", "How many expiries, the nearest first.");
    static final Key MIN_DAYS = Key.required(
            "min_days", Key.range("0", "3650"), "days", "An expiry nearer than this at the start is passed over.");
    static final Key STRIKES = Key.required(
            "strikes",
            new Kind.WholeNumber(1, 200),
            "strikes",
            "How many strikes of each expiry, the nearest to its forward first.");
    static final Key LEGS = Key.required(
            "legs",
            new Kind.Choice(List.of("call_and_put", "call", "put")),
            "",
            "What is held at each strike: a straddle, or one leg of it.");
    static final Key QUANTITY_COINS = Key.required(
            "quantity_coins", Key.range("-1000000", "1000000"), "coins", "Amount of each leg; negative is short.");
    static final Section RULE = new Section(
            "book.rule",
            "Options chosen from what the market lists at the start.",
            List.of(EXPIRIES, MIN_DAYS, STRIKES, LEGS, QUANTITY_COINS));

    static final Key INSTRUMENT = Key.required("instrument", NAME, "", "The instrument held.");
    static final Key AMOUNT = Key.required(
            "amount", Key.anyAmount(), "coins; USD for inverse futures", "Signed amount held at the start.");
    static final Key AVERAGE_PRICE = Key.optional(
            "average_price",
            Key.range("0.00000001", "90000000000"),
            "coins for inverse options, else USD",
            "Entry price; absent: the market's mark at the start.");
    static final Section POSITION = new Section(
            "book.position",
            "One [[book.position]] per instrument held at the start.",
            List.of(INSTRUMENT, AMOUNT, AVERAGE_PRICE));

    private BookSchema() {}
}
