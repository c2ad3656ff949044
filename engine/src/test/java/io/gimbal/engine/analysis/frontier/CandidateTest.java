package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.Bands;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTest {
    private static final double YEARS_PER_MINUTE = 1.0 / (365.0 * 1_440.0);

    private static List<Candidate> candidates(final int days, final int clockMinutes) {
        return Candidate.all(100.0, 0.6, days, clockMinutes, TradingCosts.SIX_BP, 2.0, null);
    }

    private static Candidate of(final List<Candidate> all, final String policy) {
        return all.stream()
                .filter(candidate -> candidate.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"7, 240", "7, 60", "30, 480", "1, 60"})
    void shouldTryWidthsAroundTheOneThatCostsWhatTheClockCosts(final int days, final int clockMinutes) {
        final List<Candidate> all = candidates(days, clockMinutes);
        final double years = days / 365.0;
        final double gamma = 2.0 / (Math.sqrt(2 * Math.PI) * 100.0 * 0.6 * Math.sqrt(years));
        final double roughness = Bands.roughness(gamma, 0.6, 100.0);
        final double coin = 100.0 * TradingCosts.SIX_BP.takerRate();
        final double clock = coin * Math.sqrt(roughness * 2 / Math.PI / (clockMinutes * YEARS_PER_MINUTE));

        final List<Double> widths = of(all, "fixed-band-edge").values();

        assertThat(widths).isSorted();
        assertThat(widths)
                .anySatisfy(width -> assertThat(Bands.costRate(0.0, coin, roughness, width, width))
                        .isCloseTo(clock, within(1e-9 * clock)));
        assertThat(Bands.costRate(0.0, coin, roughness, widths.get(0), widths.get(0)))
                .isGreaterThan(4 * clock);
        final double widest = widths.get(widths.size() - 1);
        assertThat(Bands.costRate(0.0, coin, roughness, widest, widest)).isLessThan(clock / 4);
        assertThat(of(all, "whalley-wilmott-edge").values())
                .as("the same widths by risk aversion, widest first")
                .anySatisfy(averse -> assertThat(Bands.whalleyWilmott(6e-4, 100.0, gamma, averse))
                        .isCloseTo(clockWidth(coin, roughness, clock), within(1e-9)));
    }

    private static double clockWidth(final double coin, final double roughness, final double clock) {
        return coin * roughness / (2 * clock);
    }

    @Test
    void shouldTryTheClockItselfAndItsHalvesAndDoubles() {
        assertThat(of(candidates(7, 240), "fixed-time").values())
                .containsExactly(30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1_920.0);
        assertThat(of(candidates(1, 360), "leland").values())
                .as("no longer than a quarter of the life")
                .containsExactly(90.0, 180.0, 360.0);
    }

    @Test
    void shouldNameEveryPolicyOnceWithItsUnit() {
        final List<Candidate> all = candidates(7, 240);

        assertThat(all).extracting(Candidate::policy).doesNotHaveDuplicates().hasSize(13);
        assertThat(all).allSatisfy(candidate -> {
            assertThat(candidate.parameter()).isNotBlank();
            assertThat(candidate.unit()).isNotBlank();
            assertThat(candidate.values()).isSorted().doesNotHaveDuplicates().allMatch(value -> value > 0);
        });
    }
}
