/** When to hedge and how far: closed formulas of the literature as pure functions, and the policies made of them. */
@NullMarked
package io.gimbal.engine.hedging.policy;

import org.jspecify.annotations.NullMarked;
