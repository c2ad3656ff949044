package io.gimbal.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private final EventPublisher publisher = new EventPublisher();
    private final CollectingIngress ingress = new CollectingIngress();

    @Test
    void shouldDefineAnInstrumentInFull() {
        final InstrumentSpec spec = VenueProfile.deribit().spec("BTC-28APR23-30000-P", 7, 2);

        publisher.define(spec, InstrumentState.HALTED);
        publisher.offer(ingress, 99);

        final Event event = ingress.events().get(0);
        final InstrumentDefinitionDecoder definition =
                new InstrumentDefinitionDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
        assertThat(event.timeNs()).isEqualTo(99);
        assertThat(definition.instrumentId()).isEqualTo(7);
        assertThat(definition.underlyingId()).isEqualTo(2);
        assertThat(definition.name()).isEqualTo("BTC-28APR23-30000-P");
        assertThat(definition.kind()).isEqualTo(InstrumentKind.OPTION);
        assertThat(definition.settlement()).isEqualTo(Settlement.INVERSE);
        assertThat(definition.optionType()).isEqualTo(OptionType.PUT);
        assertThat(definition.state()).isEqualTo(InstrumentState.HALTED);
        assertThat(definition.expiryNs()).isEqualTo(spec.expiryNs());
        assertThat(definition.strike()).isEqualTo(spec.strike());
        assertThat(definition.contractSize()).isEqualTo(spec.contractSize());
        assertThat(definition.minAmount()).isEqualTo(spec.minAmount());
        assertThat(definition.tickSize()).isEqualTo(spec.tickSize());
        assertThat(definition.tickStepAbove()).isEqualTo(spec.tickStepAbove());
        assertThat(definition.tickSizeAbove()).isEqualTo(spec.tickSizeAbove());
        assertThat(definition.makerFeeRate()).isEqualTo(spec.makerFeeRate());
        assertThat(definition.takerFeeRate()).isEqualTo(spec.takerFeeRate());
    }

    @Test
    void shouldLeaveOptionalNumbersAbsentWhenTheyAreNotSet() {
        publisher.ticker().instrumentId(1).markPrice(5);
        publisher.offer(ingress, 1);

        final TickerDecoder ticker = CollectingIngress.ticker(ingress.events().get(0));
        assertThat(List.of(
                        ticker.markVol(),
                        ticker.bidVol(),
                        ticker.askVol(),
                        ticker.bidPrice(),
                        ticker.askAmount(),
                        ticker.underlyingPrice(),
                        ticker.indexPrice(),
                        ticker.lastPrice(),
                        ticker.estimatedDeliveryPrice(),
                        ticker.openInterest(),
                        ticker.venueDelta()))
                .containsOnly(TickerDecoder.markVolNullValue());
        assertThat(ticker.quality()).isEqualTo(InputQuality.FRESH);
        assertThat(ticker.state()).isEqualTo(InstrumentState.OPEN);
    }

    @Test
    void shouldWriteEqualBytesWhenEventsAreEqualWhateverWentBefore() {
        publisher.orderRejected().orderId(1).reason("one");
        publisher.offer(ingress, 1);
        publisher.orderRejected().orderId(77).venueCode(-1).reason("something far longer than one");
        publisher.offer(ingress, 2);
        publisher.orderRejected().orderId(1).reason("one");
        publisher.offer(ingress, 3);

        assertThat(ingress.events().get(2).buffer())
                .isEqualTo(ingress.events().get(0).buffer());
    }

    @Test
    void shouldOfferTheSameEventAgainWhenItWasRefused() {
        publisher.quote().bidPrice(123);
        ingress.refuse(1);

        assertThat(publisher.offer(ingress, 1)).isEqualTo(Ingress.BACK_PRESSURED);
        assertThat(publisher.offer(ingress, 2)).isPositive();
        assertThat(CollectingIngress.quote(ingress.events().get(0)).bidPrice()).isEqualTo(123);
    }

    @Test
    void shouldRefuseToOfferWhenNothingWasBegun() {
        assertThatThrownBy(() -> new EventPublisher().offer(ingress, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldBeginEachInputEventWithItsOwnTemplate() {
        final List<Runnable> begins = List.of(
                publisher::genesis,
                publisher::underlyingDefinition,
                publisher::instrumentDefinition,
                publisher::instrumentStateChange,
                publisher::indexPrice,
                publisher::forwardPrice,
                publisher::quote,
                publisher::ticker,
                publisher::tradePrint,
                publisher::funding,
                publisher::delivery,
                publisher::accountBalance,
                publisher::positionSnapshot,
                publisher::orderAccepted,
                publisher::orderRejected,
                publisher::fill,
                publisher::orderClosed,
                publisher::commandOutcome,
                publisher::timer,
                publisher::operatorCommand,
                publisher::connectionState,
                publisher::engineConfiguration,
                publisher::bookConfiguration,
                publisher::limitsConfiguration);

        begins.forEach(begin -> {
            begin.run();
            publisher.offer(ingress, 1);
        });

        for (int i = 0; i < begins.size(); i++) {
            assertThat(ingress.events().get(i).type()).isEqualTo(i + 1);
        }
    }
}
