package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.codec.DecisionReason;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words and numbers as explanations write them. Pure. */
final class Texts {
    private static final int DECIMALS = 8;
    private static final double NS_PER_SECOND = 1e9;

    private Texts() {}

    /** What a reason of the journal says, to stand behind "because". */
    static String meaning(final DecisionReason reason) {
        return switch (reason) {
            case INSIDE_BAND -> "the delta is inside the band";
            case OUTSIDE_BAND -> "the delta left the band";
            case INTERVAL_DUE -> "the policy's interval is due";
            case INTERVAL_NOT_DUE -> "the policy's interval is not due yet";
            case IN_FLIGHT -> "an order that covers the deviation is on its way";
            case BELOW_LOT -> "the deviation is smaller than the smallest order";
            case NOT_READY -> "the session is not ready, or data for some part of the book have not come yet";
            case PAUSED -> "an operator paused this book";
            case KILLED -> "an operator killed trading";
            case STALE_INDEX -> "the index is older than its limit";
            case STALE_FORWARD -> "an expiry's forward is older than its limit";
            case STALE_VOL -> "an option's volatility is older than its limit";
            case STALE_QUOTE -> "the hedge instrument's quote is older than its limit";
            case NO_QUOTE -> "the hedge instrument has no two-sided quote";
            case ORDER_SIZE -> "not even the smallest order is within the largest order allowed";
            case POSITION -> "the hedge position is at its limit";
            case PRICE_COLLAR -> "the limit price would be too far from the index";
            case MESSAGE_RATE -> "as many messages left as are allowed in the window, or the order table is full";
            case INSTRUMENT_STATE -> "the hedge instrument is not open for trading";
            case ORDER_UNKNOWN -> "an earlier order's outcome is not known";
            case BACK_OFF -> "an order was just rejected, suppressed or left unfilled";
            case PRICE_MOVED -> "the price is far enough from that of the last trade";
            case PRICE_NOT_MOVED -> "the price is not far enough from that of the last trade";
            case FALLBACK_INSIDE -> "the policy lacks an input, and the delta is inside the band that stands in";
            case FALLBACK_OUTSIDE -> "the policy lacks an input, and the delta left the band that stands in";
            case EVENT -> "something happened that the desk wants answered by a trade to the centre";
            case RESTING -> "it is being worked off: an order rests for it, or its next slice is not due";
            case RENT_NOT_PAID -> "gamma is not expected to make its theta and the cost of trading";
            case STRATEGY_BLIND -> "the strategy lacks a forecast or an equity above 0, so what is held is held";
            case ROLL -> "a leg of moving the hedge from one instrument to another, the delta unchanged";
            case BALANCE -> "a leg of bringing the exposure across expiries inside its limits";
            case IV_NOISE -> "the delta left the band by re-marked volatilities alone";
            case TRIGGERED -> "the desk's own trigger calls for a trade to the centre";
            case NO_RATIO -> "the other coin's ratio is not known yet, or its correlation is below the floor";
            case NOT_TRIGGERED -> "the desk's own trigger says not now";
            default -> reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    static List<String> events(final int bits) {
        final List<String> names = new ArrayList<>();
        for (final HedgeEvent event : HedgeEvent.values()) {
            if ((bits & event.bit()) != 0) {
                names.add(event.word());
            }
        }
        return List.copyOf(names);
    }

    static BigDecimal decimal(final long scaled) {
        final BigDecimal value = BigDecimal.valueOf(scaled, DECIMALS).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    static double number(final long scaled) {
        return decimal(scaled).doubleValue();
    }

    static String plain(final long scaled) {
        return decimal(scaled).toPlainString();
    }

    static String unit(final boolean isInUsd) {
        return isInUsd ? "USD" : "coins";
    }

    /** Seconds; null for what never came. */
    static @Nullable Double ageS(final long ageNs) {
        return ageNs == Long.MAX_VALUE ? null : ageNs / NS_PER_SECOND;
    }

    static double seconds(final long ns) {
        return ns / NS_PER_SECOND;
    }

    static String time(final long epochNs) {
        return trimmed(EventJson.time(epochNs));
    }

    /** A moment without needless digits. */
    static String trimmed(final String time) {
        return time.replaceFirst("\\.?0+Z$", "Z");
    }

    static @Nullable Double finite(final double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** A decimal as people write it: groups of three, no needless digits. */
    static String grouped(final BigDecimal value) {
        return new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String text(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
