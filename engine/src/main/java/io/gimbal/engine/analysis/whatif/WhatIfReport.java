package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.analysis.ReplayResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a journal's market made of several policies. Times are seconds or UTC instants, money US dollars, deltas coins.
 *
 * @param journal       directory
 * @param generation    that was re-run
 * @param mode          kind of run that wrote it, as in GENESIS
 * @param from          receive time of its first input
 * @param to            last moment of the runs
 * @param marketSeconds between the two
 * @param fillModel     by which orders filled, the same in every run
 * @param exchangeModel books of the runs on the local exchange; null where none was asked for
 * @param bootstrap     behind the standard errors
 * @param recorded      the session as it was, its own executions included; figures are null where this code does not
 *                      make its outputs again
 * @param baseline      its policies under the fill model; all differences are to this
 * @param variants      the other policies, in the order asked for
 * @param skipped       policies of the catalogue that were not run
 */
public record WhatIfReport(
        String journal,
        int generation,
        String mode,
        String from,
        String to,
        double marketSeconds,
        FillModel fillModel,
        @Nullable ExchangeModel exchangeModel,
        Bootstrap bootstrap,
        Recorded recorded,
        Baseline baseline,
        List<Outcome> variants,
        List<Skipped> skipped) {
    /**
     * Books of the local exchange: what the last quote said, and what is declared.
     *
     * @param touchQuoted whether the touch holds the amount quoted; else a level's amount, because quotes of a backtest are
     *                    declared themselves
     * @param levelCoins  amount of a level, coins; null where it is {@code levelUsd}
     * @param levelUsd    amount of a level, dollars' worth; null where it is {@code levelCoins}
     * @param levels      behind the touch, each side
     * @param stepBp      from level to level, basis points of the first quote
     * @param latencyNs   from sending a command to its match
     */
    public record ExchangeModel(
            boolean touchQuoted,
            @Nullable Double levelCoins,
            @Nullable Double levelUsd,
            int levels,
            int stepBp,
            long latencyNs) {}

    /**
     * The same policy on the local exchange, where its orders consume depth. Depths are coins of all books together.
     *
     * @param cost           fees and slippage, US dollars
     * @param costDifference to the same policy's cost by the fill model
     * @param standardError  of the difference; null where there are too few blocks to tell
     * @param consumedDepth  what its orders took out of the books
     * @param beyondTouch    how much of that was beyond the price quoted
     * @param rested         executions of its resting orders
     * @param cutShort       immediate orders that found too little within their limit
     * @param refused        commands that the exchange refused
     * @param outcome        figures; their difference is to the same policy under the fill model
     */
    public record ExchangeRun(
            double cost,
            double costDifference,
            @Nullable Double standardError,
            double consumedDepth,
            double beyondTouch,
            double rested,
            long cutShort,
            long refused,
            Outcome outcome) {}

    /**
     * How standard errors were made: circular blocks of consecutive buckets, drawn with replacement, the same for both
     * runs of a pair.
     *
     * @param buckets       finished five-minute buckets of the baseline
     * @param bucketSeconds length of a bucket
     * @param blockSeconds  length of a block
     * @param draws         resamples
     * @param seed          of the draws
     */
    public record Bootstrap(int buckets, double bucketSeconds, double blockSeconds, int draws, long seed) {}

    /**
     * The session as it was.
     *
     * @param replayed        whether this code makes its outputs again, byte for byte
     * @param firstDifference where not
     * @param outcome         its figures; null where it was not replayed
     */
    public record Recorded(
            boolean replayed,
            ReplayResult.@Nullable Difference firstDifference,
            @Nullable Outcome outcome) {}

    /**
     * The session's policies under the fill model.
     *
     * @param identical       whether every output is the journaled one, byte for byte
     * @param compared        outputs compared, up to the first difference
     * @param firstDifference the first one, or null
     * @param outcome         figures
     */
    public record Baseline(
            boolean identical, long compared, ReplayResult.@Nullable Difference firstDifference, Outcome outcome) {}

    /**
     * A figure with its error.
     *
     * @param value         of the figure
     * @param standardError of it; null where there are too few blocks to tell
     */
    public record Estimate(double value, @Nullable Double standardError) {}

    /**
     * A run less the baseline.
     *
     * @param orders             decided
     * @param fills              of own orders
     * @param costUsd            fees and slippage
     * @param costRatio          cost over the baseline's; null where that cost nothing
     * @param trackingErrorUsd   standard deviations' difference
     * @param trackingErrorRatio over the baseline's; null where that had none
     * @param pnlUsd             change of equity
     * @param pnlStdUsd          difference of its standard deviations
     * @param pnlStdRatio        over the baseline's; null where that had none
     */
    public record Difference(
            long orders,
            long fills,
            Estimate costUsd,
            @Nullable Estimate costRatio,
            Estimate trackingErrorUsd,
            @Nullable Estimate trackingErrorRatio,
            Estimate pnlUsd,
            Estimate pnlStdUsd,
            @Nullable Estimate pnlStdRatio) {}

    /**
     * One book of one run.
     *
     * @param coin               of the underlying
     * @param orders             decided
     * @param fills              of own orders
     * @param costUsd            fees and slippage
     * @param feesUsd            of own executions, at the index of the moment
     * @param slippageUsd        own executions against the hedge instrument's mid at the decision
     * @param pnlUsd             change of equity
     * @param maxAbsDelta        largest distance of the positions' delta from the target, coins, from the first hedge
     *                           on, or from a minute after trading began where there was none by then
     * @param commonBand         where the band comes from that all runs are measured against: {@code stated}, {@code
     *                           recorded} (the desk's half-width), or {@code baseline} (what the baseline's own band
     *                           was at each moment); null where there is none
     * @param commonBandCoins    its half-width; null where it has none, or no single one
     * @param timeOutsideS       time the positions' delta was outside that band around the run's target
     * @param timeOutsideOwnBandS time it was outside the policy's own band; 0 for a policy without one
     * @param policyOverridden   whether a strategy with a band of its own says in the policy's place when to trade: no
     *                           policy changes anything then
     */
    public record Book(
            String coin,
            long orders,
            long fills,
            double costUsd,
            double feesUsd,
            double slippageUsd,
            double pnlUsd,
            double maxAbsDelta,
            @Nullable String commonBand,
            @Nullable Double commonBandCoins,
            @Nullable Double timeOutsideS,
            double timeOutsideOwnBandS,
            boolean policyOverridden) {}

    /**
     * One run. Coin figures are null where there are several books.
     *
     * @param policy              as asked for
     * @param orders              decided
     * @param fills               of own orders
     * @param costUsd             fees and slippage against the mid at the decision
     * @param feesUsd             of own executions
     * @param slippageUsd         own executions against the mid at the decision
     * @param trackingErrorUsd    standard deviation over five-minute buckets of the result that the delta's distance
     *                            from its target made
     * @param pnlUsd              change of equity
     * @param pnlStdUsd           standard deviation of the whole change of equity over five-minute buckets
     * @param maxAbsDelta         as in {@link Book}
     * @param timeOutsideS        as in {@link Book}
     * @param timeOutsideOwnBandS as in {@link Book}
     * @param policyOverridden    as in {@link Book}, of any book
     * @param outputHash          of the engine, as a backtest prints it
     * @param stateHash           of the engine, as a backtest prints it
     * @param books               book by book
     * @param difference          to the baseline; null for the baseline
     * @param exchange            the same policy on the local exchange; null where that was not asked for
     */
    public record Outcome(
            String policy,
            long orders,
            long fills,
            double costUsd,
            double feesUsd,
            double slippageUsd,
            double trackingErrorUsd,
            double pnlUsd,
            double pnlStdUsd,
            @Nullable Double maxAbsDelta,
            @Nullable Double timeOutsideS,
            @Nullable Double timeOutsideOwnBandS,
            boolean policyOverridden,
            String outputHash,
            String stateHash,
            List<Book> books,
            @Nullable Difference difference,
            @Nullable ExchangeRun exchange) {
        Outcome against(final Difference other) {
            return with(other, exchange);
        }

        Outcome on(final ExchangeRun run) {
            return with(difference, run);
        }

        private Outcome with(final @Nullable Difference newDifference, final @Nullable ExchangeRun newExchange) {
            return new Outcome(
                    policy,
                    orders,
                    fills,
                    costUsd,
                    feesUsd,
                    slippageUsd,
                    trackingErrorUsd,
                    pnlUsd,
                    pnlStdUsd,
                    maxAbsDelta,
                    timeOutsideS,
                    timeOutsideOwnBandS,
                    policyOverridden,
                    outputHash,
                    stateHash,
                    books,
                    newDifference,
                    newExchange);
        }
    }

    /**
     * A policy that was not run.
     *
     * @param policy name in the catalogue
     * @param reason what it lacks
     */
    public record Skipped(String policy, String reason) {}
}
