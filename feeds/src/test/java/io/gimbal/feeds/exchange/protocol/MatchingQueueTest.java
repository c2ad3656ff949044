package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.journal.LeakCheckedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A matching engine that takes its time: of one user and one currency one request is worked on, eight wait, the next is
 * refused with 10047, and who has waited five seconds is with 10050.
 */
@Timeout(60)
class MatchingQueueTest extends LeakCheckedTest {
    private static final long SECOND_NS = ProtocolFixture.SECOND_NS;
    private static final int FIRST_ID = 1_000;
    private static final int QUEUE_FULL = 10_047;
    private static final int LOCK_TIME = 10_050;
    private static final int CANCELLED_BY_USER = 13_666;

    private int sent;

    @Test
    void shouldLetEightWaitBehindTheOneThatIsWorkedOnAndRefuseTheNext() {
        final ProtocolFixture fixture = slow(SECOND_NS / 10);
        final ProtocolClient client = fixture.client().authenticate();
        for (int i = 0; i < 10; i++) {
            buy(client, "BTC-PERPETUAL");
        }
        fixture.step();

        assertThat(code(client, 9)).isEqualTo(QUEUE_FULL);
        assertThat(client.response(FIRST_ID + 9).path("error").path("message").asText())
                .isEqualTo("matching_engine_queue_full");
        assertThat(answers(client)).as("none of the nine is done yet").containsExactly(9);
        assertThat(fixture.desk.openOrders()).isEmpty();

        fixture.advance(SECOND_NS / 10);
        assertThat(answers(client)).containsExactly(9, 0);
        fixture.advance(9 * SECOND_NS / 10);

        assertThat(answers(client)).containsExactly(9, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(fixture.desk.openOrders()).hasSize(9);
        for (int i = 0; i < 9; i++) {
            final JsonNode answer = client.response(FIRST_ID + i);
            assertThat(answer.path("usDiff").asLong()).isEqualTo(100_000L * (i + 1));
            assertThat(answer.path("usOut").asLong() - answer.path("usIn").asLong())
                    .isEqualTo(answer.path("usDiff").asLong());
        }
    }

    @Test
    void shouldQueueEachCurrencyAndEachUserByItself() {
        final ProtocolFixture fixture = slow(SECOND_NS / 10);
        final ProtocolClient client = fixture.client().authenticate();
        final ProtocolClient sameUser = fixture.client().authenticate();
        final ProtocolClient other = fixture.client().authenticate(ProtocolFixture.OTHER_KEY);
        for (int i = 0; i < 9; i++) {
            buy(client, "BTC-PERPETUAL");
        }
        final int ether = buy(client, "ETH-PERPETUAL");
        final int linear = buy(client, "ETH_USDC-PERPETUAL");
        final int again = buy(sameUser, "BTC-25DEC26");
        final int foreign = buy(other, "BTC-PERPETUAL");
        fixture.step();
        fixture.advance(SECOND_NS / 10);

        assertThat(code(sameUser, again)).as("another connection, another book").isEqualTo(QUEUE_FULL);
        assertThat(answers(client)).containsExactly(0, ether, linear);
        assertThat(answers(other)).containsExactly(foreign);
        assertThat(List.of(code(client, ether), code(client, linear), code(other, foreign)))
                .containsOnly(0);
    }

    @Test
    void shouldGiveUpWhatHasWaitedMoreThanFiveSeconds() {
        final ProtocolFixture fixture = slow(SECOND_NS);
        final ProtocolClient client = fixture.client().authenticate();
        for (int i = 0; i < 9; i++) {
            buy(client, "BTC-PERPETUAL");
        }
        fixture.step();
        fixture.advance(4_990 * ProtocolFixture.MILLI_NS);
        assertThat(answers(client)).containsExactly(0, 1, 2, 3);
        fixture.advance(10 * ProtocolFixture.MILLI_NS);

        assertThat(answers(client)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 6, 7, 8);
        for (int i = 6; i < 9; i++) {
            assertThat(code(client, i)).isEqualTo(LOCK_TIME);
            assertThat(client.response(FIRST_ID + i).path("usDiff").asLong()).isEqualTo(5_000_000L);
        }
        fixture.advance(5 * SECOND_NS);
        assertThat(code(client, 5))
                .as("it had waited five seconds, and no more")
                .isZero();
        assertThat(labels(fixture)).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void shouldTakeWhatWaitsOutByACancellationOfEverything() {
        final ProtocolFixture fixture = slow(SECOND_NS / 10);
        final ProtocolClient client = fixture.client().authenticate();
        for (int i = 0; i < 3; i++) {
            buy(client, "BTC-PERPETUAL");
        }
        final int ether = buy(client, "ETH-PERPETUAL");
        final int ofEther = send(client, "private/cancel_all_by_currency", "{'currency':'ETH'}");
        fixture.step();
        assertThat(answers(client)).as("the one in ether is worked on").isEmpty();
        final int all = send(client, "private/cancel_all", "{}");
        final int after = buy(client, "BTC-PERPETUAL");
        fixture.step();

        assertThat(answers(client)).containsExactly(1, 2, ofEther);
        assertThat(List.of(code(client, 1), code(client, 2), code(client, ofEther)))
                .containsOnly(CANCELLED_BY_USER);
        fixture.advance(SECOND_NS);
        assertThat(answers(client)).containsExactly(1, 2, ofEther, 0, ether, all, after);
        assertThat(client.response(FIRST_ID + all).path("result").asInt()).isEqualTo(2);
        assertThat(labels(fixture)).as("what came later stays").containsExactly(Integer.toString(after));
    }

    @Test
    void shouldAnswerOtherRequestsWhileOrdersWait() {
        final ProtocolFixture fixture = slow(SECOND_NS);
        final ProtocolClient client = fixture.client().authenticate();
        final int order = buy(client, "BTC-PERPETUAL");
        final int time = send(client, "public/get_time", "{}");
        final int open = send(client, "private/get_open_orders", "{}");
        final int unknown = send(client, "private/cancel", "{'order_id':'1'}");
        fixture.step();

        assertThat(answers(client)).containsExactly(time, open, unknown);
        assertThat(client.response(FIRST_ID + open).path("result")).isEmpty();
        assertThat(code(client, unknown)).isEqualTo(10_004);
        fixture.advance(SECOND_NS);
        assertThat(answers(client)).containsExactly(time, open, unknown, order);
    }

    @Test
    void shouldRefuseInItsTurnWhatWasValidUntilBefore() {
        final ProtocolFixture fixture = slow(SECOND_NS);
        final ProtocolClient client = fixture.client().authenticate();
        buy(client, "BTC-PERPETUAL");
        final int late = send(
                client,
                "private/buy",
                "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000,'valid_until':"
                        + (fixture.nowNs / ProtocolFixture.MILLI_NS + 1_500) + "}");
        final int timely = send(
                client,
                "private/buy",
                "{'instrument_name':'BTC-PERPETUAL','amount':10,'price':80000,'label':'timely','valid_until':"
                        + (fixture.nowNs / ProtocolFixture.MILLI_NS + 3_500) + "}");
        fixture.step();
        fixture.advance(3 * SECOND_NS);

        assertThat(code(client, late)).isEqualTo(13_888);
        assertThat(code(client, timely)).isZero();
        assertThat(labels(fixture)).containsExactly("0", "timely");
    }

    @Test
    void shouldLeaveNothingOfAConnectionThatWantsItsOrdersToDieWithIt() {
        final ProtocolFixture fixture = slow(SECOND_NS);
        final ProtocolClient dying = fixture.client().authenticate();
        dying.result("private/enable_cancel_on_disconnect", "{'scope':'connection'}");
        final ProtocolClient staying = fixture.client().authenticate();
        for (int i = 0; i < 3; i++) {
            buy(dying, "BTC-PERPETUAL");
        }
        final int kept = buy(staying, "BTC-PERPETUAL");
        fixture.step();
        dying.transport.disconnect();
        fixture.step();
        fixture.advance(SECOND_NS);
        assertThat(labels(fixture))
                .as("what was worked on is done, and cancelled")
                .isEmpty();
        fixture.advance(5 * SECOND_NS);

        assertThat(labels(fixture)).containsExactly(Integer.toString(kept));
        assertThat(fixture.desk.openOrders()).hasSize(1);
    }

    @Test
    void shouldAnswerAtOnceUnlessItsEngineIsSlow() {
        final ProtocolFixture fixture = new ProtocolFixture();
        final ProtocolClient client = fixture.client().authenticate();
        for (int i = 0; i < 50; i++) {
            buy(client, "BTC-PERPETUAL");
        }
        fixture.step();

        assertThat(answers(client)).hasSize(50).isSorted();
        assertThat(fixture.desk.openOrders()).hasSize(50);
        assertThatThrownBy(() -> slow(-1)).hasMessageContaining("matchingLatencyNs=-1");
    }

    private static ProtocolFixture slow(final long latencyNs) {
        return new ProtocolFixture(context -> context.matchingLatencyNs(latencyNs));
    }

    /** Sends an order that rests, and gives its number, which is its label too. */
    private int buy(final ProtocolClient client, final String instrument) {
        final String price = instrument.startsWith("ETH") ? "2900" : "89000";
        final String amount = instrument.startsWith("ETH_") ? "0.01" : "10";
        return send(
                client,
                "private/buy",
                "{'instrument_name':'" + instrument + "','amount':" + amount + ",'price':" + price + ",'label':'" + sent
                        + "'}");
    }

    private int send(final ProtocolClient client, final String method, final String params) {
        client.send(String.format(
                Locale.ROOT,
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}",
                FIRST_ID + sent,
                method,
                params.replace('\'', '"')));
        return sent++;
    }

    /** Numbers of the requests that were answered, in the order of the answers. */
    private static List<Integer> answers(final ProtocolClient client) {
        final List<Integer> found = new ArrayList<>();
        for (final JsonNode frame : client.frames) {
            if (frame.path("id").asInt() >= FIRST_ID) {
                found.add(frame.path("id").asInt() - FIRST_ID);
            }
        }
        return found;
    }

    private static int code(final ProtocolClient client, final int number) {
        return client.response(FIRST_ID + number).path("error").path("code").asInt();
    }

    private static List<String> labels(final ProtocolFixture fixture) {
        return fixture.desk.openOrders().stream().map(ExchangeOrder::label).toList();
    }
}
