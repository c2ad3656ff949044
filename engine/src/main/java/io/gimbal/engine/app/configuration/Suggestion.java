package io.gimbal.engine.app.configuration;

import java.util.Collection;

/** Finds the word somebody probably meant. */
final class Suggestion {
    private static final int LONGEST_DISTANCE = 3;

    private Suggestion() {}

    /**
     * Offers the nearest known word, first come first served among equals.
     *
     * @param word  what was written
     * @param known what could have been meant, in order
     * @return {@code "; did you mean …?"}, or nothing when all are further than a third of the word away
     */
    static String hint(final String word, final Collection<String> known) {
        int best = Math.min(LONGEST_DISTANCE, Math.max(1, word.length() / 3)) + 1;
        String nearest = "";
        for (final String candidate : known) {
            final int distance = distance(word, candidate);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /**
     * Counts single-letter edits: insert, delete, replace, swap of neighbours (optimal string alignment).
     *
     * @param left  a word
     * @param right a word
     * @return edits that turn one into the other
     */
    static int distance(final String left, final String right) {
        final int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = cell(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cell(final int[][] cost, final String left, final String right, final int i, final int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        final int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        final int edited = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        final boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(edited, cost[i - 2][j - 2] + 1) : edited;
    }
}
