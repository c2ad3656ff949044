package io.gimbal.engine.pipeline.overlay;

import static io.gimbal.engine.pipeline.overlay.OverlayMarket.SECOND_NS;
import static io.gimbal.engine.pipeline.overlay.OverlayMarket.START_NS;
import static io.gimbal.engine.pipeline.overlay.OverlayMarket.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OverlayFinding;
import io.gimbal.journal.codec.OverlayLegDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A book beyond its limits for which little or nothing can be done: a clear answer, once, and never an exception. */
class OverlayTroubleTest {
    private static final long CHECK_NS = START_NS + 10 * SECOND_NS;
    private static final long DELAY_NS = SECOND_NS / 4;

    private final OverlayMarket market = new OverlayMarket();
    private final List<OverlayLegDecoder> entered = new ArrayList<>();
    private int refusals;
    private final Ingress ring = this::enter;

    private long enter(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        if (refusals > 0) {
            refusals--;
            return Ingress.BACK_PRESSURED;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final UnsafeBuffer copy = new UnsafeBuffer(bytes);
        if (new MessageHeaderDecoder().wrap(copy, 0).templateId() == OverlayLegDecoder.TEMPLATE_ID) {
            entered.add(new OverlayLegDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder()));
        }
        return 1;
    }

    private OverlayFeed feed(final OverlayRules rules, final boolean isInline, final double shortStraddles) {
        final OverlayPlan plan =
                new OverlayPlan(0, rules, OverlayMarket.risk(), OverlayMarket.costs(), OverlayMarket.schedule(8));
        final OverlayFeed feed = new OverlayFeed(market.specs, List.of(plan), isInline);
        feed.hold(4, scaled(-shortStraddles));
        feed.hold(5, scaled(-shortStraddles));
        return feed;
    }

    private OverlayFeed feed() {
        return feed(OverlayMarket.rules(), true, 20);
    }

    private List<OverlayFinding> findings() {
        return entered.stream().map(OverlayLegDecoder::finding).toList();
    }

    /** So many looks, each at the market as it is shown. */
    private void look(final OverlayFeed feed, final int looks, final BiConsumer<Ingress, Long> show) {
        final Ingress tee = feed.observe(ring);
        for (int i = 0; i < looks; i++) {
            final long atNs = CHECK_NS + i * 10L * SECOND_NS;
            show.accept(tee, atNs);
            feed.poll(atNs + DELAY_NS, 100, ring);
        }
    }

    private void assertSaidOnce(final OverlayFinding finding) {
        assertThat(entered).singleElement().satisfies(event -> {
            assertThat(event.finding()).isEqualTo(finding);
            assertThat(event.legCount()).isZero();
            assertThat(event.amount()).isZero();
            assertThat(event.snapshotTimeNs()).isEqualTo(CHECK_NS);
        });
    }

    @Test
    void shouldSayThatNothingIsQuoted() {
        look(feed(), 3, (tee, atNs) -> {
            market.show(tee, atNs, 20);
            for (final InstrumentSpec spec : market.specs) {
                market.events()
                        .instrumentStateChange()
                        .instrumentId(spec.instrumentId())
                        .state(InstrumentState.HALTED);
                market.events().offer(tee, atNs);
            }
        });

        assertSaidOnce(OverlayFinding.NOTHING_QUOTED);
        assertThat(entered.get(0).gammaExcess()).as("how far beyond").isGreaterThan(10_000);
    }

    @Test
    void shouldSayTheSameOfStaleQuotes() {
        final OverlayFeed feed = feed();
        market.show(feed.observe(ring), CHECK_NS - 31 * SECOND_NS, 20);

        feed.poll(CHECK_NS + DELAY_NS, 100, ring);

        assertSaidOnce(OverlayFinding.NOTHING_QUOTED);
    }

    @Test
    void shouldSayThatThereIsNoDepth() {
        look(feed(), 3, (tee, atNs) -> market.show(tee, atNs, 0.05));

        assertSaidOnce(OverlayFinding.NO_DEPTH);
    }

    @Test
    void shouldSayThatNothingIsNearItsValue() {
        final OverlayRules strict = new OverlayRules(
                -30_000, 30_000, -300, 300, Double.POSITIVE_INFINITY, 200_000, scaled(10), 0, 400, true);

        look(feed(strict, true, 20), 2, (tee, atNs) -> market.show(tee, atNs, 20));

        assertSaidOnce(OverlayFinding.NO_DEPTH);
    }

    @Test
    void shouldSayThatLimitsAreOutOfReachWhereNothingMayBePaid() {
        final OverlayRules poor =
                new OverlayRules(-30_000, 30_000, -300, 300, Double.POSITIVE_INFINITY, 0, scaled(10), 0.1, 1, true);

        look(feed(poor, true, 20), 3, (tee, atNs) -> market.show(tee, atNs, 20));

        assertThat(findings())
                .as("what is short cannot be bought back, and nothing held could be sold")
                .containsExactly(OverlayFinding.OUT_OF_REACH);
        assertThat(entered.get(0).vegaExcess()).isPositive();
    }

    @Test
    void shouldProposeTheBestThereIsAndSayHowFarItFallsShort() {
        look(feed(OverlayMarket.rules(), true, 500), 1, (tee, atNs) -> market.show(tee, atNs, 2));

        assertThat(entered).isNotEmpty().allSatisfy(leg -> {
            assertThat(leg.finding()).isEqualTo(OverlayFinding.SHORT_OF_LIMITS);
            assertThat(leg.gammaExcess()).isPositive();
            assertThat(leg.objectiveAfter()).isLessThan(leg.objectiveBefore());
            assertThat(Math.abs(leg.amount())).isLessThanOrEqualTo(scaled(2));
        });
    }

    @Test
    void shouldSayThatTheBookIsNotKnown() {
        final OverlayFeed feed = feed();
        feed.poll(CHECK_NS + DELAY_NS, 100, ring);

        assertSaidOnce(OverlayFinding.NOT_VALUED);
    }

    @Test
    void shouldNotTakeAVolatilityThatIsNotFresh() {
        final OverlayFeed feed = feed();
        final Ingress tee = feed.observe(ring);
        for (final InstrumentSpec spec : market.specs) {
            market.events()
                    .ticker()
                    .instrumentId(spec.instrumentId())
                    .markVol(scaled(OverlayMarket.VOL))
                    .underlyingPrice(scaled(OverlayMarket.SPOT))
                    .quality(InputQuality.STALE);
            market.events().offer(tee, CHECK_NS);
        }

        feed.poll(CHECK_NS + DELAY_NS, 100, ring);

        assertSaidOnce(OverlayFinding.NOT_VALUED);
    }

    @Test
    void shouldSayThatTheTroubleIsOver() {
        final OverlayFeed feed = feed();
        feed.poll(CHECK_NS + DELAY_NS, 100, ring);
        final Ingress tee = feed.observe(ring);
        for (final int option : new int[] {4, 5}) {
            market.events().positionSnapshot().instrumentId(option).amount(0);
            market.events().offer(tee, CHECK_NS + SECOND_NS);
        }
        market.show(tee, CHECK_NS + 10 * SECOND_NS, 20);

        feed.poll(CHECK_NS + 10 * SECOND_NS + DELAY_NS, 100, ring);

        assertThat(findings()).containsExactly(OverlayFinding.NOT_VALUED, OverlayFinding.CLEAR);
    }

    @Test
    void shouldSayNothingOfABookInsideItsLimits() {
        look(feed(OverlayMarket.rules(), true, 0.1), 5, (tee, atNs) -> market.show(tee, atNs, 20));

        assertThat(entered).isEmpty();
    }

    @Test
    void shouldNotTradeOptionsNearTheirExpiry() {
        final OverlayPlan near = new OverlayPlan(
                0,
                OverlayMarket.rules(),
                OverlayMarket.risk(),
                OverlayMarket.costs(),
                new OverlaySchedule(
                        START_NS,
                        START_NS + 3_600 * SECOND_NS,
                        10 * SECOND_NS,
                        60 * SECOND_NS,
                        DELAY_NS,
                        30 * SECOND_NS,
                        8,
                        29,
                        8,
                        2 * SECOND_NS));
        final OverlayFeed feed = new OverlayFeed(market.specs, List.of(near), true);
        feed.hold(4, scaled(-40));

        look(feed, 2, (tee, atNs) -> market.show(tee, atNs, 20));

        assertSaidOnce(OverlayFinding.NOTHING_QUOTED);
    }

    @Test
    void shouldSayThatAThreadDoesNotAnswerAndGoOnWhenItDoes() {
        final OverlayFeed feed = feed(OverlayMarket.rules(), false, 20);
        final Ingress tee = feed.observe(ring);
        market.show(tee, CHECK_NS, 20);
        feed.poll(CHECK_NS + DELAY_NS, 100, ring);
        feed.poll(CHECK_NS + 2 * SECOND_NS, 100, ring);
        assertThat(entered).as("not yet late").isEmpty();

        for (int i = 1; i < 50; i++) {
            feed.poll(CHECK_NS + 2 * SECOND_NS + i, 100, ring);
            assertThat(tee.offer(new UnsafeBuffer(new byte[64]), 0, 64, CHECK_NS + 3 * SECOND_NS))
                    .as("what enters the engine passes")
                    .isPositive();
        }
        assertSaidOnce(OverlayFinding.OVERDUE);

        feed.agents().get(0).doWork();
        feed.poll(CHECK_NS + 9 * SECOND_NS, 100, ring);
        assertThat(findings().subList(1, findings().size()))
                .as("late, for the engine to refuse by its age; and the next look is on time")
                .containsOnly(OverlayFinding.CLEAR);
        assertThat(feed.nextTimeNs()).isEqualTo(CHECK_NS + 10 * SECOND_NS + DELAY_NS);
    }

    @Test
    void shouldSayThatItFailedOnNumbersThatMeanNothing() {
        final OverlayPlan broken = new OverlayPlan(
                0,
                OverlayMarket.rules(),
                new OverlayRiskModel(Double.NaN, 1, 0.7, 0.8, 0.5, 0.5),
                OverlayMarket.costs(),
                OverlayMarket.schedule(8));
        final OverlayFeed feed = new OverlayFeed(market.specs, List.of(broken), true);
        feed.hold(4, scaled(-40));

        look(feed, 2, (tee, atNs) -> market.show(tee, atNs, 20));

        assertSaidOnce(OverlayFinding.FAILED);
    }

    /** A fault of ours in the optimiser must not take the delta hedge down with it. */
    @Test
    @SuppressWarnings("NullAway")
    void shouldSayThatItFailedWhereItThrew() {
        final OverlayPlan broken =
                new OverlayPlan(0, OverlayMarket.rules(), null, OverlayMarket.costs(), OverlayMarket.schedule(8));
        final OverlayFeed feed = new OverlayFeed(market.specs, List.of(broken), false);
        feed.hold(4, scaled(-40));
        market.show(feed.observe(ring), CHECK_NS, 20);

        feed.poll(CHECK_NS + DELAY_NS, 100, ring);
        feed.agents().get(0).doWork();
        feed.poll(CHECK_NS + DELAY_NS, 100, ring);

        assertSaidOnce(OverlayFinding.FAILED);
    }

    @Test
    void shouldFollowAnOperator() {
        final OverlayFeed feed = feed();
        final Ingress tee = feed.observe(ring);
        command(tee, OperatorVerb.SET_OVERLAY, 0, 0);
        market.show(tee, CHECK_NS, 20);
        feed.poll(CHECK_NS + DELAY_NS, 100, ring);
        assertThat(findings()).containsExactly(OverlayFinding.STOPPED);

        entered.clear();
        command(tee, OperatorVerb.SET_OVERLAY, 0, 1);
        command(tee, OperatorVerb.SET_GAMMA_LOW, 0, -1e9);
        command(tee, OperatorVerb.SET_GAMMA_HIGH, 0, 1e9);
        command(tee, OperatorVerb.SET_VEGA_LOW, 0, -1e9);
        command(tee, OperatorVerb.SET_VEGA_HIGH, 0, 1e9);
        market.show(tee, CHECK_NS + 10 * SECOND_NS, 20);
        feed.poll(CHECK_NS + 10 * SECOND_NS + DELAY_NS, 100, ring);
        assertThat(findings()).as("all is inside such limits").containsExactly(OverlayFinding.CLEAR);

        entered.clear();
        command(tee, OperatorVerb.SET_VEGA_LOW, 1, -1);
        command(tee, OperatorVerb.SET_VEGA_LOW, 0, 5);
        market.show(tee, CHECK_NS + 20 * SECOND_NS, 20);
        feed.poll(CHECK_NS + 20 * SECOND_NS + DELAY_NS, 100, ring);
        assertThat(entered).as("another book's, and one that cannot be meant").isEmpty();

        command(tee, OperatorVerb.SET_VEGA_LOW, 0, -100);
        market.show(tee, CHECK_NS + 30 * SECOND_NS, 20);
        feed.poll(CHECK_NS + 30 * SECOND_NS + DELAY_NS, 100, ring);
        assertThat(entered)
                .isNotEmpty()
                .allSatisfy(leg -> assertThat(leg.legCount()).isPositive());
    }

    private void command(final Ingress tee, final OperatorVerb verb, final int underlying, final double value) {
        market.events().operatorCommand().verb(verb).underlyingId(underlying).value(scaled(value));
        market.events().offer(tee, CHECK_NS);
    }

    @Test
    void shouldKeepEachUnderlyingToItsOwnPlan() {
        final List<InstrumentSpec> both = new ArrayList<>(market.specs);
        for (final InstrumentSpec spec : market.specs) {
            both.add(new InstrumentSpec(
                    both.size(),
                    1,
                    spec.name().replace("BTC", "ETH"),
                    spec.kind(),
                    spec.settlement(),
                    spec.optionType(),
                    spec.strike(),
                    spec.expiryNs(),
                    spec.contractSize(),
                    spec.minAmount(),
                    50_000,
                    0,
                    0,
                    30_000,
                    30_000));
        }
        final OverlayRules wide =
                new OverlayRules(-1e9, 1e9, -1e9, 1e9, Double.POSITIVE_INFINITY, 200_000, scaled(10), 0.1, 1, true);
        final OverlayFeed feed = new OverlayFeed(
                both,
                List.of(
                        new OverlayPlan(
                                0, wide, OverlayMarket.risk(), OverlayMarket.costs(), OverlayMarket.schedule(8)),
                        new OverlayPlan(
                                1,
                                OverlayMarket.rules(),
                                OverlayMarket.risk(),
                                OverlayMarket.costs(),
                                OverlayMarket.schedule(4))),
                true);
        final Ingress tee = feed.observe(ring);
        for (final int option : new int[] {4, 5, 24, 25}) {
            feed.hold(option, scaled(-20));
        }
        market.show(tee, CHECK_NS, 20);
        market.events().indexPrice().price(scaled(OverlayMarket.SPOT)).underlyingId(1);
        market.events().offer(tee, CHECK_NS);
        both.subList(20, 40).forEach(spec -> market.ticker(spec, tee, CHECK_NS, 20));

        feed.poll(CHECK_NS + DELAY_NS, 100, ring);

        assertThat(entered).isNotEmpty().allSatisfy(leg -> {
            assertThat(leg.underlyingId()).as("only the narrow one trades").isEqualTo(1);
            assertThat(leg.instrumentId()).isGreaterThanOrEqualTo(20);
            assertThat(leg.legCount()).isLessThanOrEqualTo((short) 4);
        });
    }

    @Test
    void shouldTellAgainWhatTheRingDidNotTake() {
        final OverlayFeed feed = feed();
        refusals = 1;
        assertThat(feed.poll(CHECK_NS + DELAY_NS, 100, ring)).isZero();
        assertThat(entered).isEmpty();

        assertThat(feed.poll(CHECK_NS + DELAY_NS + 1, 100, ring)).isEqualTo(1);

        assertSaidOnce(OverlayFinding.NOT_VALUED);
    }
}
