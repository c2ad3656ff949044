/** Broken example: a core that touches the machine. */
@NullMarked
package io.gimbal.perf.violations.engine.greeks;

import org.jspecify.annotations.NullMarked;
