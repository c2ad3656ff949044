package io.gimbal.engine.app.session;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.AccountBalanceEncoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.ConnectionStateEncoder;
import io.gimbal.journal.codec.DeliveryEstimateDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.FillEncoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.PlatformStateDecoder;
import io.gimbal.journal.codec.PlatformStateEncoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TickerEncoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.VolatilityIndexDecoder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one of several venues says, as the engine is to hear it: its connections have numbers of their own, and so have its
 * trades; it speaks of what is traded there and of nothing else, unless it stands in for another ({@link MarketLeads});
 * its lock is that of the coins that are hedged there; and balances and margins are what all venues state together.
 * Everything else passes as it came. Owned by the ingest thread; allocates nothing; {@link #rejects()} is for any thread.
 */
final class VenueIngress {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int TRADE_ID_SHIFT = 56;
    private static final int EVERY_UNDERLYING = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConnectionStateDecoder connection = new ConnectionStateDecoder();
    private final ConnectionStateEncoder connectionCopy = new ConnectionStateEncoder();
    private final AccountBalanceDecoder balance = new AccountBalanceDecoder();
    private final AccountBalanceEncoder balanceCopy = new AccountBalanceEncoder();
    private final FillDecoder fill = new FillDecoder();
    private final FillEncoder fillCopy = new FillEncoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final TickerEncoder tickerCopy = new TickerEncoder();
    private final PlatformStateDecoder platform = new PlatformStateDecoder();
    private final PlatformStateEncoder platformCopy = new PlatformStateEncoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final FundingDecoder funding = new FundingDecoder();
    private final InstrumentStateChangeDecoder state = new InstrumentStateChangeDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final VolatilityIndexDecoder volatility = new VolatilityIndexDecoder();
    private final DeliveryEstimateDecoder estimate = new DeliveryEstimateDecoder();
    private final UnsafeBuffer copy = new UnsafeBuffer(
            new byte
                    [HEADER
                            + Math.max(
                                    Math.max(FillEncoder.BLOCK_LENGTH, TickerEncoder.BLOCK_LENGTH),
                                    Math.max(
                                            ConnectionStateEncoder.BLOCK_LENGTH, AccountBalanceEncoder.BLOCK_LENGTH))]);
    private final int place;
    private final int firstConnection;
    private final MarketLeads leads;
    private final VenueBalances balances;
    private final AtomicLong rejects = new AtomicLong();
    private @Nullable Ingress target;
    private @Nullable Ingress before;

    /**
     * Begins to listen to a venue.
     *
     * @param place           of the venue
     * @param firstConnection number of its connection 0 in the session
     * @param leads           whom the engine hears; shared with the other venues
     * @param balances        shared likewise
     */
    VenueIngress(final int place, final int firstConnection, final MarketLeads leads, final VenueBalances balances) {
        this.place = place;
        this.firstConnection = firstConnection;
        this.leads = leads;
        this.balances = balances;
    }

    /**
     * Puts this before an ingress.
     *
     * @param ingress hears what the engine is to hear
     * @return an ingress for the venue's feeds; the same one for the same ingress
     */
    Ingress before(final Ingress ingress) {
        Ingress made = before;
        if (made == null || target != ingress) {
            made = (buffer, offset, length, timeNs) -> offer(ingress, buffer, offset, length, timeNs);
            before = made;
            target = ingress;
        }
        return made;
    }

    /** {@return orders that this venue refused; any thread may ask} */
    long rejects() {
        return rejects.get();
    }

    private long offer(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        return switch (header.wrap(buffer, offset).templateId()) {
            case ConnectionStateDecoder.TEMPLATE_ID -> offerConnection(ingress, buffer, offset, length, timeNs);
            case AccountBalanceDecoder.TEMPLATE_ID -> offerBalance(ingress, buffer, offset, length, timeNs);
            case FillDecoder.TEMPLATE_ID -> offerFill(ingress, buffer, offset, length, timeNs);
            case TickerDecoder.TEMPLATE_ID -> offerTicker(ingress, buffer, offset, length, timeNs);
            case PlatformStateDecoder.TEMPLATE_ID -> offerPlatform(ingress, buffer, offset, length, timeNs);
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                final long answer = ingress.offer(buffer, offset, length, timeNs);
                rejects.lazySet(rejects.get() + (answer >= 0 ? 1 : 0));
                yield answer;
            }
            default -> isHeard(buffer, offset) ? ingress.offer(buffer, offset, length, timeNs) : 0;
        };
    }

    private boolean isHeard(final DirectBuffer buffer, final int offset) {
        return switch (header.templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID ->
                leads.leads(
                        place, index.wrapAndApplyHeader(buffer, offset, header).underlyingId());
            case VolatilityIndexDecoder.TEMPLATE_ID ->
                leads.leads(
                        place,
                        volatility.wrapAndApplyHeader(buffer, offset, header).underlyingId());
            case DeliveryEstimateDecoder.TEMPLATE_ID ->
                leads.leads(
                        place,
                        estimate.wrapAndApplyHeader(buffer, offset, header).underlyingId());
            case PositionSnapshotDecoder.TEMPLATE_ID ->
                leads.owns(
                        place,
                        position.wrapAndApplyHeader(buffer, offset, header).instrumentId());
            case QuoteDecoder.TEMPLATE_ID ->
                leads.owns(
                        place, quote.wrapAndApplyHeader(buffer, offset, header).instrumentId());
            case TradePrintDecoder.TEMPLATE_ID ->
                leads.owns(
                        place, print.wrapAndApplyHeader(buffer, offset, header).instrumentId());
            case FundingDecoder.TEMPLATE_ID ->
                leads.owns(
                        place,
                        funding.wrapAndApplyHeader(buffer, offset, header).instrumentId());
            case InstrumentStateChangeDecoder.TEMPLATE_ID ->
                leads.owns(
                        place, state.wrapAndApplyHeader(buffer, offset, header).instrumentId());
            default -> true;
        };
    }

    private long offerConnection(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        connection.wrapAndApplyHeader(buffer, offset, header);
        copy.putBytes(0, buffer, offset, length);
        connectionCopy.wrap(copy, HEADER).connectionId(firstConnection + connection.connectionId());
        final long answer = ingress.offer(copy, 0, length, timeNs);
        if (answer >= 0 && connection.connectionId() == 0) {
            leads.onMarket(place, connection.phase() == ConnectionPhase.READY);
        }
        return answer;
    }

    private long offerBalance(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        balance.wrapAndApplyHeader(buffer, offset, header);
        balances.state(place, balance);
        copy.putBytes(0, buffer, offset, length);
        balances.together(balance, balanceCopy.wrap(copy, HEADER));
        return ingress.offer(copy, 0, length, timeNs);
    }

    /** Numbers of trades are unique at their venue only: the same number at another is another trade. */
    private long offerFill(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        fill.wrapAndApplyHeader(buffer, offset, header);
        if (!leads.owns(place, fill.instrumentId())) {
            return 0;
        }
        copy.putBytes(0, buffer, offset, length);
        fillCopy.wrap(copy, HEADER).tradeId(fill.tradeId() ^ (long) firstConnection << TRADE_ID_SHIFT);
        return ingress.offer(copy, 0, length, timeNs);
    }

    /**
     * A venue locks what is hedged there, one coin after the other; what was offered in part is offered again in whole:
     * a lock said twice is no other lock.
     */
    private long offerPlatform(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        if (leads.hedgesAll(place)) {
            return ingress.offer(buffer, offset, length, timeNs);
        }
        final int said = platform.wrapAndApplyHeader(buffer, offset, header).underlyingId();
        long answer = 0;
        for (int underlying = 0; answer >= 0 && underlying < leads.underlyings(); underlying++) {
            final boolean isMeant = said == EVERY_UNDERLYING || said == underlying;
            if (isMeant && leads.hedges(place, underlying)) {
                copy.putBytes(0, buffer, offset, length);
                platformCopy.wrap(copy, HEADER).underlyingId(underlying);
                answer = ingress.offer(copy, 0, length, timeNs);
            }
        }
        return answer;
    }

    /** What was offered in part is offered again in whole: a mark said twice is no other mark. */
    private long offerTicker(
            final Ingress ingress, final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
        final int id = ticker.wrapAndApplyHeader(buffer, offset, header).instrumentId();
        for (final int twin : leads.twins(id)) {
            if (leads.standsIn(place, twin)) {
                copy.putBytes(0, buffer, offset, length);
                tickerCopy.wrap(copy, HEADER).instrumentId(twin);
                final long answer = ingress.offer(copy, 0, length, timeNs);
                if (answer < 0) {
                    return answer;
                }
            }
        }
        return leads.owns(place, id) || leads.standsIn(place, id) ? ingress.offer(buffer, offset, length, timeNs) : 0;
    }
}
