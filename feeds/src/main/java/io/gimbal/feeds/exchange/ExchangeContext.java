package io.gimbal.feeds.exchange;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@link Exchange} needs. Checked and frozen when the exchange is made. */
public final class ExchangeContext {
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    final List<InstrumentSpec> instruments = new ArrayList<>();
    VenueProfile profile = VenueProfile.deribit();

    @Nullable
    Valuation valuation;

    /** How far the mark of a perpetual is from its index at most, of the index times 1e8: half a percent. */
    public static final long PREMIUM_BAND = 500_000L;

    ExchangeListener listener = new ExchangeListener() {};
    MarginRules margin = MarginRules.deribit();
    DeliveryRoute inverseRoute = DeliveryRoute.CASH;
    DeliveryRoute linearRoute = DeliveryRoute.CASH;
    long seed = 1;
    long startNs;
    long revaluationNs = SECOND_NS;
    long settlementPauseNs = 5 * SECOND_NS;
    long futureBand = 1_500_000L;
    long optionBand = 5_000_000L;
    long fundingCap = 500_000L;
    long premiumBand;
    long optionDeliveryFee = 15_000L;
    long futureDeliveryFee = 25_000L;
    long liquidationFee = 750_000L;
    private boolean isConcluded;

    /** Makes one with the venue's published numbers and no instruments. */
    public ExchangeContext() {}

    /**
     * Adds an instrument; more can be listed later.
     *
     * @param spec its id must be the number of those added before
     * @return this
     */
    public ExchangeContext instrument(final InstrumentSpec spec) {
        instruments.add(spec);
        return this;
    }

    /**
     * Sets fee rules; the cap of option fees is taken from them.
     *
     * @param value the venue's
     * @return this
     */
    public ExchangeContext profile(final VenueProfile value) {
        profile = value;
        return this;
    }

    /**
     * Sets who values.
     *
     * @param value the world
     * @return this
     */
    public ExchangeContext valuation(final Valuation value) {
        valuation = value;
        return this;
    }

    /**
     * Sets who hears first what happens; more can be added to the exchange.
     *
     * @param value the protocol
     * @return this
     */
    public ExchangeContext listener(final ExchangeListener value) {
        listener = value;
        return this;
    }

    /**
     * Sets the margin rules.
     *
     * @param value parameters
     * @return this
     */
    public ExchangeContext margin(final MarginRules value) {
        margin = value;
        return this;
    }

    /**
     * Sets how options are delivered.
     *
     * @param inverse of inverse options
     * @param linear  of linear options
     * @return this
     */
    public ExchangeContext routes(final DeliveryRoute inverse, final DeliveryRoute linear) {
        inverseRoute = inverse;
        linearRoute = linear;
        return this;
    }

    /**
     * Sets the seed of ids.
     *
     * @param value any
     * @return this
     */
    public ExchangeContext seed(final long value) {
        seed = value;
        return this;
    }

    /**
     * Sets when the exchange begins.
     *
     * @param value epoch nanoseconds
     * @return this
     */
    public ExchangeContext startNs(final long value) {
        startNs = value;
        return this;
    }

    /**
     * Sets how often everything is revalued.
     *
     * @param value nanoseconds, a multiple of a millisecond
     * @return this
     */
    public ExchangeContext revaluationNs(final long value) {
        revaluationNs = value;
        return this;
    }

    /**
     * Sets how long trading pauses at 08:00 UTC.
     *
     * @param value nanoseconds; 0 for no pause
     * @return this
     */
    public ExchangeContext settlementPauseNs(final long value) {
        settlementPauseNs = value;
        return this;
    }

    /**
     * Sets how far from the mark orders may be priced.
     *
     * @param future of the mark, times 1e8; 0 for no band
     * @param option of the underlying, times 1e8, in units of the option's price; 0 for no band
     * @return this
     */
    public ExchangeContext priceBands(final long future, final long option) {
        futureBand = future;
        optionBand = option;
        return this;
    }

    /**
     * Sets the largest funding rate.
     *
     * @param value per 8 hours, times 1e8
     * @return this
     */
    public ExchangeContext fundingCap(final long value) {
        fundingCap = value;
        return this;
    }

    /**
     * Lets marks of perpetuals be the index and the average over 30 seconds of the premium, which is what the valuation
     * gives as their price less the index. Without it that price is the mark itself.
     *
     * @param band how far from the index a mark may be at most, of the index, times 1e8; 0 for the price itself
     * @return this
     */
    public ExchangeContext smoothPremiums(final long band) {
        premiumBand = band;
        return this;
    }

    /**
     * Sets the fees of delivery. Dailies' options and weeklies' futures are free of them.
     *
     * @param option of the underlying amount, times 1e8, capped as other option fees
     * @param future of the underlying amount, times 1e8
     * @return this
     */
    public ExchangeContext deliveryFees(final long option, final long future) {
        optionDeliveryFee = option;
        futureDeliveryFee = future;
        return this;
    }

    /**
     * Sets what a liquidation costs, on top of the trade's fee; it goes to the insurance fund.
     *
     * @param value of the underlying amount, times 1e8
     * @return this
     */
    public ExchangeContext liquidationFee(final long value) {
        liquidationFee = value;
        return this;
    }

    Valuation conclude() {
        if (isConcluded) {
            throw new IllegalStateException("context is used: it belongs to one exchange");
        }
        if (valuation == null) {
            throw new IllegalArgumentException("valuation is missing");
        }
        if (revaluationNs <= 0 || revaluationNs % MILLI_NS != 0 || settlementPauseNs < 0) {
            throw new IllegalArgumentException(
                    "times out of range: revaluationNs=" + revaluationNs + ", settlementPauseNs=" + settlementPauseNs);
        }
        if (premiumBand < 0) {
            throw new IllegalArgumentException("out of range: premiumBand=" + premiumBand);
        }
        isConcluded = true;
        return valuation;
    }
}
