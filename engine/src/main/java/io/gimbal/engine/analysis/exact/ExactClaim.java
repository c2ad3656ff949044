package io.gimbal.engine.analysis.exact;

/**
 * Options of one strike and expiry, held to expiry and settled in dollars.
 *
 * @param kind   what one unit pays
 * @param units  how many are held, below 0 if short, not 0
 * @param strike USD per coin, above 0
 * @param years  to expiry, above 0
 */
public record ExactClaim(Kind kind, double units, double strike, double years) {
    /** What one unit pays at expiry. */
    public enum Kind {
        /** Price less strike, at least 0. */
        CALL,
        /** Strike less price, at least 0. */
        PUT,
        /** Distance of price and strike. */
        STRADDLE
    }

    /**
     * Checks the terms.
     *
     * @param kind what one unit pays
     * @param units held, below 0 if short
     * @param strike USD per coin
     * @param years to expiry
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ExactClaim {
        final boolean held = Double.isFinite(units) && units != 0;
        if (!(held && strike > 0 && Double.isFinite(strike) && years > 0 && Double.isFinite(years))) {
            throw new IllegalArgumentException("units must be finite and not 0, strike and years above 0: units "
                    + units + ", strike " + strike + ", years " + years);
        }
    }

    /**
     * What the position pays at expiry.
     *
     * @param price USD per coin
     * @return USD, below 0 if paid by the holder
     */
    public double payoff(final double price) {
        final double move = price - strike;
        return units
                * switch (kind) {
                    case CALL -> Math.max(move, 0);
                    case PUT -> Math.max(-move, 0);
                    case STRADDLE -> Math.abs(move);
                };
    }
}
