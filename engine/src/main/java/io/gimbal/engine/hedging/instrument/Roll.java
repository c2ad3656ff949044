package io.gimbal.engine.hedging.instrument;

/**
 * When and how a hedge moves from one future to a later one, or fades into the settlement price, without moving the
 * delta. Pure.
 */
public final class Roll {
    private Roll() {}

    /**
     * Says whether to roll.
     *
     * @param side         of the position, above 0 for long, below for short
     * @param volumeRatio  volume of the later future over that of the nearer, at least 0
     * @param years        to delivery of the nearer
     * @param latestYears  before delivery the roll must have begun, at least 0
     * @param spreadUsd    what the calendar spread trades at, far less near, USD per coin
     * @param fairUsd      what it is worth, {@link Basis#calendarSpread}
     * @param costUsd      of trading it, USD per coin, at least 0
     * @return why, or why not
     */
    public static RollReason decide(
            final int side,
            final double volumeRatio,
            final double years,
            final double latestYears,
            final double spreadUsd,
            final double fairUsd,
            final double costUsd) {
        if (years <= latestYears) {
            return RollReason.DELIVERY;
        }
        if (volumeRatio > 1) {
            return RollReason.LIQUIDITY;
        }
        // A long position buys the spread, a short one sells it.
        final double gain = side > 0 ? fairUsd - spreadUsd : spreadUsd - fairUsd;
        if (gain > costUsd) {
            return RollReason.SPREAD;
        }
        final boolean isKnown = years > latestYears && volumeRatio >= 0 && gain <= costUsd;
        return isKnown ? RollReason.WAIT : RollReason.INPUT_UNUSABLE;
    }

    /**
     * What should still be in the nearer future on a straight line from the beginning of the roll to its end.
     *
     * @param totalLots  at the beginning, signed
     * @param years      to delivery now
     * @param startYears to delivery at the beginning
     * @param endYears   to delivery at the end, at least 0, below {@code startYears}
     * @return signed lots, nearest; all of them for arguments out of range
     */
    public static long nearLots(
            final long totalLots, final double years, final double startYears, final double endYears) {
        if (!(endYears >= 0 && startYears > endYears && years >= 0)) {
            return totalLots;
        }
        final double share = (years - endYears) / (startYears - endYears);
        return (long) Math.rint(totalLots * Math.min(Math.max(share, 0), 1));
    }

    /**
     * Lots of the later future that take over the delta of lots of the nearer one: both go out as one order or one
     * after the other within the band.
     *
     * @param nearLots  given up, signed as they were held
     * @param nearDelta coins of one of them, above 0
     * @param farDelta  coins of one of the later, above 0
     * @return signed, nearest; 0 for arguments out of range
     */
    public static long farLots(final long nearLots, final double nearDelta, final double farDelta) {
        return nearDelta > 0 && farDelta > 0 ? (long) Math.rint(nearLots * (nearDelta / farDelta)) : 0;
    }

    /**
     * Coins by which a roll of the two legs moves the delta.
     *
     * @param nearLots  given up
     * @param nearDelta coins of one of them
     * @param farLots   taken
     * @param farDelta  coins of one of them
     * @return coins, signed
     */
    public static double deltaChange(
            final long nearLots, final double nearDelta, final long farLots, final double farDelta) {
        return farLots * farDelta - nearLots * nearDelta;
    }

    /**
     * Lots of another instrument that hold the delta a future has lost inside its delivery window, where it settles on
     * the average price: {@code (1 − f)} of the position, bought evenly and so at that average.
     *
     * @param lots         of the future at the window's beginning, signed
     * @param fractionLeft f, share of the window still ahead, from 0 to 1
     * @param delta        coins of one lot of the future, above 0
     * @param otherDelta   coins of one lot of the other instrument, above 0
     * @return signed, nearest; 0 for arguments out of range
     */
    public static long settlementLots(
            final long lots, final double fractionLeft, final double delta, final double otherDelta) {
        if (!(fractionLeft >= 0 && fractionLeft <= 1 && delta > 0 && otherDelta > 0)) {
            return 0;
        }
        return (long) Math.rint(lots * (1 - fractionLeft) * (delta / otherDelta));
    }
}
