package io.gimbal.feeds.exchange;

import java.util.ArrayDeque;

/**
 * One index: its price, and the average of its samples in the 30 minutes before 08:00 UTC, one every 4 seconds. Owned by
 * the exchange's thread.
 */
final class IndexState {
    private static final int KEPT_DELIVERIES = 1_000;
    private static final long GRID = 10_000;

    final String name;
    final ArrayDeque<DeliveryPrice> deliveries = new ArrayDeque<>();
    long price;
    boolean isLocked;
    private long sum;
    private int samples;

    IndexState(final String name) {
        this.name = name;
    }

    void sample(final long value) {
        price = value;
        sum = Math.addExact(sum, value);
        samples++;
    }

    /** {@return average of the samples so far, rounded half up to 1e-4; 0 while there is none} */
    long average() {
        if (samples == 0) {
            return 0;
        }
        final long divisor = samples * GRID;
        return (sum + divisor / 2) / divisor * GRID;
    }

    /** Ends the window. {@return the delivery price: the average, or the index where the window was not seen} */
    DeliveryPrice deliver(final long nowNs) {
        final long average = samples == 0 ? price : average();
        final DeliveryPrice delivery = new DeliveryPrice(name, nowNs, average);
        deliveries.addFirst(delivery);
        if (deliveries.size() > KEPT_DELIVERIES) {
            deliveries.removeLast();
        }
        sum = 0;
        samples = 0;
        return delivery;
    }
}
