package io.gimbal.engine.greeks;

import static io.gimbal.engine.greeks.BookRig.NOW_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The half hour in which the settlement price is formed: a share f of the average is still to come. */
class DeliveryWindowGreeksTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final double INDEX = 30_000;
    private static final double VOL = 0.8;
    private static final double QUANTITY = 5;

    private final OptionGreeks unit = new OptionGreeks();

    /** A book of one option, the venue's estimate of the average told now. */
    private static BookRig rig(
            final double index,
            final double estimate,
            final boolean isInverse,
            final double strike,
            final int minutes) {
        final BookRig rig = new BookRig(index, index);
        final long expiryNs = NOW_NS + minutes * MINUTE_NS;
        rig.hold(rig.option(isInverse, true, strike, expiryNs, VOL), QUANTITY, 0);
        rig.forward(expiryNs, estimate);
        return rig;
    }

    private static double years(final int minutes) {
        return minutes / (365.0 * 24 * 60);
    }

    @ParameterizedTest
    @CsvSource({"29, 30010", "15, 29950", "3, 30000", "1, 30005", "45, 30100"})
    void shouldCountTheShareStillToCome(final int minutes, final double strike) {
        final double f = Math.min(minutes / 30.0, 1);
        final BookRig rig = rig(INDEX, INDEX, true, strike, minutes);

        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);

        Black76.evaluate(true, INDEX, strike, years(minutes), VOL, unit);
        final double coinValue = unit.price() / INDEX;
        final ExpirySums sums = rig.greeks.expiry(0);
        assertThat(sums.windowFraction()).isCloseTo(f, within(1e-15));
        assertThat(ledger.optionDelta()).isCloseTo(QUANTITY * f * unit.delta(), within(1e-12));
        assertThat(ledger.raw(DeltaSense.COIN_NEUTRAL))
                .isCloseTo(QUANTITY * f * (unit.delta() - coinValue), within(1e-12));
        assertThat(sums.gamma()).isCloseTo(QUANTITY * f * f * unit.gamma(), within(1e-14));
        assertThat(sums.vanna()).isCloseTo(QUANTITY * f * unit.vanna(), within(1e-9));
        assertThat(ledger.coinEquity()).as("worth what it is worth").isCloseTo(QUANTITY * coinValue, within(1e-14));
        assertThat(ledger.raw(DeltaSense.VENUE))
                .as("the venue decays the delta but not the mark")
                .isCloseTo(QUANTITY * (f * unit.delta() - coinValue), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"25, 30000, 30020", "12, 29800, 29900", "4, 30500, 30480", "20, 30100, 30000"})
    void shouldBeTheSlopeOfAnExplicitAverage(final int minutes, final double average, final double strike) {
        final double f = minutes / 30.0;
        final OracleBook oracle = new OracleBook();
        oracle.add(new OracleBook.Option(
                false, true, QUANTITY, strike, years(minutes), VOL, 1, new OracleBook.Window(f, average)));
        final double estimate = f * INDEX + (1 - f) * average;

        final BookRig rig = rig(INDEX, estimate, false, strike, minutes);
        rig.evaluate(Projection.UNIT);

        final double h = 0.5;
        final double slope = (oracle.usdEquity(INDEX + h) - oracle.usdEquity(INDEX - h)) / (2 * h);
        final double bend =
                (oracle.usdEquity(INDEX + h) - 2 * oracle.usdEquity(INDEX) + oracle.usdEquity(INDEX - h)) / (h * h);
        assertThat(rig.greeks.expiry(0).optionDelta()).isCloseTo(slope, within(1e-5));
        assertThat(rig.greeks.expiry(0).gamma()).isCloseTo(bend, within(1e-6));
        assertThat(rig.greeks.ledger().usdEquity()).isCloseTo(oracle.usdEquity(INDEX), within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"25", "12", "4"})
    void shouldBeTheSlopeOfACoinSettledAverageWhenTheAverageIsAtTheIndex(final int minutes) {
        final OracleBook oracle = new OracleBook();
        oracle.coinCash = 2;
        oracle.add(new OracleBook.Option(
                true, true, QUANTITY, 30_010, years(minutes), VOL, 1, new OracleBook.Window(minutes / 30.0, INDEX)));

        final BookRig rig = rig(INDEX, INDEX, true, 30_010, minutes);
        rig.cash(2, 0);
        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);

        assertThat(ledger.raw(DeltaSense.COIN_NEUTRAL)).isCloseTo(oracle.coinDelta(INDEX), within(1e-6));
        assertThat(ledger.raw(DeltaSense.USD_NEUTRAL)).isCloseTo(oracle.usdDelta(INDEX), within(1e-6));
    }

    @Test
    void shouldMoveTheEstimateByTheShareOfTheIndexMove() {
        final BookRig rig = rig(INDEX, 29_900, true, 30_000, 15);
        rig.coin.onIndex(30_100, NOW_NS);
        rig.evaluate(Projection.UNIT);

        assertThat(rig.greeks.expiry(0).forward()).isEqualTo(29_900 + 0.5 * 100);
    }

    @Test
    void shouldKeepTheForwardsRatioToTheIndexBeforeTheWindow() {
        final BookRig rig = rig(INDEX, 30_300, true, 30_000, 31);
        rig.coin.onIndex(31_000, NOW_NS);
        rig.evaluate(Projection.UNIT);

        assertThat(rig.greeks.expiry(0).forward()).isCloseTo(31_000 * 1.01, within(1e-9));
        assertThat(rig.greeks.expiry(0).windowFraction()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"45", "29", "15", "4"})
    void shouldHaveCharmAsTheSlopeOfDeltaInTime(final int minutes) {
        final long h = 100_000_000L;
        final BookRig rig = rig(INDEX, INDEX, true, 30_030, minutes);
        rig.evaluateAt(Projection.UNIT, NOW_NS - h);
        final double before = rig.greeks.expiry(0).optionDelta();
        rig.evaluateAt(Projection.UNIT, NOW_NS + h);
        final double after = rig.greeks.expiry(0).optionDelta();
        rig.evaluate(Projection.UNIT);

        final double perYear = (after - before) / (2.0 * h / (365.0 * BookRig.DAY_NS));
        assertThat(rig.greeks.charmPerYear()).isCloseTo(perYear, within(Math.abs(perYear) * 1e-6));
    }

    @Test
    void shouldHaveNoDeltaLeftAndItsIntrinsicValueAfterExpiry() {
        final BookRig rig = rig(INDEX, 30_200, true, 30_000, 0);
        final BookLine unseen = rig.option(true, false, 30_500, NOW_NS, 0.5);
        rig.hold(unseen, 1, 0);
        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);

        assertThat(ledger.optionDelta()).isZero();
        assertThat(ledger.premiumAdjustment()).isZero();
        assertThat(ledger.coinEquity()).isCloseTo((QUANTITY * 200 + 300) / 30_200, within(1e-15));
        assertThat(rig.greeks.charmPerYear()).isZero();
        assertThat(rig.greeks.expiry(0).timeToExpiryYears()).isZero();
    }

    @Test
    void shouldFadeADatedFutureWithTheWindow() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final long expiryNs = NOW_NS + 6 * MINUTE_NS;
        rig.hold(rig.future(false, expiryNs), 3, 29_000);
        rig.forward(expiryNs, 30_000);

        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);

        assertThat(ledger.futuresDelta()).isCloseTo(3 * 0.2, within(1e-15));
        assertThat(ledger.usdEquity()).isEqualTo(3_000);
    }
}
