package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.execution.MakerFirstSettings;
import io.gimbal.journal.codec.ExecutionConfigurationDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.OperatorVerb;

/**
 * How one underlying's needs become orders, as configured and as an operator changed it; one order that takes unless it
 * was. Owned by the engine thread; allocates only when configured or changed.
 */
public final class ExecutionSettings {
    /** Most slices of a schedule. */
    public static final int MAX_SLICES = 256;

    /** Largest number of half-widths; what lies beyond it is out of any band's reach. */
    public static final double MAX_MULTIPLE = 1000;

    /** Largest κT: the first slice then is all of the trade. */
    public static final double MAX_URGENCY = 100;

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private ExecutionTactic tactic = ExecutionTactic.TAKER;
    private MakerFirstSettings maker = MakerFirstSettings.DEFAULT;
    private double depthShare = 1;
    private double urgency;
    private long horizonNs = 1;
    private long displayLots = NO_LIMIT;
    private int slices = 1;
    private boolean isConfigured;

    ExecutionSettings() {}

    /** Takes a configuration event; false, and nothing is taken, when it cannot be meant. */
    boolean configure(final ExecutionConfigurationDecoder event) {
        final MakerFirstSettings newMaker = new MakerFirstSettings(
                Scaled.toDouble(event.takeMultiple()),
                Scaled.toDouble(event.crossMultiple()),
                event.resizeLots(),
                event.repegTicks());
        final double newShare = Scaled.toDouble(event.depthShare());
        final double newUrgency = Scaled.toDouble(event.urgency());
        final boolean isIceberg = event.tactic() == ExecutionTactic.ICEBERG;
        if (!isMaker(newMaker)
                || !(newShare > 0 && newShare <= 1)
                || !(newUrgency >= 0 && newUrgency <= MAX_URGENCY)
                || event.horizonNs() < 1
                || event.horizonNs() > BookSettings.MAX_INTERVAL_NS
                || event.displayLots() < (isIceberg ? 1 : 0)
                || event.slices() < 1
                || event.slices() > MAX_SLICES) {
            return false;
        }
        tactic = event.tactic();
        maker = newMaker;
        depthShare = newShare;
        urgency = newUrgency;
        horizonNs = event.horizonNs();
        displayLots = event.displayLots() == 0 ? NO_LIMIT : event.displayLots();
        slices = event.slices();
        isConfigured = true;
        return true;
    }

    private static boolean isMaker(final MakerFirstSettings settings) {
        return settings.isUsable() && settings.crossMultiple() <= MAX_MULTIPLE;
    }

    /**
     * Takes an operator's new value of what a tactic reads; false, and nothing is changed, when it is out of range or the
     * tactic does not rest.
     */
    boolean change(final OperatorVerb verb, final double value) {
        if (!isMaker()) {
            return false;
        }
        final boolean isTake = verb == OperatorVerb.SET_TAKE_MULTIPLE;
        final MakerFirstSettings changed = new MakerFirstSettings(
                isTake ? value : maker.takeMultiple(),
                isTake ? maker.crossMultiple() : value,
                maker.resizeLots(),
                maker.repegTicks());
        if (!isMaker(changed)) {
            return false;
        }
        maker = changed;
        return true;
    }

    ExecutionTactic tactic() {
        return tactic;
    }

    /** Whether orders rest first. */
    boolean isMaker() {
        return tactic == ExecutionTactic.MAKER_FIRST || tactic == ExecutionTactic.ICEBERG;
    }

    /** Whether a need may take time. */
    boolean isPatient() {
        return tactic != ExecutionTactic.TAKER;
    }

    MakerFirstSettings maker() {
        return maker;
    }

    /** Largest share of what is visible that a slice takes. */
    double depthShare() {
        return depthShare;
    }

    /** κ τ of one step of the schedule; 0 for even slices. */
    double urgencyPerStep() {
        return tactic == ExecutionTactic.ALMGREN_CHRISS ? urgency / slices : 0;
    }

    /** Longest time a need may take. */
    long horizonNs() {
        return horizonNs;
    }

    /** Most lots that rest at a time. */
    long displayLots() {
        return displayLots;
    }

    int slices() {
        return slices;
    }

    /** A book that says nothing of it leaves no trace. */
    long mixInto(final long hash) {
        if (!isConfigured) {
            return hash;
        }
        long h = Bits.mix(hash, tactic.value());
        h = Bits.mix(h, maker.takeMultiple());
        h = Bits.mix(h, maker.crossMultiple());
        h = Bits.mix(h, maker.resizeLots());
        h = Bits.mix(h, maker.repegTicks());
        h = Bits.mix(h, depthShare);
        h = Bits.mix(h, urgency);
        h = Bits.mix(h, horizonNs);
        h = Bits.mix(h, displayLots);
        return Bits.mix(h, slices);
    }

    /** Whether the desk said how needs become orders. */
    boolean isConfigured() {
        return isConfigured;
    }
}
