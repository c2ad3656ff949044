package io.gimbal.engine.pipeline.overlay;

/**
 * Betters a trade of whole lots by changing one option, then two at a time, for as long as that helps. Never makes it
 * worse. Deterministic; the number of rounds is bounded.
 */
final class LotSearch {
    private static final int MAX_ROUNDS = 200;
    private static final double GAIN = 1e-12;
    private static final long[] STEPS = {1, -1, 2, -2, 3, -3};

    private final OverlayObjective objective;
    private final OverlayProblem problem;

    LotSearch(final OverlayObjective objective) {
        this.objective = objective;
        problem = objective.problem();
    }

    /** Betters the lots in place; their value afterwards. */
    double better(final long[] lots) {
        double value = objective.value(lots);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            final double before = value;
            value = singles(lots, value);
            if (isSame(before, value)) {
                value = pairs(lots, value);
            }
            if (isSame(before, value)) {
                return value;
            }
        }
        return value;
    }

    private static boolean isSame(final double before, final double after) {
        return !(after < before - GAIN * (1 + Math.abs(before)));
    }

    /** One option at a time, by steps that double for as long as they help. */
    private double singles(final long[] lots, final double start) {
        double value = start;
        for (int j = 0; j < lots.length; j++) {
            for (int side = -1; side <= 1; side += 2) {
                long step = side;
                while (isAllowed(j, lots[j] + step)) {
                    lots[j] += step;
                    final double next = objective.value(lots);
                    if (isSame(value, next)) {
                        lots[j] -= step;
                        break;
                    }
                    value = next;
                    step *= 2;
                }
            }
        }
        return value;
    }

    private double pairs(final long[] lots, final double start) {
        double value = start;
        for (int i = 0; i < lots.length; i++) {
            for (int j = i + 1; j < lots.length; j++) {
                value = pair(lots, i, j, value);
            }
        }
        return value;
    }

    private double pair(final long[] lots, final int i, final int j, final double start) {
        double value = start;
        for (final long first : STEPS) {
            for (final long second : STEPS) {
                if (isAllowed(i, lots[i] + first) && isAllowed(j, lots[j] + second)) {
                    lots[i] += first;
                    lots[j] += second;
                    final double next = objective.value(lots);
                    if (isSame(value, next)) {
                        lots[i] -= first;
                        lots[j] -= second;
                    } else {
                        value = next;
                    }
                }
            }
        }
        return value;
    }

    private boolean isAllowed(final int option, final long lots) {
        final OverlayOption of = problem.options().get(option);
        return lots <= of.mostBought() && -lots <= of.mostSold();
    }
}
