package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.DecisionReason;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must hold of every policy, whatever the market: properties 1 to 4 of the policies, and the regions of 6. Where an
 * order lands (6) is {@code PolicyLandingTest}; the slope of an inverse hedge (5) {@code DeltaLedgerTest}; that equity is
 * the sum of what executions earned (7) {@code AccountingTest}; cost times error (8) {@code ConstantRoughnessTest}; never
 * worse than nothing or the linear form (9) {@code OverlaySolverTest}; the exact band at falling costs
 * {@code ExactBandTest}.
 */
final class PolicyPropertiesTest {
    private static final double LOT = 1e-9;
    private static final Revaluation LINEAR = new Revaluation() {
        @Override
        public double deltaChange(final double varianceFactor) {
            return 0.3 * (varianceFactor - 1);
        }

        @Override
        public double gamma(final double varianceFactor) {
            return -0.001;
        }
    };

    private final HedgeTarget target = new HedgeTarget();

    private static HedgeView view(final double gamma) {
        return new HedgeView()
                .delta(0, 0, LOT)
                .gamma(gamma, Math.abs(gamma))
                .options(0.6, 0.05, 1e9)
                .market(30_000, 30_000)
                .revaluation(LINEAR)
                .time(0, true);
    }

    private double halfWidth(final String policy, final HedgeView view) {
        PolicySpec.parse(policy).policy().decide(view, target);
        return 0.5 * (target.outerHigh() - target.outerLow());
    }

    private static String named(final String policy, final double aversion, final double costBp) {
        return policy + ":risk_aversion_per_usd=" + aversion + ",cost_bp=" + costBp
                + (policy.equals("two-band") ? ",cost_per_order_usd=0" : "");
    }

    /** Property 1. */
    @ParameterizedTest
    @ValueSource(strings = {"whalley-wilmott-edge", "whalley-wilmott-target", "zakamouline-edge", "two-band"})
    void shouldNotPauseWithoutCostsAndTradeEverLessWithThem(final String policy) {
        double last = halfWidth(named(policy, 1e-3, 0), view(-0.001));
        assertThat(last).as("no costs, no band").isEqualTo(LOT);
        for (double bp = 1e-8; bp <= 1000; bp *= 10) {
            final double wider = halfWidth(named(policy, 1e-3, bp), view(-0.001));
            assertThat(wider).as("cost_bp=" + bp).isGreaterThan(last);
            last = wider;
        }
    }

    /** Property 1: where costs exceed all that the delta can still move by, nothing trades. */
    @Test
    void shouldNotTradeWhereABandIsWiderThanTheDeltaCanMove() {
        final HedgeView view = view(-0.001).options(0.6, 0.05, 4);

        assertThat(halfWidth(named("whalley-wilmott-edge", 1e-12, 1000), view)).isEqualTo(2);
    }

    /** Property 2. */
    @ParameterizedTest
    @ValueSource(strings = {"whalley-wilmott-edge", "whalley-wilmott-target", "two-band"})
    void shouldScaleWithTheCubeRootsOfTheory(final String policy) {
        final double base = halfWidth(named(policy, 1e-2, 6), view(-0.001));

        assertThat(halfWidth(named(policy, 1e-2, 48), view(-0.001))).isCloseTo(2 * base, within(1e-9 * base));
        assertThat(halfWidth(named(policy, 8e-2, 6), view(-0.001))).isCloseTo(base / 2, within(1e-9 * base));
        assertThat(halfWidth(named(policy, 1e-2, 6), view(-0.008))).isCloseTo(4 * base, within(1e-9 * base));
    }

    /**
     * Property 2: his width goes with the root of gamma and of the inverse risk aversion, and his floor with the
     * inverse.
     */
    @Test
    void shouldScaleZakamoulinesWidthAsHeFittedIt() {
        final double floor = halfWidth(named("zakamouline-edge", 1e-2, 6), view(0));
        final double base = halfWidth(named("zakamouline-edge", 1e-2, 6), view(-0.001));

        assertThat(halfWidth(named("zakamouline-edge", 1e-2, 6), view(-0.004)) - floor)
                .isCloseTo(2 * (base - floor), within(1e-9 * base));
        assertThat(halfWidth(named("zakamouline-edge", 4e-2, 6), view(-0.001)) - floor / 4)
                .isCloseTo((base - floor) / 2, within(1e-9 * base));
    }

    /** Property 3. */
    @ParameterizedTest
    @ValueSource(strings = {"whalley-wilmott-edge", "whalley-wilmott-target", "zakamouline-edge"})
    void shouldScaleWithTheBookWhenRiskAversionScalesAgainstIt(final String policy) {
        final double base = halfWidth(named(policy, 1e-2, 6), view(-0.001));

        for (final double scale : new double[] {0.5, 3, 10}) {
            assertThat(halfWidth(named(policy, 1e-2 / scale, 6), view(-0.001 * scale)))
                    .as("scale=" + scale)
                    .isCloseTo(scale * base, within(1e-9 * scale * base));
        }
    }

    /** Property 4. */
    @Test
    void shouldTreatLongAndShortAlikeByWhalleyAndWilmottButNotByTheOthers() {
        final String aversion = ":risk_aversion_per_usd=1e-3,cost_bp=20";

        assertThat(halfWidth("whalley-wilmott-edge" + aversion, view(0.001)))
                .isEqualTo(halfWidth("whalley-wilmott-edge" + aversion, view(-0.001)));
        assertThat(shift("whalley-wilmott-edge" + aversion, 0.001)).isZero();
        assertThat(shift("zakamouline-edge" + aversion, -0.001)).isNegative();
        assertThat(shift("zakamouline-edge" + aversion, 0.001)).isPositive();
        assertThat(shift("leland:cost_bp=20", -0.001)).isNegative();
        assertThat(shift("leland:cost_bp=20", 0.001)).isPositive();
    }

    /** Where the centre goes: against the change of the options' delta, which here grows with variance. */
    private double shift(final String policy, final double gamma) {
        PolicySpec.parse(policy).policy().decide(view(gamma), target);
        return target.centre();
    }

    /** The volatility a policy asks the book to be valued at is the published one of a single option. */
    @Test
    void shouldValueTheBookAtThePublishedVolatilities() {
        final double[] asked = new double[1];
        final Revaluation asking = new Revaluation() {
            @Override
            public double deltaChange(final double varianceFactor) {
                asked[0] = varianceFactor;
                return 0;
            }

            @Override
            public double gamma(final double varianceFactor) {
                return -1;
            }
        };
        final HedgeView view = new HedgeView()
                .delta(0, 0, LOT)
                .gamma(-0.02, 0.02)
                .options(0.2, 1.0 / 52, 0)
                .market(100, 100)
                .revaluation(asking)
                .time(0, true);

        new LelandPolicy(0.005, 1.0 / 52, false).decide(view, target);
        assertThat(0.2 * Math.sqrt(asked[0])).as("Leland, weekly").isCloseTo(0.2269521, within(1e-7));

        view.gamma(0.0219795, 0.0219795).options(0.25, 0.5, 0);
        new ZakamoulinePolicy(1, 0.01, 0).decide(view, target);
        final double shift = Zakamouline.shift(0.01, 100, 0.0219795, 1, 0.25, 0.5, 1);
        assertThat(asked[0]).isCloseTo(1 + shift, within(1e-12));
    }

    /**
     * Short by one volatility, long by the other: the sign that agrees with itself is taken, and nothing where none
     * does.
     */
    @Test
    void shouldTakeTheSignOfGammaThatAgreesWithItself() {
        final double number = Leland.number(0.002, 0.6, 300.0 / (365.0 * 86_400));
        final double wide = 1 + number;

        assertThat(centreOfMixed(factor -> -1)).as("short everywhere").isCloseTo(1 - wide, within(1e-12));
        assertThat(centreOfMixed(factor -> 1)).as("long everywhere but here").isCloseTo(1 - 0.05, within(1e-12));
        assertThat(centreOfMixed(factor -> factor > 1 ? 1 : -1))
                .as("never itself")
                .isZero();
    }

    private double centreOfMixed(final DoubleUnaryOperator gamma) {
        final HedgeView view = view(-0.001).revaluation(new Revaluation() {
            @Override
            public double deltaChange(final double varianceFactor) {
                return varianceFactor - 1;
            }

            @Override
            public double gamma(final double varianceFactor) {
                return gamma.applyAsDouble(varianceFactor);
            }
        });
        PolicySpec.parse("hoggard-whalley-wilmott:cost_bp=20,interval_s=300")
                .policy()
                .decide(view, target);
        return target.centre();
    }

    static Stream<String> everyPolicy() {
        return Stream.of(
                "fixed-band-target:half_width_coins=0.3",
                "fixed-band-edge:half_width_coins=0.3,upper_half_width_coins=0.1",
                "fixed-time",
                "price-move:price_move_bp=10",
                "hybrid:half_width_coins=0.2,landing_share=0.4",
                "whalley-wilmott-edge:risk_aversion_per_usd=1e-3",
                "whalley-wilmott-target:risk_aversion_per_usd=1e-3",
                "zakamouline-edge:risk_aversion_per_usd=1e-3",
                "leland",
                "hoggard-whalley-wilmott",
                "dynamic-frequency:risk_aversion_per_usd=1e-3",
                "two-band:risk_aversion_per_usd=1e-3,cost_per_order_usd=2",
                "band-network:risk_aversion_per_usd=1e-3");
    }

    @Test
    void shouldKnowEveryPolicyOfTheCatalogue() {
        assertThat(everyPolicy().map(text -> text.replaceAll(":.*", "")))
                .containsExactlyElementsOf(PolicyCatalogue.names());
    }

    /** Property 6: regions are nested, whatever a policy is shown, and what is no number never trades by itself. */
    @ParameterizedTest
    @MethodSource("everyPolicy")
    void shouldAlwaysAnswerWithNestedRegionsAroundAFiniteCentre(final String policy) {
        final long seed = 20_221;
        final SplittableRandom random = new SplittableRandom(seed);
        final HedgePolicy rule = PolicySpec.parse(policy).policy();
        for (int i = 0; i < 20_000; i++) {
            final HedgeView view = strange(random);
            rule.decide(view, target);

            final String what = policy + ", seed=" + seed + ", i=" + i;
            assertThat(target.outerLow()).as(what).isLessThanOrEqualTo(target.innerLow());
            assertThat(target.innerLow()).as(what).isLessThanOrEqualTo(target.innerHigh());
            assertThat(target.innerHigh()).as(what).isLessThanOrEqualTo(target.outerHigh());
            assertThat(target.centre()).as(what).isFinite();
            assertThat(target.deadlineNs()).as(what).isNotNegative();
            assertThat(target.holdReason()).as(what).isNotEqualTo(target.tradeReason());
        }
    }

    private static HedgeView strange(final SplittableRandom random) {
        final double gamma = pick(random, -1e-3, 1e-3, 0, 1e-12);
        final boolean isBlind = random.nextInt(5) == 0;
        return new HedgeView()
                .delta(random.nextDouble(-5, 5), random.nextDouble(-1, 1), pick(random, 1e-4, 0.1, 1, 1e-8))
                .gamma(gamma, Math.abs(gamma) * random.nextDouble(1, 3))
                .options(pick(random, 0, 0.01, 0.6, 5), pick(random, 0, 1e-9, 0.05, 2), pick(random, 0, 1e-3, 5, 1e6))
                .market(pick(random, 1e-3, 1_000, 30_000, 1e9), 30_000)
                .costRate(pick(random, Double.NaN, 0, 0.001, -1))
                .lastTrade(pick(random, 0, 29_000, 30_000, 1e-8), random.nextLong(1L << 50))
                .revaluation(isBlind ? NOTHING : LINEAR)
                .time(random.nextLong(1L << 60), random.nextBoolean());
    }

    private static final Revaluation NOTHING = new Revaluation() {
        @Override
        public double deltaChange(final double varianceFactor) {
            return Double.NaN;
        }

        @Override
        public double gamma(final double varianceFactor) {
            return Double.NaN;
        }
    };

    private static double pick(final SplittableRandom random, final double... values) {
        return values[random.nextInt(values.length)];
    }

    @ParameterizedTest
    @ValueSource(strings = {"zakamouline-edge", "two-band"})
    void shouldFallBackToThePlainBandAndSayWhyWhenVolatilityIsUnknown(final String policy) {
        final String extra = policy.equals("two-band") ? ",cost_per_order_usd=2" : "";

        final double width = halfWidth(
                policy + ":risk_aversion_per_usd=1e-3,half_width_coins=0.4" + extra,
                view(-0.001).options(0, 0, 0));

        assertThat(width).isEqualTo(0.4);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.FALLBACK_INSIDE);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.FALLBACK_OUTSIDE);
    }

    @Test
    void shouldGiveAnOrderTheTimeInWhichTheTargetMovesByABand() {
        final HedgeView view = view(-0.001);
        final double width = halfWidth(named("whalley-wilmott-edge", 1e-3, 6), view);

        final double roughness = 0.001 * 0.6 * 30_000;
        final double ns = width * width / (roughness * roughness) * 365 * 86_400e9;
        assertThat((double) target.deadlineNs()).isCloseTo(ns, within(1e-9 * ns));
    }

    @Test
    void shouldPreferTheMeasuredCostToTheAssumedOne() {
        final double assumed = halfWidth(named("whalley-wilmott-edge", 1e-3, 48), view(-0.001));

        assertThat(halfWidth(
                        named("whalley-wilmott-edge", 1e-3, 6), view(-0.001).costRate(0.0048)))
                .isCloseTo(assumed, within(1e-12));
    }

    @Test
    void shouldFollowTheMarketWithItsInterval() {
        final DynamicFrequencyPolicy policy = new DynamicFrequencyPolicy(1e-3, 6e-4, 1e-7);

        final double calm = policy.intervalYears(view(-0.001));
        final double rough = policy.intervalYears(view(-0.008));
        final double flat = policy.intervalYears(view(0));

        assertThat(rough).isCloseTo(calm / 4, within(1e-9 * calm));
        assertThat(flat).as("a quarter of the time left").isEqualTo(0.0125);
        assertThat(new DynamicFrequencyPolicy(1, 6e-4, 0.001).intervalYears(view(-1)))
                .isEqualTo(0.001);
    }
}
