/**
 * Market worlds. Simulated ones (geometric Brownian motion; stochastic volatility with jumps) play as feeds; an
 * {@link io.gimbal.engine.market.ExchangeWorld} follows such a feed, or a recorded or captured one, and drives a local
 * exchange with it: values its instruments, quotes its books, trades in them. Uses pricing and feeds.
 *
 * <pre>
 *   feed ─► MarketTable ─► MarketValuation ─► Exchange ◄─ MarketMaker, OrderFlow
 * </pre>
 */
@NullMarked
package io.gimbal.engine.market;

import org.jspecify.annotations.NullMarked;
