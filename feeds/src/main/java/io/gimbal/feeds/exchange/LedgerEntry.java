package io.gimbal.feeds.exchange;

/**
 * One line of an account's ledger. Amounts of money are decimals times 1e8 in {@code currency}.
 *
 * @param id             counts up, per exchange
 * @param timeNs         epoch nanoseconds
 * @param type           what it is about
 * @param currency       of the money
 * @param instrumentName empty where there is none
 * @param change         of the cash balance, fee included
 * @param fee            part of {@code change}: positive is paid
 * @param result         what was gained: of a settlement the session result, of a delivery the pay-off, of a trade the
 *                       realised result
 * @param balance        cash after it
 * @param amount         of the trade or the position settled, signed: positive bought or long
 * @param price          of the trade, the mark at settlement, or the delivery price
 * @param indexPrice     at the time
 * @param funding        part of {@code result} of a settlement
 * @param position       signed size after it
 * @param tradeId        empty unless a trade
 * @param orderId        empty unless a trade
 */
public record LedgerEntry(
        long id,
        long timeNs,
        LedgerType type,
        String currency,
        String instrumentName,
        long change,
        long fee,
        long result,
        long balance,
        long amount,
        long price,
        long indexPrice,
        long funding,
        long position,
        String tradeId,
        String orderId) {}
