package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionCombosTest {
    private static final double YEARS = 0.3;

    @Test
    void shouldBeTheSumOfItsLegsInEveryGreek() {
        for (final String suffix : new String[] {"", "-inverse"}) {
            for (final double side : new double[] {Input.CALL, Input.PUT}) {
                final double other = -side;
                same(combo("vertical", suffix).side(side), suffix, new double[][] {
                    {1, side, 90, YEARS, 0.7}, {-1, side, 110, YEARS, 0.6}
                });
                same(combo("butterfly", suffix).side(side), suffix, new double[][] {
                    {1, side, 85, YEARS, 0.75}, {-2, side, 100, YEARS, 0.65}, {1, side, 120, YEARS, 0.68}
                });
                same(combo("calendar", suffix).side(side), suffix, new double[][] {
                    {-1, side, 100, 0.1, 0.8}, {1, side, 100, 0.5, 0.66}
                });
                same(combo("straddle", suffix), suffix, new double[][] {
                    {1, side, 100, YEARS, 0.65}, {1, other, 100, YEARS, 0.65}
                });
            }
            same(combo("strangle", suffix), suffix, new double[][] {
                {1, Input.PUT, 80, YEARS, 0.9}, {1, Input.CALL, 125, YEARS, 0.72}
            });
            same(combo("risk-reversal", suffix), suffix, new double[][] {
                {-1, Input.PUT, 80, YEARS, 0.9}, {1, Input.CALL, 125, YEARS, 0.72}
            });
        }
    }

    @Test
    void shouldHoldAFutureAgainstTheCall() {
        final Valuation covered = covered();
        final Valuation put =
                Valuation.of("black-scholes").at(97.0, 100.0, YEARS, 0.65).side(Input.PUT);
        put.with("rate", 0.04).with("carry", 0.02);

        // Future bought at 95 less a call of 100 is a short put of 100 and the discounted 5 between the two.
        final double expected = -put.value(Greek.PRICE) + 5.0 * Math.exp(-0.04 * YEARS);
        assertThat(covered.value(Greek.PRICE)).isCloseTo(expected, within(1e-12));
        assertThat(covered.value(Greek.DELTA)).isCloseTo(-put.value(Greek.DELTA), within(1e-14));
        assertThat(covered.value(Greek.VEGA)).isCloseTo(-put.value(Greek.VEGA), within(1e-12));
    }

    @Test
    void shouldPayWhatItsNameSaysAtExpiry() {
        assertThat(paid("vertical", 130.0)).isCloseTo(20.0, within(1e-12));
        assertThat(paid("vertical", 80.0)).isEqualTo(0.0);
        assertThat(paid("straddle", 93.0)).isCloseTo(7.0, within(1e-12));
        assertThat(paid("strangle", 100.0)).isEqualTo(0.0);
        assertThat(paid("strangle", 70.0)).isCloseTo(10.0, within(1e-12));
        assertThat(paid("risk-reversal", 70.0)).isCloseTo(-10.0, within(1e-12));
        assertThat(paid("risk-reversal", 130.0)).isCloseTo(5.0, within(1e-12));
        assertThat(paid("butterfly", 100.0)).isCloseTo(15.0, within(1e-12));
        assertThat(covered().with("T", 0.0).with("spot", 140.0).value(Greek.PRICE))
                .isCloseTo(5.0, within(1e-12));
    }

    @Test
    void shouldTakeEachVolatilityForItsOwnLegOnly() {
        final Valuation combo = combo("vertical", "");
        final double before = combo.value(Greek.PRICE);

        assertThat(combo.with("vol_long", 0.71).value(Greek.PRICE)).isGreaterThan(before);
        assertThat(combo.with("vol_long", 0.7).with("vol_short", 0.61).value(Greek.PRICE))
                .isLessThan(before);
        assertThat(combo.with("vol_short", Double.NaN).evaluate()).isFalse();
    }

    /** Long a future bought at 95, short a call: a desk's own list of legs. */
    private static Valuation covered() {
        final List<OptionCombo.Leg> legs = List.of(
                new OptionCombo.Leg(1.0, OptionCombo.Kind.FUTURE, "entry", "T", "vol"),
                new OptionCombo.Leg(-1.0, OptionCombo.Kind.CALL, "strike", "T", "vol"));
        final OptionCombo combo =
                new OptionCombo("covered-call", "covered call", Dynamics.BLACK_SCHOLES, Settlement.LINEAR, legs);
        return new Valuation(combo)
                .at(97.0, 100.0, YEARS, 0.65)
                .with("rate", 0.04)
                .with("carry", 0.02)
                .with("entry", 95.0);
    }

    private static double paid(final String title, final double spot) {
        return combo(title, "").with("T", 0.0).with("spot", spot).value(Greek.PRICE);
    }

    private static Valuation combo(final String title, final String suffix) {
        return Valuation.of("black-scholes-" + title + suffix)
                .at(97.0, 100.0, YEARS, 0.65)
                .side(Input.CALL)
                .with("rate", 0.04)
                .with("carry", 0.02)
                .with("strike_long", 90.0)
                .with("vol_long", 0.7)
                .with("strike_short", 110.0)
                .with("vol_short", 0.6)
                .with("strike_put", 80.0)
                .with("vol_put", 0.9)
                .with("strike_call", 125.0)
                .with("vol_call", 0.72)
                .with("strike_low", 85.0)
                .with("vol_low", 0.75)
                .with("strike_middle", 100.0)
                .with("vol_middle", 0.65)
                .with("strike_high", 120.0)
                .with("vol_high", 0.68)
                .with("T_near", 0.1)
                .with("vol_near", 0.8)
                .with("T_far", 0.5)
                .with("vol_far", 0.66);
    }

    private static void same(final Valuation combo, final String suffix, final double[][] legs) {
        final Valuation single =
                Valuation.of("black-scholes" + suffix).with("rate", 0.04).with("carry", 0.02);
        for (final Greek greek : Greek.values()) {
            double sum = 0.0;
            double size = 0.0;
            for (final double[] leg : legs) {
                single.at(97.0, leg[2], leg[3], leg[4]).side(leg[1]);
                sum += leg[0] * single.value(greek);
                size += Math.abs(leg[0] * single.value(greek));
            }
            assertThat(combo.value(greek)).as("%s %s", greek, combo).isCloseTo(sum, within(1e-14 * size));
            assertThat(size).isGreaterThan(0.0);
        }
    }
}
