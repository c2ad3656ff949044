package io.gimbal.engine.greeks;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;

/**
 * Follows one expiry of the book: takes what changed in it, nets its options and values them. Owned by the engine thread;
 * allocates only when a line was added to the expiry.
 */
final class ExpiryValuer {
    static final double WINDOW_YEARS = DeliveryWindow.LENGTH_NS / TimeToExpiry.NS_PER_YEAR;
    private static final int MARKS_BETWEEN_SUMS = 4096;
    private static final int UNKNOWN = -1;

    private final Expiry expiry;
    private final ExpiryStrip inverse;
    private final ExpiryStrip linear;
    private final OptionGreeks option = new OptionGreeks();
    private int[] recordOf = {};
    private double[] markValue = {};
    private BookLine[] futures = {};
    private int lines;
    private int unmarked;
    private int marksSinceSum;
    private double markSum;
    private final SkewStrip skew;
    private boolean isSkewed;

    ExpiryValuer(final Expiry expiry, final Valuation valuation) {
        this.expiry = expiry;
        this.inverse = new ExpiryStrip(valuation);
        this.linear = new ExpiryStrip(valuation);
        this.skew = new SkewStrip(valuation);
    }

    Expiry expiry() {
        return expiry;
    }

    ExpiryStrip inverse() {
        return inverse;
    }

    ExpiryStrip linear() {
        return linear;
    }

    /** Says whether the sum over the smile's slope is wanted from now on. */
    void skewed(final boolean isNowSkewed) {
        if (isSkewed != isNowSkewed) {
            isSkewed = isNowSkewed;
            lines = UNKNOWN;
        }
    }

    /** The futures of this expiry. */
    int futureCount() {
        return futures.length;
    }

    BookLine future(final int i) {
        return futures[i];
    }

    /** Takes what changed since the last time. */
    void follow() {
        if (lines != expiry.size()) {
            enlist();
        } else {
            for (int i = 0; i < expiry.changedCount(); i++) {
                take(expiry.changed(i));
            }
        }
        expiry.forgetChanges();
    }

    private void enlist() {
        lines = expiry.size();
        recordOf = new int[lines];
        markValue = new double[lines];
        inverse.clear();
        linear.clear();
        skew.clear(lines);
        unmarked = 0;
        markSum = 0.0;
        int futureCount = 0;
        for (int i = 0; i < lines; i++) {
            final Instrument instrument = expiry.line(i).instrument();
            if (instrument.isOption()) {
                recordOf[i] = strip(instrument).add(instrument.strike(), instrument.isCall());
                skew.add(i, instrument.strike());
            } else {
                futureCount++;
            }
        }
        futures = new BookLine[futureCount];
        for (int i = lines - 1; i >= 0; i--) {
            if (!expiry.line(i).instrument().isOption()) {
                futures[--futureCount] = expiry.line(i);
            }
        }
        for (int i = 0; i < lines; i++) {
            take(expiry.line(i));
        }
    }

    private ExpiryStrip strip(final Instrument instrument) {
        return instrument.isInverse() ? inverse : linear;
    }

    private void take(final BookLine line) {
        final Instrument instrument = line.instrument();
        if (!instrument.isOption()) {
            return;
        }
        final int position = line.position();
        strip(instrument).set(recordOf[position], line);
        if (isSkewed) {
            skew.set(line, expiry.smile());
        }
        if (instrument.isInverse()) {
            unmarked -= Double.isNaN(markValue[position]) ? 1 : 0;
            markSum -= Double.isNaN(markValue[position]) ? 0.0 : markValue[position];
            markValue[position] = markValue(line);
            unmarked += Double.isNaN(markValue[position]) ? 1 : 0;
            markSum += Double.isNaN(markValue[position]) ? 0.0 : markValue[position];
            marksSinceSum++;
        }
    }

    /** Coins at the venue's mark; not a number where something is held that has no mark. */
    private static double markValue(final BookLine line) {
        if (line.amount() == 0) {
            return 0.0;
        }
        return line.markPrice() > 0 ? line.quantity() * line.markPrice() : Double.NaN;
    }

    /** Coins of inverse options at the venue's marks; by our own value where there is none. */
    private double markSum(final double forward, final double years) {
        if (marksSinceSum >= MARKS_BETWEEN_SUMS) {
            marksSinceSum = 0;
            markSum = 0.0;
            for (int i = 0; i < lines; i++) {
                markSum += Double.isNaN(markValue[i]) ? 0.0 : markValue[i];
            }
        }
        double coins = markSum;
        for (int i = 0; unmarked > 0 && i < lines; i++) {
            if (Double.isNaN(markValue[i])) {
                final BookLine line = expiry.line(i);
                coins += line.quantity() * unitValue(line, forward, years) / forward;
            }
        }
        return coins;
    }

    private double unitValue(final BookLine line, final double forward, final double years) {
        final Instrument instrument = line.instrument();
        return Black76.evaluate(instrument.isCall(), forward, instrument.strike(), years, line.vol(), option)
                ? option.price()
                : 0.0;
    }

    /**
     * Values the options.
     *
     * @param sum receives their Greeks; its forward, time and window fraction are set
     * @return how many positions could not be valued
     */
    int value(final ExpirySums sum) {
        if (sum.timeToExpiryYears > 0) {
            add(inverse, sum, true);
            add(linear, sum, false);
            sum.markAdjustment = -markSum(sum.forward, sum.timeToExpiryYears);
            if (isSkewed) {
                sum.skewVega = skew.value(sum.forward, sum.timeToExpiryYears);
                sum.unsmiled = skew.blind();
            }
            return inverse.blind() + linear.blind();
        }
        settle(sum);
        return 0;
    }

    private static void add(final ExpiryStrip strip, final ExpirySums sum, final boolean isInverse) {
        if (strip.held() == 0 && strip.valuer().strip().size() == 0) {
            return;
        }
        final double forward = sum.forward;
        final double years = sum.timeToExpiryYears;
        final double f = sum.windowFraction;
        strip.value(forward, years);
        final double[] sums = strip.valuer().sums();
        final double rootTime = Math.sqrt(years);
        final double delta = strip.delta();
        final double value = strip.value(forward);
        sum.optionDelta += f * delta;
        sum.gamma += f * f * BlackSums.gamma(sums, forward);
        sum.vega += BlackSums.vega(sums, forward, rootTime);
        sum.thetaPerYear += BlackSums.theta(sums, forward, rootTime);
        sum.vanna += f * BlackSums.vanna(sums, rootTime);
        sum.volga += BlackSums.volga(sums, forward, years);
        final double windowDecay = f > 0 && f < 1 ? delta / WINDOW_YEARS : 0;
        sum.charmPerYear += f * BlackSums.charm(sums, years) - windowDecay;
        if (isInverse) {
            final double coins = value / forward;
            sum.premiumAdjustment -= f * coins;
            sum.coinValue += coins;
        } else {
            sum.usdValue += value;
        }
    }

    /** From the expiry on an option is worth its intrinsic value, whatever its volatility was. */
    private void settle(final ExpirySums sum) {
        for (int i = 0; i < lines; i++) {
            final BookLine line = expiry.line(i);
            final Instrument instrument = line.instrument();
            if (instrument.isOption() && line.amount() != 0) {
                final double intrinsic =
                        Math.max((instrument.isCall() ? 1 : -1) * (sum.forward - instrument.strike()), 0);
                settle(line, line.quantity() * intrinsic, sum);
            }
        }
    }

    private static void settle(final BookLine line, final double usd, final ExpirySums sum) {
        if (!line.instrument().isInverse()) {
            sum.usdValue += usd;
            return;
        }
        final double coins = usd / sum.forward;
        sum.coinValue += coins;
        sum.markAdjustment -= line.markPrice() > 0 ? line.quantity() * line.markPrice() : coins;
    }
}
