/**
 * The rules of the house as code: who may use whom, what the core may touch, what a class looks like. Every rule is built
 * for a root package, so that the same rule runs on the real house and on the small broken one in {@code violations}.
 */
@NullMarked
package io.gimbal.perf.architecture;

import org.jspecify.annotations.NullMarked;
