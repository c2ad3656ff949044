/** Measures the shape of the sources: how long methods and classes are, how much of them is test, which words they use. */
@NullMarked
package io.gimbal.perf.style;

import org.jspecify.annotations.NullMarked;
