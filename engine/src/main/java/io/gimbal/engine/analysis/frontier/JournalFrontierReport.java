package io.gimbal.engine.analysis.frontier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.gimbal.engine.analysis.whatif.FillModel;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import java.util.List;

/**
 * What a sweep over a journal found. Every point is the journal's market again under another policy, in the terms of
 * {@link WhatIfReport.Outcome}: money US dollars, times seconds, differences and ratios to the recorded policy under
 * the same
 * fill model, with errors of the paired block bootstrap.
 *
 * @param journal       directory
 * @param generation    that was re-run
 * @param mode          kind of run that wrote it
 * @param from          receive time of its first input
 * @param to            last moment of the runs
 * @param marketSeconds between the two
 * @param runs          made, the recorded session and its own policy among them
 * @param fillModel     by which orders filled, the same in every run
 * @param bootstrap     behind the standard errors
 * @param recorded      the session as it was, its own executions included
 * @param baseline      the recorded policy under the fill model
 * @param frontiers     every policy's points, by rising parameter
 * @param efficient policies with parameters that no other point beats in cost and tracking error both, by rising cost
 * @param skipped       policies that were not run
 */
public record JournalFrontierReport(
        String journal,
        int generation,
        String mode,
        String from,
        String to,
        double marketSeconds,
        int runs,
        FillModel fillModel,
        WhatIfReport.Bootstrap bootstrap,
        WhatIfReport.Recorded recorded,
        Baseline baseline,
        List<Series> frontiers,
        List<String> efficient,
        List<WhatIfReport.Skipped> skipped) {
    /**
     * Keeps lists that nobody changes.
     *
     * @param journal       as above
     * @param generation    as above
     * @param mode          as above
     * @param from          as above
     * @param to            as above
     * @param marketSeconds as above
     * @param runs          as above
     * @param fillModel     as above
     * @param bootstrap     as above
     * @param recorded      as above
     * @param baseline      as above
     * @param frontiers     as above
     * @param efficient     as above
     * @param skipped       as above
     */
    public JournalFrontierReport {
        frontiers = List.copyOf(frontiers);
        efficient = List.copyOf(efficient);
        skipped = List.copyOf(skipped);
    }

    /**
     * The recorded policy.
     *
     * @param identical whether its run is the journaled one, byte for byte
     * @param efficient whether no point beats it
     * @param outcome   its figures
     */
    public record Baseline(
            boolean identical,
            boolean efficient,
            @JsonUnwrapped WhatIfReport.Outcome outcome) {}

    /**
     * A policy's points.
     *
     * @param policy    its name
     * @param parameter what is swept
     * @param unit      of the parameter
     * @param points    by rising parameter
     */
    public record Series(String policy, String parameter, String unit, List<Point> points) {
        /**
         * Keeps a list that nobody changes.
         *
         * @param policy    as above
         * @param parameter as above
         * @param unit      as above
         * @param points    as above
         */
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A policy at one value of its parameter.
     *
     * @param parameter its value
     * @param efficient whether no other point, nor the recorded policy, costs no more and errs no more
     * @param outcome   its figures, and their differences to the recorded policy
     */
    public record Point(
            double parameter,
            boolean efficient,
            @JsonUnwrapped WhatIfReport.Outcome outcome) {}
}
