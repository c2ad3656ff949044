/**
 * The edge of the house: the ports through which the world reaches the engine and the engine reaches the world.
 *
 * <pre>
 *   Feed ──► Ingress ──► (ring, journal, engine) ──► OrderGateway ──► replies come back as a Feed
 * </pre>
 *
 * Neighbours: {@code feeds.recorded} plays recorded data; the engine calls {@link io.gimbal.feeds.OrderGateway}. Feeds
 * know the language ({@code journal.codec}) and nothing else of the house.
 */
@NullMarked
package io.gimbal.feeds;

import org.jspecify.annotations.NullMarked;
