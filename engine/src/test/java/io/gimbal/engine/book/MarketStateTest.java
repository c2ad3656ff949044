package io.gimbal.engine.book;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the book knows of its market, how old that is, and that all of it is in the fingerprint. */
class MarketStateTest {
    private static final long EXPIRY_NS = 5_000;

    private final Book book = new Book();

    private BookLine line(final int id) {
        return requireNonNull(book.line(id));
    }

    private UnderlyingBook coin() {
        return requireNonNull(book.underlying(0));
    }

    private void define() {
        book.defineUnderlying(0);
        define(new Instrument(0, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE, false, 0, 0, 1, 1, 1, 0, 0));
        define(new Instrument(1, 0, InstrumentKind.OPTION, Settlement.INVERSE, true, 9, EXPIRY_NS, 1, 1, 1, 0, 0));
    }

    private void define(final Instrument instrument) {
        book.define(instrument, InstrumentState.OPEN);
    }

    @Test
    void shouldAgeFromTheLastObservationAndBeEndlesslyOldBeforeTheFirst() {
        define();
        final Expiry expiry = coin().expiry(0);
        assertThat(coin().indexAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(line(0).quoteAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(line(1).volAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(expiry.forwardAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(expiry.hasForward()).isFalse();

        coin().onIndex(30_000, 60);
        line(0).onQuote(1, 2, 70);
        line(1).onVol(0.5, 80);
        expiry.onForward(30_100, 30_000, 90);

        assertThat(coin().indexAgeNs(100)).isEqualTo(40);
        assertThat(line(0).quoteAgeNs(100)).isEqualTo(30);
        assertThat(line(1).volAgeNs(100)).isEqualTo(20);
        assertThat(expiry.forwardAgeNs(100)).isEqualTo(10);
        assertThat(expiry.hasForward()).isTrue();
    }

    @Test
    void shouldForgetEveryObservationForANewSession() {
        shouldAgeFromTheLastObservationAndBeEndlesslyOldBeforeTheFirst();
        book.forgetMarket();

        assertThat(coin().indexAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(line(0).quoteAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(line(0).isQuoted()).isFalse();
        assertThat(line(1).volAgeNs(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(coin().expiry(0).hasForward()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, 11, true", "10, 10, true", "11, 10, false", "0, 10, false", "10, 0, false", "0, 0, false"})
    void shouldBeQuotedWhenBothSidesAreThereAndNotCrossed(final double bid, final double ask, final boolean isQuoted) {
        define();
        line(0).onQuote(bid, ask, 1);

        assertThat(line(0).isQuoted()).isEqualTo(isQuoted);
        assertThat(line(0).bid()).isEqualTo(bid);
        assertThat(line(0).ask()).isEqualTo(ask);
        assertThat(line(0).mid()).isEqualTo((bid + ask) / 2);
    }

    @Test
    void shouldBeHeldWhenAnyLineIs() {
        define();
        assertThat(coin().expiry(0).isHeld()).isFalse();
        line(1).onSnapshot(-1, 0);
        assertThat(coin().expiry(0).isHeld()).isTrue();
    }

    @Test
    void shouldRoundToTheNearestUnitOfTheScale() {
        assertThat(Scaled.fromDouble(29_999.5)).isEqualTo(2_999_950_000_000L);
        assertThat(Scaled.fromDouble(-0.000000014)).isEqualTo(-1);
        assertThat(Scaled.fromDouble(0.1 + 0.2)).isEqualTo(30_000_000L);
        assertThat(Scaled.toDouble(-30_000_000L)).isEqualTo(-0.3);
        assertThat(Scaled.toDouble(Scaled.ONE)).isEqualTo(1);
    }

    @Test
    void shouldChangeItsFingerprintWithEverythingItIsTold() {
        final List<Runnable> news = List.of(
                this::define,
                () -> coin().onIndex(30_000, 1),
                () -> coin().onIndex(30_000, 2),
                () -> coin().onBalance(Currency.COIN, 1),
                () -> coin().account(Currency.COIN).settledAt(1),
                () -> coin().account(Currency.COIN).settle(2, 0.1, 60),
                () -> coin().account(Currency.COIN).close(),
                () -> coin().onBalance(Currency.USD, 1),
                () -> coin().account(Currency.USD).settledAt(1),
                () -> coin().account(Currency.USD).settle(2, 0.1, 60),
                () -> coin().account(Currency.USD).close(),
                () -> line(0).onQuote(1, 3, 1),
                () -> line(0).onQuote(2, 3, 1),
                () -> line(0).onQuote(2, 4, 1),
                () -> line(0).onQuote(2, 4, 2),
                () -> line(0).onSnapshot(5, 30_000),
                () -> line(0).onSnapshot(5, 30_001),
                () -> line(0).onState(InstrumentState.HALTED),
                () -> line(1).onMark(0.1),
                () -> line(1).onVol(0.5, 1),
                () -> line(1).onVol(0.6, 1),
                () -> line(1).onVol(0.6, 2),
                () -> coin().expiry(0).onForward(1, 2, 3),
                () -> coin().expiry(0).onForward(2, 2, 3),
                () -> coin().expiry(0).onForward(2, 3, 3),
                () -> coin().expiry(0).onForward(2, 3, 4),
                () -> book.defineUnderlying(1));
        final List<Long> seen = new ArrayList<>(List.of(book.mixInto(1)));

        for (final Runnable told : news) {
            told.run();
            assertThat(seen).as("after %d", seen.size()).doesNotContain(book.mixInto(1));
            seen.add(book.mixInto(1));
        }
        assertThat(book.mixInto(2)).isNotEqualTo(book.mixInto(1));
    }

    @Test
    void shouldFingerprintEveryPartOfADefinition() {
        final List<Instrument> variants = List.of(
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 1, 1, 0, 0),
                new Instrument(1, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 1, 1, 0, 0),
                new Instrument(0, 1, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.FUTURE, Settlement.INVERSE, false, 9, 1, 1, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.LINEAR, false, 9, 1, 1, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, true, 9, 1, 1, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 8, 1, 1, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 2, 1, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 2, 1, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 2, 1, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 1, 2, 0, 0),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 1, 1, 1, 1),
                new Instrument(0, 0, InstrumentKind.OPTION, Settlement.INVERSE, false, 9, 1, 1, 1, 1, 1, 2));

        final List<Long> prints = new ArrayList<>();
        for (final Instrument variant : variants) {
            final Book one = new Book();
            one.defineUnderlying(0);
            one.defineUnderlying(1);
            assertThat(one.define(variant, InstrumentState.OPEN))
                    .as("%s", variant)
                    .isTrue();
            prints.add(one.mixInto(1));
        }
        assertThat(prints).doesNotHaveDuplicates();
    }

    @Test
    void shouldMixInTheOrderOfTheValues() {
        assertThat(Bits.mix(Bits.mix(1, 2L), 3L)).isNotEqualTo(Bits.mix(Bits.mix(1, 3L), 2L));
        assertThat(Bits.mix(1, 0.0)).isNotEqualTo(Bits.mix(1, -0.0));
        assertThat(Bits.mix(1, 2.0)).isEqualTo(Bits.mix(1, Double.doubleToRawLongBits(2.0)));
        long spread = 0;
        for (long i = 0; i < 64; i++) {
            spread += Long.bitCount(Bits.mix(7, 1L << i) ^ Bits.mix(7, 0L));
        }
        assertThat(spread).as("one bit in changes about half of the bits out").isBetween(64L * 24, 64L * 40);
    }
}
