package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.VolSource;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a policy is expected to spend, against a walk of the target that is traded by it. */
final class ExpectedCostTest {
    private static final double PRICE = 50_000;
    private static final double GAMMA = 0.01;
    private static final double VOL = 0.6;
    private static final double COST_RATE = 0.0006;

    /** Coins per root year. */
    private static final double ROUGHNESS = GAMMA * VOL * PRICE;

    private final BookSettings settings = new BookSettings();
    private final HedgeView view = new HedgeView();
    private final HedgeTarget target = new HedgeTarget();

    private double expected(final DeskPolicy policy) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        final BookConfigurationEncoder event =
                new BookConfigurationEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        event.upperHalfWidth(BookConfigurationEncoder.upperHalfWidthNullValue())
                .costRate(scaled(COST_RATE))
                .volSource(VolSource.MARK);
        policy.encode(event);
        assertThat(settings.configure(
                        new BookConfigurationDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder())))
                .isTrue();
        view.delta(0, 0, 0.001)
                .gamma(GAMMA, GAMMA)
                .market(PRICE, PRICE)
                .options(VOL, 0.02, 0)
                .lastTrade(PRICE, 0);
        settings.policy().decide(view, target);
        return ExpectedCost.perYear(settings, view, target, COST_RATE, VOL);
    }

    /** Trades a walk in a band, from an edge back to a landing; dollars a year. */
    private static double walked(final double outer, final double inner) {
        final Random random = new Random(99);
        final double stepYears = outer * outer / (ROUGHNESS * ROUGHNESS) / 10_000;
        final int steps = 20_000_000;
        double deviation = 0;
        double traded = 0;
        for (int i = 0; i < steps; i++) {
            deviation += ROUGHNESS * Math.sqrt(stepYears) * (random.nextBoolean() ? 1 : -1);
            if (Math.abs(deviation) > outer) {
                traded += Math.abs(deviation) - inner;
                deviation = Math.signum(deviation) * inner;
            }
        }
        return traded * COST_RATE * PRICE / (steps * stepYears);
    }

    @Test
    void shouldExpectWhatABandSpends() {
        final double toEdge = expected(DeskPolicy.band(0.5, Landing.TO_EDGE));
        final double toTarget = expected(DeskPolicy.band(0.5, Landing.TO_TARGET));

        assertThat(toEdge).isCloseTo(walked(0.5, 0.5), within(0.06 * toEdge));
        assertThat(toTarget).isCloseTo(walked(0.5, 0), within(0.06 * toTarget));
        assertThat(toTarget / toEdge).isCloseTo(2, within(1e-9));
    }

    @Test
    void shouldExpectWhatAClockSpends() {
        final double years = 300 / (365.0 * 86_400);
        final Random random = new Random(98);
        double traded = 0;
        for (int i = 0; i < 1_000_000; i++) {
            traded += Math.abs(ROUGHNESS * Math.sqrt(years) * random.nextGaussian());
        }

        assertThat(expected(DeskPolicy.every(300 * EngineScenario.SECOND_NS)))
                .isCloseTo(traded * COST_RATE * PRICE / (1_000_000 * years), within(6_000.0));
    }

    @Test
    void shouldTakeAMoveOfThePriceForTheBandThatItIs() {
        final double width = GAMMA * PRICE * 0.002;

        assertThat(expected(DeskPolicy.of("price-move:price_move_bp=20")))
                .isCloseTo(COST_RATE * PRICE * ROUGHNESS * ROUGHNESS / width, within(1.0));
    }

    @Test
    void shouldNotTellWithoutAVolatility() {
        expected(DeskPolicy.band(0.5, Landing.TO_EDGE));

        assertThat(ExpectedCost.perYear(settings, view, target, COST_RATE, Double.NaN))
                .isNaN();
    }
}
