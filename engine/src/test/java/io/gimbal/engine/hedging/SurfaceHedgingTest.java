package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.SurfaceSliceEncoder;
import io.gimbal.journal.codec.VolSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A desk that is short a call of strike 33,000, the venue marking it at 60 %, and smiles that come in as events. */
class SurfaceHedgingTest {
    private static final int CALL = 2;
    private static final double STRIKE = 33_000;
    private static final double MARK_VOL = 0.6;

    private final EngineScenario desk = HedgingDesk.levelDesk();
    private long version;

    @BeforeEach
    void sellACall() {
        desk.call(CALL, 0, EXPIRY_NS, STRIKE);
        desk.position(CALL, -10, 0);
        desk.vol(CALL, MARK_VOL, 0.02);
        desk.executeAll();
    }

    private void hedgeBy(final VolSource source) {
        desk.event(e ->
                new DeskPolicy().encode(e.bookConfiguration().underlyingId(0).volSource(source)));
    }

    /** A smile of 80 % at every strike. */
    private void smile(final Consumer<SurfaceSliceEncoder> change) {
        smile(0.8, change);
    }

    private void smile(final double vol, final Consumer<SurfaceSliceEncoder> change) {
        final double years = TimeToExpiry.years(desk.nowNs(), EXPIRY_NS);
        desk.event(e -> {
            final SurfaceSliceEncoder event = e.surfaceSlice()
                    .fitTimeNs(desk.nowNs())
                    .expiryNs(EXPIRY_NS)
                    .version(++version)
                    .forward(30_000)
                    .timeToExpiryYears(years)
                    .a(vol * vol * years)
                    .b(0)
                    .rho(0)
                    .m(0)
                    .sigma(0.1)
                    .rmsVol(0.001)
                    .underlyingId(0)
                    .status(SmileStatus.SVI);
            change.accept(event);
        });
    }

    private void smile() {
        smile(event -> {});
    }

    private double optionDelta() {
        desk.timer();
        return desk.ledger(0).optionDelta();
    }

    /** Black's delta of the call position, by the normal distribution of the library. */
    private double expected(final double forward, final double vol) {
        final double stdDev = vol * Math.sqrt(TimeToExpiry.years(desk.nowNs(), EXPIRY_NS));
        final double d1 = Math.log(forward / STRIKE) / stdDev + 0.5 * stdDev;
        return -10 * DeterministicMath.normalCdf(d1);
    }

    private void assertDelta(final double vol) {
        assertThat(optionDelta()).isCloseTo(expected(30_000, vol), within(1e-9));
    }

    @Test
    void shouldValueByTheMarkUntilToldOtherwise() {
        smile();

        assertDelta(MARK_VOL);
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldValueByTheSmileAndHedgeTheDifferenceWhenTheSourceIsTheSurface() {
        smile();
        desk.executeAll();
        assertThat(desk.outputs.takeOrders()).isEmpty();

        hedgeBy(VolSource.SURFACE);

        assertDelta(0.8);
        assertThat(desk.executeAll())
                .as("a higher volatility, a larger delta, more to buy")
                .hasSize(1);
        hedgeBy(VolSource.MARK);
        assertDelta(MARK_VOL);
        assertThat(desk.executeAll()).as("and back").hasSize(1);
    }

    @Test
    void shouldUseTheMarkWhereAnExpiryHasNoSmile() {
        hedgeBy(VolSource.SURFACE);

        assertDelta(MARK_VOL);
    }

    @Test
    void shouldTakeTheVolatilityOfTheStrikeAtTheForwardOfTheFit() {
        hedgeBy(VolSource.SURFACE);
        final double years = TimeToExpiry.years(desk.nowNs(), EXPIRY_NS);
        smile(e -> e.a(0.01).b(0.1).rho(-0.4).m(0.02).sigma(0.2));
        final double x = Math.log(STRIKE / 30_000) - 0.02;
        final double vol = Math.sqrt((0.01 + 0.1 * (-0.4 * x + Math.sqrt(x * x + 0.04))) / years);
        assertDelta(vol);

        desk.forward(0, EXPIRY_NS, 31_000);

        assertThat(optionDelta())
                .as("sticky strike: the forward moved, the strike's volatility did not")
                .isCloseTo(expected(31_000, vol), within(1e-9));
    }

    @Test
    void shouldKeepTheLastGoodSmileWhenABadOneComesAndCountIt() {
        hedgeBy(VolSource.SURFACE);
        smile();
        refuses("an expiry not defined", e -> e.expiryNs(EXPIRY_NS + 1));
        refuses("an underlying not defined", e -> e.underlyingId(3));
        refuses("the same version", e -> e.version(1));
        refuses("version 0", e -> e.version(0));
        refuses("tomorrow's quotes", e -> e.fitTimeNs(desk.nowNs() + 1));
        refuses("no time of quotes", e -> e.fitTimeNs(-1));
        refuses("no forward", e -> e.forward(0));
        refuses("forward unknown", e -> e.forward(Double.NaN));
        refuses("no time left", e -> e.timeToExpiryYears(0));
        refuses("b below 0", e -> e.b(-1e-9));
        refuses("rho of 1", e -> e.rho(1));
        refuses("rho of -1", e -> e.rho(-1));
        refuses("sigma of 0", e -> e.sigma(0));
        refuses("m infinite", e -> e.m(Double.POSITIVE_INFINITY));
        refuses("a unknown", e -> e.a(Double.NaN));
        refuses("no variance", e -> e.a(0));
        refuses("variance below 0", e -> e.a(-0.1));
        refuses("10,100 % of volatility", e -> e.a(101 * 101 * TimeToExpiry.years(desk.nowNs(), EXPIRY_NS)));
        refuses("rms unknown", e -> e.rmsVol(Double.NaN));
        refuses("rms below 0", e -> e.rmsVol(-1));
    }

    private void refuses(final String what, final Consumer<SurfaceSliceEncoder> fault) {
        final long before = desk.engine.badInputs();
        smile(0.9, fault);
        assertThat(desk.engine.badInputs()).as(what).isEqualTo(before + 1);
        assertDelta(0.8);
    }

    @Test
    void shouldFallBackToTheMarkWhenTheSmileIsWithdrawnAndTakeTheNext() {
        hedgeBy(VolSource.SURFACE);
        smile();
        smile(e -> e.status(SmileStatus.WITHDRAWN));
        assertDelta(MARK_VOL);

        smile(0.7, e -> e.status(SmileStatus.SSVI));
        assertDelta(0.7);
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldMeasureTheAgeOfTheSourceInUse() {
        hedgeBy(VolSource.SURFACE);
        smile();
        desk.executeAll();
        desk.waitSeconds(11);
        HedgingDesk.market(desk, 30_000);
        desk.vol(CALL, MARK_VOL, 0.02);
        desk.position(FUTURE, 30_000, 30_000);
        assertThat(desk.outputs.takeOrders()).isEmpty();
        assertThat(desk.outputs.lastReason()).as("a fresh mark does not help").isEqualTo(DecisionReason.STALE_VOL);

        smile();
        assertThat(desk.outputs.takeOrders()).as("a fresh smile does").hasSize(1);
    }

    @Test
    void shouldGiveALaterOptionTheSmileOfItsExpiry() {
        hedgeBy(VolSource.SURFACE);
        smile();
        desk.put(3, 0, EXPIRY_NS, STRIKE);
        desk.position(3, -10, 0);

        assertThat(optionDelta())
                .as("a short straddle, no mark for the put")
                .isCloseTo(2 * expected(30_000, 0.8) + 10, within(1e-9));
    }

    @Test
    void shouldReadABookConfigurationOfTheFirstVersionAsMark() {
        hedgeBy(VolSource.SURFACE);
        smile();
        final byte[] now = desk.inputs.stream()
                .filter(i -> i.templateId() == 23)
                .reduce((a, b) -> b)
                .orElseThrow()
                .copy();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + 40;
        final byte[] then = Arrays.copyOf(now, length);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(then), 0)
                .blockLength(40)
                .version(0);
        desk.raw(then);

        assertThat(desk.engine.badInputs()).isZero();
        assertDelta(MARK_VOL);
    }

    @Test
    void shouldShowTheSmileInTheStateHash() {
        final EngineScenario other = HedgingDesk.levelDesk();
        desk.inputs.stream().skip(other.inputs.size()).forEach(input -> other.raw(input.copy()));
        assertThat(other.engine.stateHash()).isEqualTo(desk.engine.stateHash());

        smile();
        other.event(e -> e.surfaceSlice()
                .fitTimeNs(desk.nowNs())
                .expiryNs(EXPIRY_NS)
                .version(1)
                .forward(30_000)
                .timeToExpiryYears(0.1)
                .a(0.064)
                .sigma(0.1)
                .status(SmileStatus.SVI));

        assertThat(desk.engine.badInputs() + other.engine.badInputs()).isZero();
        assertThat(other.engine.stateHash()).isNotEqualTo(desk.engine.stateHash());
    }

    @Test
    void shouldForgetSmilesAndSourceWithTheSession() {
        hedgeBy(VolSource.SURFACE);
        smile();
        desk.genesis(2);
        desk.engineLimits(100, SECOND_NS);
        desk.underlying(0);
        desk.perpetual(0, 0);
        desk.limits(0, new DeskLimits());
        HedgingDesk.define(desk, new DeskPolicy(), 0);
        desk.ready();
        version = 0;
        sellACall();
        assertDelta(MARK_VOL);

        hedgeBy(VolSource.SURFACE);
        smile(0.7, e -> {});
        assertDelta(0.7);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingForASmile() {
        hedgeBy(VolSource.SURFACE);
        final int count = 20_000;
        final UnsafeBuffer[] messages = new UnsafeBuffer[count];
        for (int i = 0; i < count; i++) {
            smile(0.6 + 1e-6 * i, e -> {});
            messages[i] =
                    new UnsafeBuffer(desk.inputs.get(desk.inputs.size() - 1).copy());
        }
        assertThat(desk.engine.badInputs()).isZero();
        final HedgeEngine engine = new HedgeEngine((buffer, offset, length) -> true);
        final int before = desk.inputs.size() - count;
        desk.inputs.subList(0, before).forEach(input -> input.playTo(engine));
        final long nowNs = desk.nowNs();
        play(engine, messages, 0, count / 2, nowNs);

        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }
        final long bytes = threads.getThreadAllocatedBytes(self);
        play(engine, messages, count / 2, count, nowNs);

        assertThat(threads.getThreadAllocatedBytes(self) - bytes).isZero();
        assertThat(engine.badInputs()).isZero();
    }

    private static void play(
            final HedgeEngine engine, final UnsafeBuffer[] messages, final int from, final int to, final long nowNs) {
        for (int i = from; i < to; i++) {
            engine.onInput(messages[i], 0, messages[i].capacity(), 1_000 + i, nowNs);
        }
    }
}
