/** A small network that widens or narrows a band: its numbers, how they arrive and what it says; pure but for the assembly. */
@NullMarked
package io.gimbal.engine.hedging.policy.network;

import org.jspecify.annotations.NullMarked;
