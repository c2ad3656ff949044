package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.Side;

/**
 * One match, as everybody sees it. Numbers are decimals times 1e8.
 *
 * @param tradeId       unique in its currency: a number for BTC, {@code ETH-…} for others
 * @param tradeSeq      counts the instrument's trades from 1 without a gap
 * @param instrument    what was traded
 * @param timeNs        epoch nanoseconds
 * @param price         of the resting order
 * @param amount        in the instrument's unit of amounts
 * @param direction     the taker's side
 * @param tickDirection 0 up, 1 zero-up, 2 down, 3 zero-down against the trade before
 * @param indexPrice    at the time
 * @param markPrice     at the time
 * @param underlying    forward, for options; else the index
 * @param impliedVol    of the price, absolute; 0 unless an option
 * @param liquidation   {@code M}, {@code T} or {@code MT} for the side that was liquidated; empty for none
 * @param blockTradeId  of the block it is part of; empty for a trade in the book
 */
public record ExchangeTrade(
        String tradeId,
        long tradeSeq,
        ExchangeInstrument instrument,
        long timeNs,
        long price,
        long amount,
        Side direction,
        int tickDirection,
        long indexPrice,
        long markPrice,
        long underlying,
        double impliedVol,
        String liquidation,
        String blockTradeId) {}
