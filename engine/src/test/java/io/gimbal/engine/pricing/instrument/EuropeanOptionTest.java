package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds between the payoffs of every dynamics and settlement, in value and in every Greek. */
class EuropeanOptionTest {
    private static final long SEED = 19_001_973L;
    private static final int DRAWS = 500;
    private static final double TOLERANCE = 1e-12;

    static Stream<Arguments> combinations() {
        return Arrays.stream(Dynamics.values())
                .flatMap(dynamics ->
                        Arrays.stream(Settlement.values()).map(settlement -> Arguments.of(dynamics, settlement)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldLeaveTheForwardContractBetweenCallAndPut(final Dynamics dynamics, final Settlement settlement) {
        final Family family = new Family(dynamics, settlement);
        family.forEachDraw((scales, at) -> {
            final Greeks call = family.of(Payoff.VANILLA, Input.CALL);
            final Greeks put = family.of(Payoff.VANILLA, Input.PUT);
            final Greeks forward = family.of(Payoff.FORWARD, Input.CALL);
            for (final Greek greek : Greek.values()) {
                final double scale = scales.value(greek) + Math.abs(call.value(greek)) + Math.abs(put.value(greek));
                assertThat(call.value(greek) - put.value(greek))
                        .as("%s %s", greek, at)
                        .isCloseTo(forward.value(greek), within(TOLERANCE * scale));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldPayOneWayOrTheOtherWhenDigital(final Dynamics dynamics, final Settlement settlement) {
        final Family family = new Family(dynamics, settlement);
        family.forEachDraw((scales, at) -> {
            final Greeks call = family.of(Payoff.CASH_DIGITAL, Input.CALL);
            final Greeks put = family.of(Payoff.CASH_DIGITAL, Input.PUT);
            final double money = family.moneyNow();
            final double sum = call.value(Greek.PRICE) + put.value(Greek.PRICE);
            assertThat(sum).as(at).isCloseTo(money, within(TOLERANCE * money));
            for (final Greek greek : new Greek[] {Greek.VEGA, Greek.VOLGA, Greek.DUAL_DELTA}) {
                final double scale = Math.abs(call.value(greek)) + 1e-3 * money;
                assertThat(call.value(greek) + put.value(greek))
                        .as("%s %s", greek, at)
                        .isCloseTo(0.0, within(TOLERANCE * scale));
            }
        });
    }

    /** (S - K)+ = S 1{S > K} - K 1{S > K}: in and out of the strike make the vanilla option. */
    @ParameterizedTest
    @MethodSource("combinations")
    void shouldMakeTheVanillaOptionOfItsDigitals(final Dynamics dynamics, final Settlement settlement) {
        final Family family = new Family(dynamics, settlement);
        family.forEachDraw((scales, at) -> {
            for (final double side : new double[] {Input.CALL, Input.PUT}) {
                final Greeks vanilla = family.of(Payoff.VANILLA, side);
                final Greeks asset = family.of(Payoff.ASSET_DIGITAL, side);
                final Greeks cash = family.of(Payoff.CASH_DIGITAL, side);
                for (final Greek greek : Greek.values()) {
                    // The strike is a factor of the cash part, whose derivative by it has the cash itself.
                    final double byStrike = greek == Greek.DUAL_DELTA ? cash.value(Greek.PRICE) : 0.0;
                    final double strike = family.strike();
                    final double cashPart = strike * cash.value(greek) + byStrike;
                    final double scale = scales.value(greek) + Math.abs(asset.value(greek)) + Math.abs(cashPart);
                    assertThat(side * (asset.value(greek) - cashPart))
                            .as("%s %s %s", greek, side, at)
                            .isCloseTo(vanilla.value(greek), within(TOLERANCE * scale));
                }
            }
        });
    }

    /** All payoffs of one dynamics and settlement, with the same inputs. */
    private static final class Family {
        private final Map<Payoff, Valuation> models = new EnumMap<>(Payoff.class);
        private final Valuation vanilla;

        Family(final Dynamics dynamics, final Settlement settlement) {
            for (final Payoff payoff : Payoff.values()) {
                models.put(payoff, new Valuation(new EuropeanOption(dynamics, payoff, settlement)));
            }
            vanilla = of(Payoff.VANILLA);
        }

        void forEachDraw(final Check check) {
            final SplittableRandom random = new SplittableRandom(SEED);
            for (int draw = 0; draw < DRAWS; draw++) {
                Draws.fill(vanilla, random, 100.0);
                for (int i = 0; i < vanilla.inputs().size(); i++) {
                    for (final Valuation model : models.values()) {
                        model.with(vanilla.inputs().get(i).name(), vanilla.values()[i]);
                    }
                }
                check.on(scales(), "seed=" + SEED + " draw=" + draw + " " + vanilla);
            }
        }

        Greeks of(final Payoff payoff, final double side) {
            final Greeks copy = new Greeks();
            copy.copyFrom(of(payoff).side(side).greeks());
            return copy;
        }

        double strike() {
            return vanilla.first(Role.STRIKE);
        }

        /** One unit of money at expiry, in the numeraire, now. */
        double moneyNow() {
            final Valuation forward = of(Payoff.FORWARD);
            return -forward.value(Greek.DUAL_DELTA);
        }

        private Valuation of(final Payoff payoff) {
            return Objects.requireNonNull(models.get(payoff));
        }

        private Greeks scales() {
            final Greeks scales = new Greeks();
            final double money = moneyNow() * vanilla.first(Role.UNDERLYING);
            for (final Greek greek : Greek.values()) {
                scales.set(greek, money * Draws.perGreek(vanilla, greek));
            }
            return scales;
        }
    }

    /** What is asserted of one draw. */
    private interface Check {
        void on(Greeks scales, String at);
    }
}
