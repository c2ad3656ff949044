/**
 * How fast, and whether the house stands. Sees every module; nothing sees it. Its tests hold the floor plan, the packaged
 * jar and the message path's freedom from garbage; {@code checks} holds the slower checks of running processes.
 */
@NullMarked
package io.gimbal.perf;

import org.jspecify.annotations.NullMarked;
