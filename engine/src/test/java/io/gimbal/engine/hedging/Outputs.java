package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.RegimeScoresDecoder;
import io.gimbal.journal.codec.StateHashDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps a copy of every output, and reads them back typed; "take" means: those since the last take. */
final class Outputs implements Egress {
    final List<byte[]> all = new ArrayList<>();
    boolean isOpen = true;
    private int ordersTaken;
    private int alertsTaken;
    private int decisionsTaken;

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        if (!isOpen) {
            return false;
        }
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        all.add(copy);
        return true;
    }

    /** Orders since the last take, in a trader's words: "SELL 3000 at 29999.5". */
    List<String> takeOrders() {
        return takeNewOrders().stream().map(Outputs::text).toList();
    }

    List<NewOrderDecoder> takeNewOrders() {
        final List<NewOrderDecoder> orders = newOrders(ordersTaken);
        ordersTaken = all.size();
        return orders;
    }

    /** The only order since the last take. */
    NewOrderDecoder takeOrder() {
        final List<NewOrderDecoder> orders = takeNewOrders();
        if (orders.size() != 1) {
            throw new AssertionError("expected one order, got "
                    + orders.stream().map(Outputs::text).toList() + ", last reason " + lastReason());
        }
        return orders.get(0);
    }

    List<NewOrderDecoder> newOrders(final int from) {
        return decoded(
                from, NewOrderDecoder.TEMPLATE_ID, m -> new NewOrderDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    /** Alerts since the last take, but for those of stated positions: that is how the tests move a book. */
    List<AlertCode> takeAlerts() {
        final List<AlertCode> codes = alerts(alertsTaken).stream()
                .map(AlertDecoder::code)
                .filter(code -> code != AlertCode.POSITION_MISMATCH)
                .toList();
        alertsTaken = all.size();
        return codes;
    }

    List<AlertDecoder> alerts(final int from) {
        return decoded(from, AlertDecoder.TEMPLATE_ID, m -> new AlertDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    List<DecisionReason> takeReasons() {
        final List<DecisionReason> reasons = decisions(decisionsTaken).stream()
                .map(HedgeDecisionDecoder::reason)
                .toList();
        decisionsTaken = all.size();
        return reasons;
    }

    List<HedgeDecisionDecoder> decisions(final int from) {
        return decoded(
                from,
                HedgeDecisionDecoder.TEMPLATE_ID,
                m -> new HedgeDecisionDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    HedgeDecisionDecoder lastDecision() {
        return last(decisions(0));
    }

    DecisionReason lastReason() {
        return lastDecision().reason();
    }

    List<GreeksSnapshotDecoder> greeks() {
        return decoded(
                0,
                GreeksSnapshotDecoder.TEMPLATE_ID,
                m -> new GreeksSnapshotDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    List<ExpiryGreeksDecoder> expiryGreeks() {
        return decoded(
                0, ExpiryGreeksDecoder.TEMPLATE_ID, m -> new ExpiryGreeksDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    List<RegimeScoresDecoder> regimeScores() {
        return decoded(
                0, RegimeScoresDecoder.TEMPLATE_ID, m -> new RegimeScoresDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    List<StateHashDecoder> stateHashes() {
        return decoded(0, StateHashDecoder.TEMPLATE_ID, m -> new StateHashDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    static <T> T last(final List<T> list) {
        return list.get(list.size() - 1);
    }

    static String text(final NewOrderDecoder order) {
        return order.side() + " " + plain(order.amount()) + " at " + plain(order.price());
    }

    static int templateId(final byte[] message) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
    }

    private static String plain(final long scaled) {
        return BigDecimal.valueOf(scaled, 8).stripTrailingZeros().toPlainString();
    }

    private static MessageHeaderDecoder header() {
        return new MessageHeaderDecoder();
    }

    private <T> List<T> decoded(final int from, final int templateId, final Function<DirectBuffer, T> decoder) {
        return all.subList(from, all.size()).stream()
                .filter(message -> templateId(message) == templateId)
                .map(message -> decoder.apply(new UnsafeBuffer(message)))
                .toList();
    }
}
