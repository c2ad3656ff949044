package io.gimbal.engine.app.configuration;

import java.util.List;

/** The properties of {@code [hedging]} that say which delta counts and when a trade may be made. */
final class TimingSchema {
    private static final long DAY_S = 86_400;

    static final Key DELTA = new Key(
            "delta",
            new Kind.Delta(),
            "",
            "sticky-strike",
            Key.Presence.DEFAULTED,
            "What volatility is taken to do when the forward moves: nothing at a strike, nothing at a moneyness, R - 1 times"
                    + " the smile's slope, what the smiles showed, or Hull and White's coefficients; all but the first and"
                    + " the last need vol_source surface.");
    static final Key TRADE_ON_REMARK = Key.flag(
            "trade_on_remark",
            true,
            "Whether a breach of the band by re-marked volatilities alone, at an unmoved price, is traded.");
    static final Key REMARK_HALF_LIFE_S = Key.whole(
            "remark_half_life_s",
            "seconds",
            1,
            DAY_S,
            300,
            "Without trade_on_remark, half of a re-mark counts as real after this time.");
    static final Key OVERRIDE_MULTIPLE = Key.decimal(
            "override_multiple",
            "half-widths",
            "1",
            "1000",
            "3",
            "Beyond this distance from the middle of the band neither trade_when nor a re-mark holds a trade back.");
    static final Key SCORE_DELTAS_EVERY_S = Key.whole(
            "score_deltas_every_s",
            "seconds",
            0,
            DAY_S,
            0,
            "How often the deltas are scored by the variance each would have left; 0 is never. It reports and changes"
                    + " nothing.");
    static final Key TRADE_WHEN = Key.optional(
            "trade_when",
            new Kind.Trigger(),
            "",
            "When the policy's trade may be made; absent: whenever the policy calls for one. The policy says where, this"
                    + " says when.");
    static final Key TRADE_ALSO_WHEN = Key.optional(
            "trade_also_when",
            new Kind.Trigger(),
            "",
            "When a trade to the policy's centre is called for beside its own rule, the band or not; absent: never.");

    static final List<Key> KEYS = List.of(
            DELTA,
            TRADE_ON_REMARK,
            REMARK_HALF_LIFE_S,
            OVERRIDE_MULTIPLE,
            SCORE_DELTAS_EVERY_S,
            TRADE_WHEN,
            TRADE_ALSO_WHEN);

    private TimingSchema() {}
}
