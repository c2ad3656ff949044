package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.InstrumentName;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** Names of what a rule chooses: quarterly futures are delivered at 08:00 UTC on the last Friday of a quarter. Pure. */
final class QuarterlyCalendar {
    private static final LocalTime DELIVERY = LocalTime.of(8, 0);
    private static final int MONTHS_PER_QUARTER = 3;
    private static final long NANOS = 1_000_000_000L;

    private QuarterlyCalendar() {}

    static String name(final String rule, final BookSettings book, final long nowNs) {
        final String quote = book.style() == Settlement.INVERSE ? InstrumentName.USD : "USDC";
        return switch (rule) {
            case "perpetual" -> text(book, quote, InstrumentKind.PERPETUAL, 0);
            case "spot" -> text(book, "USDC", InstrumentKind.SPOT, 0);
            case "quarterly" -> text(book, quote, InstrumentKind.FUTURE, expiryNs(nowNs));
            case "next_quarterly" -> text(book, quote, InstrumentKind.FUTURE, expiryNs(expiryNs(nowNs)));
            default -> throw new IllegalStateException("rule was not checked: rule=" + rule);
        };
    }

    private static String text(
            final BookSettings book, final String quote, final InstrumentKind kind, final long expiryNs) {
        return new InstrumentName(book.coin(), quote, kind, expiryNs, 0, OptionType.NONE).text();
    }

    /** The first quarterly delivery after an instant. */
    static long expiryNs(final long afterNs) {
        final LocalDate day = Instant.ofEpochSecond(Math.floorDiv(afterNs, NANOS))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        final int toQuartersEnd = Math.floorMod(-day.getMonthValue(), MONTHS_PER_QUARTER);
        final LocalDate month = day.withDayOfMonth(1).plusMonths(toQuartersEnd);
        final long first = deliveryNs(month);
        return first > afterNs ? first : deliveryNs(month.plusMonths(MONTHS_PER_QUARTER));
    }

    private static long deliveryNs(final LocalDate month) {
        final LocalDate friday = month.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
        return friday.atTime(DELIVERY).toEpochSecond(ZoneOffset.UTC) * NANOS;
    }
}
