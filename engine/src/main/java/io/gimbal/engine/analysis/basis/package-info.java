/**
 * The term structure of a journal's futures: premiums of perpetuals, dated futures and forwards over the index, what funding
 * and convergence are expected to make of them until a horizon.
 *
 * <pre>
 *   journal, inputs up to a moment ─► TermStructureReader ─► TermStructure ─► TermStructureText
 * </pre>
 *
 * Above it: app; below it: hedging.instrument, hedging.forecast, journal.
 */
@NullMarked
package io.gimbal.engine.analysis.basis;

import org.jspecify.annotations.NullMarked;
