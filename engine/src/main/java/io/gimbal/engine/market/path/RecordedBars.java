package io.gimbal.engine.market.path;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Recorded one-minute bars without a hole: a minute nobody recorded repeats the last close. Immutable.
 *
 * <p>The hedger's volatility is causal: the root of the mean of the realised variances of the last day and the last
 * three days, of one-minute log returns up to the moment it is looked at.
 */
public final class RecordedBars {
    /** Minutes that must lie before a path for its volatility. */
    public static final int WARM_UP = 3 * 1_440;

    private static final int DAY = 1_440;
    private static final int HOUR = 60;
    private static final double MINUTES_PER_YEAR = 365.0 * DAY;

    private final double[] low;
    private final double[] high;
    private final double[] close;
    private final double[] squares;

    /**
     * Takes bars, one a minute.
     *
     * @param low   of each minute, USD per coin, above 0
     * @param high  of each minute, at least its low
     * @param close of each minute, within its range
     * @throws IllegalArgumentException where lengths differ or a range is none
     */
    public RecordedBars(final double[] low, final double[] high, final double[] close) {
        if (low.length != close.length || high.length != close.length) {
            throw new IllegalArgumentException(
                    "lengths differ: low=" + low.length + ", high=" + high.length + ", close=" + close.length);
        }
        this.low = low.clone();
        this.high = high.clone();
        this.close = close.clone();
        squares = new double[close.length + 1];
        for (int i = 0; i < close.length; i++) {
            if (!(low[i] > 0 && low[i] <= close[i] && close[i] <= high[i] && high[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "no range: minute=" + i + ", low=" + low[i] + ", close=" + close[i] + ", high=" + high[i]);
            }
            final double move = i == 0 ? 0.0 : DeterministicMath.logRatio(close[i], close[i - 1]);
            squares[i + 1] = squares[i] + move * move;
        }
    }

    /** {@return how many minutes there are} */
    public int minutes() {
        return close.length;
    }

    /**
     * Cuts out one path, its prices scaled to begin where asked.
     *
     * @param start  minute at whose close the path begins, at least {@link #WARM_UP}
     * @param scaled price at the beginning, USD per coin, above 0
     * @param into   filled completely; a step of its grid is a minute
     */
    public void cut(final int start, final double scaled, final PricePath into) {
        if (!(start >= WARM_UP && start + into.steps() < close.length)) {
            throw new IllegalArgumentException("no such path: start=" + start + ", steps=" + into.steps());
        }
        final double scale = scaled / close[start];
        double vol = vol(start);
        into.at(0, scaled, vol);
        for (int i = 1; i <= into.steps(); i++) {
            final int minute = start + i;
            vol = i % HOUR == 0 ? vol(minute) : vol;
            into.at(i, scale * close[minute], vol);
            into.range(i - 1, scale * low[minute], scale * high[minute]);
        }
    }

    /**
     * The hedger's volatility at the close of a minute.
     *
     * @param minute at least {@link #WARM_UP}
     * @return absolute, per root year; known at that close
     */
    public double vol(final int minute) {
        final double day = (squares[minute + 1] - squares[minute + 1 - DAY]) / DAY;
        final double days = (squares[minute + 1] - squares[minute + 1 - WARM_UP]) / WARM_UP;
        return Math.sqrt(0.5 * (day + days) * MINUTES_PER_YEAR);
    }
}
