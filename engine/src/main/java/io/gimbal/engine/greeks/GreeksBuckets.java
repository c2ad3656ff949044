package io.gimbal.engine.greeks;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.Arrays;

/**
 * Where in strike and time a book's delta, gamma and vega sit: a matrix of bands by tenors. With n edges there are n + 1
 * bands, open at both ends; an option on an edge belongs to the band above it. So every option falls in exactly one bucket
 * and the buckets add up to the totals. Filled on demand, option by option in the book's order, at the cost of one
 * valuation each. Owned by one thread; allocates nothing after construction.
 */
public final class GreeksBuckets {
    private static final double DAYS_PER_YEAR = 365.0;
    private static final double PERCENT = 100.0;
    private static final double VOL_POINTS = 100.0;

    private final Axis axis;
    private final double[] bandEdges;
    private final double[] tenorEdges;
    private final double[] delta;
    private final double[] deltaCash;
    private final double[] gammaCash;
    private final double[] vega;
    private final OptionGreeks option = new OptionGreeks();
    private int unvalued;

    /** What the bands divide. */
    public enum Axis {
        /** Strike over forward: 1 at the money, above it calls are out of the money. */
        MONEYNESS,
        /**
         * The delta of the call at the strike, from 0 (high strikes) to 1 (low strikes), also for puts, whose own delta is
         * that less 1: the options of a strike are in one band.
         */
        CALL_DELTA
    }

    /**
     * Creates an empty matrix.
     *
     * @param axis          what the bands divide
     * @param bandEdges     ascending, in the unit of the axis
     * @param tenorEdgeDays ascending, days of 24 hours to expiry
     * @throws IllegalArgumentException where edges are not finite or not strictly ascending
     */
    public GreeksBuckets(final Axis axis, final double[] bandEdges, final double[] tenorEdgeDays) {
        this.axis = axis;
        this.bandEdges = checked("band", bandEdges);
        this.tenorEdges = checked("tenor", tenorEdgeDays);
        final int size = (bandEdges.length + 1) * (tenorEdgeDays.length + 1);
        delta = new double[size];
        deltaCash = new double[size];
        gammaCash = new double[size];
        vega = new double[size];
    }

    private static double[] checked(final String name, final double[] edges) {
        for (int i = 0; i < edges.length; i++) {
            final boolean isAbove = i == 0 || edges[i] > edges[i - 1];
            if (!isAbove || !(Math.abs(edges[i]) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("edges do not ascend: " + name + "[" + i + "]=" + edges[i]);
            }
        }
        return Arrays.copyOf(edges, edges.length);
    }

    /** Empties all buckets. */
    public void clear() {
        Arrays.fill(delta, 0.0);
        Arrays.fill(deltaCash, 0.0);
        Arrays.fill(gammaCash, 0.0);
        Arrays.fill(vega, 0.0);
        unvalued = 0;
    }

    /**
     * Adds every option that an underlying's book holds, at the forwards and times of its last valuation.
     *
     * @param book   the underlying
     * @param greeks that valued it last
     */
    public void add(final UnderlyingBook book, final GreeksAggregator greeks) {
        for (int i = 0; i < greeks.expiryCount(); i++) {
            if (greeks.expiry(i).isHeld()) {
                add(book.expiry(i), greeks.expiry(i));
            }
        }
    }

    private void add(final Expiry expiry, final ExpirySums sums) {
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            final Instrument instrument = line.instrument();
            if (instrument.isOption() && line.amount() != 0) {
                add(
                        instrument.isCall(),
                        instrument.strike(),
                        sums.forward,
                        sums.timeToExpiryYears,
                        sums.windowFraction,
                        line.vol(),
                        line.quantity());
            }
        }
    }

    /**
     * Adds a position in one option.
     *
     * @param isCall            true for a call, false for a put
     * @param strike            USD per coin
     * @param forward           USD per coin
     * @param timeToExpiryYears ACT/365; from the expiry on the option has no Greeks left and adds nothing
     * @param windowFraction    share of the delivery window still ahead, 1 before it
     * @param vol               absolute
     * @param quantity          coins, signed
     * @return whether it could be valued; when not it is counted in {@link #unvalued} and in no bucket
     */
    public boolean add(
            final boolean isCall,
            final double strike,
            final double forward,
            final double timeToExpiryYears,
            final double windowFraction,
            final double vol,
            final double quantity) {
        if (timeToExpiryYears <= 0.0) {
            return true;
        }
        if (!(vol > 0.0) || !Black76.evaluate(isCall, forward, strike, timeToExpiryYears, vol, option)) {
            unvalued++;
            return false;
        }
        final double along = axis == Axis.MONEYNESS ? strike / forward : option.delta() + (isCall ? 0.0 : 1.0);
        final int cell = cell(bandOf(along), tenorOf(timeToExpiryYears * DAYS_PER_YEAR));
        final double coins = quantity * windowFraction * option.delta();
        delta[cell] += coins;
        deltaCash[cell] += coins * forward;
        gammaCash[cell] += quantity * windowFraction * windowFraction * option.gamma() * forward * (forward / PERCENT);
        vega[cell] += quantity * option.vega() / VOL_POINTS;
        return true;
    }

    /**
     * The band of a value of the axis.
     *
     * @param value strike over forward, or call delta
     * @return how many edges are at or below it
     */
    public int bandOf(final double value) {
        return indexOf(bandEdges, value);
    }

    /**
     * The tenor of a time.
     *
     * @param days to expiry
     * @return how many edges are at or below it
     */
    public int tenorOf(final double days) {
        return indexOf(tenorEdges, days);
    }

    private static int indexOf(final double[] edges, final double value) {
        int i = 0;
        while (i < edges.length && value >= edges[i]) {
            i++;
        }
        return i;
    }

    private int cell(final int band, final int tenor) {
        if (band < 0 || band >= bands() || tenor < 0 || tenor >= tenors()) {
            throw new IndexOutOfBoundsException("no such bucket: band=" + band + ", tenor=" + tenor);
        }
        return tenor * bands() + band;
    }

    /** {@return how many bands there are: one more than edges} */
    public int bands() {
        return bandEdges.length + 1;
    }

    /** {@return how many tenors there are: one more than edges} */
    public int tenors() {
        return tenorEdges.length + 1;
    }

    /**
     * Delta in coins; has a meaning only where all options are of one underlying.
     *
     * @param band  from 0, lowest first
     * @param tenor from 0, shortest first
     * @return coins
     */
    public double delta(final int band, final int tenor) {
        return delta[cell(band, tenor)];
    }

    /**
     * Delta times forward.
     *
     * @param band  from 0, lowest first
     * @param tenor from 0, shortest first
     * @return USD
     */
    public double deltaCash(final int band, final int tenor) {
        return deltaCash[cell(band, tenor)];
    }

    /**
     * Change of delta cash by a move of 1 %.
     *
     * @param band  from 0, lowest first
     * @param tenor from 0, shortest first
     * @return USD
     */
    public double gammaCash(final int band, final int tenor) {
        return gammaCash[cell(band, tenor)];
    }

    /**
     * Vega.
     *
     * @param band  from 0, lowest first
     * @param tenor from 0, shortest first
     * @return USD per vol point
     */
    public double vegaPerVolPoint(final int band, final int tenor) {
        return vega[cell(band, tenor)];
    }

    /** {@return positions since {@link #clear} that have no forward or volatility and so are in no bucket} */
    public int unvalued() {
        return unvalued;
    }
}
