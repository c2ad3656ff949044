package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies in the journal's event, field by field, and the ranges of what they can be told. */
final class PolicyEventsTest {
    private static final long ABSENT = Long.MIN_VALUE;
    private static final String BAND = "whalley-wilmott-edge:risk_aversion_per_usd=0.0000025,cost_bp=4.5";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BookConfigurationEncoder.BLOCK_LENGTH]);
    private final BookConfigurationEncoder event = new BookConfigurationEncoder().wrap(buffer, 0);

    private BookConfigurationDecoder decoder() {
        return new BookConfigurationDecoder()
                .wrap(buffer, 0, BookConfigurationEncoder.BLOCK_LENGTH, BookConfigurationEncoder.SCHEMA_VERSION);
    }

    private BookConfigurationDecoder written(final String policy) {
        PolicyEvents.write(PolicySpec.parse(policy), event);
        return decoder();
    }

    private @Nullable PolicySpec read() {
        return PolicyEvents.read(decoder());
    }

    private double read(final PolicyParameter parameter) {
        return Objects.requireNonNull(read()).value(parameter);
    }

    static Stream<PolicyEntry> entries() {
        return PolicyCatalogue.entries().stream();
    }

    /** A value inside the range, of no more decimals than its field holds. */
    private static double inside(final PolicyParameter parameter) {
        return switch (parameter) {
            case HALF_WIDTH_COINS -> 0.12345678;
            case UPPER_HALF_WIDTH_COINS -> 0.87654321;
            case LANDING_SHARE -> 0.375;
            case INTERVAL_S, HEARTBEAT_S -> 77.25;
            case PRICE_MOVE_BP -> 12.3456;
            case RISK_AVERSION_PER_USD -> 1.2345e-11;
            case COST_BP -> 4.5678;
            case COST_PER_ORDER_USD -> 3.14159265;
        };
    }

    private static List<PolicyParameter> all(final PolicyEntry entry) {
        final List<PolicyParameter> all = new ArrayList<>(entry.required());
        all.addAll(entry.optional());
        return all;
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldReadBackEveryPolicyAsItWasWritten(final PolicyEntry entry) {
        final PolicySpec.Builder builder = PolicySpec.of(entry.name());
        all(entry).forEach(parameter -> builder.set(parameter, inside(parameter)));
        PolicyEvents.write(builder.build(), event);

        final PolicySpec found = Objects.requireNonNull(read());

        assertThat(found.entry()).isEqualTo(entry);
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            final double expected = entry.takes(parameter) ? inside(parameter) : 0;
            assertThat(found.value(parameter)).as(parameter.key()).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    /** The fields in the units that the schema names. */
    @Test
    void shouldWriteEachFieldInTheUnitOfTheSchema() {
        final BookConfigurationDecoder band = written(BAND + ",half_width_coins=0.5");
        assertThat(band.policy()).isEqualTo(PolicyKind.WHALLEY_WILMOTT);
        assertThat(band.landing()).isEqualTo(Landing.TO_EDGE);
        assertThat(band.riskAversion()).as("per billion USD").isEqualTo(2_500_00000000L);
        assertThat(band.costRate()).as("share").isEqualTo(45_000L);
        assertThat(band.bandHalfWidth()).isEqualTo(50_000_000L);
        assertThat(band.intervalNs()).isZero();

        final BookConfigurationDecoder move = written("price-move:price_move_bp=42,heartbeat_s=3600");
        assertThat(move.priceMove()).as("share").isEqualTo(420_000L);
        assertThat(move.intervalNs()).isEqualTo(3_600_000_000_000L);
        assertThat(move.landing()).isEqualTo(Landing.TO_TARGET);

        final BookConfigurationDecoder hybrid = written("hybrid:half_width_coins=2,landing_share=0.25,interval_s=1.5");
        assertThat(hybrid.landingShare()).isEqualTo(25_000_000L);
        assertThat(hybrid.intervalNs()).isEqualTo(1_500_000_000L);
        assertThat(written("two-band:risk_aversion_per_usd=1e-3,cost_per_order_usd=0.75")
                        .costPerOrder())
                .isEqualTo(75_000_000L);
        assertThat(written("fixed-band-edge:half_width_coins=1,upper_half_width_coins=0.25")
                        .upperHalfWidth())
                .isEqualTo(25_000_000L);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldLeaveAbsentWhatAPolicyDoesNotTake(final PolicyEntry entry) {
        final PolicySpec.Builder builder = PolicySpec.of(entry.name());
        entry.required().forEach(parameter -> builder.set(parameter, inside(parameter)));
        PolicyEvents.write(builder.build(), event);
        final BookConfigurationDecoder found = decoder();

        assertThat(found.riskAversion() != ABSENT).isEqualTo(entry.takes(PolicyParameter.RISK_AVERSION_PER_USD));
        assertThat(found.costRate() != ABSENT).isEqualTo(entry.takes(PolicyParameter.COST_BP));
        assertThat(found.costPerOrder() != ABSENT).isEqualTo(entry.takes(PolicyParameter.COST_PER_ORDER_USD));
        assertThat(found.priceMove() != ABSENT).isEqualTo(entry.takes(PolicyParameter.PRICE_MOVE_BP));
        assertThat(found.upperHalfWidth() != ABSENT).isEqualTo(entry.takes(PolicyParameter.UPPER_HALF_WIDTH_COINS));
        assertThat(found.landingShare() != ABSENT).isEqualTo(entry.takes(PolicyParameter.LANDING_SHARE));
    }

    @Test
    void shouldLeaveAllElseOfTheEventAsItWas() {
        event.targetDelta(7)
                .hedgeRatio(8)
                .hedgeOn((short) 9)
                .priceOffsetTicks(10)
                .underlyingId(11);

        final BookConfigurationDecoder found = written(BAND);

        assertThat(found.targetDelta()).isEqualTo(7);
        assertThat(found.hedgeRatio()).isEqualTo(8);
        assertThat(found.hedgeOn()).isEqualTo((short) 9);
        assertThat(found.priceOffsetTicks()).isEqualTo(10);
        assertThat(found.underlyingId()).isEqualTo(11);
    }

    @Test
    void shouldKeepARiskAversionToTheDecimalsItPromises() {
        written("whalley-wilmott-edge:risk_aversion_per_usd=1.23456e-12");

        assertThat(read(PolicyParameter.RISK_AVERSION_PER_USD)).isCloseTo(1.23456e-12, within(0.51e-17));
    }

    @Test
    void shouldFillInDefaultsForWhatIsAbsentAndRefuseWhereThereAreNone() {
        written(BAND);
        event.costRate(ABSENT);
        assertThat(read(PolicyParameter.COST_BP)).isEqualTo(6);

        event.riskAversion(ABSENT);
        assertThat(read()).isNull();

        written("hybrid:half_width_coins=2,landing_share=0.25,interval_s=60");
        event.landingShare(ABSENT).intervalNs(0);
        assertThat(read(PolicyParameter.LANDING_SHARE)).isEqualTo(1);
        assertThat(read(PolicyParameter.INTERVAL_S)).isEqualTo(300);

        event.bandHalfWidth(0);
        assertThat(read()).as("a hybrid needs a width").isNull();
    }

    @Test
    void shouldTakeNothingForAWidthThatMayBeLeftOut() {
        written(BAND + ",half_width_coins=0.5");
        event.bandHalfWidth(0);

        assertThat(read(PolicyParameter.HALF_WIDTH_COINS)).isZero();
    }

    @Test
    void shouldRefuseEachFieldOutOfItsRange() {
        written("two-band:risk_aversion_per_usd=1e-3,cost_per_order_usd=2,cost_bp=5,half_width_coins=1");
        assertThat(read()).isNotNull();
        event.costPerOrder(-1);
        assertThat(read()).isNull();
        event.costPerOrder(0).costRate(-1);
        assertThat(read()).isNull();
        event.costRate(10_000_001);
        assertThat(read()).as("more than 1000 bp").isNull();
        event.costRate(10_000_000).bandHalfWidth(-1);
        assertThat(read()).isNull();
        event.bandHalfWidth(1).riskAversion(0);
        assertThat(read()).isNull();
        event.riskAversion(99_999);
        assertThat(read()).as("less than 1e-12").isNull();
        event.riskAversion(100_000);
        assertThat(read()).isNotNull();

        written("price-move:price_move_bp=42");
        event.priceMove(99);
        assertThat(read()).isNull();
        event.priceMove(100).intervalNs(-1);
        assertThat(read()).isNull();
        event.intervalNs(86_400_000_000_001L);
        assertThat(read()).isNull();
        event.intervalNs(86_400_000_000_000L);
        assertThat(read()).isNotNull();

        written("hybrid:half_width_coins=2");
        event.landingShare(100_000_001);
        assertThat(read()).isNull();
        written("fixed-band-edge:half_width_coins=2");
        event.upperHalfWidth(-1);
        assertThat(read()).isNull();
    }

    /** What a policy does not take is not looked at, whatever it holds. */
    @Test
    void shouldNotMindFieldsThatAPolicyDoesNotTake() {
        written("leland:cost_bp=5,interval_s=60");
        event.riskAversion(-1)
                .costPerOrder(-1)
                .priceMove(-1)
                .upperHalfWidth(-1)
                .landingShare(-1)
                .bandHalfWidth(-1);

        assertThat(read(PolicyParameter.COST_BP)).isEqualTo(5);
        assertThat(read(PolicyParameter.RISK_AVERSION_PER_USD)).isZero();
    }

    @Test
    void shouldFindNoPolicyOfAKindThatIsNone() {
        written(BAND);
        event.policy(PolicyKind.NULL_VAL);

        assertThat(read()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "FIXED_BAND, TO_EDGE, fixed-band-edge",
        "FIXED_BAND, TO_TARGET, fixed-band-target",
        "WHALLEY_WILMOTT, TO_EDGE, whalley-wilmott-edge",
        "WHALLEY_WILMOTT, TO_TARGET, whalley-wilmott-target",
        "ZAKAMOULINE, TO_TARGET, zakamouline-edge",
        "HYBRID, TO_EDGE, hybrid",
        "TWO_BAND, TO_TARGET, two-band"
    })
    void shouldMindTheLandingOnlyWhereTwoPoliciesDifferInIt(
            final PolicyKind kind, final Landing landing, final String name) {
        assertThat(Objects.requireNonNull(PolicyCatalogue.find(kind, landing)).name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource(PolicyParameter.class)
    void shouldTakeBothEndsOfARangeAndNothingBeyond(final PolicyParameter parameter) {
        final double least = parameter.least();
        final double most = parameter.most();

        assertThat(parameter.isInRange(least)).isTrue();
        assertThat(parameter.isInRange(most)).isTrue();
        assertThat(parameter.isInRange(Math.nextDown(least))).isFalse();
        assertThat(parameter.isInRange(Math.nextUp(most))).isFalse();
        assertThat(parameter.isInRange(Double.NaN)).isFalse();
        if (!Double.isNaN(parameter.fallback())) {
            assertThat(parameter.fallback()).as("its default is in range").isBetween(least, most);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldMakeAPolicyAtEveryEndOfEveryRange(final PolicyEntry entry) {
        for (final boolean isMost : new boolean[] {false, true}) {
            final PolicySpec.Builder builder = PolicySpec.of(entry.name());
            for (final PolicyParameter parameter : all(entry)) {
                builder.set(parameter, isMost ? parameter.most() : parameter.least());
            }
            assertThat(builder.build().policy().kind()).as(entry.name()).isEqualTo(entry.kind());
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldChangeTheFingerprintWithEveryParameterAlone(final PolicyEntry entry) {
        final PolicySpec.Builder builder = PolicySpec.of(entry.name());
        entry.required().forEach(parameter -> builder.set(parameter, inside(parameter)));
        final PolicySpec spec = builder.build();
        final Set<Long> prints = new HashSet<>(List.of(spec.mixInto(1), spec.mixInto(2)));
        int expected = 2;
        for (final PolicyParameter parameter : all(entry)) {
            final double other = inside(parameter) == spec.value(parameter) ? parameter.most() : inside(parameter);
            prints.add(Objects.requireNonNull(spec.with(parameter, other)).mixInto(1));
            expected++;
        }
        assertThat(prints).as(entry.name()).hasSize(expected);
        assertThat(builder.build().mixInto(1)).isEqualTo(spec.mixInto(1));
    }

    @Test
    void shouldKeepASpecificationWhateverItsBuilderTakesLater() {
        final PolicySpec.Builder builder = PolicySpec.of("price-move").set(PolicyParameter.PRICE_MOVE_BP, 42);
        assertThat(builder.isWhole()).isTrue();
        final PolicySpec spec = builder.build();

        builder.set(PolicyParameter.PRICE_MOVE_BP, 43);

        assertThat(spec.value(PolicyParameter.PRICE_MOVE_BP)).isEqualTo(42);
        assertThat(spec.policy()).isEqualTo(new PriceMovePolicy(42 * 1e-4));
        assertThat(PolicySpec.of("price-move").isWhole()).isFalse();
        assertThatThrownBy(() -> builder.set(PolicyParameter.COST_BP, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy price-move takes no parameter 'cost_bp'; it takes price_move_bp, heartbeat_s");
        assertThatThrownBy(() -> PolicySpec.parse("fixed-time:=3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'=3' is no parameter");
    }

    /** A year has 365 days, a basis point is a ten-thousandth. */
    @Test
    void shouldMakePoliciesInTheUnitsTheyReckonIn() {
        final double hour = 1.0 / 8_760;
        assertThat(PolicySpec.parse("leland:interval_s=3600,cost_bp=10").policy())
                .isEqualTo(new LelandPolicy(10 * 1e-4, hour, false));
        assertThat(PolicySpec.parse("hoggard-whalley-wilmott:interval_s=3600,cost_bp=10")
                        .policy())
                .isEqualTo(new LelandPolicy(10 * 1e-4, hour, true));
        assertThat(PolicySpec.parse("hybrid:half_width_coins=2,landing_share=0.25,interval_s=3600")
                        .policy())
                .isEqualTo(new HybridPolicy(2, 0.25, hour));
        assertThat(PolicySpec.parse("dynamic-frequency:risk_aversion_per_usd=0.5,cost_bp=10,interval_s=3600")
                        .policy())
                .isEqualTo(new DynamicFrequencyPolicy(0.5, 10 * 1e-4, hour));
        assertThat(PolicySpec.parse("two-band:risk_aversion_per_usd=0.5,cost_per_order_usd=3,half_width_coins=2")
                        .policy())
                .isEqualTo(new TwoBandPolicy(0.5, 6 * 1e-4, 3, 2));
        assertThat(PolicySpec.parse("zakamouline-edge:risk_aversion_per_usd=0.5,half_width_coins=2")
                        .policy())
                .isEqualTo(new ZakamoulinePolicy(0.5, 6 * 1e-4, 2));
    }

    /** The catalogue keeps what it says of a policy, whatever becomes of the lists it was told. */
    @Test
    void shouldKeepItsOwnListsOfParameters() {
        final List<PolicyParameter> required = new ArrayList<>(List.of(PolicyParameter.COST_BP));
        final List<PolicyParameter> optional = new ArrayList<>(List.of(PolicyParameter.HEARTBEAT_S));
        final PolicyEntry entry = new PolicyEntry(
                "x", PolicyKind.HYBRID, required, optional, "m", "s", spec -> new FixedIntervalPolicy());
        required.clear();
        optional.clear();

        assertThat(entry.takes(PolicyParameter.COST_BP)).isTrue();
        assertThat(entry.takes(PolicyParameter.HEARTBEAT_S)).isTrue();
        assertThat(entry.takes(PolicyParameter.INTERVAL_S)).isFalse();
    }
}
