package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.hedging.policy.HedgePolicy;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an order leaves the delta, by whatever policy: nearer its centre, inside its region, never on the other side. */
class PolicyLandingTest {
    private static final double PRICE = 30_000;
    private static final Instrument INVERSE = instrument(Settlement.INVERSE, 10_00000000L);
    private static final Instrument LINEAR = instrument(Settlement.LINEAR, 100_000L);

    private static final Revaluation BLACK = new Revaluation() {
        @Override
        public double deltaChange(final double varianceFactor) {
            return 0.05 * (varianceFactor - 1);
        }

        @Override
        public double gamma(final double varianceFactor) {
            return -0.001;
        }
    };

    private final HedgeTarget target = new HedgeTarget();

    private static Instrument instrument(final Settlement settlement, final long lot) {
        return new Instrument(0, 0, InstrumentKind.PERPETUAL, settlement, false, 0, 0, lot, lot, 50_000_000L, 0, 0);
    }

    /** Property 6 of every policy of the catalogue. */
    @ParameterizedTest
    @MethodSource("io.gimbal.engine.hedging.policy.EveryPolicy#texts")
    void shouldNeverLeaveTheDeltaFurtherOutOrOnTheOtherSide(final String text) {
        final long seed = 6_106;
        final SplittableRandom random = new SplittableRandom(seed);
        final HedgePolicy policy = PolicySpec.parse(text).policy();
        int trades = 0;
        for (int i = 0; i < 20_000; i++) {
            final Instrument instrument = random.nextBoolean() ? INVERSE : LINEAR;
            final double lot = OrderSizing.lotDelta(instrument, PRICE);
            final double gamma = random.nextDouble(-2e-3, 2e-3);
            final double delta = random.nextDouble(-3, 3);
            policy.decide(
                    new HedgeView()
                            .delta(delta, random.nextDouble(-0.5, 0.5), lot)
                            .gamma(gamma, Math.abs(gamma))
                            .options(random.nextDouble(0.1, 2), random.nextDouble(1e-4, 0.2), 1e9)
                            .market(PRICE, random.nextDouble(29_000, 31_000))
                            .lastTrade(random.nextDouble(29_000, 31_000), 0)
                            .revaluation(BLACK)
                            .time(0, true),
                    target);

            final long amount = OrderSizing.signedAmount(instrument, PRICE, delta, target);
            final double after = delta + OrderSizing.deltaOf(instrument, amount, PRICE);

            final String what = text + ", seed=" + seed + ", i=" + i + ", after=" + after;
            final double before = delta - target.centre();
            final double left = after - target.centre();
            final double slack = 1e-8 * lot;
            assertThat(Math.abs(left)).as(what).isLessThanOrEqualTo(Math.abs(before) + slack);
            if (amount == 0) {
                continue;
            }
            trades++;
            final boolean isToEdge = target.innerHigh() > target.innerLow();
            final double room = isToEdge ? slack : lot * (0.5 + 1e-8);
            assertThat(after).as(what).isBetween(target.innerLow() - room, target.innerHigh() + room);
            assertThat(delta < target.outerLow() || delta > target.outerHigh())
                    .as(what)
                    .isTrue();
            if (target.innerHigh() - target.innerLow() >= 2 * lot) {
                assertThat(left * before).as(what).isGreaterThanOrEqualTo(-slack);
            }
        }
        assertThat(trades).as("seed=%d", seed).isGreaterThan(1_000);
    }

    /** A product of lots that no long holds turned into an order of the other side, or none. */
    @ParameterizedTest
    @CsvSource({"1e12, -1", "-1e12, 1", "1e18, -1", "-1e18, 1", "1e300, -1"})
    void shouldOrderTheRightSideHoweverFarTheDeltaIs(final double delta, final int side) {
        target.region(-0.1, -0.1, 0.1, 0.1);
        for (final Instrument instrument : new Instrument[] {INVERSE, LINEAR}) {
            final long amount = OrderSizing.signedAmount(instrument, PRICE, delta, target);

            assertThat(Long.signum(amount)).isEqualTo(side);
            assertThat(Math.abs(amount)).isLessThanOrEqualTo(Bounds.MAX_POSITION);
            assertThat(amount % instrument.contractSize()).isZero();
        }
    }

    @Test
    void shouldOrderNothingWhereTheDeltaIsNoNumber() {
        target.region(-0.1, -0.1, 0.1, 0.1);

        assertThat(OrderSizing.signedAmount(LINEAR, PRICE, Double.NaN, target)).isZero();
        assertThat(OrderSizing.signedAmount(LINEAR, Double.NaN, Double.NaN, target))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0",
        "0.10000001, -1",
        "0.1005, -1",
        "0.101, -1",
        "0.10101, -2",
        "-0.1, 0",
        "-0.10000001, 1",
        "-0.101, 1",
        "-0.10101, 2"
    })
    void shouldCountLotsUpToTheOneThatIsInside(final double delta, final long lots) {
        target.region(-0.1, -0.1, 0.1, 0.1);

        assertThat(OrderSizing.signedAmount(LINEAR, PRICE, delta, target)).isEqualTo(lots * LINEAR.contractSize());
    }

    @ParameterizedTest
    @CsvSource({"0.1004, -100", "0.1006, -101", "0.1005, -100", "-0.1005, 100", "-0.1006, 101"})
    void shouldCountTheNearestLotToATarget(final double delta, final long lots) {
        target.region(-0.1, 0, 0, 0.1);

        assertThat(OrderSizing.signedAmount(LINEAR, PRICE, delta, target)).isEqualTo(lots * LINEAR.contractSize());
    }
}
