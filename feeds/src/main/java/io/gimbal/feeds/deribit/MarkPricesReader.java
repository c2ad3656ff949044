package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;

/**
 * {@code markprice.options.}: a Ticker with mark and volatility alone for each option that is defined and has no ticker
 * channel of its own, which says more. Here, and only here, the venue writes volatilities as fractions.
 */
final class MarkPricesReader {
    private static final FieldNames NAMES = FieldNames.of("mark_price", "iv", "timestamp", "instrument_name");

    private final AsciiTable<MarketInstrument> instruments;
    private final AsciiText name = new AsciiText(64);
    private long markPrice;
    private long vol;
    private long timestamp;

    MarkPricesReader(final AsciiTable<MarketInstrument> instruments) {
        this.instruments = instruments;
    }

    Rejection read(final JsonScanner scanner, final MarketChannel channel, final MarketOutput out) {
        if (!scanner.enterArray()) {
            return Rejection.MISSING_FIELD;
        }
        Rejection worst = Rejection.NONE;
        long latest = channel.lastVenueTimeNs();
        while (scanner.nextElement()) {
            final Rejection rejection = readMark(scanner, channel, out);
            worst = worst == Rejection.NONE ? rejection : worst;
            latest = rejection == Rejection.NONE ? Math.max(latest, timestamp * ChannelReader.NS_PER_MS) : latest;
        }
        channel.onVenueTime(latest);
        return worst;
    }

    private Rejection readMark(final JsonScanner scanner, final MarketChannel channel, final MarketOutput out) {
        markPrice = Decimals.ABSENT;
        vol = Decimals.ABSENT;
        timestamp = Decimals.ABSENT;
        name.clear();
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> markPrice = scanner.decimal();
                case 1 -> vol = scanner.decimal();
                case 2 -> timestamp = scanner.integer();
                default -> name.read(scanner);
            }
        }
        if (!scanner.isOk()) {
            return Rejection.of(scanner.status());
        }
        if (markPrice == Decimals.ABSENT
                || vol == Decimals.ABSENT
                || timestamp == Decimals.ABSENT
                || name.length() == 0) {
            return Rejection.MISSING_FIELD;
        }
        if (markPrice < 0 || vol < 0 || timestamp < 0) {
            return Rejection.BAD_VALUE;
        }
        final MarketInstrument instrument = instruments.find(name);
        if (instrument != null && !instrument.hasTicker) {
            publish(instrument, channel, out);
        }
        return Rejection.NONE;
    }

    private void publish(final MarketInstrument instrument, final MarketChannel channel, final MarketOutput out) {
        final long venueTimeNs = timestamp * ChannelReader.NS_PER_MS;
        instrument.markPrice = markPrice;
        out.publisher()
                .ticker()
                .venueTimeNs(venueTimeNs)
                .markPrice(markPrice)
                .markVol(vol)
                .instrumentId(instrument.spec.instrumentId())
                .state(instrument.state)
                .quality(out.quality(out.isStale(channel, venueTimeNs)));
        out.offer();
    }
}
