package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.ExecutionConfigurationEncoder;
import io.gimbal.journal.codec.ExecutionStepDecoder;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The hedging desk with a tactic: a band of 0.1 coin to its edge around a level target at 30,000, so half a band is 1,500
 * USD; lots of 10 USD, ticks of 0.5. What the engine commands is read back in a trader's words.
 */
final class MakerDesk {
    final EngineScenario desk;
    private int read;

    private MakerDesk(final EngineScenario desk) {
        this.desk = desk;
    }

    static MakerDesk of(final ExecutionTactic tactic) {
        return with(settings -> settings.tactic(tactic));
    }

    static MakerDesk with(final Consumer<ExecutionConfigurationEncoder> changes) {
        return with(DeskPolicy.band(0.1, Landing.TO_EDGE), changes);
    }

    static MakerDesk with(final DeskPolicy policy, final Consumer<ExecutionConfigurationEncoder> changes) {
        final MakerDesk made = new MakerDesk(HedgingDesk.trading(policy, 0));
        made.execution(changes);
        made.take();
        return made;
    }

    void execution(final Consumer<ExecutionConfigurationEncoder> changes) {
        desk.event(events -> changes.accept(defaults(events.executionConfiguration())));
    }

    static ExecutionConfigurationEncoder defaults(final ExecutionConfigurationEncoder settings) {
        return settings.takeMultiple(scaled(2))
                .crossMultiple(scaled(3))
                .depthShare(scaled(0.5))
                .urgency(scaled(2))
                .horizonNs(60 * EngineScenario.SECOND_NS)
                .resizeLots(1)
                .repegTicks(1)
                .displayLots(0)
                .slices(6)
                .underlyingId(0)
                .tactic(ExecutionTactic.MAKER_FIRST);
    }

    /** The book's other position is restated so that the whole delta is this, beside the hedge; market around 30,000. */
    void book(final double usd) {
        desk.position(HedgingDesk.FUTURE, usd, 30_000);
    }

    void accepted(final long orderId, final double amount, final double price) {
        desk.event(events -> events.orderAccepted()
                .orderId(orderId)
                .instrumentId(BTC_PERPETUAL)
                .amount(scaled(amount))
                .price(scaled(price)));
    }

    void outcome(final int commandType, final long orderId, final SendOutcome outcome) {
        desk.event(events -> events.commandOutcome()
                .orderId(orderId)
                .commandType((short) commandType)
                .outcome(outcome)
                .reason(outcome == SendOutcome.SUPPRESSED ? SuppressReason.GATE_CLOSED : SuppressReason.NONE));
    }

    void rejected(final long orderId, final int code) {
        desk.event(events -> events.orderRejected().orderId(orderId).venueCode(code));
    }

    /** Commands since the last take: "REST 2: SELL 500 at 30000.5", "TAKE ...", "AMEND 2: 400 at 30001", "CANCEL 2". */
    List<String> take() {
        final List<String> texts = new ArrayList<>();
        for (final byte[] bytes : desk.outputs.all.subList(read, desk.outputs.all.size())) {
            final String text = text(bytes);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        read = desk.outputs.all.size();
        return texts;
    }

    static String text(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (Outputs.templateId(bytes)) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                final NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header);
                final boolean isTaker = order.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL;
                return (isTaker ? "TAKE " : "REST ") + order.orderId() + ": " + Outputs.text(order);
            }
            case AmendOrderDecoder.TEMPLATE_ID -> {
                final AmendOrderDecoder amend = new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, header);
                return "AMEND " + amend.orderId() + ": " + plain(amend.amount()) + " at " + plain(amend.price());
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                return "CANCEL "
                        + new CancelOrderDecoder()
                                .wrapAndApplyHeader(buffer, 0, header)
                                .orderId();
            }
            default -> {
                return "";
            }
        }
    }

    private static String plain(final long scaled) {
        return BigDecimal.valueOf(scaled, 8).stripTrailingZeros().toPlainString();
    }

    /** Every step said so far: "PLACE RESTING -50". */
    List<String> steps() {
        return desk.outputs.all.stream()
                .filter(bytes -> Outputs.templateId(bytes) == ExecutionStepDecoder.TEMPLATE_ID)
                .map(bytes -> new ExecutionStepDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder()))
                .map(step -> step.action() + " " + step.reason() + " " + step.lots())
                .toList();
    }

    String lastStep() {
        return Outputs.last(steps());
    }
}
