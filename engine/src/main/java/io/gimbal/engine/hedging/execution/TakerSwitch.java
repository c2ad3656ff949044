package io.gimbal.engine.hedging.execution;

/**
 * When resting orders stop being worth their while. Pure. Both rules remember what they said last, so that noise at the
 * threshold does not change the tactic at every tick; a number that is missing changes nothing.
 */
public final class TakerSwitch {
    private TakerSwitch() {}

    /**
     * Whether the target moves further than the band while an order waits: {@code H < a √t}.
     *
     * @param wasTaker   what was said last
     * @param halfWidth  H, coins, at least 0
     * @param roughness  a², coins squared per year, at least 0
     * @param fillYears  t, expected time until a resting order is filled, years, at least 0
     * @param hysteresis share by which H must exceed the threshold before orders rest again, at least 0
     * @return whether to cross the spread at once
     */
    public static boolean isTooSlow(
            final boolean wasTaker,
            final double halfWidth,
            final double roughness,
            final double fillYears,
            final double hysteresis) {
        final double threshold = Math.sqrt(roughness * fillYears);
        if (!(halfWidth >= 0 && threshold >= 0 && hysteresis >= 0)) {
            return wasTaker;
        }
        return halfWidth < (wasTaker ? threshold * (1 + hysteresis) : threshold);
    }

    /**
     * Whether the market moves against filled resting orders by more than they save: {@code adverse > k_t − k_m}.
     *
     * @param wasTaker   what was said last
     * @param adverse    measured move against a fill, share of the price
     * @param makerCost  k_m, fee of a resting order, share of the price, below 0 for a rebate
     * @param takerCost  k_t, fee and half-spread of a crossing order, share of the price
     * @param hysteresis share of the saving by which adverse moves must fall below it before orders rest again, from 0
     *                   to 1
     * @return whether to cross the spread at once
     */
    public static boolean isTooDear(
            final boolean wasTaker,
            final double adverse,
            final double makerCost,
            final double takerCost,
            final double hysteresis) {
        final double saving = takerCost - makerCost;
        if (Double.isNaN(adverse) || Double.isNaN(saving) || !(hysteresis >= 0 && hysteresis <= 1)) {
            return wasTaker;
        }
        return adverse > (wasTaker && saving > 0 ? saving * (1 - hysteresis) : saving);
    }

    /**
     * Cost of a coin traded by both ways together: {@code p (k_m + adverse) + (1 − p) k_t}.
     *
     * @param makerShare p, share of the amount that resting orders traded, from 0 to 1
     * @param makerCost  k_m, share of the price
     * @param adverse    share of the price
     * @param takerCost  k_t, share of the price
     * @return share of the price; NaN for arguments out of range
     */
    public static double effectiveCost(
            final double makerShare, final double makerCost, final double adverse, final double takerCost) {
        if (!(makerShare >= 0 && makerShare <= 1)) {
            return Double.NaN;
        }
        return makerShare * (makerCost + adverse) + (1 - makerShare) * takerCost;
    }
}
