package io.gimbal.feeds.exchange;

/** An account's money in one currency. Owned by the exchange's thread. */
final class Wallet {
    final String currency;
    final ExactMoney sessionRealised = new ExactMoney();
    long balance;
    long feesPaid;

    Wallet(final String currency) {
        this.currency = currency;
    }
}
