package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instrument as the exchange knows it. Live: it shows the present state. Prices, amounts and money are decimals times
 * 1e8. Written by the exchange's thread only.
 */
public final class ExchangeInstrument {
    static final int KEPT_TRADES = 10_000;
    private static final long AVERAGE_GRID = 100;

    final ArrayDeque<ExchangeTrade> trades = new ArrayDeque<>();
    final InstrumentValue value = new InstrumentValue();
    final FundingAccrual funding = new FundingAccrual();
    final PremiumAverage premium = new PremiumAverage();
    private final InstrumentSpec spec;
    private final InstrumentName parts;
    private final String indexName;
    private final long creationNs;
    private final OrderBook book;
    private final Wide wide;
    InstrumentState state = InstrumentState.OPEN;
    long indexPrice;
    long deliveryEstimate;
    double deltaDecay = 1;
    long minPrice;
    long maxPrice;
    long lastPrice;
    int lastTickDirection;
    long tradeSeq;
    long settlementPrice;
    long deliveryPrice;
    long openInterest;
    boolean isMadeForExercise;

    ExchangeInstrument(final InstrumentSpec spec, final long creationNs, final long firstChangeId, final Wide wide) {
        final @Nullable InstrumentName name = InstrumentName.parse(spec.name());
        if (name == null) {
            throw new IllegalArgumentException("not an instrument's name: name=" + spec.name());
        }
        this.spec = spec;
        this.parts = name;
        this.indexName = (name.coin() + "_" + name.quote()).toLowerCase(Locale.ROOT);
        this.creationNs = creationNs;
        this.book = new OrderBook(this, firstChangeId);
        this.wide = wide;
    }

    /** {@return sizes, ticks, fees} */
    public InstrumentSpec spec() {
        return spec;
    }

    /** {@return dense id, from 0} */
    public int id() {
        return spec.instrumentId();
    }

    /** {@return the venue's name} */
    public String name() {
        return spec.name();
    }

    /** {@return option, future or perpetual} */
    public InstrumentKind kind() {
        return spec.kind();
    }

    /** {@return such as {@code BTC}} */
    public String baseCurrency() {
        return parts.coin();
    }

    /** {@return currency of prices: {@code USD}, {@code USDC}, or the coin for inverse options} */
    public String quoteCurrency() {
        return spec.isOption() && isInverse() ? parts.coin() : parts.quote();
    }

    /** {@return currency in which it is margined and settled: the coin, or the quote currency of linear instruments} */
    public String currency() {
        return isInverse() ? parts.coin() : parts.quote();
    }

    /** {@return such as {@code btc_usd}} */
    public String indexName() {
        return indexName;
    }

    /** {@return when it was listed, epoch nanoseconds} */
    public long creationNs() {
        return creationNs;
    }

    /** {@return open, settlement, locked, halted, delivered, inactive} */
    public InstrumentState state() {
        return state;
    }

    /** {@return its book} */
    public OrderBook book() {
        return book;
    }

    /** {@return its index} */
    public long indexPrice() {
        return indexPrice;
    }

    /** {@return mark price} */
    public long markPrice() {
        return value.markPrice;
    }

    /** {@return forward of its expiry; in the delivery window the running average} */
    public long forward() {
        return value.forward;
    }

    /** {@return in the 30 minutes before expiry the running average of the index, else the index} */
    public long estimatedDeliveryPrice() {
        return deliveryEstimate > 0 ? deliveryEstimate : indexPrice;
    }

    /** {@return whether it is in the 30 minutes before its expiry} */
    public boolean isInDeliveryWindow() {
        return deliveryEstimate > 0;
    }

    /** {@return mark volatility, absolute} */
    public double markVol() {
        return value.markVol;
    }

    /** {@return published delta: per coin, on the forward, fading to 0 in the delivery window; 1 for futures} */
    public double delta() {
        return (spec.isOption() ? value.delta : 1) * deltaDecay;
    }

    /** {@return per 1 USD} */
    public double gamma() {
        return value.gamma;
    }

    /** {@return USD per volatility point} */
    public double vega() {
        return value.vega;
    }

    /** {@return USD per day} */
    public double theta() {
        return value.theta;
    }

    /** {@return USD per percentage point of interest} */
    public double rho() {
        return value.rho;
    }

    /** {@return lowest price of sell orders; 0 for none} */
    public long minPrice() {
        return minPrice;
    }

    /** {@return highest price of buy orders; 0 for none} */
    public long maxPrice() {
        return maxPrice;
    }

    /** {@return price of the last trade; 0 for none} */
    public long lastPrice() {
        return lastPrice;
    }

    /** {@return sequence of the last trade; 0 for none} */
    public long tradeSeq() {
        return tradeSeq;
    }

    /** {@return the last trades, at most 10,000, oldest first} */
    public Collection<ExchangeTrade> trades() {
        return Collections.unmodifiableCollection(trades);
    }

    /** {@return mark at the last daily settlement; 0 for none} */
    public long settlementPrice() {
        return settlementPrice;
    }

    /** {@return what it was delivered at; 0 before} */
    public long deliveryPrice() {
        return deliveryPrice;
    }

    /** {@return sum of all long positions} */
    public long openInterest() {
        return openInterest;
    }

    /** {@return funding rate per 8 hours that accrues now; 0 unless a perpetual} */
    public double currentFunding() {
        return funding.currentRate();
    }

    /** {@return average funding rate of the last 8 hours; 0 unless a perpetual} */
    public double funding8h() {
        return funding.averageRate();
    }

    /** {@return funding accrued since it was listed, as a share of the position} */
    public double interestValue() {
        return funding.interest();
    }

    /** {@return whether it was ever open for trading: a future made for an exercise is not} */
    boolean isListedForTrading() {
        return !isMadeForExercise;
    }

    /** {@return whether it settles in its coin} */
    public boolean isInverse() {
        return spec.settlement() == Settlement.INVERSE;
    }

    /** Adds to a flow what trading an amount brings: positive is bought. */
    void addFlow(final ExactMoney flow, final long signedAmount, final long price) {
        final int sign = Long.signum(signedAmount);
        final long amount = Math.abs(signedAmount);
        if (spec.isUsdAmount()) {
            flow.addProduct(wide, sign, amount, Decimals.ONE, price);
        } else {
            flow.addProduct(wide, -sign, amount, price, Decimals.ONE);
        }
    }

    /** The price at which an amount has a value: positive amount, value of either sign. */
    long priceOf(final long amount, final ExactMoney flow) {
        if (flow.isZero()) {
            return 0;
        }
        final long units = Math.abs(flow.units());
        final long fraction = Math.abs(flow.fraction());
        return spec.isUsdAmount() ? harmonicPrice(amount, units, fraction) : plainPrice(amount, units, fraction);
    }

    /** An amount in coins at the mark, or at the index while there is no mark. */
    long coins(final long amount) {
        if (!spec.isUsdAmount()) {
            return amount;
        }
        final long price = value.markPrice > 0 ? value.markPrice : indexPrice;
        return price > 0 ? Decimals.divide(amount, price) : 0;
    }

    private long harmonicPrice(final long amount, final long units, final long fraction) {
        final long value16 =
                wide.set(units).times(ExactMoney.FRACTIONS).plus(fraction).fits() ? wide.value() : 0;
        final long price = value16 > 0
                ? wide.set(amount)
                        .times(Decimals.ONE)
                        .times(Decimals.ONE)
                        .over(value16)
                        .value()
                : wide.set(amount).times(Decimals.ONE).over(units).value();
        return (price + AVERAGE_GRID / 2) / AVERAGE_GRID * AVERAGE_GRID;
    }

    private long plainPrice(final long amount, final long units, final long fraction) {
        return wide.set(units)
                .times(ExactMoney.FRACTIONS)
                .plus(fraction)
                .times(2)
                .over(amount)
                .plus(1)
                .over(2)
                .value();
    }
}
