package io.gimbal.feeds.deribit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A desk that meant one of the venue's networks and reached the other: the fake venue calls itself a test venue. */
class VenueNetworkTest {
    @Test
    void shouldStopForGoodWhenAKeyOfTheRealVenueMeetsTheTestVenue() {
        try (Desk desk = new Desk(context -> context.network(VenueNetwork.PRODUCTION))) {
            desk.venue.connect(desk.nowNs);
            desk.pass(5 * Desk.SECOND_NS);

            final VenueFault fault = requireNonNull(desk.venue.fault());
            assertThat(fault.kind()).isEqualTo(VenueFault.Kind.NETWORK);
            assertThat(fault.reason())
                    .isEqualTo("the venue says that it is the test venue, and should be the venue of real money");
            assertThat(desk.venue.isListed()).isFalse();
            assertThat(desk.venue.accountPhase()).isEqualTo(VenuePhase.FAULTED);
            assertThat(desk.venue.marketPhase()).isEqualTo(VenuePhase.FAULTED);
            assertThat(desk.server.account.connects()).isEqualTo(1);
            assertThat(desk.server.market.connects()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayThatRatherThanThatTheKeyIsUnknownThere() {
        try (Desk desk = new Desk(context -> context.network(VenueNetwork.PRODUCTION))) {
            desk.server.rule("public/auth", params -> "!13004 invalid_credentials");
            desk.venue.connect(desk.nowNs);
            desk.settle();

            assertThat(requireNonNull(desk.venue.fault()).kind()).isEqualTo(VenueFault.Kind.NETWORK);
        }
    }

    @Test
    void shouldBecomeReadyWhereTheVenueIsWhatWasMeant() {
        try (Desk desk = new Desk(context -> context.network(VenueNetwork.TEST))) {
            desk.ready();

            assertThat(desk.venue.fault()).isNull();
        }
    }
}
