package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every policy's answer against the formula of its paper, written out with the JDK's own powers and roots. */
final class PolicyArithmeticTest {
    private static final double YEAR_NS = 365.0 * 86_400e9;
    private static final double CLOSE = 1e-11;
    private static final int BOOKS = 300;
    private static final double NO_COST = Double.NaN;

    private final HedgeTarget target = new HedgeTarget();

    /** A book, its market and what a trade costs, with the delta somewhere near where it should be. */
    private record Situation(
            double price,
            double gamma,
            double effective,
            double vol,
            double years,
            double live,
            double aim,
            double delta,
            double lot) {
        HedgeView view(final double cost, final Revaluation revaluation) {
            return new HedgeView()
                    .delta(delta, aim, lot)
                    .gamma(gamma, effective)
                    .options(vol, years, live)
                    .market(price, price)
                    .costRate(cost)
                    .hedgeRatio(1)
                    .revaluation(revaluation)
                    .time(0, true);
        }

        double roughness() {
            return Math.pow(effective * vol * price, 2);
        }

        double errorPrice(final double aversion) {
            return 0.5 * aversion * Math.pow(vol * price, 2);
        }
    }

    /** A book whose delta and gamma at another variance are known by construction. */
    private record Linear(double slope, double level, double gammaSlope) implements Revaluation {
        @Override
        public double deltaChange(final double varianceFactor) {
            return slope * (varianceFactor - 1);
        }

        @Override
        public double gamma(final double varianceFactor) {
            return level + gammaSlope * (varianceFactor - 1);
        }
    }

    private static List<Situation> situations() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("situations of policies, seed=" + seed);
        final Random random = new Random(seed);
        final List<Situation> all = new ArrayList<>();
        for (int i = 0; i < BOOKS; i++) {
            final double price = Math.exp(4 + 8 * random.nextDouble());
            final double coins = Math.exp(6 * random.nextDouble() - 3);
            final double size = coins * Math.exp(3 * random.nextDouble() - 2) / price;
            all.add(new Situation(
                    price,
                    random.nextBoolean() ? size : -size,
                    size * (1 + random.nextDouble()),
                    0.1 + 1.4 * random.nextDouble(),
                    0.001 + random.nextDouble(),
                    coins * (1 + random.nextDouble()),
                    coins * (random.nextDouble() - 0.5),
                    coins * (random.nextDouble() - 0.5),
                    coins * 1e-5));
        }
        return all;
    }

    private static Revaluation still() {
        return new Linear(0, 0, 0);
    }

    private void assertBand(final Situation book, final double centre, final double outer, final double inner) {
        final double width = Math.max(outer, book.lot());
        final double tolerance = CLOSE * (Math.abs(centre) + width);
        assertThat(target.centre()).as("%s", book).isCloseTo(centre, within(tolerance));
        assertThat(target.outerLow()).as("%s", book).isCloseTo(centre - width, within(tolerance));
        assertThat(target.outerHigh()).as("%s", book).isCloseTo(centre + width, within(tolerance));
        assertThat(target.innerLow()).as("%s", book).isCloseTo(centre - inner, within(tolerance));
        assertThat(target.innerHigh()).as("%s", book).isCloseTo(centre + inner, within(tolerance));
    }

    private void assertReasons(final DecisionReason hold, final DecisionReason trade) {
        assertThat(target.holdReason()).isEqualTo(hold);
        assertThat(target.tradeReason()).isEqualTo(trade);
    }

    @Test
    void shouldBandByWhalleyAndWilmottWithFloorAndPin() {
        final double aversion = 2e-4;
        final double cost = 6e-4;
        for (final Situation book : situations()) {
            final double cube = 1.5 * cost * book.price() * Math.pow(book.effective(), 2) / aversion;
            final double floor = cost / (aversion * book.price() * Math.pow(book.vol(), 2) * book.years());
            final double edge = Math.min(Math.max(Math.cbrt(cube), floor), 0.5 * book.live());

            new WhalleyWilmottPolicy(aversion, 1, Landing.TO_EDGE, 0).decide(book.view(cost, still()), target);

            assertBand(book, book.aim(), edge, Math.max(edge, book.lot()));
            assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
        }
    }

    @Test
    void shouldLandOnTheTargetWithTheWiderBandOfThatLanding() {
        final double aversion = 5e-3;
        final double cost = 3e-4;
        for (final Situation book : situations()) {
            final double cube = 6 * cost * book.price() * Math.pow(book.effective(), 2) / aversion;
            final double floor = cost / (aversion * book.price() * Math.pow(book.vol(), 2) * book.years());
            final double width = Math.min(Math.max(Math.cbrt(cube), floor), 0.5 * book.live());

            new WhalleyWilmottPolicy(aversion, cost, Landing.TO_TARGET, 0).decide(book.view(NO_COST, still()), target);

            assertBand(book, book.aim(), width, 0);
        }
    }

    @Test
    void shouldTakeTheMeasuredCostBeforeTheAssumedOne() {
        for (final Situation book : situations()) {
            new WhalleyWilmottPolicy(1e-3, 9e-4, Landing.TO_EDGE, 0).decide(book.view(2e-4, still()), target);
            final double measured = target.outerHigh();

            new WhalleyWilmottPolicy(1e-3, 2e-4, Landing.TO_EDGE, 0).decide(book.view(NO_COST, still()), target);

            assertThat(target.outerHigh()).isEqualTo(measured);
        }
    }

    @Test
    void shouldBandByZakamoulineAroundTheDeltaAtHisVolatility() {
        final double aversion = 1e-3;
        final double cost = 5e-4;
        for (final Situation book : situations()) {
            final double vol = book.vol();
            final double years = book.years();
            final double floor = cost / (aversion * book.price() * vol * vol * years);
            final double width = floor
                    + 1.12
                            * Math.pow(cost, 0.31)
                            * Math.pow(years, 0.05)
                            * Math.pow(1 / vol, 0.25)
                            * Math.sqrt(book.effective() / aversion);
            final double money = aversion * Math.pow(book.price(), 2) * Math.abs(book.gamma());
            final double shift = -4.76
                    * Math.pow(cost, 0.78)
                    / Math.pow(years, 0.02)
                    * Math.pow(1 / vol, 0.25)
                    * Math.pow(money, 0.15);
            final double factor = book.gamma() < 0 ? 1 - shift : Math.max(1 + shift, 0.05);
            final double centre = book.aim() - 0.3 * (factor - 1);

            new ZakamoulinePolicy(aversion, cost, 0).decide(book.view(NO_COST, new Linear(0.3, 0, 0)), target);

            final double most = Math.min(width, 0.5 * book.live());
            assertBand(book, centre, most, Math.max(most, book.lot()));
        }
    }

    @Test
    void shouldShiftByTheHedgedShareOfTheBookAlone() {
        final Situation book = situations().get(0);
        final HedgeView view = book.view(5e-4, new Linear(0.3, 0, 0));
        new ZakamoulinePolicy(1e-3, 5e-4, 0).decide(view, target);
        final double whole = target.centre() - book.aim();

        new ZakamoulinePolicy(1e-3, 5e-4, 0).decide(view.hedgeRatio(0.25), target);

        assertThat(target.centre() - book.aim()).isCloseTo(0.25 * whole, within(1e-9 * Math.abs(whole) + 1e-15));
    }

    @Test
    void shouldTradeOnTheClockToTheDeltaOfLelandsVolatility() {
        final double interval = 1.0 / 365;
        final double cost = 6e-4;
        for (final Situation book : situations()) {
            final double number = Math.sqrt(2 / Math.PI) * 2 * cost / (book.vol() * Math.sqrt(interval));
            final double factor = book.gamma() < 0 ? 1 + number : 1 - Math.min(number, 0.95);
            final double centre = book.aim() - 0.3 * (factor - 1);

            new LelandPolicy(cost, interval, false).decide(book.view(NO_COST, new Linear(0.3, 0, 0)), target);

            final double tolerance = CLOSE * (1 + Math.abs(centre));
            assertThat(target.outerLow()).isCloseTo(centre, within(tolerance));
            assertThat(target.outerHigh()).isCloseTo(centre, within(tolerance));
            assertThat(target.isTriggered()).isTrue();
            assertReasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
        }
    }

    @Test
    void shouldFollowTheSignOfGammaThatTheModifiedVolatilityGives() {
        final Situation book = new Situation(100, 0.01, 0.01, 0.2, 0.5, 10, 0, 0, 1e-6);
        final double interval = 1.0 / 52;
        final double number = Leland.number(0.005, 0.2, interval);
        final HedgeView turning = book.view(0.005, new Linear(0.3, -0.01, 0));
        final HedgeView steady = book.view(0.005, new Linear(0.3, 0.01, 0));
        final HedgeView neither = book.view(0.005, new Opposed());

        new LelandPolicy(0.005, interval, true).decide(turning, target);
        assertThat(target.centre()).as("short there").isCloseTo(-0.3 * number, within(1e-12));

        new LelandPolicy(0.005, interval, true).decide(steady, target);
        assertThat(target.centre()).as("long there too").isCloseTo(0.3 * number, within(1e-12));

        new LelandPolicy(0.005, interval, true).decide(neither, target);
        assertThat(target.centre()).as("no sign agrees").isZero();
    }

    /** Gamma is short where the volatility was lowered and long where it was raised: no sign agrees with itself. */
    private record Opposed() implements Revaluation {
        @Override
        public double deltaChange(final double varianceFactor) {
            return 0.3 * (varianceFactor - 1);
        }

        @Override
        public double gamma(final double varianceFactor) {
            return varianceFactor < 1 ? -0.01 : 0.01;
        }
    }

    @Test
    void shouldNarrowTheBandOfALookByTheOvershootBetweenLooks() {
        final double interval = 3_600 / (365.0 * 86_400);
        for (final Situation book : situations()) {
            final double asked = 0.2 * book.live();
            final double overshoot = 0.5826 * book.effective() * book.vol() * book.price() * Math.sqrt(interval);
            final double width = Math.max(asked - overshoot, 0);

            new HybridPolicy(asked, 0.5, interval).decide(book.view(NO_COST, still()), target);

            final double outer = Math.max(width, book.lot());
            final double landing = 0.5 * outer >= 0.5 * book.lot() ? 0.5 * outer : 0;
            assertThat(target.outerHigh() - book.aim()).isCloseTo(outer, within(1e-4 * (outer + overshoot)));
            assertThat(target.innerHigh() - book.aim()).isCloseTo(landing, within(1e-4 * (outer + overshoot)));
        }
    }

    @Test
    void shouldWaitAsLongAsTheBestClockBetweenItsBounds() {
        final double aversion = 1e-3;
        final double cost = 6e-4;
        final double shortest = 60 / (365.0 * 86_400);
        for (final Situation book : situations()) {
            final double a = Math.sqrt(book.roughness());
            final double perCoin = cost * book.price();
            final double best = Math.pow(perCoin * Math.sqrt(2 / Math.PI) / (book.errorPrice(aversion) * a), 2.0 / 3);
            final double longest = Math.max(0.25 * book.years(), shortest);
            final double wait = Math.min(Math.max(best, shortest), longest);
            final DynamicFrequencyPolicy policy = new DynamicFrequencyPolicy(aversion, cost, shortest);

            assertThat(policy.intervalYears(book.view(NO_COST, still()))).isCloseTo(wait, within(1e-10 * wait));

            final HedgeView early = book.view(NO_COST, still()).time(0, false);
            policy.decide(early.lastTrade(book.price(), (long) (0.999 * wait * YEAR_NS)), target);
            assertThat(target.isTriggered()).isFalse();
            policy.decide(early.lastTrade(book.price(), (long) (1.001 * wait * YEAR_NS)), target);
            assertThat(target.isTriggered()).isTrue();
            assertThat(target.outerHigh()).isEqualTo(book.aim());
        }
    }

    @Test
    void shouldTradeWhenThePriceIsFurtherThanAskedFromThatOfTheLastTrade() {
        final PriceMovePolicy policy = new PriceMovePolicy(0.01);
        final HedgeView view = new HedgeView().delta(0.4, 0.1, 1e-6).time(0, false);
        for (final double move : new double[] {-0.0101, 0.0101}) {
            policy.decide(view.market(100 * (1 + move), 100).lastTrade(100, 1), target);
            assertThat(target.isTriggered()).as("move=%s", move).isTrue();
            assertThat(target.outerLow()).isEqualTo(0.1);
        }
        for (final double move : new double[] {-0.0099, 0, 0.0099}) {
            policy.decide(view.market(100 * (1 + move), 100).lastTrade(100, 1), target);
            assertThat(target.isTriggered()).as("move=%s", move).isFalse();
            assertThat(target.outerHigh()).isEqualTo(0.4);
        }
        policy.decide(view.market(100, 100).lastTrade(0, 1), target);
        assertThat(target.isTriggered()).as("once at first").isTrue();
        policy.decide(view.market(100, 100).lastTrade(100, 1).time(0, true), target);
        assertThat(target.isTriggered()).as("heartbeat").isTrue();
        assertReasons(DecisionReason.PRICE_NOT_MOVED, DecisionReason.PRICE_MOVED);
    }

    @Test
    void shouldCostLeastOfAllPairsOfBandsWhereOrdersCostSomething() {
        final double aversion = 1e-3;
        for (final Situation book : situations().subList(0, 60)) {
            final Situation wide = new Situation(
                    book.price(), book.gamma(), book.effective(), book.vol(), book.years(), 1e9, 0, 0, 1e-12);
            new TwoBandPolicy(aversion, 6e-4, 0.7, 0).decide(wide.view(NO_COST, still()), target);
            final double outer = target.outerHigh();
            final double inner = target.innerHigh();
            final double least = objective(wide, aversion, outer, inner);

            for (final double h : new double[] {0.9, 0.97, 1, 1.03, 1.1}) {
                for (final double l : new double[] {0.8, 0.95, 1, 1.05, 1.2}) {
                    if (l * inner < h * outer) {
                        assertThat(objective(wide, aversion, h * outer, l * inner))
                                .as("%s outer=%s inner=%s", wide, h, l)
                                .isGreaterThanOrEqualTo(least * (1 - 1e-9));
                    }
                }
            }
        }
    }

    private static double objective(
            final Situation book, final double aversion, final double outer, final double inner) {
        final double cycle = (outer * outer - inner * inner) / book.roughness();
        final double cost = (0.7 + 6e-4 * book.price() * (outer - inner)) / cycle;
        return cost + book.errorPrice(aversion) * (outer * outer + inner * inner) / 6;
    }

    @Test
    void shouldFallBackToTheBandOfTheDeskWhereTheVolatilityIsNotKnown() {
        final Situation blind = new Situation(100, -0.01, 0.01, 0, 0, 0, 0.5, 0, 0.001);
        final List<HedgePolicy> policies = List.of(
                new WhalleyWilmottPolicy(1e-3, 5e-4, Landing.TO_EDGE, 0.2),
                new ZakamoulinePolicy(1e-3, 5e-4, 0.2),
                new TwoBandPolicy(1e-3, 5e-4, 1, 0.2));
        for (final HedgePolicy policy : policies.subList(1, 3)) {
            policy.decide(blind.view(NO_COST, still()), target);

            assertBand(blind, 0.5, 0.2, 0.2);
            assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
        }
        policies.get(0).decide(new HedgeView().delta(0, 0.5, 0.001).gamma(Double.NaN, Double.NaN), target);
        assertBand(blind, 0.5, 0.2, 0.2);
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
    }

    @Test
    void shouldSayInHowLongATargetCrossesItsBand() {
        for (final Situation book : situations()) {
            new WhalleyWilmottPolicy(1e-3, 6e-4, Landing.TO_EDGE, 0).decide(book.view(NO_COST, still()), target);
            final double width = target.outerHigh() - target.centre();
            final double years = width * width / book.roughness();

            if (years * YEAR_NS < 9e18) {
                final double tolerance = 1e-6 * years * YEAR_NS + 2;
                assertThat((double) target.deadlineNs()).isCloseTo(years * YEAR_NS, within(tolerance));
            }
        }
    }

    @Test
    void shouldRefuseParametersThatMeanNothing() {
        final List<ThrowingCallable> wrong = List.of(
                () -> new WhalleyWilmottPolicy(0, 0, Landing.TO_EDGE, 0),
                () -> new WhalleyWilmottPolicy(Double.POSITIVE_INFINITY, 0, Landing.TO_EDGE, 0),
                () -> new WhalleyWilmottPolicy(1, -1e-9, Landing.TO_EDGE, 0),
                () -> new WhalleyWilmottPolicy(1, 0, Landing.TO_EDGE, Double.NaN),
                () -> new ZakamoulinePolicy(-1, 0, 0),
                () -> new ZakamoulinePolicy(1, Double.NaN, 0),
                () -> new ZakamoulinePolicy(1, 0, -1),
                () -> new TwoBandPolicy(1, 0, -1, 0),
                () -> new TwoBandPolicy(1, 0, Double.POSITIVE_INFINITY, 0),
                () -> new LelandPolicy(-1, 1, false),
                () -> new LelandPolicy(0, 0, true),
                () -> new DynamicFrequencyPolicy(1, 0, 0),
                () -> new DynamicFrequencyPolicy(0, 0, 1),
                () -> new HybridPolicy(-1, 0, 1),
                () -> new HybridPolicy(1, 1.01, 1),
                () -> new HybridPolicy(1, -0.01, 1),
                () -> new HybridPolicy(1, 0, 0),
                () -> new PriceMovePolicy(0),
                () -> new PriceMovePolicy(Double.NaN),
                () -> new FixedBandPolicy(-1, Landing.TO_EDGE),
                () -> new FixedBandPolicy(1, Double.NaN, Landing.TO_EDGE));
        for (final ThrowingCallable each : wrong) {
            assertThatThrownBy(each)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("out of range");
        }
    }
}
