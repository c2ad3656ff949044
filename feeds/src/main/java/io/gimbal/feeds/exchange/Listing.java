package io.gimbal.feeds.exchange;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;

/** Adds instruments and changes their states. Owned by the exchange's thread. */
final class Listing {
    private final ExchangeState state;

    Listing(final ExchangeState state) {
        this.state = state;
    }

    ExchangeInstrument add(final InstrumentSpec spec, final InstrumentState initial) {
        if (spec.instrumentId() != state.instruments.size() || state.byName.containsKey(spec.name())) {
            throw new IllegalArgumentException("instruments are listed once, by dense ids: name=" + spec.name()
                    + ", id=" + spec.instrumentId() + ", expected=" + state.instruments.size());
        }
        final ExchangeInstrument instrument = new ExchangeInstrument(spec, state.nowNs, state.ids.change(), state.wide);
        instrument.state = initial;
        state.instruments.add(instrument);
        state.byName.put(spec.name(), instrument);
        state.index(instrument);
        state.funds(instrument.currency());
        state.events.tell(listener -> listener.onInstrumentState(instrument));
        return instrument;
    }

    void change(final ExchangeInstrument instrument, final InstrumentState next) {
        if (instrument.state != next) {
            instrument.state = next;
            state.events.tell(listener -> listener.onInstrumentState(instrument));
        }
    }
}
