package io.gimbal.engine.pricing.instrument;

/**
 * Where an American put with strike 1 is exercised: at time t before its expiry, at and below B(t) = exp(-g(t)) X. X is the
 * limit at expiry, min(1, r/q), and 1 for a yield q not above 0. For a rate r above 0, or r = 0 and q below 0.
 *
 * <p>Values hold on and slopes meet at the boundary; for the slopes that says, with h = r - q,
 * d(t, x) = (ln x + (h - vol^2/2) t) / (vol sqrt t), D = d + vol sqrt t and x = B(t)/B(u):
 *
 * <pre>
 * B(t) = exp(-h t) top / bottom
 * top = n(d(t, B(t))) / (vol sqrt t) + r int exp(r u) n(d(t-u, x)) / (vol sqrt(t-u)) du
 * bottom = n(D(t, B(t))) / (vol sqrt t) + N(D(t, B(t)))
 *        + q int exp(q u) (n(D(t-u, x)) / (vol sqrt(t-u)) + N(D(t-u, x))) du
 * </pre>
 *
 * <p>Source: L. Andersen, M. Lake and D. Offengenden, "High-performance American option pricing", Journal of
 * Computational Finance 20 (2016), fixed point system A; the square of g is a polynomial in sqrt t as there, where the
 * rate is below the yield g itself. Unlike there the equations are solved by Newton's method ({@link BoundarySystem}), which settles for every drift that
 * {@link AmericanOption} allows.
 *
 * <p>The derivatives by volatility, time and rate follow in {@link Jet}s: each further Newton step with the inverse of the
 * plain Jacobian settles one more order of them, so {@link #ORDERS} steps do. Belongs to one thread.
 */
final class ExerciseBoundary {
    /** The highest order of a Greek by volatility, time and rate together. */
    private static final int ORDERS = 2;

    private static final int NODES = BoundaryGrid.NODES;
    private static final int POINTS = BoundaryGrid.POINTS;

    private final BoundarySystem system = new BoundarySystem();
    private final Jets kept = new Jets();
    private final Jets scratch = new Jets();
    private final Jet[] heights = new Jet[NODES];
    private final Jet[] samples = new Jet[NODES];
    private final Jet[] residuals = new Jet[NODES];
    private Jet rate = kept.constant(0.0);
    private Jet yield = rate;
    private Jet vol = rate;
    private Jet rootYears = rate;
    private Jet logLimit = rate;
    private Jet densityTop = rate;
    private Jet densityBottom = rate;
    private Jet shareBottom = rate;

    ExerciseBoundary() {}

    /**
     * Finds the boundary.
     *
     * @return false where it does not settle
     */
    boolean solve(final Jet ofRate, final Jet ofYield, final Jet ofVol, final Jet ofYears) {
        if (!system.solve(ofRate.value(), ofYield.value(), ofVol.value(), ofYears.value())) {
            return false;
        }
        kept.begin();
        rate = kept.copy(ofRate);
        yield = kept.copy(ofYield);
        vol = kept.copy(ofVol);
        rootYears = kept.copy(ofYears).sqrt();
        logLimit = rate.value() < yield.value() ? rate.over(yield).log() : kept.constant(0.0);
        for (int i = 0; i < NODES; i++) {
            heights[i] = kept.constant(system.height(i));
        }
        for (int order = 0; order < ORDERS; order++) {
            sample();
            step();
        }
        sample();
        return true;
    }

    /** {@return ln B where {@code weights} of {@link BoundaryGrid#weightsAt} say, in the given store} */
    Jet logAt(final double[] weights, final Jets store) {
        return store.copy(logLimit).minus(heightAt(weights, store));
    }

    /** {@return ln B at the whole time left} */
    double logNow() {
        return logLimit.value() - heights[NODES - 1].value();
    }

    private void sample() {
        for (int i = 0; i < NODES; i++) {
            samples[i] = system.isSquared() ? heights[i].squared() : heights[i];
        }
    }

    private void step() {
        for (int i = 0; i < NODES; i++) {
            scratch.begin();
            residuals[i] = kept.copy(residual(i));
        }
        for (int i = 0; i < NODES; i++) {
            scratch.begin();
            Jet change = scratch.constant(0.0);
            for (int j = 0; j < NODES; j++) {
                change = change.plusScaled(-system.inverse(i, j), residuals[j]);
            }
            heights[i] = heights[i].plus(change);
        }
    }

    private Jet heightAt(final double[] weights, final Jets store) {
        final Jet sample = store.combination(weights, samples);
        if (!(sample.value() > 0.0)) {
            return store.constant(0.0);
        }
        return system.isSquared() ? sample.sqrt() : sample;
    }

    private Jet residual(final int node) {
        final Jet height = scratch.copy(heights[node]);
        final Jet root = scratch.copy(rootYears).times(BoundaryGrid.rootOfShare(node));
        final Jet time = root.squared();
        final Jet deviation = root.times(vol);
        final Jet trend = scratch.copy(rate).minus(yield);
        final Jet drift = trend.plusScaled(-0.5, scratch.copy(vol).squared()).times(time);
        final Jet lower = scratch.copy(logLimit).minus(height).plus(drift).over(deviation);
        final Jet upper = lower.plus(deviation);
        integrate(node, height, time, deviation, drift);

        final Jet perDeviation = time.over(deviation);
        final Jet top =
                lower.normalPdf().over(deviation).plus(perDeviation.times(rate).times(densityTop));
        final Jet bottom = upper.normalPdf()
                .over(deviation)
                .plus(upper.normalCdf())
                .plus(perDeviation.times(yield).times(densityBottom))
                .plus(time.times(yield).times(shareBottom));
        return top.log()
                .minus(bottom.log())
                .minus(trend.times(time))
                .minus(logLimit)
                .plus(height);
    }

    private void integrate(final int node, final Jet height, final Jet time, final Jet deviation, final Jet drift) {
        densityTop = scratch.constant(0.0);
        densityBottom = densityTop;
        shareBottom = densityTop;
        final Jet growth = time.times(rate);
        final Jet yielded = time.times(yield);
        for (int point = 0; point < POINTS; point++) {
            final double gone = BoundaryGrid.rootGone(point);
            final double shareLeft = BoundaryGrid.rootLeft(point) * BoundaryGrid.rootLeft(point);
            final double weight = BoundaryGrid.weight(point);
            final Jet there = heightAt(BoundaryGrid.weights(node, point), scratch);
            final Jet spread = deviation.times(gone);
            final Jet lower = there.minus(height).plusScaled(gone * gone, drift).over(spread);
            final Jet upper = lower.plus(spread);
            final Jet carried = yielded.times(shareLeft).exp();
            densityTop =
                    densityTop.plusScaled(weight, growth.times(shareLeft).exp().times(lower.normalPdf()));
            densityBottom = densityBottom.plusScaled(weight, carried.times(upper.normalPdf()));
            shareBottom = shareBottom.plusScaled(weight * gone, carried.times(upper.normalCdf()));
        }
    }
}
