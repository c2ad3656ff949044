package io.gimbal.engine.hedging.execution;

/**
 * Rests first, crosses where it must. Outside a band of half-width H the excess rests post-only at the touch, is
 * re-sized with the deviation and re-pegged with the touch; beyond η H the part that is beyond is taken at once; beyond
 * a larger multiple, or where {@link TakerSwitch} says so, all of the excess is taken. Pure; allocates nothing.
 *
 * <p>Amounts are whole lots, nearest to the band's edge: a trade is made from half a lot outside. Each is computed from
 * the delta that the book will have at the price of that order. Filled together, in any order, taken and resting lots
 * land no further than the edge they came from, rounded; and even if the old resting order fills before it is amended
 * they do not land beyond the far edge. Nor do they at the present price: where the spread alone moves the delta by more
 * than the band, a fill that did not move the price would else be traded back at once, and again.
 */
public final class MakerFirst {
    private static final double HALF = 0.5;
    private static final double LOT_TOLERANCE = 1e-9;

    private MakerFirst() {}

    /**
     * Decides.
     *
     * @param settings how patient
     * @param view     what is known
     * @param action   where the answer goes
     */
    public static void decide(final MakerFirstSettings settings, final MakerView view, final MakerAction action) {
        if (!view.isOpen) {
            action.rest(0, 0);
            action.answer(RestingStep.NONE, 0, MakerReason.HALTED);
        } else if (!(settings.isUsable() && view.isComplete())) {
            withdraw(view, action, MakerReason.INPUT_UNUSABLE);
        } else if (!view.isTouchUsable()) {
            withdraw(view, action, MakerReason.QUOTES_UNUSABLE);
        } else {
            work(settings, view, action);
        }
    }

    private static void withdraw(final MakerView view, final MakerAction action, final MakerReason reason) {
        action.rest(0, 0);
        action.answer(view.restingLots == 0 ? RestingStep.NONE : RestingStep.CANCEL, 0, reason);
    }

    private static void work(final MakerFirstSettings settings, final MakerView view, final MakerAction action) {
        final int side = view.deviation > 0 ? -1 : 1;
        final long ownTicks = side > 0 ? view.bidTicks : view.askTicks;
        final long farTicks = side > 0 ? view.askTicks : view.bidTicks;
        final double width = view.width();
        final boolean isFar = Math.abs(view.deviation) > settings.crossMultiple() * width;
        final boolean isCrossing = view.isTakerAllowed && farTicks > 0 && (isFar || !view.isMakerWorthwhile);
        final long excessFar = nearestLots(need(view, side, farTicks) - view.landing(), view.lotDelta);
        final long excessOwn = nearestLots(need(view, side, ownTicks) - view.landing(), view.lotDelta);
        long take = 0;
        if (isCrossing) {
            take = excessFar;
        } else if (view.isTakerAllowed && farTicks > 0) {
            take = beyond(view, need(view, side, farTicks) - settings.takeMultiple() * width, excessFar);
        }
        final double now = -side * view.deviation;
        take = withinFarEdge(view, side, take, Math.min(need(view, side, farTicks), now) + view.farWidth());
        final long most = wholeLots(now + view.farWidth(), view.lotDelta);
        final boolean isRestWorthwhile = view.isMakerWorthwhile || (view.isTakerAllowed && farTicks == 0);
        final boolean mayRest = isRestWorthwhile && !isCrossing && ownTicks > 0;
        final long rest = mayRest ? shown(view, Math.min(excessOwn, most) - take) : 0;
        restingStep(settings, view, action, side * rest, rest > 0 ? ownTicks : 0);
        finish(view, action, side * take, isCrossing, Math.min(isCrossing ? excessFar : excessOwn, most));
    }

    /** Coins to trade on a side to bring the delta to its target at the price of the order. */
    private static double need(final MakerView view, final int side, final long ticks) {
        final double move = ticks > 0 ? (ticks - view.midTicks()) * view.tickUsd : 0;
        return -side * (view.deviation + view.gamma * move);
    }

    private static long nearestLots(final double coins, final double lot) {
        return Math.max((long) Math.floor(coins / lot + HALF + LOT_TOLERANCE), 0);
    }

    private static long beyond(final MakerView view, final double coins, final long excess) {
        if (!(coins > 0)) {
            return 0;
        }
        final long lots = (long) Math.ceil(coins / view.lotDelta - LOT_TOLERANCE);
        return Math.min(Math.max(lots, view.minLots), excess);
    }

    private static long withinFarEdge(final MakerView view, final int side, final long take, final double coins) {
        final long resting = Math.max(side * view.restingLots, 0);
        final long room = wholeLots(coins, view.lotDelta) - resting;
        return tradable(Math.min(take, room), view.minLots);
    }

    private static long wholeLots(final double coins, final double lot) {
        return (long) Math.floor(coins / lot + LOT_TOLERANCE);
    }

    private static long tradable(final long lots, final long minLots) {
        return lots >= minLots ? lots : 0;
    }

    private static long shown(final MakerView view, final long lots) {
        return tradable(Math.min(lots, view.mostLots), view.minLots);
    }

    private static void restingStep(
            final MakerFirstSettings settings,
            final MakerView view,
            final MakerAction action,
            final long wantedLots,
            final long wantedTicks) {
        action.rest(wantedLots, wantedTicks);
        if (view.restingLots == 0) {
            action.answer(wantedLots == 0 ? RestingStep.NONE : RestingStep.PLACE, 0, MakerReason.RESTING);
        } else if (wantedLots == 0 || (wantedLots > 0) != (view.restingLots > 0)) {
            action.rest(0, 0);
            action.answer(RestingStep.CANCEL, 0, MakerReason.RESTING);
        } else {
            final boolean isStale = Math.abs(wantedLots - view.restingLots) >= settings.resizeLots()
                    || Math.abs(wantedTicks - view.restingTicks) >= settings.repegTicks();
            action.answer(isStale ? RestingStep.AMEND : RestingStep.KEEP, 0, MakerReason.RESTING);
        }
        final boolean isMessage = action.step() == RestingStep.PLACE || action.step() == RestingStep.AMEND;
        if (action.step() == RestingStep.KEEP || (isMessage && !view.isAmendAllowed)) {
            action.rest(view.restingLots, view.restingTicks);
        }
        if (isMessage && !view.isAmendAllowed) {
            final RestingStep step = view.restingLots == 0 ? RestingStep.NONE : RestingStep.KEEP;
            action.answer(step, 0, MakerReason.RATE_LIMITED);
        }
    }

    private static void finish(
            final MakerView view,
            final MakerAction action,
            final long take,
            final boolean isCrossing,
            final long excess) {
        MakerReason reason = action.reason();
        if (take != 0) {
            reason = isCrossing ? MakerReason.CROSSING : MakerReason.TAKING;
        } else if (action.restLots() == 0 && reason != MakerReason.RATE_LIMITED) {
            reason = whyNothing(view, excess, isCrossing);
        }
        action.answer(action.step(), take, reason);
    }

    private static MakerReason whyNothing(final MakerView view, final long excess, final boolean isCrossing) {
        if (excess == 0) {
            return MakerReason.INSIDE_BAND;
        }
        if (excess < view.minLots) {
            return MakerReason.BELOW_SMALLEST_ORDER;
        }
        if (isCrossing || view.restingLots != 0) {
            return MakerReason.AWAITING_CANCEL;
        }
        return view.isMakerWorthwhile || view.isTakerAllowed ? MakerReason.NO_DEPTH : MakerReason.NOT_ALLOWED;
    }
}
