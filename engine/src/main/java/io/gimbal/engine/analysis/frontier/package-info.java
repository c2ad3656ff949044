/**
 * Which hedging rule buys how much accuracy for how much cost: every policy with every parameter on the same paths,
 * compared at equal cost. Policies here run over arrays, thousands of paths at a time; their formulas are those of
 * {@code engine.hedging.policy}.
 *
 * <pre>
 *   FrontierSettings ─► Frontier ─► PathSimulation, HedgePath × HedgeRule ─► Sample ─► Curve ─► FrontierReport
 *   BarFile ─────────► BarStudy ──────────────────► likewise, on Windows of the record ──────────────► BarReport
 *   a journal ─► JournalSweep ─► WhatIf, once per point ─────────────────────────────► JournalFrontierReport
 *                                                       any report ─► FrontierPicture
 * </pre>
 */
@NullMarked
package io.gimbal.engine.analysis.frontier;

import org.jspecify.annotations.NullMarked;
