package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.AccountBalanceEncoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** How much of the equity the margin takes, and when that is an event. */
class MarginWatchTest {
    private static final double INDEX = 20_000;

    private final MarginWatch watch = new MarginWatch();
    private final DeltaLedger ledger = new DeltaLedger();

    private void state(final Currency currency, final long margin) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        new AccountBalanceEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .currency(currency)
                .maintenanceMargin(margin);
        watch.onBalance(new AccountBalanceDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private double ratio(final double coins, final double dollars) {
        ledger.clear();
        ledger.setEquity(coins, dollars, INDEX, 1);
        return watch.ratio(ledger, INDEX);
    }

    @Test
    void shouldKnowNothingBeforeTheVenueSaysSomething() {
        assertThat(ratio(2, 0)).isNaN();
        assertThat(ratio(0, 0)).isNaN();
        state(Currency.COIN, AccountBalanceDecoder.maintenanceMarginNullValue());
        state(Currency.USD, -1);

        assertThat(ratio(2, 0)).isNaN();
        assertThat(watch.isRising(Double.NaN)).isFalse();
    }

    @Test
    void shouldAddCoinsAndDollars() {
        state(Currency.COIN, EngineScenario.scaled(0.5));
        assertThat(ratio(2, 0)).isCloseTo(0.25, within(1e-15));
        assertThat(ratio(1, 20_000)).isCloseTo(0.25, within(1e-15));

        state(Currency.USD, EngineScenario.scaled(10_000));
        assertThat(ratio(2, 0)).isCloseTo(0.5, within(1e-15));
        ledger.addSpot(2);
        assertThat(watch.ratio(ledger, INDEX)).as("spot is equity too").isCloseTo(0.25, within(1e-15));
        assertThat(ratio(0, -1)).as("nothing left").isEqualTo(Double.POSITIVE_INFINITY);
        state(Currency.USD, 0);
        assertThat(ratio(2, 0)).as("stated anew").isCloseTo(0.25, within(1e-15));
    }

    @Test
    void shouldRiseOnceUntilItWasCalm() {
        assertThat(watch.isRising(0.5)).as("not above").isFalse();
        assertThat(watch.isRising(0.51)).isTrue();
        assertThat(watch.isRising(0.9)).isFalse();
        assertThat(watch.isRising(0.46)).isFalse();
        assertThat(watch.isRising(0.6)).as("it was not calm").isFalse();
        assertThat(watch.isRising(0.449)).isFalse();
        assertThat(watch.isRising(Double.POSITIVE_INFINITY)).isTrue();
    }
}
