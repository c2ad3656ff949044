package io.gimbal.engine.analysis.exact;

/**
 * Who hedges what, at which costs: constant absolute risk aversion, proportional costs, a forward price without
 * drift.
 *
 * @param claim        options held
 * @param spot         USD per coin now, above 0
 * @param vol          absolute, per root year, above 0
 * @param costRate     k, share of the price per coin traded, from 0 to below 1
 * @param riskAversion γ, per USD, above 0
 * @param liquidated   whether the holding left at expiry is sold at cost, else it is marked at the price
 * @param lattice      steps of time and holdings; a step's σ√δ is at most 1
 */
public record ExactBandProblem(
        ExactClaim claim,
        double spot,
        double vol,
        double costRate,
        double riskAversion,
        boolean liquidated,
        ExactLattice lattice) {
    /**
     * Checks the ranges.
     *
     * @param claim options held
     * @param spot USD per coin
     * @param vol per root year
     * @param costRate share of the price per coin
     * @param riskAversion per USD
     * @param liquidated whether what is left is sold at cost
     * @param lattice steps of time and holdings
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ExactBandProblem {
        if (!(spot > 0 && Double.isFinite(spot) && riskAversion > 0 && Double.isFinite(riskAversion))) {
            throw new IllegalArgumentException(
                    "spot and riskAversion must be above 0: spot " + spot + ", riskAversion " + riskAversion);
        }
        if (!(costRate >= 0 && costRate < 1)) {
            throw new IllegalArgumentException("costRate must be from 0 to below 1: " + costRate);
        }
        if (!(vol > 0 && vol * Math.sqrt(claim.years() / lattice.steps()) <= 1)) {
            throw new IllegalArgumentException("vol must be above 0 and at most 1 per step of time: " + vol);
        }
    }
}
