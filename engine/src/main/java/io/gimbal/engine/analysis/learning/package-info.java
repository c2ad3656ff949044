/**
 * Trains the band network beside the engine and measures it against the closed forms.
 *
 * <pre>
 *   LearningBook ──► BookPath ──► TrainingPath (gradient) ──► BandTrainer (Adam) ──► NetworkEvaluation ──► TrainedNetwork
 * </pre>
 *
 * <p>One thread, seeded random numbers and the core's own functions: equal settings give equal bits on every JDK.
 */
@NullMarked
package io.gimbal.engine.analysis.learning;

import org.jspecify.annotations.NullMarked;
