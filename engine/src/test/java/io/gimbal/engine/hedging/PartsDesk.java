package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExecutionConfigurationEncoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** The desk of candidates that makes first: a band of 0.1 coin to its edge. Says commands with their instrument in front. */
final class PartsDesk {
    final CandidateDesk stage;
    final EngineScenario desk;
    private final Map<Long, Integer> instruments = new HashMap<>();
    private int read;

    PartsDesk(final Landing landing, final Consumer<ExecutionConfigurationEncoder> changes) {
        stage = new CandidateDesk(DeskPolicy.band(0.1, landing).sense(DeltaSense.USD_NEUTRAL));
        desk = stage.desk;
        desk.event(events -> changes.accept(MakerDesk.defaults(events.executionConfiguration())));
    }

    /** Since the last take: "0 REST 2: SELL 500 at 30000.5", "0 CANCEL 2", "1 TAKE 3: ...". */
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

    private String text(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (Outputs.templateId(bytes)) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                final NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header);
                instruments.put(order.orderId(), order.instrumentId());
                final boolean isTaker = order.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL;
                final String verb = isTaker ? " TAKE " : " REST ";
                return order.instrumentId() + verb + order.orderId() + ": " + Outputs.text(order);
            }
            case AmendOrderDecoder.TEMPLATE_ID -> {
                return instruments.get(new AmendOrderDecoder()
                                .wrapAndApplyHeader(buffer, 0, header)
                                .orderId())
                        + " " + MakerDesk.text(bytes);
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                return instruments.get(new CancelOrderDecoder()
                                .wrapAndApplyHeader(buffer, 0, header)
                                .orderId())
                        + " " + MakerDesk.text(bytes);
            }
            default -> {
                return "";
            }
        }
    }

    /** The venue has it as it was sent. */
    void accepted(final NewOrderDecoder order) {
        desk.sent(order.orderId());
        desk.event(events -> events.orderAccepted()
                .orderId(order.orderId())
                .instrumentId(order.instrumentId())
                .amount(order.amount())
                .price(order.price()));
    }

    /** The one order since the last look, at rest at the venue. */
    NewOrderDecoder rests() {
        final NewOrderDecoder order = desk.outputs.takeOrder();
        accepted(order);
        return order;
    }

    void gone(final NewOrderDecoder order, final double filled) {
        desk.closed(order.orderId(), OrderEnd.CANCELLED, filled);
    }

    /** Candidates with wide steps between their fees, so that the first is the cheapest. */
    PartsDesk two() {
        stage.candidate(CandidateDesk.PERPETUAL, CandidateDesk.FIRST, 2, 1e9)
                .candidate(CandidateDesk.OTHER, CandidateDesk.SECOND, 5, 1e9);
        stage.ready(CandidateDesk.FIRST, CandidateDesk.SECOND);
        stage.market(30_000);
        return this;
    }

    /** Runs while nothing may be traded. */
    void quietly(final Runnable change) {
        desk.operator(OperatorVerb.PAUSE, 0);
        change.run();
        desk.operator(OperatorVerb.RESUME, 0);
    }

    double usd(final int instrument) {
        return desk.engine.position(instrument) / (double) scaled(1);
    }
}
