package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.hedging.instrument.BasisCurve;
import io.gimbal.engine.hedging.instrument.ContractBalance;
import io.gimbal.engine.hedging.instrument.CrossRatio;
import io.gimbal.engine.hedging.instrument.HayashiYoshida;
import io.gimbal.engine.hedging.instrument.InstrumentChoice;
import io.gimbal.engine.market.SplitMix64;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tactics, splits and instrument choice make no garbage once they are built. */
final class ExecutionAllocationTest {
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 20_000;
    private static final int WINDOWS = 4;
    private static final double LOT = 0.1;

    private final SplitMix64 random = new SplitMix64(5);
    private final MakerView view = new MakerView();
    private final MakerAction action = new MakerAction();
    private final SliceSchedule schedule = new SliceSchedule(32);
    private final WaterFill split = new WaterFill(4);
    private final InstrumentChoice choice = new InstrumentChoice(3);
    private final ContractBalance balance = new ContractBalance(4);
    private final CrossRatio cross = new CrossRatio(1_000_000, 10);
    private final HayashiYoshida pair = new HayashiYoshida(1_000);
    private final BasisCurve curve = new BasisCurve(4);
    private long timeNs;
    private long orders;
    private long filled;

    @Tag("allocation")
    @Test
    void shouldAllocateNothingAfterConstruction() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            play();
        }
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }

        // The compiler may allocate once while it replaces code; what allocates by itself does so in every window.
        long allocated = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            final long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < MEASURED / WINDOWS; i++) {
                play();
            }
            allocated = Math.min(allocated, threads.getThreadAllocatedBytes(self) - before);
        }

        assertThat(allocated).isZero();
        assertThat(orders).as("orders were part of it").isGreaterThan(MEASURED / 4);
        assertThat(filled).as("splits were part of it").isGreaterThan(MEASURED);
    }

    private void play() {
        rest();
        splitOrders();
        measure();
        choose();
    }

    private void rest() {
        view.need(2 * random.nextGaussian(), random.nextDouble(), 1e-3);
        view.instrument(LOT, 1, 0.5);
        view.touch(1_000, 1_001);
        view.resting((long) (3 * random.nextGaussian()), 1_000);
        view.venue(true, true);
        view.permissions(random.nextDouble() > 0.3, true, true);
        MakerFirst.decide(MakerFirstSettings.DEFAULT, view, action);
        orders += action.restLots() != 0 || action.takeLots() != 0 ? 1 : 0;
        schedule.almgrenChriss(500, 20, 3, random.nextDouble());
    }

    private void splitOrders() {
        split.start(3, 0, 3, random.nextDouble());
        for (int i = 0; i < 4; i++) {
            split.candidate(LOT, LOT * 100, 2, 10, 1_000);
            split.costs(i, random.nextDouble() * 1e-3, 1e-4, 1e-5 * random.nextDouble());
        }
        split.solve();
        filled += split.lots(0) + split.lots(1) + split.lots(2) + split.lots(3);
    }

    private void measure() {
        timeNs += 1_000;
        pair.tick((int) (timeNs / 1_000 % 2), timeNs, random.nextGaussian());
        cross.onPrice((int) (timeNs / 1_000 % 2), 100 + random.nextGaussian(), timeNs);
        filled += cross.residualVariance(cross.ratio()) > 1 ? 1 : 0;
    }

    private void choose() {
        curve.start(60_000);
        balance.clear();
        choice.start(1e6 * random.nextGaussian(), 0.02, 3, 0.05, 1e-6);
        for (int i = 0; i < 3; i++) {
            curve.add(60_000 + 100 * i * random.nextDouble(), 0.1 + i, 1);
            balance.contract(10, 0.1 + i, random.nextDouble(), 1_000_000);
            final int index = choice.candidate(true, 10, 1e9);
            choice.trading(index, 0.0005, 0.0001, 1e-9);
            choice.carry(index, 0.01 * random.nextGaussian(), 0.01 * random.nextGaussian(), 0.001);
            choice.capital(index, 0.1, 0.001);
        }
        choice.choose(1, 1);
        balance.solve(1e5 * random.nextGaussian(), 1e4 * curve.slope());
    }
}
