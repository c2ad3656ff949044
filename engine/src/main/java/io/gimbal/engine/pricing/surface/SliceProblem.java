package io.gimbal.engine.pricing.surface;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a slice should do, as a sum of squares: meet the mids, each in units of its half-spread with bounded influence;
 * stay near its start where quotes do not say; and, with a weight that the fitter raises, have no butterfly and no
 * calendar spread against its neighbours.
 */
final class SliceProblem implements LevenbergMarquardt.Problem {
    // Beyond this many half-spreads a quote pulls no harder (P. Huber, 1964).
    private static final double INFLUENCE = 3.0;
    private static final double PRIOR_WEIGHT = 1e-2;
    private static final double LEAST_DENSITY = 2e-3;
    private static final double LEAST_RISE = 2e-3;
    private static final double STEEPEST_WING = 1.99;
    private static final int HALF_GRID = 24;
    // So that the last point stands where the last of the check does, 30 widths out.
    private static final double PAST_THE_LAST = 0.4;

    private final SviParameters slice = new SviParameters();
    private final double[] jacobian = new double[SliceForm.RAW * SliceForm.RAW];
    private final double[] prior = new double[SliceForm.RAW];
    private final double[] row = new double[SliceForm.RAW];
    private final double[] level = new double[SliceForm.RAW];
    private final double[] slope = new double[SliceForm.RAW];
    private final double[] bend = new double[SliceForm.RAW];
    private final double[] raw = new double[SliceForm.RAW];
    private SliceForm form;
    private SmileQuotes quotes;
    private @Nullable SviParameters near;
    private @Nullable SviParameters far;
    private double years;
    private double stdDev;
    private double penalty;

    SliceProblem(final SliceForm form, final SmileQuotes quotes) {
        this.form = form;
        this.quotes = quotes;
    }

    void set(final SliceForm newForm, final SmileQuotes newQuotes, final double newYears, final double newStdDev) {
        form = newForm;
        quotes = newQuotes;
        years = newYears;
        stdDev = newStdDev;
        penalty = 0.0;
        newForm.scale(newStdDev);
    }

    /** Sets the slices that must not be crossed; null where there is none. */
    void between(final @Nullable SviParameters earlier, final @Nullable SviParameters later) {
        near = earlier;
        far = later;
    }

    /** Sets what the fit falls back to where quotes do not decide. */
    void prior(final double[] unknowns) {
        System.arraycopy(unknowns, 0, prior, 0, form.size());
    }

    /** Sets the weight of arbitrage; 0 ignores it. */
    void penalty(final double weight) {
        penalty = weight;
    }

    /** Writes the slice of a point. */
    void write(final double[] unknowns, final SviParameters out, final double[] byUnknown) {
        form.write(unknowns, out, byUnknown);
    }

    @Override
    public int size() {
        return form.size();
    }

    @Override
    public void project(final double[] unknowns) {
        form.project(unknowns);
    }

    @Override
    public void evaluate(final double[] unknowns, final NormalEquations out) {
        form.write(unknowns, slice, jacobian);
        for (int i = 0; i < quotes.count(); i++) {
            addQuote(i, out);
        }
        for (int i = 0; i < form.size(); i++) {
            Arrays.fill(row, 0.0);
            row[i] = 1.0;
            out.add(unknowns[i] - prior[i], PRIOR_WEIGHT, row);
        }
        if (penalty > 0.0) {
            for (int i = -HALF_GRID; i <= HALF_GRID; i++) {
                final double u = i / (HALF_GRID + PAST_THE_LAST);
                addArbitrage(stdDev * u / (1.0 - u * u), out);
                addArbitrage(slice.m() + slice.sigma() * u / (1.0 - u * u), out);
            }
            addWings(out);
        }
    }

    private void addQuote(final int i, final NormalEquations out) {
        final double k = quotes.k(i);
        final double vol = Math.sqrt(Math.max(slice.totalVariance(k), 0.0) / years);
        final double residual = (vol - quotes.midVol(i)) / quotes.halfSpread(i);
        levelByUnknown(k);
        final double scale = vol > 0.0 ? 0.5 / (vol * years * quotes.halfSpread(i)) : 0.0;
        for (int j = 0; j < form.size(); j++) {
            row[j] = scale * level[j];
        }
        final double distance = Math.abs(residual);
        final double weight = distance > INFLUENCE ? INFLUENCE / distance : 1.0;
        out.add(residual, weight, row);
        if (distance > INFLUENCE) {
            out.addCost(INFLUENCE * (distance - INFLUENCE));
        }
    }

    private void addArbitrage(final double k, final NormalEquations out) {
        levelByUnknown(k);
        addButterfly(k, out);
        if (near != null) {
            final double floor = near.totalVariance(k);
            addBelow(slice.totalVariance(k) / floor - 1.0 - LEAST_RISE, 1.0 / floor, level, out);
        }
        if (far != null) {
            final double ceiling = far.totalVariance(k);
            addBelow(1.0 - LEAST_RISE - slice.totalVariance(k) / ceiling, -1.0 / ceiling, level, out);
        }
    }

    private void addButterfly(final double k, final NormalEquations out) {
        final double missing = slice.durrleman(k) - LEAST_DENSITY;
        if (!(missing < 0.0)) {
            return;
        }
        final double w = slice.totalVariance(k);
        final double first = slice.slope(k);
        final double pull = 1.0 - 0.5 * k * first / w;
        final double byLevel = pull * k * first / (w * w) + 0.25 * first * first / (w * w);
        final double bySlope = -pull * k / w - 0.5 * first * (1.0 / w + 0.25);
        slopeByUnknown(k);
        bendByUnknown(k);
        for (int j = 0; j < form.size(); j++) {
            row[j] = byLevel * level[j] + bySlope * slope[j] + 0.5 * bend[j];
        }
        out.add(missing, penalty, row);
    }

    private void addWings(final NormalEquations out) {
        addWing(-1.0, slice.leftWing(), near == null ? 0.0 : near.leftWing(), far == null ? 2.0 : far.leftWing(), out);
        addWing(
                1.0,
                slice.rightWing(),
                near == null ? 0.0 : near.rightWing(),
                far == null ? 2.0 : far.rightWing(),
                out);
    }

    private void addWing(
            final double side, final double wing, final double floor, final double ceiling, final NormalEquations out) {
        clearRaw();
        raw[1] = 1.0 + side * slice.rho();
        raw[2] = side * slice.b();
        byUnknown(level);
        final double scale = Math.max(floor, stdDev);
        addBelow((wing - floor) / scale - LEAST_RISE, 1.0 / scale, level, out);
        final double highest = Math.min(ceiling, STEEPEST_WING);
        addBelow((highest - wing) / scale - LEAST_RISE, -1.0 / scale, level, out);
    }

    private void addBelow(
            final double value, final double scale, final double[] derivative, final NormalEquations out) {
        if (!(value < 0.0)) {
            return;
        }
        for (int j = 0; j < form.size(); j++) {
            row[j] = scale * derivative[j];
        }
        out.add(value, penalty, row);
    }

    private void levelByUnknown(final double k) {
        final double x = k - slice.m();
        final double root = Math.sqrt(x * x + slice.sigma() * slice.sigma());
        raw[0] = 1.0;
        raw[1] = slice.rho() * x + root;
        raw[2] = slice.b() * x;
        raw[3] = -slice.b() * (slice.rho() + x / root);
        raw[4] = slice.b() * slice.sigma() / root;
        byUnknown(level);
    }

    private void slopeByUnknown(final double k) {
        final double x = k - slice.m();
        final double square = x * x + slice.sigma() * slice.sigma();
        final double root = Math.sqrt(square);
        raw[0] = 0.0;
        raw[1] = slice.rho() + x / root;
        raw[2] = slice.b();
        raw[3] = -slice.curvature(k);
        raw[4] = -slice.b() * x * slice.sigma() / (square * root);
        byUnknown(slope);
    }

    private void bendByUnknown(final double k) {
        final double x = k - slice.m();
        final double square = x * x + slice.sigma() * slice.sigma();
        final double cube = square * Math.sqrt(square);
        final double sigma = slice.sigma();
        raw[0] = 0.0;
        raw[1] = sigma * sigma / cube;
        raw[2] = 0.0;
        raw[3] = 3.0 * slice.b() * sigma * sigma * x / (cube * square);
        raw[4] = slice.b() * sigma * (2.0 - 3.0 * sigma * sigma / square) / cube;
        byUnknown(bend);
    }

    private void clearRaw() {
        Arrays.fill(raw, 0.0);
    }

    private void byUnknown(final double[] out) {
        final int size = form.size();
        for (int j = 0; j < size; j++) {
            double sum = 0.0;
            for (int i = 0; i < SliceForm.RAW; i++) {
                sum += raw[i] * jacobian[i * size + j];
            }
            out[j] = sum;
        }
    }
}
