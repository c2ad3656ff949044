/**
 * The direct sum of a strip with the JDK's vector instructions, for measurements. Compiled apart, because the module it
 * needs is an incubator's; without that module nobody loads it. Nothing of the house may name it: it is found as a
 * service.
 */
@NullMarked
package io.gimbal.engine.pricing.vector;

import org.jspecify.annotations.NullMarked;
