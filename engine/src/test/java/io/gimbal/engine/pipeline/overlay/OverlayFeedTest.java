package io.gimbal.engine.pipeline.overlay;

import static io.gimbal.engine.pipeline.overlay.OverlayMarket.SECOND_NS;
import static io.gimbal.engine.pipeline.overlay.OverlayMarket.START_NS;
import static io.gimbal.engine.pipeline.overlay.OverlayMarket.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OverlayLegDecoder;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the overlay's feed proposes, when it enters, and that it is never worse than doing nothing. */
class OverlayFeedTest {
    private static final long CHECK_NS = START_NS + 10 * SECOND_NS;
    private static final long DUE_NS = CHECK_NS + SECOND_NS / 4;
    private static final long LATE_NS = START_NS + 60 * SECOND_NS + SECOND_NS / 4;

    private final OverlayMarket market = new OverlayMarket();
    private final List<byte[]> entered = new ArrayList<>();
    private int refusals;

    private final Ingress ring = this::enter;

    private long enter(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        if (refusals > 0) {
            refusals--;
            return Ingress.BACK_PRESSURED;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        entered.add(bytes);
        return entered.size();
    }

    private OverlayFeed feed(final OverlayRules rules, final boolean isInline) {
        return feed(rules, OverlayMarket.risk(), isInline);
    }

    private OverlayFeed feed(final OverlayRules rules, final OverlayRiskModel risk, final boolean isInline) {
        final OverlayPlan plan = new OverlayPlan(0, rules, risk, OverlayMarket.costs(), OverlayMarket.schedule(8));
        return new OverlayFeed(market.specs, List.of(plan), isInline);
    }

    private OverlayFeed feed() {
        return feed(OverlayMarket.rules(), true);
    }

    private List<OverlayLegDecoder> legs() {
        return entered.stream()
                .filter(bytes -> new MessageHeaderDecoder()
                                .wrap(new UnsafeBuffer(bytes), 0)
                                .templateId()
                        == OverlayLegDecoder.TEMPLATE_ID)
                .map(bytes -> new OverlayLegDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder()))
                .filter(leg -> leg.legCount() > 0)
                .toList();
    }

    private double gamma(final long[] amounts, final long nowNs) {
        double sum = 0;
        for (final InstrumentSpec spec : market.specs) {
            sum += amounts[spec.instrumentId()] / 1e8 * market.gamma(spec, nowNs);
        }
        return sum;
    }

    private double vega(final long[] amounts, final long nowNs) {
        double sum = 0;
        for (final InstrumentSpec spec : market.specs) {
            sum += amounts[spec.instrumentId()] / 1e8 * market.vega(spec, nowNs);
        }
        return sum;
    }

    /** Short so many straddles at the money of the near expiry. */
    private static long[] shortStraddles(final double coins) {
        final long[] amounts = new long[20];
        amounts[4] = scaled(-coins);
        amounts[5] = scaled(-coins);
        return amounts;
    }

    private void hold(final OverlayFeed feed, final long[] amounts) {
        for (int i = 0; i < amounts.length; i++) {
            feed.hold(i, amounts[i]);
        }
    }

    private long[] with(final long[] amounts) {
        final long[] after = amounts.clone();
        legs().forEach(leg -> after[leg.instrumentId()] += leg.amount());
        return after;
    }

    @Test
    void shouldProposeWhatBringsAShortStraddleInsideItsLimits() {
        final long[] book = shortStraddles(20);
        final OverlayFeed feed = feed();
        hold(feed, book);
        market.show(feed.observe(ring), CHECK_NS, 20);
        assertThat(Math.abs(gamma(book, CHECK_NS))).isGreaterThan(30_000);

        feed.poll(DUE_NS, 100, ring);

        assertThat(legs()).isNotEmpty();
        assertThat(Math.abs(gamma(with(book), CHECK_NS))).isLessThanOrEqualTo(30_000.001);
        assertThat(Math.abs(vega(with(book), CHECK_NS))).isLessThanOrEqualTo(300.001);
        assertThat(legs().get(0).snapshotTimeNs()).isEqualTo(CHECK_NS);
        assertThat(legs()).allSatisfy(leg -> {
            assertThat(leg.legCount()).isEqualTo((short) legs().size());
            assertThat(leg.snapshotPosition()).as("the last event before").isEqualTo(21);
            assertThat(leg.objectiveAfter()).isLessThan(leg.objectiveBefore());
            final double mark = market.mark(market.specs.get(leg.instrumentId()), CHECK_NS);
            final double touch = mark + Long.signum(leg.amount()) * OverlayMarket.TICK;
            assertThat(leg.limitPrice() / 1e8).isCloseTo(touch, within(1e-9));
        });
    }

    @Test
    void shouldEnterAfterTheDelayAndNotBefore() {
        final OverlayFeed feed = feed();
        hold(feed, shortStraddles(20));
        market.show(feed.observe(ring), CHECK_NS, 20);

        assertThat(feed.nextTimeNs()).isEqualTo(DUE_NS);
        feed.poll(DUE_NS - 1, 100, ring);
        assertThat(legs()).isEmpty();
        feed.poll(DUE_NS, 100, ring);
        assertThat(legs()).isNotEmpty();
        assertThat(feed.nextTimeNs()).as("the next look of the grid").isEqualTo(DUE_NS + 10 * SECOND_NS);
    }

    @Test
    void shouldLookAtNothingLaterThanItsTime() {
        final OverlayFeed feed = feed();
        hold(feed, shortStraddles(20));
        final Ingress tee = feed.observe(ring);
        market.show(tee, CHECK_NS, 20);
        market.events().positionSnapshot().instrumentId(4).amount(0);
        market.events().offer(tee, CHECK_NS + 1);
        market.events().positionSnapshot().instrumentId(5).amount(0);
        market.events().offer(tee, CHECK_NS + 1);

        feed.poll(DUE_NS, 100, ring);

        assertThat(legs()).as("the positions were still there").isNotEmpty();
        assertThat(legs().get(0).snapshotPosition()).isEqualTo(21);
    }

    @Test
    void shouldOfferALegAgainThatTheRingDidNotTake() {
        final OverlayFeed feed = feed();
        hold(feed, shortStraddles(20));
        market.show(feed.observe(ring), CHECK_NS, 20);
        refusals = 1;

        feed.poll(DUE_NS, 100, ring);
        assertThat(legs()).isEmpty();
        feed.poll(DUE_NS + 1, 1, ring);
        assertThat(legs()).hasSize(1);
        feed.poll(DUE_NS + 2, 100, ring);

        for (int i = 0; i < legs().size(); i++) {
            assertThat(legs().get(i).legIndex()).isEqualTo((short) i);
            assertThat(legs().get(i).proposalId()).isEqualTo(1);
        }
        assertThat(legs()).hasSize(legs().get(0).legCount());
    }

    @Test
    void shouldLeaveABookInsideItsLimitsAloneUntilItsInterval() {
        final OverlayRules wide = new OverlayRules(-1e9, 1e9, -1e9, 1e9, 1e9, 200_000, scaled(10), 0.1, 1, true);
        final OverlayFeed feed = feed(wide, new OverlayRiskModel(1e-3, 1, 0.7, 0.8, 0.5, 0.5), true);
        hold(feed, shortStraddles(100));
        market.show(feed.observe(ring), CHECK_NS, 20);
        feed.poll(DUE_NS, 100, ring);
        assertThat(legs()).as("inside, not yet").isEmpty();

        for (int i = 2; i <= 6; i++) {
            market.show(feed.observe(ring), START_NS + i * 10L * SECOND_NS, 20);
            feed.poll(START_NS + i * 10L * SECOND_NS + SECOND_NS / 4, 100, ring);
        }

        assertThat(legs()).as("so much risk is worth its cost").isNotEmpty();
        assertThat(legs().get(0).snapshotTimeNs() + SECOND_NS / 4).isEqualTo(LATE_NS);
    }

    @Test
    void shouldProposeNothingOnOldQuotesOrInHaltedOptionsOrWithoutAForward() {
        final OverlayFeed old = feed();
        hold(old, shortStraddles(20));
        market.show(old.observe(ring), CHECK_NS - 31 * SECOND_NS, 20);
        old.poll(DUE_NS, 100, ring);

        final OverlayFeed halted = feed();
        hold(halted, shortStraddles(20));
        final Ingress tee = halted.observe(ring);
        market.show(tee, CHECK_NS, 20);
        for (final InstrumentSpec spec : market.specs) {
            market.events()
                    .instrumentStateChange()
                    .instrumentId(spec.instrumentId())
                    .state(InstrumentState.HALTED);
            market.events().offer(tee, CHECK_NS);
        }
        halted.poll(DUE_NS, 100, ring);

        final OverlayFeed blind = feed();
        hold(blind, shortStraddles(20));
        blind.poll(DUE_NS, 100, ring);

        assertThat(legs()).isEmpty();
    }

    @Test
    void shouldFollowFillsOnceAndCountThePremium() {
        final OverlayFeed feed = feed();
        hold(feed, shortStraddles(24));
        final Ingress tee = feed.observe(ring);
        market.show(tee, CHECK_NS, 20);
        for (int i = 0; i < 2; i++) {
            market.events()
                    .fill()
                    .instrumentId(4)
                    .orderId(9)
                    .tradeId(77)
                    .side(Side.BUY)
                    .amount(scaled(24))
                    .price(scaled(0.4));
            market.events().offer(tee, CHECK_NS);
        }

        feed.poll(DUE_NS, 100, ring);

        final long[] book = shortStraddles(24);
        book[4] = 0;
        assertThat(Math.abs(gamma(book, CHECK_NS))).isGreaterThan(30_000);
        assertThat(legs())
                .as("288,000 of 200,000 USD are spent")
                .allSatisfy(leg -> assertThat(leg.amount()).isNegative());
    }

    @Test
    void shouldForgetWhatWasDelivered() {
        final OverlayFeed feed = feed();
        hold(feed, shortStraddles(20));
        final Ingress tee = feed.observe(ring);
        market.show(tee, CHECK_NS, 20);
        market.events().delivery().underlyingId(0).expiryNs(market.specs.get(4).expiryNs());
        market.events().offer(tee, CHECK_NS);

        feed.poll(DUE_NS, 100, ring);

        assertThat(legs()).isEmpty();
    }

    @Test
    void shouldGiveTheSameBytesOnAThreadOfItsOwn() {
        final OverlayFeed inline = feed();
        hold(inline, shortStraddles(20));
        market.show(inline.observe(ring), CHECK_NS, 20);
        inline.poll(DUE_NS, 100, ring);
        final List<byte[]> first = List.copyOf(entered);
        entered.clear();

        final OverlayFeed aside = feed(OverlayMarket.rules(), false);
        hold(aside, shortStraddles(20));
        market.show(aside.observe(ring), CHECK_NS, 20);
        aside.poll(DUE_NS, 100, ring);
        assertThat(legs()).as("nothing yet").isEmpty();
        assertThat(aside.agents()).hasSize(1);
        assertThat(aside.agents().get(0).doWork()).isEqualTo(1);
        aside.poll(DUE_NS, 100, ring);

        assertThat(entered).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(entered.get(i)).isEqualTo(first.get(i));
        }
    }

    @Test
    void shouldSayNothingAfterItsEndOrOnceClosed() {
        final OverlayFeed feed = feed();
        hold(feed, shortStraddles(20));
        market.show(feed.observe(ring), CHECK_NS, 20);

        feed.close();

        assertThat(feed.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(feed.poll(DUE_NS, 100, ring)).isZero();
    }

    /** Random books, limits, depths: what comes out is within depth, leg, premium and lots, and never makes a limit worse. */
    @Test
    void shouldNeverBeWorseThanNothing() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("overlay of random books, seed=" + seed);
        final Random random = new Random(seed);
        int proposals = 0;
        for (int round = 0; round < 25; round++) {
            entered.clear();
            final long[] book = new long[20];
            for (int i = 0; i < book.length; i++) {
                book[i] = random.nextInt(3) == 0 ? scaled(Math.rint(random.nextGaussian() * 100) / 10) : 0;
            }
            final double gammaLimit = random.nextDouble() * 60_000;
            final double vegaLimit = random.nextDouble() * 600;
            final double premium = random.nextDouble() * 60_000;
            final double depth = 0.1 + random.nextInt(50) / 10.0;
            final OverlayRules rules = new OverlayRules(
                    -gammaLimit,
                    gammaLimit,
                    -vegaLimit,
                    vegaLimit,
                    random.nextBoolean() ? Double.POSITIVE_INFINITY : vegaLimit,
                    premium,
                    scaled(3),
                    0.1,
                    1,
                    true);
            final OverlayFeed feed = feed(rules, true);
            hold(feed, book);
            market.show(feed.observe(ring), CHECK_NS, depth);

            feed.poll(DUE_NS, 100, ring);

            proposals += legs().isEmpty() ? 0 : 1;
            final long[] after = with(book);
            final String what = "round " + round + " of " + Arrays.toString(book);
            assertThat(excess(gamma(after, CHECK_NS), gammaLimit))
                    .as(what)
                    .isLessThanOrEqualTo(excess(gamma(book, CHECK_NS), gammaLimit) + 1e-3);
            assertThat(excess(vega(after, CHECK_NS), vegaLimit))
                    .as(what)
                    .isLessThanOrEqualTo(excess(vega(book, CHECK_NS), vegaLimit) + 1e-6);
            double paid = 0;
            for (final OverlayLegDecoder leg : legs()) {
                assertThat(leg.objectiveAfter()).as(what).isLessThan(leg.objectiveBefore());
                assertThat(Math.abs(leg.amount())).as(what).isLessThanOrEqualTo(scaled(Math.min(depth, 3)));
                assertThat(leg.amount() % scaled(0.1)).as(what).isZero();
                paid += Math.max(leg.amount(), 0) / 1e8 * leg.limitPrice() / 1e8 * OverlayMarket.SPOT;
            }
            assertThat(paid).as(what).isLessThanOrEqualTo(premium + 1e-6);
        }
        assertThat(proposals).as("it proposed something").isGreaterThan(5);
    }

    private static double excess(final double value, final double limit) {
        return Math.max(Math.abs(value) - limit, 0);
    }
}
