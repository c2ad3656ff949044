package io.gimbal.engine.pipeline.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pipeline.JobAgent;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One expiry of eleven strikes, quoted by Black's formula, and what the feed of its smiles brings in when. */
class SurfaceFeedTest {
    private static final long START_NS = 1_681_344_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long INTERVAL_NS = 10 * SECOND_NS;
    private static final long DELAY_NS = SECOND_NS / 4;
    private static final long MAX_AGE_NS = 15 * SECOND_NS;
    private static final long EXPIRY_NS = START_NS + 30 * 86_400 * SECOND_NS;
    private static final long END_NS = START_NS + 3_600 * SECOND_NS;
    private static final double FORWARD = 30_000;

    private final EventPublisher events = new EventPublisher();
    private final Entered entered = new Entered();
    private final List<InstrumentSpec> specs = options(EXPIRY_NS);

    private static List<InstrumentSpec> options(final long expiryNs) {
        final List<InstrumentSpec> all = new ArrayList<>();
        for (int strike = 25_000; strike <= 35_000; strike += 1_000) {
            final OptionType type = strike < FORWARD ? OptionType.PUT : OptionType.CALL;
            all.add(new InstrumentSpec(
                    all.size(),
                    0,
                    "BTC-" + strike,
                    InstrumentKind.OPTION,
                    Settlement.INVERSE,
                    type,
                    strike * 100_000_000L,
                    expiryNs,
                    100_000_000L,
                    10_000_000L,
                    1,
                    0,
                    0,
                    0,
                    0));
        }
        return all;
    }

    private static SurfaceSchedule schedule() {
        return new SurfaceSchedule(START_NS, END_NS, INTERVAL_NS, DELAY_NS, MAX_AGE_NS);
    }

    private SurfaceFeed inline() {
        return new SurfaceFeed(specs, schedule(), true);
    }

    private void quoteAll(final Ingress market, final long nowNs, final double vol) {
        quoteAll(market, nowNs, vol, InputQuality.FRESH);
    }

    /** A ticker of each option, its sides one per cent of volatility around the one told. */
    private void quoteAll(final Ingress market, final long nowNs, final double vol, final InputQuality quality) {
        for (final InstrumentSpec spec : specs) {
            events.ticker()
                    .instrumentId(spec.instrumentId())
                    .underlyingPrice((long) (FORWARD * 1e8))
                    .markVol((long) (vol * 1e8))
                    .bidPrice(coins(spec, nowNs, vol - 0.01))
                    .bidAmount(1)
                    .askPrice(coins(spec, nowNs, vol + 0.01))
                    .askAmount(1)
                    .quality(quality);
            events.offer(market, nowNs);
        }
    }

    private static long coins(final InstrumentSpec spec, final long nowNs, final double vol) {
        final OptionGreeks option = new OptionGreeks();
        final double years = TimeToExpiry.years(nowNs, spec.expiryNs());
        Black76.evaluate(spec.optionType() == OptionType.CALL, FORWARD, spec.strike() / 1e8, years, vol, option);
        return Math.round(option.price() / FORWARD * 1e8);
    }

    private SurfaceSliceDecoder onlySlice() {
        final List<Entered.Event> slices = entered.events(SurfaceSliceDecoder.TEMPLATE_ID);
        assertThat(slices).hasSize(1);
        final SurfaceSliceDecoder slice = slice(slices.get(0));
        entered.events().clear();
        return slice;
    }

    private static SurfaceSliceDecoder slice(final Entered.Event event) {
        return new SurfaceSliceDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
    }

    private static double vol(final SurfaceSliceDecoder slice, final double k) {
        final double x = k - slice.m();
        final double w = slice.a() + slice.b() * (slice.rho() * x + Math.sqrt(x * x + slice.sigma() * slice.sigma()));
        return Math.sqrt(w / slice.timeToExpiryYears());
    }

    @Test
    void shouldFitTheQuotesOfTheIntervalAndBringTheSmileInAfterTheDelay() {
        final SurfaceFeed feed = inline();
        final Ingress market = feed.observe(entered);
        final long fitNs = START_NS + INTERVAL_NS;
        quoteAll(market, START_NS + SECOND_NS, 0.5);
        quoteAll(market, fitNs, 0.6);
        quoteAll(market, fitNs + 1, 0.9);
        entered.events().clear();

        assertThat(feed.nextTimeNs()).isEqualTo(fitNs + DELAY_NS);
        assertThat(feed.poll(fitNs + DELAY_NS - 1, 9, entered)).isZero();
        assertThat(feed.poll(fitNs + DELAY_NS, 9, entered)).isEqualTo(1);

        assertThat(entered.events().get(0).timeNs()).isEqualTo(fitNs + DELAY_NS);
        final SurfaceSliceDecoder slice = onlySlice();
        assertThat(slice.fitTimeNs()).isEqualTo(fitNs);
        assertThat(slice.expiryNs()).isEqualTo(EXPIRY_NS);
        assertThat(slice.version()).isEqualTo(1);
        assertThat(slice.forward()).isEqualTo(FORWARD);
        assertThat(slice.status()).isEqualTo(SmileStatus.SVI);
        assertThat(slice.timeToExpiryYears()).isEqualTo(TimeToExpiry.years(fitNs, EXPIRY_NS));
        for (int strike = 26_000; strike <= 34_000; strike += 1_000) {
            assertThat(vol(slice, Math.log(strike / FORWARD)))
                    .as("strike %d", strike)
                    .isCloseTo(0.6, within(2e-3));
        }
        assertThat(feed.nextTimeNs()).isEqualTo(fitNs + INTERVAL_NS + DELAY_NS);
    }

    @Test
    void shouldCountVersionsUpAndGoOnWithTheGridAfterAPause() {
        final SurfaceFeed feed = inline();
        final Ingress market = feed.observe(entered);
        quoteAll(market, START_NS + SECOND_NS, 0.6);
        feed.poll(START_NS + INTERVAL_NS + DELAY_NS, 9, entered);
        quoteAll(market, START_NS + INTERVAL_NS + SECOND_NS, 0.6);
        entered.events().clear();

        feed.poll(START_NS + 4 * INTERVAL_NS + SECOND_NS, 9, entered);

        final SurfaceSliceDecoder slice = onlySlice();
        assertThat(slice.version()).isEqualTo(2);
        assertThat(slice.fitTimeNs()).isEqualTo(START_NS + 2 * INTERVAL_NS);
        assertThat(feed.nextTimeNs()).isEqualTo(START_NS + 5 * INTERVAL_NS + DELAY_NS);
    }

    @Test
    void shouldSayNothingWhenQuotesVanishedSoThatTheLastGoodSmileStays() {
        final SurfaceFeed feed = inline();
        final Ingress market = feed.observe(entered);
        quoteAll(market, START_NS + SECOND_NS, 0.6);
        feed.poll(START_NS + INTERVAL_NS + DELAY_NS, 9, entered);
        quoteAll(market, START_NS + 2 * INTERVAL_NS, 0.6, InputQuality.STALE);
        entered.events().clear();

        assertThat(feed.poll(START_NS + 2 * INTERVAL_NS + DELAY_NS, 9, entered)).isZero();

        assertThat(entered.events()).isEmpty();
        assertThat(feed.nextTimeNs()).isEqualTo(START_NS + 3 * INTERVAL_NS + DELAY_NS);
        quoteAll(market, START_NS + 3 * INTERVAL_NS, 0.7);
        entered.events().clear();
        feed.poll(START_NS + 3 * INTERVAL_NS + DELAY_NS, 9, entered);
        assertThat(vol(onlySlice(), 0.0)).isCloseTo(0.7, within(2e-3));
    }

    @Test
    void shouldOfferAgainWhatTheRingDidNotTake() {
        final SurfaceFeed feed = inline();
        quoteAll(feed.observe(entered), START_NS + SECOND_NS, 0.6);
        entered.events().clear();
        final long dueNs = START_NS + INTERVAL_NS + DELAY_NS;
        entered.refuse(1);

        assertThat(feed.poll(dueNs, 9, entered)).isZero();
        assertThat(feed.nextTimeNs()).isEqualTo(dueNs);
        assertThat(feed.poll(dueNs + 5, 9, entered)).isEqualTo(1);
        assertThat(onlySlice().version()).isEqualTo(1);
    }

    @Test
    void shouldNotBeShownWhatTheRingDidNotTake() {
        final SurfaceFeed feed = inline();
        entered.refuse(specs.size());
        quoteAll(feed.observe(entered), START_NS + SECOND_NS, 0.6);

        assertThat(feed.poll(START_NS + INTERVAL_NS + DELAY_NS, 9, entered)).isZero();
    }

    @Test
    void shouldWithdrawTheSmileWhenTheDeliveryWindowBegins() {
        specs.clear();
        final long windowNs = 1_800 * SECOND_NS;
        specs.addAll(options(START_NS + INTERVAL_NS + windowNs + SECOND_NS));
        final SurfaceFeed feed = inline();
        final Ingress market = feed.observe(entered);
        quoteAll(market, START_NS + SECOND_NS, 4.0);
        entered.events().clear();
        feed.poll(START_NS + INTERVAL_NS + DELAY_NS, 9, entered);
        assertThat(onlySlice().status()).isIn(SmileStatus.SVI, SmileStatus.SSVI);

        feed.poll(START_NS + 2 * INTERVAL_NS + DELAY_NS, 9, entered);

        final SurfaceSliceDecoder last = onlySlice();
        assertThat(last.status()).isEqualTo(SmileStatus.WITHDRAWN);
        assertThat(last.version()).isEqualTo(2);
        assertThat(feed.poll(START_NS + 3 * INTERVAL_NS + DELAY_NS, 9, entered)).isZero();
    }

    @Test
    void shouldFitWhereTheAgentRunsAndDeliverTheSameBytes() {
        final SurfaceFeed here = inline();
        final SurfaceFeed there = new SurfaceFeed(specs, schedule(), false);
        quoteAll(here.observe(entered), START_NS + SECOND_NS, 0.6);
        quoteAll(there.observe(entered), START_NS + SECOND_NS, 0.6);
        entered.events().clear();
        final long dueNs = START_NS + INTERVAL_NS + DELAY_NS;
        final JobAgent<SurfaceJob> agent = there.agents().get(0);
        assertThat(here.agents()).isEmpty();
        assertThat(agent.doWork()).isZero();

        assertThat(there.poll(dueNs, 9, entered)).as("handed over").isZero();
        assertThat(there.poll(dueNs, 9, entered))
                .as("and nothing handed over twice")
                .isZero();
        assertThat(agent.doWork()).isEqualTo(1);
        assertThat(agent.doWork()).isZero();
        assertThat(there.poll(dueNs, 9, entered)).isEqualTo(1);
        here.poll(dueNs, 9, entered);

        assertThat(entered.events()).hasSize(2);
        assertThat(entered.events().get(0)).isEqualTo(entered.events().get(1));
    }

    @Test
    void shouldEndWithTheRun() {
        final SurfaceFeed feed = inline();
        quoteAll(feed.observe(entered), END_NS - SECOND_NS, 0.6);
        feed.poll(END_NS, 9, entered);

        assertThat(feed.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(feed.poll(END_NS + 2 * INTERVAL_NS, 9, entered)).isZero();
    }

    @Test
    void shouldHaveNothingToDoWithoutOptionsOrWhenClosed() {
        final SurfaceFeed empty = new SurfaceFeed(List.of(), schedule(), true);
        final SurfaceFeed closed = inline();
        quoteAll(closed.observe(entered), START_NS + SECOND_NS, 0.6);
        closed.close();

        assertThat(empty.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(empty.poll(Long.MAX_VALUE, 9, entered)).isZero();
        assertThat(closed.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(closed.poll(START_NS + INTERVAL_NS + DELAY_NS, 9, entered)).isZero();
    }
}
