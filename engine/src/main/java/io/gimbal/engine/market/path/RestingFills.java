package io.gimbal.engine.market.path;

/**
 * Says how much of an order that rests during one step of a path is filled. Owned by one thread; a path is begun before
 * its steps are asked about, in any order.
 */
public interface RestingFills {
    /**
     * Begins a path.
     *
     * @param path read until the next one is begun
     * @param seed of this path's flow of trades; equal seeds give equal flows whatever orders rest
     */
    void begin(PricePath path, long seed);

    /**
     * The price at which an order joins the touch.
     *
     * @param step  at whose beginning it is decided
     * @param isBuy side
     * @return USD per coin, on the price grid: the mid less (buy) or plus (sell) the half spread, rounded away from it
     */
    double touch(int step, boolean isBuy);

    /**
     * What is filled of a post-only order until the step's end, when it is cancelled.
     *
     * @param step     at whose beginning it is sent
     * @param isBuy    side
     * @param limit    its price, USD per coin
     * @param quantity coins, above 0
     * @return coins, from 0 to {@code quantity}
     */
    double filled(int step, boolean isBuy, double limit, double quantity);
}
