package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executions of others around the venue's statement of positions: each is counted once, whichever is told first. */
class StatementScenarioTest {
    private static final long USD = Desk.USD;
    private static final long SECOND = Desk.SECOND_NS;
    private static final String CHANGES = "user.changes.any.any.raw";
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk().ready();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldCountOnceWhatTradedInTheStatementsMillisecondBeforeIt() {
        desk.server.account.drop("reset by peer");
        final List<String> traded = new ArrayList<>();
        listTradesOf(traded);
        desk.server.rule("private/get_positions", params -> {
            if (traded.isEmpty()) {
                traded.add(FakeVenue.trade("", "66", "10.0", "92000.0", desk.nowMs()));
            }
            return "[" + FakeVenue.position("10.0", "92000.0") + "]";
        });
        desk.pass(4 * SECOND);
        desk.server.notify(CHANGES, FakeVenue.changes("", traded.get(0)));
        desk.settle();

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(heldByTheEngine()).isEqualTo(10 * USD);
        assertThat(desk.fills()).hasSize(1);
    }

    @Test
    void shouldCountOnceWhatTradedInTheStatementsMillisecondAfterIt() {
        desk.server.notify(CHANGES, FakeVenue.changes("", FakeVenue.trade("", "65", "20.0", "92000.0", desk.nowMs())));
        desk.settle();
        desk.server.account.drop("reset by peer");
        final List<Long> moments = new ArrayList<>();
        desk.server.rule("private/get_positions", params -> {
            moments.add(desk.nowMs());
            return "[" + FakeVenue.position("20.0", "92000.0") + "]";
        });
        desk.pass(4 * SECOND);
        assertThat(heldByTheEngine()).isEqualTo(20 * USD);

        desk.server.notify(
                CHANGES, FakeVenue.changes("", FakeVenue.trade("", "66", "10.0", "92000.0", moments.get(0))));
        desk.settle();

        assertThat(desk.fills()).hasSize(2);
        assertThat(heldByTheEngine()).isEqualTo(30 * USD);
    }

    @Test
    void shouldTellByItsNumberAForeignFillThatAStatementShowedFirst() {
        final List<String> traded = new ArrayList<>();
        listTradesOf(traded);
        desk.pass(5 * SECOND);
        final String lost = FakeVenue.trade("", "66", "10.0", "92000.0", desk.nowMs());
        final int before = desk.positions().size();
        desk.server.rule("private/get_positions", params -> {
            // What was asked before the positions was answered without it.
            if (traded.isEmpty()) {
                traded.add(lost);
            }
            return "[" + FakeVenue.position("10.0", "92000.0") + "]";
        });

        desk.pass(62 * SECOND);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.fills().get(0).tradeId()).isEqualTo(66);
        assertThat(desk.positions()).hasSize(before);
        assertThat(heldByTheEngine()).isEqualTo(10 * USD);
        assertThat(desk.count(Count.POSITION_DIFFERENCES)).isZero();
    }

    private void listTradesOf(final List<String> traded) {
        desk.server.rule(
                "private/get_user_trades_by_currency",
                params -> "{\"trades\":[" + String.join(",", traded) + "],\"has_more\":false}");
    }

    /** What statements and fills leave in the book, in the order they were told. */
    private long heldByTheEngine() {
        long held = 0;
        for (final CollectingIngress.Event event : desk.engine.events()) {
            final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(event.buffer(), 0);
            if (header.templateId() == FillDecoder.TEMPLATE_ID) {
                final FillDecoder fill = CollectingIngress.fill(event);
                held += fill.side() == Side.BUY ? fill.amount() : -fill.amount();
            } else if (header.templateId() == PositionSnapshotDecoder.TEMPLATE_ID) {
                final PositionSnapshotDecoder position =
                        new PositionSnapshotDecoder().wrapAndApplyHeader(event.buffer(), 0, header);
                held = position.instrumentId() == Desk.PERPETUAL ? position.amount() : held;
            }
        }
        return held;
    }
}
