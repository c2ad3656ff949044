package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which deltas of a chain are wanted.
 *
 * @param stickiness   the skew-stickiness ratio R, finite
 * @param coefficients of the minimum-variance delta, by what the names of options begin with; null where not known
 */
public record DeltaQuestion(double stickiness, Function<String, @Nullable HullWhiteCoefficients> coefficients) {}
