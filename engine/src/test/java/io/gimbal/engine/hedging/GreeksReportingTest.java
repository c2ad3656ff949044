package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.Settlement;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What the Greeks events say beyond delta, gamma and vega: higher Greeks against differences of Black's, uncertainties
 * against the quotes that the test gave. A call and a put on a forward of 30,300, which is 1.01 times the perpetual.
 */
class GreeksReportingTest {
    private static final int CALL = 2;
    private static final int PUT = 3;
    private static final double FORWARD = 30_300;
    private static final double VOL = 0.6;
    private static final double CALLS = 2;
    private static final double PUTS = -3;
    private static final double BETA = 1.01;
    private static final double DAYS_PER_YEAR = 365;

    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final OptionGreeks option = new OptionGreeks();

    /** The desk holds both options; whatever is quoted was quoted before. */
    private GreeksSnapshotDecoder snapshot() {
        desk.hedge(0, new DeskPolicy().projection(Projection.FORWARD_OVER_HEDGE));
        desk.position(CALL, CALLS, 0);
        desk.position(PUT, PUTS, 0);
        desk.executeAll();
        desk.waitNs(SECOND_NS);
        desk.forward(0, EXPIRY_NS, FORWARD);
        desk.timer();
        desk.waitNs(SECOND_NS);
        desk.timer();
        return Outputs.last(desk.outputs.greeks());
    }

    private ExpiryGreeksDecoder expiry() {
        return Outputs.last(desk.outputs.expiryGreeks());
    }

    private void define() {
        desk.call(CALL, 0, EXPIRY_NS, 31_000);
        desk.put(PUT, 0, EXPIRY_NS, 28_000);
        ticker(CALL, 0, 0);
        ticker(PUT, 0, 0);
    }

    private void ticker(final int instrument, final double bidVol, final double askVol) {
        desk.event(events -> {
            final var ticker = events.ticker()
                    .instrumentId(instrument)
                    .markVol(scaled(VOL))
                    .markPrice(scaled(0.05));
            if (bidVol > 0) {
                ticker.bidVol(scaled(bidVol));
            }
            if (askVol > 0) {
                ticker.askVol(scaled(askVol));
            }
        });
    }

    private double years() {
        return (EXPIRY_NS - desk.nowNs()) / (DAYS_PER_YEAR * 86_400 * 1e9);
    }

    private OptionGreeks black(final int instrument, final double f, final double dk, final double t, final double v) {
        final boolean isCall = instrument == CALL;
        assertThat(Black76.evaluate(isCall, f, (isCall ? 31_000 : 28_000) + dk, t, v, option))
                .isTrue();
        return option;
    }

    /** One of Black's Greeks of the book, everything moved by so much. */
    private double ofBook(
            final ToDoubleFunction<OptionGreeks> greek,
            final double df,
            final double dk,
            final double dt,
            final double dv) {
        final double f = FORWARD + df;
        final double t = years() + dt;
        return CALLS * greek.applyAsDouble(black(CALL, f, dk, t, VOL + dv))
                + PUTS * greek.applyAsDouble(black(PUT, f, dk, t, VOL + dv));
    }

    @Test
    void shouldReportHigherGreeksAsDifferencesOfLowerOnes() {
        define();
        snapshot();

        final double h = 3;
        final double speed =
                (ofBook(OptionGreeks::gamma, h, 0, 0, 0) - ofBook(OptionGreeks::gamma, -h, 0, 0, 0)) / (2 * h);
        final double v = 1e-4;
        final double zomma =
                (ofBook(OptionGreeks::gamma, 0, 0, 0, v) - ofBook(OptionGreeks::gamma, 0, 0, 0, -v)) / (2 * v);
        final double t = 1e-5;
        final double color =
                (ofBook(OptionGreeks::gamma, 0, 0, -t, 0) - ofBook(OptionGreeks::gamma, 0, 0, t, 0)) / (2 * t);
        final double veta =
                (ofBook(OptionGreeks::vega, 0, 0, -t, 0) - ofBook(OptionGreeks::vega, 0, 0, t, 0)) / (2 * t);
        final double dual =
                (ofBook(OptionGreeks::price, 0, h, 0, 0) - ofBook(OptionGreeks::price, 0, -h, 0, 0)) / (2 * h);
        final ExpiryGreeksDecoder expiry = expiry();
        assertThat(expiry.speed()).isCloseTo(speed, relative(speed)).isNotZero();
        assertThat(expiry.zomma()).isCloseTo(zomma, relative(zomma));
        assertThat(expiry.colorPerDay()).isCloseTo(color / DAYS_PER_YEAR, relative(color / DAYS_PER_YEAR));
        assertThat(expiry.vetaPerVolPointAndDay())
                .isCloseTo(veta / 100 / DAYS_PER_YEAR, relative(veta / 100 / DAYS_PER_YEAR));
        assertThat(expiry.dualDelta()).isCloseTo(dual, relative(dual));
    }

    private static Offset<Double> relative(final double value) {
        return within(1e-5 * Math.abs(value));
    }

    @Test
    void shouldCertifyADeltaThatIsAsCloseAsItSays() {
        define();
        final GreeksSnapshotDecoder snapshot = snapshot();
        final ExpiryGreeksDecoder expiry = expiry();

        assertThat(expiry.deltaError()).isPositive().isLessThan(1e-9);
        assertThat(expiry.optionDelta())
                .isCloseTo(ofBook(OptionGreeks::delta, 0, 0, 0, 0), within(expiry.deltaError()));
        assertThat(snapshot.deltaError()).isCloseTo(expiry.deltaError() * BETA, within(1e-20));
        assertThat(expiry.isFitted()).as("two strikes do not pay for a fit").isEqualTo(BooleanType.FALSE);
    }

    @Test
    void shouldTakeTheSpreadOfVolatilitiesThatTheVenueTells() {
        define();
        ticker(CALL, 0.58, 0.63);
        ticker(PUT, 0.55, 0.65);
        final GreeksSnapshotDecoder snapshot = snapshot();

        final double call =
                Math.abs(CALLS * black(CALL, FORWARD, 0, years(), VOL).vanna()) * 0.025;
        final double put = Math.abs(PUTS * black(PUT, FORWARD, 0, years(), VOL).vanna()) * 0.05;
        assertThat(expiry().volUncertainty()).as("against us, never netted").isCloseTo(call + put, within(1e-9));
        assertThat(snapshot.volUncertainty()).isCloseTo((call + put) * BETA, within(1e-9));
        assertThat(expiry().unquotedAmount()).isZero();
    }

    @Test
    void shouldFallBackOnTheSpreadOfPricesWithoutVolatilities() {
        define();
        ticker(PUT, 0.55, 0.65);
        desk.quote(CALL, 0.06, 0.064);
        snapshot();

        black(CALL, FORWARD, 0, years(), VOL);
        final double halfSpread = 0.002 * FORWARD / option.vega();
        final double call = Math.abs(CALLS * option.vanna()) * halfSpread;
        final double put = Math.abs(PUTS * black(PUT, FORWARD, 0, years(), VOL).vanna()) * 0.05;
        assertThat(expiry().volUncertainty()).isCloseTo(call + put, within(1e-9));
        assertThat(expiry().unquotedAmount()).isZero();
    }

    @Test
    void shouldCountAsUnquotedWhatHasOneSideOrNone() {
        define();
        ticker(CALL, 0.58, 0);
        desk.quote(CALL, 0.06, 0);
        snapshot();

        assertThat(expiry().volUncertainty()).isZero();
        assertThat(expiry().unquotedAmount()).as("gross, both options").isEqualTo(5);

        ticker(PUT, 0.55, 0.65);
        desk.waitNs(SECOND_NS);
        desk.timer();
        assertThat(expiry().unquotedAmount()).isEqualTo(2);
        assertThat(expiry().volUncertainty()).isPositive();

        ticker(PUT, 0, 0.65);
        desk.waitNs(SECOND_NS);
        desk.timer();
        assertThat(expiry().unquotedAmount())
                .as("a side that is gone is forgotten")
                .isEqualTo(5);
    }

    @Test
    void shouldTakeTheForwardsSpreadFromItsFutureOrElseFromTheHedge() {
        define();
        final GreeksSnapshotDecoder snapshot = snapshot();
        final double gamma = Math.abs(ofBook(OptionGreeks::gamma, 0, 0, 0, 0));

        assertThat(expiry().forwardUncertainty()).isCloseTo(gamma * 0.5 * BETA, within(1e-12));
        assertThat(snapshot.forwardUncertainty()).isCloseTo(gamma * 0.5 * BETA * BETA, within(1e-12));

        desk.quote(FUTURE, 30_290, 30_310);
        desk.waitNs(SECOND_NS);
        desk.timer();
        assertThat(expiry().forwardUncertainty()).isCloseTo(gamma * 10, within(1e-8));
    }

    @Test
    void shouldSayThatAFitGaveTheSumsOfALargeStrip() {
        desk.hedge(0, new DeskPolicy().projection(Projection.FORWARD_OVER_HEDGE));
        for (int i = 0; i < 400; i++) {
            final int id = 10 + i;
            desk.call(id, 0, EXPIRY_NS, 20_000 + 50 * i);
            ticker(id, 0, 0);
            desk.position(id, 0.1, 0);
        }
        desk.executeAll();
        boolean isFitted = false;
        for (int i = 0; i < 3_000 && !isFitted; i++) {
            desk.waitNs(SECOND_NS / 50);
            HedgingDesk.market(desk, 30_000 + i % 7);
            desk.executeAll();
            isFitted = !desk.outputs.expiryGreeks().isEmpty() && expiry().isFitted() == BooleanType.TRUE;
        }

        assertThat(isFitted).isTrue();
        assertThat(expiry().deltaError()).isPositive().isLessThan(1e-9 * 40);
        double delta = 0;
        for (int i = 0; i < 400; i++) {
            Black76.evaluate(true, expiry().forward(), 20_000 + 50 * i, expiry().timeToExpiryYears(), VOL, option);
            delta += 0.1 * option.delta();
        }
        assertThat(expiry().optionDelta()).isCloseTo(delta, within(expiry().deltaError() + 1e-12));
    }

    @Test
    void shouldReportALinearBooksSpreadInItsOwnDollars() {
        desk.option(CALL, 0, EXPIRY_NS, 31_000, OptionType.CALL, Settlement.LINEAR);
        desk.put(PUT, 0, EXPIRY_NS, 28_000);
        ticker(CALL, 0, 0);
        ticker(PUT, 0.6, 0.6);
        desk.quote(CALL, 1_800, 1_900);
        snapshot();

        black(CALL, FORWARD, 0, years(), VOL);
        assertThat(expiry().volUncertainty())
                .isCloseTo(Math.abs(CALLS * option.vanna()) * 50 / option.vega(), within(1e-9));
    }
}
