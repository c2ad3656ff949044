package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.market.BookDepth;
import io.gimbal.engine.market.QuotedBooks;
import io.gimbal.engine.pipeline.SteppedFeed;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.deribit.VenueFault;
import io.gimbal.feeds.exchange.protocol.ApiKey;
import io.gimbal.feeds.exchange.protocol.ExchangeProtocol;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.feeds.exchange.protocol.MemoryTransport;
import io.gimbal.feeds.exchange.protocol.ProtocolContext;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A local exchange whose books are laid from the journal's quotes, and the real client to it, within this process and on
 * the run's virtual clock. Only the fates of our commands and our executions come back: what else the client says of
 * market and account is the journal's to say. A command takes the fill model's latency to its match, its answer none.
 * Owned by the thread that steps the run.
 */
final class ExchangeTrading implements TradingVenue {
    private static final String KEY = "whatif";
    private static final String SCOPE = "trade:read_write account:read_write";
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PATIENCE_NS = 60 * SECOND_NS;
    private static final int ALL = Integer.MAX_VALUE;

    private final QuotedBooks books;
    private final ExchangeProtocol protocol;
    private final DeribitVenue client;
    private final Feed replies;
    private final List<Feed> beside;
    private long refused;

    /**
     * Opens the exchange a minute before the session and lets the client log in.
     *
     * @param session   whose instruments are traded
     * @param depth     of the books
     * @param latencyNs from sending a command to its match, nanoseconds
     * @param opening   the session's inputs from the first, read up to the first quotes
     */
    ExchangeTrading(
            final RecordedSession session, final BookDepth depth, final long latencyNs, final JournalTailer opening) {
        final long seed = session.generation().epoch();
        final long startNs = session.firstNs() - PATIENCE_NS;
        books = new QuotedBooks(session.specs(), depth, startNs, seed);
        protocol = new ExchangeProtocol(new ProtocolContext()
                .exchange(books.exchange())
                .valuation(books.valuation())
                .faults(Faults.none().requestLatencyNs(latencyNs))
                .seed(seed));
        protocol.add(new ApiKey(KEY, KEY, books.desk().id(), SCOPE));
        client = DeribitVenue.open(new DeribitContext()
                .transports(new MemoryTransport(protocol), new MemoryTransport(protocol))
                .credentials(Secret.of(KEY.toCharArray()), Secret.of(KEY.toCharArray()))
                .tolerateAccountWrite(true)
                .instance(KEY, session.generation().epoch())
                .currencies(List.copyOf(books.exchange().currencies()))
                .creditShare(1)
                .seed(seed));
        final Feed exchange = new Stepped();
        replies = new SteppedFeed(new OwnReplies());
        beside = List.of(new SteppedFeed(exchange), new SteppedFeed(new Unheard()));
        show(opening, startNs);
        join(session, startNs);
    }

    /** What is quoted first is known before the session begins, as an exchange knows what its instruments are worth. */
    private void show(final JournalTailer opening, final long startNs) {
        while (!books.isQuoted() && opening.next()) {
            books.offer(opening.buffer(), opening.payloadOffset(), opening.payloadLength(), startNs);
        }
    }

    private void join(final RecordedSession session, final long startNs) {
        long nowNs = startNs;
        boolean isSelected = false;
        client.connect(nowNs);
        while (!client.isReady()) {
            nowNs = Math.max(nowNs + 1, Math.min(client.nextTimeNs(), protocol.nextTimeNs()));
            if (nowNs >= session.firstNs()) {
                throw new IllegalStateException("the client does not join its own exchange: market="
                        + client.marketPhase() + ", account=" + client.accountPhase());
            }
            protocol.doWork(nowNs);
            client.market().poll(nowNs, ALL, ExchangeTrading::unheard);
            client.replies().poll(nowNs, ALL, ExchangeTrading::unheard);
            requireHealthy();
            if (!isSelected && client.isListed()) {
                isSelected = true;
                client.select(selection(session));
            }
        }
    }

    private static MarketSelection selection(final RecordedSession session) {
        final MarketSelection selection = new MarketSelection().tickers(false).volatilityIndex(false);
        final int underlyings = session.specs().stream()
                        .mapToInt(InstrumentSpec::underlyingId)
                        .max()
                        .orElse(-1)
                + 1;
        for (int underlying = 0; underlying < underlyings; underlying++) {
            selection.underlying(session.coin(underlying), session.indexName(underlying));
        }
        session.specs().forEach(selection::instrument);
        return selection;
    }

    private static long unheard(
            final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        return 0;
    }

    private void requireHealthy() {
        final VenueFault fault = client.fault();
        if (fault != null) {
            throw new IllegalStateException("the client has left its own exchange: " + fault);
        }
    }

    @Override
    public OrderGateway gateway() {
        return client.gateway();
    }

    @Override
    public Feed replies() {
        return replies;
    }

    @Override
    public List<Feed> beside() {
        return beside;
    }

    @Override
    public Ingress shown(final Ingress target) {
        return (buffer, offset, length, receiveTimeNs) -> {
            final long answer = target.offer(buffer, offset, length, receiveTimeNs);
            if (answer >= 0) {
                books.offer(buffer, offset, length, receiveTimeNs);
            }
            return answer;
        };
    }

    QuotedBooks books() {
        return books;
    }

    /** Commands that the exchange refused. */
    long refused() {
        return refused;
    }

    @Override
    public void close() {
        client.close();
    }

    /** The exchange, which delivers nothing itself. */
    private final class Stepped implements Feed {
        @Override
        public long nextTimeNs() {
            return protocol.nextTimeNs();
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return protocol.doWork(nowNs) > 0 ? 1 : 0;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** What the client says of the market: the journal says it. */
    private final class Unheard implements Feed {
        @Override
        public long nextTimeNs() {
            return client.market().nextTimeNs();
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return client.market().poll(nowNs, limit, ExchangeTrading::unheard);
        }

        @Override
        public void close() {
            // The client is closed with the venue.
        }
    }

    /** What the client says of our commands. */
    private final class OwnReplies implements Feed {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final FillDecoder fill = new FillDecoder();

        @Override
        public long nextTimeNs() {
            return client.replies().nextTimeNs();
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            final int work = client.replies()
                    .poll(
                            nowNs,
                            limit,
                            (buffer, offset, length, timeNs) ->
                                    isOwn(buffer, offset) ? ingress.offer(buffer, offset, length, timeNs) : 0);
            requireHealthy();
            return work;
        }

        private boolean isOwn(final DirectBuffer buffer, final int offset) {
            return switch (header.wrap(buffer, offset).templateId()) {
                case OrderAcceptedDecoder.TEMPLATE_ID, OrderClosedDecoder.TEMPLATE_ID -> true;
                case OrderRejectedDecoder.TEMPLATE_ID -> {
                    refused++;
                    yield true;
                }
                case FillDecoder.TEMPLATE_ID ->
                    fill.wrapAndApplyHeader(buffer, offset, header).orderId() != 0;
                default -> false;
            };
        }

        @Override
        public void close() {
            // The client is closed with the venue.
        }
    }
}
