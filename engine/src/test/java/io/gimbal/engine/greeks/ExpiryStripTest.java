package io.gimbal.engine.greeks;

import static io.gimbal.engine.greeks.BookRig.DAY_NS;
import static io.gimbal.engine.greeks.BookRig.NOW_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls and puts of a strike that share a volatility are one record; whatever is netted is worth the same. */
class ExpiryStripTest {
    private static final double FORWARD = 30_000;
    private static final double YEARS = 30 / 365.0;
    private static final long EXPIRY_NS = NOW_NS + 30 * DAY_NS;

    private final BookRig rig = new BookRig(FORWARD, FORWARD);
    private final ExpiryStrip strip = new ExpiryStrip(Valuation.CHEAPEST);
    private final OptionGreeks unit = new OptionGreeks();
    private BookLine call = rig.option(true, true, 31_000, EXPIRY_NS, 0.6);
    private BookLine put = rig.option(true, false, 31_000, EXPIRY_NS, 0.6);
    private int callRecord;
    private int putRecord;

    @BeforeEach
    void add() {
        callRecord = strip.add(31_000, true);
        putRecord = strip.add(31_000, false);
    }

    private void hold(final double calls, final double puts) {
        rig.hold(call, calls, 0);
        rig.hold(put, puts, 0);
        strip.set(callRecord, call);
        strip.set(putRecord, put);
        strip.value(FORWARD, YEARS);
    }

    private double delta(final boolean isCall, final double vol) {
        Black76.evaluate(isCall, FORWARD, 31_000, YEARS, vol, unit);
        return unit.delta();
    }

    private double price(final boolean isCall, final double vol) {
        Black76.evaluate(isCall, FORWARD, 31_000, YEARS, vol, unit);
        return unit.price();
    }

    @Test
    void shouldNetACallAndAPutOfOneStrikeAndVolatilityToOneRecord() {
        hold(3, -1);

        assertThat(strip.held()).isEqualTo(1);
        assertThat(strip.delta()).isCloseTo(3 * delta(true, 0.6) - delta(false, 0.6), within(1e-14));
        assertThat(strip.value(FORWARD)).isCloseTo(3 * price(true, 0.6) - price(false, 0.6), within(1e-9));
    }

    @Test
    void shouldHoldNothingOfAStraddleThatIsFlatByParity() {
        hold(2, -2);

        assertThat(strip.held()).as("a synthetic forward has no curvature").isZero();
        assertThat(strip.delta()).isEqualTo(2);
        assertThat(strip.value(FORWARD)).isCloseTo(2 * (FORWARD - 31_000), within(1e-9));
        assertThat(strip.dualDelta()).isEqualTo(-2);
    }

    @Test
    void shouldKeepTwoRecordsWhileTheVolatilitiesDifferAndNetThemAgainWhenTheyMeet() {
        hold(3, 2);
        put.onVol(0.7, NOW_NS);
        hold(3, 2);
        assertThat(strip.held()).isEqualTo(2);
        assertThat(strip.delta()).isCloseTo(3 * delta(true, 0.6) + 2 * delta(false, 0.7), within(1e-14));
        assertThat(strip.value(FORWARD)).isCloseTo(3 * price(true, 0.6) + 2 * price(false, 0.7), within(1e-9));

        call.onVol(0.7, NOW_NS);
        hold(3, 2);
        assertThat(strip.held()).isEqualTo(1);
        assertThat(strip.delta()).isCloseTo(3 * delta(true, 0.7) + 2 * delta(false, 0.7), within(1e-14));
    }

    @Test
    void shouldCountWhatHasNoVolatilityAndLeaveItOut() {
        put.onVol(0, NOW_NS);
        hold(3, 2);
        assertThat(strip.blind()).isEqualTo(1);
        assertThat(strip.delta()).isCloseTo(3 * delta(true, 0.6), within(1e-14));
        assertThat(strip.value(FORWARD)).isCloseTo(3 * price(true, 0.6), within(1e-9));

        put.onVol(0.6, NOW_NS);
        hold(3, 2);
        assertThat(strip.blind()).isZero();
        assertThat(strip.value(FORWARD)).isCloseTo(3 * price(true, 0.6) + 2 * price(false, 0.6), within(1e-9));

        put.onVol(Double.POSITIVE_INFINITY, NOW_NS);
        hold(3, 2);
        assertThat(strip.blind()).isEqualTo(1);
        hold(3, 0);
        assertThat(strip.blind()).as("nothing held, nothing missing").isZero();
    }

    @Test
    void shouldForgetEverythingWhenCleared() {
        hold(3, 2);
        strip.clear();
        add();

        strip.value(FORWARD, YEARS);
        assertThat(strip.held()).isZero();
        assertThat(strip.delta()).isZero();
        assertThat(strip.value(FORWARD)).isZero();
    }
}
