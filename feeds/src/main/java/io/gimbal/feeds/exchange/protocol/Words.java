package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The venue's words for what the house has numbers for. */
final class Words {
    static final String ANY = "any";

    private Words() {}

    static String direction(final Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }

    static String direction(final long signedSize) {
        return signedSize == 0 ? "zero" : signedSize > 0 ? "buy" : "sell";
    }

    static long signed(final Side side, final long amount) {
        return side == Side.BUY ? amount : -amount;
    }

    static String state(final InstrumentState state) {
        return switch (state) {
            case OPEN -> "open";
            case SETTLEMENT -> "settlement";
            case HALTED -> "halted";
            case LOCKED -> "locked";
            case DELIVERED -> "delivered";
            default -> "inactive";
        };
    }

    static String timeInForce(final TimeInForce value) {
        return switch (value) {
            case IMMEDIATE_OR_CANCEL -> "immediate_or_cancel";
            case FILL_OR_KILL -> "fill_or_kill";
            case GOOD_TIL_DAY -> "good_til_day";
            default -> "good_til_cancelled";
        };
    }

    static @Nullable TimeInForce timeInForce(final String word) {
        return switch (word) {
            case "good_til_cancelled" -> TimeInForce.GOOD_TIL_CANCELLED;
            case "good_til_day" -> TimeInForce.GOOD_TIL_DAY;
            case "immediate_or_cancel" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "fill_or_kill" -> TimeInForce.FILL_OR_KILL;
            default -> null;
        };
    }

    static String kind(final ExchangeInstrument instrument) {
        return switch (instrument.kind()) {
            case OPTION -> "option";
            case SPOT -> "spot";
            default -> "future";
        };
    }

    static boolean isPerpetual(final ExchangeInstrument instrument) {
        return instrument.kind() == InstrumentKind.PERPETUAL;
    }

    /** Tells whether an instrument is of a kind and a currency, each of which may be any. */
    static boolean matches(final ExchangeInstrument instrument, final String kind, final String currency) {
        return (kind.equals(ANY) || kind.equals(kind(instrument)))
                && (currency.equalsIgnoreCase(ANY) || belongsTo(instrument, currency));
    }

    /** Whether the venue lists it under a currency: its settlement's, or its pair's. */
    static boolean belongsTo(final ExchangeInstrument instrument, final String currency) {
        final String upper = currency.toUpperCase(Locale.ROOT);
        return instrument.currency().equals(upper)
                || upper.equals(instrument.indexName().toUpperCase(Locale.ROOT));
    }

    /** The period after which it ends, by how long it lives. */
    static String settlementPeriod(final ExchangeInstrument instrument) {
        if (isPerpetual(instrument)) {
            return "perpetual";
        }
        final long days = (instrument.spec().expiryNs() - instrument.creationNs()) / 86_400_000_000_000L;
        return days <= 3 ? "day" : days <= 24 ? "week" : "month";
    }
}
