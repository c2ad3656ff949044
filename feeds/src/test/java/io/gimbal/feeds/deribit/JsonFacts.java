package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InstrumentState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a Jackson tree by the rules that the venue's data is read by; shares no code with the scanner. */
final class JsonFacts {
    static final Map<String, InstrumentState> STATES = Map.of(
            "open", InstrumentState.OPEN,
            "settlement", InstrumentState.SETTLEMENT,
            "halted", InstrumentState.HALTED,
            "locked", InstrumentState.LOCKED,
            "delivered", InstrumentState.DELIVERED,
            "inactive", InstrumentState.INACTIVE,
            "closed", InstrumentState.INACTIVE,
            "archivized", InstrumentState.INACTIVE,
            "created", InstrumentState.INACTIVE);

    private static final int BEYOND = 60;

    private JsonFacts() {}

    /** The data is of no use, for this reason. */
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Rejection reason;

        Rejected(final Rejection reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Rejection reason() {
            return reason;
        }
    }

    static void require(final boolean holds, final Rejection otherwise) {
        if (!holds) {
            throw new Rejected(otherwise);
        }
    }

    static long decimal(final @Nullable JsonNode value) {
        return scaled(value, 8);
    }

    static long percent(final @Nullable JsonNode value) {
        return scaled(value, 6);
    }

    static long decimalIfAny(final @Nullable JsonNode value) {
        return value != null && value.isNumber() ? scaled(value, 8) : Decimals.ABSENT;
    }

    static long percentIfAny(final @Nullable JsonNode value) {
        return value != null && value.isNumber() ? scaled(value, 6) : Decimals.ABSENT;
    }

    static long whole(final @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Decimals.ABSENT;
        }
        require(value.isNumber(), Rejection.WRONG_TYPE);
        final BigDecimal number = value.decimalValue();
        final long scaled = scaled(value, 0);
        require(
                isTiny(number) ? number.signum() == 0 : number.compareTo(BigDecimal.valueOf(scaled)) == 0,
                Rejection.NUMBER_OVERFLOW);
        return scaled;
    }

    /** Absent: null; another type: rejected. */
    static @Nullable String text(final @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        require(value.isTextual(), Rejection.WRONG_TYPE);
        return value.textValue();
    }

    /** Empty for whatever is no text. */
    static String textIfAny(final @Nullable JsonNode value) {
        return value != null && value.isTextual() ? value.textValue() : "";
    }

    private static boolean isTiny(final BigDecimal number) {
        return number.precision() - (long) number.scale() < -BEYOND;
    }

    private static long scaled(final @Nullable JsonNode value, final int scale) {
        if (value == null || value.isNull()) {
            return Decimals.ABSENT;
        }
        require(value.isNumber(), Rejection.WRONG_TYPE);
        final BigDecimal number = value.decimalValue();
        if (number.signum() == 0 || isTiny(number)) {
            return 0;
        }
        require(number.precision() - (long) number.scale() <= BEYOND, Rejection.NUMBER_OVERFLOW);
        final BigDecimal scaled = number.movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN);
        require(scaled.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0, Rejection.NUMBER_OVERFLOW);
        return scaled.longValueExact();
    }

    static long idNumber(final String id) {
        long prefix = 0;
        for (int i = 0; i < id.indexOf('-'); i++) {
            prefix = prefix * 32 + id.charAt(i) - 'A' + 1;
        }
        return (prefix << 43) + Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    static boolean isLock(final JsonNode value) {
        return value.isBoolean()
                ? value.booleanValue()
                : value.isTextual() && value.textValue().matches("true|partial");
    }

    static JsonNode object(final @Nullable JsonNode data) {
        final JsonNode present = present(data);
        require(present.isObject(), Rejection.WRONG_TYPE);
        return present;
    }

    static JsonNode array(final @Nullable JsonNode data) {
        final JsonNode present = present(data);
        require(present.isArray(), Rejection.WRONG_TYPE);
        return present;
    }

    private static JsonNode present(final @Nullable JsonNode data) {
        if (data == null || data.isNull()) {
            throw new Rejected(Rejection.MISSING_FIELD);
        }
        return data;
    }
}
