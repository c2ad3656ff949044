package io.gimbal.feeds.exchange;

/**
 * What a settlement or delivery did to cash, times 1e8.
 *
 * @param result  received before the fee
 * @param fee     paid
 * @param funding part of the result
 */
record SettledMoney(long result, long fee, long funding) {}
