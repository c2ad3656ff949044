package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.ExchangeOrder;
import io.gimbal.feeds.exchange.ExchangePosition;
import io.gimbal.feeds.exchange.OrderState;
import io.gimbal.feeds.exchange.UserChange;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.feeds.exchange.Valuation;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * A local exchange whose books are laid from quotes that were seen elsewhere: a house of its own keeps each traded
 * instrument's best prices where the last quote had them, and a declared {@link BookDepth} behind. What an account takes
 * stays taken until the next quote of that instrument, which puts everything back; a quote that meets a resting order of
 * the account trades with it. The account is not margined: it holds hedges alone, and what they hedge is not here.
 *
 * <p>Told by the market's events; what says nothing of a traded instrument or an index is passed over. Options are not
 * traded here. Owned by the exchange's thread; the same events at the same times give the same books.
 */
public final class QuotedBooks implements Ingress {
    private static final long MONEY = 10_000_000L * Decimals.ONE;
    private static final double ONE = Decimals.ONE;
    private static final int BURST = 1_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final InstrumentStateChangeDecoder state = new InstrumentStateChangeDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final Map<Integer, QuotedBook> books = new TreeMap<>();
    private final QuoteValuation valuation;
    private final Exchange exchange;
    private final Account desk;
    private final Account house;
    private double consumedCoins;
    private double beyondTouchCoins;
    private double restedCoins;
    private long cutShort;

    /**
     * Opens the exchange; its books are empty until a quote comes.
     *
     * @param specs   what the events speak of; options among them are left out
     * @param depth   of the books
     * @param startNs when it opens, epoch nanoseconds
     * @param seed    of its ids
     */
    public QuotedBooks(final List<InstrumentSpec> specs, final BookDepth depth, final long startNs, final long seed) {
        final List<InstrumentSpec> traded = new ArrayList<>();
        specs.stream().filter(spec -> !spec.isOption()).forEach(spec -> traded.add(numbered(spec, traded.size())));
        valuation = new QuoteValuation(traded.size());
        final ExchangeContext context =
                new ExchangeContext().valuation(valuation).startNs(startNs).seed(seed);
        traded.forEach(context::instrument);
        exchange = new Exchange(context);
        exchange.advance(startNs);
        exchange.revalue();
        house = exchange.open(AccountSettings.house("quotes"));
        desk = exchange.open(AccountSettings.house("desk").withMatchingLimits(BURST, BURST));
        for (final String currency : exchange.currencies()) {
            exchange.deposit(house, currency, MONEY);
            exchange.deposit(desk, currency, MONEY);
        }
        int next = 0;
        for (final InstrumentSpec spec : specs) {
            if (!spec.isOption()) {
                books.put(
                        spec.instrumentId(),
                        new QuotedBook(exchange, house, exchange.instruments().get(next++), depth));
            }
        }
        exchange.addListener(new ExchangeListener() {
            @Override
            public void onUserChange(final UserChange change) {
                count(change);
            }
        });
    }

    private static InstrumentSpec numbered(final InstrumentSpec spec, final int id) {
        return new InstrumentSpec(
                id,
                spec.underlyingId(),
                spec.name(),
                spec.kind(),
                spec.settlement(),
                spec.optionType(),
                spec.strike(),
                spec.expiryNs(),
                spec.contractSize(),
                spec.minAmount(),
                spec.tickSize(),
                spec.tickStepAbove(),
                spec.tickSizeAbove(),
                spec.makerFeeRate(),
                spec.takerFeeRate());
    }

    /** {@return the exchange} */
    public Exchange exchange() {
        return exchange;
    }

    /** {@return who values its instruments} */
    public Valuation valuation() {
        return valuation;
    }

    /** {@return the account whose orders meet the books} */
    public Account desk() {
        return desk;
    }

    /** {@return whether every traded instrument has been quoted} */
    public boolean isQuoted() {
        return books.values().stream()
                .allMatch(book -> valuation.mid(book.instrument().id()) > 0);
    }

    /** {@return what the account took out of the books, coins} */
    public double consumedCoins() {
        return consumedCoins;
    }

    /** {@return how much of that was beyond the price that was quoted, coins} */
    public double beyondTouchCoins() {
        return beyondTouchCoins;
    }

    /** {@return what was taken of the account's resting orders, coins} */
    public double restedCoins() {
        return restedCoins;
    }

    /** {@return immediate orders of the account that found too little within their limit} */
    public long cutShort() {
        return cutShort;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        switch (header.wrap(buffer, offset).templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID -> onIndex(buffer, offset);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(buffer, offset, receiveTimeNs);
            case InstrumentStateChangeDecoder.TEMPLATE_ID -> onState(buffer, offset, receiveTimeNs);
            case PositionSnapshotDecoder.TEMPLATE_ID -> onPosition(buffer, offset);
            default -> {
                return 0;
            }
        }
        return 0;
    }

    private void onIndex(final DirectBuffer buffer, final int offset) {
        index.wrapAndApplyHeader(buffer, offset, header);
        for (final QuotedBook book : books.values()) {
            if (book.instrument().spec().underlyingId() == index.underlyingId() && index.price() > 0) {
                valuation.index(book.instrument().indexName(), index.price());
            }
        }
    }

    private void onQuote(final DirectBuffer buffer, final int offset, final long nowNs) {
        quote.wrapAndApplyHeader(buffer, offset, header);
        final QuotedBook book = books.get(quote.instrumentId());
        if (book == null || !book.quoted(quote)) {
            return;
        }
        valuation.mid(book.instrument().id(), book.mid());
        exchange.advance(nowNs);
        exchange.revalue();
        if (book.instrument().state() == InstrumentState.OPEN) {
            book.lay();
            give(book);
        }
    }

    private void onState(final DirectBuffer buffer, final int offset, final long nowNs) {
        state.wrapAndApplyHeader(buffer, offset, header);
        final QuotedBook book = books.get(state.instrumentId());
        if (book == null || isGone(book.instrument().state()) || isGone(state.state())) {
            return;
        }
        exchange.advance(nowNs);
        exchange.setState(
                book.instrument(),
                state.state() == InstrumentState.OPEN ? InstrumentState.OPEN : InstrumentState.HALTED);
    }

    private static boolean isGone(final InstrumentState told) {
        return switch (told) {
            case OPEN, LOCKED, HALTED -> false;
            default -> true;
        };
    }

    private void onPosition(final DirectBuffer buffer, final int offset) {
        position.wrapAndApplyHeader(buffer, offset, header);
        final QuotedBook book = books.get(position.instrumentId());
        if (book != null) {
            final ExchangePosition held = desk.position(book.instrument());
            book.hold(position.amount() - (held == null ? 0 : held.size()));
            give(book);
        }
    }

    /** Books what the account holds from elsewhere, once there is a price to book it at. */
    private void give(final QuotedBook book) {
        final long missing = book.missing();
        if (missing == 0 || book.mid() == 0) {
            return;
        }
        final ExchangeInstrument instrument = book.instrument();
        final Account buyer = missing > 0 ? desk : house;
        final Account seller = missing > 0 ? house : desk;
        if (exchange.block(buyer, seller, instrument, Math.abs(missing), book.mid())
                .isOk()) {
            book.hold(0);
        }
    }

    private void count(final UserChange change) {
        if (change.account() != desk) {
            return;
        }
        for (final ExchangeOrder order : change.orders()) {
            final boolean isImmediate = order.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL;
            cutShort += isImmediate && order.state() == OrderState.CANCELLED ? 1 : 0;
        }
        for (final UserTrade trade : change.trades()) {
            if (trade.trade().blockTradeId().isEmpty()) {
                count(trade);
            }
        }
    }

    private void count(final UserTrade trade) {
        final InstrumentSpec spec = trade.trade().instrument().spec();
        final long price = trade.trade().price();
        final double amount = trade.trade().amount() / ONE;
        final double coins = spec.isUsdAmount() ? amount / (price / ONE) : amount;
        if (trade.liquidity() == Liquidity.MAKER) {
            restedCoins += coins;
            return;
        }
        consumedCoins += coins;
        for (final QuotedBook book : books.values()) {
            if (book.instrument() == trade.trade().instrument() && book.isBeyondTouch(trade.side(), price)) {
                beyondTouchCoins += coins;
            }
        }
    }
}
