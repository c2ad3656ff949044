package io.gimbal.engine.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.session.LocalExchange;
import io.gimbal.engine.market.WorldMarket;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each thing that must never happen is done by hand at a real exchange. */
class OrderWitnessTest {
    private static final long START_NS = 1_767_578_400_000_000_000L;
    private static final String HEDGE = "BTC-PERPETUAL";
    private static final long AMOUNT = 100 * Decimals.ONE;

    private final Configuration configuration = ConfigurationReader.builtIn("simulation.toml");
    private final LocalExchange exchange = LocalExchange.open(
            configuration,
            WorldMarket.gbm(
                    LocalExchange.markets(configuration).stream()
                            .map(market -> market.expiring(List.of(1, 2, 7)).listing(3))
                            .toList(),
                    1,
                    START_NS),
            1,
            1_000_000_000L,
            Faults.none());
    private final List<String> violations = new ArrayList<>();
    private final OrderWitness witness =
            new OrderWitness(exchange.account(), (invariant, what) -> violations.add(invariant));
    private final ExchangeInstrument perpetual =
            Objects.requireNonNull(exchange.exchange().instrument(HEDGE));

    @BeforeEach
    void listen() {
        exchange.exchange().addListener(witness);
        witness.onEpoch(3);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void journal(final long orderId) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[256]);
        new NewOrderEncoder()
                .wrapAndApplyHeader(record, 0, new MessageHeaderEncoder())
                .orderId(orderId);
        witness.onOutput(record, 0);
    }

    private OrderResult buy(final String label) {
        return exchange.exchange()
                .place(
                        exchange.account(),
                        OrderRequest.market(perpetual, Side.BUY, AMOUNT).label(label));
    }

    private long holds() {
        return Objects.requireNonNull(exchange.account().position(perpetual)).size();
    }

    @Test
    void shouldFindNothingWrongWithAnOrderThatWasJournaledFirst() {
        journal(17);

        assertThat(buy("gbmain.3.h").isOk()).isTrue();
        assertThat(violations).isEmpty();
        assertThat(witness.orders()).isOne();
        assertThat(witness.fills()).isPositive();
        assertThat(witness.held()).containsEntry(HEDGE, holds());
    }

    @Test
    void shouldNameAnOrderThatWasNotJournaled() {
        journal(16);
        buy("gbmain.3.h");

        assertThat(violations).containsExactly("I3");
    }

    @Test
    void shouldNameAnOrderOfAnotherProcessThatWasNotJournaled() {
        journal(17);
        buy("gbmain.2.h");

        assertThat(violations).containsExactly("I3");
    }

    @Test
    void shouldNameALabelThatIsSentTwice() {
        journal(17);
        buy("gbmain.3.h");
        buy("gbmain.3.h");

        assertThat(violations).containsExactly("I2");
    }

    @Test
    void shouldNameAnOrderThatIsDecidedTwice() {
        journal(17);
        witness.onEpoch(4);
        journal(17);
        assertThat(violations).as("another process counts its own orders").isEmpty();

        journal(17);
        assertThat(violations).containsExactly("I2");
    }

    @Test
    void shouldCountWhatOthersDoOnTheAccount() {
        buy("");
        buy("by-hand");

        assertThat(violations).isEmpty();
        assertThat(witness.orders()).isZero();
        assertThat(witness.fills()).isZero();
        assertThat(witness.held()).containsEntry(HEDGE, holds()).containsEntry(HEDGE, 2 * AMOUNT);
    }

    @Test
    void shouldForgetWhatIsDelivered() {
        final long options = witness.held().keySet().stream()
                .filter(name -> !name.equals(HEDGE))
                .count();
        assertThat(options).isPositive();
        final long afterDeliveryNs = START_NS + 7 * 3600 * 1_000_000_000L;
        exchange.step(afterDeliveryNs);

        assertThat(witness.held().keySet().stream()
                        .filter(name -> !name.equals(HEDGE))
                        .count())
                .isLessThan(options);
        exchange.account().positions().stream()
                .filter(position -> position.size() != 0)
                .forEach(position -> assertThat(witness.held())
                        .containsEntry(position.instrument().name(), position.size()));
    }
}
