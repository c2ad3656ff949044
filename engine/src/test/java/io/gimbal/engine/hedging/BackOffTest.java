package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import org.junit.jupiter.api.Test;

/** After a refusal nothing is asked for a while; after an order that did not fill, nothing of the same quote. */
class BackOffTest {
    private final Book book = new Book();
    private final BookLine first;
    private final BookLine second;
    private final BackOff backOff = new BackOff();

    BackOffTest() {
        book.defineUnderlying(0);
        first = line(0);
        second = line(1);
    }

    private BookLine line(final int id) {
        book.define(
                new Instrument(id, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE, false, 0, 0, 10, 10, 1, 0, 0),
                InstrumentState.OPEN);
        return requireNonNull(book.line(id));
    }

    @Test
    void shouldBeOffUntilSomethingWasRefused() {
        assertThat(backOff.isOn(Long.MIN_VALUE)).isFalse();
        assertThat(backOff.isOn(0)).isFalse();

        backOff.onRefused(100, 50);
        assertThat(backOff.isOn(149)).isTrue();
        assertThat(backOff.isOn(150)).isFalse();
        assertThat(backOff.untilNs()).isEqualTo(150);
    }

    @Test
    void shouldLastForeverRatherThanOverflow() {
        backOff.onRefused(Long.MAX_VALUE - 5, 50);

        assertThat(backOff.isOn(Long.MAX_VALUE - 1)).isTrue();
    }

    @Test
    void shouldEndWithTheNextQuoteOfTheSameInstrument() {
        first.onQuote(99, 101, 90);
        second.onQuote(99, 101, 90);
        backOff.onUnfilled(first, 100, 50);
        assertThat(backOff.isOn(100)).isTrue();
        assertThat(backOff.sameQuoteUntilNs()).isEqualTo(150);

        second.onQuote(99, 101, 110);
        assertThat(backOff.isOn(110)).as("another's quote says nothing of it").isTrue();
        first.onQuote(99, 101, 120);
        assertThat(backOff.isOn(120)).as("the same prices, said anew").isFalse();
        assertThat(backOff.sameQuoteUntilNs()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldEndInTimeWithoutAQuote() {
        backOff.onUnfilled(first, 100, 50);

        assertThat(backOff.isOn(149)).isTrue();
        assertThat(backOff.isOn(150)).isFalse();
    }

    @Test
    void shouldForgetBoth() {
        backOff.onRefused(100, 50);
        backOff.onUnfilled(first, 100, 50);
        backOff.forget();

        assertThat(backOff.isOn(101)).isFalse();
        assertThat(backOff.mixInto(1)).isEqualTo(new BackOff().mixInto(1));
    }

    @Test
    void shouldTellInItsFingerprintWhetherTheQuoteIsTheSame() {
        final long before = backOff.mixInto(1);
        backOff.onUnfilled(first, 100, 50);
        final long same = backOff.mixInto(1);
        first.onQuote(99, 101, 120);

        assertThat(same).isNotEqualTo(before);
        assertThat(backOff.mixInto(1)).isNotEqualTo(same);
    }
}
