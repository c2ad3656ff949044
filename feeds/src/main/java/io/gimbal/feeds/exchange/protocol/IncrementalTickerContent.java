package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A ticker as changes: first everything, then the fields that are other than before; nothing where none is. */
final class IncrementalTickerContent implements ChannelContent {
    private static final String TIMESTAMP = "timestamp";

    private final ExchangeInstrument instrument;
    private final MarketWriter market;
    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonWriter scratch = new JsonWriter();
    private ObjectNode said = JsonNodeFactory.instance.objectNode();
    private boolean isChanged;

    IncrementalTickerContent(final ExchangeInstrument instrument, final MarketWriter market) {
        this.instrument = instrument;
        this.market = market;
    }

    @Override
    public void onBookChange(final BookChange change) {
        isChanged = true;
    }

    @Override
    public void onTrades(final ExchangeInstrument traded, final List<ExchangeTrade> trades) {
        isChanged = true;
    }

    @Override
    public void onRevaluation(final long nowNs) {
        isChanged = true;
    }

    @Override
    public boolean write(final JsonWriter json) {
        if (!isChanged) {
            return false;
        }
        isChanged = false;
        final ObjectNode now = read();
        final ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.put("type", "change");
        change.set(TIMESTAMP, now.path(TIMESTAMP));
        change.set("instrument_name", now.path("instrument_name"));
        final int envelope = change.size();
        for (final Map.Entry<String, JsonNode> field : now.properties()) {
            if (!field.getKey().equals(TIMESTAMP) && !field.getValue().equals(said.get(field.getKey()))) {
                change.set(field.getKey(), field.getValue());
            }
        }
        if (change.size() == envelope) {
            return false;
        }
        said = now;
        json.raw(change.toString());
        return true;
    }

    @Override
    public boolean begin(final JsonWriter json) {
        said = read();
        isChanged = false;
        final ObjectNode snapshot = said.deepCopy();
        snapshot.put("type", "snapshot");
        json.raw(snapshot.toString());
        return true;
    }

    private ObjectNode read() {
        scratch.reset();
        market.ticker(instrument, scratch);
        try {
            return (ObjectNode) mapper.readTree(scratch.bytes(), 0, scratch.length());
        } catch (final IOException e) {
            throw new IllegalStateException("ticker is no JSON: text=" + scratch.text(), e);
        }
    }
}
