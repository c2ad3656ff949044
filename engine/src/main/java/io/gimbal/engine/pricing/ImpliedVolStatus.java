package io.gimbal.engine.pricing;

/** Whether a price has an implied volatility, and why not. */
public enum ImpliedVolStatus {
    /** The volatility reproduces the price. */
    OK,
    /** The price is the intrinsic value, or no double tells it from that: the volatility is 0. */
    AT_INTRINSIC,
    /** The price is below the intrinsic value: no volatility gives it. */
    BELOW_INTRINSIC,
    /** The price is the forward (call) or the strike (put) or more: no finite volatility gives it. */
    ABOVE_MAXIMUM,
    /** There is no time left, and so no volatility. */
    EXPIRED,
    /** A number that is NaN or infinite, a forward or strike that the model does not take, a result beyond a double. */
    INVALID
}
