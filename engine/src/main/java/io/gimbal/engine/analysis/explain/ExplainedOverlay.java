package io.gimbal.engine.analysis.explain;

import java.math.BigDecimal;
import java.util.List;

/**
 * A proposal of the options overlay, decided beside the engine on a snapshot and held against what was true when its last
 * leg came. From the journal's own events.
 *
 * @param proposalId      of it
 * @param snapshot        when it looked, UTC
 * @param snapshotAgeS    seconds before it was re-checked
 * @param objectiveBefore USD, as proposed
 * @param objectiveAfter  USD, as proposed; less is better
 * @param gammaBefore     USD of delta per 1 %, the book's at the re-check
 * @param gammaAfter      with every accepted leg
 * @param vegaBefore      USD per vol point
 * @param vegaAfter       with every accepted leg
 * @param premiumUsd      paid for options today, accepted legs at their limits among it
 * @param accepted        legs that were sent
 * @param legs            each, in order
 */
public record ExplainedOverlay(
        long proposalId,
        String snapshot,
        double snapshotAgeS,
        double objectiveBefore,
        double objectiveAfter,
        double gammaBefore,
        double gammaAfter,
        double vegaBefore,
        double vegaAfter,
        double premiumUsd,
        int accepted,
        List<Leg> legs) {
    /**
     * One leg and what the re-check found.
     *
     * @param instrument the venue's name
     * @param amount     signed, coins
     * @param limitPrice of the order, or of the leg where it was refused
     * @param check      that decided, as the journal names it
     * @param meaning    of the check, in words
     * @param reason     as the journal names it
     * @param value      what the check looked at
     * @param limit      on it
     * @param orderId    our own number; 0 where it was refused
     */
    public record Leg(
            String instrument,
            BigDecimal amount,
            BigDecimal limitPrice,
            String check,
            String meaning,
            String reason,
            double value,
            double limit,
            long orderId) {}

    /**
     * Keeps a list that nobody changes.
     *
     * @param proposalId      as above
     * @param snapshot        as above
     * @param snapshotAgeS    as above
     * @param objectiveBefore as above
     * @param objectiveAfter  as above
     * @param gammaBefore     as above
     * @param gammaAfter      as above
     * @param vegaBefore      as above
     * @param vegaAfter       as above
     * @param premiumUsd      as above
     * @param accepted        as above
     * @param legs            as above
     */
    public ExplainedOverlay {
        legs = List.copyOf(legs);
    }
}
