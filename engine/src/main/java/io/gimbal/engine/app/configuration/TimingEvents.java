package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DeltaConfigurationEncoder;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.TriggerRule;
import java.util.List;

/**
 * Tells the engine which delta a book is hedged by and when its trades may be made; nothing, where the file says nothing
 * of it. Used at start by the thread that owns the ingress.
 */
public final class TimingEvents {
    private static final int CALL_A = 0;
    private static final int CALL_B = 1;
    private static final int CALL_C = 2;
    private static final int PUT_A = 3;
    private static final int PUT_B = 4;
    private static final int PUT_C = 5;

    private final EventPublisher events = new EventPublisher();

    /** Creates the encoders. */
    public TimingEvents() {}

    /**
     * Offers all that a book says.
     *
     * @param settings      of the book
     * @param underlyingId  its place among the books, from 0
     * @param ingress       where the events go
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     */
    public void offer(
            final TimingSettings settings, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        if (!settings.isPlain()) {
            delta(settings, underlyingId);
            events.offer(ingress, receiveTimeNs);
        }
        offerTrigger(settings, TriggerRule.TRADE_WHEN, underlyingId, ingress, receiveTimeNs);
        offerTrigger(settings, TriggerRule.TRADE_ALSO_WHEN, underlyingId, ingress, receiveTimeNs);
    }

    private void offerTrigger(
            final TimingSettings settings,
            final TriggerRule rule,
            final int underlyingId,
            final Ingress ingress,
            final long receiveTimeNs) {
        final List<TriggerExpression.Step> steps =
                TimingSettings.steps(rule == TriggerRule.TRADE_WHEN ? settings.tradeWhen() : settings.tradeAlsoWhen());
        for (int i = 0; i < steps.size(); i++) {
            events.triggerStep()
                    .operand(steps.get(i).operand())
                    .overrideMultiple(settings.overrideMultiple())
                    .underlyingId(underlyingId)
                    .index((short) i)
                    .count((short) steps.size())
                    .rule(rule)
                    .operation(steps.get(i).operation());
            events.offer(ingress, receiveTimeNs);
        }
    }

    private void delta(final TimingSettings settings, final int underlyingId) {
        final DeltaText text = settings.deltaText();
        final DeltaConfigurationEncoder event = events.deltaConfiguration()
                .remarkHalfLifeNs(settings.remarkHalfLifeNs())
                .overrideMultiple(settings.overrideMultiple())
                .scoreIntervalNs(settings.scoreIntervalNs())
                .underlyingId(underlyingId)
                .rule(text.rule())
                .isTradedOnRemark(settings.isTradedOnRemark() ? BooleanType.TRUE : BooleanType.FALSE);
        final List<Long> numbers = text.numbers();
        if (text.rule() == DeltaRule.SKEW_STICKINESS) {
            event.stickiness(numbers.get(0));
        } else if (text.rule() == DeltaRule.MINIMUM_VARIANCE) {
            event.callA(numbers.get(CALL_A))
                    .callB(numbers.get(CALL_B))
                    .callC(numbers.get(CALL_C))
                    .putA(numbers.get(PUT_A))
                    .putB(numbers.get(PUT_B))
                    .putC(numbers.get(PUT_C));
        }
    }
}
