package io.gimbal.engine.market.path;

/** Mean of a sample and its standard error. */
final class Moments {
    private double sum;
    private double squares;
    private int count;

    void add(final double value) {
        sum += value;
        squares += value * value;
        count++;
    }

    int count() {
        return count;
    }

    double mean() {
        return sum / count;
    }

    double error() {
        final double mean = mean();
        return Math.sqrt((squares / count - mean * mean) / (count - 1));
    }
}
