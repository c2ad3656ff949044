package io.gimbal.engine.analysis.whatif;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.FundingEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A generation's inputs as a feed of what would have been the same under any policy, at the times they came, each shown
 * to the venue. Owned by the thread that steps the run.
 *
 * <p>Left out, because it tells of the session's own orders or of what they made of the account:
 *
 * <ul>
 *   <li>what became of its commands, and what the venue said of its orders, executions included; executions of others
 *       stay;
 *   <li>once every connection was ready: balances (they hold the fees and results of its orders; deposits are lost with
 *       them) and positions of hedge instruments. Positions of other instruments stay. What stands before is the
 *       opening and stays;
 *   <li>the amount of a funding payment, which is that of its position;
 *   <li>the operator's changes of settings that are others in this run: {@link ChangedOpening#dropped}. Pause, resume and
 *       kill stay, and so does whatever he changed of settings that are the recorded ones.
 * </ul>
 *
 * <p>A book with other settings is told all of them where the session was told its first.
 */
final class CounterfactualFeed implements Feed {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final ConnectionStateDecoder connection = new ConnectionStateDecoder();
    private final OperatorCommandDecoder operator = new OperatorCommandDecoder();
    private final FundingDecoder funding = new FundingDecoder();
    private final UnsafeBuffer copy =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + FundingEncoder.BLOCK_LENGTH]);
    private final FundingEncoder fundingCopy = new FundingEncoder();
    private final MessageHeaderEncoder copyHeader = new MessageHeaderEncoder();
    private final Map<Integer, ConnectionPhase> phases = new TreeMap<>();

    private final JournalTailer in;
    private final RecordedSession session;
    private final Map<Integer, ChangedOpening> changed;
    private final SettingEvents settings = new SettingEvents();
    private final ArrayDeque<DirectBuffer> told = new ArrayDeque<>();
    private final Set<Integer> replaced = new TreeSet<>();
    private final UnaryOperator<Ingress> shown;
    private final LongConsumer progress;
    private @Nullable Ingress target;
    private @Nullable Ingress tee;
    private DirectBuffer buffer = copy;
    private int offset;
    private int length;
    private long read;
    private boolean isOpened;
    private boolean hasNext;

    /**
     * Goes to the first event.
     *
     * @param in       inputs of the generation; closed with this
     * @param session  what they say of it
     * @param changed  settings of books that are told others than the session was, by underlying
     * @param shown    lets the venue see what was delivered
     * @param progress told how many inputs were read, now and then
     */
    CounterfactualFeed(
            final JournalTailer in,
            final RecordedSession session,
            final Map<Integer, ChangedOpening> changed,
            final UnaryOperator<Ingress> shown,
            final LongConsumer progress) {
        this.in = in;
        this.session = session;
        this.changed = Map.copyOf(changed);
        this.shown = shown;
        this.progress = progress;
        advance();
    }

    @Override
    public long nextTimeNs() {
        return hasNext ? in.wallNs() : EXHAUSTED;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        final Ingress through = through(ingress);
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= nowNs) {
            if (through.offer(buffer, offset, length, in.wallNs()) < 0) {
                return delivered;
            }
            delivered++;
            advance();
        }
        return delivered;
    }

    private Ingress through(final Ingress ingress) {
        Ingress through = tee;
        if (through == null || target != ingress) {
            through = shown.apply(ingress);
            tee = through;
            target = ingress;
        }
        return through;
    }

    private void advance() {
        hasNext = tell();
        while (!hasNext && in.next()) {
            read++;
            if ((read & 0xFFF) == 0) {
                progress.accept(read);
            }
            buffer = in.buffer();
            offset = in.payloadOffset();
            length = in.payloadLength();
            hasNext = isSetting(in.type()) ? tell() : isKept(in.type());
        }
    }

    /** Whether an event is one of a book that is told others; they stand ready in its place. */
    private boolean isSetting(final int type) {
        final int book = settings.underlyingId(type, buffer, offset);
        final ChangedOpening others = changed.get(book);
        if (others != null && replaced.add(book)) {
            told.addAll(others.events());
        }
        return others != null;
    }

    /** Goes to the next of the settings that stand ready; they are told at the time of the recorded ones. */
    private boolean tell() {
        final DirectBuffer event = told.poll();
        if (event == null) {
            return false;
        }
        buffer = event;
        offset = 0;
        length = event.capacity();
        return true;
    }

    private boolean isKept(final int type) {
        return switch (type) {
            case CommandOutcomeDecoder.TEMPLATE_ID,
                    OrderAcceptedDecoder.TEMPLATE_ID,
                    OrderRejectedDecoder.TEMPLATE_ID,
                    OrderClosedDecoder.TEMPLATE_ID -> false;
            case FillDecoder.TEMPLATE_ID ->
                fill.wrapAndApplyHeader(buffer, offset, header).orderId() == 0;
            case AccountBalanceDecoder.TEMPLATE_ID -> !isOpened;
            case PositionSnapshotDecoder.TEMPLATE_ID ->
                !isOpened
                        || !session.isHedge(position.wrapAndApplyHeader(buffer, offset, header)
                                .instrumentId());
            case OperatorCommandDecoder.TEMPLATE_ID -> !isMoot();
            case ConnectionStateDecoder.TEMPLATE_ID -> onConnection();
            case FundingDecoder.TEMPLATE_ID -> withoutPayment();
            default -> true;
        };
    }

    /** Whether the operator changed what is another setting in this run. */
    private boolean isMoot() {
        operator.wrapAndApplyHeader(buffer, offset, header);
        final ChangedOpening others = changed.get(operator.underlyingId());
        return others != null && others.dropped().contains(operator.verb());
    }

    private boolean onConnection() {
        connection.wrapAndApplyHeader(buffer, offset, header);
        phases.put(connection.connectionId(), connection.phase());
        isOpened |= phases.values().stream().allMatch(phase -> phase == ConnectionPhase.READY);
        return true;
    }

    private boolean withoutPayment() {
        funding.wrapAndApplyHeader(buffer, offset, header);
        if (funding.paymentAmount() == FundingDecoder.paymentAmountNullValue()) {
            return true;
        }
        fundingCopy
                .wrapAndApplyHeader(copy, 0, copyHeader)
                .venueTimeNs(funding.venueTimeNs())
                .currentRate(funding.currentRate())
                .eightHourRate(funding.eightHourRate())
                .paymentAmount(FundingEncoder.paymentAmountNullValue())
                .instrumentId(funding.instrumentId());
        buffer = copy;
        offset = 0;
        length = copy.capacity();
        return true;
    }

    @Override
    public void close() {
        hasNext = false;
        in.close();
    }
}
