package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Everything that sender, venue and a restart can say of one or two orders, in every order it can be said, up to six
 * events deep, against {@link OrderModel}. Breadth first; a sequence that leads to a state seen before is not followed.
 */
class OrderLifecycleTest {
    private static final int PERPETUAL = 0;
    private static final long ORDERED = 10_00000000L;
    private static final long PART = 4_00000000L;
    private static final long OVER = 13_00000000L;

    /** One thing that happens; {@code order} is 1 or 2. */
    private interface Event {
        void apply(Rig rig);
    }

    private record Named(String name, Event event) {}

    /** The engine's own pieces beside the model. */
    private static final class Rig {
        final OrderModel model = new OrderModel();
        final Session session = new Session();
        private final OutputPublisher out = new OutputPublisher((buffer, offset, length) -> true);
        private final OrderInputs orders = new OrderInputs(session, out);
        private final Hedgers hedgers = new Hedgers(session, out);
        private final EventPublisher events = new EventPublisher();
        private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private int epoch;

        Rig() {
            genesis();
        }

        void genesis() {
            epoch++;
            session.onGenesis(epoch, 0);
            session.book().defineUnderlying(0);
            session.book()
                    .define(
                            new Instrument(
                                    PERPETUAL,
                                    0,
                                    InstrumentKind.PERPETUAL,
                                    Settlement.INVERSE,
                                    false,
                                    0,
                                    0,
                                    10_00000000L,
                                    10_00000000L,
                                    50_000_000L,
                                    0,
                                    0),
                            InstrumentState.OPEN);
        }

        BookLine line() {
            return requireNonNull(session.book().line(PERPETUAL));
        }

        private UnsafeBuffer take() {
            events.offer(this::wrap, 0);
            return message;
        }

        private long wrap(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
            message.wrap(buffer, offset, length);
            return 0;
        }

        void outcome(final long order, final SendOutcome outcome, final SuppressReason reason) {
            events.commandOutcome()
                    .orderId(order)
                    .commandType((short) NewOrderDecoder.TEMPLATE_ID)
                    .outcome(outcome)
                    .reason(reason);
            orders.onOutcome(new CommandOutcomeDecoder().wrapAndApplyHeader(take(), 0, header), hedgers, 0);
        }

        void accepted(final long order) {
            events.orderAccepted().orderId(order);
            orders.onAccepted(new OrderAcceptedDecoder().wrapAndApplyHeader(take(), 0, header));
        }

        void rejected(final long order) {
            events.orderRejected().orderId(order);
            orders.onRejected(new OrderRejectedDecoder().wrapAndApplyHeader(take(), 0, header), hedgers, 0);
        }

        void fill(final long tradeId, final long order, final Side side, final long amount) {
            events.fill()
                    .tradeId(tradeId)
                    .orderId(order)
                    .instrumentId(PERPETUAL)
                    .side(side)
                    .amount(amount)
                    .price(30_000_00000000L)
                    .feeCurrency(Currency.COIN);
            orders.onFill(new FillDecoder().wrapAndApplyHeader(take(), 0, header), hedgers, 0);
        }

        void closed(final long order, final OrderEnd end, final long filled) {
            events.orderClosed().orderId(order).end(end).filledAmount(filled);
            orders.onClosed(new OrderClosedDecoder().wrapAndApplyHeader(take(), 0, header), hedgers, 0);
        }
    }

    private static boolean isBuy(final long order) {
        return order == 1;
    }

    private static Named decide() {
        return new Named("decide", rig -> {
            if (rig.session.orders().lastOrderId() < 2) {
                final boolean isBuy = isBuy(rig.session.orders().lastOrderId() + 1);
                rig.session.orders().open(PERPETUAL, isBuy ? ORDERED : -ORDERED);
                rig.model.decide(isBuy, ORDERED);
            }
        });
    }

    private static Named fill(final long order, final long tradeId, final Side side, final long amount) {
        return new Named("fill" + order + "#" + tradeId + side + amount / 100_000_000, rig -> {
            rig.fill(tradeId, order, side, amount);
            rig.model.fill(tradeId, order, side == Side.BUY, amount);
        });
    }

    private static Named closed(final long order, final OrderEnd end, final long reported) {
        return new Named("closed" + order + end + reported / 100_000_000, rig -> {
            rig.closed(order, end, reported);
            rig.model.closed(order, end != OrderEnd.REJECTED && end != OrderEnd.NEVER_EXISTED, reported);
        });
    }

    private static List<Named> eventsOf(final long order) {
        final Side own = isBuy(order) ? Side.BUY : Side.SELL;
        final Side other = isBuy(order) ? Side.SELL : Side.BUY;
        final List<Named> all = new ArrayList<>();
        all.add(new Named("sent" + order, rig -> {
            rig.outcome(order, SendOutcome.SENT, SuppressReason.NONE);
            rig.model.sent(order);
        }));
        all.add(new Named("suppressed" + order, rig -> {
            rig.outcome(order, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD);
            rig.model.suppressed(order);
        }));
        all.add(new Named("duplicate" + order, rig -> {
            rig.outcome(order, SendOutcome.SUPPRESSED, SuppressReason.DUPLICATE);
            rig.model.inDoubt(order);
        }));
        all.add(new Named("failed" + order, rig -> {
            rig.outcome(order, SendOutcome.SEND_FAILED, SuppressReason.NONE);
            rig.model.inDoubt(order);
        }));
        all.add(new Named("accepted" + order, rig -> {
            rig.accepted(order);
            rig.model.accepted(order);
        }));
        all.add(new Named("rejected" + order, rig -> {
            rig.rejected(order);
            rig.model.rejected(order);
        }));
        all.add(fill(order, 10 * order + 1, own, PART));
        all.add(fill(order, 10 * order + 2, own, ORDERED - PART));
        all.add(fill(order, 10 * order + 3, own, OVER));
        all.add(fill(order, 10 * order + 4, other, PART));
        for (final OrderEnd end : OrderEnd.values()) {
            if (end != OrderEnd.NULL_VAL) {
                for (final long reported : new long[] {0, PART, ORDERED, OVER}) {
                    all.add(closed(order, end, reported));
                }
            }
        }
        return all;
    }

    private static void check(final Rig rig, final String path) {
        final OrderTable table = rig.session.orders();
        final OrderModel model = rig.model;
        final long[] actual = {
            rig.line().amount(),
            table.expected(PERPETUAL),
            table.unknown(PERPETUAL, 1),
            table.unknown(PERPETUAL, -1),
            table.worst(PERPETUAL, 1),
            table.worst(PERPETUAL, -1),
            table.size(),
            rig.session.isInDoubt(rig.epoch) ? 1 : 0
        };
        final long[] expected = {
            model.position(),
            model.expected(),
            model.unknown(1),
            model.unknown(-1),
            model.worst(1),
            model.worst(-1),
            model.orders().size(),
            model.isInDoubt() ? 1 : 0
        };
        if (!Arrays.equals(actual, expected)) {
            assertThat(actual).as("after %s", path).isEqualTo(expected);
        }
        for (int i = 0; i < table.size(); i++) {
            final OrderModel.Order order = model.orders().get(i);
            final boolean isSame = table.order(i).orderId() == order.id
                    && table.order(i).filledAmount() == order.filled
                    && table.order(i).state().name().equals(order.state);
            assertThat(isSame).as("order %s after %s", order, path).isTrue();
        }
    }

    /** Follows every sequence from one decided order; returns how many distinct states there were. */
    private static int explore(final List<Named> alphabet, final int depth) {
        final Set<String> seen = new HashSet<>();
        final Deque<int[]> frontier = new ArrayDeque<>();
        frontier.add(new int[0]);
        while (!frontier.isEmpty()) {
            final int[] path = frontier.remove();
            for (int e = 0; e < alphabet.size(); e++) {
                final int[] longer = Arrays.copyOf(path, path.length + 1);
                longer[path.length] = e;
                final Rig rig = new Rig();
                decide().event().apply(rig);
                for (final int step : longer) {
                    alphabet.get(step).event().apply(rig);
                }
                check(rig, text(alphabet, longer));
                final String state =
                        rig.model.state() + rig.session.orders().mixInto(0) + rig.session.isInDoubt(rig.epoch);
                if (seen.add(state) && longer.length < depth) {
                    frontier.add(longer);
                }
            }
        }
        return seen.size();
    }

    private static String text(final List<Named> alphabet, final int[] path) {
        return Arrays.stream(path)
                .mapToObj(step -> alphabet.get(step).name())
                .toList()
                .toString();
    }

    private static Named genesis() {
        return new Named("genesis", rig -> {
            rig.genesis();
            rig.model.genesis();
        });
    }

    @Test
    void shouldAgreeWithTheRulesAfterEverySequenceOfSixEventsOfOneOrder() {
        final List<Named> alphabet = new ArrayList<>(eventsOf(1));
        alphabet.add(genesis());

        assertThat(explore(alphabet, 6)).as("distinct states").isGreaterThan(500);
    }

    @Test
    void shouldAgreeWithTheRulesWhenTwoOrdersOfOppositeSidesInterleave() {
        final List<Named> alphabet = new ArrayList<>(eventsOf(1));
        alphabet.addAll(eventsOf(2));
        alphabet.add(decide());
        alphabet.add(genesis());

        assertThat(explore(alphabet, 4)).as("distinct states").isGreaterThan(1_000);
    }
}
