package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;

/**
 * What a market said last: index of each underlying, forward of each expiry, volatility and quotes of each instrument.
 * Fed by the market's events; what is not market data is passed over.
 *
 * <p>Between two observations a forward moves with its index. A quote is kept as its distance from the mark of the same
 * moment, so that it moves with the mark. Owned by one thread; allocates nothing after construction but when instruments
 * are listed.
 */
final class MarketTable implements Ingress {
    private static final double PER_SCALED = 1e-8;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder indexEvent = new IndexPriceDecoder();
    private final ForwardPriceDecoder forwardEvent = new ForwardPriceDecoder();
    private final QuoteDecoder quoteEvent = new QuoteDecoder();
    private final TickerDecoder tickerEvent = new TickerDecoder();
    private long[] expiriesNs;
    private int expiries;
    private boolean[] isOption;
    private int[] underlyings;
    private int[] optionExpiries;
    private final long[] indices;
    private double[] carries;
    private long[] vols;
    private long[] mids;
    private long[] bidGaps;
    private long[] askGaps;
    private long[] bidAmounts;
    private long[] askAmounts;

    MarketTable(final List<InstrumentSpec> specs) {
        final int size = specs.size();
        final int count =
                specs.stream().mapToInt(InstrumentSpec::underlyingId).max().orElse(-1) + 1;
        expiriesNs = expiries(specs, new long[0]);
        expiries = expiriesNs.length;
        isOption = new boolean[size];
        underlyings = new int[size];
        optionExpiries = new int[size];
        specs.forEach(this::describe);
        indices = new long[count];
        carries = new double[count * expiries];
        Arrays.fill(carries, 1.0);
        vols = new long[size];
        mids = new long[size];
        bidGaps = absent(new long[0], size);
        askGaps = absent(new long[0], size);
        bidAmounts = absent(new long[0], size);
        askAmounts = absent(new long[0], size);
    }

    /** Makes room for instruments of known underlyings, with ids above all others'; nothing is known of them yet. */
    void list(final List<InstrumentSpec> added) {
        final int known = vols.length;
        final int size =
                added.stream().mapToInt(InstrumentSpec::instrumentId).max().orElse(known - 1) + 1;
        isOption = Arrays.copyOf(isOption, size);
        underlyings = Arrays.copyOf(underlyings, size);
        optionExpiries = Arrays.copyOf(optionExpiries, size);
        vols = Arrays.copyOf(vols, size);
        mids = Arrays.copyOf(mids, size);
        bidGaps = absent(bidGaps, size);
        askGaps = absent(askGaps, size);
        bidAmounts = absent(bidAmounts, size);
        askAmounts = absent(askAmounts, size);
        final long[] before = expiriesNs;
        final double[] carriesBefore = carries;
        expiriesNs = expiries(added, before);
        expiries = expiriesNs.length;
        carries = new double[indices.length * expiries];
        Arrays.fill(carries, 1.0);
        for (int u = 0; u < indices.length; u++) {
            for (int e = 0; e < before.length; e++) {
                carries[u * expiries + Arrays.binarySearch(expiriesNs, before[e])] =
                        carriesBefore[u * before.length + e];
            }
        }
        for (int id = 0; id < known; id++) {
            final int expiry = optionExpiries[id];
            optionExpiries[id] = expiry < 0 ? expiry : Arrays.binarySearch(expiriesNs, before[expiry]);
        }
        added.forEach(this::describe);
    }

    /** Whether the market has said where an instrument stands. */
    boolean knows(final InstrumentSpec spec) {
        final int id = spec.instrumentId();
        return index(spec.underlyingId()) > 0 && (spec.isOption() ? vols[id] > 0 : mids[id] > 0);
    }

    private void describe(final InstrumentSpec spec) {
        isOption[spec.instrumentId()] = spec.isOption();
        underlyings[spec.instrumentId()] = spec.underlyingId();
        optionExpiries[spec.instrumentId()] = Arrays.binarySearch(expiriesNs, spec.expiryNs());
    }

    private static long[] expiries(final List<InstrumentSpec> specs, final long[] others) {
        return LongStream.concat(
                        Arrays.stream(others),
                        specs.stream().mapToLong(InstrumentSpec::expiryNs).filter(expiryNs -> expiryNs > 0))
                .distinct()
                .sorted()
                .toArray();
    }

    private static long[] absent(final long[] known, final int size) {
        final long[] values = Arrays.copyOf(known, size);
        Arrays.fill(values, known.length, size, Decimals.ABSENT);
        return values;
    }

    /** Takes over everything another table of the same instruments knows. */
    void copyFrom(final MarketTable other) {
        copy(other.indices, indices);
        System.arraycopy(other.carries, 0, carries, 0, carries.length);
        copy(other.vols, vols);
        copy(other.mids, mids);
        copy(other.bidGaps, bidGaps);
        copy(other.askGaps, askGaps);
        copy(other.bidAmounts, bidAmounts);
        copy(other.askAmounts, askAmounts);
    }

    private static void copy(final long[] from, final long[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    /** Declares a volatility to begin with. */
    void seedVol(final int instrumentId, final long vol) {
        vols[instrumentId] = vol;
    }

    /** USD per coin, times 1e8; 0 while it is unknown. */
    long index(final int underlyingId) {
        return indices[underlyingId];
    }

    /** Forward of an expiry now: the index times the last ratio seen; USD per coin. */
    double forward(final int underlyingId, final long expiryNs) {
        final int expiry = Arrays.binarySearch(expiriesNs, expiryNs);
        final double carry = expiry < 0 ? 1.0 : carries[underlyingId * expiries + expiry];
        return VenueRounding.toPrice(indices[underlyingId] * PER_SCALED * carry) * PER_SCALED;
    }

    /** Absolute, times 1e8; 0 while it is unknown. */
    long vol(final int instrumentId) {
        return vols[instrumentId];
    }

    /** Middle of a future's or perpetual's last quote, times 1e8; 0 while it is unknown. */
    long mid(final int instrumentId) {
        return mids[instrumentId];
    }

    /** How far the bid was below the mark, 0 or more; absent when nobody bid. */
    long bidGap(final int instrumentId) {
        return bidGaps[instrumentId];
    }

    /** How far the offer was above the mark, 0 or more; absent when nobody offered. */
    long askGap(final int instrumentId) {
        return askGaps[instrumentId];
    }

    /** Amount of the bid; absent when nobody bid. */
    long bidAmount(final int instrumentId) {
        return bidAmounts[instrumentId];
    }

    /** Amount of the offer; absent when nobody offered. */
    long askAmount(final int instrumentId) {
        return askAmounts[instrumentId];
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        switch (header.wrap(buffer, offset).templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID -> onIndex(buffer, offset);
            case ForwardPriceDecoder.TEMPLATE_ID -> onForward(buffer, offset);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(buffer, offset);
            case TickerDecoder.TEMPLATE_ID -> onTicker(buffer, offset);
            default -> {
                return 0;
            }
        }
        return 0;
    }

    private void onIndex(final DirectBuffer buffer, final int offset) {
        indexEvent.wrapAndApplyHeader(buffer, offset, header);
        setIndex(indexEvent.underlyingId(), indexEvent.price());
    }

    private void setIndex(final int underlyingId, final long price) {
        if (underlyingId >= 0 && underlyingId < indices.length && price > 0) {
            indices[underlyingId] = price;
        }
    }

    private void onForward(final DirectBuffer buffer, final int offset) {
        forwardEvent.wrapAndApplyHeader(buffer, offset, header);
        final int underlyingId = forwardEvent.underlyingId();
        final int expiry = Arrays.binarySearch(expiriesNs, forwardEvent.expiryNs());
        if (expiry >= 0 && underlyingId >= 0 && underlyingId < indices.length) {
            setCarry(underlyingId * expiries + expiry, forwardEvent.price(), indices[underlyingId]);
        }
    }

    private void setCarry(final int at, final long forward, final long index) {
        if (forward > 0 && index > 0) {
            carries[at] = (double) forward / index;
        }
    }

    private void onQuote(final DirectBuffer buffer, final int offset) {
        quoteEvent.wrapAndApplyHeader(buffer, offset, header);
        final int id = quoteEvent.instrumentId();
        if (id < 0 || id >= mids.length) {
            return;
        }
        final long bid = quoteEvent.bidAmount() > 0 ? quoteEvent.bidPrice() : Decimals.ABSENT;
        final long ask = quoteEvent.askAmount() > 0 ? quoteEvent.askPrice() : Decimals.ABSENT;
        if (!isOption[id] && bid > 0 && ask > bid) {
            mids[id] = bid + (ask - bid) / 2;
            setQuotes(id, mids[id], bid, quoteEvent.bidAmount(), ask, quoteEvent.askAmount());
        }
    }

    private void onTicker(final DirectBuffer buffer, final int offset) {
        tickerEvent.wrapAndApplyHeader(buffer, offset, header);
        final int id = tickerEvent.instrumentId();
        if (id < 0 || id >= mids.length) {
            return;
        }
        final long mark = tickerEvent.markPrice();
        if (isOption[id] && tickerEvent.markVol() > 0) {
            vols[id] = tickerEvent.markVol();
            seeForward(id, tickerEvent.underlyingPrice(), tickerEvent.indexPrice());
        } else if (!isOption[id] && mark > 0) {
            mids[id] = mark;
        }
        setQuotes(
                id,
                mark,
                tickerEvent.bidPrice(),
                tickerEvent.bidAmount(),
                tickerEvent.askPrice(),
                tickerEvent.askAmount());
    }

    private void seeForward(final int id, final long forward, final long index) {
        if (optionExpiries[id] >= 0) {
            setCarry(underlyings[id] * expiries + optionExpiries[id], forward, index);
        }
    }

    private void setQuotes(
            final int id, final long mark, final long bid, final long bidAmount, final long ask, final long askAmount) {
        final boolean isBid = bid > 0 && bidAmount > 0;
        bidGaps[id] = isBid ? Math.max(mark - bid, 0) : Decimals.ABSENT;
        bidAmounts[id] = isBid ? bidAmount : Decimals.ABSENT;
        final boolean isAsk = ask > 0 && askAmount > 0;
        askGaps[id] = isAsk ? Math.max(ask - mark, 0) : Decimals.ABSENT;
        askAmounts[id] = isAsk ? askAmount : Decimals.ABSENT;
    }
}
