/** Broken example: the bottom of the core looks up. */
@NullMarked
package io.gimbal.perf.violations.engine.pricing;

import org.jspecify.annotations.NullMarked;
