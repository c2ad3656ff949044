package io.gimbal.engine.pricing.surface;

/**
 * Minimises a sum of squares of a handful of unknowns in a bounded number of evaluations, without exceptions and without
 * allocation. Owned by one thread.
 *
 * <p>Source: K. Levenberg (1944), D. Marquardt, "An algorithm for least-squares estimation of nonlinear parameters", SIAM
 * Journal 11 (1963): Gauss-Newton steps, each diagonal element enlarged by a damping that shrinks after a step that
 * helped and grows after one that did not.
 */
final class LevenbergMarquardt {
    /** Most evaluations of one minimisation. */
    static final int MAX_EVALUATIONS = 60;

    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-12;
    private static final double LARGEST_DAMPING = 1e12;
    private static final double RELAXATION = 0.2;
    private static final double TIGHTENING = 5.0;
    private static final double SMALLEST_GAIN = 1e-6;

    private final double[] trial;
    private final double[] step;
    private NormalEquations here;
    private NormalEquations there;

    LevenbergMarquardt(final int capacity) {
        trial = new double[capacity];
        step = new double[capacity];
        here = new NormalEquations(capacity);
        there = new NormalEquations(capacity);
    }

    /** A sum of squares. */
    interface Problem {
        /** How many unknowns there are. */
        int size();

        /** Moves a point into the range where the problem is defined, in place. */
        void project(double[] unknowns);

        /** Evaluates residuals and their derivatives at a point in range; the equations are cleared before. */
        void evaluate(double[] unknowns, NormalEquations out);
    }

    /**
     * Improves a point until a step gains less than a millionth of the cost or the evaluations are used up.
     *
     * @return evaluations done; {@code unknowns} never ends worse than it began
     */
    int minimise(final Problem problem, final double[] unknowns) {
        final int size = problem.size();
        problem.project(unknowns);
        here.clear(size);
        problem.evaluate(unknowns, here);
        double damping = FIRST_DAMPING;
        int evaluations = 1;
        while (evaluations < MAX_EVALUATIONS && damping <= LARGEST_DAMPING) {
            if (!here.solve(damping, step)) {
                damping *= TIGHTENING;
                continue;
            }
            final double gain = tryStep(problem, unknowns, size);
            evaluations++;
            if (gain > 0.0) {
                accept(unknowns, size);
                damping = Math.max(damping * RELAXATION, LEAST_DAMPING);
                if (gain <= SMALLEST_GAIN * here.cost()) {
                    return evaluations;
                }
            } else {
                damping *= TIGHTENING;
            }
        }
        return evaluations;
    }

    /** {@return the cost at the end of the last minimisation} */
    double cost() {
        return here.cost();
    }

    private double tryStep(final Problem problem, final double[] unknowns, final int size) {
        for (int i = 0; i < size; i++) {
            trial[i] = unknowns[i] + step[i];
        }
        problem.project(trial);
        there.clear(size);
        problem.evaluate(trial, there);
        return here.cost() - there.cost();
    }

    private void accept(final double[] unknowns, final int size) {
        System.arraycopy(trial, 0, unknowns, 0, size);
        final NormalEquations former = here;
        here = there;
        there = former;
    }
}
