package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.Side;

/**
 * One side of a match, as its account sees it. Money is in the instrument's settlement currency, times 1e8.
 *
 * @param trade       the match
 * @param account     whose
 * @param order       of the account; live
 * @param side        the account's side
 * @param liquidity   maker or taker
 * @param fee         positive is paid
 * @param profitLoss  result realised by it, without the fee, rounded half away from zero
 * @param orderState  of the order after the fill
 * @param isSelfTrade whether the other side belongs to the same owner
 */
public record UserTrade(
        ExchangeTrade trade,
        Account account,
        ExchangeOrder order,
        Side side,
        Liquidity liquidity,
        long fee,
        long profitLoss,
        OrderState orderState,
        boolean isSelfTrade) {}
