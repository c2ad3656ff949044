package io.gimbal.engine.hedging.execution;

/**
 * How patient {@link MakerFirst} is.
 *
 * @param takeMultiple  η: beyond so many half-widths the excess is taken at once, at least 1
 * @param crossMultiple beyond so many half-widths everything outside the band is taken, at least {@code takeMultiple}
 * @param resizeLots    smallest change of size worth an amendment, at least 1
 * @param repegTicks    smallest move of the touch worth an amendment, at least 1
 */
public record MakerFirstSettings(double takeMultiple, double crossMultiple, long resizeLots, long repegTicks) {
    /** Take beyond two half-widths, everything beyond three; follow every lot and every tick. */
    public static final MakerFirstSettings DEFAULT = new MakerFirstSettings(2.0, 3.0, 1, 1);

    /** {@return whether every setting is in its range} */
    public boolean isUsable() {
        return takeMultiple >= 1 && crossMultiple >= takeMultiple && resizeLots >= 1 && repegTicks >= 1;
    }
}
