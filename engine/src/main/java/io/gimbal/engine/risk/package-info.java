/** Limits and input quality: what refuses a trade, with a reason. Above it: hedging; below it: orders, greeks, book. */
@NullMarked
package io.gimbal.engine.risk;

import org.jspecify.annotations.NullMarked;
