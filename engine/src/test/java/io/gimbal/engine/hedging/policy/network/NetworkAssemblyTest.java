package io.gimbal.engine.hedging.policy.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.PolicyNetworkEncoder;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class NetworkAssemblyTest {
    private final BandNetwork network = TestNetworks.network(TestNetworks.row(9));
    private final BandNetwork other = TestNetworks.network(TestNetworks.row(10));
    private final List<byte[]> parts = NetworkParts.of(network, 0);
    private final NetworkAssembly assembly = new NetworkAssembly();

    private boolean take(final byte[] part) {
        return assembly.take(
                new PolicyNetworkDecoder().wrapAndApplyHeader(new UnsafeBuffer(part), 0, new MessageHeaderDecoder()));
    }

    private static PolicyNetworkEncoder changed(final byte[] part) {
        return new PolicyNetworkEncoder().wrap(new UnsafeBuffer(part), MessageHeaderEncoder.ENCODED_LENGTH);
    }

    @Test
    void shouldBeWholeWithTheLastPartAndNotBefore() {
        for (int i = 0; i < parts.size() - 1; i++) {
            assertThat(take(parts.get(i))).isTrue();
            assertThat(assembly.network()).isNull();
            assertThat(assembly.isSettled()).isFalse();
        }

        assertThat(take(parts.get(parts.size() - 1))).isTrue();

        assertThat(assembly.network()).isEqualTo(network);
        assertThat(assembly.isSettled()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsOutOfOrderAndBeginAnewWithTheFirstPart() {
        assertThat(take(parts.get(1))).as("nothing began").isFalse();
        take(parts.get(0));
        assertThat(take(parts.get(2))).as("one is missing").isFalse();
        assertThat(take(parts.get(1))).as("what was collected is dropped").isFalse();

        parts.forEach(part -> assertThat(take(part)).isTrue());

        assertThat(assembly.network()).isEqualTo(network);
    }

    @Test
    void shouldKeepTheNetworkItHasWhenAnotherIsDamaged() {
        parts.forEach(this::take);
        final List<byte[]> others = NetworkParts.of(other, 0);
        changed(others.get(7)).w3(0.125);
        for (int i = 0; i < others.size() - 1; i++) {
            assertThat(take(others.get(i))).isTrue();
        }

        assertThat(take(others.get(others.size() - 1)))
                .as("not what the digest says")
                .isFalse();

        assertThat(assembly.network()).isEqualTo(network);
        NetworkParts.of(other, 0).forEach(this::take);
        assertThat(assembly.network()).isEqualTo(other);
    }

    @Test
    void shouldRefuseAnotherCountADigestInBetweenAndWordsBehindTheLast() {
        final byte[] first = parts.get(0).clone();
        changed(first).count(NetworkShape.CHUNKS + 1);
        assertThat(take(first)).isFalse();
        final byte[] negative = parts.get(0).clone();
        changed(negative).index(-1);
        assertThat(take(negative)).isFalse();

        take(parts.get(0));
        final byte[] stranger = parts.get(1).clone();
        changed(stranger).digest(1);
        assertThat(take(stranger)).isFalse();

        final byte[] last = parts.get(parts.size() - 1).clone();
        changed(last).w15(1);
        parts.subList(0, parts.size() - 1).forEach(this::take);
        assertThat(take(last)).isFalse();
        assertThat(assembly.network()).isNull();
    }

    @Test
    void shouldRefuseANetworkThatIsNoneThoughItsDigestIsRight() {
        final double[] row = TestNetworks.row(9);
        row[NetworkShape.MOST_DISTANCE] = 0;
        final long digest = BandNetwork.digest(row);
        for (int i = 0; i < parts.size() - 1; i++) {
            final byte[] part = parts.get(i).clone();
            changed(part).digest(digest);
            if (i == NetworkShape.MOST_DISTANCE / NetworkShape.CHUNK) {
                final int word = NetworkShape.MOST_DISTANCE % NetworkShape.CHUNK;
                new UnsafeBuffer(part)
                        .putDouble(
                                MessageHeaderEncoder.ENCODED_LENGTH + Long.BYTES + word * Double.BYTES,
                                0,
                                ByteOrder.LITTLE_ENDIAN);
            }
            take(part);
        }
        final byte[] last = parts.get(parts.size() - 1).clone();
        changed(last).digest(digest);

        assertThat(take(last)).isFalse();
        assertThat(assembly.network()).isNull();
    }

    @Test
    void shouldChangeItsFingerprintWithEveryPart() {
        long before = assembly.mixInto(1);
        assertThat(before).as("nothing came, nothing is known").isEqualTo(1);
        for (final byte[] part : parts) {
            take(part);
            final long after = assembly.mixInto(1);
            assertThat(after).isNotEqualTo(before);
            before = after;
        }
    }
}
