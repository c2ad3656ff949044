package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.ForecastConfigurationEncoder;
import io.gimbal.journal.codec.ForecastSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StrategyKind;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a desk forecasts, and what its policies make of it. */
final class ForecastHedgingTest {
    private static final int CALL = 1;
    private static final long EXPIRY_NS = EngineScenario.START_NS + 7 * 86_400 * SECOND_NS;

    private EngineScenario desk = EngineScenario.btcDesk();

    private void trade(final Consumer<EngineScenario> settings) {
        desk = EngineScenario.btcDesk();
        desk.call(CALL, 0, EXPIRY_NS, 30_000);
        desk.hedge(0, DeskPolicy.of("whalley-wilmott-edge:risk_aversion_per_usd=0.001,cost_bp=6"));
        settings.accept(desk);
        desk.position(CALL, -100, 0.03);
        desk.cash(0, Currency.COIN, 100);
        desk.spot(30_000);
        desk.forward(0, EXPIRY_NS, 30_000);
        desk.vol(CALL, 0.6, 0.03);
        desk.ready();
        desk.executeAll();
        desk.spot(30_000);
    }

    private static void forecast(final EngineScenario desk, final Consumer<ForecastConfigurationEncoder> change) {
        desk.event(events -> change.accept(DeskOutlook.forecast(events)));
    }

    private double halfWidth() {
        desk.waitSeconds(1);
        desk.spot(30_000);
        final HedgeDecisionDecoder decision = desk.outputs.lastDecision();
        return 0.5 * (decision.bandHigh() - decision.bandLow());
    }

    private ForecastSnapshotDecoder lastSnapshot() {
        desk.waitSeconds(1);
        desk.spot(30_000);
        final List<byte[]> all = desk.outputs.all;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (Outputs.templateId(all.get(i)) == ForecastSnapshotDecoder.TEMPLATE_ID) {
                return new ForecastSnapshotDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(all.get(i)), 0, new MessageHeaderDecoder());
            }
        }
        throw new AssertionError("no snapshot");
    }

    private void fill(final long tradeId, final double feeCoins, final Liquidity liquidity) {
        desk.event(events -> events.fill()
                .tradeId(tradeId)
                .orderId(0)
                .instrumentId(BTC_PERPETUAL)
                .side(tradeId % 2 == 0 ? Side.BUY : Side.SELL)
                .amount(scaled(30_000))
                .price(scaled(30_000))
                .fee(scaled(feeCoins))
                .feeCurrency(Currency.COIN)
                .liquidity(liquidity));
    }

    private void print(final double usd, final Side side) {
        desk.event(events -> events.tradePrint()
                .instrumentId(BTC_PERPETUAL)
                .price(scaled(30_000))
                .amount(scaled(usd))
                .aggressor(side));
    }

    @Test
    void shouldSayNothingAndKnowNothingUnlessAsked() {
        trade(desk -> {});
        final long before = desk.engine.stateHash();

        print(1_000, Side.BUY);

        assertThat(desk.outputs.all)
                .noneMatch(output -> Outputs.templateId(output) == ForecastSnapshotDecoder.TEMPLATE_ID);
        assertThat(desk.engine.badInputs()).isZero();
        assertThat(desk.engine.stateHash()).as("an input was counted").isNotEqualTo(before);
    }

    @Test
    void shouldWidenItsBandByTheCubeRootOfWhatTradingHasCost() {
        trade(desk -> forecast(desk, settings -> {}));
        final double assumed = halfWidth();
        trade(desk -> forecast(desk, settings -> settings.costSource(CostSource.MEASURED)));

        for (int i = 0; i < 200; i++) {
            fill(1_000 + i, 0.005, Liquidity.TAKER);
        }

        final double measured = halfWidth();
        final double rate = lastSnapshot().costRate();
        final double weight = 1 / (1 - Math.pow(0.5, 0.1));
        assertThat(lastSnapshot().feeRate())
                .as("half a percent by own fills, beside what was stated")
                .isCloseTo((weight * 0.005 + 0.0005) / (weight + 1), within(1e-6));
        assertThat(rate).isBetween(0.0047, 0.0053);
        assertThat(measured / assumed).isCloseTo(Math.cbrt(rate / 0.0006), within(0.02));
    }

    @Test
    void shouldLeaveTheBandAloneWhereTheDeskStatesTheCost() {
        trade(desk -> forecast(desk, settings -> {}));
        final double before = halfWidth();

        for (int i = 0; i < 200; i++) {
            fill(1_000 + i, 0.005, Liquidity.TAKER);
        }

        assertThat(halfWidth()).isCloseTo(before, within(1e-6 * before));
    }

    @Test
    void shouldRefuseAnOperatorsCostWhereItIsMeasured() {
        trade(desk -> forecast(desk, settings -> settings.costSource(CostSource.MEASURED)));
        desk.outputs.takeAlerts();

        desk.operator(OperatorVerb.SET_COST_RATE, 0, 0.001);

        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.COMMAND_REFUSED);
    }

    @Test
    void shouldForecastTheVolatilityOfTheIndex() {
        trade(desk -> forecast(desk, settings -> {}));
        final double move = 0.6 * Math.sqrt(1 / (365.0 * 86_400)) * 2;
        for (int i = 0; i < 900; i++) {
            desk.waitSeconds(1);
            desk.index(0, i % 2 == 0 ? 30_000 : 30_000 * Math.exp(move));
        }

        assertThat(lastSnapshot().forecastVol()).isCloseTo(1.2, within(0.02));
    }

    @Test
    void shouldSeeOneSidedFlowAndPriceItOnlyWhenTold() {
        trade(desk -> forecast(
                desk, settings -> settings.costSource(CostSource.MEASURED).vpinExtra(scaled(0.5))));
        for (int i = 0; i < 300; i++) {
            print(30_000, i % 2 == 0 ? Side.BUY : Side.SELL);
            print(30_000, i % 2 == 0 ? Side.SELL : Side.BUY);
            print(15_000, Side.BUY);
            print(15_000, Side.SELL);
        }
        final double calm = lastSnapshot().costRate();

        for (int i = 0; i < 3; i++) {
            print(30_000, Side.BUY);
        }
        for (int i = 0; i < 20; i++) {
            print(15_000, Side.BUY);
            print(15_000, Side.SELL);
        }
        final double mixed = lastSnapshot().vpin();
        for (int i = 0; i < 10; i++) {
            print(30_000, Side.BUY);
        }

        assertThat(mixed).isZero();
        assertThat(lastSnapshot().vpin()).isEqualTo(1);
        assertThat(lastSnapshot().costRate()).isGreaterThanOrEqualTo(calm);
    }

    @Test
    void shouldGoOnWhereItWasOverARestartAndAnewForAnotherCoin() {
        trade(desk -> forecast(desk, settings -> {}));
        for (int i = 0; i < 50; i++) {
            fill(1_000 + i, 0.005, Liquidity.TAKER);
        }
        final long fills = lastSnapshot().fills();
        assertThat(fills).isGreaterThanOrEqualTo(50);

        restart("");
        assertThat(lastSnapshot().fills()).isEqualTo(fills);

        restart("ETH");
        assertThat(lastSnapshot().fills()).isZero();
    }

    private void restart(final String coin) {
        desk.genesis(2);
        desk.event(events -> events.underlyingDefinition().underlyingId(0).coin(coin));
        desk.perpetual(BTC_PERPETUAL, 0);
        desk.limits(0, new DeskLimits());
        desk.hedge(0, new DeskPolicy());
        forecast(desk, settings -> {});
        desk.spot(30_000);
        desk.ready();
    }

    private void refuses(final Consumer<ForecastConfigurationEncoder> change) {
        final long before = desk.engine.badInputs();
        forecast(desk, change);
        assertThat(desk.engine.badInputs() - before).isEqualTo(1);
    }

    @Test
    void shouldRefuseAForecastThatCannotBeMeant() {
        trade(desk -> {});
        refuses(settings -> settings.intervalNs(0));
        refuses(settings -> settings.halfLifeNs(-1));
        refuses(settings -> settings.horizonNs(1));
        refuses(settings -> settings.startVol(0));
        refuses(settings -> settings.longRunVol(-1));
        refuses(settings -> settings.beta(scaled(0.99)));
        refuses(settings -> settings.window(1));
        refuses(settings -> settings.flowHalfLifeNs(0));
        refuses(settings -> settings.priorFills(0));
        refuses(settings -> settings.fillHalfLife(0));
        refuses(settings -> settings.dailyVolume(0));
        refuses(settings -> settings.feeRate(scaled(1)));
        refuses(settings -> settings.spreadShare(-1));
        refuses(settings -> settings.impact(scaled(11)));
        refuses(settings -> settings.vpinBucket(-1));
        refuses(settings -> settings.vpinBuckets(0));
        refuses(settings -> settings.vpinExtra(scaled(0.5)));
        refuses(settings -> settings.underlyingId(1));
        refuses(settings -> settings.underlyingId(-1));
    }

    @Test
    void shouldGoOnHedgingWhereGammasRentIsNotKnown() {
        trade(desk -> {
            forecast(desk, settings -> settings.startVol(ForecastConfigurationEncoder.startVolNullValue()));
            desk.event(events -> DeskOutlook.strategy(events, StrategyKind.GAMMA_SCALPING));
        });
        final double band = halfWidth();
        trade(desk -> {});

        assertThat(band).isCloseTo(halfWidth(), within(1e-9));
    }
}
