package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.Side;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code incremental_ticker.}: first all fields of the ticker as a snapshot, then only those that have changed. */
class IncrementalTickerTest extends LeakCheckedTest {
    private static final String CHANNEL = "incremental_ticker.BTC-PERPETUAL";
    private static final Set<String> ENVELOPE = Set.of("type", "timestamp", "instrument_name");

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final ProtocolClient client = fixture.client().authenticate();

    @Test
    void shouldBeginWithAllFieldsOfTheTicker() {
        client.result("public/subscribe", "{'channels':['" + CHANNEL + "']}");

        assertThat(client.data(CHANNEL)).hasSize(1);
        final ObjectNode snapshot = client.data(CHANNEL).get(0).deepCopy();
        assertThat(snapshot.remove("type").asText()).isEqualTo("snapshot");
        assertThat(snapshot).isEqualTo(client.result("public/ticker", "{'instrument_name':'BTC-PERPETUAL'}"));
    }

    @Test
    void shouldTellOnlyWhatHasChangedAndAddUpToTheTicker() {
        client.result("public/subscribe", "{'channels':['" + CHANNEL + "']}");
        final ObjectNode known = client.data(CHANNEL).get(0).deepCopy();
        fixture.make("BTC-PERPETUAL", Side.BUY, 90_000.0, 700);
        fixture.step();
        fixture.valuation.set("btc_usd", 90_100);
        fixture.advance(3 * ProtocolFixture.SECOND_NS);
        client.result("private/buy", "{'instrument_name':'BTC-PERPETUAL','amount':10,'type':'market'}");
        fixture.advance(3 * ProtocolFixture.SECOND_NS);

        final List<JsonNode> changes =
                client.data(CHANNEL).subList(1, client.data(CHANNEL).size());
        assertThat(changes).hasSizeGreaterThanOrEqualTo(3);
        for (final JsonNode change : changes) {
            assertThat(change.path("type").asText()).isEqualTo("change");
            assertThat(change.path("instrument_name").asText()).isEqualTo("BTC-PERPETUAL");
            int fields = 0;
            for (final Map.Entry<String, JsonNode> field : change.properties()) {
                if (!ENVELOPE.contains(field.getKey())) {
                    assertThat(field.getValue())
                            .as("%s in %s", field.getKey(), change)
                            .isNotEqualTo(known.get(field.getKey()));
                    fields++;
                }
            }
            assertThat(fields).as("%s", change).isPositive();
            known.setAll((ObjectNode) change);
        }
        assertThat(changes.get(0).has("best_bid_price")).isTrue();
        assertThat(changes.get(0).has("best_ask_price")).isFalse();
        final ObjectNode ticker = client.result("public/ticker", "{'instrument_name':'BTC-PERPETUAL'}")
                .deepCopy();
        known.remove(List.of("type", "timestamp"));
        ticker.remove("timestamp");
        assertThat(known).isEqualTo(ticker);
    }

    @Test
    void shouldBeSilentWhileNothingChanges() {
        client.result("public/subscribe", "{'channels':['" + CHANNEL + "','ticker.BTC-25DEC26.raw']}");
        final int tickers = client.data("ticker.BTC-25DEC26.raw").size();
        fixture.advance(5 * ProtocolFixture.SECOND_NS);

        assertThat(client.data("ticker.BTC-25DEC26.raw").size()).isGreaterThan(tickers);
        assertThat(client.data(CHANNEL)).hasSize(1);
    }
}
