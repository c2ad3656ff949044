/**
 * What the market, the flow and the desk's own fills say about the near future: volatility, toxicity,
 * cost per coin, funding. Every forecaster is fed by the engine thread with the values of events, never reads a clock, allocates
 * nothing after construction and tells its whole state to a fingerprint. Uses prices and formulas below it, decides nothing;
 * policies and tactics read it.
 *
 * <p>One manner for bad input: a market value that is not a number, of a size beyond 1e70 or out of range leaves the state as it
 * was; an answer that is not known yet is NaN, which no comparison of a policy accepts. Parameters out of range are refused at
 * construction.
 */
@NullMarked
package io.gimbal.engine.hedging.forecast;

import org.jspecify.annotations.NullMarked;
