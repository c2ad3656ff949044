/** Looks at kernels, as it may. */
@NullMarked
package io.gimbal.perf.violations.engine.analysis;

import org.jspecify.annotations.NullMarked;
