package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkScratch;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPolicyTest {
    private static final double AVERSION = 2e-4;
    private static final double COST = 6e-4;
    private static final BandNetwork NETWORK = TestNetworks.network(TestNetworks.row(3));

    private final HedgeTarget target = new HedgeTarget();
    private final HedgeTarget plain = new HedgeTarget();

    /** A short book whose options would have their delta changed by so much at another variance. */
    private static HedgeView book(final double scale) {
        return new HedgeView()
                .delta(3 * scale, 0.5 * scale, 0)
                .gamma(-0.002 * scale, 0.0022 * scale)
                .options(0.6, 7 / 365.0, 12 * scale)
                .market(30_000, 30_000)
                .revaluation(new Revaluation() {
                    @Override
                    public double deltaChange(final double varianceFactor) {
                        return 0.4 * scale * (varianceFactor - 1);
                    }

                    @Override
                    public double gamma(final double varianceFactor) {
                        return -0.002 * scale / Math.sqrt(varianceFactor);
                    }
                });
    }

    private static NetworkPolicy policy(final BandNetwork network) {
        return new NetworkPolicy(AVERSION, COST, 0.3, network);
    }

    private void decidePlain(final HedgeView view) {
        new WhalleyWilmottPolicy(AVERSION, COST, Landing.TO_EDGE, 0.3).decide(view, plain);
    }

    private void assertPlainBand(final HedgeView view) {
        decidePlain(view);
        assertThat(target.outerLow()).isEqualTo(plain.outerLow());
        assertThat(target.outerHigh()).isEqualTo(plain.outerHigh());
        assertThat(target.innerLow()).isEqualTo(plain.innerLow());
        assertThat(target.deadlineNs()).isEqualTo(plain.deadlineNs());
        assertThat(target.holdReason()).isEqualTo(DecisionReason.FALLBACK_INSIDE);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.FALLBACK_OUTSIDE);
    }

    @Test
    void shouldWidenEachSideOfWhalleyAndWilmottByItsFactor() {
        final HedgeView view = book(1);
        decidePlain(view);
        final double half = 0.5 * (plain.outerHigh() - plain.outerLow());
        final double stdDev = 0.6 * Math.sqrt(7 / 365.0);
        final double edge = Math.cbrt(1.5 * COST * 30_000 * 0.0022 * 0.0022 / AVERSION);
        final double move = 0.0022 * 30_000 * stdDev;
        final double shift = 4.76
                * Math.pow(COST, 0.78)
                / Math.pow(7 / 365.0, 0.02)
                * Math.pow(1 / 0.6, 0.25)
                * Math.pow(AVERSION * 9e8 * 0.002, 0.15);
        final double[] inputs = {
            Math.log(COST),
            Math.log(stdDev),
            Math.log(edge / move),
            -0.002 / 0.0022,
            Math.log(move / 12),
            -0.4 * shift / edge
        };
        final NetworkScratch scratch = new NetworkScratch();
        NETWORK.run(inputs, scratch);

        policy(NETWORK).decide(view, target);

        assertThat(0.5 - target.outerLow()).isCloseTo(half * BandNetwork.below(scratch), within(1e-9));
        assertThat(target.outerHigh() - 0.5).isCloseTo(half * BandNetwork.above(scratch), within(1e-9));
        assertThat(target.innerLow()).isEqualTo(target.outerLow());
        assertThat(target.innerHigh()).isEqualTo(target.outerHigh());
        assertThat(target.centre()).isEqualTo(0.5);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.OUTSIDE_BAND);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 40, 1e4})
    void shouldScaleWithTheBookAndInverselyWithRiskAversion(final double scale) {
        policy(NETWORK).decide(book(1), plain);

        new NetworkPolicy(AVERSION / scale, COST, 0.3, NETWORK).decide(book(scale), target);

        assertThat(target.outerLow()).isCloseTo(scale * plain.outerLow(), within(1e-9 * scale));
        assertThat(target.outerHigh()).isCloseTo(scale * plain.outerHigh(), within(1e-9 * scale));
    }

    @Test
    void shouldHedgeByWhalleyAndWilmottAndSaySoWithoutANetwork() {
        new NetworkPolicy(AVERSION, COST, 0.3, null).decide(book(1), target);

        assertPlainBand(book(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void shouldFallBackWhereAnInputIsBeyondWhatWasTrained(final int input) {
        final double[] row = TestNetworks.row(3);
        row[NetworkShape.LEAST + input] = 1e5;

        policy(TestNetworks.network(row)).decide(book(1), target);

        assertPlainBand(book(1));
    }

    @Test
    void shouldFallBackWhereAllInputsTogetherAreFarFromTraining() {
        policy(TestNetworks.network(3, NetworkShape.MOST_DISTANCE, any -> 1)).decide(book(1), target);

        assertPlainBand(book(1));
    }

    @Test
    void shouldFallBackWhereTheNetworkWasNoBetter() {
        policy(TestNetworks.network(3, NetworkShape.KEPT, all -> 0)).decide(book(1), target);

        assertPlainBand(book(1));
    }

    @Test
    void shouldFallBackWhereNothingIsKnownOfTheOptions() {
        final HedgeView view =
                new HedgeView().delta(1, 0, 0.01).gamma(-0.001, 0.001).market(30_000, 30_000);

        policy(NETWORK).decide(view, target);

        assertPlainBand(view);
    }

    @Test
    void shouldStandInWithThePlainBandWhereThereIsNoPriorEither() {
        final HedgeView view = new HedgeView()
                .delta(1, 0.2, 0.01)
                .gamma(Double.NaN, Double.NaN)
                .market(30_000, 30_000);

        policy(NETWORK).decide(view, target);

        assertThat(target.outerHigh()).isEqualTo(0.5);
        assertThat(target.outerLow()).isCloseTo(-0.1, within(1e-15));
        assertThat(target.holdReason()).isEqualTo(DecisionReason.FALLBACK_INSIDE);
    }

    @Test
    void shouldBeNoNarrowerThanALotAndNoWiderThanHalfOfWhatCanStillMove() {
        policy(NETWORK).decide(book(1).delta(3, 0, 2.5), target);
        assertThat(target.outerLow()).isLessThanOrEqualTo(-2.5);
        assertThat(target.outerHigh()).isGreaterThanOrEqualTo(2.5);

        policy(NETWORK).decide(book(1).delta(3, 0, 0).options(0.6, 7 / 365.0, 0.02), target);
        assertThat(target.outerLow()).isGreaterThanOrEqualTo(-0.01);
        assertThat(target.outerHigh()).isLessThanOrEqualTo(0.01);
    }

    @Test
    void shouldTakeTheMeasuredCostBeforeTheAssumedOne() {
        policy(NETWORK).decide(book(1).costRate(1e-3), target);
        new NetworkPolicy(AVERSION, 1e-3, 0.3, NETWORK).decide(book(1), plain);

        assertThat(target.outerHigh()).isEqualTo(plain.outerHigh());
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothing() {
        final NetworkPolicy policy = policy(NETWORK);
        final HedgeView view = book(1);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 20_000; i++) {
            policy.decide(view, target);
            threads.getThreadAllocatedBytes(self);
        }
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            final long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < 50_000; i++) {
                policy.decide(view.delta(i % 7, 0, 0), target);
            }
            allocated = threads.getThreadAllocatedBytes(self) - before;
        }

        assertThat(allocated).as("of the last round, when all is compiled").isZero();
    }
}
