/**
 * One run of the engine, composed: what is traded, the session's opening events, journal, recovery, pipeline, result.
 *
 * <pre>
 *   Configuration + MarketSource ─► SessionInstruments ─► SessionOpening ─► EngineSession ─► SessionResult
 * </pre>
 */
@NullMarked
package io.gimbal.engine.app.session;

import org.jspecify.annotations.NullMarked;
