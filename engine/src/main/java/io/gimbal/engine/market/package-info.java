/** Simulated market worlds that play as feeds. Uses pricing and feeds. */
@NullMarked
package io.gimbal.engine.market;

import org.jspecify.annotations.NullMarked;
