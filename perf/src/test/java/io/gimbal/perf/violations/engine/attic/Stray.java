package io.gimbal.perf.violations.engine.attic;

/** Stands in a package that nobody placed and nobody described. */
final class Stray {
    private Stray() {}
}
