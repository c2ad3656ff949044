package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;

/** A perpetual's rate of funding as an event, when it is another than the last. */
final class FundingRates {
    private FundingRates() {}

    static void publish(
            final MarketInstrument instrument,
            final long venueTimeNs,
            final long currentRate,
            final long eightHourRate,
            final MarketOutput out) {
        final boolean isKnown = currentRate == instrument.fundingRate
                && (eightHourRate == instrument.eightHourRate || eightHourRate == Decimals.ABSENT);
        if (isKnown) {
            return;
        }
        instrument.fundingRate = currentRate;
        instrument.eightHourRate = eightHourRate;
        out.publisher()
                .funding()
                .venueTimeNs(venueTimeNs)
                .currentRate(currentRate)
                .eightHourRate(eightHourRate)
                .instrumentId(instrument.spec.instrumentId());
        out.offer();
    }
}
