package io.gimbal.journal;

import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The rule that a generation's first input is a Genesis which agrees with the MANIFEST. */
final class GenesisCheck {
    private GenesisCheck() {}

    /** What is wrong with the first payload of {@code start}'s queue, or null when nothing is. */
    static @Nullable String mismatch(final DirectBuffer buffer, final int offset, final QueueStart start) {
        final int template = FrameCheck.template(buffer, offset);
        if (template != GenesisDecoder.TEMPLATE_ID) {
            return "first record of a generation: expected=Genesis, found template=" + template;
        }
        final GenesisDecoder genesis =
                new GenesisDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        final Predecessor before = start.predecessor();
        final StringBuilder text = new StringBuilder();
        compare(text, "generation", start.generation(), genesis.generation());
        compare(text, "epoch", Integer.toUnsignedLong(start.epoch()), genesis.epoch());
        compare(text, "predecessorInSequence", before.lastInSequence(), genesis.predecessorInSequence());
        compare(text, "predecessorOutSequence", before.lastOutSequence(), genesis.predecessorOutSequence());
        compare(text, "predecessorChain", before.inChain(), genesis.predecessorChain());
        return text.length() == 0 ? null : "Genesis does not agree with the MANIFEST:" + text;
    }

    private static void compare(final StringBuilder text, final String field, final long expected, final long found) {
        if (expected != found) {
            text.append(' ').append(field).append(" expected=").append(expected);
            text.append(", found=").append(found).append(';');
        }
    }
}
