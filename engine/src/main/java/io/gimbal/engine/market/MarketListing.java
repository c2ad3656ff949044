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
import java.util.Collection;
import java.util.List;

/** What a simulated market lists, at its start and later: a perpetual, a future per expiry, and calls and puts around the money. */
final class MarketListing {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long EXPIRY_OF_DAY_NS = DAY_NS / 3;
    private static final double PER_SCALED = 1e-8;

    private MarketListing() {}

    static List<ListedOption> options(final CoinMarket market, final long startNs) {
        final List<ListedOption> listed = new ArrayList<>();
        for (final String quote : market.quotes()) {
            for (final int day : market.expiryDays()) {
                addOptions(market, quote, market.spot(), startNs, expiryNs(startNs, day), listed);
            }
        }
        return listed;
    }

    static List<InstrumentSpec> specs(final List<CoinMarket> markets, final long startNs, final VenueProfile profile) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        int underlying = 0;
        for (final CoinMarket market : markets) {
            for (final String quote : market.quotes()) {
                for (final String name : names(market, quote, startNs)) {
                    specs.add(profile.spec(name, specs.size(), underlying));
                }
                underlying++;
            }
        }
        return specs;
    }

    /** Forward of an expiry before its delivery window. */
    static double forward(final CoinMarket market, final double spot, final long nowNs, final long expiryNs) {
        return spot * DeterministicMath.exp(market.carry() * TimeToExpiry.years(nowNs, expiryNs));
    }

    /** The name of a coin's perpetual. */
    static String perpetual(final CoinMarket market, final String quote) {
        return name(market, quote, InstrumentKind.PERPETUAL, 0).text();
    }

    /**
     * What is listed of some expiries when the index is somewhere: the future of each, then their calls and puts around
     * the money.
     */
    static List<String> names(
            final CoinMarket market,
            final String quote,
            final double spot,
            final long nowNs,
            final Collection<Long> expiriesNs) {
        final List<String> names = new ArrayList<>();
        for (final long expiryNs : expiriesNs) {
            names.add(name(market, quote, InstrumentKind.FUTURE, expiryNs).text());
        }
        final List<ListedOption> options = new ArrayList<>();
        for (final long expiryNs : expiriesNs) {
            addOptions(market, quote, spot, nowNs, expiryNs, options);
        }
        options.forEach(option -> names.add(option.name()));
        return names;
    }

    private static List<String> names(final CoinMarket market, final String quote, final long startNs) {
        final List<String> names = new ArrayList<>();
        names.add(perpetual(market, quote));
        final List<Long> expiriesNs =
                market.expiryDays().stream().map(day -> expiryNs(startNs, day)).toList();
        names.addAll(names(market, quote, market.spot(), startNs, expiriesNs));
        return names;
    }

    private static InstrumentName name(
            final CoinMarket market, final String quote, final InstrumentKind kind, final long expiryNs) {
        return new InstrumentName(market.coin(), quote, kind, expiryNs, 0, OptionType.NONE);
    }

    private static void addOptions(
            final CoinMarket market,
            final String quote,
            final double spot,
            final long nowNs,
            final long expiryNs,
            final List<ListedOption> listed) {
        final double forward = forward(market, spot, nowNs, expiryNs);
        for (int i = 0; i < market.strikes(); i++) {
            final long strike = strike(market, forward, i);
            if (strike > 0) {
                final double vol = market.smile().vol(DeterministicMath.log(strike * PER_SCALED / forward), 0.0);
                for (final OptionType type : List.of(OptionType.CALL, OptionType.PUT)) {
                    final InstrumentName name =
                            new InstrumentName(market.coin(), quote, InstrumentKind.OPTION, expiryNs, strike, type);
                    listed.add(new ListedOption(
                            name.text(),
                            market.coin(),
                            expiryNs,
                            strike,
                            name.isCall(),
                            VenueRounding.toPrice(forward),
                            VenueRounding.toVol(vol)));
                }
            }
        }
    }

    /** The 08:00 UTC so many days after the last one before a time, or at it. */
    static long expiryNs(final long startNs, final int day) {
        final long today = Math.floorDiv(startNs, DAY_NS) * DAY_NS + EXPIRY_OF_DAY_NS;
        return (startNs < today ? today - DAY_NS : today) + day * DAY_NS;
    }

    private static long strike(final CoinMarket market, final double forward, final int index) {
        final long step = market.strikeStep();
        final long centre = (long) Math.rint(forward / (step * PER_SCALED));
        return (centre - market.strikes() / 2 + index) * step;
    }
}
