package io.gimbal.engine.app.configuration;

import java.util.List;

/** The properties of {@code [strategy]} and of {@code [book.strategy]}. */
final class StrategySchema {
    static final Key KIND = Key.choice(
            "kind",
            "What says how much is held: target_coins (none), a multiple of the equity above a floor (cppi), a volatility of"
                    + " the equity (vol_target); gamma_scalping keeps target_coins and trades while gamma makes its rent.",
            "none",
            "cppi",
            "vol_target",
            "gamma_scalping");
    static final Key FLOOR_USD = Key.optional(
            "floor_usd",
            Key.range("0.01", "1000000000"),
            "USD",
            "Equity that cppi must not break, as of the start; cppi needs it.");
    static final Key MULTIPLIER = Key.optional(
            "multiplier",
            Key.range("0.01", "100"),
            "of the cushion",
            "What cppi holds at risk; a fall of the price by its inverse between two trades reaches the floor; cppi needs it.");
    static final Key LARGEST_EXPOSURE = Key.decimal(
            "largest_exposure",
            "of the equity",
            "0.01",
            "100",
            "1",
            "Most that cppi and vol_target hold; 1 borrows nothing.");
    static final Key FLOOR_RATE =
            Key.decimal("floor_rate", "per year", "-1", "1", "0", "At which the floor of cppi grows, continuous.");
    static final Key RATCHET = Key.decimal(
            "ratchet",
            "of the equity",
            "0",
            "0.99",
            "0",
            "Share below which the floor never lies, so that gains are kept (time-invariant protection); 0: none.");
    static final Key BAND_SHARE = Key.decimal(
            "band_share",
            "of the target",
            "0",
            "0.99",
            "0.1",
            "How far the exposure of cppi and vol_target may be from the rule before it is traded to it; 0: the book's policy"
                    + " says when.");
    static final Key TARGET_VOL = Key.optional(
            "target_vol",
            Key.range("0.001", "10"),
            "per root year",
            "Volatility that vol_target gives the equity, 0.2 is 20 %; vol_target needs it, and a forecast.");
    static final Key RENT_MARGIN_USD = Key.decimal(
            "rent_margin_usd",
            "USD per day",
            "0",
            "1000000000",
            "0",
            "What gamma must be expected to make beyond theta and trading before gamma_scalping begins again; it ends at 0.");
    static final Key IDLE_HALF_WIDTH_COINS = Key.optional(
            "idle_half_width_coins",
            Key.range("0.00000001", "1000000"),
            "coins",
            "How far the delta may go while gamma does not make its rent: a risk limit; gamma_scalping needs it, and a forecast.");
    static final Key COST_BP = Key.decimal(
            "cost_bp",
            "basis points",
            "0",
            "1000",
            "6",
            "What a trade costs in the rent of gamma where it is not measured, one way, of the notional.");

    static final List<Key> KEYS = List.of(
            KIND,
            FLOOR_USD,
            MULTIPLIER,
            LARGEST_EXPOSURE,
            FLOOR_RATE,
            RATCHET,
            BAND_SHARE,
            TARGET_VOL,
            RENT_MARGIN_USD,
            IDLE_HALF_WIDTH_COINS,
            COST_BP);
    static final Section STRATEGY =
            new Section("strategy", "What says how much every book holds unless [book.strategy] says otherwise.", KEYS);
    static final Section BOOK_STRATEGY =
            new Section("book.strategy", "This book's own choice of any property of [strategy].", KEYS);

    private StrategySchema() {}
}
