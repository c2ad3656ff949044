package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.StrategySnapshotDecoder;

/**
 * A strategy as it stood when a decision was made, for analysis. Numbers that are not known are NaN.
 *
 * @param settings     what it works with, an operator's changes included
 * @param isActedOn    whether the valuation was fresh enough for it to act on
 * @param equityUsd    of the valuation
 * @param price        USD per coin that exposure is reckoned in
 * @param totalDelta   everything in flight filled, coins
 * @param forecastVol  absolute per root year
 * @param gamma        net, coins per USD
 * @param thetaPerYear USD at fixed forward
 * @param aimedDelta   coins, what the policy was asked for
 * @param state        what it reports of itself, in the terms of the event
 */
public record InspectedStrategy(
        StrategySettings settings,
        boolean isActedOn,
        double equityUsd,
        double price,
        double totalDelta,
        double forecastVol,
        double gamma,
        double thetaPerYear,
        double aimedDelta,
        StrategySnapshotDecoder state) {}
