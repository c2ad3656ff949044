package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Settlement;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionDeskTest {
    private static final int INVERSE = 0;
    private static final int LINEAR = 1;
    private static final long NOW_NS = 1_765_000_000_000_000_000L;
    private static final long MOMENT_US = NOW_NS / 1_000;

    private final CollectingIngress ingress = new CollectingIngress();
    private final VenueCounters counters = new VenueCounters();
    private final PositionDesk desk = new PositionDesk(
            List.of(
                    spec(INVERSE, "BTC-PERPETUAL", Settlement.INVERSE),
                    spec(LINEAR, "ETH_USDC-PERPETUAL", Settlement.LINEAR)),
            new VenueEvents(ingress),
            counters,
            new ServerClock());

    @Test
    void shouldTakeTheAverageForTheEntryWhileNothingWasSettled() {
        open(INVERSE, 1_000, 90_000, 90_400, 1_000 / 90_000.0 - 1_000 / 90_400.0);

        assertThat(last(INVERSE).averagePrice()).isEqualTo(scaled(90_000));
        assertThat(last(INVERSE).amount()).isEqualTo(scaled(1_000));
    }

    @Test
    void shouldReckonAnInverseEntryFromTheFloatingResultAfterASettlement() {
        open(INVERSE, 1_000, 90_000, 90_400, 1_000 / 90_200.0 - 1_000 / 90_400.0);

        assertThat(last(INVERSE).averagePrice() / 1e8).isBetween(90_199.9, 90_200.1);
    }

    @Test
    void shouldReckonALinearEntryFromTheFloatingResultOfAShortPosition() {
        open(LINEAR, -2, 3_100, 3_000, -2 * (3_000 - 3_050.0));

        assertThat(last(LINEAR).averagePrice()).isEqualTo(scaled(3_050));
        assertThat(last(LINEAR).amount()).isEqualTo(scaled(-2));
    }

    @Test
    void shouldKeepTheAverageWhereTheResultIsNotTold() {
        desk.begin();
        final PositionRow row = row(LINEAR, 2, 2_900, 3_000, 0);
        row.floatingPnl = Decimals.ABSENT;
        desk.state(row);
        desk.open(MOMENT_US, NOW_NS);

        assertThat(last(LINEAR).averagePrice()).isEqualTo(scaled(2_900));
    }

    @Test
    void shouldTellWhatIsFlatAndHasNoEntry() {
        desk.begin();
        desk.open(MOMENT_US, NOW_NS);

        assertThat(last(INVERSE).amount()).isZero();
        assertThat(last(LINEAR).averagePrice()).isZero();
    }

    @Test
    void shouldReckonWithExecutionsSinceTheStatement() {
        open(LINEAR, 2, 3_000, 3_000, 0);

        desk.onTrade(trade(LINEAR, true, 1), NOW_NS);

        assertThat(isStatedAs(LINEAR, 3)).isFalse();
        assertThat(isStatedAs(LINEAR, 2)).isTrue();
    }

    @Test
    void shouldHoldAnEarlierExecutionAgainstTheAmountThatNoneExplained() {
        open(LINEAR, 2, 3_000, 3_000, 0);
        final TradeRow late = trade(LINEAR, true, 2);
        late.timestampMs = NOW_NS / 1_000_000;

        assertThat(desk.includes(late)).isTrue();
        desk.onIncluded(late);

        assertThat(desk.includes(late)).isFalse();
        assertThat(desk.includes(trade(LINEAR, true, 1))).isFalse();
    }

    @Test
    void shouldHoldSeveralEarlierExecutionsAgainstTheAmountTheyAddUpTo() {
        open(LINEAR, 7, 3_000, 3_000, 0);
        final TradeRow bought = trade(LINEAR, true, 10);
        final TradeRow sold = trade(LINEAR, false, 3);
        bought.timestampMs = NOW_NS / 1_000_000 - 1;
        sold.timestampMs = NOW_NS / 1_000_000 - 1;

        assertThat(desk.includes(bought)).isTrue();
        desk.onIncluded(bought);
        assertThat(desk.includes(sold)).isTrue();
        desk.onIncluded(sold);

        assertThat(desk.includes(sold)).as("all of it is explained").isFalse();
    }

    @Test
    void shouldTakeOfASettlementTheEntryAloneWhereItHoldsAnExecutionNotToldYet() {
        open(INVERSE, 1_000, 90_000, 90_400, 1_000 / 90_000.0 - 1_000 / 90_400.0);

        desk.onSettled(row(INVERSE, 1_500, 90_400, 90_400, 0), NOW_NS);

        assertThat(last(INVERSE).amount()).isEqualTo(scaled(1_000));
        assertThat(last(INVERSE).averagePrice()).isEqualTo(scaled(90_400));
        assertThat(desk.takeDoubt()).isTrue();
        assertThat(desk.takeDoubt()).isFalse();
    }

    @Test
    void shouldTakeASettlementWhole() {
        open(INVERSE, 1_000, 90_000, 90_400, 1_000 / 90_000.0 - 1_000 / 90_400.0);

        desk.onSettled(row(INVERSE, 1_000, 90_400, 90_400, 0), NOW_NS);

        assertThat(last(INVERSE).averagePrice()).isEqualTo(scaled(90_400));
        assertThat(desk.takeDoubt()).isFalse();
    }

    @Test
    void shouldBelieveADifferenceOnlyTheSecondTime() {
        open(LINEAR, 2, 3_000, 3_000, 0);
        desk.onTrade(trade(LINEAR, false, 0.5), NOW_NS);
        final int before = ingress.events().size();

        assertThat(differs(LINEAR, 1.5)).isFalse();
        assertThat(differs(LINEAR, 1.25)).isTrue();
        assertThat(ingress.events()).hasSize(before);
        assertThat(differs(LINEAR, 1.25)).isFalse();
        assertThat(counters.count(VenueCounters.Count.POSITION_DIFFERENCES)).isEqualTo(1);
        assertThat(last(LINEAR).amount()).isEqualTo(scaled(1.25));
        assertThat(differs(LINEAR, 1.25)).isFalse();
    }

    @Test
    void shouldForgetADifferenceThatWasOnlyLate() {
        open(LINEAR, 2, 3_000, 3_000, 0);

        assertThat(differs(LINEAR, 2.5)).isTrue();
        desk.onTrade(trade(LINEAR, true, 0.5), NOW_NS);
        assertThat(differs(LINEAR, 2.5)).isFalse();
        assertThat(differs(LINEAR, 3)).isTrue();
        assertThat(counters.count(VenueCounters.Count.POSITION_DIFFERENCES)).isZero();
    }

    /** Whether a statement says something new. */
    private boolean isStatedAs(final int instrumentId, final double size) {
        desk.begin();
        desk.state(row(instrumentId, size, 3_000, 3_000, 0));
        return desk.isDifferent();
    }

    private boolean differs(final int instrumentId, final double size) {
        desk.begin();
        desk.state(row(instrumentId, size, 3_000, 3_000, 0));
        return desk.compare(MOMENT_US, NOW_NS);
    }

    private void open(
            final int instrumentId, final double size, final double average, final double mark, final double floating) {
        desk.begin();
        desk.state(row(instrumentId, size, average, mark, floating));
        desk.open(MOMENT_US, NOW_NS);
    }

    private static PositionRow row(
            final int instrumentId, final double size, final double average, final double mark, final double floating) {
        final PositionRow row = new PositionRow();
        row.instrumentId = instrumentId;
        row.size = scaled(size);
        row.averagePrice = scaled(average);
        row.markPrice = scaled(mark);
        row.floatingPnl = scaled(floating);
        return row;
    }

    private static TradeRow trade(final int instrumentId, final boolean isBuy, final double amount) {
        final TradeRow trade = new TradeRow();
        trade.instrumentId = instrumentId;
        trade.isBuy = isBuy;
        trade.amount = scaled(amount);
        trade.price = scaled(3_000);
        trade.timestampMs = NOW_NS / 1_000_000 + 10;
        return trade;
    }

    /** The last event about an instrument. */
    private PositionSnapshotDecoder last(final int instrumentId) {
        PositionSnapshotDecoder found = null;
        for (final CollectingIngress.Event event : ingress.events(PositionSnapshotDecoder.TEMPLATE_ID)) {
            final PositionSnapshotDecoder decoder =
                    new PositionSnapshotDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
            if (decoder.instrumentId() == instrumentId) {
                found = decoder;
            }
        }
        if (found == null) {
            throw new AssertionError("nothing was told: instrumentId=" + instrumentId);
        }
        return found;
    }

    private static long scaled(final double value) {
        return Math.round(value * Decimals.ONE);
    }

    private static InstrumentSpec spec(final int id, final String name, final Settlement settlement) {
        final boolean isInverse = settlement == Settlement.INVERSE;
        return new InstrumentSpec(
                id,
                0,
                name,
                InstrumentKind.PERPETUAL,
                settlement,
                OptionType.NONE,
                0,
                0,
                scaled(isInverse ? 10 : 0.001),
                scaled(isInverse ? 10 : 0.001),
                scaled(0.05),
                0,
                0,
                0,
                50_000L);
    }
}
