package io.gimbal.engine.pricing.surface;

/** A way to write a raw SVI slice by unknowns that may take any value of a box, so that the slice is valid by itself. */
interface SliceForm {
    /** Parameters of a raw SVI slice: a, b, rho, m, sigma in this order. */
    int RAW = 5;

    /** {@return how many unknowns there are} */
    int size();

    /**
     * Sets the scale of the box.
     *
     * @param stdDev at-the-money volatility times the root of time, above 0
     */
    void scale(double stdDev);

    /** Moves unknowns into the box, in place. */
    void project(double[] unknowns);

    /**
     * Writes the slice.
     *
     * @param unknowns  in the box
     * @param out       receives the raw parameters
     * @param jacobian  receives d raw / d unknown, {@link #RAW} rows of {@link #size} columns, row by row
     */
    void write(double[] unknowns, SviParameters out, double[] jacobian);
}
