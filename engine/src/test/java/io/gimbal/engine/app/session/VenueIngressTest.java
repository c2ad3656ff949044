package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two venues as one: what each says is told apart, added up, or stood in for. The perpetual and call P are traded at
 * both, call Q at the first alone, though the second lists it.
 */
class VenueIngressTest {
    private static final String PERPETUAL = "BTC-PERPETUAL";
    private static final String P = "BTC-30JAN26-90000-C";
    private static final String Q = "BTC-30JAN26-95000-C";
    private static final int A_PERPETUAL = 0;
    private static final int B_PERPETUAL = 1;
    private static final int A_P = 2;
    private static final int A_Q = 3;
    private static final int B_P = 4;

    private final List<String> heard = new ArrayList<>();
    private final EventJson json = new EventJson();
    private final EventPublisher publisher = new EventPublisher();
    private final MarketLeads leads;
    private final VenueIngress a;
    private final VenueIngress b;
    private long answer;
    private final Ingress engine = (buffer, offset, length, timeNs) -> {
        if (answer >= 0) {
            heard.add(json.toJson(buffer, offset, length));
        }
        return answer;
    };

    VenueIngressTest() {
        final List<InstrumentSpec> specs = new ArrayList<>();
        for (final String name : List.of(PERPETUAL, PERPETUAL, P, Q, P)) {
            specs.add(VenueProfile.deribit().spec(name, specs.size(), 0));
        }
        final SessionInstruments instruments = new SessionInstruments(specs, List.of(), List.of(0, 1, 0, 0, 1));
        leads = new MarketLeads(2, new int[] {0, 0}, new int[] {0, 1}, instruments, (place, spec) -> spec.isOption());
        final VenueBalances balances = new VenueBalances(2, 1);
        a = new VenueIngress(0, 0, leads, balances);
        b = new VenueIngress(1, 2, leads, balances);
    }

    private void say(final VenueIngress venue) {
        publisher.offer(venue.before(engine), 5);
    }

    private void connection(final VenueIngress venue, final int id, final ConnectionPhase phase) {
        publisher.connectionState().venueTimeNs(0).connectionId(id).phase(phase);
        say(venue);
    }

    private void bothReady() {
        connection(a, 0, ConnectionPhase.READY);
        connection(b, 0, ConnectionPhase.READY);
        heard.clear();
    }

    private void index(final VenueIngress venue, final long price) {
        publisher.indexPrice().venueTimeNs(0).price(price * 100_000_000L).underlyingId(0);
        say(venue);
    }

    private void ticker(final VenueIngress venue, final int id, final long vol) {
        publisher.ticker().venueTimeNs(0).instrumentId(id).markVol(vol).markPrice(1_000_000);
        say(venue);
    }

    private void fill(final VenueIngress venue, final int id, final long tradeId) {
        publisher
                .fill()
                .venueTimeNs(0)
                .tradeId(tradeId)
                .orderId(1)
                .price(1)
                .amount(1)
                .instrumentId(id)
                .side(Side.BUY);
        say(venue);
    }

    private void balance(final VenueIngress venue, final long coins, final long margin) {
        publisher
                .accountBalance()
                .venueTimeNs(0)
                .balance(coins * 100_000_000L)
                .maintenanceMargin(margin * 100_000_000L)
                .underlyingId(0)
                .currency(Currency.COIN);
        say(venue);
    }

    @Test
    void shouldNumberConnectionsApart() {
        connection(a, 1, ConnectionPhase.READY);
        connection(b, 0, ConnectionPhase.DOWN);
        connection(b, 1, ConnectionPhase.READY);

        assertThat(heard.get(0)).contains("\"connectionId\":1,", "READY");
        assertThat(heard.get(1)).contains("\"connectionId\":2,", "DOWN");
        assertThat(heard.get(2)).contains("\"connectionId\":3,", "READY");
    }

    @Test
    void shouldHearOfPositionsFundingAndQuotesFromWhereTheInstrumentIsTraded() {
        bothReady();
        for (final VenueIngress venue : List.of(a, b)) {
            for (final int id : List.of(A_PERPETUAL, B_PERPETUAL, A_Q, 99)) {
                publisher
                        .positionSnapshot()
                        .venueTimeNs(0)
                        .amount(id + 1)
                        .averagePrice(0)
                        .instrumentId(id);
                say(venue);
                publisher.quote().venueTimeNs(0).bidPrice(1).askPrice(2).instrumentId(id);
                say(venue);
                publisher.funding().venueTimeNs(0).currentRate(1).instrumentId(id);
                say(venue);
                publisher
                        .instrumentStateChange()
                        .venueTimeNs(0)
                        .instrumentId(id)
                        .state(InstrumentState.HALTED);
                say(venue);
            }
        }

        assertThat(heard).hasSize(12);
        assertThat(heard.subList(0, 4)).allMatch(event -> event.contains("\"instrumentId\":" + A_PERPETUAL));
        assertThat(heard.subList(4, 8)).allMatch(event -> event.contains("\"instrumentId\":" + A_Q));
        assertThat(heard.subList(8, 12)).allMatch(event -> event.contains("\"instrumentId\":" + B_PERPETUAL));
    }

    /** Each margin is held at its own account; the ratio that is watched is of all the money there is. */
    @Test
    void shouldAddBalancesAndMarginsUpAndKeepWhatADeadVenueStatedLast() {
        balance(a, 3, 1);
        balance(b, 4, 2);
        connection(a, 1, ConnectionPhase.DOWN);
        balance(b, 5, 1);

        assertThat(heard.get(0)).contains("\"balance\":3,", "\"maintenanceMargin\":1,", "\"initialMargin\":null");
        assertThat(heard.get(1)).contains("\"balance\":7,", "\"maintenanceMargin\":3,");
        assertThat(heard.get(3)).contains("\"balance\":8,", "\"maintenanceMargin\":2,");
    }

    /** The engine applies a trade once by its number, and two venues count theirs alike. */
    @Test
    void shouldTellTradesOfOneNumberApart() {
        fill(a, A_PERPETUAL, 17);
        fill(b, B_PERPETUAL, 17);
        fill(b, A_PERPETUAL, 18);

        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).contains("\"tradeId\":17,");
        assertThat(heard.get(1)).contains("\"tradeId\":" + (17 + (2L << 56)) + ',');
    }

    @Test
    void shouldHearTheIndexFromTheFirstThatIsThere() {
        index(a, 1);
        index(b, 2);
        connection(b, 0, ConnectionPhase.READY);
        index(a, 3);
        index(b, 4);
        connection(a, 0, ConnectionPhase.READY);
        index(a, 5);
        index(b, 6);
        connection(a, 0, ConnectionPhase.DOWN);
        index(b, 7);
        connection(b, 0, ConnectionPhase.DOWN);
        index(a, 8);
        index(b, 9);

        assertThat(heard.stream().filter(event -> event.contains("IndexPrice")))
                .extracting(event -> event.replaceAll(".*\"price\":(\\d+).*", "$1"))
                .as("nobody is ready: the first; then whoever is")
                .containsExactly("1", "4", "5", "7", "8");
    }

    @Test
    void shouldLetAnotherVenueStandInForOptionsAloneAndOnlyWhileTheirOwnIsAway() {
        bothReady();
        ticker(b, A_Q, 60);
        ticker(b, B_P, 61);
        assertThat(heard).as("each its own").hasSize(1);
        heard.clear();

        connection(a, 0, ConnectionPhase.DOWN);
        ticker(b, A_Q, 62);
        ticker(b, B_P, 63);
        ticker(b, B_PERPETUAL, 64);
        assertThat(heard.subList(1, heard.size()))
                .extracting(event -> event.replaceAll(".*\"instrumentId\":(\\d+).*", "$1"))
                .as("Q itself; P for both; the perpetual never for another")
                .containsExactly("" + A_Q, "" + A_P, "" + B_P, "" + B_PERPETUAL);
        heard.clear();

        connection(a, 0, ConnectionPhase.READY);
        ticker(b, A_Q, 65);
        ticker(b, B_P, 66);
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1)).contains("\"instrumentId\":" + B_P);
    }

    /** An event that found no room is offered again; one that was meant for nobody is not. */
    @Test
    void shouldPassOnThatThereWasNoRoom() {
        bothReady();
        answer = Ingress.BACK_PRESSURED;
        publisher.orderRejected().venueTimeNs(0).orderId(1).venueCode(1);
        assertThat(publisher.offer(b.before(engine), 5)).isEqualTo(Ingress.BACK_PRESSURED);
        connection(a, 0, ConnectionPhase.DOWN);
        publisher.ticker().venueTimeNs(0).instrumentId(B_P);
        assertThat(publisher.offer(b.before(engine), 5)).isEqualTo(Ingress.BACK_PRESSURED);
        assertThat(b.rejects()).isZero();
        assertThat(leads.leads(0, 0)).as("what was not taken has not happened").isTrue();

        answer = 0;
        publisher.orderRejected().venueTimeNs(0).orderId(1).venueCode(1);
        say(b);
        assertThat(b.rejects()).isEqualTo(1);
        assertThat(a.rejects()).isZero();
    }

    private void platform(final VenueIngress venue, final int underlying, final boolean isLocked) {
        publisher
                .platformState()
                .venueTimeNs(0)
                .underlyingId(underlying)
                .isLocked(isLocked ? BooleanType.TRUE : BooleanType.FALSE)
                .isMaintenance(BooleanType.FALSE);
        say(venue);
    }

    /** The first coin is hedged at A, the second at B: neither is held back by the other's venue, nor let go by it. */
    @Test
    void shouldHearOfALockFromWhereACoinIsHedgedAlone() {
        platform(a, -1, true);
        platform(b, -1, false);
        platform(b, 0, true);
        platform(b, 1, true);

        assertThat(heard)
                .extracting(event -> event.replaceAll(".*\"underlyingId\":(-?\\d+).*\"isLocked\":(\\w+).*", "$1 $2"))
                .containsExactly("0 true", "1 false", "1 true");

        answer = Ingress.BACK_PRESSURED;
        publisher.platformState().underlyingId(-1).isLocked(BooleanType.TRUE).isMaintenance(BooleanType.FALSE);
        assertThat(publisher.offer(a.before(engine), 5)).isEqualTo(Ingress.BACK_PRESSURED);
    }
}
