package io.gimbal.engine.analysis;

/**
 * How far a whole book's computed delta is from its published one, over many snapshots: the absolute difference of the two
 * sums as a share of the book's gross delta, which is the sum of |quantity × published delta|. Quantiles are by nearest
 * rank, not interpolated.
 *
 * @param snapshots       compared: one scan of one coin each; those without gross delta are left out
 * @param maxShareOfGross the largest share; 0 where no snapshot was compared
 * @param p999            the share that 99.9 % of the snapshots do not exceed
 * @param median          the share that half of the snapshots do not exceed
 */
public record BookShares(long snapshots, double maxShareOfGross, double p999, double median) {
    static BookShares of(final ErrorSample shares) {
        final GreekErrors summary = shares.summary();
        return new BookShares(summary.rows(), summary.maxAbsError(), summary.p999(), summary.median());
    }
}
