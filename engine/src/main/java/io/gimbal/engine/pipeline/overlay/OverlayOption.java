package io.gimbal.engine.pipeline.overlay;

import java.util.List;

/**
 * An option that may be traded as a hedge, in lots.
 *
 * @param name         for people
 * @param perLot       what a lot bought adds to each factor, in their order
 * @param costUsd      of trading one lot either way: half-spread, fee, hedge of its delta; at least 0
 * @param impactUsd    linear impact: x lots cost {@code impact x² / 2} more, at least 0
 * @param mostSold     lots that may be sold, by depth and bounds, from 0 to 1,000,000; 0 where it is halted
 * @param mostBought   lots that may be bought, likewise
 * @param soldMargin   margin that a lot sold adds, USD, either sign
 * @param boughtMargin margin that a lot bought adds, USD; the two together must not be below 0
 */
public record OverlayOption(
        String name,
        List<Double> perLot,
        double costUsd,
        double impactUsd,
        long mostSold,
        long mostBought,
        double soldMargin,
        double boughtMargin) {
    private static final long MOST = 1_000_000;

    /**
     * Copies the list.
     *
     * @param name         for people
     * @param perLot       what a lot bought adds to each factor
     * @param costUsd      of trading one lot either way
     * @param impactUsd    linear impact
     * @param mostSold     lots that may be sold
     * @param mostBought   lots that may be bought
     * @param soldMargin   margin that a lot sold adds
     * @param boughtMargin margin that a lot bought adds
     */
    public OverlayOption {
        perLot = List.copyOf(perLot);
    }

    boolean isUsable(final int factors) {
        return perLot.size() == factors
                && perLot.stream().allMatch(Double::isFinite)
                && costUsd >= 0
                && costUsd < Double.POSITIVE_INFINITY
                && impactUsd >= 0
                && impactUsd < Double.POSITIVE_INFINITY
                && mostSold >= 0
                && mostSold <= MOST
                && mostBought >= 0
                && mostBought <= MOST
                && Double.isFinite(soldMargin)
                && Double.isFinite(boughtMargin)
                && soldMargin + boughtMargin >= 0;
    }
}
