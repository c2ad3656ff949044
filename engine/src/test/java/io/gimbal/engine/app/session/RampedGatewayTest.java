package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.RampSettings;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.VenueProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampedGatewayTest {
    private static final long ONE = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int INVERSE = 0;
    private static final int LINEAR = 1;
    private static final long PRICE = 50_000 * ONE;

    private final FakeGateway venue = new FakeGateway();
    private final RampedGateway gateway = new RampedGateway(
            venue,
            new LiveRamp(new RampSettings(10_000 * ONE, 60 * SECOND, 3), 0),
            List.of(
                    VenueProfile.deribit().spec("BTC-PERPETUAL", INVERSE, 0),
                    VenueProfile.deribit().spec("BTC_USDC-PERPETUAL", LINEAR, 1)),
            List.of(40_000 * ONE, 40_000 * ONE));

    private int submit(final int instrumentId, final long amount, final long seconds) {
        return gateway.submit(Commands.order(instrumentId, amount, PRICE, 0), 1, seconds * SECOND);
    }

    @Test
    void shouldHoldBackAnOrderAboveTheStepsCap() {
        assertThat(submit(INVERSE, 10_010 * ONE, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(submit(INVERSE, 10_000 * ONE, 0)).isEqualTo(OrderGateway.SENT);
        assertThat(venue.orders).isEqualTo(1);
    }

    @Test
    void shouldCountALinearOrderInDollars() {
        assertThat(submit(LINEAR, ONE / 5, 0)).isEqualTo(OrderGateway.SENT);
        assertThat(submit(LINEAR, ONE / 4, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);
    }

    @Test
    void shouldHoldBackMoreOrdersThanAStepMayHave() {
        for (int i = 0; i < 3; i++) {
            assertThat(submit(INVERSE, 10 * ONE, 1)).isEqualTo(OrderGateway.SENT);
        }

        assertThat(submit(INVERSE, 10 * ONE, 59)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(submit(INVERSE, 10 * ONE, 60)).isEqualTo(OrderGateway.SENT);
    }

    @Test
    void shouldLetEverythingThroughOnceTheRampIsOver() {
        for (int i = 0; i < 10; i++) {
            assertThat(submit(INVERSE, 4_000_000 * ONE, 120)).isEqualTo(OrderGateway.SENT);
        }
    }

    @Test
    void shouldAlwaysLetCancelsAndQueriesThrough() {
        submit(INVERSE, 4_000_000 * ONE, 0);

        assertThat(gateway.cancel(Commands.cancel(), 1, 0)).isEqualTo(OrderGateway.SENT);
        assertThat(gateway.query(7, 1, 0)).isEqualTo(OrderGateway.SENT);
        assertThat(venue.orders).isZero();
    }
}
