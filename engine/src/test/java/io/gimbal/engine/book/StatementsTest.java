package io.gimbal.engine.book;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Ten short calls of strike 85,000 are delivered at 90,000 by way of a future, beside a short perpetual: every statement
 * that the venue makes on the way, true in its moment, in every order.
 */
class StatementsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long EIGHT = 20_000 * DAY + 8 * 3_600 * SECOND;
    private static final double INDEX = 90_000;
    private static final double BEFORE = 20;

    /** Ten times 5,000 USD at 90,000. */
    private static final double PAID = -50_000 / INDEX;

    /** 900,000 USD sold at 89,100 and settled at 90,000. */
    private static final double SETTLED = 900_000 / INDEX - 900_000 / 89_100.0;

    private static final double FEE = -0.0015;
    private static final double AFTER = BEFORE + PAID + SETTLED + FEE;

    private final Book book = new Book();
    private final Statements statements = new Statements(book);

    @BeforeEach
    void holdOverEight() {
        book.defineUnderlying(0);
        define(0, InstrumentKind.PERPETUAL, 0, 0);
        define(1, InstrumentKind.OPTION, 85_000, EIGHT);
        coin().onIndex(INDEX, EIGHT - SECOND);
        line(0).onMark(INDEX);
        coin().expiry(0).onForward(INDEX, INDEX, EIGHT - SECOND);
        statements.onPosition(line(0), Scaled.ONE * -900_000, 89_100, EIGHT - 60 * SECOND);
        statements.onPosition(line(1), Scaled.ONE * -10, 0, EIGHT - 60 * SECOND);
        statements.onBalance(coin(), Currency.COIN, BEFORE, EIGHT - 60 * SECOND);
    }

    private void define(final int id, final InstrumentKind kind, final double strike, final long expiryNs) {
        final Instrument instrument =
                new Instrument(id, 0, kind, Settlement.INVERSE, strike > 0, strike, expiryNs, 1, 1, 1, 0, 0);
        book.define(instrument, InstrumentState.OPEN);
    }

    private BookLine line(final int id) {
        return requireNonNull(book.line(id));
    }

    private UnderlyingBook coin() {
        return requireNonNull(book.underlying(0));
    }

    private void cash(final double balance, final long timeNs) {
        statements.onBalance(coin(), Currency.COIN, balance, timeNs);
    }

    /** Cash and what the perpetual has not yet moved there. */
    private double equity() {
        return coin().coinCash() + line(0).basis() + 900_000 / INDEX;
    }

    @RepeatedTest(50)
    void shouldStayAtTheEquityOfTheEndWhateverComesFirst(final RepetitionInfo repetition) {
        final List<Runnable> told = new ArrayList<>(List.of(
                () -> cash(BEFORE, EIGHT),
                () -> cash(BEFORE + SETTLED, EIGHT),
                () -> cash(BEFORE + PAID + FEE, EIGHT),
                () -> cash(AFTER, EIGHT),
                () -> cash(AFTER, EIGHT),
                () -> statements.onPosition(line(0), Scaled.ONE * -900_000, INDEX, EIGHT),
                () -> statements.onPosition(line(1), Scaled.ONE * -850_000, 85_000, EIGHT),
                () -> statements.onPosition(line(1), 0, 0, EIGHT)));
        Collections.shuffle(told, new Random(repetition.getCurrentRepetition()));

        for (final Runnable next : told) {
            next.run();
            assertThat(equity())
                    .as("seed %d", repetition.getCurrentRepetition())
                    .isCloseTo(BEFORE + PAID + SETTLED, within(-FEE + 1e-12));
            assertThat(line(1).amount()).isZero();
        }
        assertThat(coin().coinCash()).as("the venue's last word").isCloseTo(AFTER, within(1e-12));
    }

    @Test
    void shouldPutTheVenuesOwnSettlementPriceInThePlaceOfTheLastMark() {
        cash(BEFORE, EIGHT);
        statements.onPosition(line(0), Scaled.ONE * -900_000, 90_010, EIGHT);

        assertThat(coin().coinCash()).isCloseTo(BEFORE + PAID + 900_000 / 90_010.0 - 900_000 / 89_100.0, within(1e-12));
    }

    @Test
    void shouldNotTakeAStatementOfBeforeWithinAMinuteAndTakeAnyAfterIt() {
        cash(BEFORE, EIGHT);
        cash(BEFORE, EIGHT + 60 * SECOND);
        assertThat(coin().coinCash()).isCloseTo(BEFORE + PAID + SETTLED, within(1e-12));

        cash(7, EIGHT + 60 * SECOND + 1);

        assertThat(coin().coinCash()).isEqualTo(7);
        cash(8, EIGHT + 60 * SECOND + 2);
        assertThat(coin().coinCash()).isEqualTo(8);
    }

    @Test
    void shouldTakeTheFirstStatementOfADeskThatJoinsRightAfterEight() {
        final Book joined = new Book();
        joined.defineUnderlying(0);
        final UnderlyingBook underlying = requireNonNull(joined.underlying(0));

        new Statements(joined).onBalance(underlying, Currency.COIN, 3, EIGHT + SECOND);

        assertThat(underlying.coinCash()).isEqualTo(3);
    }
}
