package io.gimbal.feeds.exchange;

/**
 * What an expiry was delivered at.
 *
 * @param indexName whose average it is
 * @param timeNs    08:00 UTC, epoch nanoseconds
 * @param price     average of the index over the last 30 minutes, times 1e8, rounded half up to 1e-4
 */
public record DeliveryPrice(String indexName, long timeNs, long price) {}
