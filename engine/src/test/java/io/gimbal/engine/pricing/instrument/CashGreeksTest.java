package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CashGreeksTest {
    private static final double UNDERLYING = 60_000.0;

    private final Valuation model = Valuation.of("black-scholes")
            .at(UNDERLYING, 65_000.0, 0.25, 0.6)
            .side(Input.CALL)
            .with("rate", 0.04)
            .with("carry", 0.01);

    @ParameterizedTest
    @CsvSource({
        "PRICE, 1",
        "DELTA, 60000",
        "GAMMA, 36e6",
        "VEGA, 0.01",
        "THETA, 0.0027397260273972603",
        "RHO, 0.0001",
        "VANNA, 600",
        "VOLGA, 0.0001",
        "CHARM, 164.38356164383562",
        "SPEED, 216e8",
        "ZOMMA, 360000",
        "COLOR, 98630.1369863013698",
        "VETA, 2.7397260273972603e-5",
        "DUAL_DELTA, 1"
    })
    void shouldScaleEachDerivativeByTheMoveOfADay(final Greek greek, final double factor) {
        assertThat(CashGreeks.factor(greek, UNDERLYING)).isCloseTo(factor, within(1e-12 * factor));
    }

    @Test
    void shouldForetellWhatADayBrings() {
        final Greeks cash = new Greeks();
        CashGreeks.convert(model.greeks(), UNDERLYING, cash);
        final double before = model.value(Greek.PRICE);

        // The underlying rises by 1 %, volatility by one point, rates by ten basis points, and a day passes.
        model.shift(Role.UNDERLYING, 0.01 * UNDERLYING);
        model.shift(Role.VOL, 0.01);
        model.shift(Role.RATE, 0.001);
        model.shift(Role.TIME, -1.0 / 365.0);

        final double change = cash.value(Greek.DELTA) / 100.0
                + cash.value(Greek.GAMMA) / 200.0
                + cash.value(Greek.SPEED) / 600.0
                + cash.value(Greek.VEGA)
                + cash.value(Greek.VOLGA) / 2.0
                + cash.value(Greek.VANNA) / 100.0
                + cash.value(Greek.ZOMMA) / 200.0
                + cash.value(Greek.THETA)
                + cash.value(Greek.CHARM) / 100.0
                + cash.value(Greek.COLOR) / 200.0
                + cash.value(Greek.VETA)
                + 10.0 * cash.value(Greek.RHO);
        assertThat(model.value(Greek.PRICE) - before).isCloseTo(change, within(0.005 * change));
    }

    @Test
    void shouldConvertInPlace() {
        final Greeks greeks = new Greeks();
        greeks.set(Greek.DELTA, 0.5);

        CashGreeks.convert(greeks, UNDERLYING, greeks);

        assertThat(greeks.value(Greek.DELTA)).isEqualTo(30_000.0);
    }
}
