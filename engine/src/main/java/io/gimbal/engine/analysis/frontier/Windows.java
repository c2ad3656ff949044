package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.frontier.Ledger.Figure;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.RecordedBars;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Straddles on a record, by their index: one begun every two hours. Those of the first half also end in it, so nothing
 * that chose a parameter is seen again where it is judged.
 */
final class Windows {
    private static final int MINUTES_APART = 120;
    private static final int PER_DAY = 12;

    private final int count;
    private final int[] firstHalf;
    private final int[] secondHalf;

    Windows(final int minutes, final int steps) {
        count = Math.max(0, (minutes - 1 - steps - RecordedBars.WARM_UP) / MINUTES_APART + 1);
        final int middle = minutes / 2;
        firstHalf = IntStream.range(0, count)
                .filter(index -> start(index) + steps <= middle)
                .toArray();
        secondHalf = IntStream.range(0, count)
                .filter(index -> start(index) >= middle)
                .toArray();
    }

    static int start(final int index) {
        return RecordedBars.WARM_UP + index * MINUTES_APART;
    }

    int count() {
        return count;
    }

    int[] all() {
        return IntStream.range(0, count).toArray();
    }

    int[] firstHalf() {
        return firstHalf.clone();
    }

    int[] secondHalf() {
        return secondHalf.clone();
    }

    /** {@return as many days of windows as there are, drawn with replacement} */
    static int[] drawn(final int[] from, final SplitMix64 random) {
        final int blocks = (from.length + PER_DAY - 1) / PER_DAY;
        final IntStream.Builder drawn = IntStream.builder();
        for (int i = 0; i < blocks; i++) {
            final int block = (int) (random.nextDouble() * blocks);
            for (int at = block * PER_DAY; at < Math.min((block + 1) * PER_DAY, from.length); at++) {
                drawn.add(from[at]);
            }
        }
        return drawn.build().toArray();
    }

    static double mean(final Sample sample, final Figure figure, final int[] windows) {
        double sum = 0.0;
        for (final int window : windows) {
            sum += sample.of(figure)[window];
        }
        return sum / windows.length;
    }

    static double rms(final Sample sample, final int[] windows) {
        double sum = 0.0;
        for (final int window : windows) {
            final double error = sample.of(Figure.TRACKING)[window];
            sum += error * error;
        }
        return Math.sqrt(sum / windows.length);
    }

    /** {@return error by cost on some of the windows; samples in any order} */
    static Curve curve(final List<Sample> samples, final int[] windows) {
        final List<Sample> sorted = samples.stream()
                .sorted(Comparator.comparingDouble(Sample::parameter))
                .toList();
        return Curve.of(
                sorted.stream().mapToDouble(Sample::parameter).toArray(),
                sorted.stream()
                        .mapToDouble(sample -> mean(sample, Figure.COST, windows))
                        .toArray(),
                sorted.stream().mapToDouble(sample -> rms(sample, windows)).toArray());
    }
}
