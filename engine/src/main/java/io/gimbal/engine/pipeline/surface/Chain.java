package io.gimbal.engine.pipeline.surface;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The options of one underlying, by expiry and then by instrument id. Immutable. */
final class Chain {
    private static final double PER_SCALED = 1e-8;
    private static final int UNKNOWN = -1;

    private final int underlyingId;
    private final long[] expiriesNs;
    private final int[] firstOfExpiry;
    private final int[] expiryOf;
    private final double[] strike;
    private final boolean[] isCall;
    private final boolean[] isInverse;
    private final int[] placeOf;

    /**
     * Lists the options.
     *
     * @param underlyingId whose
     * @param instruments  any; those of other underlyings and those that are no options are left out
     */
    Chain(final int underlyingId, final List<InstrumentSpec> instruments) {
        this.underlyingId = underlyingId;
        final List<InstrumentSpec> options = instruments.stream()
                .filter(spec -> spec.isOption() && spec.underlyingId() == underlyingId)
                .sorted(Comparator.comparingLong(InstrumentSpec::expiryNs)
                        .thenComparingInt(InstrumentSpec::instrumentId))
                .toList();
        expiriesNs =
                options.stream().mapToLong(InstrumentSpec::expiryNs).distinct().toArray();
        firstOfExpiry = new int[expiriesNs.length + 1];
        expiryOf = new int[options.size()];
        strike = new double[options.size()];
        isCall = new boolean[options.size()];
        isInverse = new boolean[options.size()];
        placeOf = new int
                [1
                        + options.stream()
                                .mapToInt(InstrumentSpec::instrumentId)
                                .max()
                                .orElse(0)];
        Arrays.fill(placeOf, UNKNOWN);
        for (int i = 0; i < options.size(); i++) {
            list(i, options.get(i));
        }
    }

    private void list(final int place, final InstrumentSpec option) {
        final int expiry = Arrays.binarySearch(expiriesNs, option.expiryNs());
        placeOf[option.instrumentId()] = place;
        expiryOf[place] = expiry;
        firstOfExpiry[expiry + 1] = place + 1;
        strike[place] = option.strike() * PER_SCALED;
        isCall[place] = option.optionType() == OptionType.CALL;
        isInverse[place] = option.settlement() == Settlement.INVERSE;
    }

    int underlyingId() {
        return underlyingId;
    }

    /** {@return how many options} */
    int size() {
        return strike.length;
    }

    /** {@return how many expiries} */
    int expiryCount() {
        return expiriesNs.length;
    }

    long expiryNs(final int expiry) {
        return expiriesNs[expiry];
    }

    /** {@return the place of an expiry among the expiries, below 0 where it has no options} */
    int indexOfExpiry(final long expiryNs) {
        return Arrays.binarySearch(expiriesNs, expiryNs);
    }

    /** {@return the first option of an expiry; that of the next expiry is one past the last} */
    int first(final int expiry) {
        return firstOfExpiry[expiry];
    }

    int expiryOf(final int place) {
        return expiryOf[place];
    }

    /** {@return the option's place in this chain, -1 where it does not belong here} */
    int placeOf(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < placeOf.length ? placeOf[instrumentId] : UNKNOWN;
    }

    double strike(final int place) {
        return strike[place];
    }

    boolean isCall(final int place) {
        return isCall[place];
    }

    boolean isInverse(final int place) {
        return isInverse[place];
    }
}
