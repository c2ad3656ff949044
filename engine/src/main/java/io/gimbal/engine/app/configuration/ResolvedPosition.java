package io.gimbal.engine.app.configuration;

/**
 * What a book holds at the start.
 *
 * @param instrument   the instrument held
 * @param source       the listed instrument whose forward and volatility it takes; its own name but for a linear option
 *                     that is priced from its inverse twin
 * @param amount       signed, times 1e8; coins, USD for inverse futures
 * @param averagePrice entry price times 1e8, or {@link PositionSettings#MARK_AT_START}
 */
public record ResolvedPosition(String instrument, String source, long amount, long averagePrice) {}
