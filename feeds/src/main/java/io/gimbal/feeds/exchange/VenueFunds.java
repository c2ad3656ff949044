package io.gimbal.feeds.exchange;

/** What the venue itself holds in a currency. Owned by the exchange's thread. */
final class VenueFunds {
    final ExactMoney insurance = new ExactMoney();
    long fees;
}
