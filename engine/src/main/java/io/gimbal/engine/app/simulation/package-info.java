/**
 * The whole desk in one thread by one seed: production engine, pipeline, journal and client against a local exchange, on a
 * virtual clock, with faults of network, venue and process; and what must hold all the while.
 */
@NullMarked
package io.gimbal.engine.app.simulation;

import org.jspecify.annotations.NullMarked;
