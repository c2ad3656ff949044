/** Broken example: reads the clock, sleeps, prints, exits. */
@NullMarked
package io.gimbal.perf.violations.engine.pipeline;

import org.jspecify.annotations.NullMarked;
