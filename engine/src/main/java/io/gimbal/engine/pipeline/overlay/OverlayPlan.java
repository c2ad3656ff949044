package io.gimbal.engine.pipeline.overlay;

/**
 * How one underlying's overlay is decided.
 *
 * @param underlyingId whose
 * @param rules        its limits at the start; an operator may change them
 * @param risk         what moves its book
 * @param costs        of trading its options
 * @param schedule     when it is looked at
 */
public record OverlayPlan(
        int underlyingId, OverlayRules rules, OverlayRiskModel risk, OverlayCosts costs, OverlaySchedule schedule) {}
