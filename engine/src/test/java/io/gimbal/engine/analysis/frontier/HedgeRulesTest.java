package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.app.configuration.NetworkFile;
import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.Leland;
import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.engine.hedging.policy.TwoBands;
import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PathModel;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.market.path.QueueFills;
import io.gimbal.engine.market.path.QueueSettings;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules on one path of two days against slow hedgers that ask Black and the closed formulas anew each step; seed 21.
 */
class HedgeRulesTest {
    private static final int STEPS = 2_880;
    private static final double STEP_YEARS = 1.0 / (365.0 * 1_440.0);
    private static final double COST = 6e-4;
    private static final double TINY = 1e-9;
    private static final TradingCosts COSTS = new TradingCosts(5.0, 1.0, 0.5);

    private final PricePath market = new PricePath(STEPS, STEP_YEARS);
    private final HedgePath path = new HedgePath(market, new QueueFills(QueueSettings.PERPETUAL), COST);
    private final Ledger ledger = new Ledger(COSTS);

    @BeforeEach
    void drawPath() {
        draw(FrontierWorld.BTC, 21L);
    }

    private void draw(final FrontierWorld world, final long seed) {
        final PathModel model = world.model(1);
        model.draw(new SplitMix64(seed), market);
        path.prepare(7L);
    }

    private interface Slow {
        double position(int step, double position, OptionGreeks call, double yearsLeft);
    }

    /** Tracking and cost of a hedger that takes, from the definition. */
    private double[] slow(final Slow rule) {
        final OptionGreeks call = new OptionGreeks();
        double position = 0.0;
        double tracking = 0.0;
        double cost = 0.0;
        for (int step = 0; step < STEPS; step++) {
            final double years = (STEPS - step) * STEP_YEARS;
            Black76.evaluate(true, market.price(step), market.price(0), years, market.vol(step), call);
            final double target = 2 * call.delta() - 1;
            final double before = position;
            position = rule.position(step, step == 0 ? target : position, call, years);
            cost += step == 0
                    ? COST * market.price(0) * (Math.abs(target) + Math.abs(position - target))
                    : COST * market.price(step) * Math.abs(position - before);
            tracking += (position - target) * (market.price(step + 1) - market.price(step));
        }
        return new double[] {tracking, cost + COST * Math.abs(position) * market.price(STEPS)};
    }

    private void assertSame(final HedgeRule rule, final double parameter, final Slow slow) {
        ledger.begin(path);
        rule.hedge(path, parameter, ledger);
        ledger.end(path);

        final double[] expected = slow(slow);
        assertThat(ledger.figure(Ledger.Figure.TRACKING, path)).isCloseTo(expected[0], within(TINY));
        assertThat(ledger.cost()).isCloseTo(expected[1], within(TINY));
        assertThat(ledger.figure(Ledger.Figure.TRADES, path)).isGreaterThan(2.0);
    }

    private static double toEdge(final double position, final double centre, final double width) {
        return Math.min(Math.max(position, centre - width), centre + width);
    }

    @ParameterizedTest
    @EnumSource(FrontierWorld.class)
    void shouldHoldWhalleyAndWilmottsBandAtAnyRiskAversion(final FrontierWorld world) {
        draw(world, 22L);
        assertSame(
                BandRule.whalleyWilmottToEdge(),
                2.5,
                (step, position, call, years) -> toEdge(
                        position,
                        2 * call.delta() - 1,
                        Math.min(
                                1.0,
                                Math.max(
                                        Bands.whalleyWilmott(COST, market.price(step), 2 * call.gamma(), 2.5),
                                        Zakamouline.floor(COST, market.price(step), 2.5, market.vol(step), years)))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-5, 5e-4})
    void shouldTradeAtTheOuterOfTwoBandsAndLandOnTheInner(final double orderRate) {
        assertSame(new TwoBandRule(orderRate), 2.5, (step, position, call, years) -> {
            final double price = market.price(step);
            final double vol = market.vol(step);
            final double target = 2 * call.delta() - 1;
            final double plain = Math.min(
                    1.0,
                    Math.max(
                            Bands.whalleyWilmott(COST, price, 2 * call.gamma(), 2.5),
                            Zakamouline.floor(COST, price, 2.5, vol, years)));
            final double root = 2 * call.gamma() * vol * price;
            final double errorPrice = 0.5 * 2.5 * vol * vol * price * price;
            final double perOrder = orderRate * market.price(0);
            final double share = TwoBands.share(perOrder, COST * price, root * root, errorPrice);
            final double best = TwoBands.outer(perOrder, COST * price, root * root, errorPrice, share);
            final double outer = best > plain ? Math.min(best, 1.0) : plain;
            final double inner = best > plain ? share * outer : plain;
            return Math.abs(position - target) > outer ? toEdge(position, target, inner) : position;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbm-band", "btc-band"})
    void shouldAskTheNetworkWhereverItCouldTrade(final String name) {
        final BandNetwork network = NetworkFile.read(Path.of("../config/networks/" + name + ".toml"));
        final NetworkPolicy policy = new NetworkPolicy(2.5, COST, 0, network);
        final HedgeView view = new HedgeView();
        final HedgeTarget answer = new HedgeTarget();
        final OptionGreeks other = new OptionGreeks();

        assertSame(new NetworkRule(network), 2.5, (step, position, call, years) -> {
            final double price = market.price(step);
            final double vol = market.vol(step);
            final double target = 2 * call.delta() - 1;
            final double stdDev = vol * Math.sqrt(years);
            final double d1 = Math.log(price / market.price(0)) / stdDev + 0.5 * stdDev;
            view.delta(position - target, 0, 0)
                    .gamma(-2 * call.gamma(), 2 * call.gamma())
                    .options(vol, years, 2 * Math.exp(-0.5 * d1 * d1))
                    .market(price, price)
                    .costRate(COST)
                    .revaluation(new Revaluation() {
                        @Override
                        public double deltaChange(final double varianceFactor) {
                            Black76.evaluate(
                                    true, price, market.price(0), years, vol * Math.sqrt(varianceFactor), other);
                            return target - (2 * other.delta() - 1);
                        }

                        @Override
                        public double gamma(final double varianceFactor) {
                            return Double.NaN;
                        }
                    });
            policy.decide(view, answer);
            return target + Math.min(Math.max(position - target, answer.outerLow()), answer.outerHigh());
        });
    }

    @Test
    void shouldChargeAnOrderThatTradesWhateverItsSizeAndNoOtherOne() {
        final Ledger plain = new Ledger(new TradingCosts(5.0, 1.0, 0.5));
        final Ledger dear = new Ledger(new TradingCosts(5.0, 1.0, 0.5, 3.0));
        for (final Ledger one : List.of(plain, dear)) {
            one.begin(path);
            one.take(path, 3, 0.4);
            one.take(path, 4, 0.4);
            one.fill(path, 5, 0.1, market.price(5));
            one.end(path);
        }

        final double perOrder = 3e-4 * market.price(0);
        assertThat(dear.cost() - plain.cost())
                .as("the opening, one of two takes, the fill and the unwind")
                .isCloseTo(4 * perOrder, within(1e-12));
    }

    @Test
    void shouldHoldZakamoulinesBandAroundItsOwnCentre() {
        assertSame(new ZakamoulineRule(), 0.7, (step, position, call, years) -> {
            final double price = market.price(step);
            final double vol = market.vol(step);
            final double gamma = -2 * call.gamma();
            final double width = Zakamouline.floor(COST, price, 0.7, vol, years)
                    + Zakamouline.width(COST, gamma, 0.7, vol, years, 1.0);
            final double shift = Zakamouline.shift(COST, price, gamma, 0.7, vol, years, 1.0);
            final OptionGreeks shifted = new OptionGreeks();
            Black76.evaluate(true, price, market.price(0), years, Zakamouline.centreVol(vol, shift, gamma), shifted);
            return toEdge(position, 2 * shifted.delta() - 1, width);
        });
    }

    @Test
    void shouldTradeToTheTargetWhenAFixedBandIsLeftOrThePriceHasMoved() {
        assertSame(BandRule.fixedToTarget(), 0.1, (step, position, call, years) -> {
            final double target = 2 * call.delta() - 1;
            return Math.abs(position - target) > 0.1 ? target : position;
        });
        final double[] last = {market.price(0)};
        assertSame(new PriceMoveRule(), 0.01, (step, position, call, years) -> {
            if (Math.abs(market.price(step) / last[0] - 1) > 0.01) {
                last[0] = market.price(step);
                return 2 * call.delta() - 1;
            }
            return position;
        });
    }

    @Test
    void shouldLookAtTheBandOnlyOnTheHourWhenHybrid() {
        assertSame(
                BandRule.hybrid(60),
                0.05,
                (step, position, call, years) ->
                        step % 60 == 0 ? toEdge(position, 2 * call.delta() - 1, 0.05) : position);
    }

    @Test
    void shouldHedgeAtLelandsVolatilityOnTheClock() {
        assertSame(ClockRule.leland(), 120, (step, position, call, years) -> {
            if (step % 120 != 0) {
                return position;
            }
            final double vol = market.vol(step);
            final OptionGreeks modified = new OptionGreeks();
            Black76.evaluate(
                    true,
                    market.price(step),
                    market.price(0),
                    years,
                    Leland.vol(vol, Leland.number(COST, vol, 120 * STEP_YEARS), -1),
                    modified);
            return 2 * modified.delta() - 1;
        });
    }

    @Test
    void shouldWaitLongerBetweenTradesWhenGammaIsSmall() {
        final List<Integer> trades = new ArrayList<>();
        final int[] next = {0};
        assertSame(new DynamicClockRule(), 0.5, (step, position, call, years) -> {
            if (step < next[0]) {
                return position;
            }
            trades.add(step);
            final double price = market.price(step);
            final double vol = market.vol(step);
            final double best = Bands.interval(
                    COST * price, Bands.roughness(2 * call.gamma(), vol, price), Bands.errorPrice(0.5, vol, price));
            next[0] = step + Math.max(1, (int) Math.round(Math.min(best, years / 4) / STEP_YEARS));
            return 2 * call.delta() - 1;
        });
        assertThat(trades).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(FrontierWorld.class)
    void shouldBookExactlyWhatTheCashAccountSays(final FrontierWorld world) {
        draw(world, 23L);
        final List<double[]> fills = new ArrayList<>();
        ledger.begin(path);
        double cash = cashOf(path.target(0), market.price(0), COST);
        double position = path.target(0);
        final double width = 0.05;
        for (int step = 0; step < STEPS; step++) {
            final double error = position - path.target(step);
            ledger.hold(path, step);
            if (Math.abs(error) > width) {
                final boolean isBuy = error < 0;
                final double limit = path.fills().touch(step, isBuy);
                final double quantity = path.fills().filled(step, isBuy, limit, Math.abs(error) - width);
                if (quantity > 0) {
                    final double signed = isBuy ? quantity : -quantity;
                    ledger.fill(path, step, signed, limit);
                    cash += cashOf(signed, limit, 0.5e-4);
                    position += signed;
                    fills.add(new double[] {signed, limit});
                }
            }
        }
        ledger.end(path);
        cash += cashOf(-position, market.price(STEPS), COST);

        final double premium = HedgePath.premium(market.price(0), market.vol(0), STEPS * STEP_YEARS);
        final double payoff = Math.abs(market.price(STEPS) - market.price(0));
        assertThat(fills).hasSizeGreaterThan(20);
        assertThat(ledger.figure(Ledger.Figure.PNL, path)).isCloseTo(premium - payoff + cash, within(TINY));
    }

    private static double cashOf(final double quantity, final double price, final double costRate) {
        return -quantity * price - costRate * Math.abs(quantity) * price;
    }

    @Test
    void shouldRestWithinItsReachAndTakeBeyondIt() {
        ledger.begin(path);
        new MakerRule(2.0).hedge(path, 5.0, ledger);
        ledger.end(path);

        final double rested = ledger.figure(Ledger.Figure.MAKER_VALUE, path);
        assertThat(rested).isPositive();
        assertThat(ledger.figure(Ledger.Figure.TAKER_VALUE, path)).isPositive();
        assertThat(ledger.figure(Ledger.Figure.MAKER_SHORTFALL, path))
                .as("the touch is better than the mid")
                .isNegative();
        assertThat(ledger.figure(Ledger.Figure.MAKER_FEES, path)).isCloseTo(0.5e-4 * rested, within(TINY));

        final double cost = ledger.cost();
        ledger.begin(path);
        BandRule.whalleyWilmottToEdge().hedge(path, 5.0, ledger);
        ledger.end(path);
        assertThat(cost).isLessThan(ledger.cost());
    }
}
