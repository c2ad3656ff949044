package io.gimbal.engine.app.simulation;

/**
 * Something that must never happen, and did.
 *
 * @param seed      of the simulation
 * @param timeNs    when it was seen, epoch nanoseconds of virtual time
 * @param invariant which one: I1 to I24 of the reliability page
 * @param what      in words and figures
 */
public record Violation(long seed, long timeNs, String invariant, String what) {}
