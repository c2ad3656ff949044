/** Stands for the generated language; exempt from the rules of shape. */
@NullMarked
package io.gimbal.perf.violations.journal.codec;

import org.jspecify.annotations.NullMarked;
