package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.InstrumentName;
import io.gimbal.journal.codec.Settlement;
import java.util.Locale;

/**
 * A coin that is hedged with and is not hedged itself: some book's candidate is its perpetual. In the engine it is an
 * underlying after those of the books.
 *
 * @param coin  for instance ETH
 * @param style how that perpetual settles
 */
public record OtherCoin(String coin, Settlement style) {
    static OtherCoin of(final String instrument) {
        final InstrumentName name = InstrumentName.parse(instrument);
        if (name == null) {
            throw new IllegalStateException("name was not checked: instrument=" + instrument);
        }
        return new OtherCoin(
                name.coin(), name.quote().equals(InstrumentName.USD) ? Settlement.INVERSE : Settlement.LINEAR);
    }

    /**
     * Whether an instrument is of this coin and style.
     *
     * @param instrument its name at the venue
     * @return whether it is
     */
    public boolean isOf(final String instrument) {
        return instrument.startsWith(namePrefix());
    }

    /** {@return what the names of its instruments begin with} */
    public String namePrefix() {
        return BookSettings.namePrefix(coin, style);
    }

    /** {@return the venue's index of the coin} */
    public String indexName() {
        return coin.toLowerCase(Locale.ROOT) + (style == Settlement.INVERSE ? "_usd" : "_usdc");
    }

    /** {@return the currency that backs the perpetual at the venue} */
    public String accountCurrency() {
        return style == Settlement.INVERSE ? coin : "USDC";
    }
}
