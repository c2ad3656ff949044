package io.gimbal.feeds;

import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Deribit instrument name says: {@code BTC-13APR23-27500-C}, {@code ETH-28APR23}, {@code BTC-PERPETUAL}, and the
 * linear {@code XRP_USDC-30JUN24-0d625-P}, whose strike writes its decimal point as {@code d}. Days are not padded with
 * zero; expiries are at 08:00:00 UTC.
 *
 * @param coin       base coin, upper case
 * @param quote      quote currency; {@code USD} is never written in a name and makes the instrument inverse
 * @param kind       option, dated future, perpetual or spot
 * @param expiryNs   epoch nanoseconds, 0 for perpetuals and spot
 * @param strike     quote currency per coin, times 1e8; 0 unless an option
 * @param optionType call or put, {@code NONE} unless an option
 */
public record InstrumentName(
        String coin, String quote, InstrumentKind kind, long expiryNs, long strike, OptionType optionType) {

    /** Quote currency of inverse instruments. */
    public static final String USD = "USD";

    private static final LocalTime EXPIRY_TIME = LocalTime.of(8, 0);
    private static final long NANOS = 1_000_000_000L;
    private static final int CENTURY = 2000;
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern FORM =
            Pattern.compile("([A-Z0-9]+)(?:_([A-Z]+))?(?:-(PERPETUAL|([0-9]{1,2})([A-Z]{3})([0-9]{2})"
                    + "(?:-([0-9]+(?:d[0-9]+)?)-([CP]))?))?");

    /**
     * Reads a name.
     *
     * @param text as the venue writes it
     * @return its parts, or null when it is not in canonical form (combos and foreign names are not)
     */
    public static @Nullable InstrumentName parse(final String text) {
        final Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        final InstrumentName name = read(form);
        return name != null && name.text().equals(text) ? name : null;
    }

    /**
     * The moment at which everything that bears a date in its name expires.
     *
     * @param date such as {@code 5MAY23}
     * @return 08:00 UTC of that day in epoch nanoseconds, or {@link Decimals#ABSENT} when it is no such date
     */
    public static long expiryNs(final String date) {
        final InstrumentName name = parse("X-" + date);
        return name == null || name.kind != InstrumentKind.FUTURE ? Decimals.ABSENT : name.expiryNs;
    }

    /** {@return inverse when quoted in US dollars, else linear} */
    public Settlement settlement() {
        return quote.equals(USD) ? Settlement.INVERSE : Settlement.LINEAR;
    }

    /** {@return whether it is an option} */
    public boolean isOption() {
        return kind == InstrumentKind.OPTION;
    }

    /** {@return whether it is a call} */
    public boolean isCall() {
        return optionType == OptionType.CALL;
    }

    /** {@return the name as the venue writes it} */
    public String text() {
        final String base = quote.equals(USD) ? coin : coin + "_" + quote;
        if (kind == InstrumentKind.SPOT) {
            return base;
        }
        if (kind == InstrumentKind.PERPETUAL) {
            return base + "-PERPETUAL";
        }
        final String dated = base + "-" + date();
        final String decimal = Decimals.text(strike).replace('.', 'd');
        return kind == InstrumentKind.FUTURE ? dated : dated + "-" + decimal + (isCall() ? "-C" : "-P");
    }

    private String date() {
        final LocalDate day = LocalDateTime.ofEpochSecond(Math.floorDiv(expiryNs, NANOS), 0, ZoneOffset.UTC)
                .toLocalDate();
        final int year = day.getYear() - CENTURY;
        return day.getDayOfMonth() + MONTHS.get(day.getMonthValue() - 1) + (year < 10 ? "0" + year : "" + year);
    }

    private static @Nullable InstrumentName read(final Matcher form) {
        final String coin = form.group(1);
        final String quote = form.group(2) == null ? USD : form.group(2);
        if (form.group(3) == null) {
            return new InstrumentName(coin, quote, InstrumentKind.SPOT, 0, 0, OptionType.NONE);
        }
        if (form.group(4) == null) {
            return new InstrumentName(coin, quote, InstrumentKind.PERPETUAL, 0, 0, OptionType.NONE);
        }
        final long expiryNs = expiryNs(form.group(4), form.group(5), form.group(6));
        if (expiryNs == Decimals.ABSENT || form.group(7) == null) {
            return expiryNs == Decimals.ABSENT
                    ? null
                    : new InstrumentName(coin, quote, InstrumentKind.FUTURE, expiryNs, 0, OptionType.NONE);
        }
        final long strike = Decimals.parse(form.group(7).replace('d', '.'));
        final OptionType type = "C".equals(form.group(8)) ? OptionType.CALL : OptionType.PUT;
        return strike > 0 ? new InstrumentName(coin, quote, InstrumentKind.OPTION, expiryNs, strike, type) : null;
    }

    private static long expiryNs(final String day, final String month, final String year) {
        try {
            final LocalDate date =
                    LocalDate.of(CENTURY + Integer.parseInt(year), MONTHS.indexOf(month) + 1, Integer.parseInt(day));
            return date.toEpochSecond(EXPIRY_TIME, ZoneOffset.UTC) * NANOS;
        } catch (final DateTimeException e) {
            return Decimals.ABSENT;
        }
    }
}
