/**
 * Benchmarks against other libraries, compiled and run only on request: {@code mvn -Pbench}, see docs/OPERATIONS.md. They
 * compare on the same inputs in one process, since on a shared machine only ratios mean anything.
 */
@NullMarked
package io.gimbal.perf.bench;

import org.jspecify.annotations.NullMarked;
