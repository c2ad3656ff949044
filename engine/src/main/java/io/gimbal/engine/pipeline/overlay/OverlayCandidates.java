package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Values a board at a moment and chooses the options that a proposal may use: those nearest the money by standard
 * deviations, out of the money or held, of the expiries allowed. Owned by its job.
 */
final class OverlayCandidates {
    private static final double PERCENT = 100;
    private static final double DAYS_PER_YEAR = 365;

    /**
     * One option per coin bought.
     *
     * @param place    on the board
     * @param distance from the money, standard deviations
     * @param usd      value
     * @param gamma    USD of delta cash per 1 %
     * @param vega     USD per vol point
     * @param termVega USD per vol point of a volatility of 30 days
     * @param delta    coins
     */
    record Candidate(
            int place, double distance, double usd, double gamma, double vega, double termVega, double delta) {}

    private final OptionBoard board;
    private final OverlaySchedule schedule;
    private final OverlayRiskModel risk;
    private final OptionGreeks greeks = new OptionGreeks();
    private final List<Candidate> chosen = new ArrayList<>();
    private final double[] expiryVega;
    private double gamma;
    private double vega;
    private double termVega;
    private boolean isWhole;

    OverlayCandidates(final OptionBoard board, final OverlayPlan plan) {
        this.board = board;
        schedule = plan.schedule();
        risk = plan.risk();
        expiryVega = new double[board.expiryCount()];
    }

    /** Values everything; whether every option held could be. */
    boolean look(final long nowNs) {
        chosen.clear();
        gamma = 0;
        vega = 0;
        termVega = 0;
        Arrays.fill(expiryVega, 0);
        isWhole = true;
        for (int i = 0; i < board.size(); i++) {
            final double years = TimeToExpiry.years(nowNs, board.spec(i).expiryNs());
            if (years > 0) {
                look(i, years, nowNs);
            }
        }
        chosen.sort(Comparator.comparingDouble(Candidate::distance)
                .thenComparingInt(option -> board.spec(option.place()).instrumentId()));
        while (chosen.size() > schedule.maxOptions()) {
            chosen.remove(chosen.size() - 1);
        }
        return isWhole;
    }

    private void look(final int place, final double years, final long nowNs) {
        final double forward = board.forward(place);
        final double held = board.held(place);
        final boolean isValued = forward > 0
                && board.vol(place) > 0
                && Black76.evaluate(board.isCall(place), forward, board.strike(place), years, board.vol(place), greeks);
        if (!isValued) {
            isWhole &= !(Math.abs(held) > 0);
            return;
        }
        final double days = years * DAYS_PER_YEAR;
        final double away = DeterministicMath.logRatio(board.strike(place), forward);
        final Candidate option = new Candidate(
                place,
                Math.abs(away) / (board.vol(place) * Math.sqrt(years)),
                greeks.price(),
                greeks.gamma() * forward * forward / PERCENT,
                greeks.vega() / PERCENT,
                greeks.vega() / PERCENT * risk.termWeight(days),
                greeks.delta());
        gamma += held * option.gamma();
        vega += held * option.vega();
        termVega += held * option.termVega();
        expiryVega[board.expiryOf(place)] += held * option.vega();
        final boolean isOutOfTheMoney = board.isCall(place) == away >= 0;
        final boolean isNear = days >= schedule.minDays() && days <= schedule.maxDays();
        if (isNear
                && (isOutOfTheMoney || Math.abs(held) > 0)
                && board.isQuoted(place, nowNs, schedule.maxQuoteAgeNs())) {
            chosen.add(option);
        }
    }

    /** {@return at most as many as asked for, the nearest to the money first} */
    List<Candidate> chosen() {
        return chosen;
    }

    /** {@return the book's, USD of delta cash per 1 %} */
    double gamma() {
        return gamma;
    }

    /** {@return USD per vol point} */
    double vega() {
        return vega;
    }

    /** {@return USD per vol point of a volatility of 30 days} */
    double termVega() {
        return termVega;
    }

    /** {@return USD per vol point of one expiry} */
    double expiryVega(final int expiry) {
        return expiryVega[expiry];
    }
}
