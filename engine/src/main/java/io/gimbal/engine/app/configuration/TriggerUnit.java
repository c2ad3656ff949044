package io.gimbal.engine.app.configuration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the numbers of a trigger are written: one form per unit, each read to eight decimals and shown in one way. */
enum TriggerUnit {
    /** A span of time, in seconds. */
    DURATION("a duration, for instance 30s, 5m, 2h or 1d") {
        @Override
        @Nullable
        BigDecimal read(final String text) {
            final Matcher matcher = matcher("(\\d+(?:\\.\\d+)?)([smhd])", text);
            return matcher == null
                    ? null
                    : new BigDecimal(matcher.group(1))
                            .multiply(seconds(matcher.group(2).charAt(0)));
        }

        @Override
        String show(final BigDecimal value) {
            for (final char letter : new char[] {'d', 'h', 'm'}) {
                final BigDecimal whole = value.divide(seconds(letter), PLACES, RoundingMode.DOWN);
                final boolean isExact = whole.multiply(seconds(letter)).compareTo(value) == 0
                        && whole.stripTrailingZeros().scale() <= 0;
                if (isExact && value.signum() > 0) {
                    return plain(whole) + letter;
                }
            }
            return plain(value) + 's';
        }
    },

    /** A move of the price, in basis points. */
    BASIS_POINTS("a move, for instance 50bp or 0.5%") {
        @Override
        @Nullable
        BigDecimal read(final String text) {
            final Matcher matcher = matcher("(\\d+(?:\\.\\d+)?)(bp|%)", text);
            return matcher == null
                    ? null
                    : new BigDecimal(matcher.group(1))
                            .movePointRight("%".equals(matcher.group(2)) ? PERCENT_PLACES : 0);
        }

        @Override
        String show(final BigDecimal value) {
            return plain(value) + "bp";
        }
    },

    /** A share, absolute. */
    SHARE("a share, for instance 60% or 0.6") {
        @Override
        @Nullable
        BigDecimal read(final String text) {
            final Matcher matcher = matcher("(\\d+(?:\\.\\d+)?)(%?)", text);
            return matcher == null
                    ? null
                    : new BigDecimal(matcher.group(1))
                            .movePointLeft(matcher.group(2).length() * PERCENT_PLACES);
        }

        @Override
        String show(final BigDecimal value) {
            return plain(value.movePointRight(PERCENT_PLACES)) + '%';
        }
    },

    /** A time of the day in UTC, in seconds since midnight. */
    CLOCK("a time of the day in UTC, for instance 07:30 or 07:30:15") {
        @Override
        @Nullable
        BigDecimal read(final String text) {
            final Matcher matcher = matcher("([01]\\d|2[0-3]):([0-5]\\d)(?::(?<seconds>[0-5]\\d))?", text);
            if (matcher == null) {
                return null;
            }
            final long hours = Long.parseLong(matcher.group(1));
            final long minutes = Long.parseLong(matcher.group(2));
            final long seconds = matcher.group("seconds") == null ? 0 : Long.parseLong(matcher.group("seconds"));
            return BigDecimal.valueOf((hours * SIXTY + minutes) * SIXTY + seconds);
        }

        @Override
        String show(final BigDecimal value) {
            final long seconds = value.longValue();
            final String text = two(seconds / SIXTY / SIXTY) + ':' + two(seconds / SIXTY % SIXTY);
            return seconds % SIXTY == 0 ? text : text + ':' + two(seconds % SIXTY);
        }
    },

    /** A number without a unit. */
    PLAIN("a number, for instance 1.5") {
        @Override
        @Nullable
        BigDecimal read(final String text) {
            return matcher("\\d+(?:\\.\\d+)?", text) == null ? null : new BigDecimal(text);
        }

        @Override
        String show(final BigDecimal value) {
            return plain(value);
        }
    };

    private static final int PLACES = 8;
    private static final int PERCENT_PLACES = 2;
    private static final long SIXTY = 60;
    private static final long HOURS_PER_DAY = 24;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(90_000_000_000L);

    private final String form;

    TriggerUnit(final String form) {
        this.form = form;
    }

    /** {@return what was expected, for messages} */
    String form() {
        return form;
    }

    /** {@return a number as the journal holds it, times 1e8; null when the text is none of this unit, or too large or fine} */
    @Nullable
    Long scaled(final String text) {
        final BigDecimal value = read(text);
        if (value == null
                || value.compareTo(LARGEST) > 0
                || value.stripTrailingZeros().scale() > PLACES) {
            return null;
        }
        return value.movePointRight(PLACES).longValueExact();
    }

    /** {@return the one way in which a number is shown} */
    String text(final long scaled) {
        return show(BigDecimal.valueOf(scaled, PLACES));
    }

    abstract @Nullable BigDecimal read(String text);

    abstract String show(BigDecimal value);

    private static @Nullable Matcher matcher(final String pattern, final String text) {
        final Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.matches() ? matcher : null;
    }

    private static BigDecimal seconds(final char letter) {
        return BigDecimal.valueOf(
                switch (letter) {
                    case 'd' -> HOURS_PER_DAY * SIXTY * SIXTY;
                    case 'h' -> SIXTY * SIXTY;
                    case 'm' -> SIXTY;
                    default -> 1;
                });
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String two(final long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
