package io.gimbal.feeds.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What to ask a Deribit-like venue for.
 *
 * @param currencies whose instruments are listed first and recorded whole: index, state, trades, and for each instrument
 *                   ticker and book; upper case
 * @param channels   further channels, as the venue names them
 */
public record RecordingPlan(List<String> currencies, List<String> channels) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final String EVERY = "100ms";

    /**
     * Checks the names.
     *
     * @param currencies as above
     * @param channels   as above
     * @throws IllegalArgumentException when there is nothing to record, or a name holds what no name holds
     */
    public RecordingPlan {
        currencies = List.copyOf(currencies);
        channels = List.copyOf(channels);
        if (currencies.isEmpty() && channels.isEmpty()) {
            throw new IllegalArgumentException("nothing to record: neither a currency nor a channel");
        }
        currencies.forEach(RecordingPlan::check);
        channels.forEach(RecordingPlan::check);
    }

    static boolean isName(final String name) {
        return WORD.matcher(name).matches();
    }

    /** Channels of a currency whatever is listed. */
    static List<String> ofCurrency(final String currency) {
        final List<String> names = new ArrayList<>();
        if (!currency.equals("USDC") && !currency.equals("USDT")) {
            names.add("deribit_price_index." + currency.toLowerCase(Locale.ROOT) + "_usd");
        }
        names.add("instrument.state.any." + currency);
        names.add("trades.option." + currency + "." + EVERY);
        names.add("trades.future." + currency + "." + EVERY);
        return names;
    }

    /** Channels of an instrument. */
    static List<String> ofInstrument(final String instrument) {
        return List.of("ticker." + instrument + "." + EVERY, "book." + instrument + "." + EVERY);
    }

    private static void check(final String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of the venue: name=" + name);
        }
    }
}
