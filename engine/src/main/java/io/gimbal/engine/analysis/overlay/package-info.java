/**
 * What options as hedges of gamma and vega are worth: a study of the overlay on simulated paths, beside neutrality by
 * equations. The overlay itself is {@code engine.pipeline.overlay}.
 */
@NullMarked
package io.gimbal.engine.analysis.overlay;

import org.jspecify.annotations.NullMarked;
