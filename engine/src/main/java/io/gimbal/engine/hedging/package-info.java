/** Hedge policies, the hedger that turns a target into orders, and the engine that applies every event. The top of the core. */
@NullMarked
package io.gimbal.engine.hedging;

import org.jspecify.annotations.NullMarked;
