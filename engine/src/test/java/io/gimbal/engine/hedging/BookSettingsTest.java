package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.FixedBandPolicy;
import io.gimbal.engine.hedging.policy.FixedIntervalPolicy;
import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.PriceMovePolicy;
import io.gimbal.engine.hedging.policy.TwoBandPolicy;
import io.gimbal.engine.hedging.policy.WhalleyWilmottPolicy;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BookSettingsTest {
    private static final long ONE = 100_000_000L;
    private static final long ABSENT = Long.MIN_VALUE;
    private static final long YEAR_NS = 31_536_000_000_000_000L;
    private static final short NO_EVENTS_SAID = 255;
    private static final String WHALLEY = "whalley-wilmott-target:risk_aversion_per_usd=0.5,half_width_coins=2";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BookConfigurationEncoder.BLOCK_LENGTH]);
    private final BookConfigurationEncoder event = new BookConfigurationEncoder().wrap(buffer, 0);
    private final BookSettings settings = new BookSettings();

    @BeforeEach
    void fill() {
        event.targetDelta(3 * ONE)
                .bandHalfWidth(ONE / 2)
                .intervalNs(7)
                .priceOffsetTicks(4)
                .underlyingId(0)
                .hedgeInstrumentId(6)
                .sense(DeltaSense.VENUE)
                .projection(Projection.UNIT)
                .policy(PolicyKind.FIXED_BAND)
                .landing(Landing.TO_EDGE)
                .volSource(VolSource.SURFACE)
                .hedgeRatio(ONE / 4)
                .upperHalfWidth(2 * ONE)
                .riskAversion(ABSENT)
                .costRate(ABSENT)
                .costPerOrder(ABSENT)
                .priceMove(ABSENT)
                .landingShare(ABSENT)
                .hedgeOn((short) 5);
    }

    private boolean configure() {
        return settings.configure(new BookConfigurationDecoder()
                .wrap(buffer, 0, BookConfigurationEncoder.BLOCK_LENGTH, BookConfigurationEncoder.SCHEMA_VERSION));
    }

    private void follow(final String policy) {
        PolicyEvents.write(PolicySpec.parse(policy), event);
        assertThat(configure()).isTrue();
    }

    @Test
    void shouldHedgeNothingBeforeItIsConfigured() {
        assertThat(settings.isConfigured()).isFalse();
        assertThat(settings.hedgeRatio()).isEqualTo(1);
        assertThat(settings.volSource()).isEqualTo(VolSource.MARK);
        assertThat(settings.intervalNs()).isZero();

        event.hedgeInstrumentId(0);
        assertThat(configure()).isTrue();
        assertThat(settings.isConfigured()).as("0 is an instrument").isTrue();
    }

    @Test
    void shouldTakeEveryFieldOfAConfiguration() {
        assertThat(configure()).isTrue();

        assertThat(settings.hedgeInstrumentId()).isEqualTo(6);
        assertThat(settings.sense()).isEqualTo(DeltaSense.VENUE);
        assertThat(settings.projection()).isEqualTo(Projection.UNIT);
        assertThat(settings.targetDelta()).isEqualTo(3);
        assertThat(settings.hedgeRatio()).isEqualTo(0.25);
        assertThat(settings.bandHalfWidth()).isEqualTo(0.5);
        assertThat(settings.priceOffsetTicks()).isEqualTo(4);
        assertThat(settings.hedgeOn()).isEqualTo(5);
        assertThat(settings.volSource()).isEqualTo(VolSource.SURFACE);
        assertThat(settings.intervalNs()).as("a band has no clock").isZero();
        assertThat(settings.isSymmetricBand()).isFalse();
        assertThat(settings.policy()).isEqualTo(new FixedBandPolicy(0.5, 2, Landing.TO_EDGE));
    }

    @Test
    void shouldTakeWhatOlderJournalsDoNotSayAsItWasThen() {
        event.hedgeRatio(ABSENT).upperHalfWidth(ABSENT).hedgeOn(NO_EVENTS_SAID).volSource(VolSource.NULL_VAL);
        assertThat(configure()).isTrue();

        assertThat(settings.hedgeRatio()).isEqualTo(1);
        assertThat(settings.hedgeOn()).isZero();
        assertThat(settings.volSource()).isEqualTo(VolSource.MARK);
        assertThat(settings.isSymmetricBand()).isTrue();
        assertThat(settings.policy()).isEqualTo(new FixedBandPolicy(0.5, 0.5, Landing.TO_EDGE));
    }

    @Test
    void shouldTakeEachLimitItself() {
        final List<Consumer<BookConfigurationEncoder>> limits = List.of(
                e -> e.bandHalfWidth(0),
                e -> e.hedgeInstrumentId(0),
                e -> e.priceOffsetTicks(0),
                e -> e.priceOffsetTicks(1_000_000),
                e -> e.hedgeRatio(0),
                e -> e.hedgeRatio(2 * ONE),
                e -> e.upperHalfWidth(0),
                e -> e.hedgeOn((short) 0),
                e -> e.hedgeOn((short) 127),
                e -> e.intervalNs(-1),
                e -> e.policy(PolicyKind.FIXED_INTERVAL).intervalNs(1),
                e -> e.intervalNs(YEAR_NS));
        for (int i = 0; i < limits.size(); i++) {
            limits.get(i).accept(event);
            assertThat(configure()).as("limit %s", i).isTrue();
        }
        assertThat(settings.intervalNs()).isEqualTo(YEAR_NS);
    }

    @Test
    void shouldRefuseWhatIsBeyondALimitAndChangeNothing() {
        assertThat(configure()).isTrue();
        final long before = settings.mixInto(1);
        final List<Consumer<BookConfigurationEncoder>> beyond = List.of(
                e -> e.bandHalfWidth(-1),
                e -> e.hedgeInstrumentId(-1),
                e -> e.priceOffsetTicks(-1),
                e -> e.priceOffsetTicks(1_000_001),
                e -> e.hedgeRatio(-1),
                e -> e.hedgeRatio(2 * ONE + 1),
                e -> e.upperHalfWidth(-1),
                e -> e.hedgeOn((short) 128),
                e -> e.policy(PolicyKind.FIXED_INTERVAL).intervalNs(0),
                e -> e.policy(PolicyKind.FIXED_INTERVAL).intervalNs(-1),
                e -> e.policy(PolicyKind.FIXED_INTERVAL).intervalNs(YEAR_NS + 1),
                e -> e.policy(PolicyKind.NULL_VAL),
                e -> e.policy(PolicyKind.TWO_BAND));
        for (int i = 0; i < beyond.size(); i++) {
            fill();
            event.targetDelta(9 * ONE);
            beyond.get(i).accept(event);
            assertThat(configure()).as("beyond %s", i).isFalse();
            assertThat(settings.mixInto(1)).as("beyond %s", i).isEqualTo(before);
        }
    }

    @Test
    void shouldTakeThePolicyItsWidthAndItsClockOfTheCatalogue() {
        follow(WHALLEY);
        assertThat(settings.policy()).isEqualTo(new WhalleyWilmottPolicy(0.5, 6 * 1e-4, Landing.TO_TARGET, 2));
        assertThat(settings.bandHalfWidth()).isEqualTo(2);
        assertThat(settings.intervalNs()).isZero();
        assertThat(settings.isSymmetricBand()).isFalse();

        follow("hybrid:half_width_coins=2,interval_s=90");
        assertThat(settings.intervalNs()).isEqualTo(90_000_000_000L);
        follow("price-move:price_move_bp=50,heartbeat_s=30");
        assertThat(settings.intervalNs()).isEqualTo(30_000_000_000L);
        follow("price-move:price_move_bp=50");
        assertThat(settings.intervalNs()).as("no heartbeat").isZero();
        follow("dynamic-frequency:risk_aversion_per_usd=0.5,interval_s=30");
        assertThat(settings.intervalNs()).as("follows the market").isZero();
        follow("leland:interval_s=30");
        assertThat(settings.intervalNs()).isEqualTo(30_000_000_000L);

        fill();
        assertThat(configure()).as("and back to a plain band").isTrue();
        assertThat(settings.policy()).isEqualTo(new FixedBandPolicy(0.5, 2, Landing.TO_EDGE));
        assertThat(settings.change(OperatorVerb.SET_COST_RATE, 0.001)).isFalse();
    }

    @Test
    void shouldWidenAPlainBandBelowAndKeepItAboveWhereThatDiffers() {
        assertThat(configure()).isTrue();
        assertThat(settings.change(OperatorVerb.SET_BAND, 0.75)).isTrue();
        assertThat(settings.policy()).isEqualTo(new FixedBandPolicy(0.75, 2, Landing.TO_EDGE));
        assertThat(settings.bandHalfWidth()).isEqualTo(0.75);

        event.upperHalfWidth(ABSENT);
        assertThat(configure()).isTrue();
        assertThat(settings.change(OperatorVerb.SET_BAND, 0.75)).isTrue();
        assertThat(settings.policy()).isEqualTo(new FixedBandPolicy(0.75, 0.75, Landing.TO_EDGE));
    }

    /** Commands in the units of the schema: per billion dollars, shares, dollars, seconds. */
    @Test
    void shouldTakeAnOperatorsValuesInTheUnitsOfTheSchema() {
        follow("two-band:risk_aversion_per_usd=0.5,cost_per_order_usd=3,half_width_coins=2");
        assertThat(settings.change(OperatorVerb.SET_RISK_AVERSION, 250_000_000)).isTrue();
        assertThat(settings.change(OperatorVerb.SET_COST_RATE, 0.0025)).isTrue();
        assertThat(settings.change(OperatorVerb.SET_COST_PER_ORDER, 4)).isTrue();
        assertThat(settings.change(OperatorVerb.SET_BAND, 1.5)).isTrue();
        assertThat(settings.policy()).isEqualTo(new TwoBandPolicy(0.25, 25 * 1e-4, 4, 1.5));
        assertThat(settings.bandHalfWidth()).isEqualTo(1.5);

        follow("price-move:price_move_bp=50");
        assertThat(settings.change(OperatorVerb.SET_PRICE_MOVE, 0.125)).isTrue();
        assertThat(((PriceMovePolicy) settings.policy()).move()).isCloseTo(0.125, within(1e-15));
        follow("leland:interval_s=30");
        assertThat(settings.change(OperatorVerb.SET_INTERVAL, 45.5)).isTrue();
        assertThat(settings.intervalNs()).isEqualTo(45_500_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "SET_RISK_AVERSION, 0",
        "SET_RISK_AVERSION, 1000000001",
        "SET_COST_RATE, -0.0001",
        "SET_COST_RATE, 0.1001",
        "SET_COST_PER_ORDER, 1",
        "SET_PRICE_MOVE, 0.01",
        "SET_INTERVAL, 60",
        "SET_BAND, 1000001",
        "SET_BAND, NaN",
        "SET_HEDGE_RATIO, -0.0001",
        "SET_HEDGE_RATIO, 2.0001",
        "SET_HEDGE_RATIO, NaN",
        "PAUSE, 1",
        "SET_TARGET, 1000001",
        "SET_TARGET, NaN"
    })
    void shouldRefuseAValueOutOfRangeOrThatThePolicyDoesNotRead(final OperatorVerb verb, final double value) {
        follow(WHALLEY);
        final long before = settings.mixInto(1);

        assertThat(settings.change(verb, value)).isFalse();

        assertThat(settings.mixInto(1)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "0.5"})
    void shouldTakeARatioUpToItsLimitWhateverThePolicy(final double ratio) {
        assertThat(configure()).isTrue();
        assertThat(settings.change(OperatorVerb.SET_HEDGE_RATIO, ratio)).isTrue();
        assertThat(settings.hedgeRatio()).isEqualTo(ratio);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "86400, true", "0.999, false", "86401, false", "NaN, false", "-5, false"})
    void shouldSetTheIntervalOfAPlainClockWithinADay(final double seconds, final boolean isTaken) {
        event.policy(PolicyKind.FIXED_INTERVAL);
        assertThat(configure()).isTrue();
        assertThat(settings.policy()).isInstanceOf(FixedIntervalPolicy.class);
        assertThat(settings.intervalNs()).isEqualTo(7);
        assertThat(settings.isSymmetricBand()).isFalse();

        assertThat(settings.change(OperatorVerb.SET_INTERVAL, seconds)).isEqualTo(isTaken);

        assertThat(settings.intervalNs()).isEqualTo(isTaken ? Math.round(seconds * 1e9) : 7);
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorVerb.class,
            names = {"SET_RISK_AVERSION", "SET_COST_RATE", "SET_COST_PER_ORDER", "SET_PRICE_MOVE", "SET_INTERVAL"})
    void shouldRefuseWhatAPlainBandDoesNotRead(final OperatorVerb verb) {
        assertThat(configure()).isTrue();

        assertThat(settings.change(verb, 10)).isFalse();
    }

    /** Two engines that differ in any one setting must not have one fingerprint. */
    @Test
    void shouldChangeTheFingerprintWithEverySettingAlone() {
        final List<Consumer<BookConfigurationEncoder>> changes = List.of(
                e -> e.targetDelta(1),
                e -> e.bandHalfWidth(1),
                e -> e.priceOffsetTicks(1),
                e -> e.hedgeInstrumentId(1),
                e -> e.sense(DeltaSense.COIN_NEUTRAL),
                e -> e.projection(Projection.FORWARD_OVER_HEDGE),
                e -> e.landing(Landing.TO_TARGET),
                e -> e.volSource(VolSource.MARK),
                e -> e.hedgeRatio(1),
                e -> e.upperHalfWidth(1),
                e -> e.hedgeOn((short) 1),
                e -> e.policy(PolicyKind.FIXED_INTERVAL),
                e -> e.policy(PolicyKind.FIXED_INTERVAL).intervalNs(8));
        final List<Long> prints = new ArrayList<>();
        assertThat(configure()).isTrue();
        prints.add(settings.mixInto(1));
        prints.add(settings.mixInto(2));
        for (final Consumer<BookConfigurationEncoder> change : changes) {
            fill();
            change.accept(event);
            assertThat(configure()).isTrue();
            prints.add(settings.mixInto(1));
        }
        follow(WHALLEY);
        prints.add(settings.mixInto(1));
        assertThat(settings.change(OperatorVerb.SET_COST_RATE, 0.001)).isTrue();
        prints.add(settings.mixInto(1));
        settings.targetDelta(-7);
        assertThat(settings.targetDelta()).isEqualTo(-7);
        prints.add(settings.mixInto(1));

        assertThat(prints).doesNotHaveDuplicates();
    }
}
