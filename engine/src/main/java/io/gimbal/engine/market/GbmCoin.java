package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.feeds.InstrumentSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state of one coin's simulated market: index, forwards, running delivery averages, volatilities. Moves in steps and
 * is read in between. Owned by one thread; allocates nothing after construction but when instruments are listed.
 */
final class GbmCoin {
    private static final double PER_SCALED = 1e-8;
    private static final double REMARK_MEMORY = 0.9;
    private static final double LOWEST_SPOT = 1e-6;
    private static final double HIGHEST_SPOT = 1e9;

    final int[] underlyings;
    final InstrumentSpec[] perpetuals;
    InstrumentSpec[] futures;
    InstrumentSpec[] options;
    long[] expiriesNs;

    private final CoinMarket market;
    private final SplitMix64 random;
    private final IndexModel model;
    private int[] optionExpiries;
    private double[] strikes;
    private double[] remarks;
    private long[] vols;
    private long[] forwards;
    private double[] windowSums;
    private double[] windowNs;
    private double spot;
    private long timeNs;

    GbmCoin(
            final CoinMarket market,
            final SplitMix64 random,
            final IndexModel model,
            final long startNs,
            final List<InstrumentSpec> specs) {
        this.market = market;
        this.random = random;
        this.model = model;
        this.spot = market.spot();
        this.timeNs = startNs;
        this.underlyings = specs.stream()
                .mapToInt(InstrumentSpec::underlyingId)
                .distinct()
                .sorted()
                .toArray();
        this.expiriesNs = expiries(specs, startNs);
        this.perpetuals = of(specs, "PERPETUAL");
        this.futures = of(specs, "FUTURE");
        this.options = of(specs, "OPTION");
        describe();
        for (int e = 0; e < expiriesNs.length; e++) {
            forwards[e] = VenueRounding.toPrice(forward(e));
        }
    }

    /** {@return the perpetuals, and what was listed beside them and has not been let go of} */
    List<InstrumentSpec> listed() {
        return Stream.of(perpetuals, futures, options).flatMap(Arrays::stream).toList();
    }

    /** Takes in what is listed now, with ids above all others', and lets go of what has expired. */
    void list(final List<InstrumentSpec> added) {
        final List<InstrumentSpec> living = new ArrayList<>();
        listed().stream()
                .filter(spec -> spec.expiryNs() == 0 || spec.expiryNs() > timeNs)
                .forEach(living::add);
        living.addAll(added);
        final InstrumentSpec[] optionsBefore = options;
        final double[] remarksBefore = remarks;
        final long[] volsBefore = vols;
        final long[] expiriesBefore = expiriesNs;
        final double[] sumsBefore = windowSums;
        final double[] lengthsBefore = windowNs;
        expiriesNs = expiries(living, timeNs);
        futures = of(living, "FUTURE");
        options = of(living, "OPTION");
        describe();
        int kept = 0;
        for (int o = 0; o < optionsBefore.length; o++) {
            if (optionsBefore[o].expiryNs() > timeNs) {
                remarks[kept] = remarksBefore[o];
                vols[kept] = volsBefore[o];
                kept++;
            }
        }
        for (int e = 0; e < expiriesNs.length; e++) {
            final int before = Arrays.binarySearch(expiriesBefore, expiriesNs[e]);
            windowSums[e] = before < 0 ? 0.0 : sumsBefore[before];
            windowNs[e] = before < 0 ? 0.0 : lengthsBefore[before];
            forwards[e] = VenueRounding.toPrice(forward(e));
        }
    }

    /** The index, USD per coin. */
    double spot() {
        return spot;
    }

    /** Moves the index to a later time, by one step of its model. */
    void advance(final long toNs) {
        final long fromNs = timeNs;
        final double indexSoFar = spot;
        final double years = TimeToExpiry.years(fromNs, toNs);
        if (years > 0.0) {
            final double moved = spot * DeterministicMath.exp(model.advance(years));
            spot = Math.min(Math.max(moved, LOWEST_SPOT), HIGHEST_SPOT);
        }
        timeNs = toNs;
        for (int e = 0; e < expiriesNs.length; e++) {
            if (expiriesNs[e] >= toNs) {
                average(e, fromNs, toNs, indexSoFar);
                forwards[e] = VenueRounding.toPrice(forward(e));
            }
        }
    }

    /** Draws a new volatility for an option. */
    void remark(final int option) {
        remarks[option] = REMARK_MEMORY * remarks[option] + market.smile().noise() * random.nextGaussian();
        final double logMoneyness = DeterministicMath.log(strikes[option] / forwardUsd(optionExpiries[option]));
        final double years = TimeToExpiry.years(timeNs, options[option].expiryNs());
        vols[option] = VenueRounding.toVol(model.vol(logMoneyness, years, remarks[option]));
    }

    long index() {
        return VenueRounding.toIndex(spot);
    }

    double perpetual() {
        return spot * (1.0 + market.perpetualBasis());
    }

    double perpetualBasis() {
        return market.perpetualBasis();
    }

    long forward(final long expiryNs) {
        return forwards[Arrays.binarySearch(expiriesNs, expiryNs)];
    }

    int expiryOf(final int option) {
        return optionExpiries[option];
    }

    double strike(final int option) {
        return strikes[option];
    }

    long vol(final int option) {
        return vols[option];
    }

    long forwardAt(final int expiry) {
        return forwards[expiry];
    }

    /** The forward as published: what options are priced on. */
    double forwardUsd(final int expiry) {
        return forwards[expiry] * PER_SCALED;
    }

    /** Where an expiry would settle if the index stood still: the index before its window, the estimate within. */
    long estimatedDelivery(final int expiry) {
        return VenueRounding.toIndex(estimate(expiry));
    }

    /** The next expiry after a time, or the largest number. */
    long nextExpiryNs(final long afterNs) {
        for (final long expiryNs : expiriesNs) {
            if (expiryNs > afterNs) {
                return expiryNs;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Makes room for the state of what is listed, and sets what of it never changes. */
    private void describe() {
        optionExpiries = Arrays.stream(options).mapToInt(this::expiry).toArray();
        strikes = Arrays.stream(options)
                .mapToDouble(spec -> spec.strike() * PER_SCALED)
                .toArray();
        remarks = new double[options.length];
        vols = new long[options.length];
        forwards = new long[expiriesNs.length];
        windowSums = new double[expiriesNs.length];
        windowNs = new double[expiriesNs.length];
    }

    private static long[] expiries(final List<InstrumentSpec> specs, final long nowNs) {
        return specs.stream()
                .mapToLong(InstrumentSpec::expiryNs)
                .filter(expiryNs -> expiryNs > nowNs)
                .distinct()
                .sorted()
                .toArray();
    }

    private int expiry(final InstrumentSpec spec) {
        final int expiry = Arrays.binarySearch(expiriesNs, spec.expiryNs());
        if (expiry < 0) {
            throw new IllegalArgumentException("expired before the start: instrument=" + spec.name());
        }
        return expiry;
    }

    private double forward(final int e) {
        return timeNs > expiriesNs[e] - DeliveryWindow.LENGTH_NS
                ? estimate(e)
                : MarketListing.forward(market, spot, timeNs, expiriesNs[e]);
    }

    private double estimate(final int e) {
        final double average = windowNs[e] > 0.0 ? windowSums[e] / windowNs[e] : spot;
        return DeliveryWindow.estimate(DeliveryWindow.fractionLeft(timeNs, expiriesNs[e]), average, spot);
    }

    /** Adds the index that held between two times to an expiry's average, as far as it fell into its window. */
    private void average(final int e, final long fromNs, final long toNs, final double index) {
        final long overlapNs = toNs - Math.max(fromNs, expiriesNs[e] - DeliveryWindow.LENGTH_NS);
        if (overlapNs > 0) {
            windowSums[e] += index * overlapNs;
            windowNs[e] += overlapNs;
        }
    }

    private static InstrumentSpec[] of(final List<InstrumentSpec> specs, final String kind) {
        return specs.stream()
                .filter(spec -> spec.kind().name().equals(kind))
                .sorted((a, b) -> Integer.compare(a.instrumentId(), b.instrumentId()))
                .toArray(InstrumentSpec[]::new);
    }
}
