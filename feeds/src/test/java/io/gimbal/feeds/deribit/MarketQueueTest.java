package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import org.junit.jupiter.api.Test;

class MarketQueueTest {
    private final VenueCounters counters = new VenueCounters();
    private final MarketQueue queue = new MarketQueue(counters);
    private final EventPublisher publisher = new EventPublisher();
    private final CollectingIngress engine = new CollectingIngress();

    @Test
    void shouldPassEverythingInOrderWhileTheEngineKeepsUp() {
        for (int i = 1; i <= 10; i++) {
            quote(0, i);
            trade(i);
            assertThat(queue.deliver(64, engine)).isEqualTo(2);
        }

        assertThat(engine.events(QuoteDecoder.TEMPLATE_ID)).hasSize(10);
        assertThat(counters.count(Count.CONFLATED)).isZero();
    }

    @Test
    void shouldKeepOnlyTheLatestQuoteOfAnInstrumentInItsPlace() {
        quote(0, 1);
        index(5);
        quote(1, 2);
        quote(0, 3);
        queue.deliver(64, engine);

        assertThat(engine.events()).hasSize(3);
        assertThat(CollectingIngress.quote(engine.events().get(0)).bidPrice()).isEqualTo(3);
        assertThat(engine.events().get(0).timeNs()).isEqualTo(3);
        assertThat(engine.events().get(1).type()).isEqualTo(IndexPriceDecoder.TEMPLATE_ID);
        assertThat(counters.count(Count.CONFLATED)).isEqualTo(1);
    }

    @Test
    void shouldNeverConflateTradesAndDropThemOnlyWhenNearlyFull() {
        for (int i = 0; i < 20_000; i++) {
            trade(i);
        }
        quote(0, 1);
        while (queue.deliver(64, engine) > 0) {
            assertThat(engine.events()).isNotEmpty();
        }

        final int passed = engine.events(TradePrintDecoder.TEMPLATE_ID).size();
        assertThat(passed).isBetween(14_000, 14_400);
        assertThat(counters.count(Count.CONFLATED)).isEqualTo(20_000 - passed);
        assertThat(engine.events(QuoteDecoder.TEMPLATE_ID)).hasSize(1);
    }

    @Test
    void shouldKeepWhatTheEngineRefusesForTheNextTime() {
        quote(0, 1);
        engine.refuse(1);
        assertThat(queue.deliver(64, engine)).isZero();
        quote(0, 2);

        assertThat(queue.deliver(64, engine)).isEqualTo(1);
        assertThat(CollectingIngress.quote(engine.events().get(0)).bidPrice()).isEqualTo(2);
        assertThat(queue.isEmpty()).isTrue();
    }

    private void quote(final int instrumentId, final long price) {
        publisher.quote().instrumentId(instrumentId).bidPrice(price);
        publisher.offer(queue, price);
    }

    private void index(final long price) {
        publisher.indexPrice().underlyingId(0).price(price);
        publisher.offer(queue, price);
    }

    private void trade(final long sequence) {
        publisher.tradePrint().tradeSequence(sequence).instrumentId(0);
        publisher.offer(queue, sequence);
    }
}
