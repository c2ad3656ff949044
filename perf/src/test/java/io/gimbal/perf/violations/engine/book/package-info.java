/** Broken example: classes of the wrong shape. */
@NullMarked
package io.gimbal.perf.violations.engine.book;

import org.jspecify.annotations.NullMarked;
