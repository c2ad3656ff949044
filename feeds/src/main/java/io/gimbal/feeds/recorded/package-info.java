/**
 * Recorded markets: readers of recorded data, the feed that plays them, and the venue that fills orders against what was
 * played.
 *
 * <pre>
 *   ChainFile, PathFile ──► RecordedMarket ──► RecordedFeed ──► QuoteTee ──► Ingress
 *                                                                  │ top of book
 *   OrderGateway calls ──────────────────────────────────► SimulatedGateway ──► replies, as a Feed
 * </pre>
 *
 * Readers allocate while they load; what plays allocates nothing. Nothing here interpolates: a gap in the data is a gap
 * in the feed.
 */
@NullMarked
package io.gimbal.feeds.recorded;

import org.jspecify.annotations.NullMarked;
