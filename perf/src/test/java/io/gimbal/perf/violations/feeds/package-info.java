/** Broken example: one class looks behind the language. */
@NullMarked
package io.gimbal.perf.violations.feeds;

import org.jspecify.annotations.NullMarked;
