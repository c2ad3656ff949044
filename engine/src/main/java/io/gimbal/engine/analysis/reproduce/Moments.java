package io.gimbal.engine.analysis.reproduce;

/** Sums of the powers of a simulated quantity, up to the fourth. Belongs to the thread that simulates its block. */
final class Moments {
    private long count;
    private double first;
    private double second;
    private double third;
    private double fourth;

    /** Adds one path's outcome. */
    void add(final double x) {
        final double square = x * x;
        count++;
        first += x;
        second += square;
        third += square * x;
        fourth += square * square;
    }

    /** Adds what another has summed. */
    void add(final Moments other) {
        count += other.count;
        first += other.first;
        second += other.second;
        third += other.third;
        fourth += other.fourth;
    }

    /** {@return how many paths} */
    long count() {
        return count;
    }

    /** {@return average} */
    double mean() {
        return first / count;
    }

    /** {@return standard deviation of one path} */
    double standardDeviation() {
        return Math.sqrt(variance());
    }

    private double variance() {
        final double mean = mean();
        return Math.max(second / count - mean * mean, 0.0);
    }

    /** {@return third central moment over the cube of the standard deviation} */
    double skewness() {
        final double mean = mean();
        final double central = third / count - 3.0 * mean * second / count + 2.0 * mean * mean * mean;
        final double variance = variance();
        return central / (variance * Math.sqrt(variance));
    }

    /** {@return fourth central moment over the squared variance, less 3} */
    double excessKurtosis() {
        final double mean = mean();
        final double square = mean * mean;
        final double central =
                fourth / count - 4.0 * mean * third / count + 6.0 * square * second / count - 3.0 * square * square;
        final double variance = variance();
        return central / (variance * variance) - 3.0;
    }
}
