/** Runs the packaged jar as a user would, and watches what the process writes and whom it speaks to. */
@NullMarked
package io.gimbal.perf.packaged;

import org.jspecify.annotations.NullMarked;
