package io.gimbal.journal;

import static io.gimbal.journal.JournalFixture.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JournalContextTest {
    private static JournalContext complete() {
        return new JournalContext().directory(Path.of("desk")).storage(FILE).startTimeNs(1);
    }

    private static void assertRefused(final UnaryOperator<JournalContext> change, final String property) {
        assertThatThrownBy(() -> change.apply(complete()).conclude())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(property);
    }

    @Test
    void shouldNameThePropertyWhenItIsMissingOrOutOfRange() {
        assertThatThrownBy(() -> new JournalContext().conclude()).hasMessageContaining("directory");
        assertThatThrownBy(() -> new JournalContext().directory(Path.of("desk")).conclude())
                .hasMessageContaining("storage");
        assertRefused(context -> context.startTimeNs(0), "startTimeNs=0");
        assertRefused(context -> context.minFreeBytes(-1), "minFreeBytes=-1");
        assertRefused(context -> context.epochFloor(1L << 32), "epochFloor=4294967296");
        assertRefused(context -> context.blockBytes(2048), "blockBytes=2048");
        assertRefused(context -> context.blockBytes(5000), "blockBytes=5000");
        assertRefused(context -> context.blockBytes(1L << 31), "blockBytes=2147483648");
    }

    @Test
    void shouldReserveAGibibyteUnlessToldOtherwise() {
        assertThat(complete().conclude().minFreeBytes()).isEqualTo(1L << 30);
        assertThat(complete().blockBytes(4096).conclude().blockBytes()).isEqualTo(4096);
    }

    @Test
    void shouldRefuseChangesOnceConcluded() {
        final JournalContext context = complete().conclude();

        assertThatThrownBy(() -> context.startTimeNs(5)).isInstanceOf(IllegalStateException.class);
        assertThat(context.conclude().startTimeNs()).isEqualTo(1);
    }
}
