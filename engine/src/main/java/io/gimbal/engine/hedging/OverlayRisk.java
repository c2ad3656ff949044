package io.gimbal.engine.hedging;

import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OverlayCheck;

/**
 * Holds the accepted legs of a proposal together against the limits on gamma and vega, by the engine's own valuation:
 * afterwards each is inside, or not further outside than it is without them. A part of a proposal was never shown to be
 * worth its cost, so it must bring the book nearer its limits. Owned by the engine thread; allocates nothing.
 */
final class OverlayRisk {
    private static final double TOLERANCE = 1e-9;

    private final OverlaySettings settings;
    private final OverlayGreeks greeks;
    private double gammaAfter;
    private double vegaAfter;

    OverlayRisk(final OverlaySettings settings, final OverlayGreeks greeks) {
        this.settings = settings;
        this.greeks = greeks;
    }

    /** Refuses every accepted leg where they would leave the book worse. */
    void judge(final UnderlyingBook book, final OverlayProposal proposal) {
        final double gamma = greeks.bookGamma();
        final double vega = greeks.bookVega();
        gammaAfter = gamma;
        vegaAfter = vega;
        if (proposal.accepted() == 0) {
            return;
        }
        sum(proposal);
        final double gammaLow = settings.gammaLow();
        final double gammaHigh = settings.gammaHigh();
        final double vegaLow = settings.vegaLow();
        final double vegaHigh = settings.vegaHigh();
        double gain = excess(gamma, gammaLow, gammaHigh) - excess(gammaAfter, gammaLow, gammaHigh);
        final boolean isGammaWorse = isWorse(gamma, gammaAfter, gammaLow, gammaHigh);
        final boolean isVegaWorse = isWorse(vega, vegaAfter, vegaLow, vegaHigh);
        gain += excess(vega, vegaLow, vegaHigh) - excess(vegaAfter, vegaLow, vegaHigh);
        final int expiry = worseExpiry(book, proposal);
        if (isGammaWorse) {
            refuse(proposal, OverlayCheck.GAMMA, gammaAfter, gammaAfter < 0 ? gammaLow : gammaHigh);
        } else if (isVegaWorse) {
            refuse(proposal, OverlayCheck.VEGA, vegaAfter, vegaAfter < 0 ? vegaLow : vegaHigh);
        } else if (expiry >= 0) {
            final double after = greeks.expiryVega(expiry) + added(proposal, expiry);
            refuse(proposal, OverlayCheck.EXPIRY_VEGA, after, settings.expiryVega());
        } else if (proposal.accepted() < proposal.count() && !(gain > 0)) {
            refuse(proposal, OverlayCheck.OBJECTIVE, -gain, 0);
        }
    }

    private void sum(final OverlayProposal proposal) {
        for (int i = 0; i < proposal.size(); i++) {
            final ProposedLeg leg = proposal.leg(i);
            if (leg.isAccepted()) {
                gammaAfter += leg.gammaCash;
                vegaAfter += leg.vega;
            }
        }
    }

    private static double added(final OverlayProposal proposal, final int expiry) {
        double vega = 0;
        for (int i = 0; i < proposal.size(); i++) {
            final ProposedLeg leg = proposal.leg(i);
            vega += leg.isAccepted() && leg.expiry == expiry ? leg.vega : 0;
        }
        return vega;
    }

    private int worseExpiry(final UnderlyingBook book, final OverlayProposal proposal) {
        final double limit = settings.expiryVega();
        for (int e = 0; e < book.expiryCount(); e++) {
            final double vega = greeks.expiryVega(e);
            if (isWorse(vega, vega + added(proposal, e), -limit, limit)) {
                return e;
            }
        }
        return -1;
    }

    private static boolean isWorse(final double before, final double after, final double low, final double high) {
        final double excess = excess(after, low, high);
        return !(excess <= excess(before, low, high) + TOLERANCE * (1 + Math.abs(after)));
    }

    /** How far beyond its limits, at least 0. */
    private static double excess(final double value, final double low, final double high) {
        return Math.max(Math.max(low - value, value - high), 0);
    }

    private void refuse(
            final OverlayProposal proposal, final OverlayCheck check, final double value, final double limitValue) {
        proposal.refuseAccepted(check, DecisionReason.OVERLAY, value, limitValue);
    }

    /** USD of delta cash per 1 % with every leg that was accepted by the single checks. */
    double gammaAfter() {
        return gammaAfter;
    }

    /** USD per vol point, likewise. */
    double vegaAfter() {
        return vegaAfter;
    }
}
