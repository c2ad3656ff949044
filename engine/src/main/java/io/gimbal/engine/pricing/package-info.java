/**
 * Pure functions over primitives: deterministic maths, Black-76, implied volatility, delivery-window averages. Uses
 * nothing of the house.
 */
@NullMarked
package io.gimbal.engine.pricing;

import org.jspecify.annotations.NullMarked;
