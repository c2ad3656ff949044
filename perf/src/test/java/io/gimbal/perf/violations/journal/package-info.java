/** Broken example: one class looks back at who uses it. */
@NullMarked
package io.gimbal.perf.violations.journal;

import org.jspecify.annotations.NullMarked;
