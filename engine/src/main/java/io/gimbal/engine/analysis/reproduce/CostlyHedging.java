package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * J. Cao, J. Chen, J. Hull and Z. Poulos, "Deep Hedging of Derivatives Using Reinforcement Learning", Journal of
 * Financial Data Science 3 (2021), exhibits 3 and 4: a written call hedged at costs of one per cent, set-up and
 * liquidation included. Beside delta hedging stand two closed-form bands on the same times to trade, the risk aversion
 * of each chosen for the objective mean plus 1.5 standard deviations on paths that are not those it is judged on.
 */
final class CostlyHedging implements PublishedTable {
    private static final double COST_RATE = 0.01;
    private static final double RISK_WEIGHT = 1.5;
    private static final double PER_CENT = 100.0;
    private static final double DAYS = 252.0;
    private static final int PATHS = 400_000;
    private static final int TUNING_PATHS = 40_000;
    private static final int TUNING_STEPS = 12;
    private static final double LEAST_LOG_AVERSION = -4.0;
    private static final double MOST_LOG_AVERSION = 4.0;
    private static final double GOLDEN = 0.6180339887498949;
    private static final long TUNING_SEED = 7_000L;
    private static final long SEED = 77_000L;
    private static final int DELTA = 0;
    private static final int WHALLEY_WILMOTT = 1;
    private static final int ZAKAMOULINE = 2;

    private static final List<Case> CASES = List.of(
            new Case("1m_w", 20, 5),
            new Case("1m_3d", 21, 3),
            new Case("1m_3d_20", 20, 3),
            new Case("1m_2d", 20, 2),
            new Case("1m_d", 20, 1),
            new Case("3m_w", 60, 5),
            new Case("3m_3d", 60, 3),
            new Case("3m_2d", 60, 2),
            new Case("3m_d", 60, 1));

    @Override
    public String name() {
        return "cao-chen-hull-poulos";
    }

    @Override
    public String source() {
        return "J. Cao, J. Chen, J. Hull, Z. Poulos: Deep Hedging of Derivatives Using Reinforcement Learning (2021)";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final Findings findings = new Findings(name());
        for (int i = 0; i < CASES.size(); i++) {
            CASES.get(i).run(scale, i, findings);
        }
        return findings.rows();
    }

    /**
     * One row of the exhibits.
     *
     * @param name end of the ids
     * @param days to expiry, of a year of 252
     * @param each days between two trades
     */
    private record Case(String name, int days, int each) {
        HedgedCall call() {
            return new HedgedCall(100.0, 100.0, 0.0, 0.20, days / DAYS, 0.05);
        }

        void run(final ReproduceScale scale, final int index, final Findings findings) {
            final HedgedCall call = call();
            final DoubleFunction<BandRule> width = aversion -> BandRule.whalleyWilmott(call, COST_RATE, aversion);
            final DoubleFunction<BandRule> fit = aversion -> BandRule.zakamouline(call, COST_RATE, aversion);
            final List<BandRule> rules =
                    List.of(BandRule.delta(call), tuned(scale, index, width), tuned(scale, index, fit));
            final Sampled found = simulate(scale, SEED + index, scale.paths(PATHS), rules);
            putDelta(findings, found);
            findings.put("cao_ww_" + name, gain(found, WHALLEY_WILMOTT), found.paths());
            findings.put("cao_rl_" + name, gain(found, ZAKAMOULINE), found.paths());
        }

        void putDelta(final Findings findings, final Sampled found) {
            findings.put("cao_" + name, found.mean(DELTA).times(PER_CENT), found.paths());
            findings.put("cao_" + name + "_sd", found.standardDeviation(DELTA).times(PER_CENT), found.paths());
        }

        Sampled simulate(final ReproduceScale scale, final long seed, final int paths, final List<BandRule> rules) {
            final HedgedCall call = call();
            return new MonteCarlo(scale.threads())
                    .run(
                            seed,
                            paths,
                            rules.size(),
                            new CostlyHedge(call, HedgeGrid.ofDays(call, days, each), COST_RATE, rules));
        }

        /** By golden section: the objective has one minimum in the risk aversion, and every try sees the same paths. */
        private BandRule tuned(final ReproduceScale scale, final int index, final DoubleFunction<BandRule> rule) {
            double low = LEAST_LOG_AVERSION;
            double high = MOST_LOG_AVERSION;
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            double atLeft = tried(scale, index, rule, left);
            double atRight = tried(scale, index, rule, right);
            for (int i = 0; i < TUNING_STEPS; i++) {
                if (atLeft < atRight) {
                    high = right;
                    right = left;
                    atRight = atLeft;
                    left = high - GOLDEN * (high - low);
                    atLeft = tried(scale, index, rule, left);
                } else {
                    low = left;
                    left = right;
                    atLeft = atRight;
                    right = low + GOLDEN * (high - low);
                    atRight = tried(scale, index, rule, right);
                }
            }
            return rule.apply(DeterministicMath.exp(0.5 * (low + high)));
        }

        private double tried(
                final ReproduceScale scale,
                final int index,
                final DoubleFunction<BandRule> rule,
                final double logAversion) {
            final BandRule trial = rule.apply(DeterministicMath.exp(logAversion));
            return simulate(scale, TUNING_SEED + index, scale.paths(TUNING_PATHS), List.of(trial))
                    .estimate(block -> objective(block.get(0)))
                    .value();
        }
    }

    /** Of the objective of delta hedging, the share that a rule saves, in per cent. */
    private static Estimate gain(final Sampled found, final int rule) {
        return found.estimate(block -> PER_CENT * (1.0 - objective(block.get(rule)) / objective(block.get(DELTA))));
    }

    private static double objective(final Moments cost) {
        return cost.mean() + RISK_WEIGHT * cost.standardDeviation();
    }
}
