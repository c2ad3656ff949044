package io.gimbal.engine.market;

/** The law of one coin's index and of the volatilities on it. Moves in steps; owned by one thread. */
public interface IndexModel {
    /**
     * Moves on by a time.
     *
     * @param years above 0
     * @return ln(index after / index before)
     */
    double advance(double years);

    /**
     * The volatility at which an option is marked now.
     *
     * @param logMoneyness ln(strike / forward)
     * @param years        left to the expiry, above 0
     * @param remark       added by re-marking
     * @return absolute, 0.01 to 5
     */
    double vol(double logMoneyness, double years, double remark);
}
