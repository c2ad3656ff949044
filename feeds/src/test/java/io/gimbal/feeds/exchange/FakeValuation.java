package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.OptionType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A world that is told its prices: an index path, marks by name, options at intrinsic plus a premium. */
final class FakeValuation implements Valuation {
    private final Map<String, TreeMap<Long, Long>> paths = new HashMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final Map<String, Double> deltas = new HashMap<>();
    private static final long TIME_VALUE = 2_000_000L;

    void index(final String name, final long fromNs, final long price) {
        paths.computeIfAbsent(name, key -> new TreeMap<>()).put(fromNs, price);
    }

    void mark(final String instrument, final long price) {
        marks.put(instrument, price);
    }

    void delta(final String instrument, final double delta) {
        deltas.put(instrument, delta);
    }

    @Override
    public long indexPrice(final String indexName, final long nowNs) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(paths.get(indexName)).floorEntry(nowNs))
                .getValue();
    }

    @Override
    public void value(
            final ExchangeInstrument instrument,
            final long nowNs,
            final long deliveryEstimate,
            final InstrumentValue out) {
        final long index = indexPrice(instrument.indexName(), nowNs);
        out.forward = deliveryEstimate > 0 ? deliveryEstimate : index;
        out.markVol = instrument.spec().isOption() ? 0.5 : 0;
        out.delta = deltas.getOrDefault(instrument.name(), 0.5);
        out.gamma = 1e-5;
        out.vega = 10;
        out.theta = -20;
        final @Nullable Long mark = marks.get(instrument.name());
        out.markPrice = mark != null ? mark : modelPrice(instrument, out.forward, 0);
    }

    @Override
    public long scenarioPrice(
            final ExchangeInstrument instrument, final long nowNs, final double priceMove, final double relativeVol) {
        final long base = instrument.spec().isOption() ? instrument.forward() : instrument.markPrice();
        final long moved = Math.round(base * (1 + priceMove));
        return modelPrice(instrument, moved, relativeVol);
    }

    @Override
    public double impliedVol(final ExchangeInstrument instrument, final long nowNs, final long price) {
        return 0.5;
    }

    private long modelPrice(final ExchangeInstrument instrument, final long forward, final double relativeVol) {
        if (!instrument.spec().isOption()) {
            return forward;
        }
        final long above = forward - instrument.spec().strike();
        final long intrinsic = Math.max(0, instrument.spec().optionType() == OptionType.CALL ? above : -above);
        final long premium = Math.round(TIME_VALUE * (1 + relativeVol));
        return instrument.isInverse()
                ? Decimals.divide(intrinsic, forward) + premium
                : intrinsic + Decimals.multiply(premium, forward);
    }
}
