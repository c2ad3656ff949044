package io.gimbal.engine.analysis.explain;

import io.gimbal.journal.codec.TriggerOperation;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the steps of a trigger are called in a desk's configuration. Pure. */
final class TriggerWords {
    private static final String SECONDS = "s";
    private static final String CLOCK = "s of the day, UTC";
    private static final String SHARE = "share";
    private static final String BASIS_POINTS = "bp";
    private static final int DECIMALS = 8;
    private static final int PERCENT_PLACES = 2;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private TriggerWords() {}

    static String of(final TriggerOperation quantity) {
        return switch (quantity) {
            case DEVIATION -> "deviation";
            case DEVIATION_COINS -> "deviation_coins";
            case SINCE_TRADE -> "since_trade";
            case PRICE_MOVE -> "price_move";
            case TIME_OF_DAY -> "time";
            case TIME_TO_EXPIRY -> "time_to_expiry";
            case GAMMA -> "gamma";
            case VOL -> "vol";
            case PRICE -> "price";
            case MARGIN_RATIO -> "margin_ratio";
            default -> Figures.word(quantity.name());
        };
    }

    static String unit(final TriggerOperation quantity) {
        return switch (quantity) {
            case DEVIATION -> "half-widths";
            case DEVIATION_COINS -> "coins";
            case SINCE_TRADE, TIME_TO_EXPIRY -> SECONDS;
            case PRICE_MOVE -> BASIS_POINTS;
            case TIME_OF_DAY -> CLOCK;
            case GAMMA -> "coins per 1 %";
            case VOL, MARGIN_RATIO -> SHARE;
            case PRICE -> "USD";
            default -> "";
        };
    }

    static String sign(final TriggerOperation comparison) {
        return switch (comparison) {
            case AT_LEAST -> ">=";
            case AT_MOST -> "<=";
            case ABOVE -> ">";
            default -> "<";
        };
    }

    static String bound(final TriggerOperation comparison) {
        return switch (comparison) {
            case AT_LEAST -> "at least";
            case AT_MOST -> "at most";
            case ABOVE -> "above";
            default -> "below";
        };
    }

    /** A number as the configuration writes it in a unit. */
    static String number(final double value, final String unit) {
        return switch (unit) {
            case SECONDS -> duration(value);
            case CLOCK -> clock(Math.round(value));
            case BASIS_POINTS -> plain(value, 0) + BASIS_POINTS;
            case SHARE -> plain(value, PERCENT_PLACES) + '%';
            default -> plain(value, 0);
        };
    }

    private static String duration(final double seconds) {
        final long whole = Math.round(seconds);
        if (whole != seconds || whole == 0) {
            return plain(seconds, 0) + 's';
        }
        if (whole % DAY == 0) {
            return whole / DAY + "d";
        }
        if (whole % HOUR == 0) {
            return whole / HOUR + "h";
        }
        return whole % MINUTE == 0 ? whole / MINUTE + "m" : whole + "s";
    }

    private static String clock(final long seconds) {
        final String text = Texts.text("%02d:%02d", seconds / HOUR, seconds / MINUTE % MINUTE);
        return seconds % MINUTE == 0 ? text : text + Texts.text(":%02d", seconds % MINUTE);
    }

    private static String plain(final double value, final int places) {
        final BigDecimal number = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        final BigDecimal moved = number.movePointRight(places);
        return moved.signum() == 0 ? "0" : moved.stripTrailingZeros().toPlainString();
    }

    /** Why a quantity is no finite number; empty where it is one. */
    static String absence(final double value) {
        if (Double.isNaN(value)) {
            return "not known";
        }
        return Double.isInfinite(value) ? "never" : "";
    }
}
