/**
 * The venue's JSON-RPC protocol over the local exchange: one connection is a state machine that takes text frames and
 * emits text frames, with time passed in; sockets and the in-memory transport are thin shells around it.
 *
 * <pre>
 *   ExchangeServer  (WebSocket, HTTP) ─┐                          ┌─► methods ──► exchange core
 *   MemoryTransport (virtual clock) ───┴─► Link (faults) ─► ExchangeConnection
 *                                            ▲                    └─◄ channels ◄── events of the core
 *                                          Faults
 * </pre>
 *
 * Single-threaded below the sockets: whoever owns the {@code ExchangeProtocol} steps everything.
 */
@NullMarked
package io.gimbal.feeds.exchange.protocol;

import org.jspecify.annotations.NullMarked;
