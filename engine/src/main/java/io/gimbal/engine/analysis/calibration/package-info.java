/**
 * Parameters of policies from a budget: closed forms over a forecast of gamma. For the command line; no part of the
 * core.
 */
@NullMarked
package io.gimbal.engine.analysis.calibration;

import org.jspecify.annotations.NullMarked;
