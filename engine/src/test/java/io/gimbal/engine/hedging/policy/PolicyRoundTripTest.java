package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.PolicyKind;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a configuration event says of a policy is what was meant. */
final class PolicyRoundTripTest {
    private static final int ROUNDS = 200;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final BookConfigurationEncoder encoder = new BookConfigurationEncoder();
    private final BookConfigurationDecoder decoder = new BookConfigurationDecoder();

    @BeforeEach
    void wrap() {
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .targetDelta(0)
                .bandHalfWidth(0)
                .intervalNs(0)
                .hedgeRatio(BookConfigurationEncoder.hedgeRatioNullValue())
                .riskAversion(BookConfigurationEncoder.riskAversionNullValue())
                .costRate(BookConfigurationEncoder.costRateNullValue())
                .costPerOrder(BookConfigurationEncoder.costPerOrderNullValue())
                .priceMove(BookConfigurationEncoder.priceMoveNullValue())
                .upperHalfWidth(BookConfigurationEncoder.upperHalfWidthNullValue())
                .landingShare(BookConfigurationEncoder.landingShareNullValue());
    }

    private BookConfigurationDecoder read() {
        return decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    static Stream<String> names() {
        return PolicyCatalogue.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadBackEveryPolicyAsItWasWritten(final String name) {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("policy=" + name + ", seed=" + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            final PolicySpec meant = random(name, random);

            PolicyEvents.write(meant, encoder);

            final PolicySpec found = Objects.requireNonNull(PolicyEvents.read(read()));
            assertThat(found.entry().name()).isEqualTo(name);
            for (final PolicyParameter parameter : PolicyParameter.values()) {
                final double value = meant.value(parameter);
                final double unit = parameter == PolicyParameter.RISK_AVERSION_PER_USD ? 1e-17 + Math.ulp(value) : 1e-4;
                assertThat(found.value(parameter))
                        .as("%s of %s", parameter, meant)
                        .isCloseTo(value, within(unit));
            }
            assertThat(found.policy()).hasSameClassAs(meant.policy());
        }
    }

    /** Values of whole hundredths of a parameter's unit where it has room for them, so that its field holds them. */
    private static PolicySpec random(final String name, final Random random) {
        final PolicySpec.Builder builder = PolicySpec.of(name);
        final PolicyEntry entry = Objects.requireNonNull(PolicyCatalogue.find(name));
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            if (entry.takes(parameter)) {
                builder.set(parameter, value(parameter, random));
            }
        }
        return builder.build();
    }

    private static double value(final PolicyParameter parameter, final Random random) {
        if (parameter == PolicyParameter.RISK_AVERSION_PER_USD) {
            return Math.rint(1e9 * random.nextDouble() + 1) * 1e-10;
        }
        final double least = Math.max(parameter.least(), 0.01);
        final double most = Math.min(parameter.most(), 1_000);
        return Math.min(Math.max(Math.rint(100 * most * random.nextDouble()) / 100, least), most);
    }

    @Test
    void shouldTakeDefaultsWhereAConfigurationSaysNothing() {
        encoder.policy(PolicyKind.WHALLEY_WILMOTT).landing(Landing.TO_EDGE).riskAversion(100_000_000L);

        final PolicySpec found = Objects.requireNonNull(PolicyEvents.read(read()));

        assertThat(found.entry().name()).isEqualTo("whalley-wilmott-edge");
        assertThat(found.value(PolicyParameter.RISK_AVERSION_PER_USD)).isEqualTo(1e-9);
        assertThat(found.value(PolicyParameter.COST_BP)).isEqualTo(6);
    }

    @Test
    void shouldTellTheLandingsOfOneKindApart() {
        encoder.policy(PolicyKind.WHALLEY_WILMOTT).landing(Landing.TO_TARGET).riskAversion(100_000_000L);

        final PolicySpec found = Objects.requireNonNull(PolicyEvents.read(read()));

        assertThat(found.entry().name()).isEqualTo("whalley-wilmott-target");
    }

    @Test
    void shouldMeanNothingWhereAParameterIsMissingOrOutOfRange() {
        encoder.policy(PolicyKind.WHALLEY_WILMOTT).landing(Landing.TO_EDGE);
        assertThat(PolicyEvents.read(read())).as("no risk aversion").isNull();

        encoder.riskAversion(-1);
        assertThat(PolicyEvents.read(read())).as("a negative one").isNull();

        encoder.riskAversion(100_000_000L).costRate(-1);
        assertThat(PolicyEvents.read(read())).as("a negative cost").isNull();

        encoder.costRate(0).policy(PolicyKind.NULL_VAL);
        assertThat(PolicyEvents.read(read())).as("no such policy").isNull();
    }

    @Test
    void shouldLeaveEverythingElseOfTheEventAlone() {
        encoder.targetDelta(123)
                .priceOffsetTicks(4)
                .underlyingId(5)
                .hedgeInstrumentId(6)
                .hedgeRatio(77);

        PolicyEvents.write(PolicySpec.parse("fixed-time:interval_s=90"), encoder);

        final BookConfigurationDecoder event = read();
        assertThat(event.targetDelta()).isEqualTo(123);
        assertThat(event.priceOffsetTicks()).isEqualTo(4);
        assertThat(event.underlyingId()).isEqualTo(5);
        assertThat(event.hedgeInstrumentId()).isEqualTo(6);
        assertThat(event.hedgeRatio()).isEqualTo(77);
        assertThat(event.intervalNs()).isEqualTo(90_000_000_000L);
        assertThat(event.riskAversion()).isEqualTo(BookConfigurationDecoder.riskAversionNullValue());
    }
}
