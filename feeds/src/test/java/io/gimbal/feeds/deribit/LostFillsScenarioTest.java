package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.OrderEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order was filled in an outage, says the venue, and its executions are not where they should be. */
class LostFillsScenarioTest {
    private static final long USD = Desk.USD;
    private static final long SECOND = Desk.SECOND_NS;
    private static final long PRICE = 92_000 * USD;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk().ready();
        desk.server.rule(
                "private/get_order_state_by_label",
                params -> "[" + FakeVenue.order(Desk.label(1), "777", "filled", "10.0", "10.0", 6) + "]");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** The venue keeps executions of more than a day ago apart. */
    @Test
    void shouldFindOldExecutionsOfAnOrderInTheHistory() {
        desk.server.rule(
                "private/get_user_trades_by_order",
                params -> params.path("historical").asBoolean()
                        ? "[" + FakeVenue.trade(Desk.label(1), "3", "10.0", "92000.0", desk.nowMs()) + "]"
                        : "[]");
        desk.buy(1, 10 * USD, PRICE);
        desk.server.account.drop("reset by peer");

        desk.pass(20 * SECOND);

        assertThat(desk.fills()).hasSize(1);
        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.count(Count.LOST_FILLS)).isZero();
    }

    /** It asked for them every five seconds, and was not ready again for good. */
    @Test
    void shouldComeBackWhenTheVenueNeverShowsExecutionsThatItReported() {
        desk.buy(1, 10 * USD, PRICE);
        desk.server.account.drop("reset by peer");
        desk.pass(240 * SECOND);
        assertThat(desk.venue.isReady()).isFalse();

        desk.pass(120 * SECOND);

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.count(Count.LOST_FILLS)).isEqualTo(1);
        assertThat(desk.closed().get(0).end()).isEqualTo(OrderEnd.FILLED);
        assertThat(desk.fills()).isEmpty();
        assertThat(desk.closed()).as("said again, with what was shown of it").hasSize(2);
        assertThat(desk.closed().get(1).filledAmount()).isZero();
        desk.pass(60 * SECOND);
        assertThat(desk.server.requests("private/get_user_trades_by_order")).hasSize(60);
    }

    @Test
    void shouldComeBackAlsoWhenTheVenueOnlyEverAnswersWithAnError() {
        desk.server.rule("private/get_user_trades_by_order", params -> "!11090 archived");
        desk.buy(1, 10 * USD, PRICE);
        desk.server.account.drop("reset by peer");

        desk.pass(360 * SECOND);

        assertThat(desk.venue.isReady()).isTrue();
        assertThat(desk.count(Count.LOST_FILLS)).isEqualTo(1);
    }
}
