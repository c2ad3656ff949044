package io.gimbal.engine.pricing.instrument;

import io.gimbal.engine.pricing.instrument.OptionCombo.Kind;
import io.gimbal.engine.pricing.instrument.OptionCombo.Leg;
import java.util.ArrayList;
import java.util.List;

/** The combos that a desk asks for by name, on a forward and on a spot, paid in money or in coin. */
final class OptionCombos {
    private static final String STRIKE = Dynamics.STRIKE;
    private static final String YEARS = Dynamics.YEARS;
    private static final String VOL = Dynamics.VOL;

    private OptionCombos() {}

    /** {@return one model of each} */
    static List<InstrumentModel> all() {
        final List<InstrumentModel> all = new ArrayList<>();
        for (final Dynamics dynamics : List.of(Dynamics.BLACK76, Dynamics.BLACK_SCHOLES)) {
            for (final Settlement settlement : List.of(Settlement.LINEAR, Settlement.INVERSE)) {
                addOneExpiry(all, dynamics, settlement);
                addCalendar(all, dynamics, settlement);
            }
        }
        return all;
    }

    private static void addOneExpiry(
            final List<InstrumentModel> all, final Dynamics dynamics, final Settlement settlement) {
        all.add(new OptionCombo(
                "vertical",
                "vertical spread: long one strike, short the other",
                dynamics,
                settlement,
                List.of(leg(1.0, Kind.OPTION, "long"), leg(-1.0, Kind.OPTION, "short"))));
        all.add(new OptionCombo(
                "straddle",
                "straddle: long call and put of one strike",
                dynamics,
                settlement,
                List.of(new Leg(1.0, Kind.CALL, STRIKE, YEARS, VOL), new Leg(1.0, Kind.PUT, STRIKE, YEARS, VOL))));
        all.add(new OptionCombo(
                "strangle",
                "strangle: long put and call of two strikes",
                dynamics,
                settlement,
                List.of(leg(1.0, Kind.PUT, "put"), leg(1.0, Kind.CALL, "call"))));
        all.add(new OptionCombo(
                "risk-reversal",
                "risk reversal: long call, short put",
                dynamics,
                settlement,
                List.of(leg(-1.0, Kind.PUT, "put"), leg(1.0, Kind.CALL, "call"))));
        all.add(new OptionCombo(
                "butterfly",
                "butterfly: long the outer strikes, short two of the middle one",
                dynamics,
                settlement,
                List.of(
                        leg(1.0, Kind.OPTION, "low"),
                        leg(-2.0, Kind.OPTION, "middle"),
                        leg(1.0, Kind.OPTION, "high"))));
    }

    private static void addCalendar(
            final List<InstrumentModel> all, final Dynamics dynamics, final Settlement settlement) {
        final String words = dynamics.isSpot()
                ? "calendar spread: long the far expiry, short the near one"
                : "calendar spread: long the far expiry, short the near one, one forward for both";
        all.add(new OptionCombo(
                "calendar",
                words,
                dynamics,
                settlement,
                List.of(
                        new Leg(-1.0, Kind.OPTION, STRIKE, "T_near", "vol_near"),
                        new Leg(1.0, Kind.OPTION, STRIKE, "T_far", "vol_far"))));
    }

    private static Leg leg(final double ratio, final Kind kind, final String suffix) {
        return new Leg(ratio, kind, STRIKE + "_" + suffix, YEARS, VOL + "_" + suffix);
    }
}
