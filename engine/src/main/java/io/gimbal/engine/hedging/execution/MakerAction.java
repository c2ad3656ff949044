package io.gimbal.engine.hedging.execution;

/** What {@link MakerFirst} answers. Owned by the engine thread, reused: every field is set by each decision. */
public final class MakerAction {
    private RestingStep step = RestingStep.NONE;
    private long restLots;
    private long restTicks;
    private long takeLots;
    private MakerReason reason = MakerReason.INSIDE_BAND;

    /** Starts as nothing to do. */
    public MakerAction() {}

    void answer(final RestingStep newStep, final long newTakeLots, final MakerReason newReason) {
        step = newStep;
        takeLots = newTakeLots;
        reason = newReason;
    }

    void rest(final long newRestLots, final long newRestTicks) {
        restLots = newRestLots;
        restTicks = newRestTicks;
    }

    /** {@return what to do about the resting order} */
    public RestingStep step() {
        return step;
    }

    /** {@return what should rest after the step, signed, buys above 0} */
    public long restLots() {
        return restLots;
    }

    /** {@return the price of what should rest; 0 where nothing should} */
    public long restTicks() {
        return restTicks;
    }

    /** {@return what to take at once, immediate or cancel, signed, buys above 0} */
    public long takeLots() {
        return takeLots;
    }

    /** {@return why} */
    public MakerReason reason() {
        return reason;
    }
}
