/** Broken example: a market whose path depends on the JDK. */
@NullMarked
package io.gimbal.perf.violations.engine.market;

import org.jspecify.annotations.NullMarked;
