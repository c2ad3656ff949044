/** Broken example: looks at a sibling, and half of a package cycle. */
@NullMarked
package io.gimbal.perf.violations.engine.orders;

import org.jspecify.annotations.NullMarked;
