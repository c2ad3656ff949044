package io.gimbal.feeds.deribit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a session follows: underlyings by their index, instruments by their dense numbers, and which channels of each. Set
 * by the caller once instruments are listed, then frozen by {@link DeribitVenue#select}.
 */
public final class MarketSelection {
    /** An underlying: its dense number is its place in the list. */
    record Underlying(String coin, String indexName, boolean isFollowed) {}

    private final List<Underlying> underlyings = new ArrayList<>();
    private final List<InstrumentSpec> specs = new ArrayList<>();
    private final TreeSet<Integer> books = new TreeSet<>();
    private final TreeSet<Integer> quotes = new TreeSet<>();
    private final TreeSet<Integer> elsewhere = new TreeSet<>();
    private InputChecks checks = InputChecks.standard();
    private String interval = "100ms";
    private boolean hasTickers = true;
    private boolean hasTrades;
    private boolean hasMarkPrices;
    private boolean hasVolatilityIndex = true;
    private boolean hasFunding;
    private boolean hasDeliveryEstimates;
    private boolean isFrozen;

    /** Creates an empty selection. */
    public MarketSelection() {}

    /**
     * Adds the next underlying; the first one is number 0.
     *
     * @param coin      such as {@code BTC}
     * @param indexName such as {@code btc_usd}
     * @return this
     */
    public MarketSelection underlying(final String coin, final String indexName) {
        underlyings.add(new Underlying(coin, indexName, true));
        return changed();
    }

    /**
     * Adds the next underlying without following its index, which another venue's session does; the account's balance in
     * its coin still counts as its.
     *
     * @param coin      such as {@code BTC}
     * @param indexName such as {@code btc_usd}
     * @return this
     */
    public MarketSelection underlyingElsewhere(final String coin, final String indexName) {
        underlyings.add(new Underlying(coin, indexName, false));
        return changed();
    }

    /**
     * Adds an instrument to follow by its ticker.
     *
     * @param spec with its dense numbers, the next instrument number in order
     * @return this
     */
    public MarketSelection instrument(final InstrumentSpec spec) {
        if (spec.instrumentId() != specs.size()) {
            throw new IllegalArgumentException(
                    "instrument numbers are dense: name=" + spec.name() + ", expected=" + specs.size());
        }
        specs.add(spec);
        return changed();
    }

    /**
     * Takes the next instrument number for an instrument of another venue: nothing of it is followed here, and its name
     * means nothing, for another instrument of this venue may bear it.
     *
     * @param spec with its dense numbers, the next instrument number in order
     * @return this
     */
    public MarketSelection elsewhere(final InstrumentSpec spec) {
        elsewhere.add(spec.instrumentId());
        return instrument(spec);
    }

    /**
     * Follows the top of an instrument's book as well.
     *
     * @param instrumentId of an instrument of this selection
     * @return this
     */
    public MarketSelection quotes(final int instrumentId) {
        quotes.add(instrumentId);
        return changed();
    }

    /**
     * Follows an instrument's whole book as well.
     *
     * @param instrumentId of an instrument of this selection
     * @return this
     */
    public MarketSelection book(final int instrumentId) {
        books.add(instrumentId);
        return changed();
    }

    /**
     * Sets how often channels speak: {@code 100ms}, {@code agg2} or, with credentials, {@code raw}.
     *
     * @param value the venue's word
     * @return this
     */
    public MarketSelection interval(final String value) {
        interval = value;
        return changed();
    }

    /**
     * Follows tickers of all instruments, which is the default.
     *
     * @param value whether
     * @return this
     */
    public MarketSelection tickers(final boolean value) {
        hasTickers = value;
        return changed();
    }

    /**
     * Follows public trades of all instruments.
     *
     * @param value whether
     * @return this
     */
    public MarketSelection trades(final boolean value) {
        hasTrades = value;
        return changed();
    }

    /**
     * Follows the marks of all options of each index in one channel.
     *
     * @param value whether
     * @return this
     */
    public MarketSelection markPrices(final boolean value) {
        hasMarkPrices = value;
        return changed();
    }

    /**
     * Follows the volatility index of each underlying, which is the default.
     *
     * @param value whether
     * @return this
     */
    public MarketSelection volatilityIndex(final boolean value) {
        hasVolatilityIndex = value;
        return changed();
    }

    /**
     * Follows the funding of every perpetual by a channel of its own; tickers tell it too.
     *
     * @param value whether
     * @return this
     */
    public MarketSelection funding(final boolean value) {
        hasFunding = value;
        return changed();
    }

    /**
     * Follows the running estimate of each underlying's next delivery price.
     *
     * @param value whether
     * @return this
     */
    public MarketSelection deliveryEstimates(final boolean value) {
        hasDeliveryEstimates = value;
        return changed();
    }

    /**
     * Sets when data is marked as not fresh.
     *
     * @param value the limits
     * @return this
     */
    public MarketSelection checks(final InputChecks value) {
        checks = value;
        return changed();
    }

    InputChecks checks() {
        return checks;
    }

    /** Every instrument that has a number, those of other venues too. */
    List<InstrumentSpec> specs() {
        return specs;
    }

    /** Those of this venue. */
    List<InstrumentSpec> followed() {
        return specs.stream()
                .filter(spec -> !elsewhere.contains(spec.instrumentId()))
                .toList();
    }

    List<Underlying> underlyings() {
        return underlyings;
    }

    boolean isRaw() {
        return interval.equals("raw");
    }

    /** Checks once; nothing can be set any more. */
    void conclude() {
        for (final InstrumentSpec spec : specs) {
            if (spec.underlyingId() >= underlyings.size()) {
                throw new IllegalArgumentException("instrument of an unknown underlying: name=" + spec.name());
            }
        }
        isFrozen = true;
    }

    /** The public channels, in a fixed order. */
    List<String> channels() {
        final List<String> channels = new ArrayList<>();
        channels.add("platform_state");
        for (final Underlying underlying : underlyings) {
            if (underlying.isFollowed) {
                addChannels(channels, underlying);
            }
        }
        channels.add("instrument.state.any.any");
        for (final InstrumentSpec spec : followed()) {
            addChannels(channels, spec);
        }
        return channels;
    }

    private void addChannels(final List<String> channels, final Underlying underlying) {
        channels.add("deribit_price_index." + underlying.indexName);
        if (hasVolatilityIndex) {
            channels.add("deribit_volatility_index." + underlying.indexName);
        }
        if (hasDeliveryEstimates) {
            channels.add("estimated_expiration_price." + underlying.indexName);
        }
        if (hasMarkPrices) {
            channels.add("markprice.options." + underlying.indexName);
        }
    }

    private void addChannels(final List<String> channels, final InstrumentSpec spec) {
        if (hasTickers) {
            channels.add("ticker." + spec.name() + "." + interval);
        }
        if (quotes.contains(spec.instrumentId())) {
            channels.add("quote." + spec.name());
        }
        if (books.contains(spec.instrumentId())) {
            channels.add("book." + spec.name() + "." + interval);
        }
        if (hasFunding && spec.kind() == InstrumentKind.PERPETUAL) {
            channels.add("perpetual." + spec.name() + "." + interval);
        }
        if (hasTrades) {
            channels.add("trades." + spec.name() + "." + interval);
        }
    }

    private MarketSelection changed() {
        if (isFrozen) {
            throw new IllegalStateException("the selection is in use");
        }
        return this;
    }
}
