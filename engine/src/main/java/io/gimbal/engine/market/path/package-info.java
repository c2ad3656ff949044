/**
 * Price paths for studies of hedging rules: models that draw whole paths on a grid, recorded bars cut into paths, and
 * what becomes of an order that rests while a path goes on. Nothing here drives an exchange; that is {@code
 * engine.market}. Uses pricing and the market's random stream.
 *
 * <pre>
 *   PathModel ─► PricePath ◄─ RecordedBars
 *                    │
 *                    ▼
 *              RestingFills: QueueFills (simulated queue), BarFills (recorded ranges)
 * </pre>
 */
@NullMarked
package io.gimbal.engine.market.path;

import org.jspecify.annotations.NullMarked;
