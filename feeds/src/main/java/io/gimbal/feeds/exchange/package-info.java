/**
 * A local exchange that speaks Deribit's protocol. Three layers, one package:
 *
 * <pre>
 *   server, memory transport ──► protocol (JSON-RPC, channels, sessions) ──► core ({@link io.gimbal.feeds.exchange.Exchange})
 *                                                                              ▲ marks, Greeks, scenarios
 *                                          engine.market ─────────────────────┘ {@link io.gimbal.feeds.exchange.Valuation}
 * </pre>
 *
 * The core is deterministic: one thread, time as a parameter, money exact to 1e-16 of a coin. It values nothing itself.
 */
@NullMarked
package io.gimbal.feeds.exchange;

import org.jspecify.annotations.NullMarked;
