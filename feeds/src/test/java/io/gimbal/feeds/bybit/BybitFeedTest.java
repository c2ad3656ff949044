package io.gimbal.feeds.bybit;

import static io.gimbal.feeds.bybit.Frames.CALL;
import static io.gimbal.feeds.bybit.Frames.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.Transport;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed over a scripted connection and a clock turned by hand. */
class BybitFeedTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = Frames.VENUE_NS;
    private static final int LIMIT = 1_000;
    private static final List<String> TOPICS = List.of(
            "tickers." + CALL, "tickers." + PUT, "orderbook.25." + CALL, "orderbook.25." + PUT, "publicTrade.BTC");

    private final FakeTransport transport = new FakeTransport();
    private final CollectingIngress ingress = new CollectingIngress();
    private final BybitFeed feed = BybitFeed.launch(new BybitContext()
            .transport(transport)
            .options(Frames.options())
            .connectionId(3)
            .seed(7));
    private long nowNs = START_NS;

    @Test
    void shouldAskForEveryTopicAndBeReadyWhenAllAreTaken() {
        open();

        assertThat(transport.takeSent())
                .containsExactly("{\"req_id\":\"gb1\",\"op\":\"subscribe\",\"args\":[\"" + String.join("\",\"", TOPICS)
                        + "\"]}");
        assertThat(phases()).containsExactly(ConnectionPhase.CONNECTED);
        assertThat(feed.isReady()).isFalse();

        receive(Frames.taken(TOPICS, List.of()));

        assertThat(phases()).containsExactly(ConnectionPhase.CONNECTED, ConnectionPhase.READY);
        assertThat(feed.isReady()).isTrue();
        assertThat(feed.refusedTopics()).isZero();
        assertThat(feed.silentTopics()).isEqualTo(5);
        assertThat(transport.takeSent()).isEmpty();
        assertThat(feed.nextTimeNs()).isEqualTo(Feed.UNKNOWN);
    }

    @Test
    void shouldCountTopicsThatAreRefusedOrNotNamedInTheReply() {
        open();

        receive(Frames.taken(TOPICS.subList(0, 3), TOPICS.subList(3, 4)));

        assertThat(feed.refusedTopics()).isEqualTo(2);
        assertThat(feed.silentTopics()).isEqualTo(3);
        assertThat(feed.isReady()).isTrue();
    }

    @Test
    void shouldHoldAReplyWithoutListsForTheWholeRequest() {
        open();
        receive("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"c-2xh\",\"req_id\":\"gb1\",\"op\":\"subscribe\"}");

        assertThat(feed.silentTopics()).isEqualTo(5);

        transport.drop();
        advance(0);
        reopen();
        receive("{\"success\":false,\"ret_msg\":\"Invalid topic\",\"conn_id\":\"c-2xh\",\"op\":\"subscribe\"}");

        assertThat(feed.refusedTopics()).isEqualTo(5);
    }

    @Test
    void shouldAskInBatchesEachAfterTheReplyToTheOneBefore() {
        final List<InstrumentSpec> many = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            many.add(Frames.spec(i, "BTC-25JUN27-" + (50_000 + i * 1_000) + "-C-USDT"));
        }
        final FakeTransport wire = new FakeTransport();
        final BybitFeed large =
                BybitFeed.launch(new BybitContext().transport(wire).options(many));
        int topics = 0;
        int requests = 0;
        for (int i = 0; i < 10; i++) {
            large.poll(nowNs + i, LIMIT, ingress);
            for (final String request : wire.takeSent()) {
                final List<String> asked = arguments(request);
                assertThat(asked).hasSizeLessThanOrEqualTo(Subscriptions.BATCH);
                topics += asked.size();
                requests++;
                wire.receive(Frames.taken(asked, List.of()));
            }
        }

        assertThat(topics).isEqualTo(241);
        assertThat(requests).isEqualTo(3);
        assertThat(large.isReady()).isTrue();
    }

    @Test
    void shouldGiveUpAConnectionThatLeavesARequestUnanswered() {
        open();
        pongEvery(Subscriptions.REPLY_TIMEOUT_NS, SECOND_NS);
        assertThat(transport.isOpen()).isTrue();

        advance(SECOND_NS);
        advance(0);

        assertThat(transport.isOpen()).isFalse();
        assertThat(phases()).endsWith(ConnectionPhase.DOWN);
    }

    @Test
    void shouldPingEveryTwentySeconds() {
        ready();

        advance(19 * SECOND_NS);
        assertThat(transport.takeSent()).isEmpty();
        advance(SECOND_NS);
        assertThat(transport.takeSent()).containsExactly("{\"op\":\"ping\"}");
        receive("{\"args\":[\"1777226678908\"],\"conn_id\":\"y-h\",\"op\":\"pong\"}");
        advance(20 * SECOND_NS);
        assertThat(transport.takeSent()).containsExactly("{\"op\":\"ping\"}");
        assertThat(transport.isOpen()).isTrue();
    }

    @Test
    void shouldGiveUpAVenueThatFellSilent() {
        ready();
        for (int i = 0; i < 45; i++) {
            advance(SECOND_NS);
        }
        assertThat(transport.isOpen()).isTrue();

        advance(SECOND_NS);
        advance(0);

        assertThat(transport.isOpen()).isFalse();
        assertThat(feed.lastReason()).isEqualTo("dropped");
    }

    @Test
    void shouldComeBackWithPausesThatDoubleUpToACap() {
        transport.refuse(true);
        while (transport.attemptsNs().size() < 14) {
            advance(10_000_000L);
        }

        final List<Long> attempts = transport.attemptsNs();
        long wholeNs = BybitSession.FIRST_PAUSE_NS;
        for (int i = 1; i < attempts.size(); i++) {
            assertThat(attempts.get(i) - attempts.get(i - 1)).isBetween(wholeNs / 2, wholeNs + 20_000_000L);
            wholeNs = Math.min(2 * wholeNs, BybitSession.LONGEST_PAUSE_NS);
        }
        assertThat(wholeNs).isEqualTo(BybitSession.LONGEST_PAUSE_NS);
        assertThat(phases()).as("said once").containsExactly(ConnectionPhase.DOWN);
    }

    @Test
    void shouldStartWithASmallPauseAgainOnceAConnectionWasReady() {
        transport.refuse(true);
        while (transport.attemptsNs().size() < 8) {
            advance(100_000_000L);
        }
        transport.refuse(false);
        reopen();
        receive(Frames.taken(TOPICS, List.of()));

        transport.drop();
        advance(0);
        final int attempts = transport.attemptsNs().size();
        advance(BybitSession.FIRST_PAUSE_NS);

        assertThat(transport.attemptsNs()).hasSize(attempts + 1);
    }

    @Test
    void shouldLeaveAndRejoinABookThatMissedAMessage() {
        ready();
        receive(Frames.book("snapshot", PUT, 10, "[\"100\",\"1\"]", "[\"110\",\"1\"]"));
        receive(Frames.book("delta", PUT, 12, "[\"101\",\"1\"]", ""));

        assertThat(lastQuote().quality()).isEqualTo(InputQuality.GAPPED);
        assertThat(transport.takeSent())
                .containsExactly("{\"req_id\":\"gb2\",\"op\":\"unsubscribe\",\"args\":[\"orderbook.25." + PUT + "\"]}");

        receive(Frames.book("delta", PUT, 13, "[\"102\",\"1\"]", ""));
        receive(Frames.taken(List.of("orderbook.25." + PUT), List.of()));
        assertThat(transport.takeSent())
                .containsExactly("{\"req_id\":\"gb3\",\"op\":\"subscribe\",\"args\":[\"orderbook.25." + PUT + "\"]}");
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.GAPPED);

        receive(Frames.taken(List.of("orderbook.25." + PUT), List.of()));
        receive(Frames.book("snapshot", PUT, 90, "[\"104\",\"1\"]", "[\"111\",\"1\"]"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.FRESH);
        assertThat(lastQuote().bidPrice()).isEqualTo(10_400_000_000L);
        assertThat(feed.gaps()).isEqualTo(1);
    }

    @Test
    void shouldForgetItsBooksAndSubscribeAnewWhenTheConnectionBreaks() {
        ready();
        receive(Frames.book("snapshot", PUT, 10, "[\"100\",\"1\"]", "[\"110\",\"1\"]"));
        transport.takeSent();

        transport.drop();
        advance(0);

        assertThat(phases()).endsWith(ConnectionPhase.DOWN);
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.GAPPED);
        assertThat(ingress.events(QuoteDecoder.TEMPLATE_ID)).hasSize(2);

        reopen();
        assertThat(arguments(transport.takeSent().get(0))).isEqualTo(TOPICS);
        receive(Frames.taken(TOPICS, List.of()));
        receive(Frames.book("delta", PUT, 11, "[\"101\",\"1\"]", ""));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.GAPPED);
        receive(Frames.book("snapshot", PUT, 40, "[\"101\",\"1\"]", "[\"110\",\"1\"]"));
        assertThat(lastQuote().quality()).isEqualTo(InputQuality.FRESH);
        assertThat(feed.connections()).isEqualTo(2);
    }

    @Test
    void shouldGiveUpAConnectionThatDoesNotTakeARequest() {
        transport.answer(Transport.SEND_FAILED);
        advance(0);
        advance(0);
        advance(0);

        assertThat(transport.isOpen()).isFalse();
        assertThat(phases()).containsExactly(ConnectionPhase.CONNECTED, ConnectionPhase.DOWN);
    }

    @Test
    void shouldKeepOnlyTheLatestWhileTheEngineIsBusy() {
        ready();
        ingress.refuse(2);
        receive(Frames.book("snapshot", PUT, 10, "[\"100\",\"1\"]", "[\"110\",\"1\"]"));
        receive(Frames.book("delta", PUT, 11, "[\"101\",\"1\"]", ""));
        assertThat(ingress.events(QuoteDecoder.TEMPLATE_ID)).isEmpty();

        receive(Frames.book("delta", PUT, 12, "[\"102\",\"1\"]", ""));

        assertThat(ingress.events(QuoteDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(lastQuote().bidPrice()).isEqualTo(10_200_000_000L);
        assertThat(feed.conflated()).isEqualTo(2);
    }

    @Test
    void shouldLoseNoChangeOfTheConnectionWhileTheEngineIsBusy() {
        ingress.refuse(Integer.MAX_VALUE);
        for (int i = 0; i < 2_000; i++) {
            advance(SECOND_NS);
            transport.drop();
        }
        ingress.refuse(0);
        final int attempts = transport.attemptsNs().size();
        advance(0);

        assertThat(attempts).isLessThan(16);
        final List<ConnectionPhase> phases = phases();
        assertThat(phases).hasSizeGreaterThan(10);
        for (int i = 0; i < phases.size(); i++) {
            assertThat(phases.get(i)).isEqualTo(i % 2 == 0 ? ConnectionPhase.CONNECTED : ConnectionPhase.DOWN);
        }
    }

    @Test
    void shouldDropTheOldestTradesWhenTooManyWait() {
        ready();
        ingress.refuse(Integer.MAX_VALUE);
        for (int i = 0; i < TradeQueue.CAPACITY + 100; i++) {
            receive(Frames.trades(Frames.trade(CALL, "Buy", "240", i)));
        }
        ingress.refuse(0);
        advance(0);
        advance(0);

        final List<Event> prints = ingress.events(TradePrintDecoder.TEMPLATE_ID);
        assertThat(prints.size() + feed.droppedTrades()).isEqualTo(TradeQueue.CAPACITY + 100);
        final TradePrintDecoder last = new TradePrintDecoder()
                .wrapAndApplyHeader(prints.get(prints.size() - 1).buffer(), 0, new MessageHeaderDecoder());
        assertThat(last.tradeSequence()).isEqualTo(TradeQueue.CAPACITY + 99);
    }

    @Test
    void shouldNeverLetReceiveTimesGoBack() {
        ready();
        ingress.refuse(4);
        receive(Frames.book("snapshot", PUT, 10, "[\"100\",\"1\"]", "[\"110\",\"1\"]"));
        receive(Frames.ticker(CALL));
        receive(Frames.book("delta", PUT, 11, "[\"101\",\"1\"]", ""));
        advance(0);
        advance(0);

        assertThat(ingress.events(TickerDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(ingress.events()).isSortedAccordingTo((a, b) -> Long.compare(a.timeNs(), b.timeNs()));
    }

    @Test
    void shouldDeliverNoMoreThanItsLimit() {
        ready();
        transport.receive(Frames.ticker(CALL));
        transport.receive(Frames.ticker(PUT));
        final int before = ingress.events().size();

        assertThat(feed.poll(nowNs, 2, ingress)).isEqualTo(2);
        assertThat(feed.poll(nowNs, 2, ingress)).isEqualTo(1);
        assertThat(ingress.events()).hasSize(before + 3);
    }

    @Test
    void shouldCloseItsTransportAndBeExhausted() {
        ready();

        feed.close();
        feed.close();

        assertThat(transport.isClosed()).isTrue();
        assertThat(feed.nextTimeNs()).isEqualTo(Feed.EXHAUSTED);
        assertThat(feed.poll(nowNs, LIMIT, ingress)).isZero();
    }

    @Test
    void shouldRefuseAContextThatCannotBeMeant() {
        final List<InstrumentSpec> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(Frames.spec(i, "BTC-25JUN27-" + (50_000 + i * 1_000) + "-C-USDT"));
        }

        assertThatThrownBy(() -> BybitFeed.launch(new BybitContext().options(Frames.options())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> BybitFeed.launch(new BybitContext().transport(transport)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BybitFeed.launch(new BybitContext()
                        .transport(transport)
                        .options(List.of(Frames.spec(1, CALL), Frames.spec(2, CALL)))))
                .hasMessage("followed twice: name=" + CALL);
        assertThatThrownBy(() ->
                        BybitFeed.launch(new BybitContext().transport(transport).options(many)))
                .hasMessageContaining("more options than one connection may follow: options=300");
        final BybitContext used = new BybitContext().transport(transport).options(Frames.options());
        BybitFeed.launch(used);
        assertThatThrownBy(() -> used.seed(1)).isInstanceOf(IllegalStateException.class);
    }

    /** Frames are given to the adapter directly: the scripted transport allocates. */
    @Test
    @Tag("allocation")
    void shouldAllocateNothingPerFrame() {
        final Topics topics = new Topics(Frames.options());
        final LatestMarket market = new LatestMarket(Frames.options());
        final TradeQueue trades = new TradeQueue();
        final FrameAdapter adapter = new FrameAdapter(topics, new Subscriptions(topics.words()), market, trades);
        final Outlet outlet = new Outlet();
        outlet.openTo((buffer, offset, length, timeNs) -> 1);
        final UnsafeBuffer[] frames = List.of(
                        Frames.ticker(PUT),
                        Frames.book("snapshot", PUT, 10, "[\"100\",\"1\"]", "[\"110\",\"1\"]"),
                        Frames.book("delta", PUT, 11, "[\"101\",\"1\"]", "[\"110\",\"0\"]"),
                        Frames.trades(Frames.trade(CALL, "Buy", "240", 1)))
                .stream()
                .map(frame -> new UnsafeBuffer(frame.getBytes(StandardCharsets.UTF_8)))
                .toArray(UnsafeBuffer[]::new);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long allocated = Long.MAX_VALUE;
        for (int window = 0; window < 50 && allocated > 0; window++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 4_000; i++) {
                adapter.onFrame(frames[i & 3], 0, frames[i & 3].capacity(), START_NS + i);
                trades.drain(LIMIT, outlet);
                market.drain(LIMIT, outlet);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertThat(allocated).isZero();
        assertThat(adapter.malformed()).isZero();
    }

    private void open() {
        advance(0);
        advance(0);
        assertThat(transport.isOpen()).isTrue();
    }

    private void reopen() {
        while (!transport.isOpen()) {
            advance(SECOND_NS);
        }
    }

    private void ready() {
        open();
        receive(Frames.taken(TOPICS, List.of()));
        assertThat(feed.isReady()).isTrue();
        transport.takeSent();
    }

    private void receive(final String frame) {
        transport.receive(frame);
        advance(1_000);
    }

    private void pongEvery(final long untilNs, final long stepNs) {
        for (long t = 0; t < untilNs; t += stepNs) {
            transport.receive("{\"op\":\"pong\"}");
            advance(stepNs);
        }
    }

    private void advance(final long byNs) {
        nowNs += byNs;
        feed.poll(nowNs, LIMIT, ingress);
    }

    private List<ConnectionPhase> phases() {
        return ingress.events(ConnectionStateDecoder.TEMPLATE_ID).stream()
                .map(event -> {
                    final ConnectionStateDecoder state = new ConnectionStateDecoder()
                            .wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
                    assertThat(state.connectionId()).isEqualTo(3);
                    return state.phase();
                })
                .toList();
    }

    private QuoteDecoder lastQuote() {
        final List<Event> quotes = ingress.events(QuoteDecoder.TEMPLATE_ID);
        return CollectingIngress.quote(quotes.get(quotes.size() - 1));
    }

    private static List<String> arguments(final String request) {
        final String list = request.substring(request.indexOf('[') + 2, request.lastIndexOf(']') - 1);
        return List.of(list.split("\",\"", -1));
    }
}
