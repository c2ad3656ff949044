package io.gimbal.engine.pipeline;

import io.gimbal.engine.hedging.InputHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/** An engine whose rules a test writes: remembers its inputs and answers as told. */
final class FakeEngine implements InputHandler {
    record Input(int templateId, long sequence, long receiveTimeNs) {}

    private final EgressRelay relay = new EgressRelay();
    private final List<Input> inputs = new ArrayList<>();
    private BiConsumer<Input, FakeEngine> rule = (input, engine) -> {};

    FakeEngine on(final BiConsumer<Input, FakeEngine> newRule) {
        rule = newRule;
        return this;
    }

    /** Answers every input of one type with whatever the rule says. */
    FakeEngine onType(final int templateId, final BiConsumer<Input, FakeEngine> newRule) {
        return on((input, engine) -> {
            if (input.templateId() == templateId) {
                newRule.accept(input, engine);
            }
        });
    }

    void say(final DirectBuffer event) {
        if (!relay.offer(event, 0, event.capacity())) {
            throw new IllegalStateException("output refused");
        }
    }

    EgressRelay relay() {
        return relay;
    }

    synchronized List<Input> inputs() {
        return List.copyOf(inputs);
    }

    List<Integer> types() {
        return inputs().stream().map(Input::templateId).toList();
    }

    @Override
    public void onInput(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        final Input input = new Input(EventKind.templateId(buffer, offset), sequence, receiveTimeNs);
        synchronized (this) {
            inputs.add(input);
        }
        rule.accept(input, this);
    }
}
