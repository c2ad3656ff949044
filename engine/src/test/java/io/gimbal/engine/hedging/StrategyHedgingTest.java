package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ForecastConfigurationEncoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.StrategyConfigurationEncoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.StrategySnapshotDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy makes a desk hold: a linear perpetual, a million dollars, and a price of 50,000. */
final class StrategyHedgingTest {
    private static final int PERPETUAL = 0;
    private static final double PRICE = 50_000;

    private final EngineScenario desk = new EngineScenario();

    private void begin(final int epoch) {
        desk.genesis(epoch);
        desk.engineLimits(1_000, SECOND_NS);
        desk.underlying(0);
        desk.linearPerpetual(PERPETUAL, 0, 0.001);
        desk.limits(0, new DeskLimits().maxOrderUsd(1e9).maxPositionUsd(1e9).backOffNs(0));
        desk.hedge(0, DeskPolicy.band(0.01, Landing.TO_TARGET).sense(DeltaSense.USD_NEUTRAL));
    }

    private void trade(final StrategyKind kind, final Consumer<StrategyConfigurationEncoder> change) {
        trade(kind, change, forecast -> {});
    }

    private void trade(
            final StrategyKind kind,
            final Consumer<StrategyConfigurationEncoder> change,
            final Consumer<ForecastConfigurationEncoder> forecast) {
        begin(1);
        desk.event(events -> forecast.accept(DeskOutlook.forecast(events)));
        desk.event(events -> change.accept(DeskOutlook.strategy(events, kind)));
        desk.cash(0, Currency.USD, 1_000_000);
        price(PRICE);
        desk.ready();
        settle();
    }

    private void price(final double price) {
        desk.waitSeconds(1);
        desk.quote(PERPETUAL, price - 0.5, price + 0.5);
        desk.index(0, price);
    }

    /** Executes what is ordered until nothing more is. */
    private void settle() {
        for (int i = 0; i < 5 && !desk.executeAll().isEmpty(); i++) {
            desk.timer();
        }
    }

    private double position() {
        return desk.engine.position(PERPETUAL) / 1e8;
    }

    private StrategySnapshotDecoder lastSnapshot() {
        final List<byte[]> all = desk.outputs.all;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (Outputs.templateId(all.get(i)) == StrategySnapshotDecoder.TEMPLATE_ID) {
                return new StrategySnapshotDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(all.get(i)), 0, new MessageHeaderDecoder());
            }
        }
        throw new AssertionError("no snapshot");
    }

    // ------------------------------------------------------------------ constant proportions

    @Test
    void shouldHoldAMultipleOfTheCushionAndFollowIt() {
        trade(StrategyKind.CPPI, settings -> {});
        assertThat(position()).isCloseTo(5 * 200_000 / PRICE, within(0.01));

        price(52_500);
        settle();

        final double cushion = 200_000 + 20 * 2_500;
        assertThat(position()).isCloseTo(5 * cushion / 52_500, within(0.02));
        assertThat(lastSnapshot().cushion()).isCloseTo(cushion, within(50.0));
        assertThat(lastSnapshot().floor()).isEqualTo(800_000);
    }

    @Test
    void shouldLeaveAnExposureNearItsRuleAlone() {
        trade(StrategyKind.CPPI, settings -> {});
        final double before = position();

        price(50_500);

        assertThat(desk.outputs.takeNewOrders())
                .as("4.3 times the cushion of five allowed from 4.5")
                .isEmpty();
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void shouldLockItselfInCashAtTheFloorAndSayItOnce() {
        trade(StrategyKind.CPPI, settings -> {});
        desk.outputs.takeAlerts();

        price(39_000);
        settle();
        price(60_000);
        settle();

        assertThat(position()).isZero();
        assertThat(desk.outputs.takeAlerts()).containsOnlyOnce(AlertCode.FLOOR_REACHED);
        assertThat(lastSnapshot().isCashLocked().value()).isEqualTo((short) 1);
    }

    @Test
    void shouldRiskAgainOnlyWhenAnOperatorSetsAFloor() {
        trade(StrategyKind.CPPI, settings -> {});
        price(39_000);
        settle();

        desk.operator(OperatorVerb.SET_FLOOR, 0, 700_000);
        settle();

        final double equity = lastSnapshot().equityUsd();
        assertThat(equity).isCloseTo(780_000, within(100.0));
        assertThat(position()).isCloseTo(5 * (equity - 700_000) / 39_000, within(0.02));
    }

    @Test
    void shouldNeitherMoveNorLockOnDataThatIsOld() {
        trade(StrategyKind.CPPI, settings -> {});
        desk.waitSeconds(60);

        desk.quote(PERPETUAL, 20_000, 20_001);

        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.STALE_INDEX);
        assertThat(desk.outputs.alerts(0)).noneMatch(alert -> alert.code() == AlertCode.FLOOR_REACHED);
        price(PRICE);
        assertThat(lastSnapshot().isCashLocked().value()).isZero();
    }

    @Test
    void shouldNotLockOnAQuoteFarFromTheIndex() {
        trade(StrategyKind.CPPI, settings -> {});

        desk.quote(PERPETUAL, 30_000, 30_001);
        desk.timer();
        price(PRICE);

        assertThat(desk.outputs.alerts(0)).noneMatch(alert -> alert.code() == AlertCode.FLOOR_REACHED);
        assertThat(position()).isCloseTo(5 * 200_000 / PRICE, within(0.01));
    }

    @Test
    void shouldKeepItsLockOverARestartThatAsksForTheSame() {
        trade(StrategyKind.CPPI, settings -> {});
        price(39_000);
        settle();

        begin(2);
        desk.event(DeskOutlook::forecast);
        desk.event(events -> DeskOutlook.strategy(events, StrategyKind.CPPI));
        desk.cash(0, Currency.USD, 1_000_000);
        price(PRICE);
        desk.ready();
        settle();
        assertThat(position()).as("locked").isZero();

        begin(3);
        desk.event(events -> DeskOutlook.strategy(events, StrategyKind.CPPI).multiplier(scaled(4)));
        desk.cash(0, Currency.USD, 1_000_000);
        price(PRICE);
        desk.ready();
        settle();
        assertThat(position()).as("another strategy").isCloseTo(4 * 200_000 / PRICE, within(0.01));
    }

    @Test
    void shouldRatchetItsFloorAndNeverHoldMoreThanItsCap() {
        trade(StrategyKind.CPPI, settings -> settings.ratchet(scaled(0.9)).largestExposure(scaled(0.8)));

        price(PRICE);
        assertThat(lastSnapshot().floor()).isCloseTo(900_000, within(50.0));
        assertThat(position()).isCloseTo(5 * 100_000 / PRICE, within(0.05));
        desk.operator(OperatorVerb.SET_MULTIPLIER, 0, 50);
        settle();
        assertThat(position()).as("the cap").isCloseTo(0.8 * 1_000_000 / PRICE, within(0.05));
    }

    @Test
    void shouldGrowItsFloorAtItsRate() {
        trade(StrategyKind.CPPI, settings -> settings.floorRate(scaled(1)));
        desk.waitSeconds(36 * 86_400L + 43_200);

        price(PRICE);
        price(PRICE);

        assertThat(lastSnapshot().floor()).isCloseTo(800_000 * Math.exp(0.1), within(1.0));
    }

    // ------------------------------------------------------------------ volatility target

    @Test
    void shouldHoldWhatGivesTheEquityItsVolatility() {
        trade(StrategyKind.VOL_TARGET, settings -> {});

        assertThat(position()).isCloseTo(0.2 / 0.6 * 1_000_000 / PRICE, within(0.01));

        desk.operator(OperatorVerb.SET_TARGET_VOL, 0, 0.3);
        settle();
        assertThat(position()).isCloseTo(0.5 * 1_000_000 / PRICE, within(0.02));
    }

    @Test
    void shouldHoldWhatItHasWhileTheVolatilityIsNotKnown() {
        trade(
                StrategyKind.VOL_TARGET,
                settings -> {},
                forecast -> forecast.startVol(ForecastConfigurationEncoder.startVolNullValue()));

        assertThat(position()).isZero();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.STRATEGY_BLIND);
    }

    @Test
    void shouldNotTakeAMarketThatStandsStillForASafeOne() {
        trade(
                StrategyKind.VOL_TARGET,
                settings -> {},
                forecast -> forecast.startVol(ForecastConfigurationEncoder.startVolNullValue()));

        for (int i = 0; i < 100; i++) {
            price(PRICE);
            settle();
        }

        assertThat(position()).isZero();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.STRATEGY_BLIND);
    }

    @Test
    void shouldHoldNothingWhereTheEquityIsGone() {
        trade(StrategyKind.VOL_TARGET, settings -> {});

        desk.cash(0, Currency.USD, -1);
        settle();

        assertThat(position()).isZero();
        assertThat(desk.outputs.takeReasons()).contains(DecisionReason.STRATEGY_BLIND);
    }

    // ------------------------------------------------------------------ operators and bad input

    @ParameterizedTest
    @EnumSource(
            value = StrategyKind.class,
            names = {"CPPI", "VOL_TARGET"})
    void shouldRefuseAnOperatorsTargetWhileTheStrategySaysIt(final StrategyKind kind) {
        trade(kind, settings -> {});
        final double before = position();
        desk.outputs.takeAlerts();

        desk.operator(OperatorVerb.SET_TARGET, 0, 1);
        settle();

        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.COMMAND_REFUSED);
        assertThat(position()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorVerb.class,
            names = {"SET_FLOOR", "SET_MULTIPLIER", "SET_TARGET_VOL"})
    void shouldRefuseAStrategysVerbWhereThereIsNone(final OperatorVerb verb) {
        trade(StrategyKind.NONE, settings -> {});
        desk.outputs.takeAlerts();

        desk.operator(verb, 0, 1);

        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.COMMAND_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1_000})
    void shouldRefuseAnOperatorsValueOutOfRange(final double value) {
        trade(StrategyKind.CPPI, settings -> {});
        desk.outputs.takeAlerts();

        desk.operator(OperatorVerb.SET_MULTIPLIER, 0, value);

        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.COMMAND_REFUSED);
    }

    private void refuses(final StrategyKind kind, final Consumer<StrategyConfigurationEncoder> change) {
        final long before = desk.engine.badInputs();
        desk.event(events -> change.accept(DeskOutlook.strategy(events, kind)));
        assertThat(desk.engine.badInputs() - before).isEqualTo(1);
    }

    @Test
    void shouldRefuseAStrategyThatCannotBeMeant() {
        begin(1);
        refuses(StrategyKind.CPPI, settings -> settings.floor(0));
        refuses(StrategyKind.CPPI, settings -> settings.multiplier(0));
        refuses(StrategyKind.CPPI, settings -> settings.multiplier(scaled(100.1)));
        refuses(StrategyKind.CPPI, settings -> settings.largestExposure(0));
        refuses(StrategyKind.CPPI, settings -> settings.floorRate(scaled(1.1)));
        refuses(StrategyKind.CPPI, settings -> settings.ratchet(scaled(1)));
        refuses(StrategyKind.CPPI, settings -> settings.bandShare(scaled(-0.1)));
        refuses(StrategyKind.VOL_TARGET, settings -> settings.targetVol(0));
        refuses(StrategyKind.VOL_TARGET, settings -> settings.targetVol(scaled(10.1)));
        refuses(StrategyKind.VOL_TARGET, settings -> settings.bandShare(scaled(1)));
        refuses(StrategyKind.GAMMA_SCALPING, settings -> settings.idleHalfWidth(0));
        refuses(StrategyKind.GAMMA_SCALPING, settings -> settings.rentMargin(-1));
        refuses(StrategyKind.GAMMA_SCALPING, settings -> settings.costRate(scaled(1)));
        refuses(StrategyKind.CPPI, settings -> settings.underlyingId(1));
        desk.hedge(0, DeskPolicy.band(0.01, Landing.TO_TARGET).sense(DeltaSense.COIN_NEUTRAL));
        refuses(StrategyKind.CPPI, settings -> {});
        refuses(StrategyKind.VOL_TARGET, settings -> {});
    }

    @Test
    void shouldHoldWhatItHasInASenseThatIsNotThatOfItsEquity() {
        trade(StrategyKind.CPPI, settings -> {});
        final double before = position();

        desk.hedge(0, DeskPolicy.band(0.01, Landing.TO_TARGET).sense(DeltaSense.COIN_NEUTRAL));
        price(55_000);
        settle();

        assertThat(position()).isEqualTo(before);
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.STRATEGY_BLIND);
    }
}
