/**
 * Options that bring a book's gamma and vega inside limits: decided beside the engine, brought into it as events.
 *
 * <pre>
 * every feed ─► OverlayTee ─► ring in                        OverlayFeed ─► ring in
 *                   └─► OptionBoard ─► OverlayJob ─► solver ───┘
 *                                      inline in stepped runs, on the thread of a JobAgent in live ones
 * </pre>
 *
 * A proposal is a few legs. The engine checks them again at the moment they arrive, see {@code engine.hedging}, and alone
 * sends orders. What enters the engine is journaled like any other input; a replay reads it and never solves. Uses
 * {@code engine.pricing}, {@code engine.hedging}, {@code feeds} and the codec; nothing in {@code engine.pipeline} knows of
 * it.
 */
@NullMarked
package io.gimbal.engine.pipeline.overlay;

import org.jspecify.annotations.NullMarked;
