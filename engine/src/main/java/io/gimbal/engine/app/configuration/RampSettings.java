package io.gimbal.engine.app.configuration;

/**
 * How live trading starts: small, and doubling.
 *
 * @param orderUsd  largest order of the first step, USD times 1e8
 * @param stepNs    time between two doublings, nanoseconds
 * @param stepOrders largest number of orders in one step
 */
public record RampSettings(long orderUsd, long stepNs, int stepOrders) {
    static RampSettings of(final Values values) {
        return new RampSettings(
                values.number(VenueSchema.RAMP_ORDER_USD),
                values.secondsAsNs(VenueSchema.RAMP_STEP_S),
                values.count(VenueSchema.RAMP_STEP_ORDERS));
    }

    /** The slower of two in each respect. */
    RampSettings and(final RampSettings other) {
        return new RampSettings(
                Math.min(orderUsd, other.orderUsd),
                Math.max(stepNs, other.stepNs),
                Math.min(stepOrders, other.stepOrders));
    }
}
