package io.gimbal.feeds.bybit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InputQuality;
import java.util.List;

/**
 * The latest index, quote and ticker of everything followed, and which of them the engine has not seen yet. An engine that
 * is slow gets fewer and newer events: what changes again before it was taken keeps its place and brings its latest state.
 * Index prices come with the tickers and are passed on when they change.
 *
 * <p>Owned by the market thread; allocates nothing after construction.
 */
final class LatestMarket {
    private final InstrumentSpec[] specs;
    private final BybitBook[] books;
    private final OptionTicker[] tickers;
    private final long[] indexPrices;
    private final long[] venueTimesNs;
    private final long[] receiveTimesNs;
    private final int[] waiting;
    private final boolean[] isWaiting;
    private final int firstQuote;
    private final int firstTicker;
    private int head;
    private int size;
    private long conflated;

    /** Options are known by their place in the list. */
    LatestMarket(final List<InstrumentSpec> options) {
        specs = options.toArray(new InstrumentSpec[0]);
        books = new BybitBook[specs.length];
        tickers = new OptionTicker[specs.length];
        int underlyings = 0;
        for (int i = 0; i < specs.length; i++) {
            books[i] = new BybitBook();
            tickers[i] = new OptionTicker();
            underlyings = Math.max(underlyings, specs[i].underlyingId() + 1);
        }
        indexPrices = new long[underlyings];
        firstQuote = underlyings;
        firstTicker = firstQuote + specs.length;
        final int slots = firstTicker + specs.length;
        venueTimesNs = new long[slots];
        receiveTimesNs = new long[slots];
        waiting = new int[slots];
        isWaiting = new boolean[slots];
    }

    BybitBook book(final int option) {
        return books[option];
    }

    OptionTicker ticker(final int option) {
        return tickers[option];
    }

    int instrumentId(final int option) {
        return specs[option].instrumentId();
    }

    void onTicker(final int option, final OptionTicker ticker, final long receiveTimeNs) {
        tickers[option].set(ticker);
        final int underlying = specs[option].underlyingId();
        if (ticker.indexPrice > 0
                && ticker.indexPrice != indexPrices[underlying]
                && ticker.venueTimeNs >= venueTimesNs[underlying]) {
            indexPrices[underlying] = ticker.indexPrice;
            changed(underlying, ticker.venueTimeNs, receiveTimeNs);
        }
        changed(firstTicker + option, ticker.venueTimeNs, receiveTimeNs);
    }

    /** The book of an option is another, or known no longer. */
    void onBook(final int option, final long venueTimeNs, final long receiveTimeNs) {
        changed(firstQuote + option, venueTimeNs, receiveTimeNs);
    }

    /** The connection broke: no book is known until its snapshot. */
    void forgetBooks(final long nowNs) {
        for (int i = 0; i < books.length; i++) {
            if (books[i].quality() != InputQuality.GAPPED) {
                books[i].forget();
                changed(firstQuote + i, venueTimesNs[firstQuote + i], nowNs);
            }
        }
    }

    int drain(final int limit, final Outlet outlet) {
        int sent = 0;
        while (sent < limit && size > 0 && offer(waiting[head], outlet)) {
            isWaiting[waiting[head]] = false;
            head = head + 1 == waiting.length ? 0 : head + 1;
            size--;
            sent++;
        }
        return sent;
    }

    /** States that were replaced before the engine saw them. */
    long conflated() {
        return conflated;
    }

    private void changed(final int slot, final long venueTimeNs, final long receiveTimeNs) {
        venueTimesNs[slot] = venueTimeNs;
        receiveTimesNs[slot] = receiveTimeNs;
        if (isWaiting[slot]) {
            conflated++;
            return;
        }
        final int at = head + size;
        waiting[at < waiting.length ? at : at - waiting.length] = slot;
        isWaiting[slot] = true;
        size++;
    }

    private boolean offer(final int slot, final Outlet outlet) {
        if (slot < firstQuote) {
            index(slot, outlet);
        } else if (slot < firstTicker) {
            quote(slot, slot - firstQuote, outlet);
        } else {
            ticker(slot - firstTicker, outlet);
        }
        return outlet.offer(receiveTimesNs[slot]);
    }

    private void index(final int underlying, final Outlet outlet) {
        outlet.publisher()
                .indexPrice()
                .venueTimeNs(venueTimesNs[underlying])
                .price(indexPrices[underlying])
                .underlyingId(underlying);
    }

    private void quote(final int slot, final int option, final Outlet outlet) {
        final BookSide bids = books[option].bids();
        final BookSide asks = books[option].asks();
        outlet.publisher()
                .quote()
                .venueTimeNs(venueTimesNs[slot])
                .bidPrice(bids.price(0))
                .bidAmount(bids.amount(0))
                .askPrice(asks.price(0))
                .askAmount(asks.amount(0))
                .instrumentId(specs[option].instrumentId())
                .quality(books[option].quality());
    }

    private void ticker(final int option, final Outlet outlet) {
        final OptionTicker ticker = tickers[option];
        outlet.publisher()
                .ticker()
                .venueTimeNs(ticker.venueTimeNs)
                .markPrice(ticker.markPrice)
                .markVol(ticker.markVol)
                .bidVol(ticker.bidVol)
                .askVol(ticker.askVol)
                .bidPrice(ticker.bidPrice)
                .bidAmount(ticker.bidAmount)
                .askPrice(ticker.askPrice)
                .askAmount(ticker.askAmount)
                .underlyingPrice(ticker.underlyingPrice)
                .indexPrice(ticker.indexPrice)
                .lastPrice(ticker.lastPrice)
                .estimatedDeliveryPrice(ticker.estimatedDeliveryPrice)
                .openInterest(ticker.openInterest)
                .venueDelta(ticker.delta)
                .instrumentId(specs[option].instrumentId());
    }
}
