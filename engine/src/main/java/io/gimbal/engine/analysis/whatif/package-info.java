/**
 * What a journal's market would have made of other settings of its books: its inputs again through the whole pipeline, with
 * simulated fills in place of the session's own, or on a local exchange whose books are laid from its quotes.
 *
 * <pre>
 *   in/ ─► CounterfactualFeed ─► engine ─► sender ─► TradingVenue ─────► replies ─┐
 *              own orders' replies dropped   ▲                                    │
 *              settings replaced             └────────────────────────────────────┘
 * </pre>
 *
 * Above it: app; below it: analysis, pipeline, market, feeds, hedging, journal.
 */
@NullMarked
package io.gimbal.engine.analysis.whatif;

import org.jspecify.annotations.NullMarked;
