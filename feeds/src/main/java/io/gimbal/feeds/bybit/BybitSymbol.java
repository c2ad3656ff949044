package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.journal.codec.OptionType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a Bybit option says: {@code BTC-6JAN23-17500-C}, quoted and settled in USDC, or
 * {@code XRP-30OCT26-0.4-P-USDT} with the stable coin behind it. Days are not padded with zero; expiries are at 08:00:00
 * UTC.
 *
 * @param coin       base coin, upper case
 * @param quote      stable coin of premium and settlement
 * @param expiryNs   epoch nanoseconds
 * @param strike     stable coins per coin, times 1e8
 * @param optionType call or put
 */
public record BybitSymbol(String coin, String quote, long expiryNs, long strike, OptionType optionType) {
    /** The quote that is not written. */
    public static final String USDC = "USDC";

    private static final Pattern FORM =
            Pattern.compile("([A-Z0-9]+)-([0-9]{1,2}[A-Z]{3}[0-9]{2})-([0-9]+(?:\\.[0-9]+)?)-([CP])(?:-([A-Z]+))?");

    /**
     * Reads a symbol.
     *
     * @param text as the venue writes it
     * @return its parts, or null when it is no option of this venue
     */
    public static @Nullable BybitSymbol parse(final String text) {
        final Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        final long expiryNs = InstrumentName.expiryNs(form.group(2));
        final long strike = Decimals.parse(form.group(3));
        if (expiryNs == Decimals.ABSENT || strike <= 0 || !Decimals.text(strike).equals(form.group(3))) {
            return null;
        }
        final String quote = form.group(5) == null ? USDC : form.group(5);
        final OptionType type = "C".equals(form.group(4)) ? OptionType.CALL : OptionType.PUT;
        return new BybitSymbol(form.group(1), quote, expiryNs, strike, type);
    }
}
