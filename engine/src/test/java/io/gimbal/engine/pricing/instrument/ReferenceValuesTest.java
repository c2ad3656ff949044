package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.ReferenceTable;
import org.junit.jupiter.api.Test;

/** The models against published values, each table at the accuracy of its source. */
class ReferenceValuesTest {
    private static final double SIXTY_DIGITS = 4e-15;

    @Test
    void shouldMatchSixtyDigitGreeksOfBlack76OnEachOutputsNaturalScale() {
        final ReferenceTable table = ReferenceTable.load("black76_mpmath_60dps.csv");
        final Valuation black = Valuation.of("black76");

        for (int row = 0; row < table.size(); row++) {
            set(black, table, row, "forward");
            final double forward = table.number(row, "forward");
            final double years = table.number(row, "T");
            final double vol = table.number(row, "vol");
            final double rootTime = Math.sqrt(years);
            final double scale = Math.max(forward, table.number(row, "strike"));
            near(black, row, Greek.PRICE, table.number(row, "price"), scale);
            near(black, row, Greek.DELTA, table.number(row, "delta_F"), 1.0);
            near(black, row, Greek.GAMMA, table.number(row, "gamma_F"), 0.4 / (forward * vol * rootTime));
            near(black, row, Greek.VEGA, table.number(row, "vega_per_1.00"), 0.4 * forward * rootTime);
            final double theta = table.number(row, "theta_dV_dt_at_fixed_F_per_year");
            near(black, row, Greek.THETA, theta, 0.2 * forward * vol / rootTime);
            near(black, row, Greek.VANNA, table.number(row, "vanna_d2V_dFdvol"), 0.4 / vol);
            near(black, row, Greek.VOLGA, table.number(row, "volga_d2V_dvol2"), 0.4 * forward * rootTime / vol);
            near(black, row, Greek.CHARM, table.number(row, "charm_dDelta_dt_per_year"), 0.4 / years);
        }
        assertThat(table.size()).isEqualTo(1000);
    }

    @Test
    void shouldMatchSixtyDigitGreeksOfCoinSettledOptions() {
        final ReferenceTable table = ReferenceTable.load("black76_mpmath_60dps.csv");
        final Valuation coin = Valuation.of("black76-inverse");

        for (int row = 0; row < table.size(); row++) {
            set(coin, table, row, "forward");
            final double forward = table.number(row, "forward");
            final double deviation = table.number(row, "vol") * Math.sqrt(table.number(row, "T"));
            final double scale = Math.max(1.0, table.number(row, "strike") / forward);
            near(coin, row, Greek.PRICE, table.number(row, "price_in_coin_V_over_F"), scale);
            near(coin, row, Greek.DELTA, table.number(row, "coin_delta_d(V/F)/dF"), scale / forward);
            final double gammaScale = (0.4 / deviation + 2.0 * scale) / (forward * forward);
            near(coin, row, Greek.GAMMA, table.number(row, "coin_gamma_d2(V/F)/dF2"), gammaScale);
        }
    }

    @Test
    void shouldMatchStratasTables() {
        final ReferenceTable forwards = ReferenceTable.load("strata_black76_call_prices.csv");
        final Valuation black = Valuation.of("black76").side(Input.CALL);
        for (int row = 0; row < forwards.size(); row++) {
            set(black, forwards, row, "forward");
            close(black, Greek.PRICE, forwards.number(row, "undiscounted_call_price"), 1e-12);
        }
        final ReferenceTable spots = ReferenceTable.load("strata_black_scholes_4p5y.csv");
        final Valuation scholes = Valuation.of("black-scholes").side(Input.CALL);
        for (int row = 0; row < spots.size(); row++) {
            set(scholes, spots, row, "spot");
            scholes.with("rate", spots.number(row, "r")).with("carry", spots.number(row, "carry_b"));
            close(scholes, Greek.PRICE, spots.number(row, "value"), 1e-12);
        }
        assertThat(forwards.size()).isEqualTo(63);
        assertThat(spots.size()).isEqualTo(441);
    }

    @Test
    void shouldMatchHaugsTable() {
        final ReferenceTable table = ReferenceTable.load("haug_european_values.csv");
        final Valuation scholes = Valuation.of("black-scholes");

        for (int row = 0; row < table.size(); row++) {
            set(scholes, table, row, "spot");
            final double rate = table.number(row, "r");
            scholes.with("rate", rate).with("carry", rate - table.number(row, "q"));
            scholes.side(table.isCall(row) ? Input.CALL : Input.PUT);
            close(scholes, Greek.PRICE, table.number(row, "value"), table.number(row, "abs_tol"));
        }
        assertThat(table.size()).isEqualTo(43);
    }

    @Test
    void shouldMatchVollibsGreeksByTheSpot() {
        final ReferenceTable table = ReferenceTable.load("vollib_black_scholes_greeks.csv");
        final Valuation scholes = Valuation.of("black-scholes");

        for (int row = 0; row < table.size(); row++) {
            set(scholes, table, row, "spot");
            scholes.with("rate", table.number(row, "r")).with("carry", table.number(row, "r"));
            for (final String side : new String[] {"call", "put"}) {
                scholes.side(side.equals("call") ? Input.CALL : Input.PUT);
                close(scholes, Greek.PRICE, table.number(row, side + "_price"), 1e-6);
                close(scholes, Greek.DELTA, table.number(row, side + "_delta"), 1e-6);
                close(scholes, Greek.GAMMA, table.number(row, side + "_gamma"), 1e-6);
                close(scholes, Greek.VEGA, table.number(row, side + "_vega_per_1.00_vol"), 1e-6);
                close(scholes, Greek.THETA, table.number(row, side + "_theta_per_year"), 1e-6);
                close(scholes, Greek.RHO, table.number(row, side + "_rho_per_1.00"), 1e-6);
            }
        }
        assertThat(table.size()).isEqualTo(101);
    }

    @Test
    void shouldMatchQuantLibsCalculatorInEveryQuantity() {
        final ReferenceTable table = ReferenceTable.load("quantlib_blackcalculator.csv");

        for (int row = 0; row < table.size(); row++) {
            final double side = table.isCall(row) ? Input.CALL : Input.PUT;
            final double spot = table.text(row, "spot").isEmpty() ? Double.NaN : table.number(row, "spot");
            final QuantLib calculator = new QuantLib(
                    side,
                    table.number(row, "forward"),
                    table.number(row, "strike"),
                    table.number(row, "stddev"),
                    table.number(row, "discount"),
                    spot);
            assertThat(calculator.quantity(table.text(row, "quantity")))
                    .as("row %d %s", row, table.text(row, "quantity"))
                    .isCloseTo(table.number(row, "value"), within(table.number(row, "abs_tol")));
        }
        assertThat(table.size()).isEqualTo(25);
    }

    /** The calculator's quantities, at one year, from the registered models. */
    private static final class QuantLib {
        private final double spot;
        private final double strike;
        private final double forward;
        private final double discount;
        private final Valuation byForward;
        private final Valuation bySpot;

        QuantLib(
                final double side,
                final double forward,
                final double strike,
                final double stdDev,
                final double discount,
                final double spot) {
            this.spot = spot;
            this.strike = strike;
            this.forward = forward;
            this.discount = discount;
            final double rate = -Math.log(discount);
            byForward =
                    model("black76-discounted", forward, strike, stdDev, side).with("rate", rate);
            bySpot = model("black-scholes", spot, strike, stdDev, side)
                    .with("rate", rate)
                    .with("carry", Math.log(forward / spot));
        }

        private static Valuation model(
                final String name, final double underlying, final double strike, final double vol, final double side) {
            return Valuation.of(name).at(underlying, strike, 1.0, vol).side(side);
        }

        double quantity(final String name) {
            return switch (name) {
                case "value" -> byForward.value(Greek.PRICE);
                case "DeltaFwd" -> byForward.value(Greek.DELTA);
                case "GammaFwd" -> byForward.value(Greek.GAMMA);
                case "Delta" -> bySpot.value(Greek.DELTA);
                case "Gamma" -> bySpot.value(Greek.GAMMA);
                case "Theta" -> bySpot.value(Greek.THETA);
                case "Vega" -> bySpot.value(Greek.VEGA);
                case "Rho" -> bySpot.value(Greek.RHO);
                case "Vanna" -> bySpot.value(Greek.VANNA);
                case "Volga" -> bySpot.value(Greek.VOLGA);
                case "StrikeSensitivity" -> bySpot.value(Greek.DUAL_DELTA);
                // The value is homogeneous of degree one in spot and strike.
                case "StrikeGamma" -> bySpot.value(Greek.GAMMA) * (spot / strike) * (spot / strike);
                // A dividend yield lowers the carry and nothing else.
                case "DividendRho" -> -spot * bySpot.value(Greek.DELTA);
                case "Elasticity" -> bySpot.value(Greek.DELTA) * spot / bySpot.value(Greek.PRICE);
                case "ElasticityFwd" -> byForward.value(Greek.DELTA) * forward / byForward.value(Greek.PRICE);
                case "ItmCashProb" -> digital("cash") / discount;
                case "ItmAssetProb" -> digital("asset") / (discount * forward);
                default -> throw new AssertionError("unknown quantity: " + name);
            };
        }

        private double digital(final String kind) {
            final Valuation digital = Valuation.of("black76-discounted-" + kind + "-digital");
            System.arraycopy(byForward.values(), 0, digital.values(), 0, digital.values().length);
            return digital.value(Greek.PRICE);
        }
    }

    private static void set(final Valuation model, final ReferenceTable table, final int row, final String underlying) {
        model.at(
                table.number(row, underlying),
                table.number(row, "strike"),
                table.number(row, "T"),
                table.number(row, "vol"));
        if (underlying.equals("forward") && model.model().name().startsWith("black76") && table.size() == 1000) {
            model.side(table.isCall(row) ? Input.CALL : Input.PUT);
        }
    }

    private static void near(
            final Valuation model, final int row, final Greek greek, final double expected, final double scale) {
        assertThat(model.value(greek))
                .as("row %d %s %s", row, greek, model)
                .isCloseTo(expected, within(SIXTY_DIGITS * scale));
    }

    private static void close(final Valuation model, final Greek greek, final double expected, final double tolerance) {
        assertThat(model.value(greek)).as("%s %s", greek, model).isCloseTo(expected, within(tolerance));
    }
}
