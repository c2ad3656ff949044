package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import java.util.ArrayList;
import java.util.List;

/** What a simulated market lists at its start: a perpetual, a future per expiry, and calls and puts around the money. */
final class MarketListing {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long EXPIRY_OF_DAY_NS = DAY_NS / 3;
    private static final double PER_SCALED = 1e-8;

    private MarketListing() {}

    static List<ListedOption> options(final CoinMarket market, final long startNs) {
        final List<ListedOption> listed = new ArrayList<>();
        for (final int day : market.expiryDays()) {
            final long expiryNs = expiryNs(startNs, day);
            final double forward = forward(market, market.spot(), startNs, expiryNs);
            for (int i = 0; i < market.strikes(); i++) {
                final long strike = strike(market, forward, i);
                if (strike > 0) {
                    listed.add(option(market, expiryNs, strike, OptionType.CALL, forward));
                    listed.add(option(market, expiryNs, strike, OptionType.PUT, forward));
                }
            }
        }
        return listed;
    }

    static List<InstrumentSpec> specs(final List<CoinMarket> markets, final long startNs, final VenueProfile profile) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        for (int underlying = 0; underlying < markets.size(); underlying++) {
            for (final String name : names(markets.get(underlying), startNs)) {
                specs.add(profile.spec(name, specs.size(), underlying));
            }
        }
        return specs;
    }

    /** Forward of an expiry before its delivery window. */
    static double forward(final CoinMarket market, final double spot, final long nowNs, final long expiryNs) {
        return spot * DeterministicMath.exp(market.carry() * TimeToExpiry.years(nowNs, expiryNs));
    }

    private static List<String> names(final CoinMarket market, final long startNs) {
        final List<String> names = new ArrayList<>();
        names.add(new InstrumentName(market.coin(), market.quote(), InstrumentKind.PERPETUAL, 0, 0, OptionType.NONE)
                .text());
        for (final int day : market.expiryDays()) {
            names.add(new InstrumentName(
                            market.coin(),
                            market.quote(),
                            InstrumentKind.FUTURE,
                            expiryNs(startNs, day),
                            0,
                            OptionType.NONE)
                    .text());
        }
        options(market, startNs).forEach(option -> names.add(option.name()));
        return names;
    }

    private static long expiryNs(final long startNs, final int day) {
        final long today = Math.floorDiv(startNs, DAY_NS) * DAY_NS + EXPIRY_OF_DAY_NS;
        return (startNs < today ? today - DAY_NS : today) + day * DAY_NS;
    }

    private static long strike(final CoinMarket market, final double forward, final int index) {
        final long step = market.strikeStep();
        final long centre = (long) Math.rint(forward / (step * PER_SCALED));
        return (centre - market.strikes() / 2 + index) * step;
    }

    private static ListedOption option(
            final CoinMarket market,
            final long expiryNs,
            final long strike,
            final OptionType type,
            final double forward) {
        final InstrumentName name =
                new InstrumentName(market.coin(), market.quote(), InstrumentKind.OPTION, expiryNs, strike, type);
        final double vol = market.smile().vol(DeterministicMath.log(strike * PER_SCALED / forward), 0.0);
        return new ListedOption(
                name.text(),
                market.coin(),
                expiryNs,
                strike,
                type == OptionType.CALL,
                VenueRounding.toPrice(forward),
                VenueRounding.toVol(vol));
    }
}
