/**
 * Fits smiles beside the engine and brings them into it as events.
 *
 * <pre>
 * market feed ─► SurfaceTee ─► ring in                       SurfaceFeed ─► ring in
 *                    └─► ChainQuotes ─► SurfaceJob ─► fit ─────┘
 *                                       inline in stepped runs, on the thread of a JobAgent in live ones
 * </pre>
 *
 * What enters the engine is journaled like any other input; a replay reads it and never fits. Uses
 * {@code engine.pricing.surface}, {@code feeds} and the codec; nothing in {@code engine.pipeline} knows of it.
 */
@NullMarked
package io.gimbal.engine.pipeline.surface;

import org.jspecify.annotations.NullMarked;
