package io.gimbal.journal;

import java.util.List;

/**
 * What opening a journal found of the generations before.
 *
 * @param sealed     unclean generations that were sealed now, with where they end
 * @param records    valid records that were found in them, both queues
 * @param suspicions anything a person should know, in words; empty after a clean stop
 */
public record RecoveryReport(List<Generation> sealed, long records, List<String> suspicions) {
    /** {@return whether every generation before had been ended in order and nothing was odd} */
    public boolean isClean() {
        return sealed.isEmpty() && suspicions.isEmpty();
    }
}
