package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.util.function.Function;

/**
 * Where the network of a policy comes from: a file, or the journal.
 *
 * @param reader     reads a file, by its name; throws {@link IllegalArgumentException} where it is no network
 * @param isRecorded whether the session was told a network for each of its books
 */
public record NetworkSource(Function<String, BandNetwork> reader, boolean isRecorded) {
    /** {@return the network of a file} */
    BandNetwork read(final String file) {
        return reader.apply(file);
    }
}
