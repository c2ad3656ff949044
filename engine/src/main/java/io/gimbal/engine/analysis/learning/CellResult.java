package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.network.NetworkShape;

/**
 * What the network did to books that began in one cell, against each closed form: means over books of its loss less
 * the other's, as a share of the loss of Whalley and Wilmott's band there; below 0 the network is better. The standard errors
 * are of those means, over books, on common paths.
 *
 * @param cell                as {@code BandNetwork} numbers it
 * @param books               measured
 * @param whalleyWilmott      against the band of Whalley and Wilmott
 * @param whalleyWilmottError standard error
 * @param zakamouline         against the band of Zakamouline
 * @param zakamoulineError    standard error
 * @param fixedBand           against the fixed band of the same cost
 * @param fixedBandError      standard error
 */
public record CellResult(
        int cell,
        int books,
        double whalleyWilmott,
        double whalleyWilmottError,
        double zakamouline,
        double zakamoulineError,
        double fixedBand,
        double fixedBandError) {
    /**
     * Says whether the network was better than every closed form, by a multiple of the standard error.
     *
     * @param errors that multiple
     * @return whether it was
     */
    public boolean isBetter(final double errors) {
        return isBelow(whalleyWilmott, whalleyWilmottError, errors)
                && isBelow(zakamouline, zakamoulineError, errors)
                && isBelow(fixedBand, fixedBandError, errors);
    }

    private static boolean isBelow(final double mean, final double error, final double errors) {
        return mean < -errors * error;
    }

    /** {@return 0 to 2, cheap to dear} */
    public int costBand() {
        return cell % (NetworkShape.CELLS / 2) / NetworkShape.BANDS;
    }

    /** {@return 0 to 2, narrow to wide} */
    public int widthBand() {
        return cell % NetworkShape.BANDS;
    }

    /** {@return whether the books are short of gamma} */
    public boolean isShort() {
        return cell < NetworkShape.CELLS / 2;
    }
}
