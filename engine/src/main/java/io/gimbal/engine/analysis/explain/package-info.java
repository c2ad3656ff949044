/**
 * One decision of a journal in words and numbers: the engine's state is rebuilt by replaying the journal up to the input
 * that caused it, and looked at while it decides.
 *
 * <pre>
 *   sequence or time ─► JournalSearch ─► cause ─► Replay ─► HedgeEngine ─► DecisionReader ─► Explanation ─► ExplanationText
 *                                                     (HedgeInspection)
 * </pre>
 *
 * Above it: app; below it: analysis, hedging, journal.
 */
@NullMarked
package io.gimbal.engine.analysis.explain;

import org.jspecify.annotations.NullMarked;
