/**
 * Options as hedges of gamma and vega: neutrality by equations, limits at least cost, least risk and cost within
 * limits. Runs off the engine thread on a snapshot and proposes; nothing here sends an order.
 */
@NullMarked
package io.gimbal.engine.analysis.overlay;

import org.jspecify.annotations.NullMarked;
