/** The composition; may do what others may not. */
@NullMarked
package io.gimbal.perf.violations.engine.app;

import org.jspecify.annotations.NullMarked;
