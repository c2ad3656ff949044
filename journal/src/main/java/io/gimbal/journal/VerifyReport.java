package io.gimbal.journal;

import org.jspecify.annotations.Nullable;

/**
 * What {@link JournalReader#verify()} found.
 *
 * @param ok                 whether every record of every generation is what was written and none is missing
 * @param records            good records, both queues
 * @param gaps               places where the sequence is not contiguous or records are missing
 * @param badCrc             records that are not whole: checksum, layout or the storage's own structure is wrong
 * @param badChain           records that are whole but do not belong where they stand: chain, epoch or Genesis is wrong
 * @param lastSequence       sequence of the last good input
 * @param lastOutSequence    sequence of the last good output
 * @param generations        how many there are
 * @param uncleanGenerations how many of them were not ended in order: sealed, or open with or without a living writer
 * @param firstBad           the first damage in the order of generations, inputs before outputs; null when there is none
 */
public record VerifyReport(
        boolean ok,
        long records,
        long gaps,
        long badCrc,
        long badChain,
        long lastSequence,
        long lastOutSequence,
        int generations,
        int uncleanGenerations,
        @Nullable Damage firstBad) {}
