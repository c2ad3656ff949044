package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.Leland;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.TwoBands;
import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works out again, step by step, how a policy came to its band from what it was shown, and holds the result against the
 * band decided upon. Used once, by one thread.
 */
final class BandReader {
    private static final double BASIS_POINT = 1e-4;
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    private static final double LONGEST_SHARE = 0.25;
    private static final double HALF = 0.5;
    private static final double SAME = 1e-9;
    private static final double TO_TARGET_OVER_EDGE = Math.cbrt(4);
    private static final String COINS = "coins";
    private static final String SECONDS = "seconds";
    private static final String SHARE = "of the price";

    private final List<ExplainedDecision.Quantity> inputs = new ArrayList<>();
    private final List<ExplainedDecision.Quantity> steps = new ArrayList<>();
    private final BookInspection of;
    private final HedgeView view;
    private final HedgeTarget target;
    private final @Nullable PolicySpec spec;
    private double centre;
    private double below = Double.NaN;
    private double above = Double.NaN;
    private @Nullable String fallback;

    private BandReader(final BookInspection of) {
        this.of = of;
        view = of.view();
        target = of.target();
        spec = of.spec();
        centre = view.targetDelta();
    }

    /** What the last valuation's band was made of. */
    static ExplainedDecision.Band read(final BookInspection of) {
        return new BandReader(of).read();
    }

    private ExplainedDecision.Band read() {
        input("delta, in flight filled", view.totalDelta(), COINS);
        input("target", view.targetDelta(), COINS);
        input("one lot", view.lotDelta(), COINS);
        policy();
        final StrategyBand shaped = StrategyBand.of(of, centre - below, centre + above);
        if (shaped != null) {
            step(shaped.why(), shaped.formula(), shaped.halfWidth(), COINS);
        }
        if (target.tradeReason() == DecisionReason.TRIGGERED) {
            step("the desk's trigger", "everything but the centre is outside", target.centre(), COINS);
            return result(target.centre(), target.centre());
        }
        final boolean isEvent = target.tradeReason() == DecisionReason.EVENT;
        if (isEvent) {
            final String what = String.join(", ", Texts.events(of.events() & of.hedgeOn()));
            step("event: " + what, "everything but the centre is outside", target.centre(), COINS);
            return result(target.centre(), target.centre());
        }
        return shaped == null ? result(centre - below, centre + above) : result(shaped.low(), shaped.high());
    }

    private ExplainedDecision.Band result(final double low, final double high) {
        return new ExplainedDecision.Band(
                List.copyOf(inputs),
                List.copyOf(steps),
                Texts.finite(low),
                Texts.finite(high),
                isSame(low, target.outerLow()) && isSame(high, target.outerHigh()),
                fallback);
    }

    private static boolean isSame(final double one, final double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(other));
    }

    private void policy() {
        switch (of.policy()) {
            case FIXED_BAND -> fixedBand();
            case FIXED_INTERVAL -> clock(view.isIntervalDue(), view.targetDelta());
            case PRICE_MOVE -> priceMove();
            case HYBRID -> hybrid();
            case WHALLEY_WILMOTT -> whalleyWilmott(of.landing() == Landing.TO_EDGE);
            case ZAKAMOULINE -> zakamouline();
            case LELAND, HOGGARD_WHALLEY_WILMOTT -> leland();
            case DYNAMIC_FREQUENCY -> dynamicFrequency();
            case TWO_BAND -> twoBand();
            case NO_TRANSACTION_BAND_NETWORK -> network();
            default -> {
                step("low", "as the policy answered", target.outerLow(), COINS);
                step("high", "as the policy answered", target.outerHigh(), COINS);
                centre = target.centre();
                below = centre - target.outerLow();
                above = target.outerHigh() - centre;
            }
        }
    }

    // ------------------------------------------------------------------ policy by policy

    private void fixedBand() {
        final double upper = of.upperHalfWidth() > 0 ? of.upperHalfWidth() : of.halfWidth();
        below = Math.max(of.halfWidth(), view.lotDelta());
        above = Math.max(upper, view.lotDelta());
        step("half-width below the target", "as configured, at least one lot", below, COINS);
        step("half-width above the target", "as configured, at least one lot", above, COINS);
    }

    private void clock(final boolean isDue, final double to) {
        if (isDue) {
            centre = to;
            below = 0;
            above = 0;
            step("band", "due: everything but the centre is outside", to, COINS);
        } else {
            centre = to;
            below = Math.max(to - view.totalDelta(), 0);
            above = Math.max(view.totalDelta() - to, 0);
            step("band", "not due: it reaches to wherever the delta is", view.totalDelta(), COINS);
        }
    }

    private void priceMove() {
        final double move = parameter(PolicyParameter.PRICE_MOVE_BP) * BASIS_POINT;
        final double since = Math.abs(view.price() / view.lastTradePrice() - 1);
        input("price P", view.price(), "USD");
        input("price of the last trade P0", view.lastTradePrice(), "USD");
        step("move since the last trade", "|P / P0 - 1|", since, SHARE);
        step("move that calls for a trade", "price_move_bp / 10,000", move, SHARE);
        clock(view.isIntervalDue() || !(since <= move), view.targetDelta());
    }

    private void hybrid() {
        if (!view.isIntervalDue()) {
            clock(false, view.targetDelta());
            return;
        }
        options();
        final double asked = parameter(PolicyParameter.HALF_WIDTH_COINS);
        final double years = parameter(PolicyParameter.INTERVAL_S) / SECONDS_PER_YEAR;
        final double roughness = roughness();
        final double shrunk = Bands.inspected(asked, roughness, years);
        step("narrowed by what two looks overshoot", "H - 0.5826 * a * sqrt(interval)", shrunk, COINS);
        band(shrunk >= 0 ? shrunk : asked);
    }

    private void whalleyWilmott(final boolean isToEdge) {
        final double k = cost();
        final double aversion = aversion();
        options();
        final double edge = Bands.whalleyWilmott(k, view.price(), view.effectiveGamma(), aversion);
        step("Whalley-Wilmott half-width", "cbrt(3/2 * k * S * G^2 / y)", edge, COINS);
        final double width = isToEdge ? edge : edge * TO_TARGET_OVER_EDGE;
        if (!isToEdge) {
            step("traded to the target", "times cbrt(4)", width, COINS);
        }
        final double floor = floor(k, aversion);
        bounded(floor > width ? floor : width);
    }

    /** The closed form to the edge, times a factor of each side where the network speaks for the book. */
    private void network() {
        whalleyWilmott(true);
        final NetworkReader asked = new NetworkReader(
                of.network(),
                view,
                parameter(PolicyParameter.COST_BP) * BASIS_POINT,
                parameter(PolicyParameter.RISK_AVERSION_PER_USD));
        inputs.addAll(asked.inputs());
        steps.addAll(asked.steps());
        if (asked.fallback() != null) {
            fallback = asked.fallback();
            step("the closed form stands", String.valueOf(fallback), below, COINS);
            return;
        }
        below = Math.max(pinned(asked.below()), view.lotDelta());
        above = Math.max(pinned(asked.above()), view.lotDelta());
        step("half-width below the target", "prior * factor, within its bounds", below, COINS);
        step("half-width above the target", "prior * factor, within its bounds", above, COINS);
    }

    private double pinned(final double width) {
        final double most = HALF * view.liveAmount();
        return most > 0 ? Math.min(width, most) : width;
    }

    private void zakamouline() {
        final double k = cost();
        final double aversion = aversion();
        options();
        final double vol = view.vol();
        final double years = view.timeToExpiryYears();
        final double floor = floor(k, aversion);
        final double width = Zakamouline.width(k, view.effectiveGamma(), aversion, vol, years, 1);
        step("with gamma", "1.12 * k^0.31 * t^0.05 * s^-0.25 * sqrt(G / y)", width, COINS);
        final double shift = Zakamouline.shift(k, view.price(), view.gamma(), aversion, vol, years, 1);
        step("shift K of the variance", "-4.76 * k^0.78 / t^0.02 * s^-0.25 * (y * S^2 * |net G|)^0.15", shift, "");
        final double root = Zakamouline.centreVol(1, shift, view.gamma());
        shifted(root * root);
        bounded(floor + width);
    }

    private void leland() {
        if (!view.isIntervalDue()) {
            clock(false, view.targetDelta());
            return;
        }
        final double k = cost();
        options();
        final double years = parameter(PolicyParameter.INTERVAL_S) / SECONDS_PER_YEAR;
        step("Leland's number", "sqrt(2/pi) * 2k / (s * sqrt(interval))", Leland.number(k, view.vol(), years), "");
        step("centre", "the target at Leland's volatility", target.centre(), COINS);
        clock(true, target.centre());
    }

    private void dynamicFrequency() {
        final double k = cost();
        final double aversion = aversion();
        options();
        final double shortest = parameter(PolicyParameter.INTERVAL_S) / SECONDS_PER_YEAR;
        final double longest = Math.max(LONGEST_SHARE * view.timeToExpiryYears(), shortest);
        final double roughness = roughness();
        final double best = Bands.interval(k * view.price(), roughness, errorPrice(aversion));
        step("best interval", "(c * sqrt(2/pi) / (q * a))^(2/3)", best * SECONDS_PER_YEAR, SECONDS);
        final double interval = roughness == 0 ? longest : Math.min(Math.max(best, shortest), longest);
        final double wait = view.vol() > 0 && interval >= shortest ? interval : shortest;
        step("interval", "from interval_s to a quarter of the time to expiry", wait * SECONDS_PER_YEAR, SECONDS);
        input("since the last trade", sinceTradeS(), SECONDS);
        clock(view.isIntervalDue() || view.sinceTradeNs() >= wait * NS_PER_YEAR, view.targetDelta());
    }

    private double sinceTradeS() {
        return view.sinceTradeNs() == HedgeView.NEVER_TRADED ? Double.NaN : Texts.seconds(view.sinceTradeNs());
    }

    private void twoBand() {
        final double k = cost();
        final double aversion = aversion();
        final double perOrder = parameter(PolicyParameter.COST_PER_ORDER_USD);
        input("cost of an order f", perOrder, "USD");
        options();
        if (view.effectiveGamma() == 0) {
            band(0);
            return;
        }
        final double roughness = roughness();
        final double errorPrice = errorPrice(aversion);
        final double share = TwoBands.share(perOrder, k * view.price(), roughness, errorPrice);
        step("inner over outer r", "r^4 (1 + r) / (1 - r)^9 = 3 a^2 c^4 / (128 f^3 q)", share, "");
        final double outer = TwoBands.outer(perOrder, k * view.price(), roughness, errorPrice, share);
        step("outer half-width", "q H^4 (1 + r) (1 - r)^3 = 6 f a^2", outer, COINS);
        bounded(outer);
    }

    // ------------------------------------------------------------------ what they share

    private double parameter(final PolicyParameter parameter) {
        return spec == null ? Double.NaN : spec.value(parameter);
    }

    private double cost() {
        final boolean isMeasured = view.costRate() >= 0;
        final double k = isMeasured ? view.costRate() : parameter(PolicyParameter.COST_BP) * BASIS_POINT;
        input(isMeasured ? "cost of a trade k, measured" : "cost of a trade k, assumed", k, SHARE);
        return k;
    }

    private double aversion() {
        final double aversion = parameter(PolicyParameter.RISK_AVERSION_PER_USD);
        input("risk aversion y", aversion, "per USD");
        return aversion;
    }

    private void options() {
        input("price S", view.price(), "USD");
        input("net gamma", view.gamma(), "coins per USD");
        input("effective gamma G", view.effectiveGamma(), "coins per USD");
        input("volatility s", view.vol(), "absolute");
        input("time to expiry t", view.timeToExpiryYears(), "years");
        input("live amount", view.liveAmount(), COINS);
    }

    private double roughness() {
        final double roughness = Bands.roughness(view.effectiveGamma(), view.vol(), view.price());
        step("variance rate of the target a^2", "(G * s * S)^2", roughness, "coins squared per year");
        return roughness;
    }

    private double errorPrice(final double aversion) {
        final double price = Bands.errorPrice(aversion, view.vol(), view.price());
        step("price of an error q", "y / 2 * (s * S)^2", price, "USD per squared coin and year");
        return price;
    }

    private double floor(final double k, final double aversion) {
        final double floor = Zakamouline.floor(k, view.price(), aversion, view.vol(), view.timeToExpiryYears());
        step("what the time left is worth", "k / (y * S * s^2 * t)", floor, COINS);
        return floor;
    }

    private void shifted(final double varianceFactor) {
        step("factor of the variance", "1 - K short, 1 + K long", varianceFactor, "");
        if (varianceFactor != 1) {
            centre -= view.hedgeRatio() * view.revaluation().deltaChange(varianceFactor);
        }
        step("centre", "the target at that variance", centre, COINS);
    }

    private void bounded(final double width) {
        final double most = HALF * view.liveAmount();
        final double bounded = pinned(width);
        if (most > 0) {
            step("at most half of the live amount", "live amount / 2", most, COINS);
        }
        final boolean isKnown = bounded >= 0 && Math.abs(centre) <= Double.MAX_VALUE;
        if (!isKnown) {
            centre = view.targetDelta();
            fallback = "not known: " + unknown();
            step("an input is absent: the band that stands in", "half_width_coins", of.halfWidth(), COINS);
        }
        band(isKnown ? bounded : of.halfWidth());
    }

    private String unknown() {
        return inputs.stream()
                .filter(input -> input.value() == null)
                .map(ExplainedDecision.Quantity::name)
                .collect(Collectors.joining(", "));
    }

    private void band(final double width) {
        below = Math.max(width, view.lotDelta());
        above = below;
        step("half-width", "at least one lot", below, COINS);
    }

    private void input(final String name, final double value, final String unit) {
        inputs.add(new ExplainedDecision.Quantity(name, "", Texts.finite(value), unit));
    }

    private void step(final String name, final String formula, final double value, final String unit) {
        steps.add(new ExplainedDecision.Quantity(name, formula, Texts.finite(value), unit));
    }

    /** Whether the policy is a clock, whose band says nothing but due or not. */
    static boolean isClock(final PolicyKind kind) {
        return switch (kind) {
            case FIXED_INTERVAL, PRICE_MOVE, LELAND, HOGGARD_WHALLEY_WILMOTT, DYNAMIC_FREQUENCY -> true;
            default -> false;
        };
    }
}
