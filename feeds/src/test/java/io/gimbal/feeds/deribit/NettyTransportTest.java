package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a transport holds outside the heap, by the count of the allocator that all transports share. */
final class NettyTransportTest extends LeakCheckedTest {
    private static final URI URL = URI.create("ws://localhost:1/ws/api/v2");

    @Test
    void shouldReleaseItsBufferThoughItNeverConnected() {
        final long before = used();
        final NettyTransport transport = new NettyTransport(URL, 1_000_000L);
        assertThat(used()).isGreaterThan(before);

        transport.close();
        assertThat(used()).isEqualTo(before);

        transport.close();
        assertThat(used()).as("closed twice").isEqualTo(before);
    }

    private static long used() {
        return NettyTransport.ALLOCATOR.metric().usedDirectMemory();
    }
}
