/** Broken example: the other half of a package cycle. */
@NullMarked
package io.gimbal.perf.violations.engine.risk;

import org.jspecify.annotations.NullMarked;
