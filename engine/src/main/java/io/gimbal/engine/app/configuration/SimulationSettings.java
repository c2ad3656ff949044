package io.gimbal.engine.app.configuration;

/**
 * Section {@code simulation}.
 *
 * @param latencyNs         from sending an order to its match, nanoseconds
 * @param slippageTicks     added against us at every fill, ticks
 * @param halfSpreadBp      half-spread of the hedge instrument, basis points times 1e8
 * @param quoteAmountUsd    size of each side of its top of book, USD times 1e8
 * @param isSizeRespected   whether a fill is bounded by that size
 * @param warmUpNs          recorded data played before the start, nanoseconds
 * @param linearFromInverse whether a linear book may be priced from the inverse listing
 */
public record SimulationSettings(
        long latencyNs,
        int slippageTicks,
        long halfSpreadBp,
        long quoteAmountUsd,
        boolean isSizeRespected,
        long warmUpNs,
        boolean linearFromInverse) {
    static SimulationSettings of(final Values values) {
        return new SimulationSettings(
                values.millisecondsAsNs(Schema.LATENCY_MS),
                values.count(Schema.SLIPPAGE_TICKS),
                values.number(Schema.HALF_SPREAD_BP),
                values.number(Schema.QUOTE_AMOUNT_USD),
                values.flag(Schema.RESPECT_SIZE),
                values.secondsAsNs(Schema.WARM_UP_S),
                values.flag(Schema.LINEAR_FROM_INVERSE));
    }
}
