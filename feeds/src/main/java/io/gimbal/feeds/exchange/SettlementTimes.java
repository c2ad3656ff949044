package io.gimbal.feeds.exchange;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The venue's day: it ends at 08:00 UTC, when the average over the 30 minutes before becomes the delivery price. */
final class SettlementTimes {
    static final long DAY_NS = 86_400_000_000_000L;
    static final long WINDOW_NS = 1_800_000_000_000L;
    static final long SAMPLE_NS = 4_000_000_000L;

    private static final long OFFSET_NS = 8 * 3_600_000_000_000L;

    private SettlementTimes() {}

    /** {@return the first 08:00 UTC after a time} */
    static long next(final long nowNs) {
        return (Math.floorDiv(nowNs - OFFSET_NS, DAY_NS) + 1) * DAY_NS + OFFSET_NS;
    }

    /** {@return the first sample at or after a time: each 4 seconds from 07:30:00 to 07:59:56} */
    static long nextSample(final long nowNs) {
        final long startNs = next(nowNs) - WINDOW_NS;
        if (nowNs <= startNs) {
            return startNs;
        }
        final long sampleNs = startNs + Math.floorDiv(nowNs - startNs + SAMPLE_NS - 1, SAMPLE_NS) * SAMPLE_NS;
        return sampleNs < startNs + WINDOW_NS ? sampleNs : startNs + DAY_NS;
    }

    /** {@return whether an expiry is no Friday: a daily one} */
    static boolean isDaily(final long expiryNs) {
        return date(expiryNs).getDayOfWeek() != DayOfWeek.FRIDAY;
    }

    /** {@return whether an expiry is a Friday but not the last of its month: a weekly one} */
    static boolean isWeekly(final long expiryNs) {
        final LocalDate date = date(expiryNs);
        return date.getDayOfWeek() == DayOfWeek.FRIDAY && date.plusWeeks(1).getMonthValue() == date.getMonthValue();
    }

    private static LocalDate date(final long timeNs) {
        return LocalDate.ofEpochDay(Math.floorDiv(timeNs, DAY_NS));
    }
}
