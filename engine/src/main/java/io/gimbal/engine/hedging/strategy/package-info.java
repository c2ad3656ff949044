/**
 * Strategies that are not bands: constant proportions above a floor, a volatility held at its target, the rent of gamma, hedge
 * ratios, and the score of delta regimes. Formulas are pure; the strategies with state are fed by the engine thread and allocate
 * nothing. They answer how much to hold or whether a trade pays; bands and tactics turn that into orders.
 *
 * <p>Bad input as in the forecasts: market values that are not numbers leave the state as it was and answers unknown are NaN;
 * parameters out of range are refused.
 */
@NullMarked
package io.gimbal.engine.hedging.strategy;

import org.jspecify.annotations.NullMarked;
