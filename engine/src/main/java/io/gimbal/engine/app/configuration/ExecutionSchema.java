package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.ExecutionSettings;
import java.util.List;

/** The properties of {@code [execution]}: how a need becomes orders. */
final class ExecutionSchema {
    private static final long DAY_S = 86_400;

    static final Key TACTIC = Key.choice(
            "tactic",
            "How a need becomes orders: taker sends one order for all of it; maker_first rests at the touch and takes what is"
                    + " far out or late; iceberg does so showing a part; twap and almgren_chriss take in slices.",
            "taker",
            "maker_first",
            "twap",
            "almgren_chriss",
            "iceberg");
    static final Key TAKE_MULTIPLE = Key.decimal(
            "take_multiple",
            "half-widths",
            "1",
            "1000",
            "2",
            "With maker_first and iceberg: what lies further from the target than so many half-widths is taken at once.");
    static final Key CROSS_MULTIPLE = Key.decimal(
            "cross_multiple",
            "half-widths",
            "1",
            "1000",
            "3",
            "With maker_first and iceberg: further out than that everything outside the band is taken at once.");
    static final Key RESIZE_LOTS = Key.whole(
            "resize_lots",
            "lots",
            1,
            1_000_000_000L,
            1,
            "Smallest change of the resting size worth an amendment; more saves messages, less follows closer.");
    static final Key REPEG_TICKS = Key.whole(
            "repeg_ticks",
            "ticks",
            1,
            1_000_000L,
            1,
            "Smallest move of the touch worth moving the resting order; more keeps its place in the queue longer.");
    static final Key HORIZON_S = Key.whole(
            "horizon_s",
            "seconds",
            1,
            DAY_S,
            300,
            "Longest time a need may take: then what rests is taken, and the last slice is due. A policy's own deadline"
                    + " shortens it.");
    static final Key SLICES = Key.whole(
            "slices",
            "slices",
            1,
            ExecutionSettings.MAX_SLICES,
            10,
            "With twap and almgren_chriss: orders per horizon.");
    static final Key URGENCY = Key.decimal(
            "urgency",
            "pure number",
            "0",
            "100",
            "2",
            "With almgren_chriss: kappa times the horizon; 0 is even slices, 2 sells most of it in the first half.");
    static final Key DISPLAY_LOTS = Key.whole(
            "display_lots",
            "lots",
            0,
            1_000_000_000L,
            0,
            "Most lots that rest at a time; 0 is all of the need. Iceberg needs it.");
    static final Key DEPTH_SHARE = Key.decimal(
            "depth_share",
            "of the visible size",
            "0.01",
            "1",
            "0.5",
            "With twap and almgren_chriss: most of the touch that one order takes; a need below it goes at once.");

    static final List<Key> KEYS = List.of(
            TACTIC,
            TAKE_MULTIPLE,
            CROSS_MULTIPLE,
            RESIZE_LOTS,
            REPEG_TICKS,
            HORIZON_S,
            SLICES,
            URGENCY,
            DISPLAY_LOTS,
            DEPTH_SHARE);
    static final Section EXECUTION = new Section(
            "execution",
            "How the needs of every book become orders unless it says otherwise in [book.execution].",
            KEYS);
    static final Section BOOK_EXECUTION =
            new Section("book.execution", "This book's own choice of any property of [execution].", KEYS);

    private ExecutionSchema() {}
}
