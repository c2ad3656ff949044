package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.greeks.Valuation;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.VolSource;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One short call struck at the forward, a tenth of a year of 365 days from its expiry, and a perpetual. */
final class PolicyInputsTest {
    private static final long NOW_NS = 1_681_344_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long EXPIRY_NS = NOW_NS + 3_153_600L * SECOND_NS;
    private static final double PRICE = 20_000;
    private static final double VOL = 0.6;
    private static final double COINS = -4;
    private static final String MODELLED = "whalley-wilmott-edge:risk_aversion_per_usd=0.001";
    private static final String PLAIN = "price-move:price_move_bp=50";

    private final Book book = new Book();
    private final GreeksAggregator greeks = new GreeksAggregator(Valuation.CHEAPEST);
    private final PolicyInputs inputs = new PolicyInputs(greeks);
    private final BookSettings settings = new BookSettings();
    private final HedgeTarget target = new HedgeTarget();
    private final Decision decision = new Decision();
    private final UnderlyingBook coin;
    private final BookLine hedge;
    private final BookLine call;

    PolicyInputsTest() {
        book.defineUnderlying(0);
        coin = requireNonNull(book.underlying(0));
        hedge = define(0, InstrumentKind.PERPETUAL, 0, 0);
        call = define(1, InstrumentKind.OPTION, PRICE, EXPIRY_NS);
    }

    private BookLine define(final int id, final InstrumentKind kind, final double strike, final long expiryNs) {
        final boolean isCall = kind == InstrumentKind.OPTION;
        final Instrument instrument = new Instrument(
                id, 0, kind, Settlement.INVERSE, isCall, strike, expiryNs, 10_00000000L, 10_00000000L, 1, 0, 0);
        assertThat(book.define(instrument, InstrumentState.OPEN)).isTrue();
        return requireNonNull(book.line(id));
    }

    @BeforeEach
    void fill() {
        coin.onIndex(19_900, NOW_NS);
        hedge.onQuote(PRICE - 5, PRICE + 5, NOW_NS);
        call.onVol(VOL, NOW_NS);
        call.onSnapshot(Math.round(COINS * 1e8), 0.05);
        coin.expiry(coin.indexOfExpiry(EXPIRY_NS)).onForward(PRICE, 19_900, NOW_NS);
        value(NOW_NS);
        configure(MODELLED, 1, 0);
    }

    private void value(final long nowNs) {
        assertThat(greeks.evaluate(coin, hedge, Projection.UNIT, nowNs)).isTrue();
    }

    private void configure(final String policy, final double ratio, final int hedgeOn) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BookConfigurationEncoder.BLOCK_LENGTH]);
        final BookConfigurationEncoder event = new BookConfigurationEncoder().wrap(buffer, 0);
        DeskPolicy.of(policy).target(1.5).hedgeRatio(ratio).encode(event);
        event.hedgeOn((short) hedgeOn).volSource(VolSource.MARK);
        assertThat(settings.configure(new BookConfigurationDecoder()
                        .wrap(
                                buffer,
                                0,
                                BookConfigurationEncoder.BLOCK_LENGTH,
                                BookConfigurationEncoder.SCHEMA_VERSION)))
                .isTrue();
    }

    private HedgeView see(final double held, final long nowNs) {
        return inputs.see(coin, hedge, settings, held, 0.25, nowNs, true);
    }

    private static double d1() {
        return 0.5 * VOL * Math.sqrt(0.1);
    }

    /** Black's gamma of the calls held. */
    private static double gamma() {
        final double density = Math.exp(-d1() * d1() / 2) / Math.sqrt(2 * Math.PI);
        return COINS * density / (PRICE * VOL * Math.sqrt(0.1));
    }

    @Test
    void shouldShowAModelledPolicyTheOptionsOfTheBook() {
        final HedgeView view = see(7, NOW_NS);

        assertThat(view.totalDelta()).as("with what is in flight").isEqualTo(7.25);
        assertThat(view.targetDelta()).isEqualTo(1.5);
        assertThat(view.lotDelta()).as("ten dollars").isEqualTo(10 / PRICE);
        assertThat(view.price()).isEqualTo(PRICE);
        assertThat(view.indexPrice()).isEqualTo(19_900);
        assertThat(view.isIntervalDue()).isTrue();
        assertThat(view.engineTimeNs()).isEqualTo(NOW_NS);
        assertThat(view.vol()).isCloseTo(VOL, within(1e-12));
        assertThat(view.timeToExpiryYears()).isCloseTo(0.1, within(1e-9));
        assertThat(view.liveAmount()).isCloseTo(4 * Math.exp(-d1() * d1() / 2), within(1e-9));
        assertThat(view.gamma()).isCloseTo(gamma(), within(1e-12));
        assertThat(view.effectiveGamma()).isCloseTo(-gamma(), within(1e-12));
        assertThat(view).isSameAs(inputs.view());
    }

    /** Of a ratio of a quarter, three quarters of the options' own delta are wanted as they are. */
    @ParameterizedTest
    @CsvSource({"1, 1.5", "0.25, 6.75", "0, 8.5", "2, -5.5"})
    void shouldWantTheUnhedgedShareOfTheDeltaAsItIs(final double ratio, final double wanted) {
        configure(MODELLED, ratio, 0);
        final HedgeView view = see(7, NOW_NS);

        assertThat(view.targetDelta()).isCloseTo(wanted, within(1e-12));
        assertThat(view.gamma()).isCloseTo(ratio * gamma(), within(1e-12));
        assertThat(view.effectiveGamma()).isCloseTo(-ratio * gamma(), within(1e-12));
        assertThat(view.hedgeRatio()).isEqualTo(ratio);
    }

    /** 30,000 dollars of the perpetual are 1.5 coins of it at 20,000: no delta of the options. */
    @Test
    void shouldNotCountTheHedgeItselfAsWhatIsToBeHedged() {
        hedge.onSnapshot(30_000_00000000L, PRICE);
        value(NOW_NS);
        configure(MODELLED, 0, 0);
        final double hedgeDelta = greeks.ledger().hedgeDelta();

        assertThat(Math.abs(hedgeDelta)).isCloseTo(1.5, within(1e-9));
        assertThat(see(7, NOW_NS).targetDelta()).isCloseTo(1.5 + 7 - hedgeDelta, within(1e-12));
    }

    @Test
    void shouldNotLookAtTheOptionsForAPolicyWithoutAModel() {
        configure(PLAIN, 1, 0);
        final HedgeView view = see(7, NOW_NS);

        assertThat(view.vol()).isZero();
        assertThat(view.liveAmount()).isZero();
        assertThat(view.gamma()).isCloseTo(gamma(), within(1e-12));
        assertThat(view.effectiveGamma()).isCloseTo(-gamma(), within(1e-12));
    }

    @Test
    void shouldLookAnewAfterASecondItselfOrWhenTheBookChanged() {
        assertThat(see(7, NOW_NS).vol()).isCloseTo(VOL, within(1e-12));
        call.onVol(0.9, NOW_NS);
        value(NOW_NS);
        assertThat(see(7, NOW_NS + SECOND_NS - 1).vol()).isCloseTo(VOL, within(1e-12));
        assertThat(see(7, NOW_NS + SECOND_NS).vol()).isCloseTo(0.9, within(1e-12));

        call.onVol(1.2, NOW_NS);
        value(NOW_NS);
        inputs.onBookChange();
        assertThat(see(7, NOW_NS + SECOND_NS + 1).vol()).isCloseTo(1.2, within(1e-12));
    }

    /** The delta moves by 0.01 coin a dollar, twenty times what gamma says; half of it where half is hedged. */
    @ParameterizedTest
    @CsvSource({"1, 0.01", "0.5, 0.005"})
    void shouldTakeWhatWasRealisedWhereItIsMoreThanGamma(final double ratio, final double realised) {
        configure(MODELLED, ratio, 0);
        for (int i = 0; i <= 40; i++) {
            final double price = PRICE + 100 * (i % 2);
            hedge.onQuote(price, price, NOW_NS);
            see(7 + i % 2, NOW_NS + 60L * i * SECOND_NS);
        }

        assertThat(inputs.view().gamma()).isCloseTo(ratio * gamma(), within(1e-12));
        assertThat(inputs.view().effectiveGamma()).isCloseTo(realised, within(1e-12));
    }

    @Test
    void shouldHandPoliciesTheOptionsAtOtherVolatilities() {
        final HedgeView view = see(7, NOW_NS);
        final double wide = cdf(2 * d1()) - cdf(d1());

        assertThat(view.revaluation().deltaChange(4)).isCloseTo(COINS * wide, within(1e-9));
        assertThat(view.revaluation().gamma(1)).isCloseTo(gamma(), within(1e-12));
        assertThat(view.revaluation().deltaChange(-1)).isNaN();
        assertThat(view.revaluation().gamma(0)).isNaN();
    }

    private static double cdf(final double x) {
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private void decide(final String action, final boolean isTriggered) {
        target.region(0, 0, 0, 0);
        if (isTriggered) {
            target.trigger();
        }
        switch (action) {
            case "whole" -> decision.order(DecisionReason.OUTSIDE_BAND, 50, 1, 1);
            case "part" -> decision.order(DecisionReason.OUTSIDE_BAND, 49, 1, 1);
            case "hold" -> decision.hold(DecisionReason.INSIDE_BAND);
            case "unknown" -> decision.hold(DecisionReason.ORDER_UNKNOWN);
            default -> decision.refuse(DecisionReason.NOT_READY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "whole, false, true",
        "whole, true, true",
        "part, false, false",
        "part, true, false",
        "hold, false, false",
        "hold, true, true",
        "unknown, true, false",
        "refuse, false, false",
        "refuse, true, false"
    })
    void shouldCountFromATradeThatIsWhollyOnItsWayOrFromATriggerThatFoundNothing(
            final String action, final boolean isTriggered, final boolean isCounted) {
        assertThat(see(7, NOW_NS).lastTradePrice()).isZero();
        assertThat(inputs.view().sinceTradeNs()).isEqualTo(HedgeView.NEVER_TRADED);
        inputs.events().on(HedgeEvent.DEPOSIT);
        decide(action, isTriggered);

        inputs.onDecision(target, decision, 50, NOW_NS + 3);

        final HedgeView view = see(7, NOW_NS + 10);
        assertThat(view.lastTradePrice()).isEqualTo(isCounted ? PRICE : 0);
        assertThat(view.sinceTradeNs()).isEqualTo(isCounted ? 7 : HedgeView.NEVER_TRADED);
        assertThat(inputs.events().isPending(HedgeEvent.ALL)).isEqualTo(!isCounted);

        inputs.onBookChange();
        assertThat(see(7, NOW_NS + 11).lastTradePrice()).isZero();
        assertThat(inputs.view().sinceTradeNs()).isEqualTo(HedgeView.NEVER_TRADED);
    }

    @Test
    void shouldAnswerOnlyTheEventsThatTheDeskAskedFor() {
        configure(PLAIN, 1, HedgeEvent.DEPOSIT.bit());
        inputs.events().on(HedgeEvent.BOOK);
        target.region(-1, 0, 1, 2);
        target.centre(0.25);
        inputs.answerEvents(target, settings);
        assertThat(target.isTriggered()).isFalse();
        assertThat(target.outerHigh()).isEqualTo(2);

        inputs.events().on(HedgeEvent.DEPOSIT);
        inputs.answerEvents(target, settings);

        assertThat(target.isTriggered()).isTrue();
        assertThat(new double[] {target.outerLow(), target.innerLow(), target.innerHigh(), target.outerHigh()})
                .containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.EVENT);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.EVENT);
    }

    /** Watching for jumps needs the options' volatility, whatever the policy reads; unasked, nobody watches. */
    @ParameterizedTest
    @CsvSource({"16, true", "15, false", "0, false"})
    void shouldWatchForJumpsOnlyWhereAskedTo(final int hedgeOn, final boolean isSeen) {
        configure(PLAIN, 1, hedgeOn);
        see(7, NOW_NS);
        coin.onIndex(21_000, NOW_NS + 1);
        see(7, NOW_NS + 1);

        assertThat(inputs.events().isPending(HedgeEvent.JUMP.bit())).isEqualTo(isSeen);
    }

    @Test
    void shouldChangeTheFingerprintWithWhatItKeeps() {
        final long fresh = inputs.mixInto(1);
        see(7, NOW_NS);
        final long seen = inputs.mixInto(1);
        decide("whole", false);
        inputs.onDecision(target, decision, 50, NOW_NS);
        final long traded = inputs.mixInto(1);
        inputs.onDecision(target, decision, 50, NOW_NS + 1);
        final long later = inputs.mixInto(1);
        inputs.onBookChange();
        final long changed = inputs.mixInto(1);
        inputs.events().on(HedgeEvent.BOOK);

        assertThat(new long[] {fresh, seen, traded, later, changed, inputs.mixInto(1), inputs.mixInto(2)})
                .doesNotHaveDuplicates();
    }
}
