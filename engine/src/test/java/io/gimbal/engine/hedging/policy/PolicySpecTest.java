package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicySpecTest {
    @Test
    void shouldReadAPolicyAsPeopleWriteIt() {
        final PolicySpec spec = PolicySpec.parse("whalley-wilmott-edge: risk_aversion_per_usd=1e-6, cost_bp=4.5");

        assertThat(spec.entry().name()).isEqualTo("whalley-wilmott-edge");
        assertThat(spec.value(PolicyParameter.RISK_AVERSION_PER_USD)).isEqualTo(1e-6);
        assertThat(spec.value(PolicyParameter.COST_BP)).isEqualTo(4.5);
        assertThat(spec.policy()).isEqualTo(new WhalleyWilmottPolicy(1e-6, 4.5 * 1e-4, Landing.TO_EDGE, 0));
    }

    @Test
    void shouldFillInDefaults() {
        assertThat(PolicySpec.parse("fixed-time").value(PolicyParameter.INTERVAL_S))
                .isEqualTo(300);
        assertThat(PolicySpec.parse("leland").value(PolicyParameter.COST_BP)).isEqualTo(6);
        assertThat(PolicySpec.parse("fixed-band-edge:half_width_coins=0.5").policy())
                .isEqualTo(new FixedBandPolicy(0.5, 0.5, Landing.TO_EDGE));
        assertThat(PolicySpec.parse("fixed-band-target:half_width_coins=0.5,upper_half_width_coins=0.2")
                        .policy())
                .isEqualTo(new FixedBandPolicy(0.5, 0.2, Landing.TO_TARGET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "whalley-wilmott | there is no policy 'whalley-wilmott'; there are fixed-band-target",
                "fixed-time:cost_bp=6 | policy fixed-time takes no parameter 'cost_bp'; it takes interval_s",
                "fixed-time:interval=6 | takes no parameter 'interval'",
                "fixed-time:interval_s | 'interval_s' is no parameter; write NAME:key=value,key=value",
                "fixed-time: | '' is no parameter",
                "fixed-time:interval_s=60,interval_s=70 | interval_s stands twice",
                "fixed-time:interval_s=soon | interval_s must be a number, found 'soon'",
                "fixed-time:interval_s=0 | interval_s must be 1.0 to 86400.0 seconds, found 0.0",
                "fixed-time:interval_s=NaN | interval_s must be 1.0 to 86400.0 seconds, found NaN",
                "price-move | price_move_bp is missing; say 0.01 to 5000.0 basis points",
                "two-band:risk_aversion_per_usd=1e-3 | cost_per_order_usd is missing"
            })
    void shouldSayWhatIsWrongWhereAndWhatIsAllowed(final String text, final String message) {
        assertThatThrownBy(() -> PolicySpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldChangeOneValueWithinItsRangeAlone() {
        final PolicySpec spec = PolicySpec.parse("whalley-wilmott-edge:risk_aversion_per_usd=1e-6");

        final PolicySpec changed = Objects.requireNonNull(spec.with(PolicyParameter.COST_BP, 3));
        assertThat(changed.value(PolicyParameter.COST_BP)).isEqualTo(3);
        assertThat(spec.value(PolicyParameter.COST_BP)).isEqualTo(6);
        assertThat(spec.with(PolicyParameter.COST_BP, -1)).isNull();
        assertThat(spec.with(PolicyParameter.INTERVAL_S, 60)).isNull();
    }

    @Test
    void shouldNameEveryPolicyOnceAndFindItAsTheJournalNamesIt() {
        assertThat(new HashSet<>(PolicyCatalogue.names())).hasSameSizeAs(PolicyCatalogue.entries());
        for (final PolicyEntry entry : PolicyCatalogue.entries()) {
            assertThat(PolicyCatalogue.find(entry.kind(), PolicyCatalogue.landing(entry)))
                    .as(entry.name())
                    .isEqualTo(entry);
            assertThat(entry.meaning()).endsWith(".");
            assertThat(entry.source()).isNotBlank();
        }
        for (final PolicyKind kind : PolicyKind.values()) {
            if (kind != PolicyKind.NULL_VAL) {
                assertThat(PolicyCatalogue.find(kind, Landing.TO_EDGE))
                        .as(kind.name())
                        .isNotNull();
            }
        }
    }
}
