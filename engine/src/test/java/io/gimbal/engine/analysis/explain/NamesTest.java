package io.gimbal.engine.analysis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.InstrumentState;
import org.junit.jupiter.api.Test;

/** What an explanation calls an instrument. */
class NamesTest {
    private final EventPublisher publisher = new EventPublisher();
    private final Names names = new Names();

    private void define(final String name, final int id, final int connection) {
        publisher
                .define(VenueProfile.deribit().spec(name, id, 0), InstrumentState.OPEN)
                .connectionId(connection);
        publisher.offer(
                (buffer, offset, length, timeNs) -> {
                    names.see(buffer, offset);
                    return 0;
                },
                0);
    }

    @Test
    void shouldTellOneNameAtTwoVenuesApartAndLeaveOthersAsTheyAre() {
        define("BTC-PERPETUAL", 0, 0);
        define("BTC-27MAR26", 1, 2);
        assertThat(names.instrument(0)).isEqualTo("BTC-PERPETUAL");

        define("BTC-PERPETUAL", 2, 2);

        assertThat(names.instrument(0)).isEqualTo("BTC-PERPETUAL at connection 0");
        assertThat(names.instrument(2)).isEqualTo("BTC-PERPETUAL at connection 2");
        assertThat(names.instrument(1)).isEqualTo("BTC-27MAR26");
        assertThat(names.instrument(3)).isEqualTo("instrument 3");
    }
}
