/**
 * The forward and the smile of each expiry, free of static arbitrage, and the deltas that follow from how a smile moves.
 *
 * <pre>
 * quotes ─► ParityForward ─► SmileQuotes ─► SurfaceFitter ─► SmileSurface ─► vol, skew, curvature ─► RegimeDeltas
 *                                             SmileFitter      last good slices        HullWhiteRegression ─┘
 * </pre>
 *
 * Pure and bounded: the same bits everywhere, no allocation after construction. Log-moneyness is k = ln(strike / forward);
 * total variance is w = vol^2 T; volatilities are absolute, times in years of 365 days. Uses {@code engine.pricing} only.
 */
@NullMarked
package io.gimbal.engine.pricing.surface;

import org.jspecify.annotations.NullMarked;
