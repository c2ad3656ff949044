/**
 * A second venue: market data of Bybit's options over its v5 public stream.
 *
 * <pre>
 *   Transport ─frame─► BybitSession ─► FrameAdapter ─► LatestMarket ─► EventPublisher ─► Ingress
 *                       connection      (JsonScanner)   conflates
 *                       subscriptions
 * </pre>
 *
 * It emits the events that the other venue's client emits, so nothing behind the ingress knows which it was. Neighbours:
 * the ports in {@code feeds}, and the scanner of {@code feeds.deribit}. Orders are not sent here.
 */
@NullMarked
package io.gimbal.feeds.bybit;

import org.jspecify.annotations.NullMarked;
