package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CandidateDesk.FIRST;
import static io.gimbal.engine.hedging.CandidateDesk.OTHER;
import static io.gimbal.engine.hedging.CandidateDesk.PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CandidateMeasureDecoder;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ForecastConfigurationEncoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What own fills teach about each candidate, and what that does to the choice and to the band. */
class CandidateCostsTest {
    private static final double INDEX = 30_000;
    private static final long SEED = 11;

    /** The second candidate costs what its spread says. */
    private static final double OTHER_SLIPPAGE = 2e-4;

    private final Random random = new Random(SEED);
    private CandidateDesk stage = new CandidateDesk();
    private EngineScenario desk = stage.desk;
    private double coins;
    private double size = 1;

    /** What an exchange that is not what the desk states takes of a fill, shares of the price. */
    private double trueFee;

    private double trueSlippage;

    private void measuring(final Consumer<ForecastConfigurationEncoder> filling) {
        desk.event(events -> filling.accept(DeskOutlook.forecast(events)
                .underlyingId(0)
                .costSource(CostSource.MEASURED)
                .impact(0)
                .priorFills(scaled(5))
                .fillHalfLife(100)));
    }

    private void measuring() {
        measuring(event -> {});
    }

    /** Coins come and go, and every order fills at a price and a fee of the exchange's own. */
    private void trade(final int rounds) {
        for (int i = 0; i < rounds; i++) {
            desk.waitSeconds(1);
            stage.market(INDEX);
            coins = (i % 2 == 0 ? 1 : -1) * (0.5 + random.nextDouble());
            stage.coins(coins * size);
            for (final NewOrderDecoder order : stage.outputs.takeNewOrders()) {
                fill(order, Liquidity.TAKER);
            }
        }
    }

    private void fill(final NewOrderDecoder order, final Liquidity liquidity) {
        final double side = order.side() == Side.BUY ? 1 : -1;
        final double slippage = order.instrumentId() == OTHER ? OTHER_SLIPPAGE : trueSlippage;
        final double price = INDEX * (1 + side * slippage);
        final double amount = order.amount() / 1e8;
        desk.sent(order.orderId());
        desk.event(events -> events.fill()
                .tradeId(desk.lastSequence())
                .orderId(order.orderId())
                .instrumentId(order.instrumentId())
                .side(order.side())
                .amount(order.amount())
                .price(scaled(price))
                .fee(scaled(amount / price * trueFee))
                .feeCurrency(Currency.COIN)
                .liquidity(liquidity));
        desk.closed(order.orderId(), OrderEnd.FILLED, amount);
    }

    private CandidateMeasureDecoder lastMeasure(final int instrument) {
        return Outputs.last(stage.outputs.all.stream()
                .filter(message -> Outputs.templateId(message) == CandidateMeasureDecoder.TEMPLATE_ID)
                .map(message -> new CandidateMeasureDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderDecoder()))
                .filter(measure -> measure.instrumentId() == instrument)
                .toList());
    }

    private void look() {
        desk.waitSeconds(61);
        stage.market(INDEX);
    }

    @Test
    void shouldStandAtWhatIsStatedBeforeTheFirstFill() {
        measuring();
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).ready(FIRST);
        stage.market(INDEX);
        look();

        final double halfSpread = 0.5 / INDEX;
        assertThat(lastMeasure(PERPETUAL).fills()).isZero();
        assertThat(lastMeasure(PERPETUAL).statedRate()).isCloseTo(5e-4 + halfSpread, within(1e-12));
        assertThat(lastMeasure(PERPETUAL).costRate()).isCloseTo(5e-4 + halfSpread, within(1e-12));
        assertThat(lastMeasure(PERPETUAL).isBounded()).isEqualTo(BooleanType.FALSE);
    }

    @Test
    void shouldRecoverTheExchangesTrueFeeAndSpread() {
        trueFee = 2e-4;
        trueSlippage = 2.5e-4;
        measuring();
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).ready(FIRST);
        stage.halfSpread(PERPETUAL, 6);
        stage.market(INDEX);
        trade(400);
        look();

        final CandidateMeasureDecoder measure = lastMeasure(PERPETUAL);
        final double weight = (1 - Math.pow(0.5, 400 / 100.0)) / (1 - Math.pow(0.5, 1 / 100.0));
        final double halfSpread = 6 / INDEX;
        assertThat(measure.fills()).isEqualTo(400);
        assertThat(measure.feeRate())
                .as("the mean of fills and prior")
                .isCloseTo((weight * trueFee + 5 * 5e-4) / (weight + 5), within(1e-9));
        assertThat(measure.spreadShare() * halfSpread).isCloseTo(trueSlippage, within(0.1 * trueSlippage));
        assertThat(measure.costRate())
                .as("fee and what was paid of the spread")
                .isCloseTo(trueFee + trueSlippage, within(0.06 * (trueFee + trueSlippage)));
    }

    @Test
    void shouldLeaveACandidateThatCostsMoreThanItsFeeSays() {
        trueFee = 2e-4;
        trueSlippage = 6e-4;
        measuring();
        stage.candidate(PERPETUAL, FIRST, 2, 1e9).candidate(OTHER, FIRST, 4, 1e9);
        stage.choice(event -> event.turnover(scaled(50)).confidence(0)).ready(FIRST);
        stage.halfSpread(PERPETUAL, 6);
        stage.halfSpread(OTHER, 6);
        stage.market(INDEX);
        trade(1);
        assertThat(stage.lastChoice().chosenId()).as("by what is stated").isEqualTo(PERPETUAL);

        trade(61);
        assertThat(stage.lastChoice().chosenId()).as("by what it was").isEqualTo(OTHER);
        look();
        assertThat(lastMeasure(PERPETUAL).costRate())
                .isGreaterThan(lastMeasure(PERPETUAL).statedRate());
        assertThat(stage.lastCost(PERPETUAL).onceUsd())
                .as("the choice takes what was measured")
                .isCloseTo(
                        lastMeasure(PERPETUAL).costRate()
                                * Math.abs(stage.lastChoice().sizeUsd()),
                        within(0.1 * stage.lastCost(PERPETUAL).onceUsd()));
    }

    @Test
    void shouldBelieveNoMoreThanFiveTimesWhatIsStated() {
        trueFee = 2e-4;
        trueSlippage = 2e-2;
        measuring();
        stage.candidate(PERPETUAL, FIRST, 2, 1e9).ready(FIRST);
        stage.market(INDEX);
        trade(50);
        look();

        final CandidateMeasureDecoder measure = lastMeasure(PERPETUAL);
        assertThat(measure.isBounded()).isEqualTo(BooleanType.TRUE);
        assertThat(measure.costRate()).isCloseTo(5 * measure.statedRate(), within(1e-9));
    }

    /** Whalley and Wilmott's half-width goes by the cube root of the cost. */
    @Test
    void shouldWidenTheBandByWhatTheCandidateInUseCosts() {
        stage = new CandidateDesk(
                DeskPolicy.of("whalley-wilmott-edge:risk_aversion_per_usd=0.0001,half_width_coins=0.1")
                        .sense(DeltaSense.USD_NEUTRAL));
        desk = stage.desk;
        trueFee = 2e-4;
        trueSlippage = 6e-4;
        measuring();
        desk.limits(0, new DeskLimits().maxAgesSeconds(1_000, 1_000, 1_000, 1_000));
        stage.candidate(PERPETUAL, FIRST, 2, 1e9).ready(FIRST);
        stage.halfSpread(PERPETUAL, 6);
        stage.market(INDEX);
        desk.forward(0, CandidateDesk.FAR_NS, INDEX);
        desk.vol(CandidateDesk.CALL, 0.6, 0.1);
        desk.position(CandidateDesk.CALL, -100, 0);
        stage.market(INDEX);
        final double before = width();

        size = 200;
        trade(20);

        final double after = width();
        look();
        final double rate = lastMeasure(PERPETUAL).costRate();
        final double stated = 2e-4 + 6 / INDEX;
        assertThat(rate).isGreaterThan(1.5 * stated);
        assertThat(after / before).isCloseTo(Math.cbrt(rate / stated), within(0.03));
    }

    private double width() {
        return desk.outputs.lastDecision().bandHigh()
                - desk.outputs.lastDecision().bandLow();
    }

    @Test
    void shouldKeepWhatItLearntAcrossASession() {
        trueFee = 1e-4;
        trueSlippage = 1e-4;
        measuring();
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).ready(FIRST);
        stage.market(INDEX);
        trade(30);
        look();
        final double learnt = lastMeasure(PERPETUAL).feeRate();

        desk.genesis(2);
        desk.underlying(0);
        desk.perpetual(PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        desk.hedge(0, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL));
        measuring();
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).ready(FIRST);
        desk.index(0, INDEX);
        stage.quote(PERPETUAL, INDEX);
        look();

        assertThat(lastMeasure(PERPETUAL).feeRate()).isEqualTo(learnt);
        assertThat(lastMeasure(PERPETUAL).fills()).isEqualTo(30);
    }

    @Test
    void shouldSayNothingWhereTheDeskStatesItsCosts() {
        desk.event(events -> DeskOutlook.forecast(events).underlyingId(0));
        stage.candidate(PERPETUAL, FIRST, 5, 1e9).ready(FIRST);
        stage.market(INDEX);
        trade(3);
        look();

        assertThat(stage.outputs.all)
                .noneMatch(message -> Outputs.templateId(message) == CandidateMeasureDecoder.TEMPLATE_ID);
    }
}
