package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedStrategy.State;
import io.gimbal.engine.hedging.InspectedStrategy;
import io.gimbal.engine.hedging.StrategySettings;
import io.gimbal.engine.hedging.strategy.ConstantProportion;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.StrategySnapshotDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Works out again what a strategy wants held, from what it saw and keeps, and holds it against what the policy was asked
 * for. Used once, by one thread.
 */
final class StrategyReader {
    private static final double DAYS_PER_YEAR = 365;
    private static final double HALF = 0.5;
    private static final double SAME = 1e-9;
    private static final String USD = "USD";
    private static final String USD_PER_DAY = "USD per day";
    private static final String COINS = "coins";
    private static final String VOL = "absolute per root year";
    private static final String OF_EQUITY = "of the equity";

    private final List<ExplainedDecision.Quantity> parameters = new ArrayList<>();
    private final List<ExplainedDecision.Quantity> inputs = new ArrayList<>();
    private final List<ExplainedDecision.Quantity> steps = new ArrayList<>();
    private final InspectedStrategy of;
    private final StrategySettings settings;
    private final StrategySnapshotDecoder kept;
    private State state = State.WORKING;

    private StrategyReader(final InspectedStrategy of) {
        this.of = of;
        settings = of.settings();
        kept = of.state();
    }

    static ExplainedStrategy read(final InspectedStrategy of) {
        return new StrategyReader(of).read();
    }

    private ExplainedStrategy read() {
        final double target;
        switch (settings.kind()) {
            case CPPI -> target = cppi();
            case VOL_TARGET -> target = volTarget();
            default -> {
                rent();
                return told(Double.NaN, isRentConsistent());
            }
        }
        step("target", "exposure / S", target, COINS);
        return told(target, isSame(target, of.aimedDelta()));
    }

    private ExplainedStrategy told(final double target, final boolean agrees) {
        return new ExplainedStrategy(
                settings.kind().name(), parameters, inputs, steps, Texts.finite(target), state, of.isActedOn(), agrees);
    }

    // ------------------------------------------------------------------ constant proportions

    private double cppi() {
        parameter("floor when it started", settings.floor(), USD);
        parameter("multiplier m", settings.multiplier(), "");
        parameter("largest exposure b", settings.largestExposure(), OF_EQUITY);
        parameter("growth of the floor", settings.floorRate(), "per year");
        parameter("ratchet", settings.ratchet(), OF_EQUITY);
        parameter("band share", settings.bandShare(), "of the exposure");
        final double floor = kept.floor();
        final double equity = of.isActedOn() ? of.equityUsd() : floor + kept.cushion();
        input(of.isActedOn() ? "equity E" : "equity E, of the last fresh valuation", equity, USD);
        input("price S", of.price(), USD);
        input("delta held", of.totalDelta(), COINS);
        input("forecast volatility", of.forecastVol(), VOL);
        if (Double.isNaN(floor)) {
            state = State.BLIND;
            step("not started: what is held is held", "", of.totalDelta(), COINS);
            return of.totalDelta();
        }
        step("floor F", "grown, and never below the ratchet's share of E", floor, USD);
        final double cushion = equity - floor;
        step("cushion C", "E - F", cushion, USD);
        state = kept.isCashLocked() == BooleanType.TRUE ? State.CASH_LOCKED : State.WORKING;
        final double most = settings.largestExposure() * equity;
        final double wanted = Math.max(Math.min(settings.multiplier() * cushion, most), 0);
        final double exposure = state == State.CASH_LOCKED ? 0 : wanted;
        step("exposure wanted", "min(m * C, b * E), 0 once locked", exposure, USD);
        gap(cushion);
        return exposure / of.price();
    }

    /** What the floor stands before the next trade. */
    private void gap(final double cushion) {
        final double held = of.totalDelta() * of.price();
        step("exposure held", "delta * S", held, USD);
        if (!(held > 0 && cushion > 0)) {
            return;
        }
        step("multiple held", "exposure held / C", held / cushion, "");
        step("gap guard: fall that breaks the floor", "C / exposure held", cushion / held, "of the price");
        final double years = 1 / DAYS_PER_YEAR;
        step(
                "chance that a day without a trade does",
                "N(-(ln(m / (m - 1)) - s^2 t / 2) / (s sqrt(t)))",
                ConstantProportion.gapProbability(held / cushion, 0, settings.floorRate(), of.forecastVol(), years),
                "");
    }

    // ------------------------------------------------------------------ volatility target

    private double volTarget() {
        parameter("target volatility", settings.targetVol(), VOL);
        parameter("largest weight", settings.largestExposure(), OF_EQUITY);
        parameter("band share", settings.bandShare(), "of the exposure");
        input("equity E", of.equityUsd(), USD);
        input("forecast volatility s", of.forecastVol(), VOL);
        input("price S", of.price(), USD);
        input("delta held", of.totalDelta(), COINS);
        if (!(of.equityUsd() > 0)) {
            state = State.BROKE;
            step("no equity: nothing is to be held", "", 0, USD);
            return 0;
        }
        if (!(of.forecastVol() > 0)) {
            state = State.BLIND;
            step("no forecast: what is held is held", "", of.totalDelta(), COINS);
            return of.totalDelta();
        }
        final double weight = Math.min(settings.largestExposure(), settings.targetVol() / of.forecastVol());
        step("weight w", "min(largest weight, target volatility / s)", weight, OF_EQUITY);
        step("exposure wanted", "w * E", weight * of.equityUsd(), USD);
        step("exposure held", "delta * S", of.totalDelta() * of.price(), USD);
        return weight * of.equityUsd() / of.price();
    }

    // ------------------------------------------------------------------ gamma scalping

    private void rent() {
        parameter("rent margin", settings.rentMargin(), USD_PER_DAY);
        parameter("idle half-width", settings.idleHalfWidth(), COINS);
        parameter("cost of a trade, where not measured", settings.costRate(), "of the price");
        input("net gamma G", of.gamma(), "coins per USD");
        input("price S", of.price(), USD);
        input("forecast volatility s", of.forecastVol(), VOL);
        input("theta", of.thetaPerYear() / DAYS_PER_YEAR, USD_PER_DAY);
        input("expected cost of trading", kept.costPerDay(), USD_PER_DAY);
        final double gain = gainPerDay();
        step("gain", "G / 2 * S^2 * s^2 / 365", gain, USD_PER_DAY);
        step("left", "gain + theta - cost", leftPerDay(), USD_PER_DAY);
        final double rent = kept.costPerDay() * DAYS_PER_YEAR - of.thetaPerYear();
        step(
                "volatility that breaks even",
                "sqrt(2 (cost - theta) / (G S^2))",
                Math.sqrt(2 * rent / (of.gamma() * of.price() * of.price())),
                VOL);
        step("gamma made so far", "sum of G / 2 * (dS)^2", kept.gammaGain(), USD);
        step("theta so far", "sum of theta * dt", kept.thetaPaid(), USD);
        state = kept.isPaid() == BooleanType.TRUE ? State.WORKING : State.RENT_NOT_PAID;
    }

    private double gainPerDay() {
        return HALF * of.gamma() * of.price() * of.price() * of.forecastVol() * of.forecastVol() / DAYS_PER_YEAR;
    }

    private double leftPerDay() {
        return gainPerDay() + of.thetaPerYear() / DAYS_PER_YEAR - kept.costPerDay();
    }

    /** Between nothing and the margin it goes on with what it did; short gamma and the unknown are always traded. */
    private boolean isRentConsistent() {
        final double left = leftPerDay();
        if (!(of.gamma() > 0) || !(Math.abs(left) <= Double.MAX_VALUE)) {
            return state == State.WORKING;
        }
        return state == State.WORKING ? left > 0 : left <= settings.rentMargin();
    }

    private static boolean isSame(final double one, final double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(other));
    }

    private void parameter(final String name, final double value, final String unit) {
        parameters.add(new ExplainedDecision.Quantity(name, "", Texts.finite(value), unit));
    }

    private void input(final String name, final double value, final String unit) {
        inputs.add(new ExplainedDecision.Quantity(name, "", Texts.finite(value), unit));
    }

    private void step(final String name, final String formula, final double value, final String unit) {
        steps.add(new ExplainedDecision.Quantity(name, formula, Texts.finite(value), unit));
    }
}
