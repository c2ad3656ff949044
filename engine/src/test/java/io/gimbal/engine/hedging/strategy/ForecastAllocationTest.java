package io.gimbal.engine.hedging.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.hedging.forecast.CostModel;
import io.gimbal.engine.hedging.forecast.EwmaVariance;
import io.gimbal.engine.hedging.forecast.FillMix;
import io.gimbal.engine.hedging.forecast.FundingForecast;
import io.gimbal.engine.hedging.forecast.Garch;
import io.gimbal.engine.hedging.forecast.HarCoefficients;
import io.gimbal.engine.hedging.forecast.HarForecast;
import io.gimbal.engine.hedging.forecast.Markouts;
import io.gimbal.engine.hedging.forecast.OrderFlowImbalance;
import io.gimbal.engine.hedging.forecast.RealisedVariance;
import io.gimbal.engine.hedging.forecast.ReturnSampler;
import io.gimbal.engine.hedging.forecast.SkewStickiness;
import io.gimbal.engine.hedging.forecast.Vpin;
import io.gimbal.engine.hedging.forecast.WeekSeason;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every forecaster and strategy is fed and asked once an event: no garbage, and the same state again from the same events. */
final class ForecastAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 50_000;
    private static final double[] DRAWS = new Random(64).doubles(4_096, -1, 1).toArray();

    @Tag("allocation")
    @Test
    void shouldAllocateNothingInSteadyState() {
        new Desk().play(0, WARM_UP + MEASURED);
        final Desk desk = new Desk();
        desk.play(0, WARM_UP);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }

        final long before = threads.getThreadAllocatedBytes(self);
        desk.play(WARM_UP, WARM_UP + MEASURED);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(allocated).isZero();
        assertThat(desk.answers).as("every answer was a number").isFinite();
    }

    @Test
    void shouldReachTheSameStateFromTheSameEventsAndAnotherFromOthers() {
        final Desk first = new Desk();
        final Desk second = new Desk();
        first.play(0, 5_000);
        second.play(0, 5_000);
        assertThat(second.hash()).isEqualTo(first.hash());

        second.play(5_000, 5_001);

        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    private static final class Desk {
        private static final long STEP_NS = 60_000_000_000L;

        private final EwmaVariance ewma = new EwmaVariance(0.94);
        private final Garch garch = new Garch(2e-6, 0.13, 0.86);
        private final RealisedVariance realised = new RealisedVariance(60);
        private final ReturnSampler sampler = new ReturnSampler(STEP_NS);
        private final HarForecast har = new HarForecast(new HarCoefficients(true, -0.5, 0.4, 0.3, 0.2, 0.1, 7, 30));
        private final WeekSeason season = new WeekSeason(0.99, 0.9);
        private final Vpin vpin = new Vpin(2, 50, 200, 0.9);
        private final OrderFlowImbalance flow = new OrderFlowImbalance(STEP_NS);
        private final Markouts markouts = Markouts.standard(0.99);
        private final CostModel costs = new CostModel(0.99, 5e-4, 1, 0.7, 20);
        private final FillMix mix = new FillMix(0.99, 0.5, 1);
        private final FundingForecast funding = new FundingForecast(8, 24, 240);
        private final SkewStickiness stickiness = new SkewStickiness(480 * STEP_NS, 20, 0.001);
        private final Cppi cppi = new Cppi(4, 2, 0.03, 0.5, 0.1);
        private final VolTarget target = new VolTarget(0.2, 2, 0.1);
        private final RegimeScore score = new RegimeScore(2, 0.99, 2, 10);
        private final RemarkGate gate = new RemarkGate(STEP_NS, 3);
        private final double[] deltas = new double[2];
        private double price = 50_000;
        private double answers;

        private void play(final int from, final int to) {
            for (int i = from; i < to; i++) {
                final double draw = DRAWS[i & 4_095];
                price *= 1 + 1e-3 * draw;
                final long timeNs = i * STEP_NS;
                market(draw, timeNs);
                own(draw, timeNs);
                if (i > 200) {
                    ask(draw, timeNs);
                }
            }
        }

        private void market(final double draw, final long timeNs) {
            if (sampler.onPrice(price, timeNs) > 0) {
                ewma.onReturn(sampler.move());
                garch.onReturn(sampler.move());
                realised.onReturn(sampler.move());
            }
            har.onDay(1e-3 * (1.1 + draw));
            season.onHour(timeNs, 1e-5 * (1.1 + draw));
            vpin.onTrade(1.5 + draw, draw > 0.3);
            vpin.onBar(1.5 + draw, draw);
            flow.onQuote(price - 1, 2 + draw, price + 1, 2 - draw, timeNs);
            funding.onRate(1e-4 * draw, 0.1);
            stickiness.onSmile(price, 0.6 + 0.01 * draw, -0.2, timeNs);
        }

        private void own(final double draw, final long timeNs) {
            markouts.onMid(price, timeNs);
            markouts.onFill(draw + 1.1, price - 1, timeNs);
            costs.onFill(1e-4 * draw, 5e-4, 1e-4, 1e-3 * (1.1 + draw));
            mix.onFill(draw + 1.1, draw > 0);
            if (timeNs == 0) {
                cppi.start(8_000, 10_000, 0);
            }
            cppi.onValue(10_000 + 100 * draw, timeNs);
            deltas[0] = 1;
            deltas[1] = 0.9;
            score.onInterval(deltas, 0.9 * draw + 0.1 * DRAWS[(int) (timeNs / STEP_NS + 7) & 4_095], draw);
            gate.onRemark(draw, timeNs);
        }

        private void ask(final double draw, final long timeNs) {
            final double vol = ewma.vol() + garch.mean(10) + realised.bipowerVol(1e-5) + har.vol(7);
            final double forecasts = vol + season.mean(timeNs, timeNs + 400 * STEP_NS);
            final double flows = vpin.rank() + vpin.direction() + flow.normalised() + markouts.markout(0);
            final double money = costs.costRate(1e-4, 1e-3)
                    + mix.costRate(1e-4, 1e-4, 6e-4)
                    + funding.expectedPayment(1_000, 24)
                    + stickiness.ratio();
            final double strategies = cppi.targetExposure()
                    + target.weight(vol)
                    + score.best()
                    + GammaPnl.expectedAtImplied(100, 105, 0.5, 0.4, 0.6, 0.1)
                    + GammaRent.breakEvenVol(1, 1, -1, 1)
                    + ConstantProportion.gapProbability(4, 0.1, 0.03, 0.8, 0.01);
            final boolean isTraded = gate.isHeldBack(draw, 0.5, timeNs) || cppi.isOutside(draw);
            answers += forecasts + flows + money + strategies + (isTraded ? 1 : 0);
        }

        private long hash() {
            long h = ewma.mixInto(realised.mixInto(garch.mixInto(1)));
            h = sampler.mixInto(har.mixInto(season.mixInto(h)));
            h = markouts.mixInto(costs.mixInto(mix.mixInto(h)));
            h = vpin.mixInto(flow.mixInto(h));
            h = funding.mixInto(stickiness.mixInto(cppi.mixInto(h)));
            return score.mixInto(gate.mixInto(h));
        }
    }
}
