package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.PolicyKind;

/**
 * A clock whose interval follows gamma, volatility and price: {@link Bands#interval} of what they are now, at least the
 * shortest allowed, at most a quarter of the time to expiry. Trades to the target, once at first,
 * and when the book itself changed. Without gamma it waits
 * that longest time; without a volatility it is the clock of the shortest interval, and says so.
 *
 * @param riskAversion  absolute, per USD, above 0
 * @param costRate      what a trade costs where it was not measured, share of the price per coin, at least 0
 * @param shortestYears shortest interval, above 0
 */
public record DynamicFrequencyPolicy(double riskAversion, double costRate, double shortestYears)
        implements HedgePolicy {
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double LONGEST_SHARE = 0.25;

    /**
     * Checks the parameters.
     *
     * @param riskAversion  above 0 and finite
     * @param costRate      at least 0 and finite
     * @param shortestYears above 0 and finite
     */
    public DynamicFrequencyPolicy {
        Checks.riskAversion(riskAversion);
        Checks.costRate(costRate);
        Checks.intervalYears(shortestYears);
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        final double interval = intervalYears(view);
        final boolean isKnown = view.vol() > 0 && interval >= shortestYears;
        final double wait = (isKnown ? interval : shortestYears) * NS_PER_YEAR;
        final boolean isDue = view.isIntervalDue() || view.sinceTradeNs() >= wait;
        Regions.clock(view, target, isDue, view.targetDelta());
        if (isKnown) {
            target.reasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
        } else {
            target.reasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
        }
    }

    /**
     * The interval now.
     *
     * @param view what is known
     * @return years; not a number where it cannot be told
     */
    public double intervalYears(final HedgeView view) {
        final double cost = Regions.costRate(view, costRate) * view.price();
        final double roughness = Bands.roughness(view.effectiveGamma(), view.vol(), view.price());
        final double errorPrice = Bands.errorPrice(riskAversion, view.vol(), view.price());
        final double longest = Math.max(LONGEST_SHARE * view.timeToExpiryYears(), shortestYears);
        if (roughness == 0) {
            return longest;
        }
        return Math.min(Math.max(Bands.interval(cost, roughness, errorPrice), shortestYears), longest);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.DYNAMIC_FREQUENCY;
    }

    @Override
    public boolean isKeptDue() {
        return true;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
