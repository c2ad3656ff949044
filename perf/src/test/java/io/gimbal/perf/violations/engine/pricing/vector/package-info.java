/** The room of the kernels. */
@NullMarked
package io.gimbal.perf.violations.engine.pricing.vector;

import org.jspecify.annotations.NullMarked;
