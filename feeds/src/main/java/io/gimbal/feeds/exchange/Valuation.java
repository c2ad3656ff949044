package io.gimbal.feeds.exchange;

/**
 * The port to whoever values: the world behind the exchange. Called on the exchange's thread, at its times, in the order
 * of instrument ids; answers must be the same when the run is repeated. It must not call the exchange's commands.
 */
public interface Valuation {
    /**
     * The index at a time.
     *
     * @param indexName such as {@code btc_usd}
     * @param nowNs     epoch nanoseconds; never before an earlier call's
     * @return USD per coin, times 1e8, above 0
     */
    long indexPrice(String indexName, long nowNs);

    /**
     * Values an instrument.
     *
     * @param instrument       which; its book may be read
     * @param nowNs            epoch nanoseconds
     * @param deliveryEstimate in the 30 minutes before the instrument's expiry the running average that will be the
     *                         delivery price, times 1e8: to be used as its forward; 0 at all other times
     * @param out              receives the value
     */
    void value(ExchangeInstrument instrument, long nowNs, long deliveryEstimate, InstrumentValue out);

    /**
     * The mark under a scenario, for the portfolio margin.
     *
     * @param instrument   which
     * @param nowNs        epoch nanoseconds
     * @param priceMove    relative move of index and forwards: -0.16 is a fall by 16 %
     * @param relativeVol  relative move of the volatility: 0.38 turns 0.50 into 0.69
     * @return mark price, times 1e8, 0 or more
     */
    long scenarioPrice(ExchangeInstrument instrument, long nowNs, double priceMove, double relativeVol);

    /**
     * The volatility at which an option is worth a price.
     *
     * @param instrument an option
     * @param nowNs      epoch nanoseconds
     * @param price      times 1e8
     * @return absolute (0.60); 0 where there is none
     */
    double impliedVol(ExchangeInstrument instrument, long nowNs, long price);
}
