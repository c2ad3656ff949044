/**
 * Exact no-trade bands of utility indifference hedging, solved offline by dynamic programming: the measure of the
 * closed forms in {@code io.gimbal.engine.hedging.policy}. Uses the pricing package and those forms; nothing that
 * trades uses it.
 */
@NullMarked
package io.gimbal.engine.analysis.exact;

import org.jspecify.annotations.NullMarked;
