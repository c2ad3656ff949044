/** What was ordered, what is in flight, what was filled. Above it: risk and hedging; below it: book. */
@NullMarked
package io.gimbal.engine.orders;

import org.jspecify.annotations.NullMarked;
