/**
 * The real venue: Deribit over its JSON-RPC protocol.
 *
 * <pre>
 *   Transport ─frame─► EnvelopeReader ─┬─ channel adapters ─► EventPublisher ─► Ingress
 *                      (JsonScanner)   └─ reports of orders, trades, positions, money ─► private session
 * </pre>
 *
 * Frames of the market and of our own orders are read by {@link io.gimbal.feeds.deribit.JsonScanner}, which allocates
 * nothing and never throws. Neighbours: the ports in {@code feeds}; everything else of the house is unknown here.
 */
@NullMarked
package io.gimbal.feeds.deribit;

import org.jspecify.annotations.NullMarked;
