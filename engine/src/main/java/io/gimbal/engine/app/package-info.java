/** The daemon and the command line: the only place that sees every part. */
@NullMarked
package io.gimbal.engine.app;

import org.jspecify.annotations.NullMarked;
