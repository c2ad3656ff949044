package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.hedging.PremiumBudget;
import io.gimbal.engine.orders.TradeIds;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * One underlying's options as the inputs told of them: quotes with depth, marks, states, positions, and what was paid for
 * options today. Owned by the ingest thread; what is not fresh is not taken. Allocates nothing after construction.
 */
final class OptionBoard {
    private static final double PER_SCALED = 1e-8;
    private static final long NEVER = Long.MIN_VALUE;
    private static final int UNKNOWN = -1;

    private final int underlyingId;
    private final InstrumentSpec[] specs;
    private final int[] placeOf;
    private final long[] expiriesNs;
    private final int[] expiryOf;
    private final double[] forwards;
    private final long[] bid;
    private final long[] ask;
    private final long[] bidAmount;
    private final long[] askAmount;
    private final double[] vol;
    private final long[] quoteNs;
    private final boolean[] isOpen;
    private final long[] position;
    private final TradeIds trades = new TradeIds();
    private final PremiumBudget premium = new PremiumBudget();
    private double index;
    private double spentUsd;
    private long lastPosition;

    /**
     * Lists the options.
     *
     * @param underlyingId whose
     * @param instruments  any; those of other underlyings and those that are no options are left out
     */
    OptionBoard(final int underlyingId, final List<InstrumentSpec> instruments) {
        this.underlyingId = underlyingId;
        specs = instruments.stream()
                .filter(spec -> spec.isOption() && spec.underlyingId() == underlyingId)
                .toArray(InstrumentSpec[]::new);
        expiriesNs = Arrays.stream(specs)
                .mapToLong(InstrumentSpec::expiryNs)
                .distinct()
                .sorted()
                .toArray();
        placeOf = new int
                [1
                        + Arrays.stream(specs)
                                .mapToInt(InstrumentSpec::instrumentId)
                                .max()
                                .orElse(0)];
        Arrays.fill(placeOf, UNKNOWN);
        expiryOf = new int[specs.length];
        for (int i = 0; i < specs.length; i++) {
            placeOf[specs[i].instrumentId()] = i;
            expiryOf[i] = Arrays.binarySearch(expiriesNs, specs[i].expiryNs());
        }
        forwards = new double[expiriesNs.length];
        bid = new long[specs.length];
        ask = new long[specs.length];
        bidAmount = new long[specs.length];
        askAmount = new long[specs.length];
        vol = new double[specs.length];
        quoteNs = new long[specs.length];
        isOpen = new boolean[specs.length];
        position = new long[specs.length];
        Arrays.fill(quoteNs, NEVER);
        Arrays.fill(isOpen, true);
    }

    /** Takes all that another board of the same options shows at a time. */
    void copyFrom(final OptionBoard other, final long nowNs) {
        System.arraycopy(other.forwards, 0, forwards, 0, forwards.length);
        System.arraycopy(other.bid, 0, bid, 0, bid.length);
        System.arraycopy(other.ask, 0, ask, 0, ask.length);
        System.arraycopy(other.bidAmount, 0, bidAmount, 0, bidAmount.length);
        System.arraycopy(other.askAmount, 0, askAmount, 0, askAmount.length);
        System.arraycopy(other.vol, 0, vol, 0, vol.length);
        System.arraycopy(other.quoteNs, 0, quoteNs, 0, quoteNs.length);
        System.arraycopy(other.isOpen, 0, isOpen, 0, isOpen.length);
        System.arraycopy(other.position, 0, position, 0, position.length);
        index = other.index;
        spentUsd = other.premium.spentUsd(nowNs);
        lastPosition = other.lastPosition;
    }

    /** What the ingress answered to the last event. */
    void onAccepted(final long answer) {
        lastPosition = answer;
    }

    void onIndex(final IndexPriceDecoder event) {
        final boolean isOurs = event.underlyingId() == underlyingId && event.quality() == InputQuality.FRESH;
        if (isOurs && event.price() > 0) {
            index = event.price() * PER_SCALED;
        }
    }

    void onForward(final ForwardPriceDecoder event) {
        final boolean isOurs = event.underlyingId() == underlyingId && event.quality() == InputQuality.FRESH;
        final int expiry = isOurs ? Arrays.binarySearch(expiriesNs, event.expiryNs()) : UNKNOWN;
        if (expiry >= 0 && event.price() > 0) {
            forwards[expiry] = event.price() * PER_SCALED;
        }
    }

    void onQuote(final QuoteDecoder event, final long nowNs) {
        final int place = placeOf(event.instrumentId());
        if (place >= 0 && event.quality() == InputQuality.FRESH) {
            quote(place, event.bidPrice(), event.bidAmount(), event.askPrice(), event.askAmount(), nowNs);
        }
    }

    void onTicker(final TickerDecoder event, final long nowNs) {
        final int place = placeOf(event.instrumentId());
        if (place < 0 || event.quality() != InputQuality.FRESH) {
            return;
        }
        isOpen[place] = event.state() == InstrumentState.OPEN;
        if (event.underlyingPrice() > 0) {
            forwards[expiryOf[place]] = event.underlyingPrice() * PER_SCALED;
        }
        if (event.markVol() > 0) {
            vol[place] = event.markVol() * PER_SCALED;
        }
        if (event.bidAmount() > 0 || event.askAmount() > 0) {
            quote(place, event.bidPrice(), event.bidAmount(), event.askPrice(), event.askAmount(), nowNs);
        }
    }

    private void quote(
            final int place,
            final long bidPrice,
            final long bidSize,
            final long askPrice,
            final long askSize,
            final long nowNs) {
        bid[place] = bidSize > 0 ? Math.max(bidPrice, 0) : 0;
        ask[place] = askSize > 0 ? Math.max(askPrice, 0) : 0;
        bidAmount[place] = Math.max(bidSize, 0);
        askAmount[place] = Math.max(askSize, 0);
        quoteNs[place] = nowNs;
    }

    void onState(final InstrumentStateChangeDecoder event) {
        final int place = placeOf(event.instrumentId());
        if (place >= 0) {
            isOpen[place] = event.state() == InstrumentState.OPEN;
        }
    }

    void onPosition(final PositionSnapshotDecoder event) {
        hold(event.instrumentId(), event.amount());
    }

    /** A position as known before the first event. */
    void hold(final int instrumentId, final long amount) {
        final int place = placeOf(instrumentId);
        if (place >= 0) {
            position[place] = amount;
        }
    }

    /** An execution counts once; one without an order of ours is no purchase of the overlay. */
    void onFill(final FillDecoder event, final long nowNs) {
        final int place = placeOf(event.instrumentId());
        if (place < 0 || !trades.add(event.tradeId())) {
            return;
        }
        position[place] += event.side() == Side.BUY ? event.amount() : -event.amount();
        if (event.side() == Side.BUY && event.orderId() != 0) {
            premium.onBought(nowNs, event.amount() * PER_SCALED * event.price() * PER_SCALED * unitUsd(place));
        }
    }

    void onDelivery(final DeliveryDecoder event) {
        for (int i = 0; i < specs.length; i++) {
            if (event.underlyingId() == underlyingId && specs[i].expiryNs() == event.expiryNs()) {
                position[i] = 0;
                isOpen[i] = false;
            }
        }
    }

    private int placeOf(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < placeOf.length ? placeOf[instrumentId] : UNKNOWN;
    }

    private double unitUsd(final int place) {
        return spec(place).settlement() == Settlement.INVERSE ? index : 1;
    }

    int underlyingId() {
        return underlyingId;
    }

    int size() {
        return specs.length;
    }

    int expiryCount() {
        return expiriesNs.length;
    }

    InstrumentSpec spec(final int place) {
        return specs[place];
    }

    boolean isCall(final int place) {
        return specs[place].optionType() == OptionType.CALL;
    }

    double strike(final int place) {
        return specs[place].strike() * PER_SCALED;
    }

    int expiryOf(final int place) {
        return expiryOf[place];
    }

    /** {@return USD per coin, 0 before the first} */
    double forward(final int place) {
        return forwards[expiryOf[place]];
    }

    /** {@return USD per coin, 0 before the first} */
    double index() {
        return index;
    }

    /** {@return the mark's, absolute; 0 before the first} */
    double vol(final int place) {
        return vol[place];
    }

    /** {@return coins, signed} */
    double held(final int place) {
        return position[place] * PER_SCALED;
    }

    /** {@return best bid times 1e8, 0 for none} */
    long bid(final int place) {
        return bid[place];
    }

    long ask(final int place) {
        return ask[place];
    }

    /** {@return coins times 1e8 at the bid} */
    long bidAmount(final int place) {
        return bidAmount[place];
    }

    long askAmount(final int place) {
        return askAmount[place];
    }

    /** {@return a price of the option in USD} */
    double usd(final int place, final long price) {
        final boolean isInverse = specs[place].settlement() == Settlement.INVERSE;
        return price * PER_SCALED * (isInverse ? forward(place) : 1);
    }

    /** {@return whether it is open and has both sides, not crossed, not older than an age} */
    boolean isQuoted(final int place, final long nowNs, final long maxAgeNs) {
        return isOpen[place]
                && quoteNs[place] != NEVER
                && nowNs - quoteNs[place] <= maxAgeNs
                && bid[place] > 0
                && ask[place] >= bid[place];
    }

    /** {@return USD paid for options on the day of the copy} */
    double spentUsd() {
        return spentUsd;
    }

    /** {@return what the ingress answered to the last event seen} */
    long lastPosition() {
        return lastPosition;
    }
}
