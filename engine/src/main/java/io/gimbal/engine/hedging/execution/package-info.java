/**
 * How a trade is carried out once it is decided: schedules and slices, resting or crossing, several instruments.
 * Pure functions and small solvers that own their arrays; everything in whole lots. Knows nothing of orders or
 * policies.
 */
@NullMarked
package io.gimbal.engine.hedging.execution;

import org.jspecify.annotations.NullMarked;
