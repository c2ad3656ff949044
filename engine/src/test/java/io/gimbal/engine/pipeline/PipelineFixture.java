package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import java.util.function.UnaryOperator;

/** A pipeline made of fakes: instrument 0 is an inverse perpetual on underlying 0, listed for up to 10,000 USD. */
final class PipelineFixture {
    static final int EPOCH = 7;
    static final long START_NS = 1_700_000_000_000_000_000L;

    final FakeEngine engine = new FakeEngine();
    final FakeGateway gateway = new FakeGateway();
    final MemoryAppender in = new MemoryAppender();
    final MemoryAppender out = new MemoryAppender();
    final ListFeed market = new ListFeed();
    final VirtualClock clock = new VirtualClock(START_NS);
    final Gate gate = Gate.open();

    Pipeline launch() {
        return launch(context -> context);
    }

    Pipeline launch(final UnaryOperator<PipelineContext> change) {
        return Pipeline.launch(change.apply(context()));
    }

    PipelineContext context() {
        return new PipelineContext()
                .engine(engine, engine.relay())
                .journal(in, out, EPOCH)
                .gateway(gateway, gateway)
                .feed(market)
                .gate(gate)
                .lastLook(limits())
                .clock(clock);
    }

    static LastLookContext limits() {
        return new LastLookContext()
                .underlying(0, 10_000 * Events.ONE, Events.ONE / 100)
                .instrument(0, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE)
                .messages(20, 5, Events.SECOND_NS);
    }
}
