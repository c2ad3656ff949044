/**
 * Published tables, run again: each is a {@link io.gimbal.engine.analysis.reproduce.PublishedTable} that measures with
 * the engine's own formulas and its deterministic random numbers, and sets what it finds beside the published figures,
 * which stand in the resource {@code published.csv}. Beside it: {@code engine.pricing} and {@code engine.hedging} for
 * the formulas, {@code engine.market} for randomness, {@code engine.app} for the verb.
 */
@NullMarked
package io.gimbal.engine.analysis.reproduce;

import org.jspecify.annotations.NullMarked;
