package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.journal.codec.DeltaSense;

/**
 * What a book loses by spot and by the premium of futures, hedge included: its level {@code Σ n Δ F} beside the policy's
 * centre, and its slope {@code Σ n Δ F τ} by time to delivery. Owned by the engine thread, reused.
 */
final class TermExposure {
    private double levelUsd;
    private double slopeUsdYears;

    /**
     * Reckons them from the last valuation; positions only.
     *
     * @param offCentre projected delta less the policy's centre, coins
     */
    void see(
            final GreeksAggregator greeks,
            final Candidates candidates,
            final DeltaSense sense,
            final double offCentre,
            final double index,
            final long nowNs) {
        levelUsd = offCentre * index;
        double slope = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sums = greeks.expiry(i);
            if (sums.isHeld()) {
                final double premium = sense == DeltaSense.VENUE ? sums.markAdjustment() : sums.premiumAdjustment();
                final double coins = sums.optionDelta() + premium + sums.futuresDelta();
                slope += coins * sums.forward() * sums.timeToExpiryYears();
            }
        }
        for (int i = 0; i < candidates.count(); i++) {
            final Candidate candidate = candidates.at(i);
            final BookLine line = candidate.line();
            if (line != null && line.amount() != 0) {
                final double usd = candidate.usdOf(line.amount());
                slope += Long.signum(line.amount()) * usd * candidate.years(nowNs);
            }
        }
        slopeUsdYears = slope;
    }

    /** USD, signed. */
    double levelUsd() {
        return levelUsd;
    }

    /** USD years, signed. */
    double slopeUsdYears() {
        return slopeUsdYears;
    }
}
