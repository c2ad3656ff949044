/** Ring slots, handlers and agents around the engine, and the one statement that wires them. Above it: app; below it: hedging, feeds, journal. */
@NullMarked
package io.gimbal.engine.pipeline;

import org.jspecify.annotations.NullMarked;
