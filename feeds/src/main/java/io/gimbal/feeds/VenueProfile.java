package io.gimbal.feeds;

import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import java.util.Map;
import java.util.TreeMap;

/**
 * A venue's products and fee rules. Immutable; the defaults are Deribit's published list, and everything can be replaced:
 * a live session takes its numbers from the venue, configuration from the desk's own fee tier.
 *
 * <p>Fees (rate {@code r}, amount {@code A}, price {@code p}, index {@code S}), each rounded half up to 1e-8:
 *
 * <pre>
 *   inverse future, perpetual   r·A/p            coin      (A in USD)
 *   inverse option              min(r·A, c·p·A)  coin      (c: cap, 12.5 % of the premium)
 *   linear future, perpetual    r·A·p            USD
 *   linear option               min(r·A·S, c·p·A) USD
 *   spot                        r·A·p            USD
 * </pre>
 */
public final class VenueProfile {
    private static final long OPTION_FEE_CAP = 12_500_000L;

    private final Map<String, ProductTerms> products;
    private final long optionFeeCap;

    private VenueProfile(final Map<String, ProductTerms> products, final long optionFeeCap) {
        this.products = products;
        this.optionFeeCap = optionFeeCap;
    }

    /** {@return Deribit: inverse BTC and ETH, linear BTC_USDC, ETH_USDC, SOL_USDC and XRP_USDC} */
    public static VenueProfile deribit() {
        final long option = 30_000L;
        final long taker = 50_000L;
        final long one = Decimals.ONE;
        return new VenueProfile(new TreeMap<>(), OPTION_FEE_CAP)
                .with("BTC", InstrumentKind.OPTION, coinOption(one / 10))
                .with("ETH", InstrumentKind.OPTION, coinOption(one))
                .with("BTC", InstrumentKind.PERPETUAL, future(10 * one, one / 2, taker))
                .with("BTC", InstrumentKind.FUTURE, future(10 * one, one / 2, taker))
                .with("ETH", InstrumentKind.PERPETUAL, future(one, one / 20, taker))
                .with("ETH", InstrumentKind.FUTURE, future(one, one / 20, taker))
                .with("BTC_USDC", InstrumentKind.OPTION, dollarOption(one / 100, 5 * one, option))
                .with("ETH_USDC", InstrumentKind.OPTION, dollarOption(one / 10, one / 5, option))
                .with("SOL_USDC", InstrumentKind.OPTION, dollarOption(one, one / 100, option))
                .with("XRP_USDC", InstrumentKind.OPTION, dollarOption(1_000 * one, one / 10_000, option))
                .with("BTC_USDC", InstrumentKind.PERPETUAL, future(one / 1_000, one, taker))
                .with("BTC_USDC", InstrumentKind.FUTURE, future(one / 1_000, one, taker))
                .with("ETH_USDC", InstrumentKind.PERPETUAL, future(one / 100, one / 10, taker))
                .with("ETH_USDC", InstrumentKind.FUTURE, future(one / 100, one / 10, taker))
                .with("SOL_USDC", InstrumentKind.PERPETUAL, future(one / 10, one / 100, taker))
                .with("XRP_USDC", InstrumentKind.PERPETUAL, future(10 * one, one / 10_000, taker));
    }

    /**
     * Replaces or adds a product.
     *
     * @param base  {@code BTC} for inverse products, {@code BTC_USDC} for linear ones
     * @param kind  which product
     * @param terms its sizes, ticks and fees
     * @return a copy with it
     */
    public VenueProfile with(final String base, final InstrumentKind kind, final ProductTerms terms) {
        final Map<String, ProductTerms> copy = new TreeMap<>(products);
        copy.put(key(base, kind), terms);
        return new VenueProfile(copy, optionFeeCap);
    }

    /**
     * Sets the fees of every product of a kind.
     *
     * @param kind         which products
     * @param makerFeeRate of the underlying amount, times 1e8; negative is a rebate
     * @param takerFeeRate of the underlying amount, times 1e8
     * @return a copy with them
     */
    public VenueProfile withFees(final InstrumentKind kind, final long makerFeeRate, final long takerFeeRate) {
        final Map<String, ProductTerms> copy = new TreeMap<>(products);
        copy.replaceAll(
                (key, terms) -> key.endsWith("-" + kind.name()) ? terms.withFees(makerFeeRate, takerFeeRate) : terms);
        return new VenueProfile(copy, optionFeeCap);
    }

    /**
     * Sets the cap of option fees.
     *
     * @param cap share of the premium, times 1e8
     * @return a copy with it
     */
    public VenueProfile withOptionFeeCap(final long cap) {
        return new VenueProfile(products, cap);
    }

    /** {@return cap of option fees: share of the premium, times 1e8} */
    public long optionFeeCap() {
        return optionFeeCap;
    }

    /**
     * The terms of a product.
     *
     * @param name of one of its instruments
     * @return sizes, ticks and fees
     * @throws IllegalArgumentException when the venue lists no such product; says which it does list
     */
    public ProductTerms terms(final InstrumentName name) {
        final String key = key(base(name), name.kind());
        final ProductTerms terms = products.get(key);
        if (terms == null) {
            throw new IllegalArgumentException(
                    "product not listed: instrument=" + name.text() + ", listed=" + products.keySet());
        }
        return terms;
    }

    /**
     * Defines an instrument by its name.
     *
     * @param name         the venue's
     * @param instrumentId dense, from 0
     * @param underlyingId dense, from 0
     * @return its definition at this venue's terms
     * @throws IllegalArgumentException when it is no instrument's name or the venue lists no such product
     */
    public InstrumentSpec spec(final String name, final int instrumentId, final int underlyingId) {
        final InstrumentName parts = InstrumentName.parse(name);
        if (parts == null) {
            throw new IllegalArgumentException(
                    "not an instrument's name: name=" + name
                            + ", expected one like BTC-PERPETUAL, BTC-28APR23, BTC-28APR23-30000-C or BTC_USDC-28APR23-30000-C");
        }
        final ProductTerms terms = terms(parts);
        return new InstrumentSpec(
                instrumentId,
                underlyingId,
                name,
                parts.kind(),
                parts.settlement(),
                parts.optionType(),
                parts.strike(),
                parts.expiryNs(),
                terms.contractSize(),
                terms.minAmount(),
                terms.tickSize(),
                terms.tickStepAbove(),
                terms.tickSizeAbove(),
                terms.makerFeeRate(),
                terms.takerFeeRate());
    }

    /**
     * The fee of a trade; allocates nothing.
     *
     * @param spec       what was traded
     * @param rate       maker or taker rate, times 1e8
     * @param price      of the trade, times 1e8, above 0
     * @param amount     times 1e8, in the unit of amounts, positive
     * @param indexPrice USD per coin, times 1e8; used for linear options only, where 0 or less leaves the cap alone
     * @return coin for inverse instruments, else USD, times 1e8; positive is paid
     */
    public long fee(
            final InstrumentSpec spec, final long rate, final long price, final long amount, final long indexPrice) {
        final boolean isInverse = spec.settlement() == Settlement.INVERSE;
        if (spec.isOption()) {
            final long base = Decimals.multiply(rate, amount);
            final long coinOrUsd = isInverse ? Decimals.ONE : indexPrice;
            final long uncapped = coinOrUsd > 0 ? Decimals.multiply(base, coinOrUsd) : Long.MAX_VALUE;
            return Math.min(uncapped, Decimals.multiply(optionFeeCap, Decimals.multiply(price, amount)));
        }
        return isInverse
                ? Decimals.multiplyDivide(rate, amount, price)
                : Decimals.multiply(rate, Decimals.multiply(amount, price));
    }

    private static String base(final InstrumentName name) {
        return name.settlement() == Settlement.INVERSE ? name.coin() : name.coin() + "_" + name.quote();
    }

    private static String key(final String base, final InstrumentKind kind) {
        return base + "-" + kind.name();
    }

    private static ProductTerms coinOption(final long minAmount) {
        return new ProductTerms(Decimals.ONE, minAmount, 10_000L, 500_000L, 50_000L, 30_000L, 30_000L);
    }

    private static ProductTerms dollarOption(final long lot, final long tick, final long fee) {
        return new ProductTerms(lot, lot, tick, 0, 0, fee, fee);
    }

    private static ProductTerms future(final long lot, final long tick, final long takerFee) {
        return new ProductTerms(lot, lot, tick, 0, 0, 0, takerFee);
    }
}
