package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import org.junit.jupiter.api.Test;

/** What a tactic is shown: amounts in lots, and never more than the instrument may be traded by. */
class SituationTest {
    private final HedgeTarget target = new HedgeTarget();
    private final Situation now = new Situation(target, new Decision());

    private void instrument(final long contract, final long minAmount) {
        final Book book = new Book();
        book.defineUnderlying(0);
        book.define(
                new Instrument(
                        0, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE, false, 0, 0, contract, minAmount, 1, 0, 0),
                InstrumentState.OPEN);
        final BookLine line = requireNonNull(book.line(0));
        now.market(requireNonNull(book.underlying(0)), line, 0.5, 7);
    }

    private void wanted(final long amount, final long most) {
        now.need(1.5, 0.25, amount, most, DecisionReason.NULL_VAL);
    }

    @Test
    void shouldCountInLotsBothWays() {
        instrument(10, 10);
        wanted(-70, Long.MAX_VALUE);

        assertThat(now.side()).isEqualTo(-1);
        assertThat(now.wanted()).isEqualTo(-70);
        assertThat(now.wantedLots()).isEqualTo(-7);
        assertThat(now.mostLots()).isEqualTo(Long.MAX_VALUE / 10);
        assertThat(now.delta()).isEqualTo(1.5);
        assertThat(now.gamma()).isEqualTo(0.25);
        assertThat(now.lotDelta()).isEqualTo(0.5);
        assertThat(now.nowNs()).isEqualTo(7);
    }

    @Test
    void shouldWantNoMoreThanTheInstrumentMayBeTradedBy() {
        instrument(10, 10);
        wanted(-70, 30);
        assertThat(now.wanted()).isEqualTo(-30);
        assertThat(now.mostLots()).isEqualTo(3);

        wanted(70, 30);
        assertThat(now.wanted()).isEqualTo(30);
        wanted(70, 0);
        assertThat(now.side()).isZero();
        wanted(0, Long.MAX_VALUE);
        assertThat(now.side()).isZero();
    }

    @Test
    void shouldRoundTheSmallestOrderUpToLots() {
        instrument(10, 1);
        assertThat(now.minLots()).isEqualTo(1);
        instrument(10, 20);
        assertThat(now.minLots()).isEqualTo(2);
        instrument(10, 21);
        assertThat(now.minLots()).isEqualTo(3);
    }

    @Test
    void shouldMeasureFromTheMiddleOfWhereTradesLand() {
        target.region(-5, -1, 3, 4);

        assertThat(now.middle()).isEqualTo(1);
    }
}
