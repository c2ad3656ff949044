package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures and events as {@link ExplanationText} writes them. Pure. */
final class Figures {
    private static final int MOST_DECIMALS = 8;
    private static final int MOST_PLACES = 38;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e12;
    private static final Set<String> SAID_ALREADY = Set.of("event", "causeSequence", "engineTimeNs");

    private Figures() {}

    static String coins(final @Nullable Double value) {
        return value == null ? "-" : Texts.text("%+,.6f", value);
    }

    static String usd(final @Nullable Double value) {
        return value == null ? "-" : Texts.text("%,.2f", value);
    }

    static String age(final @Nullable Double seconds) {
        return seconds == null ? "none yet" : Texts.text("%.3f s old", seconds);
    }

    static String number(final @Nullable Double value, final String unit) {
        if (value == null) {
            return "not known";
        }
        final double size = Math.abs(value);
        final boolean isPlain = size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        final String text = isPlain ? Texts.grouped(rounded(value)) : Texts.text("%.6e", value);
        return unit.isEmpty() ? text : text + " " + unit;
    }

    static BigDecimal rounded(final double value) {
        return BigDecimal.valueOf(value).setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN);
    }

    static String word(final String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String words(final List<String> names) {
        return word(String.join(", ", names));
    }

    static String padded(final String text, final int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** Every field that says something, times as times. */
    static String fields(final JsonNode event) {
        final StringBuilder text = new StringBuilder();
        event.properties().forEach(field -> {
            if (!SAID_ALREADY.contains(field.getKey()) && !field.getValue().isNull()) {
                text.append(text.length() == 0 ? "" : " ")
                        .append(field.getKey())
                        .append('=');
                text.append(value(field.getKey(), field.getValue()));
            }
        });
        return text.toString();
    }

    static String value(final String name, final JsonNode value) {
        final boolean isTime = (name.endsWith("TimeNs") || name.equals("expiryNs")) && value.asLong() > 0;
        if (isTime) {
            return Texts.time(value.asLong());
        }
        return value.isNumber() ? plain(value.decimalValue()) : value.asText();
    }

    static String plain(final BigDecimal value) {
        final BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() > MOST_PLACES ? stripped.toString() : stripped.toPlainString();
    }
}
