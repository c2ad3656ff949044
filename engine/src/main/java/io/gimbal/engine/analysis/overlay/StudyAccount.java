package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.hedging.policy.Bands;
import org.jspecify.annotations.Nullable;

/**
 * One short straddle over one path: its delta kept in a band with the perpetual, and once a day, where there are
 * moments to decide by, straddles of the later expiry traded as the overlay proposes. Owned by one thread.
 */
final class StudyAccount {
    private final OverlayStudySettings settings;
    private final @Nullable StudyMoments moments;
    private final StudyOverlay overlay;
    private double cash;
    private double perpetual;
    private double perpetualCost;

    StudyAccount(final OverlayStudySettings settings, final @Nullable StudyMoments moments) {
        this.settings = settings;
        this.moments = moments;
        overlay = new StudyOverlay(settings);
    }

    /** Plays a path; the result of it, all costs paid, USD. */
    double play(final StudyMarket market) {
        overlay.begin(market);
        perpetual = 0;
        perpetualCost = 0;
        cash = overlay.near(market, 0).price();
        for (int step = 0; step < StudyMarket.STEPS; step++) {
            if (step % StudyMarket.STEPS_PER_DAY == 0 && moments != null) {
                cash -= overlay.trade(market, step, moments.covariance(step / StudyMarket.STEPS_PER_DAY));
            }
            hedge(market, step);
        }
        final double price = market.price(StudyMarket.STEPS);
        trade(-perpetual, price);
        cash += overlay.unwind(market);
        return cash - Math.abs(price - StudyMarket.START);
    }

    private void hedge(final StudyMarket market, final int step) {
        final double price = market.price(step);
        final Straddle near = overlay.near(market, step);
        double delta = perpetual - near.delta();
        double gamma = -near.gamma();
        for (int strike = 1; strike < StudyOverlay.STRIKES && moments != null; strike++) {
            final double held = overlay.held(strike);
            if (held != 0) {
                final Straddle far = overlay.far(market, step, strike);
                delta += held * far.delta();
                gamma += held * far.gamma();
            }
        }
        final double width = Bands.whalleyWilmott(settings.perpetualCostRate(), price, gamma, settings.bandAversion());
        if (Math.abs(delta) > width) {
            trade(delta > 0 ? width - delta : -width - delta, price);
        }
    }

    private void trade(final double coins, final double price) {
        final double spent = Math.abs(coins) * price * settings.perpetualCostRate();
        perpetual += coins;
        perpetualCost += spent;
        cash -= coins * price + spent;
    }

    double perpetualCost() {
        return perpetualCost;
    }

    StudyOverlay overlay() {
        return overlay;
    }
}
