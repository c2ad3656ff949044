/** Reads journals and chain files and explains them: replay, Greeks checks, run summaries. */
@NullMarked
package io.gimbal.engine.analysis;

import org.jspecify.annotations.NullMarked;
