/**
 * What to hedge with: costs to the horizon of perpetuals, futures and spot, the term structure of the basis,
 * minimum-variance ratios, roll, balance across expiries, distance to liquidation. Pure functions and small solvers
 * that own their arrays.
 */
@NullMarked
package io.gimbal.engine.hedging.instrument;

import org.jspecify.annotations.NullMarked;
