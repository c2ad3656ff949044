package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.market.path.SkewDynamics;
import io.gimbal.engine.pipeline.overlay.OverlayFactor;
import io.gimbal.engine.pipeline.overlay.OverlayOption;
import io.gimbal.engine.pipeline.overlay.OverlayProblem;
import io.gimbal.engine.pipeline.overlay.OverlayResult;
import io.gimbal.engine.pipeline.overlay.OverlaySolver;
import io.gimbal.engine.pipeline.overlay.OverlayStatus;
import io.gimbal.engine.pipeline.overlay.OverlayTrade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The overlay's question once a day: a short straddle and what is held of the later expiry, until the first expiry.
 * Exposures are to the moves of {@link StudyMoments}: gamma cash times the variance, and what will be left of vega and
 * of its skew at the first expiry. A hedged option's gamma cash is a martingale, and so is its vega per unit of time
 * left, so today's stand for the whole time. Limits: not further long gamma than a quarter of the short straddle's, not
 * more vega left than it had at first.
 */
final class StudyOverlay {
    static final double STRIKE_STEP = 5;
    static final int STRIKES = 61;

    private static final double LOT = 0.05;
    private static final long MOST_LOTS = 60;
    private static final double MARGIN_PENALTY = 100;
    private static final double SHORT_MARGIN = 0.15;
    private static final double PENALTY = 10;
    private static final double LONGEST_GAMMA = 0.25;
    private static final double SHORT_SHARE = 1.01;

    /** Without risk in its objective the linear form does nothing inside its limits: they must ask for something. */
    private static final double LINEAR_SHARE = 0.5;

    private static final double OPTION_FEE = 3e-4;
    private static final double OPTION_FEE_CAP = 0.125;
    private static final double VOL_POINT = 0.01;

    private final OverlayStudySettings settings;
    private final Straddle straddle = new Straddle();
    private final long[] lots = new long[STRIKES];
    private double vegaAtFirst;
    private double cost;
    private double premiumPaid;
    private long lotsTraded;
    private long decisions;
    private long exceeded;
    private long emptied;
    private double mostMargin;

    StudyOverlay(final OverlayStudySettings settings) {
        this.settings = settings;
    }

    void begin(final StudyMarket market) {
        Arrays.fill(lots, 0);
        cost = 0;
        premiumPaid = 0;
        lotsTraded = 0;
        near(market, 0);
        vegaAtFirst = straddle.vega();
    }

    /** The short straddle's own, per straddle long. */
    Straddle near(final StudyMarket market, final int step) {
        final double years = market.nearYears(step);
        final double vol = market.vol(market.nearVol(step), years, StudyMarket.START, step);
        straddle.value(market.price(step), StudyMarket.START, years, vol);
        return straddle;
    }

    /** Of the later expiry, per straddle long; valid until the next is asked for. */
    Straddle far(final StudyMarket market, final int step, final int strike) {
        final double years = market.farYears(step);
        final double vol = market.vol(market.farVol(step), years, strike * STRIKE_STEP, step);
        straddle.value(market.price(step), strike * STRIKE_STEP, years, vol);
        return straddle;
    }

    double held(final int strike) {
        return lots[strike] * LOT;
    }

    /** Trades what is best; the cash it takes, costs included. */
    double trade(final StudyMarket market, final int step, final List<List<Double>> covariance) {
        final List<Integer> strikes = strikes(market.price(step));
        final List<Long> trades = sized(market, step, strikes, covariance);
        double paid = 0;
        for (int j = 0; j < strikes.size(); j++) {
            final long traded = trades.get(j);
            far(market, step, strikes.get(j));
            final double spent = Math.abs(traded) * lotCost(market.price(step));
            cost += spent;
            paid += traded * LOT * straddle.price() + spent;
            premiumPaid += traded * LOT * straddle.price();
            lots[strikes.get(j)] += traded;
            lotsTraded += Math.abs(traded);
        }
        mostMargin = Math.max(mostMargin, margin(market.price(step)));
        return paid;
    }

    private List<Long> sized(
            final StudyMarket market,
            final int step,
            final List<Integer> strikes,
            final List<List<Double>> covariance) {
        return switch (settings.sizing()) {
            case OVERLAY -> best(problem(market, step, strikes, covariance));
            case LINEAR -> counted(OverlaySolver.solveLinear(problem(market, step, strikes, covariance)));
            case GAMMA_NEUTRAL, VEGA_NEUTRAL -> counted(neutral(market, step, strikes));
        };
    }

    private List<Long> best(final OverlayProblem problem) {
        final OverlayResult result = OverlaySolver.solve(problem);
        exceeded += result.status() == OverlayStatus.LIMITS_EXCEEDED ? 1 : 0;
        return counted(result.trades().stream().map(OverlayTrade::lots).toList());
    }

    private List<Long> counted(final List<Long> trades) {
        decisions++;
        emptied += trades.stream().anyMatch(traded -> Math.abs(traded) == settings.depthLots()) ? 1 : 0;
        return trades;
    }

    /** What options tie up: the premium paid for them, less that received, and 15 % of the price of what is short. */
    private double margin(final double price) {
        long sold = 0;
        for (final long held : lots) {
            sold += Math.max(-held, 0);
        }
        return Math.max(premiumPaid, 0) + sold * LOT * SHORT_MARGIN * price;
    }

    /** The option at the money alone is traded until the book is neutral, whatever that costs. */
    private List<Long> neutral(final StudyMarket market, final int step, final List<Integer> strikes) {
        final int traded = strikes.indexOf(nearest(market.price(step)));
        double greek = -chosen(near(market, step));
        for (final int strike : strikes) {
            greek += held(strike) * chosen(far(market, step, strike));
        }
        final double perLot = LOT * chosen(far(market, step, strikes.get(traded)));
        final NeutralHedge hedge = NeutralSolver.solve(
                new double[] {greek}, new double[][] {{perLot}}, new double[] {1}, new double[] {0}, 0);
        final List<Long> trades = new ArrayList<>();
        for (int j = 0; j < strikes.size(); j++) {
            trades.add(j == traded ? Math.round(hedge.options().get(0)) : 0L);
        }
        return trades;
    }

    private double chosen(final Straddle of) {
        return settings.sizing() == OverlaySizing.GAMMA_NEUTRAL ? of.gamma() : of.vega();
    }

    /** Sells what is left at the end; the cash it brings, costs paid. */
    double unwind(final StudyMarket market) {
        double received = 0;
        for (int strike = 0; strike < STRIKES; strike++) {
            if (lots[strike] != 0) {
                far(market, StudyMarket.STEPS, strike);
                final double spent = Math.abs(lots[strike]) * lotCost(market.price(StudyMarket.STEPS));
                cost += spent;
                received += lots[strike] * LOT * straddle.price() - spent;
                lotsTraded += Math.abs(lots[strike]);
            }
        }
        return received;
    }

    double cost() {
        return cost;
    }

    long lotsTraded() {
        return lotsTraded;
    }

    /** Share of all decisions of all paths that took all there was of an option. */
    double depthShare() {
        return decisions == 0 ? 0 : (double) emptied / decisions;
    }

    /** Largest that was tied up after a trade of any path, USD. */
    double mostMargin() {
        return mostMargin;
    }

    /** Share of all decisions of all paths after which a limit stayed exceeded. */
    double exceededShare() {
        return decisions == 0 ? 0 : (double) exceeded / decisions;
    }

    /** At the money, and whatever is held. */
    private List<Integer> strikes(final double price) {
        final List<Integer> strikes = new ArrayList<>();
        final int nearest = nearest(price);
        for (int strike = 1; strike < STRIKES; strike++) {
            if (strike == nearest || lots[strike] != 0) {
                strikes.add(strike);
            }
        }
        return strikes;
    }

    private static int nearest(final double price) {
        return (int) Math.min(Math.max(Math.rint(price / STRIKE_STEP), 1), STRIKES - 1);
    }

    /** Spread and fees of a lot of the straddle valued last. */
    private double lotCost(final double price) {
        final double fee = Math.min(2 * OPTION_FEE * price, OPTION_FEE_CAP * straddle.price());
        return LOT * (settings.halfSpreadVolPoints() * VOL_POINT * straddle.vega() + fee);
    }

    private OverlayProblem problem(
            final StudyMarket market,
            final int step,
            final List<Integer> strikes,
            final List<List<Double>> covariance) {
        final double[] exposures =
                exposures(market, step, near(market, step), market.nearYears(step), StudyMarket.START);
        final double shortGamma = exposures[0];
        for (int k = 0; k < exposures.length; k++) {
            exposures[k] = -exposures[k];
        }
        final List<OverlayOption> options = new ArrayList<>();
        for (final int strike : strikes) {
            final double[] perLot =
                    exposures(market, step, far(market, step, strike), market.farYears(step), strike * STRIKE_STEP);
            final List<Double> row = new ArrayList<>();
            for (int k = 0; k < perLot.length; k++) {
                exposures[k] += perLot[k] * lots[strike];
                row.add(perLot[k]);
            }
            options.add(option(market.price(step), strike, row));
        }
        final double vegaLimit = vegaAtFirst * market.farVol(step);
        final double most = settings.sizing() == OverlaySizing.LINEAR ? LINEAR_SHARE : SHORT_SHARE;
        final double headroom = settings.marginUsd() - margin(market.price(step));
        final List<OverlayFactor> factors = List.of(
                new OverlayFactor("gamma", exposures[0], -most * shortGamma, LONGEST_GAMMA * shortGamma, PENALTY),
                new OverlayFactor("vega", exposures[1], -vegaLimit, vegaLimit, PENALTY),
                new OverlayFactor("skew", exposures[2], -1e9, 1e9, 0));
        return new OverlayProblem(factors, options, covariance, settings.riskAversion(), headroom, MARGIN_PENALTY);
    }

    /** The straddle valued last; closed before it is held the other way, so that its margin is one number a side. */
    private OverlayOption option(final double price, final int strike, final List<Double> row) {
        final long held = lots[strike];
        final double premium = LOT * straddle.price();
        final double shortMargin = LOT * SHORT_MARGIN * price;
        final long bought = held < 0 ? -held : MOST_LOTS - held;
        final long sold = held > 0 ? held : MOST_LOTS + held;
        return new OverlayOption(
                "straddle " + strike,
                row,
                lotCost(price),
                0,
                Math.min(sold, settings.depthLots()),
                Math.min(bought, settings.depthLots()),
                held > 0 ? -premium : shortMargin,
                held < 0 ? -shortMargin : premium);
    }

    /** Of one straddle, or of one lot of the later expiry. */
    private static double[] exposures(
            final StudyMarket market, final int step, final Straddle of, final double years, final double strike) {
        final double left = years - market.nearYears(step);
        final double scale = left > 0 ? LOT : 1;
        final double vol = left > 0 ? market.farVol(step) : market.nearVol(step);
        final double endVega = of.vega() * (left / years) * scale;
        final double gammaCash = of.gamma() * market.price(step) * market.price(step) * scale;
        final double near = market.nearVol(step);
        return new double[] {
            gammaCash * near * near, endVega * vol, endVega * SkewDynamics.scale(left) * market.moneyness(strike, step)
        };
    }
}
