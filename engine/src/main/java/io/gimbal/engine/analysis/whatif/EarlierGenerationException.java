package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.analysis.ReplayResult;

/** Generations before the one that is to be re-run are not what this code makes of their inputs. */
public final class EarlierGenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EarlierGenerationException(final ReplayResult.Difference difference) {
        super("an earlier generation is not what this code makes of its inputs: generation=" + difference.generation()
                + ", out sequence=" + difference.outSequence() + ", cause=" + difference.causeSequence() + ", "
                + difference.what() + "; use the code that wrote the journal, or the first generation");
    }
}
