package io.gimbal.engine.pipeline.overlay;

import io.gimbal.feeds.InstrumentSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a valued board as a problem for the solver. Factors: gamma cash, with limits and risk; vega, with limits; vega weighted
 * by how the volatilities of the expiries move, with risk; the vega of each expiry where that is limited. Coming back inside a limit is worth
 * so many times what the cheapest option for it costs. The row for margin is that of the premium left for today. Pure.
 */
final class OverlayQuestion {
    private static final double PER_SCALED = 1e-8;

    /** Worth of coming back, in costs of the cheapest way. */
    private static final double PENALTY_MULTIPLE = 10;

    /** USD per USD of premium beyond the day's: never worth it. */
    private static final double PREMIUM_PENALTY = 100;

    private static final double VOL_POINTS = 100;
    private static final int FIRST_EXPIRY = 3;

    private final OptionBoard board;
    private final OverlayRules rules;
    private final OverlayRiskModel risk;
    private final OverlayCosts costs;
    private final OverlayCandidates candidates;
    private final int factorCount;

    OverlayQuestion(
            final OptionBoard board,
            final OverlayRules rules,
            final OverlayPlan plan,
            final OverlayCandidates candidates) {
        this.board = board;
        this.rules = rules;
        risk = plan.risk();
        costs = plan.costs();
        this.candidates = candidates;
        final boolean isByExpiry = rules.expiryVega() < Double.POSITIVE_INFINITY;
        final int room = OverlayProblem.MAX_FACTORS - FIRST_EXPIRY;
        factorCount = FIRST_EXPIRY + (isByExpiry ? Math.min(board.expiryCount(), room) : 0);
    }

    int factorCount() {
        return factorCount;
    }

    /** The problem with the penalty of each factor times a weight. */
    OverlayProblem problem(final double[] weights) {
        final List<OverlayOption> options = new ArrayList<>();
        for (final OverlayCandidates.Candidate option : candidates.chosen()) {
            options.add(option(option));
        }
        final List<OverlayFactor> factors = new ArrayList<>();
        for (int k = 0; k < factorCount; k++) {
            factors.add(factor(k, weights[k] * penalty(k, options)));
        }
        return new OverlayProblem(
                factors,
                options,
                covariance(),
                risk.riskAversion(),
                rules.maxPremiumUsd() - board.spentUsd(),
                PREMIUM_PENALTY);
    }

    private OverlayOption option(final OverlayCandidates.Candidate option) {
        final int place = option.place();
        final InstrumentSpec spec = board.spec(place);
        final long lot = spec.lot();
        final double coins = lot * PER_SCALED;
        final List<Double> perLot = new ArrayList<>();
        for (int k = 0; k < factorCount; k++) {
            perLot.add(coins * perCoin(option, k));
        }
        final double bidUsd = board.usd(place, board.bid(place));
        final double askUsd = board.usd(place, board.ask(place));
        final double cost = costs.usd(askUsd - bidUsd, 0.5 * (askUsd + bidUsd), option.delta(), board.forward(place));
        final double worstUsd = board.usd(place, limit(place, board.ask(place), 1));
        final boolean isBuyable = isWorth(option, worstUsd);
        final boolean isSellable = isWorth(option, board.usd(place, limit(place, board.bid(place), -1)));
        return new OverlayOption(
                spec.name(),
                perLot,
                coins * cost,
                0,
                isSellable ? Math.min(board.bidAmount(place), rules.maxLegAmount()) / lot : 0,
                isBuyable ? Math.min(board.askAmount(place), rules.maxLegAmount()) / lot : 0,
                0,
                coins * worstUsd);
    }

    /** The price that an order would be limited to. */
    private long limit(final int place, final long touch, final int side) {
        return Math.max(
                touch + (long) side * rules.toleranceTicks() * board.spec(place).tickAt(touch), 0);
    }

    /** What the engine would refuse is not proposed. */
    private boolean isWorth(final OverlayCandidates.Candidate option, final double limitUsd) {
        final int place = option.place();
        final double tickUsd = board.usd(place, board.spec(place).tickAt(board.ask(place)));
        return Math.abs(limitUsd - option.usd()) <= rules.valueCollar() * option.vega() * VOL_POINTS + tickUsd;
    }

    private double perCoin(final OverlayCandidates.Candidate option, final int factor) {
        return switch (factor) {
            case 0 -> option.gamma();
            case 1 -> option.vega();
            case 2 -> option.termVega();
            default -> board.expiryOf(option.place()) == factor - FIRST_EXPIRY ? option.vega() : 0;
        };
    }

    private OverlayFactor factor(final int k, final double penalty) {
        return switch (k) {
            case 0 -> new OverlayFactor("gamma", candidates.gamma(), rules.gammaLow(), rules.gammaHigh(), penalty);
            case 1 -> new OverlayFactor("vega", candidates.vega(), rules.vegaLow(), rules.vegaHigh(), penalty);
            case 2 ->
                new OverlayFactor(
                        "term vega", candidates.termVega(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
            default ->
                new OverlayFactor(
                        "expiry vega",
                        candidates.expiryVega(k - FIRST_EXPIRY),
                        -rules.expiryVega(),
                        rules.expiryVega(),
                        penalty);
        };
    }

    private static double penalty(final int k, final List<OverlayOption> options) {
        double cheapest = Double.POSITIVE_INFINITY;
        for (final OverlayOption option : options) {
            final double moved = Math.abs(option.perLot().get(k));
            cheapest = moved > 0 ? Math.min(cheapest, option.costUsd() / moved) : cheapest;
        }
        return cheapest < Double.POSITIVE_INFINITY ? PENALTY_MULTIPLE * cheapest : 0;
    }

    private List<List<Double>> covariance() {
        final double vol = board.vol(candidates.chosen().get(0).place());
        final List<List<Double>> own = risk.covariance(vol);
        final Double[][] rows = new Double[factorCount][factorCount];
        for (final Double[] row : rows) {
            Arrays.fill(row, 0.0);
        }
        rows[0][0] = own.get(0).get(0);
        rows[0][2] = own.get(0).get(1);
        rows[2][0] = own.get(1).get(0);
        rows[2][2] = own.get(1).get(1);
        return Arrays.stream(rows).map(List::of).toList();
    }
}
