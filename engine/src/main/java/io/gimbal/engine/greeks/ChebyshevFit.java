package io.gimbal.engine.greeks;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;

/**
 * The sums of a strip as polynomials of the forward's logarithm and of time: a tick costs the same for ten options as for
 * a hundred thousand. Owned by the engine thread; allocates only to grow with the strip.
 *
 * <p>Life of a fit: {@link #begin} freezes a copy of the strip; {@link #buildSome} evaluates it at the grid's nodes, a
 * slice at a time; then {@link #evaluate} answers anywhere in the window. A record that changes is not refitted at once:
 * the difference, minus the record as fitted and plus the record as it is, is evaluated directly beside the polynomial,
 * until {@link #fold} adds all differences to the coefficients, which is exact because the sums are linear in records.
 */
final class ChebyshevFit {
    private static final int NOT_CORRECTED = -1;

    private final CallStrip fitted = new CallStrip();
    private final CallStrip correction = new CallStrip();
    private final FitErrorBound bound = new FitErrorBound();
    private final double[] nodeSums;
    private final double[][] coefficients;
    private final double[] row = new double[BlackSums.COUNT];
    private final double[] collapsed;
    private final double[] lagrange;
    private int[] correctionOf = {};
    private FitShape shape = FitShape.NARROW;
    private double centre;
    private double halfWidth;
    private double yearsFrom;
    private double yearsTo;
    private double collapsedYears;
    private int collapsedSums;
    private int corrected;
    private int folds;
    private double folded;
    private int node;
    private int record;

    ChebyshevFit() {
        final int points = FitShape.WIDE.degree + 1;
        nodeSums = new double[points * BlackSums.COUNT];
        coefficients = new double[FitShape.WIDE.timeNodes][points * BlackSums.COUNT];
        collapsed = new double[points * BlackSums.COUNT];
        lagrange = new double[FitShape.WIDE.timeNodes];
    }

    /**
     * Starts a fit about the present forward, from the present time on.
     *
     * @param newShape of the fit
     * @param strip    whose logarithms are counted from the forward
     * @param years    left, positive
     */
    void begin(final FitShape newShape, final CallStrip strip, final double years) {
        shape = newShape;
        fitted.copyFrom(strip);
        correction.clear();
        correction.setReference(strip.reference());
        if (correctionOf.length < strip.size()) {
            correctionOf = new int[2 * strip.size()];
        }
        Arrays.fill(correctionOf, NOT_CORRECTED);
        corrected = 0;
        centre = strip.reference();
        yearsFrom = years;
        yearsTo = years * (1.0 - shape.timeFraction);
        halfWidth = shape.halfWidthInStdDevs * FitErrorBound.smallestVol(strip) * Math.sqrt(yearsTo);
        Arrays.fill(collapsed, 0.0);
        collapsedYears = Double.NaN;
        node = 0;
        record = 0;
        Arrays.fill(nodeSums, 0.0);
    }

    /**
     * Goes on building.
     *
     * @param evaluations most records to evaluate at a node
     * @return whether the fit is complete
     */
    boolean buildSome(final int evaluations) {
        int left = evaluations;
        final int points = shape.degree + 1;
        while (left > 0 && node < shape.nodes()) {
            final int to = Math.min(fitted.size(), record + left);
            left -= Math.max(to - record, 1);
            addNode(fitted, record, to);
            record = to;
            if (record == fitted.size()) {
                record = 0;
                node++;
                if (node % points == 0) {
                    transform(coefficients[node / points - 1], false);
                }
            }
        }
        if (node < shape.nodes()) {
            return false;
        }
        folds = 0;
        folded = 0.0;
        certify();
        return true;
    }

    private void addNode(final CallStrip strip, final int from, final int to) {
        final int points = shape.degree + 1;
        final int k = node % points;
        final double x = halfWidth * shape.forwardPoint(k);
        strip.addSums(
                from,
                to,
                centre * DeterministicMath.exp(x),
                x,
                Math.sqrt(yearsOf(node / points)),
                nodeSums,
                k * BlackSums.COUNT);
    }

    private double yearsOf(final int timeNode) {
        return 0.5 * (yearsFrom + yearsTo) + 0.5 * (yearsFrom - yearsTo) * shape.timePoint(timeNode);
    }

    /** From values at the points to coefficients, added to what was there or in its place; clears the values. */
    private void transform(final double[] out, final boolean isAdded) {
        final int points = shape.degree + 1;
        for (int j = 0; j < points; j++) {
            Arrays.fill(row, 0.0);
            for (int k = 0; k < points; k++) {
                addRow(k * BlackSums.COUNT, shape.transform(j, k));
            }
            for (int sum = 0; sum < BlackSums.COUNT; sum++) {
                final int at = sum * points + j;
                out[at] = isAdded ? out[at] + row[sum] : row[sum];
            }
        }
        Arrays.fill(nodeSums, 0.0);
    }

    private void addRow(final int offset, final double factor) {
        final double[] sums = row;
        final double[] values = nodeSums;
        for (int sum = 0; sum < BlackSums.COUNT; sum++) {
            sums[sum] = Math.fma(values[offset + sum], factor, sums[sum]);
        }
    }

    private void certify() {
        bound.bound(shape, fitted, halfWidth, yearsFrom, folds, folded);
    }

    /**
     * A record of the strip changed.
     *
     * @param i     the record
     * @param coins its quantity now
     * @param vol   its volatility now
     */
    void onChange(final int i, final double coins, final double vol) {
        if (correctionOf[i] == NOT_CORRECTED) {
            correction.add(fitted.strike(i), -fitted.quantity(i), fitted.vol(i));
            correctionOf[i] = correction.add(fitted.strike(i), coins, vol);
            corrected++;
        } else {
            correction.set(correctionOf[i], coins, vol);
        }
    }

    /** How many records differ from what was fitted. */
    int corrected() {
        return corrected;
    }

    /** Adds all differences to the coefficients: from then on they cost nothing. */
    void fold() {
        final int points = shape.degree + 1;
        for (node = 0; node < shape.nodes(); node++) {
            addNode(correction, 0, correction.size());
            if ((node + 1) % points == 0) {
                transform(coefficients[node / points], true);
            }
        }
        for (int i = 0; i < fitted.size(); i++) {
            final int c = correctionOf[i];
            if (c != NOT_CORRECTED) {
                folded += Math.abs(fitted.quantity(i)) + Math.abs(correction.quantity(c));
                fitted.set(i, correction.quantity(c), correction.vol(c));
                correctionOf[i] = NOT_CORRECTED;
            }
        }
        folds++;
        correction.clear();
        corrected = 0;
        collapsedYears = Double.NaN;
        certify();
    }

    /**
     * The share of the window used up.
     *
     * @param forward USD per coin
     * @param years   left
     * @return 0 in the middle of the forward's window at its beginning, 1 at any edge, more outside
     */
    double used(final double forward, final double years) {
        final double x = Math.abs(fitted.logForward(forward)) / halfWidth;
        final double t = (yearsFrom - years) / (yearsFrom - yearsTo);
        return t < 0.0 ? Double.POSITIVE_INFINITY : Math.max(x, t);
    }

    /**
     * The sums inside the window.
     *
     * @param forward USD per coin
     * @param years   left
     * @param sums    how many are wanted: {@link BlackSums#MAIN} or {@link BlackSums#COUNT}
     * @param out     receives them
     */
    void evaluate(final double forward, final double years, final int sums, final double[] out) {
        if (!(years == collapsedYears && sums <= collapsedSums)) {
            collapse(years, sums);
        }
        final double logForward = fitted.logForward(forward);
        sumPolynomials(logForward / halfWidth, out);
        if (sums > BlackSums.MAIN) {
            sumRest(logForward / halfWidth, out);
        }
        if (corrected > 0) {
            correction.addSums(0, correction.size(), forward, logForward, Math.sqrt(years), out, 0);
        }
    }

    /** One polynomial of the forward per sum, at this time: Lagrange's weights of the time nodes. */
    private void collapse(final double years, final int sums) {
        weigh((2.0 * years - yearsFrom - yearsTo) / (yearsFrom - yearsTo));
        final int length = sums * (shape.degree + 1);
        blend(coefficients[0], lagrange[0], coefficients[1], lagrange[1], 0.0, length);
        for (int j = 2; j < shape.timeNodes; j += 2) {
            blend(coefficients[j], lagrange[j], coefficients[j + 1], lagrange[j + 1], 1.0, length);
        }
        collapsedYears = years;
        collapsedSums = sums;
    }

    private void blend(
            final double[] a,
            final double ofA,
            final double[] b,
            final double ofB,
            final double kept,
            final int length) {
        final double[] out = collapsed;
        for (int i = 0; i < length; i++) {
            out[i] = Math.fma(ofA, a[i], Math.fma(ofB, b[i], kept * out[i]));
        }
    }

    private void weigh(final double t) {
        final int last = shape.timeNodes - 1;
        double total = 0.0;
        for (int j = 0; j <= last; j++) {
            final double distance = t - shape.timePoint(j);
            if (distance == 0.0) {
                Arrays.fill(lagrange, 0.0);
                lagrange[j] = 1.0;
                return;
            }
            final double sign = (j & 1) == 0 ? 1.0 : -1.0;
            lagrange[j] = (j == 0 || j == last ? 0.5 * sign : sign) / distance;
            total += lagrange[j];
        }
        for (int j = 0; j <= last; j++) {
            lagrange[j] /= total;
        }
    }

    /** Eight sums by the recurrence of the Chebyshev polynomials. */
    private void sumPolynomials(final double x, final double[] out) {
        final double[] c = collapsed;
        final int points = shape.degree + 1;
        final int c1 = points;
        final int c2 = 2 * points;
        final int c3 = 3 * points;
        final int c4 = 4 * points;
        final int c5 = 5 * points;
        final int c6 = 6 * points;
        final int c7 = 7 * points;
        double a0 = 0.0;
        double a1 = 0.0;
        double a2 = 0.0;
        double a3 = 0.0;
        double a4 = 0.0;
        double a5 = 0.0;
        double a6 = 0.0;
        double a7 = 0.0;
        double t = 1.0;
        double next = x;
        final double twice = 2.0 * x;
        for (int k = 0; k < points; k++) {
            a0 = Math.fma(c[k], t, a0);
            a1 = Math.fma(c[c1 + k], t, a1);
            a2 = Math.fma(c[c2 + k], t, a2);
            a3 = Math.fma(c[c3 + k], t, a3);
            a4 = Math.fma(c[c4 + k], t, a4);
            a5 = Math.fma(c[c5 + k], t, a5);
            a6 = Math.fma(c[c6 + k], t, a6);
            a7 = Math.fma(c[c7 + k], t, a7);
            final double after = Math.fma(twice, next, -t);
            t = next;
            next = after;
        }
        out[0] = a0;
        out[1] = a1;
        out[2] = a2;
        out[3] = a3;
        out[4] = a4;
        out[5] = a5;
        out[6] = a6;
        out[7] = a7;
    }

    private void sumRest(final double x, final double[] out) {
        final int points = shape.degree + 1;
        for (int sum = BlackSums.MAIN; sum < BlackSums.COUNT; sum++) {
            double total = 0.0;
            double t = 1.0;
            double next = x;
            for (int k = 0; k < points; k++) {
                total = Math.fma(collapsed[sum * points + k], t, total);
                final double after = Math.fma(2.0 * x, next, -t);
                t = next;
                next = after;
            }
            out[sum] = total;
        }
    }

    /** The certificate: what the fit can be wrong by. */
    FitErrorBound bound() {
        return bound;
    }

    FitShape shape() {
        return shape;
    }
}
