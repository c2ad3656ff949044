package io.gimbal.engine.app.configuration;

import io.gimbal.engine.risk.MessageRate;
import java.util.ArrayList;
import java.util.List;

/** Every property there is. The order here is the order of {@code config show}, of the schema table and of the hash. */
final class Schema {
    private static final long DAY_S = 86_400;
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;

    static final Key DECISION_HEARTBEAT_MS = Key.whole(
            "decision_heartbeat_ms",
            "milliseconds",
            1,
            HOUR_MS,
            1000,
            "How often an unchanged decision is restated, so that silence in a journal is never read as an opinion.");
    static final Key GREEKS_INTERVAL_MS = Key.whole(
            "greeks_interval_ms",
            "milliseconds",
            1,
            HOUR_MS,
            1000,
            "How often the book's delta ledger and Greeks are journaled; every second explains a day at little cost.");
    static final Key STATE_HASH_INTERVAL = Key.whole(
            "state_hash_interval",
            "inputs",
            1,
            1 << 30,
            65_536,
            "Inputs between two fingerprints of the engine's state; replay compares them to find a divergence early.");
    static final Section ENGINE = new Section(
            "engine",
            "The deterministic core.",
            List.of(DECISION_HEARTBEAT_MS, GREEKS_INTERVAL_MS, STATE_HASH_INTERVAL));

    static final Key MAX_MESSAGES = Key.whole(
            "max_messages",
            "commands",
            1,
            MessageRate.MAX_MESSAGES,
            10,
            "Orders, amends and cancels per window, over all books; venues throttle, and a runaway must be bounded.");
    static final Key WINDOW_MS =
            Key.whole("window_ms", "milliseconds", 1, HOUR_MS, 1000, "Length of the sliding window of max_messages.");
    static final Section RATE =
            new Section("rate", "Message rate towards the venue.", List.of(MAX_MESSAGES, WINDOW_MS));

    static final Key RING_IN_SLOTS = Key.powerOfTwo(
            "ring_in_slots", "slots", 64, 1 << 20, 8192, "Inputs waiting for the engine; a slot takes one kilobyte.");
    static final Key RING_OUT_SLOTS = Key.powerOfTwo(
            "ring_out_slots",
            "slots",
            64,
            1 << 20,
            8192,
            "Outputs waiting for the sender; when it is full the gate closes.");
    static final Key WAIT_STRATEGY = Key.choice(
            "wait_strategy",
            "How the engine thread waits for input; blocking leaves a small machine its cores, busy-spin needs one alone.",
            "blocking",
            "sleeping",
            "yielding",
            "busy-spin");
    static final Key IDLE_STRATEGY = Key.choice(
            "idle_strategy",
            "How the input and output thread waits for work; backoff spins, yields, then parks.",
            "backoff",
            "sleeping",
            "yielding",
            "busy-spin");
    static final Key TIMER_INTERVAL_MS = Key.whole(
            "timer_interval_ms",
            "milliseconds",
            1,
            MINUTE_MS,
            100,
            "How often time alone is an input when nothing else happens; bounds how late a staleness limit bites.");
    static final Section PIPELINE = new Section(
            "pipeline",
            "Rings and threads around the engine.",
            List.of(RING_IN_SLOTS, RING_OUT_SLOTS, WAIT_STRATEGY, IDLE_STRATEGY, TIMER_INTERVAL_MS));

    static final Key STORAGE = Key.choice(
            "storage", "What stores the records: Chronicle Queue, or plain pre-allocated files.", "chronicle", "file");
    static final Key MIN_FREE_BYTES = Key.whole(
            "min_free_bytes",
            "bytes",
            0,
            1L << 50,
            1L << 30,
            "Free space below which the journal refuses to go on, before the disk is full; 0 switches the guard off.");
    static final Section JOURNAL = new Section("journal", "Where events are kept.", List.of(STORAGE, MIN_FREE_BYTES));

    static final Key SURFACE_ENABLED = Key.flag(
            "enabled",
            false,
            "Whether smiles are fitted beside the engine and enter it as events; needs every option of the held expiries.");
    static final Key SURFACE_INTERVAL_S = Key.whole(
            "interval_s", "seconds", 1, DAY_S, 5, "Time between two fits of a book's smiles; quotes rarely say more.");
    static final Key SURFACE_DELAY_MS = Key.whole(
            "delay_ms",
            "milliseconds",
            0,
            MINUTE_MS,
            50,
            "In backtests, from the quotes of a fit to its smiles' effect; live, it takes what it takes.");
    static final Key SURFACE_MAX_QUOTE_AGE_S =
            Key.whole("max_quote_age_s", "seconds", 1, DAY_S, 60, "Older quotes are left out of a fit.");
    static final Section SURFACE = new Section(
            "surface",
            "Smiles fitted to the quotes, for books whose vol_source is surface.",
            List.of(SURFACE_ENABLED, SURFACE_INTERVAL_S, SURFACE_DELAY_MS, SURFACE_MAX_QUOTE_AGE_S));

    static final Key LATENCY_MS = Key.whole(
            "latency_ms",
            "milliseconds",
            0,
            MINUTE_MS,
            25,
            "From sending an order to its match; a cloud host's way to the venue and through its gateway.");
    static final Key SLIPPAGE_TICKS = Key.whole(
            "slippage_ticks",
            "ticks",
            0,
            10_000,
            1,
            "Added against us to the opposite side at every fill; a small hedge rarely moves the book further.");
    static final Key HALF_SPREAD_BP = Key.decimal(
            "half_spread_bp",
            "basis points",
            "0",
            "1000",
            "1",
            "Half-spread of the hedge instrument's top of book, which is built from the recorded index or forward.");
    static final Key QUOTE_AMOUNT_USD = Key.decimal(
            "quote_amount_usd", "USD", "1", "10000000000", "1000000", "Size shown on each side of that top of book.");
    static final Key RESPECT_SIZE = Key.flag(
            "respect_size",
            false,
            "Whether a fill is bounded by the size shown; off, because that size is declared, not recorded.");
    static final Key WARM_UP_S = Key.whole(
            "warm_up_s",
            "seconds",
            0,
            DAY_S,
            600,
            "Recorded data played before the start, so that every option has a price when hedging begins.");
    static final Key LINEAR_FROM_INVERSE = Key.flag(
            "linear_from_inverse",
            false,
            "Whether a linear book may take forwards and volatilities of the inverse listing, where only that was recorded.");
    static final Section SIMULATION = new Section(
            "simulation",
            "Simulated market and fills of backtest and demo.",
            List.of(
                    LATENCY_MS,
                    SLIPPAGE_TICKS,
                    HALF_SPREAD_BP,
                    QUOTE_AMOUNT_USD,
                    RESPECT_SIZE,
                    WARM_UP_S,
                    LINEAR_FROM_INVERSE));

    static final Key PERPETUAL_MAKER_RATE = fee("perpetual_maker_rate", "0", "List fee of resting perpetual orders.");
    static final Key PERPETUAL_TAKER_RATE =
            fee("perpetual_taker_rate", "0.0005", "List fee of aggressive perpetual orders, of the notional.");
    static final Key FUTURE_MAKER_RATE = fee("future_maker_rate", "0", "List fee of resting dated-future orders.");
    static final Key FUTURE_TAKER_RATE =
            fee("future_taker_rate", "0.0005", "List fee of aggressive dated-future orders, of the notional.");
    static final Key OPTION_RATE = Key.decimal(
            "option_rate",
            "of the underlying",
            "-0.01",
            "0.1",
            "0.0003",
            "List fee of options: coins per coin of amount.");
    static final Key OPTION_CAP_RATE = Key.decimal(
            "option_cap_rate",
            "of the premium",
            "0",
            "1",
            "0.125",
            "An option's fee never exceeds this share of its price.");
    static final Section FEES = new Section(
            "fees",
            "What trading costs.",
            List.of(
                    PERPETUAL_MAKER_RATE,
                    PERPETUAL_TAKER_RATE,
                    FUTURE_MAKER_RATE,
                    FUTURE_TAKER_RATE,
                    OPTION_RATE,
                    OPTION_CAP_RATE));

    static final Key TARGET_COINS = Key.decimal(
            "target_coins", "coins", "-1000000", "1000000", "0", "Delta to keep, in the book's sense; 0 is level.");
    static final Key HEDGE_RATIO = Key.decimal(
            "hedge_ratio",
            "of the book's delta",
            "0",
            "2",
            "1",
            "How much of the delta is hedged: 1 is all of it, 0.5 leaves half open on purpose.");
    static final Key LANDING = Key.choice(
            "landing",
            "Where a trade of fixed_band ends: at the target, or at the band's edge (smaller, more frequent trades).",
            "to_target",
            "to_edge");
    static final Key INTERVAL_S = Key.whole(
            "interval_s",
            "seconds",
            1,
            DAY_S,
            300,
            "Time between two trades or two looks of a policy with a clock; the shortest, where the clock follows the market.");
    static final Key HEDGE_ON = new Key(
            "hedge_on",
            new Kind.Words(
                    "book|deposit|delivery|funding_flip|jump|surface_remark|margin",
                    "book, deposit, delivery, funding_flip, jump, surface_remark or margin",
                    7),
            "",
            List.of(),
            Key.Presence.DEFAULTED,
            "Events that call for a trade to the policy's centre beside its own rule: the book or its cash changed, an"
                    + " expiry was delivered, funding changed its sign, the price jumped, re-marks moved the delta by half a"
                    + " half-width, the margin took more than half of the equity.");
    static final Key PROJECTION = Key.choice(
            "projection",
            "How a delta on an expiry's forward counts in the hedge instrument: times F/P, or one to one.",
            "forward_over_hedge",
            "unit");
    static final Key PRICE_OFFSET_TICKS = Key.whole(
            "price_offset_ticks",
            "ticks",
            0,
            100_000,
            20,
            "Limit price of a hedge order: this far through the opposite side, room for the market to move on the way.");
    static final Key VOL_SOURCE = Key.choice(
            "vol_source",
            "Whose volatilities value the options: the venue's marks, or our own fitted smiles, the mark where there is none.",
            "mark",
            "surface");
    static final List<Key> HEDGING_KEYS = hedgingKeys();
    static final Section HEDGING = new Section(
            "hedging", "How every book is hedged unless it says otherwise in [book.hedging].", HEDGING_KEYS);

    static final Key MAX_ORDER_USD = Key.decimal(
            "max_order_usd",
            "USD",
            "1",
            "10000000000",
            "1000000",
            "Largest single order; a larger deviation is worked off in several.");
    static final Key MAX_POSITION_USD = Key.decimal(
            "max_position_usd",
            "USD",
            "1",
            "10000000000",
            "10000000",
            "Largest hedge position, long or short, with everything in flight at its worst.");
    static final Key COLLAR_BP = Key.decimal(
            "collar_bp",
            "basis points",
            "0.01",
            "5000",
            "100",
            "Largest distance of a limit price from the index; stops orders on a broken quote.");
    static final Key MAX_INDEX_AGE_S = age("max_index_age_s", 5, "No new order when the index is older.");
    static final Key MAX_FORWARD_AGE_S =
            age("max_forward_age_s", 30, "No new order when an expiry's forward that the book needs is older.");
    static final Key MAX_VOL_AGE_S =
            age("max_vol_age_s", 60, "No new order when an option's volatility that the book needs is older.");
    static final Key MAX_QUOTE_AGE_S = age("max_quote_age_s", 5, "No new order when the hedge's quote is older.");
    static final Key MAX_COMMAND_AGE_MS = Key.whole(
            "max_command_age_ms",
            "milliseconds",
            1,
            MINUTE_MS,
            500,
            "A command that could not be sent within this time is suppressed: its reason has gone.");
    static final Key REJECT_BACK_OFF_MS = Key.whole(
            "reject_back_off_ms",
            "milliseconds",
            0,
            HOUR_MS,
            1000,
            "No new order this long after a rejection or a suppression, so that a refusal never becomes a storm; nor on a"
                    + " quote that left an order unfilled, unless another quote comes first.");
    static final List<Key> LIMIT_KEYS = List.of(
            MAX_ORDER_USD,
            MAX_POSITION_USD,
            COLLAR_BP,
            MAX_INDEX_AGE_S,
            MAX_FORWARD_AGE_S,
            MAX_VOL_AGE_S,
            MAX_QUOTE_AGE_S,
            MAX_COMMAND_AGE_MS,
            REJECT_BACK_OFF_MS);
    static final Section LIMITS =
            new Section("limits", "Hard limits of every book unless it says otherwise in [book.limits].", LIMIT_KEYS);

    /** Tables that stand once in a file and have a default for everything. */
    static final List<Section> TABLES = List.of(
            ENGINE,
            RATE,
            PIPELINE,
            JOURNAL,
            SURFACE,
            OverlaySchema.OVERLAY,
            VenueSchema.VENUE,
            SIMULATION,
            FEES,
            HEDGING,
            ExecutionSchema.EXECUTION,
            LIMITS,
            ForecastSchema.FORECAST,
            StrategySchema.STRATEGY);

    private Schema() {}

    private static List<Key> hedgingKeys() {
        final List<Key> keys =
                new ArrayList<>(List.of(TARGET_COINS, HEDGE_RATIO, PolicySchema.POLICY, LANDING, INTERVAL_S));
        keys.addAll(PolicySchema.PARAMETERS);
        keys.add(HEDGE_ON);
        keys.addAll(List.of(PROJECTION, PRICE_OFFSET_TICKS, VOL_SOURCE));
        keys.addAll(TimingSchema.KEYS);
        return List.copyOf(keys);
    }

    private static Key fee(final String name, final String rate, final String why) {
        return Key.decimal(name, "of the notional", "-0.01", "0.1", rate, why);
    }

    private static Key age(final String name, final long seconds, final String why) {
        return Key.whole(name, "seconds", 1, DAY_S, seconds, why);
    }
}
