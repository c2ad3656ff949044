package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.Leland;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.PolicyKind;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A desk that is short ten BTC straddles of thirty days, struck at 30,000, and hedges by the policies of the
 * literature.
 */
class PolicyHedgingTest {
    private static final int CALL = 2;
    private static final int PUT = 3;
    private static final double STRIKE = 30_000;
    private static final double VOL = 0.6;
    private static final double LOT = 10 / 30_000.0;

    private final OptionGreeks one = new OptionGreeks();

    private static EngineScenario shortStraddles(final String policy) {
        return shortStraddles(DeskPolicy.of(policy));
    }

    private static EngineScenario shortStraddles(final DeskPolicy policy) {
        final EngineScenario desk = EngineScenario.btcDesk();
        HedgingDesk.define(desk, policy, 0);
        desk.call(CALL, 0, EXPIRY_NS, STRIKE);
        desk.put(PUT, 0, EXPIRY_NS, STRIKE);
        desk.position(CALL, -10, 0);
        desk.position(PUT, -10, 0);
        desk.vol(CALL, VOL, 0.07);
        desk.vol(PUT, VOL, 0.07);
        desk.ready();
        desk.timer();
        return desk;
    }

    /** The market moves, the hedge instrument last: what is decided then is decided on all of it. */
    private static void move(final EngineScenario desk, final double price) {
        desk.vol(CALL, VOL, 0.07);
        desk.vol(PUT, VOL, 0.07);
        desk.index(0, price);
        desk.forward(0, EXPIRY_NS, price);
        desk.quote(BTC_PERPETUAL, price - 0.5, price + 0.5);
    }

    private double gamma(final EngineScenario desk, final double price) {
        return -20 * call(desk, price, VOL).gamma();
    }

    private OptionGreeks call(final EngineScenario desk, final double price, final double vol) {
        final double years = TimeToExpiry.years(desk.nowNs(), EXPIRY_NS);
        assertThat(Black76.evaluate(true, price, STRIKE, years, vol, one)).isTrue();
        return one;
    }

    private static double hedged(final EngineScenario desk) {
        return desk.outputs.lastDecision().totalDelta()
                + desk.outputs.lastDecision().inFlightDelta();
    }

    private static HedgeDecisionDecoder lastTrade(final EngineScenario desk) {
        return Outputs.last(desk.outputs.decisions(0).stream()
                .filter(decision -> decision.action() == DecisionAction.TRADE)
                .toList());
    }

    private static double landing(final HedgeDecisionDecoder trade) {
        return trade.totalDelta() + trade.inFlightDelta() + trade.tradeDelta();
    }

    @Test
    void shouldSellTheHedgeToTheEdgeOfTheBandWhenSpotFallsOutOfIt() {
        final EngineScenario desk = shortStraddles("whalley-wilmott-edge:risk_aversion_per_usd=0.01,cost_bp=6");
        desk.executeAll();
        desk.waitSeconds(1);

        move(desk, 29_400);
        desk.tickSeconds(1);

        final double width = Bands.whalleyWilmott(6e-4, 29_400, gamma(desk, 29_400), 0.01);
        final HedgeDecisionDecoder decision = desk.outputs.lastDecision();
        assertThat(desk.outputs.takeOrder().side().name()).isEqualTo("SELL");
        assertThat(decision.policy()).isEqualTo(PolicyKind.WHALLEY_WILMOTT);
        assertThat(decision.bandHigh()).isCloseTo(width, within(1e-6));
        assertThat(decision.bandLow()).isCloseTo(-width, within(1e-6));
        assertThat(decision.innerHigh()).isEqualTo(decision.bandHigh());
        assertThat(decision.centre()).isCloseTo(0, within(1e-12));
        assertThat(decision.effectiveGamma()).isCloseTo(-gamma(desk, 29_400), within(1e-9));
        assertThat(decision.totalDelta()).isGreaterThan(width);
        assertThat(decision.reason()).isEqualTo(DecisionReason.IN_FLIGHT);
        final HedgeDecisionDecoder trade = lastTrade(desk);
        assertThat(landing(trade))
                .as("inside by less than a lot")
                .isBetween(trade.bandHigh() - 1.1 * LOT, trade.bandHigh());
    }

    @Test
    void shouldBuyBackToTheTargetWhenThePolicyLandsThere() {
        final EngineScenario desk = shortStraddles("whalley-wilmott-target:risk_aversion_per_usd=0.01,cost_bp=6");
        desk.executeAll();

        move(desk, 31_500);
        desk.tickSeconds(1);

        final double width = Bands.whalleyWilmott(6e-4, 31_500, gamma(desk, 31_500), 0.01) * Math.cbrt(4);
        assertThat(desk.outputs.takeOrder().side().name()).isEqualTo("BUY");
        assertThat(desk.outputs.lastDecision().bandLow()).isCloseTo(-width, within(1e-6));
        assertThat(landing(lastTrade(desk))).isCloseTo(0, within(LOT));
    }

    @Test
    void shouldCentreZakamoulinesBandAtTheDeltaOfAHigherVolatilityWhenShort() {
        final EngineScenario desk = shortStraddles("zakamouline-edge:risk_aversion_per_usd=0.01,cost_bp=20");
        desk.executeAll();
        move(desk, 33_000);

        final HedgeDecisionDecoder decision = desk.outputs.lastDecision();
        final double change = call(desk, 33_000, VOL).delta();
        final double centre = decision.centre();
        final double shifted = change + centre / 20;
        assertThat(centre)
                .as("above the strike a higher volatility means less delta of a straddle sold")
                .isNegative();
        double low = VOL;
        double high = 5;
        for (int i = 0; i < 80; i++) {
            final double middle = 0.5 * (low + high);
            low = call(desk, 33_000, middle).delta() > shifted ? middle : low;
            high = call(desk, 33_000, middle).delta() > shifted ? high : middle;
        }
        final double years = TimeToExpiry.years(desk.nowNs(), EXPIRY_NS);
        final double shift = -4.76
                * Math.pow(0.002, 0.78)
                / Math.pow(years, 0.02)
                * Math.pow(1 / VOL, 0.25)
                * Math.pow(0.01 * 33_000.0 * 33_000.0 * Math.abs(gamma(desk, 33_000)), 0.15);
        assertThat(low).isCloseTo(VOL * Math.sqrt(1 - shift), within(1e-6));
    }

    @Test
    void shouldTradeByLelandsClockToTheDeltaAtHisVolatility() {
        final EngineScenario desk = shortStraddles("leland:interval_s=60,cost_bp=20");
        desk.executeAll();
        desk.waitSeconds(30);
        move(desk, 32_000);
        assertThat(desk.outputs.takeOrders()).as("between intervals").isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.INTERVAL_NOT_DUE);

        desk.waitSeconds(40);
        move(desk, 32_000);

        final double number = Leland.number(0.002, VOL, 60 / (365.0 * 86_400));
        final double own = call(desk, 32_000, VOL).delta();
        final double his = call(desk, 32_000, VOL * Math.sqrt(1 + number)).delta();
        desk.executeAll();
        desk.timer();
        assertThat(hedged(desk)).isCloseTo(20 * (his - own), within(LOT));
        assertThat(Math.abs(20 * (his - own))).as("far from the plain target").isGreaterThan(20 * LOT);
    }

    @Test
    void shouldTradeWhenThePriceIsFarEnoughFromThatOfTheLastTrade() {
        final EngineScenario desk = shortStraddles("price-move:price_move_bp=100");
        desk.executeAll();
        move(desk, 30_290);
        assertThat(desk.outputs.takeOrders()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.PRICE_NOT_MOVED);

        move(desk, 30_310);
        assertThat(desk.outputs.lastDecision().reason()).isIn(DecisionReason.PRICE_MOVED, DecisionReason.IN_FLIGHT);
        assertThat(desk.executeAll()).hasSize(1);
        assertThat(hedged(desk)).isCloseTo(0, within(LOT));

        move(desk, 30_020);
        assertThat(desk.outputs.takeOrders()).as("counted from the last trade").isEmpty();
    }

    @Test
    void shouldAskAgainForTheTradeOfAMoveThatWasRejected() {
        final EngineScenario desk = shortStraddles("price-move:price_move_bp=100");
        desk.executeAll();
        move(desk, 30_400);
        desk.rejected(desk.outputs.takeOrder().orderId());
        desk.waitSeconds(2);

        move(desk, 30_390);

        assertThat(desk.outputs.takeOrder().side().name()).isEqualTo("BUY");
    }

    @Test
    void shouldTradeAtTheHeartbeatOfAnOracleThoughThePriceStands() {
        final EngineScenario desk = shortStraddles("price-move:price_move_bp=500,heartbeat_s=60");
        desk.executeAll();
        move(desk, 30_300);
        assertThat(desk.outputs.takeOrders()).isEmpty();

        desk.waitSeconds(61);
        move(desk, 30_300);

        assertThat(desk.outputs.takeOrder().side().name()).isEqualTo("BUY");
    }

    @Test
    void shouldLookAtAHybridsBandOnlyAtItsInterval() {
        final EngineScenario desk = shortStraddles("hybrid:half_width_coins=0.5,interval_s=60");
        desk.executeAll();
        desk.waitSeconds(30);
        move(desk, 31_500);
        assertThat(desk.outputs.takeOrders()).as("outside, but nobody looks").isEmpty();

        desk.waitSeconds(31);
        move(desk, 31_500);

        final double a = Math.abs(gamma(desk, 31_500)) * VOL * 31_500;
        final double width = 0.5 - 0.5826 * a * Math.sqrt(60 / (365.0 * 86_400));
        assertThat(desk.outputs.takeOrder().side().name()).isEqualTo("BUY");
        desk.timer();
        assertThat(hedged(desk)).isBetween(-width - 1e-3, -width + LOT + 1e-3);
    }

    @Test
    void shouldLandBetweenTargetAndEdgeWhenOrdersCostSomethingWhateverTheirSize() {
        final EngineScenario desk =
                shortStraddles("two-band:risk_aversion_per_usd=0.01,cost_bp=3,cost_per_order_usd=5");
        desk.executeAll();

        move(desk, 32_500);

        final HedgeDecisionDecoder decision = desk.outputs.lastDecision();
        assertThat(decision.innerLow()).isBetween(decision.bandLow() * 0.95, decision.bandLow() * 0.05);
        desk.executeAll();
        desk.timer();
        assertThat(hedged(desk)).isBetween(decision.innerLow(), decision.innerLow() + 1.1 * LOT);
    }

    @Test
    void shouldWaitLongerBetweenTradesWhenGammaIsSmall() {
        final EngineScenario desk =
                shortStraddles("dynamic-frequency:risk_aversion_per_usd=0.01,interval_s=1,cost_bp=6");
        desk.executeAll();
        int seconds = 0;
        while (desk.outputs.takeOrders().isEmpty() && seconds < 100_000) {
            desk.waitSeconds(10);
            seconds += 10;
            move(desk, 30_000 + 300.0 * (seconds % 20 == 0 ? 1 : -1));
        }

        final double a = Math.abs(gamma(desk, 30_000)) * VOL * 30_000;
        final double errorPrice = Bands.errorPrice(0.01, VOL, 30_000);
        final double years = Bands.interval(6e-4 * 30_000, a * a, errorPrice);
        assertThat(seconds)
                .isBetween((int) (0.97 * years * 365 * 86_400) - 10, (int) (1.03 * years * 365 * 86_400) + 10);
    }

    /** Of thirty thousand dollars of a future, a quarter of the delta stays open on purpose. */
    @Test
    void shouldHedgeTheShareOfTheDeltaThatTheDeskAsksFor() {
        final EngineScenario desk = HedgingDesk.trading(new DeskPolicy().hedgeRatio(0.75), 30_000);

        assertThat(desk.executeAll()).hasSize(1);
        desk.timer();

        assertThat(desk.outputs.lastDecision().targetDelta()).isCloseTo(0.25, within(1e-9));
        assertThat(hedged(desk)).isCloseTo(0.25, within(LOT));
    }

    @Test
    void shouldNarrowTheBandOfABookThatIsHedgedInPart() {
        final String policy = "whalley-wilmott-edge:risk_aversion_per_usd=0.01,cost_bp=6";
        final EngineScenario half = shortStraddles(DeskPolicy.of(policy).hedgeRatio(0.5));
        half.executeAll();

        move(half, 29_400);
        half.tickSeconds(1);

        final double width = Bands.whalleyWilmott(6e-4, 29_400, 0.5 * gamma(half, 29_400), 0.01);
        final HedgeDecisionDecoder decision = half.outputs.lastDecision();
        assertThat(0.5 * (decision.bandHigh() - decision.bandLow())).isCloseTo(width, within(1e-6));
        assertThat(decision.centre()).isCloseTo(decision.targetDelta(), within(1e-12));
    }

    @Test
    void shouldHedgeByAPlainBandAndWarnOnceWhenThePolicyLacksWhatItNeeds() {
        final EngineScenario desk = HedgingDesk.trading(
                DeskPolicy.of("zakamouline-edge:risk_aversion_per_usd=0.01,half_width_coins=0.2"), 30_000);

        assertThat(desk.executeAll()).hasSize(1);
        desk.timer();
        desk.waitSeconds(2);
        desk.timer();

        assertThat(hedged(desk)).as("just inside the band that stands in").isBetween(0.2 - LOT, 0.2);
        assertThat(desk.outputs.alerts(0)).extracting(AlertDecoder::code).containsOnlyOnce(AlertCode.POLICY_FALLBACK);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.FALLBACK_INSIDE);
    }

    @ParameterizedTest
    @CsvSource({
        "SET_RISK_AVERSION, 80000000, whalley-wilmott-edge:risk_aversion_per_usd=0.01, 0.5",
        "SET_COST_RATE, 0.0048, whalley-wilmott-edge:risk_aversion_per_usd=0.01, 2",
    })
    void shouldTakeAnOperatorsValueAtOnce(
            final OperatorVerb verb, final double value, final String policy, final double times) {
        final EngineScenario desk = shortStraddles(policy);
        desk.executeAll();
        desk.timer();
        final double before = desk.outputs.lastDecision().bandHigh();

        desk.operator(verb, 0, value);
        desk.waitSeconds(1);
        desk.timer();

        assertThat(desk.outputs.lastDecision().bandHigh()).isCloseTo(times * before, within(1e-4 * before));
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldTakeANewIntervalMoveCostOfAnOrderAndHedgeRatio() {
        final EngineScenario clock = shortStraddles("fixed-time:interval_s=3600");
        clock.executeAll();
        clock.operator(OperatorVerb.SET_INTERVAL, 0, 30);
        clock.timer();
        move(clock, 30_500);
        assertThat(clock.executeAll()).as("not due yet").isEmpty();
        clock.waitSeconds(31);
        move(clock, 30_500);
        assertThat(clock.executeAll()).hasSize(1);

        final EngineScenario mover = shortStraddles("price-move:price_move_bp=4000");
        mover.executeAll();
        move(mover, 30_500);
        assertThat(mover.executeAll()).isEmpty();
        mover.operator(OperatorVerb.SET_PRICE_MOVE, 0, 0.01);
        assertThat(mover.executeAll()).hasSize(1);
        mover.operator(OperatorVerb.SET_HEDGE_RATIO, 0, 0);
        mover.operator(OperatorVerb.SET_PRICE_MOVE, 0, 0.0001);
        move(mover, 30_600);
        assertThat(mover.executeAll()).hasSize(1);
        assertThat(mover.engine.position(BTC_PERPETUAL)).as("nothing is hedged").isBetween(-10_00000000L, 10_00000000L);

        final EngineScenario gas = shortStraddles("two-band:risk_aversion_per_usd=0.01,cost_bp=3,cost_per_order_usd=0");
        gas.executeAll();
        gas.operator(OperatorVerb.SET_COST_PER_ORDER, 0, 50);
        gas.waitSeconds(1);
        gas.timer();
        final HedgeDecisionDecoder decision = gas.outputs.lastDecision();
        assertThat(decision.innerHigh()).isLessThan(0.9 * decision.bandHigh());
    }

    @ParameterizedTest
    @CsvSource({
        "SET_RISK_AVERSION, 0",
        "SET_RISK_AVERSION, 2000000000",
        "SET_COST_RATE, -0.01",
        "SET_COST_RATE, 0.2",
        "SET_HEDGE_RATIO, 2.1",
        "SET_HEDGE_RATIO, -0.1",
        "SET_PRICE_MOVE, 0.01",
        "SET_COST_PER_ORDER, 3",
        "SET_INTERVAL, 60"
    })
    void shouldRefuseAnOperatorsValueThatIsOutOfRangeOrMeansNothingAndSaySo(
            final OperatorVerb verb, final double value) {
        final EngineScenario desk = shortStraddles("whalley-wilmott-edge:risk_aversion_per_usd=0.01");
        desk.executeAll();
        desk.timer();
        final double before = desk.outputs.lastDecision().bandHigh();

        desk.operator(verb, 0, value);

        final AlertDecoder alert = Outputs.last(desk.outputs.alerts(0));
        assertThat(alert.code()).isEqualTo(AlertCode.COMMAND_REFUSED);
        assertThat(alert.value()).isEqualTo(value);
        assertThat(alert.limitValue()).isEqualTo(verb.value());
        desk.waitSeconds(1);
        desk.timer();
        assertThat(desk.outputs.lastDecision().bandHigh()).isCloseTo(before, within(1e-6));
    }

    @Test
    void shouldRefuseAConfigurationWhosePolicyLacksAParameterOrHasOneOutOfRange() {
        final EngineScenario desk = shortStraddles("whalley-wilmott-edge:risk_aversion_per_usd=0.01");
        final long bad = desk.engine.badInputs();

        desk.event(e -> DeskPolicy.of("whalley-wilmott-edge:risk_aversion_per_usd=0.01")
                .encode(e.bookConfiguration().underlyingId(0)));
        desk.event(e -> {
            final var event = e.bookConfiguration().underlyingId(0);
            DeskPolicy.of("whalley-wilmott-edge:risk_aversion_per_usd=0.01").encode(event);
            event.riskAversion(EngineScenario.absent());
        });
        desk.event(e -> {
            final var event = e.bookConfiguration().underlyingId(0);
            DeskPolicy.of("two-band:risk_aversion_per_usd=0.01,cost_per_order_usd=1")
                    .encode(event);
            event.costPerOrder(-1);
        });
        desk.event(e -> {
            final var event = e.bookConfiguration().underlyingId(0);
            DeskPolicy.of("fixed-time").encode(event);
            event.hedgeRatio(-1);
        });

        assertThat(desk.engine.badInputs()).isEqualTo(bad + 3);
    }

    @Test
    void shouldHedgeInTheMiddleOfAnUnevenBand() {
        final EngineScenario desk = HedgingDesk.trading(
                DeskPolicy.of("fixed-band-edge:half_width_coins=0.4,upper_half_width_coins=0.1"), 9_000);
        assertThat(desk.executeAll()).as("0.3 coins are above the upper edge").hasSize(1);
        desk.timer();
        assertThat(hedged(desk)).isBetween(0.1 - LOT, 0.1);

        desk.position(FUTURE, -9_000, 30_000);

        assertThat(hedged(desk)).isCloseTo(-0.5 + 0.0, within(0.001));
        assertThat(desk.executeAll()).as("below the lower edge").hasSize(1);
    }

    @Test
    void shouldDecideOnceASecondWithoutTradingInsideTheBand() {
        final EngineScenario desk = shortStraddles("whalley-wilmott-edge:risk_aversion_per_usd=0.0001");
        desk.executeAll();
        final int before = desk.outputs.decisions(0).size();
        desk.tickSeconds(5);

        final List<HedgeDecisionDecoder> held = desk.outputs.decisions(0);
        assertThat(held.size() - before).isBetween(5, 6);
        assertThat(Outputs.last(held).action()).isEqualTo(DecisionAction.HOLD);
    }

    /** A journal of version 2 ends before the parameters; its book hedges all of its delta, evenly. */
    @Test
    void shouldReadABookOfTheVersionBeforeAsItWasMeant() {
        final EngineScenario desk = HedgingDesk.trading(DeskPolicy.band(0.4, Landing.TO_TARGET), 0);
        final int old = MessageHeaderEncoder.ENCODED_LENGTH + BookConfigurationDecoder.hedgeRatioEncodingOffset();
        desk.hedge(0, DeskPolicy.band(0.2, Landing.TO_EDGE));
        final byte[] bytes = Arrays.copyOf(Outputs.last(desk.inputs).copy(), old);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(bytes), 0)
                .blockLength(BookConfigurationDecoder.hedgeRatioEncodingOffset())
                .version(2);
        desk.hedge(0, DeskPolicy.band(0.4, Landing.TO_TARGET).hedgeRatio(0.5));

        desk.raw(bytes);
        desk.position(FUTURE, 30_000, 30_000);

        assertThat(desk.engine.badInputs()).isZero();
        assertThat(desk.executeAll()).hasSize(1);
        desk.timer();
        assertThat(hedged(desk)).isBetween(0.2 - LOT, 0.2);
        desk.raw(Arrays.copyOf(bytes, old - 1));
        assertThat(desk.engine.badInputs()).isEqualTo(1);
    }
}
