package io.gimbal.engine.book;

import io.gimbal.journal.codec.DeltaSense;

/**
 * The delta of one underlying's book, line by line and never as one number: each line raw (coins, on its own price) and
 * projected on the hedge instrument. Owned by the engine thread; filled by the Greeks aggregator.
 *
 * <p>With option quantities {@code n}, unit deltas {@code D}, coin values {@code v} of inverse options, futures of
 * {@code N} dollars or {@code q} coins, coin equity {@code E} and dollar equity {@code U} at index {@code S}:
 *
 * <pre>
 *   coin-neutral  sum n D  -  sum n v  +  N/F + q  -  U/S         d(equity in coin)/d ln S
 *   USD-neutral   sum n D  -  sum n v  +  N/F + q  +  E           d(equity in USD)/dS
 *   venue         sum n D  -  sum n mark  +  N/F + q              the account's delta_total
 * </pre>
 *
 * <p>Source: the derivative of coin equity {@code E = B + sum n C/F + N (1/F0 - 1/F)} and of {@code F E}.
 */
public final class DeltaLedger {
    private double optionDelta;
    private double optionDeltaProjected;
    private double premiumAdjustment;
    private double premiumAdjustmentProjected;
    private double markAdjustment;
    private double markAdjustmentProjected;
    private double futuresDelta;
    private double futuresDeltaProjected;
    private double hedgeDelta;
    private double hedgeDeltaProjected;
    private double standInDelta;
    private double hedgeSpot;
    private double spotDelta;
    private double coinEquity;
    private double usdEquity;
    private double linearCash;
    private double spotBeta;

    /** Creates an empty ledger. */
    public DeltaLedger() {}

    /** Starts a new valuation. */
    public void clear() {
        optionDelta = 0;
        optionDeltaProjected = 0;
        premiumAdjustment = 0;
        premiumAdjustmentProjected = 0;
        markAdjustment = 0;
        markAdjustmentProjected = 0;
        futuresDelta = 0;
        futuresDeltaProjected = 0;
        hedgeDelta = 0;
        hedgeDeltaProjected = 0;
        standInDelta = 0;
        hedgeSpot = 0;
        spotDelta = 0;
        coinEquity = 0;
        usdEquity = 0;
        linearCash = 0;
        spotBeta = 1;
    }

    /**
     * Adds the options of one expiry.
     *
     * @param delta   sum of n D, coins; inside the delivery window already times the share left
     * @param premium minus the sum of n v over inverse options, coins; likewise
     * @param mark    minus the sum of n mark over inverse options, coins; not decayed, as the venue does
     * @param beta    projection of this expiry's forward on the hedge instrument
     */
    public void addOptions(final double delta, final double premium, final double mark, final double beta) {
        optionDelta += delta;
        optionDeltaProjected += beta * delta;
        premiumAdjustment += premium;
        premiumAdjustmentProjected += beta * premium;
        markAdjustment += mark;
        markAdjustmentProjected += beta * mark;
    }

    /**
     * Adds futures or a perpetual other than the hedge instrument.
     *
     * @param delta coins
     * @param beta  projection on the hedge instrument
     */
    public void addFutures(final double delta, final double beta) {
        futuresDelta += delta;
        futuresDeltaProjected += beta * delta;
    }

    /**
     * Adds the position in an instrument that carries the hedge.
     *
     * @param delta coins
     * @param beta  projection on what all deltas are projected on
     */
    public void addHedge(final double delta, final double beta) {
        hedgeDelta += delta;
        hedgeDeltaProjected += beta * delta;
    }

    /**
     * Adds the position in a perpetual of another coin that carries the hedge.
     *
     * @param delta coins of this book's coin, by value
     * @param beta  coins of exposure that one of them hedges
     */
    public void addStandIn(final double delta, final double beta) {
        addHedge(delta, beta);
        standInDelta += beta * delta;
    }

    /**
     * Says that spot holdings, added by {@link #addSpot} as well, carry the hedge.
     *
     * @param coins signed
     */
    public void addHedgeSpot(final double coins) {
        hedgeSpot += coins;
    }

    /**
     * Adds spot holdings: they move dollars, not coins.
     *
     * @param coins signed
     */
    public void addSpot(final double coins) {
        spotDelta += coins;
    }

    /**
     * Closes the valuation with the equity.
     *
     * @param coins    equity settled in coin, spot holdings excluded
     * @param dollars  equity settled in dollars
     * @param index    USD per coin, positive
     * @param indexBeta projection of the index on the hedge instrument
     */
    public void setEquity(final double coins, final double dollars, final double index, final double indexBeta) {
        coinEquity = coins;
        usdEquity = dollars;
        linearCash = -dollars / index;
        spotBeta = indexBeta;
    }

    /**
     * The total in one sense, each line on its own price.
     *
     * @param sense which total
     * @return coins
     */
    public double raw(final DeltaSense sense) {
        final double futures = futuresDelta + hedgeDelta;
        return switch (sense) {
            case COIN_NEUTRAL -> optionDelta + premiumAdjustment + futures + linearCash;
            case USD_NEUTRAL -> optionDelta + premiumAdjustment + futures + coinEquity + spotDelta;
            case VENUE -> optionDelta + markAdjustment + futures;
            case NULL_VAL -> throw new IllegalStateException("delta without a sense");
        };
    }

    /**
     * The total in one sense, projected on the hedge instrument: what the hedger acts on.
     *
     * @param sense which total
     * @return coins of the hedge instrument
     */
    public double projected(final DeltaSense sense) {
        return unhedged(sense) + hedgeDeltaProjected;
    }

    /**
     * What the hedge adds to the projected total: futures and perpetuals that carry it, and spot where the sense counts
     * it.
     *
     * @param sense which total
     * @return coins of the hedge instrument
     */
    public double hedge(final DeltaSense sense) {
        return hedgeDeltaProjected + spotBeta * hedgeSpot(sense);
    }

    /**
     * Spot that carries the hedge: bought with dollars, it adds its coins to both neutral totals and none to the venue's.
     *
     * @param sense which total
     * @return coins
     */
    public double hedgeSpot(final DeltaSense sense) {
        return sense == DeltaSense.VENUE ? 0 : hedgeSpot;
    }

    /**
     * The projected total without the futures and perpetuals that carry the hedge.
     *
     * @param sense which total
     * @return coins of the hedge instrument
     */
    public double unhedged(final DeltaSense sense) {
        return switch (sense) {
            case COIN_NEUTRAL ->
                optionDeltaProjected + premiumAdjustmentProjected + futuresDeltaProjected + spotBeta * linearCash;
            case USD_NEUTRAL ->
                optionDeltaProjected
                        + premiumAdjustmentProjected
                        + futuresDeltaProjected
                        + spotBeta * (coinEquity + spotDelta);
            case VENUE -> optionDeltaProjected + markAdjustmentProjected + futuresDeltaProjected;
            case NULL_VAL -> throw new IllegalStateException("delta without a sense");
        };
    }

    /** {@return sum of n D, coins} */
    public double optionDelta() {
        return optionDelta;
    }

    /** {@return minus the coin value of inverse options, coins} */
    public double premiumAdjustment() {
        return premiumAdjustment;
    }

    /** {@return futures and perpetuals but the hedge instrument, coins} */
    public double futuresDelta() {
        return futuresDelta;
    }

    /** {@return futures and perpetuals that carry the hedge, coins} */
    public double hedgeDelta() {
        return hedgeDelta;
    }

    /** {@return the same, projected} */
    public double hedgeDeltaProjected() {
        return hedgeDeltaProjected;
    }

    /** {@return what perpetuals of other coins add to it, coins} */
    public double standInDelta() {
        return standInDelta;
    }

    /** {@return spot holdings, coins} */
    public double spotDelta() {
        return spotDelta;
    }

    /** {@return equity settled in coin, spot holdings excluded} */
    public double coinEquity() {
        return coinEquity;
    }

    /** {@return equity settled in dollars} */
    public double usdEquity() {
        return usdEquity;
    }

    /** {@return minus dollar equity over the index, coins} */
    public double linearCash() {
        return linearCash;
    }

    /** {@return options' deltas, projected, coins of the hedge instrument} */
    public double optionDeltaProjected() {
        return optionDeltaProjected;
    }

    /** {@return minus the coin value of inverse options, projected, coins of the hedge instrument} */
    public double premiumAdjustmentProjected() {
        return premiumAdjustmentProjected;
    }

    /** {@return minus the marks of inverse options, coins, which the venue's sense takes} */
    public double markAdjustment() {
        return markAdjustment;
    }

    /** {@return minus the marks of inverse options, projected, coins of the hedge instrument} */
    public double markAdjustmentProjected() {
        return markAdjustmentProjected;
    }

    /** {@return futures and perpetuals but the hedge instrument, projected, coins of it} */
    public double futuresDeltaProjected() {
        return futuresDeltaProjected;
    }

    /** {@return projection of the index on the hedge instrument: of spot, equity and cash} */
    public double spotBeta() {
        return spotBeta;
    }
}
